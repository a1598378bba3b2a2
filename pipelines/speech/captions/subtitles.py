"""SubRip (srt) and WebVTT (vtt) files of cues.

Written here, read by pysubs2: its writers take braces and backslashes in what was said for
commands, number the cues of WebVTT and stop at 100 hours.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.speech.captions.clock import clock
from pipelines.speech.captions.facts import one_line
from pipelines.speech.captions.layout import Cue


def to_srt(cues: Sequence[Cue]) -> str:
    """As openai-whisper and whisperX write it."""
    return "".join(
        f"{number}\n{clock(cue.start, point=',')} --> {clock(cue.end, point=',')}\n"
        f"{_marked(cue.text, cue)}\n\n"
        for number, cue in enumerate(cues, 1)
    )


def to_vtt(cues: Sequence[Cue], provenance: Mapping[str, Any]) -> str:
    """The same, with how it was made as a note before the first cue.

    https://www.w3.org/TR/webvtt1/: ``&`` and ``<`` are escaped, and a note holds no arrow.
    """
    made = one_line(provenance)
    note = f"NOTE\n{made.replace('-->', '->')}\n\n" if made else ""
    return f"WEBVTT\n\n{note}" + "".join(
        f"{clock(cue.start, hours=False)} --> {clock(cue.end, hours=False)}\n{_marked_vtt(cue)}\n\n"
        for cue in cues
    )


def _marked(text: str, cue: Cue) -> str:
    if cue.marked is None:
        return text
    start, end = cue.marked
    return f"{text[:start]}<u>{text[start:end]}</u>{text[end:]}"


def _marked_vtt(cue: Cue) -> str:
    if cue.marked is None:
        return _escaped(cue.text)
    start, end = cue.marked
    parts = (cue.text[:start], cue.text[start:end], cue.text[end:])
    before, word, after = (_escaped(part) for part in parts)
    return f"{before}<u>{word}</u>{after}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
