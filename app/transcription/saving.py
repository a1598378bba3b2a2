"""The transcript written where the user wants it: as a project, or in formats for others."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.context import AppContext
from app.jobs import QUICK, Job
from app.transcription.editor import TranscriptEditor
from app.transcription.export_dialog import ExportChoice
from app.transcription.keeper import Keeper
from app.translation import translate

if TYPE_CHECKING:
    from pipelines.progress import Progress


class Saving(QWidget):
    """Hidden; the parent of the file dialog.

    `exported` with the job, the path to be written (the first of several) and what to say of
    several ("" for one).
    """

    exported = Signal(object, object, str)

    def __init__(
        self, context: AppContext, editor: TranscriptEditor, keeper: Keeper, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._context, self._editor, self._keeper = context, editor, keeper
        editor.export_requested.connect(self.export)

    def save(self) -> None:
        """As one file with everything, where it was saved last; else ask where."""
        from pipelines.speech.project import SUFFIX, project_path

        if self._keeper.place is not None:
            self._keeper.save(self._keeper.place)
            return
        proposed = f"{self._editor.export_path}{SUFFIX}"
        kinds = self.tr("Transcripts ({pattern})").format(pattern=f"*{SUFFIX}")
        wanted, _kind = QFileDialog.getSaveFileName(
            self.window(), self.tr("Save the transcript"), proposed, kinds
        )
        if wanted:
            self._keeper.save(project_path(Path(wanted)))

    def export(self, choice: ExportChoice) -> None:
        """Write what was chosen in the dialog."""
        transcript = self._editor.document.transcript
        self._editor.output = choice.output

        def work(_progress: "Progress") -> Path:
            import pipelines
            from pipelines.speech.output import write_transcript

            told = {"hearth": pipelines.__version__, **transcript.made_by}
            return write_transcript(transcript, choice.path, choice.output, told, translate)

        job = self._context.jobs.submit(work, choice.path.name, QUICK)
        job.finished.connect(lambda _state: self._on_exported(job, choice))

    def _on_exported(self, job: Job, choice: ExportChoice) -> None:
        from pipelines.speech.output import formats_of

        count = len(formats_of(choice.output, choice.path))
        words = self.tr("Saved %Ln files in {folder}.", "", count) if count > 1 else ""
        words = words.format(folder=choice.path.parent)
        self.exported.emit(job, job.result or choice.path, words)
