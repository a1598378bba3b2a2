"""A model that hears what a test tells it to, in real recordings and with real files."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from pipelines.device import Plan
from pipelines.footprint import Footprint
from pipelines.progress import Progress
from pipelines.spec import ModelSpec, param
from pipelines.speech.listening import Heard, Improved
from pipelines.speech.params import TranscriptionParams
from pipelines.speech.speech_model import speech_model
from pipelines.speech.transcript import Segment, Transcript, Word
from pipelines.text import Text, text

if TYPE_CHECKING:
    from pipelines.speech.transcribing import Talk

LINES = (
    "He was not an ill disposed young man.",
    "Unless to be rather cold hearted is to be ill disposed.",
    "Had he married a more amiable woman.",
    "He might even have been made amiable himself.",
)


class FakeSpeechParams(TranscriptionParams):
    """Inputs of a scripted listener, with versions as Whisper has them."""

    size: Literal["small", "large"] = param(
        "small",
        title="Size",
        description="Which of the two.",
        labels={"small": "Small", "large": "Large"},
        variant=True,
    )


def said(
    line: str, start: float, end: float, speaker: str = "", score: float | None = 0.9
) -> Segment:
    """A segment whose words share its time."""
    words = line.split()
    step = (end - start) / len(words)
    timed = tuple(
        Word(
            word,
            round(start + n * step, 3),
            round(start + (n + 1) * step, 3),
            score,
            speaker,
        )
        for n, word in enumerate(words)
    )
    return Segment(start, end, line, timed, speaker, -0.2, 1.2, 0.01, 0.0)


def heard_lines(lines: Sequence[str] = LINES, seconds: float = 0.5) -> tuple[Segment, ...]:
    """One segment after the other, so many seconds each."""
    return tuple(
        said(line, round(n * seconds, 3), round((n + 1) * seconds, 3))
        for n, line in enumerate(lines)
    )


def _nothing(*_args: Any) -> None:
    return None


@dataclass
class FakeListener:
    """The script of a fake, and a record of what happened.

    `lines` are what it hears, in steps of one segment (`seconds` each); `lines_of` says so for one
    file. `on_step` is called with the file's name and the number of the segment before it is
    heard, on the job's thread; it may wait, cancel or raise. `fail_on` maps a file name to what is
    raised after its first segment. `out_of_memory(name, step)` says whether that step runs out.
    `speakers` are given to segments in turn at the end if the params want speakers. `notes` go
    with every transcript. `calls` lists ("run", name), ("step", name, n) and ("end", name); `begun`
    what each run was told to go on from.
    """

    lines: Sequence[str] = LINES
    lines_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    seconds: float = 0.5
    name: str = "fake-listener"
    fail_on: Mapping[str, Exception] = field(default_factory=dict)
    out_of_memory: Callable[[str, int], bool] = lambda _name, _step: False
    speakers: Sequence[str] = ("SPEAKER_00", "SPEAKER_01")
    notes: tuple[Text, ...] = ()
    on_step: Callable[[str, int], None] = _nothing
    on_end: Callable[[str], None] = _nothing
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    params: list[FakeSpeechParams] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    talks: "list[Talk]" = field(default_factory=list)

    def spec(self) -> ModelSpec[FakeSpeechParams]:
        """To be run like any other model of the tab."""
        return speech_model(
            name=self.name,
            title="Fake listener",
            summary="Hears what it is told to.",
            source="https://example.org/fake",
            params=FakeSpeechParams,
            weights=lambda _params: (),
            resident_key=lambda params: params.size,
            load=lambda _files, _params, _plan: object(),
            run=self._run,
            footprint=lambda _extent, _params, _plan: Footprint(0),
        )

    def called(self, kind: str) -> list[tuple[Any, ...]]:
        """What happened of one kind, in order."""
        return [call[1:] for call in self.calls if call[0] == kind]

    def _run(
        self,
        _loaded: object,
        talk: "Talk",
        params: FakeSpeechParams,
        _plan: Plan,
        progress: Progress,
    ) -> Transcript:
        name = talk.path.name
        self.calls.append(("run", name))
        self.params.append(params)
        self.begun.append(len(talk.begun))
        self.talks.append(talk)
        progress.stage(text("Transcribing"))
        segments = [*talk.begun]
        heard = heard_lines(self.lines_of.get(name, self.lines), self.seconds)
        for step, segment in enumerate(heard):
            progress.update(step / len(heard))
            if segment.start < talk.reached - 0.001:
                continue
            self.calls.append(("step", name, step))
            self.on_step(name, step)
            progress.check()
            if self.out_of_memory(name, step):
                raise MemoryError
            if step and name in self.fail_on:
                raise self.fail_on[name]
            segments.append(segment)
            if talk.hear is not None:
                talk.hear(Heard((segment,)))
        if not segments and name in self.fail_on:
            raise self.fail_on[name]
        self.on_end(name)
        made = self._finished(tuple(segments), talk, params)
        if talk.hear is not None and segments:
            talk.hear(Improved(made))
        self.calls.append(("end", name))
        progress.update(1.0)
        return made

    def _finished(
        self, segments: tuple[Segment, ...], talk: "Talk", params: FakeSpeechParams
    ) -> Transcript:
        if params.wants_speakers:
            segments = tuple(
                replace(one, speaker=self.speakers[n % len(self.speakers)])
                for n, one in enumerate(segments)
            )
        if params.only_text:
            segments = tuple(replace(one, words=()) for one in segments)
        return Transcript(
            segments=segments,
            language="en",
            language_probability=0.97,
            duration=talk.recording.duration,
            speech=tuple((one.start, one.end) for one in segments),
            made_by=MappingProxyType({"model": params.size}),
            notes=self.notes,
        )


class Gate:
    """Holds a listener's step until it is opened; the listener goes on after 20 s anyway."""

    def __init__(self, name: str = "", step: int = 1) -> None:
        self.name, self.step = name, step
        self.reached = threading.Event()
        self._open = threading.Event()

    def __call__(self, name: str, step: int) -> None:
        if step == self.step and self.name in ("", name):
            self.reached.set()
            self._open.wait(20)

    def open(self) -> None:
        self._open.set()


def write_speech(path: Path, seconds: float = 2.0, hertz: float = 220.0) -> Path:
    """A small real WAV file: a tone that comes and goes."""
    import numpy as np

    from tests.speech_samples import RATE, write_recording

    path.parent.mkdir(parents=True, exist_ok=True)
    times = np.arange(round(seconds * RATE)) / RATE
    swell = 0.5 - 0.5 * np.cos(2 * np.pi * times)
    return write_recording(path, 0.4 * swell * np.sin(2 * np.pi * hertz * times))
