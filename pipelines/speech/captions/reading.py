"""Transcripts out of files: subtitles, tables, labels and JSON, ours and other programs'.

Subtitles are read by pysubs2. A speaker is found where the writers put one: ``[NAME]: text`` of
whisperX, ``[[NAME]]text`` of its labels, ``<v NAME>`` of WebVTT.
"""

import codecs
import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.speech.captions.clean import clean
from pipelines.speech.captions.formats import Format, format_of
from pipelines.speech.transcript import SHORTEST, Segment, Transcript, from_whisperx

#: Far more than the words of a day; a larger file is something else.
LARGEST_BYTES = 64 * 1000**2

READABLE = (Format.SRT, Format.VTT, Format.JSON, Format.TSV, Format.CSV, Format.AUD)

_NO_TRANSCRIPT = (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPEAKER = re.compile(r"\[([^\[\]\n]{1,80})\]:\s*")
_LABEL_SPEAKER = re.compile(r"\[\[([^\[\]\n]{1,80})\]\]")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d+(?::\d+)+\.\d+>")
_STYLE_TAG = re.compile(r"\{\\[^{}\n]*\}")
_TIMING = re.compile(r"\d:\d\d[.,]\d{2,3}\s*-->")


def read_transcript(path: Path, language: str = "") -> Transcript:
    """The transcript in a file, told by its ending; segments in the order of their starts.

    `language` is used where the file names none. Raises BadInput with one sentence for a file that
    cannot be read, is of another format or has no transcript in it.
    """
    kind = format_of(path)
    if kind is None or kind not in READABLE:
        raise BadInput(
            "{name} cannot be opened as a transcript: choose a file that ends in {known}.",
            name=path.name,
            known=", ".join(f".{known}" for known in READABLE),
        )
    words = _decoded(path)
    try:
        transcript = _READERS[kind](words)
    except _NO_TRANSCRIPT as error:
        raise _nothing_in(path, kind) from error
    segments = _sound(transcript.segments)
    if not segments and not (kind is Format.JSON and not transcript.segments):
        raise _nothing_in(path, kind)
    duration = max([transcript.duration, *(segment.end for segment in segments)])
    return clean(
        replace(
            transcript,
            segments=tuple(segments),
            language=transcript.language or language,
            duration=duration if isfinite(duration) else 0.0,
        )
    )


def _decoded(path: Path) -> str:
    """The file's text. What is no UTF-8 is taken for Windows' Western letters."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadInput(
                "{name} is too large to be a transcript: choose the file with the text.",
                name=path.name,
            )
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}).",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        words = raw.decode(encoding)
    except UnicodeDecodeError:
        words = raw.decode("cp1252", "replace")
    if "\0" in words:
        raise BadInput(
            "{name} holds no text: choose a file that was written as {kind}.",
            name=path.name,
            kind=path.suffix,
        )
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _nothing_in(path: Path, kind: Format) -> BadInput:
    return BadInput(
        "No transcript was found in {name}: it is empty, damaged, or no {kind} file.",
        name=path.name,
        kind=str(kind),
    )


def _sound(segments: Iterable[Segment]) -> list[Segment]:
    """Those with usable times, in order; too short ones as long as a segment has to be."""
    usable: list[Segment] = []
    for segment in segments:
        times = (segment.start, segment.end)
        if not all(isfinite(time) for time in times) or segment.start < 0:
            continue
        end = max(segment.end, segment.start + SHORTEST)
        words = tuple(
            replace(word, start=None, end=None)
            if word.start is None or word.end is None or not 0 <= word.start < word.end < 1e9
            else word
            for word in segment.words
        )
        usable.append(replace(segment, end=end, words=words))
    return sorted(usable, key=lambda segment: segment.start)


def _from_srt(words: str) -> Transcript:
    return _from_subtitles(words, "srt")


def _from_vtt(words: str) -> Transcript:
    if not words.lstrip().startswith("WEBVTT"):
        raise ValueError("no WebVTT")
    return _from_subtitles("\n\n".join(_cue_blocks(words)), "vtt")


def _cue_blocks(words: str) -> Iterator[str]:
    """The header and the cues: notes, styles and names of cues would pass for text."""
    yield "WEBVTT"
    for block in re.split(r"\n[ \t]*\n", words):
        lines = block.strip("\n").split("\n")
        timing = next((n for n, line in enumerate(lines[:2]) if _TIMING.search(line)), None)
        if timing is not None:
            yield "\n".join(lines[timing:])


def _from_subtitles(words: str, kind: str) -> Transcript:
    import pysubs2
    from pysubs2.exceptions import Pysubs2Error

    try:
        subtitles = pysubs2.SSAFile.from_string(words, format_=kind, keep_html_tags=True)
    except Pysubs2Error as error:
        raise ValueError(str(error)) from error
    segments = [
        _segment(event.start / 1000, event.end / 1000, event.text.replace("\\N", "\n"), kind)
        for event in subtitles
    ]
    spoken = tuple(segment for segment in segments if segment.text)
    return Transcript(_without_repeats(spoken) if "<u>" in words else spoken)


def _segment(start: float, end: float, text: str, kind: str) -> Segment:
    speaker = ""
    for pattern in (_VOICE, _SPEAKER):
        if (found := pattern.match(text)) is not None:
            speaker, text = found[1].strip(), text[found.end() :]
            break
    text = _STYLE_TAG.sub("", _TAG.sub("", text))
    if kind == "vtt":
        text = html.unescape(text)
    return Segment(start, end, " ".join(text.split()), speaker=speaker)


def _without_repeats(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """One segment of the cues that say the same one after the other, as highlighted words do."""
    made: list[Segment] = []
    for segment in segments:
        before = made[-1] if made else None
        if (
            before is not None
            and (before.text, before.speaker) == (segment.text, segment.speaker)
            and abs(segment.start - before.end) < 0.01
        ):
            made[-1] = replace(before, end=segment.end)
        else:
            made.append(segment)
    return tuple(made)


def _from_json(words: str) -> Transcript:
    """whisperX's, openai-whisper's, ours, and whisper.cpp's; a list of segments, too."""
    told: Any = json.loads(words)
    if isinstance(told, list):
        told = {"segments": told}
    if isinstance(told, dict) and "segments" not in told and "transcription" in told:
        told = _of_whisper_cpp(told)
    if not isinstance(told, Mapping) or not isinstance(told["segments"], list):
        raise ValueError("no segments")
    transcript = from_whisperx({**told, "segments": [_with_scores(s) for s in told["segments"]]})
    return transcript.with_segments(
        replace(segment, text=" ".join(segment.text.split())) for segment in transcript.segments
    )


def _with_scores(segment: Mapping[str, Any]) -> Mapping[str, Any]:
    """openai-whisper and faster-whisper call the score of a word its probability."""
    words = [
        {**word, "score": word["probability"]}
        if "probability" in word and "score" not in word
        else word
        for word in segment.get("words") or ()
    ]
    return {**segment, "words": words}


def _of_whisper_cpp(told: Mapping[str, Any]) -> dict[str, Any]:
    language = (told.get("result") or {}).get("language", "")
    segments = [
        {
            "start": item["offsets"]["from"] / 1000,
            "end": item["offsets"]["to"] / 1000,
            "text": item["text"],
        }
        for item in told["transcription"]
    ]
    return {"segments": segments, "language": language}


def _from_tsv(words: str) -> Transcript:
    rows = [line.split("\t", 2) for line in words.splitlines() if line.strip()]
    if rows[0] != ["start", "end", "text"]:
        raise ValueError("no header")
    return Transcript(
        tuple(_plain(float(row[0]) / 1000, float(row[1]) / 1000, row[2]) for row in rows[1:])
    )


def _from_aud(words: str) -> Transcript:
    segments: list[Segment] = []
    for line in words.splitlines():
        if not line.strip() or line.startswith("\\"):  # a label's pitches, on a line of their own
            continue
        start, end, *rest = line.split("\t", 2)
        label = rest[0] if rest else ""
        found = _LABEL_SPEAKER.match(label)
        speaker = found[1] if found else ""
        text = label[found.end() :] if found else label
        segment = _plain(_number(start), _number(end), text)
        segments.append(replace(segment, speaker=speaker))
    return Transcript(tuple(segments))


def _number(words: str) -> float:
    return float(words.replace(",", "."))


def _plain(start: float, end: float, text: str) -> Segment:
    return Segment(start, end, " ".join(text.split()))


def _from_csv(words: str) -> Transcript:
    delimiter = max(",;\t", key=words.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(words), delimiter=delimiter)
    names = {name.strip().lower(): name for name in reader.fieldnames or ()}
    start, end, said = (names[name] for name in ("start", "end", "text"))
    segments = []
    for row in reader:
        segment = _plain(_number(row[start]), _number(row[end]), row[said] or "")
        told = {name: (row.get(names.get(name, "")) or "").strip() for name in _FIGURES + _FLAGS}
        segments.append(
            replace(
                segment,
                speaker=(row.get(names.get("speaker", "")) or "").strip(),
                **{name: _number(told[name]) if told[name] else None for name in _FIGURES},
                **{name: told[name].lower() in ("1", "true", "yes") for name in _FLAGS},
            )
        )
    return Transcript(tuple(segments))


_FIGURES = ("avg_logprob", "no_speech_prob", "compression_ratio", "temperature")
_FLAGS = ("edited", "checked")

_READERS: dict[Format, Callable[[str], Transcript]] = {
    Format.SRT: _from_srt,
    Format.VTT: _from_vtt,
    Format.JSON: _from_json,
    Format.TSV: _from_tsv,
    Format.CSV: _from_csv,
    Format.AUD: _from_aud,
}
