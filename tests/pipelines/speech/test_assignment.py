"""Speakers of words: as whisperX's own assignment, and segments parted where they change."""

import random
from typing import Any

import pytest

from pipelines.speech.assignment import assign_speakers
from pipelines.speech.transcript import Segment, Transcript, Word, to_whisperx
from pipelines.speech.turns import Turn


def random_talk(seed: int) -> tuple[list[Segment], list[Turn]]:
    chance = random.Random(seed)
    segments, time = [], 0.0
    for number in range(30):
        words = []
        time += chance.choice((0.0, 0.4, 3.0))
        start = time
        for place in range(chance.randint(1, 6)):
            end = time + chance.uniform(0.05, 0.5)
            known = chance.random() < 0.9
            words.append(Word(f"w{number}.{place}", time, end) if known else Word("x"))
            time = end + chance.uniform(0, 0.1)
        segments.append(Segment(start, time, " ".join(w.text for w in words), tuple(words)))
    turns = []
    for _number in range(25):
        start = chance.uniform(0, time)
        turns.append(
            Turn(start, start + chance.uniform(0.2, 4), f"SPEAKER_0{chance.randint(0, 3)}")
        )
    return segments, turns


@pytest.mark.filterwarnings("ignore")
def test_equals_whisperx() -> None:
    import pandas as pd
    from whisperx.diarize import assign_word_speakers

    parted = 0
    for seed in range(20):
        segments, turns = random_talk(seed)
        told: dict[str, Any] = to_whisperx(Transcript(tuple(segments)))
        frame = pd.DataFrame(
            [{"start": t.start, "end": t.end, "speaker": t.speaker} for t in turns]
        )
        assigned: Any = assign_word_speakers(frame, told)  # pyright: ignore
        ours = assign_speakers(segments, turns, split=False)
        for mine, other in zip(ours, assigned["segments"], strict=True):
            assert mine.speaker == other.get("speaker", "")
            spoken = [word.get("speaker", "") for word in other["words"]]
            assert [word.speaker for word in mine.words] == spoken
            parted += len(set(spoken)) > 1
    assert parted > 50


def test_a_segment_is_parted_where_the_speaker_changes() -> None:
    said = {"Did": 0, "you?": 0.5, "Yes.": 1.2, "Indeed.": 1.8}
    words = tuple(Word(text, at, at + 0.4) for text, at in said.items())
    segment = Segment(0, 2.4, "Did you? Yes. Indeed.", words, avg_logprob=-0.2)
    turns = [Turn(0, 1.0, "SPEAKER_00"), Turn(1.1, 2.5, "SPEAKER_01")]
    first, second = assign_speakers([segment], turns)
    assert (first.text, first.speaker, first.start, first.end) == (
        "Did you?", "SPEAKER_00", 0, 0.9,
    )  # fmt: skip
    assert (second.text, second.speaker, second.start, second.end) == (
        "Yes. Indeed.", "SPEAKER_01", 1.2, 2.4,
    )  # fmt: skip
    assert second.avg_logprob == -0.2


def test_one_misheard_word_parts_nothing() -> None:
    words = tuple(Word(str(n), n * 0.5, n * 0.5 + 0.3) for n in range(5))
    turns = [Turn(0, 0.9, "A"), Turn(0.95, 1.4, "B"), Turn(1.45, 3, "A")]
    (only,) = assign_speakers([Segment(0, 2.5, "0 1 2 3 4", words)], turns)
    assert {word.speaker for word in only.words} == {"A"}


def test_text_is_never_lost() -> None:
    for seed in range(30):
        segments, turns = random_talk(seed)
        parts = assign_speakers(segments, turns)
        assert " ".join(p.text for p in parts) == " ".join(s.text for s in segments)
        assert all(part.end > part.start for part in parts)
    odd = Segment(0, 2, "words that differ", (Word("a", 0, 1), Word("b", 1, 2)))
    assert assign_speakers([odd], [Turn(0, 1, "A"), Turn(1, 2, "B")])[0].text == odd.text


def test_without_turns_nothing_changes() -> None:
    segments, _turns = random_talk(0)
    assert assign_speakers(segments, []) == tuple(segments)
