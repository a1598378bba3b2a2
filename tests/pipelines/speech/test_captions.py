"""Subtitles are laid out as whisperX does it, and better where it goes wrong."""

import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from whisperx.utils import get_writer

from pipelines.speech.captions.layout import (
    LONG_PAUSE,
    SHORTEST_CUE,
    Cue,
    Limits,
    cue_at,
    cues_of,
)
from pipelines.speech.captions.plain import to_aud, to_json, to_tsv, to_txt
from pipelines.speech.captions.subtitles import to_srt, to_vtt
from pipelines.speech.transcript import Segment, Transcript, Word, to_whisperx
from tests.pipelines.speech.talks import random_talk, spoken, talk

SEEDS = range(25)


def by_whisperx(kind: str, told: dict[str, Any], limits: Limits | None = None) -> str:
    limits = limits or Limits()
    options = {
        "max_line_width": limits.line_width or None,
        "max_line_count": limits.line_count or None,
        "highlight_words": limits.highlight,
    }
    file = io.StringIO()
    get_writer(kind, ".").write_result(told, file, options)  # type: ignore[attr-defined]
    return file.getvalue()


def as_whisperx_has_it(transcript: Transcript) -> dict[str, Any]:
    """Without words as its transcription gives it, where there is no such key."""
    told = to_whisperx(transcript)
    if not transcript.has_words:
        told["segments"] = [
            {name: value for name, value in segment.items() if name != "words"}
            for segment in told["segments"]
        ]
    return told


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("words", [True, False])
def test_without_limits_all_files_are_whisperx_own(seed: int, words: bool) -> None:
    transcript = random_talk(seed, words=words)
    told = as_whisperx_has_it(transcript)
    cues = cues_of(transcript, Limits())
    assert to_srt(cues) == by_whisperx("srt", told)
    # WebVTT wants its ampersands escaped, which whisperX leaves out.
    assert to_vtt(cues, {}).replace("&amp;", "&") == by_whisperx("vtt", told)
    assert to_txt(transcript) == by_whisperx("txt", told)
    assert to_tsv(transcript) == by_whisperx("tsv", told)
    assert to_aud(transcript) == by_whisperx("aud", told)
    ours, theirs = json.loads(to_json(transcript, {})), json.loads(by_whisperx("json", told))
    for name in ("segments", "word_segments", "language") if words else ("language",):
        assert ours[name] == theirs[name]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_highlighted_words_are_whisperx_own(seed: int, count: int) -> None:
    transcript = random_talk(seed)
    limits = Limits(line_count=count, highlight=True)
    told = as_whisperx_has_it(transcript)
    cues = cues_of(transcript, limits)
    assert to_srt(cues) == by_whisperx("srt", told, limits)
    assert to_vtt(cues, {}).replace("&amp;", "&") == by_whisperx("vtt", told, limits)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("width", [0, 1, 16, 42, 80])
@pytest.mark.parametrize("highlight", [False, True])
def test_limits_are_kept_as_whisper_keeps_them(seed: int, width: int, highlight: bool) -> None:
    """The same code in whisperX counts right only with openai-whisper's words, which begin with
    their space; so it is given such. A cue of words without times gets the whole segment's there.
    """
    transcript = random_talk(seed, speakers=False, gaps=False)
    for count in (0, 1, 2, 3):
        limits = Limits(width, count, highlight=highlight)
        told = as_whisperx_has_it(transcript)
        for segment in told["segments"]:
            for word in segment["words"]:
                word["word"] = " " + word["word"]
        theirs = by_whisperx("srt", told, limits)
        if highlight:
            theirs = re.sub(r"<u>(\s+)", r"\1<u>", theirs)
        theirs = re.sub(r" +", " ", theirs).replace("\n ", "\n").replace(" \n", "\n")
        assert to_srt(cues_of(transcript, limits)) == theirs


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("words", [True, False])
def test_no_line_is_too_wide_and_no_word_is_lost(seed: int, words: bool) -> None:
    transcript = random_talk(seed, words=words)
    for limits in (Limits(30, 2), Limits(30), Limits(30, 1, 3), Limits(0, 0, 2), Limits(1, 1)):
        cues = cues_of(transcript, limits)
        prefix = re.compile(r"^\[SPEAKER_\d\d\]: ")
        said = [prefix.sub("", cue.text) for cue in cues]
        assert " ".join(said).split() == transcript.text.split()
        for cue, bare in zip(cues, said, strict=True):
            lines = cue.text.split("\n")
            assert not limits.flowing or len(lines) <= limits.line_count
            for line, words_of in zip(lines, bare.split("\n"), strict=True):
                assert not limits.line_words or len(words_of.split()) <= limits.line_words
                assert (
                    not limits.line_width
                    or len(line) <= limits.line_width
                    or len(words_of.split()) == 1
                )
        check_times(cues)


