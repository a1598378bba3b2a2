"""What is wrong is marked, for its reason, and what is right is not."""

from dataclasses import replace

import pytest

from pipelines.speech.editing import mark_checked, set_text
from pipelines.speech.suspects import (
    Reason,
    compression_ratio,
    find_suspects,
    next_suspect,
)
from pipelines.speech.transcript import Segment, Transcript, Word
from tests.pipelines.speech.talks import spoken, talk

SENTENCES = (
    "He was not an ill-disposed young man.",
    "Unless to be rather cold hearted, and rather selfish, is to be ill-disposed.",
    "But he was, in general, well respected.",
    "Had he married a more amiable woman, he might have been made still more respectable.",
    "No, no, no.",
    "She said that that was that.",
    "It's twenty-five, maybe twenty-six.",
    "Very, very good indeed.",
    "Bye bye.",
)


def sound() -> Transcript:
    """Ordinary sentences, at an ordinary pace, with the figures of a good run."""
    segments: list[Segment] = []
    at = 1.0
    for number, words in enumerate(SENTENCES):
        length = max(0.8, len(words) / 16)
        segment = spoken(words, at, at + length)
        segments.append(
            replace(
                segment,
                avg_logprob=-0.2 - 0.02 * number,
                compression_ratio=1.3,
                no_speech_prob=0.05,
                temperature=0.0,
            )
        )
        at += length + 0.4
    speech = tuple((segment.start - 0.1, segment.end + 0.1) for segment in segments)
    return Transcript(tuple(segments), language="en", duration=at, speech=speech)


def reasons(transcript: Transcript, index: int) -> set[Reason]:
    return {
        reason
        for suspect in find_suspects(transcript)
        if suspect.index == index and not suspect.is_gap
        for reason in suspect.reasons
    }


def with_changed(index: int, **figures: object) -> Transcript:
    before = sound()
    segments = list(before.segments)
    segments[index] = replace(segments[index], **figures)  # type: ignore[arg-type]
    return before.with_segments(segments)


def test_what_is_right_is_no_suspect() -> None:
    assert find_suspects(sound()) == ()
    assert find_suspects(talk()) == ()
    assert find_suspects(Transcript()) == ()


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({"avg_logprob": -1.2}, Reason.LOW_PROBABILITY),
        ({"avg_logprob": -0.8}, Reason.BELOW_OTHERS),
        ({"compression_ratio": 2.6}, Reason.COMPRESSION),
        ({"no_speech_prob": 0.7}, Reason.PROBABLY_SILENT),
        ({"temperature": 0.8}, Reason.TEMPERATURE),
        ({"text": "thank you " * 30, "compression_ratio": None}, Reason.COMPRESSION),
        ({"text": "and so on and so on and so on and so on"}, Reason.LOOP),
        ({"text": "la la la la la la"}, Reason.LOOP),
        ({"text": SENTENCES[1]}, Reason.SAME_AS_NEIGHBOUR),
        ({"text": "word " * 40}, Reason.TOO_FAST),
        ({"words": (Word("He", 1, 2, 0.1), Word("was", 2, 3, 0.2))}, Reason.LOW_SCORES),
    ],
)
def test_each_sign_is_seen_for_what_it_is(figures: dict[str, object], reason: Reason) -> None:
    transcript = with_changed(2, **figures)
    assert reason in reasons(transcript, 2)
    told = next(s for s in find_suspects(transcript) if s.index == 2)
    assert all(str(doubt.text) for doubt in told.doubts)
    assert reasons(transcript, 0) == set()
    assert reasons(mark_checked(transcript, [2]), 2) == set()
    assert reasons(set_text(transcript, 2, "Something else."), 2) == set()


def test_text_without_speech_and_speech_without_text() -> None:
    before = sound()
    silent = replace(before, speech=(*before.speech[:3], *before.speech[4:]))
    assert reasons(silent, 3) == {Reason.NO_SPEECH_FOUND}
    lost = before.with_segments([*before.segments[:3], *before.segments[4:]])
    (gap,) = find_suspects(lost)
    assert gap.is_gap
    assert gap.index == 3
    assert (gap.start, gap.end) == pytest.approx(before.speech[3])
    assert find_suspects(replace(before, speech=())) == ()
    long = replace(before, speech=((0.5, before.duration + 9),))
    (late,) = find_suspects(long)
    assert (late.index, late.end) == (len(SENTENCES), before.duration + 9)
    empty = Transcript(speech=((1.0, 3.0), (4.0, 4.5)))
    assert [(s.index, s.start, s.end) for s in find_suspects(empty)] == [(0, 1.0, 3.0)]


def test_little_text_for_a_long_span() -> None:
    transcript = Transcript((Segment(0.0, 20.0, "Thank you."),), language="en")
    assert reasons(transcript, 0) == {Reason.TOO_SLOW}


def test_japanese_has_its_own_pace_and_loops() -> None:
    normal = Segment(0.0, 3.0, "今日は良い天気ですね、散歩に行きましょう")
    looped = Segment(3.0, 9.0, "ありがとうありがとうありがとうありがとう")
    fast = Segment(9.0, 11.0, "今日は良い天気ですね、散歩に行きましょう、そして帰りましょう")
    transcript = Transcript((normal, looped, fast), language="ja")
    assert reasons(transcript, 0) == set()
    assert Reason.LOOP in reasons(transcript, 1)
    assert reasons(transcript, 2) == {Reason.TOO_FAST}
    loop = next(s for s in find_suspects(transcript) if s.index == 1).doubts[0]
    assert str(loop.text) == "“ありがとう” comes 4 times in a row."


def test_compression_is_computed_as_whisper_does() -> None:
    from faster_whisper.transcribe import get_compression_ratio

    for words in ("thank you " * 30, "Grüße, 今日は良い天気です", "a"):
        assert compression_ratio(words) == pytest.approx(get_compression_ratio(words))
    assert compression_ratio("") == 0


def test_walking_through_goes_round() -> None:
    transcript = with_changed(2, temperature=1.0)
    segments = list(transcript.segments)
    segments[6] = replace(segments[6], temperature=1.0)
    suspects = find_suspects(transcript.with_segments(segments))
    assert [suspect.index for suspect in suspects] == [2, 6]
    first, second = suspects
    assert next_suspect(suspects, 0.0) == first
    assert next_suspect(suspects, first.start) == second
    assert next_suspect(suspects, second.start) == first
    assert next_suspect(suspects, second.start, backwards=True) == first
    assert next_suspect(suspects, first.start, backwards=True) == second
    assert next_suspect((), 1.0) is None
