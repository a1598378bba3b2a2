"""One stretch heard again: by another model or setting, in a job, without any result file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.context import AppContext
from app.settings import Settings

if TYPE_CHECKING:
    from pipelines.progress import Progress
    from pipelines.spec import ModelSpec
    from pipelines.speech.recording import Recording
    from pipelines.speech.transcript import Transcript


class LastRecording:
    """The recording that was decoded last, for the next stretch of it; only used in jobs."""

    def __init__(self) -> None:
        self._known: tuple[Path, Recording] | None = None

    def read(self, path: Path, progress: "Progress") -> "Recording":
        """Raises UnreadableRecording and Cancelled."""
        from pipelines.speech.recording import read_recording

        if self._known is None or self._known[0] != path:
            self._known = None
            self._known = path, read_recording(path, progress)
        return self._known[1]

    def forget(self) -> None:
        """Another recording is looked at."""
        self._known = None


def rerun_work(
    context: AppContext,
    spec: "ModelSpec[Any]",
    values: Mapping[str, Any],
    audio: Path,
    span: tuple[float, float],
    settings: Settings,
    last: LastRecording,
) -> "Callable[[Progress], Transcript]":
    """The work, which gives the transcript of the stretch."""

    def work(progress: "Progress") -> "Transcript":
        from pipelines.run import open_session
        from pipelines.speech.recording import cut
        from pipelines.speech.transcribing import Talk
        from pipelines.speech.transcript import shifted
        from pipelines.validation import validate

        params = validate(spec.params, {**values, spec.input_field: audio})
        part = cut(last.read(audio, progress.part(0, 0.2)), *span)
        talk = Talk(audio, part, even_silence=True)
        runtime = context.engine.runtime(settings)
        with open_session(runtime, spec, params, progress.part(0.2, 0.4)) as session:
            made, _plan, _notes = session.compute(talk, params, progress.part(0.4, 1.0))
        return shifted(made, span[0])

    return work