def check_times(cues: tuple[Cue, ...]) -> None:
    for cue in cues:
        assert cue.text.strip()
        assert cue.end - cue.start >= SHORTEST_CUE - 1e-9
    for cue, after in pairwise(cues):
        assert cue.end <= after.start + 1e-9


def test_words_a_line_without_other_limits_are_cues_of_their_own() -> None:
    cues = cues_of(talk(), Limits(line_words=2, speakers=False))
    assert [cue.text for cue in cues][:4] == ["Hello there,", "how are", "you?", "I am"]
    assert (cues[1].start, cues[1].end) == (1.3, 2.1)


def test_a_long_pause_and_another_speaker_begin_a_cue() -> None:
    one = replace(talk().segments[0], speaker="A")
    same = spoken("And you?", 2.6, 3.4, "A")
    late = spoken("Hm.", 3.0 + LONG_PAUSE + 0.5, 7.0, "A")
    flowing = Transcript((one, same, late, spoken("No.", 7.2, 7.6, "B")), language="en")
    limits = Limits(80, 2)
    texts = [cue.text for cue in cues_of(flowing, limits)]
    assert texts == ["[A]: Hello there, how are you? And you?", "[A]: Hm.", "[B]: No."]
    unnamed = cues_of(flowing, replace(limits, speakers=False))
    assert [cue.text for cue in unnamed][1] == "Hm. No."


def test_cues_that_meet_overlap_or_last_no_time_are_parted() -> None:
    both = Transcript(
        (
            Segment(1.0, 4.0, "one"),
            Segment(3.0, 5.0, "two --> three"),
            Segment(3.0, 3.0, "four"),
            Segment(6.0, 7.0, "  "),
            Segment(8.0, 8.0, "five"),
        )
    )
    cues = cues_of(both, Limits())
    check_times(cues)
    assert [cue.text for cue in cues] == ["one", "two -> three", "four", "five"]
    assert (cues[0].start, cues[0].end) == (1.0, 3.0)
    assert cues_of(Transcript(), Limits()) == ()


def test_a_segment_without_words_among_others_is_not_lost() -> None:
    mixed = talk().with_segments([*talk().segments[:2], Segment(7.0, 9.0, "typed by hand")])
    for limits in (Limits(), Limits(20, 2), Limits(highlight=True)):
        assert "typed" in " ".join(cue.text for cue in cues_of(mixed, limits))


def test_japanese_is_wrapped_without_spaces() -> None:
    names = list("今日は良い天気です。")
    words = tuple(Word(name, n * 0.2, n * 0.2 + 0.2, 0.9) for n, name in enumerate(names))
    ours = Transcript((Segment(0.0, 2.0, "".join(names), words),), language="ja")
    for transcript in (ours, ours.with_segments([replace(ours.segments[0], words=())])):
        cues = cues_of(transcript, Limits(4, 1))
        assert [cue.text for cue in cues] == ["今日は良", "い天気で", "す。"]
        assert [round(cue.start, 2) for cue in cues] == [0.0, 0.8, 1.6]
    marked = to_srt(cues_of(ours, Limits(highlight=True)))
    assert "今<u>日</u>は良い天気です。" in marked


def test_the_cue_of_a_moment() -> None:
    cues = cues_of(talk(), Limits(speakers=False))
    assert cue_at(cues, 0.0) is None
    assert cue_at(cues, 0.5) == cues[0]
    assert cue_at(cues, 2.5) is None
    assert cue_at(cues, 3.0) == cues[1]
    assert cue_at(cues, 99.0) is None
    assert cue_at((), 1.0) is None
    word = cue_at(cues_of(talk(), Limits(highlight=True)), 1.0)
    assert word is not None
    assert word.marked is not None
    assert word.text[slice(*word.marked)] == "there,"
