"""A transcribing model whose runs lose nothing: what is heard is on the disk before it is shown.

While it runs, each batch of segments goes into a log. A run that was cancelled, killed or failed
is gone on with by the next one of the same recording, model and settings. The whole transcript is
kept on the shelf before any result file is written.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.progress import Progress
from pipelines.spec import ModelSpec
from pipelines.speech.audio_reference import AudioReference, refer_to
from pipelines.speech.captions.clock import short_clock
from pipelines.speech.listening import Improved, Moment
from pipelines.speech.live_log import LiveLog, Logged, remove_useless
from pipelines.speech.transcript import Transcript
from pipelines.speech.transcript_shelf import TranscriptShelf
from pipelines.text import Text, text

if TYPE_CHECKING:
    from pipelines.speech.transcribing import Talk

#: Told the recording and what was heard of it, in the job's thread, once it is on the disk.
Listener = Callable[[Path, Moment], None]


@dataclass(frozen=True)
class KeptResult:
    """A transcript that is on the shelf at `path`."""

    transcript: Transcript
    path: Path

    @property
    def notes(self) -> tuple[Text, ...]:
        return self.transcript.notes


def keeping(spec: ModelSpec[Any], folder: Path, listener: Listener | None = None) -> ModelSpec[Any]:
    """The same model, keeping its transcripts below `folder`. Its results are `KeptResult`."""
    shelf = TranscriptShelf(folder)

    def run(loaded: Any, talk: "Talk", params: Any, plan: Plan, progress: Progress) -> KeptResult:
        return _Kept(spec, shelf, listener, talk, params).run(loaded, plan, progress)

    def write(result: KeptResult, path: Path, output: Any, provenance: Mapping[str, Any]) -> Path:
        return spec.write(result.transcript, path, output, provenance)

    return replace(spec, run=run, write=write)


class _Kept:
    """One run with its log."""

    def __init__(
        self,
        spec: ModelSpec[Any],
        shelf: TranscriptShelf,
        listener: Listener | None,
        talk: "Talk",
        params: Any,
    ) -> None:
        self._spec, self._shelf, self._listener = spec, shelf, listener
        self._talk, self._params = talk, params
        self._settings = params.model_dump(mode="json", exclude={spec.input_field})
        self._reached = 0.0

    def run(self, loaded: Any, plan: Plan, progress: Progress) -> KeptResult:
        audio = self._reference()
        logged = self._shelf.begun(audio, self._spec.name, self._settings)
        with self._log(audio, logged) as log:
            talk = replace(self._talk, hear=lambda moment: self._hear(log, moment))
            if logged is not None and logged.transcript.segments:
                begun = logged.transcript.segments
                talk = replace(talk, begun=begun, reached=logged.reached)
                # In place of all that was told: after a lack of memory it is told again.
                self._tell(Improved(logged.transcript))
            made: Transcript = self._spec.run(loaded, talk, self._params, plan, progress)
            if talk.begun:
                words = text(
                    "Went on from {time}, where the last run ended.",
                    time=short_clock(talk.reached),
                )
                made = replace(made, notes=(words, *made.notes))
            model, settings = self._spec.name, self._settings
            path = self._shelf.keep(made, audio, model, settings)
            log.remove()
        remove_useless(self._shelf.folder)  # of runs that were killed before they heard anything
        return KeptResult(made, path)

    def _reference(self) -> AudioReference:
        path, duration = self._talk.path, self._talk.recording.duration
        try:
            return refer_to(path, duration)
        except BadInput:  # gone since it was read
            return AudioReference(str(path), duration=duration)

    def _log(self, audio: AudioReference, logged: Logged | None) -> LiveLog:
        if logged is not None:
            with suppress(BadInput):
                return LiveLog.resume(logged)
        return self._shelf.log(audio, self._spec.name, self._settings)

    def _hear(self, log: LiveLog, moment: Moment) -> None:
        """On the disk first, then told."""
        if isinstance(moment, Improved):
            log.replace(moment.transcript)
        else:
            log.append(moment.segments, moment.reached)
        self._tell(moment)

    def _tell(self, moment: Moment) -> None:
        if self._listener is not None:
            self._listener(self._talk.path, moment)
