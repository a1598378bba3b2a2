"""Recordings that Qt's player cannot open, turned into a WAV that it can."""

import wave
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal

from app.jobs import Job, JobQueue, JobState, Lane
from app.translation import translate
from pipelines.errors import HearthError
from pipelines.progress import Progress
from pipelines.speech.decoding import RATE, opened

_LANE = Lane("listening", quiet=True)


class SpareSound(QObject):
    """One such WAV, in a folder of its own; `ready` with its path, `failed` with a sentence."""

    ready = Signal(object)
    failed = Signal(str)

    def __init__(self, jobs: JobQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._folder: TemporaryDirectory[str] | None = None
        self._job: Job | None = None
        self._name = ""

    @property
    def begun(self) -> bool:
        return self._folder is not None

    @property
    def folder(self) -> Path | None:
        return Path(self._folder.name) if self._folder is not None else None

    def begin(self, path: Path) -> str:
        """Decode on a thread; returns what to tell meanwhile."""
        self.drop()
        self._name = path.name
        self._folder = TemporaryDirectory(prefix="hearth-", ignore_cleanup_errors=True)
        target = Path(self._folder.name) / "sound.wav"
        title = self.tr("Preparing {name} for listening…").format(name=path.name)
        self._job = self._jobs.submit(lambda told: write_spare(path, target, told), title, _LANE)
        self._job.finished.connect(self._on_finished)
        return title

    def drop(self) -> None:
        """Stop decoding, and delete what there is."""
        if self._job is not None:
            self._job.finished.disconnect(self._on_finished)
            self._job.cancel()
            self._job = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _on_finished(self, state: JobState) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        if state is JobState.DONE:
            self.ready.emit(job.result)
        elif isinstance(job.error, HearthError):
            self.failed.emit(translate(job.error.text))
        elif state is JobState.FAILED:
            self.failed.emit(self.tr("{name} cannot be played.").format(name=self._name))


def write_spare(path: Path, target: Path, progress: Progress) -> Path:
    """Decode the sound into `target`, stereo at 16 kHz, as the transcription hears it.

    Raises UnreadableRecording and Cancelled.
    """
    with opened(path) as sound, wave.open(str(target), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        for piece in sound.pieces("stereo"):
            out.writeframes(piece.T.astype("<i2").tobytes())
            share = sound.told.seconds / sound.length if sound.length else None
            progress.update(None if share is None else min(1.0, share))
    return target
