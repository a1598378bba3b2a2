"""Exports that are plain text: txt, tsv, Audacity labels, csv, json, and Markdown.

txt, tsv and the labels are as whisperX writes them, json too, with what we know besides.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipelines.speech.captions.clock import short_clock
from pipelines.speech.captions.facts import made_with
from pipelines.speech.transcript import Segment, Transcript, joined, to_whisperx
from pipelines.text import Text, text

COLUMNS = (
    *("start", "end", "speaker", "text", "score"),
    *("avg_logprob", "no_speech_prob", "compression_ratio", "temperature", "edited", "checked"),
)


#: The heading over what is said by nobody knows whom, after somebody who is known.
NOBODY = text("Speaker not known")


def said(transcript: Transcript) -> Iterator[Segment]:
    """The segments that say anything; of turns that nobody wrote down, those of a speaker."""
    found = [segment for segment in transcript.segments if segment.text.strip()]
    return iter(found or [segment for segment in transcript.segments if segment.speaker])


def line(segment: Segment) -> str:
    """What it says on one line."""
    return " ".join(segment.text.split())


def to_txt(transcript: Transcript, speakers: bool = True) -> str:
    """A line for each segment, ``[SPEAKER_00]: text``."""
    return "".join(
        f"[{segment.speaker}]: {line(segment)}\n"
        if speakers and segment.speaker
        else f"{line(segment)}\n"
        for segment in said(transcript)
    )


def to_tsv(transcript: Transcript) -> str:
    """``start``, ``end`` and ``text``, times in whole milliseconds."""
    return "start\tend\ttext\n" + "".join(
        f"{round(1000 * segment.start)}\t{round(1000 * segment.end)}\t{line(segment)}\n"
        for segment in said(transcript)
    )


def to_aud(transcript: Transcript, speakers: bool = True) -> str:
    """Labels that Audacity imports: seconds, and ``[[SPEAKER_00]]`` before the text."""
    return "".join(
        f"{_seconds(segment.start)}\t{_seconds(segment.end)}\t"
        f"{f'[[{segment.speaker}]]' if speakers and segment.speaker else ''}{line(segment)}\n"
        for segment in said(transcript)
    )


def _seconds(value: float) -> str:
    plain = str(float(value))
    return f"{value:.6f}" if "e" in plain else plain


def to_csv(transcript: Transcript) -> str:
    """A row for each segment, with the `COLUMNS`; lines end as RFC 4180 has it.

    `score` is the mean of the words' scores.
    """
    words = io.StringIO(newline="")
    writer = csv.writer(words)
    writer.writerow(COLUMNS)
    for segment in said(transcript):
        figures = (getattr(segment, name) for name in COLUMNS[5:9])
        writer.writerow(
            [
                *(f"{segment.start:.3f}", f"{segment.end:.3f}", segment.speaker, line(segment)),
                *(_figure(value) for value in (mean_score(segment), *figures)),
                *(int(segment.edited), int(segment.checked)),
            ]
        )
    return words.getvalue()


def mean_score(segment: Segment) -> float | None:
    """The mean of the word scores that are known."""
    scores = [word.score for word in segment.words if word.score is not None]
    return sum(scores) / len(scores) if scores else None


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


def to_json(transcript: Transcript, provenance: Mapping[str, Any]) -> str:
    """whisperX's shape; ``provenance`` says how it was made."""
    told = to_whisperx(transcript)
    if provenance:
        told["provenance"] = dict(provenance)
    return json.dumps(told, ensure_ascii=False, default=str)


_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|])")
# What begins a heading, quote, list or rule only at the start of a line.
_AT_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([#+=-])")


def to_md(
    transcript: Transcript,
    title: str,
    provenance: Mapping[str, Any],
    speakers: bool = True,
    say: Callable[[Text], str] = str,
) -> str:
    """A transcript to be read: a paragraph for each turn, with its time and speaker."""
    blocks = [f"# {_markdown(title or say(text('Transcript')))}"]
    made = made_with(provenance)
    if made:
        blocks.append(f"*{_markdown(made)}*")
    for start, speaker, words in turns(transcript):
        who = f" {_markdown(speaker)}" if speakers and speaker else ""
        blocks.append(f"**[{short_clock(start)}]{who}** {_markdown(words)}")
    return "\n\n".join(blocks) + "\n"


def _markdown(words: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\1", " ".join(words.split())).replace("&", "&amp;")
    return _AT_START.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", escaped)


#: A turn ends with such a pause, in seconds, and a paragraph after so many characters.
_TURN_PAUSE = 3.0
_TURN_LENGTH = 600


def paragraphs(transcript: Transcript) -> Iterator[list[Segment]]:
    """Segments that are read in one breath: of one speaker, without a long pause."""
    turn: list[Segment] = []
    for segment in said(transcript):
        if turn and (
            segment.speaker != turn[-1].speaker
            or segment.start - turn[-1].end > _TURN_PAUSE
            or sum(len(part.text) for part in turn) > _TURN_LENGTH
        ):
            yield turn
            turn = []
        turn.append(segment)
    if turn:
        yield turn


def turns(transcript: Transcript) -> Iterator[tuple[float, str, str]]:
    """Start, speaker and text of each of the `paragraphs`."""
    for turn in paragraphs(transcript):
        words = joined((line(segment) for segment in turn), transcript.language)
        yield turn[0].start, turn[0].speaker, words
