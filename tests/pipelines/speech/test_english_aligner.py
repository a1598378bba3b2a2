"""Word times by PocketSphinx: as exact as the issue asks, on speech whose word times are known."""

import numpy as np
import pytest

from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech.english_aligner import EnglishAligner
from pipelines.speech.english_sounds import sounds_of, spoken_words
from pipelines.speech.transcript import Segment, Word
from tests.speech_samples import LIBRIVOX, Clip, joined, synthesised, white_noise


@pytest.fixture(scope="module")
def aligner() -> EnglishAligner:
    return EnglishAligner()


def rough(clip: Clip, start: float = 0.0, text: str = "") -> Segment:
    """A segment over the clip, whose word times are no better than evenly spread."""
    words = (text or clip.text).split()
    step = clip.seconds / len(words)
    timed = tuple(
        Word(word, start + n * step, start + (n + 1) * step, 0.5) for n, word in enumerate(words)
    )
    return Segment(start, start + clip.seconds, text or clip.text, timed, avg_logprob=-0.2)


@pytest.mark.parametrize("name", ["spoken-english", "spoken-english-female"])
def test_boundaries_are_within_fifty_milliseconds(aligner: EnglishAligner, name: str) -> None:
    clip = synthesised(name)
    (found,), kept = aligner.refine(clip.samples, [rough(clip)], Progress())
    off = [
        abs(word.start - start)
        for word, start in zip(found.words, clip.starts, strict=True)
        if word.start is not None and start is not None
    ]
    assert kept == 0
    assert np.median(off) <= 0.02
    assert max(off) <= 0.05


def test_joined_clips_are_found_where_they_were_put(aligner: EnglishAligner) -> None:
    talk = joined()
    segments = [
        rough(clip, start) for clip, (start, _end) in zip(talk.clips, talk.spans, strict=True)
    ]
    found, kept = aligner.refine(talk.samples, segments, Progress())
    assert kept == 0
    for clip, segment, (start, end) in zip(talk.clips, found, talk.spans, strict=True):
        (alone,), _kept = aligner.refine(clip.samples, [rough(clip)], Progress())
        moved = [
            abs(word.start - start - own.start)
            for word, own in zip(segment.words, alone.words, strict=True)
            if word.start is not None and own.start is not None
        ]
        assert max(moved) <= 0.03
        assert start <= segment.start < segment.end <= end + 0.3
        assert [word.text for word in segment.words] == clip.text.split()
        assert segment.avg_logprob == -0.2


def test_words_that_no_dictionary_has_are_placed_too(aligner: EnglishAligner) -> None:
    text = LIBRIVOX[0].text.replace("mister john dashwood", "Mr. Jhon Dashwoodle,")
    (found,), kept = aligner.refine(
        LIBRIVOX[0].samples, [rough(LIBRIVOX[0], text=text)], Progress()
    )
    assert kept == 0
    starts = [word.start or 0.0 for word in found.words]
    assert starts == sorted(starts)
    (right,), _kept = aligner.refine(LIBRIVOX[0].samples, [rough(LIBRIVOX[0])], Progress())
    for word, other in zip(found.words[5:], right.words[5:], strict=True):
        assert word.start == pytest.approx(other.start, abs=0.03)


def test_signs_that_nobody_says_stand_at_the_word_before(aligner: EnglishAligner) -> None:
    clip = LIBRIVOX[1]
    text = "he was not — an ill disposed young man"
    (found,), _kept = aligner.refine(clip.samples, [rough(clip, text=text)], Progress())
    assert found.words[3].text == "—"
    assert found.words[3].start == found.words[2].end


def test_what_cannot_be_placed_keeps_its_times(aligner: EnglishAligner) -> None:
    empty = Segment(0.0, 1.0, "")
    signs = Segment(1.0, 2.0, "— …", (Word("—", 1.0, 1.5), Word("…", 1.5, 2.0)))
    many = " ".join(["supercalifragilistic"] * 40)  # more than fits into a second
    crowded = Segment(2.0, 3.0, many, tuple(Word(w, 2.0, 3.0) for w in many.split()))
    beyond = Segment(90.0, 91.0, "hello", (Word("hello", 90.0, 91.0),))
    segments = [empty, signs, crowded, beyond]
    found, kept = aligner.refine(white_noise(5.0), segments, Progress())
    assert list(found) == segments
    assert kept == 3


def test_it_can_be_stopped_between_segments(aligner: EnglishAligner) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        aligner.refine(LIBRIVOX[1].samples, [rough(LIBRIVOX[1])], Progress(None, token))


KNOWN = {"dash", "wood", "mister", "cold", "hearted", "eighteen", "fifteen", "anna", "s", "and"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dashwood,", ["dash", "wood"]),
        ("Mr.", ["mister"]),
        ("cold-hearted", ["cold", "hearted"]),
        ("1815", ["eighteen", "fifteen"]),
        ("3rd", ["third"]),
        ("25%", ["twenty", "five", "percent"]),
        ("2.5", ["two", "point", "five"]),
        ("BBC", ["b", "b", "c"]),
        ("Anna’s", ["anna", "s"]),
        ("&", ["and"]),
        ("“—”", []),
        ("Xyzzy", ["xyzzy"]),
    ],
)
def test_how_a_word_is_said(written: str, said: list[str]) -> None:
    assert spoken_words(written, KNOWN.__contains__) == said


def test_letters_have_sounds() -> None:
    assert sounds_of("shum") == "SH AH M"
    assert sounds_of("'") == "AH"
