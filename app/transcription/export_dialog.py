"""What a transcript is to be written as, and where; the writing is left to whoever listens."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.forms import ParamsForm
from app.icons import set_icon
from app.labels import hint_label
from app.transcription.export_preview import preview_of
from app.translation import translate
from pipelines.speech.transcript import Transcript
from pipelines.text import Text

if TYPE_CHECKING:
    from pipelines.speech.captions.formats import Format
    from pipelines.speech.output import TranscriptOutput

_WAIT_MS = 150


@dataclass(frozen=True)
class ExportChoice:
    """`path` has no suffix: each format of `output` adds its own (`output.targets_of`)."""

    output: "TranscriptOutput"
    path: Path


class ExportDialog(QDialog):
    """`chosen` with an `ExportChoice`; it writes nothing itself."""

    chosen = Signal(object)

    def __init__(
        self,
        transcript: Transcript,
        path: Path,
        output: "TranscriptOutput | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        """`path` is the folder and the name, without a suffix, that are proposed."""
        from pipelines.speech.output import TranscriptOutput

        super().__init__(parent)
        self.transcript = transcript
        self.setWindowTitle(self.tr("Export the transcript"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 680)
        self.boxes: dict[Format, QCheckBox] = {}
        self.form = ParamsForm.of(TranscriptOutput, self, without=("format", "name_pattern"))
        self.form.unfold()
        self.folder = QLineEdit(str(path.parent), self)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.name = QLineEdit(path.name, self)
        self.name.setAccessibleName(self.tr("Name, without an ending"))
        self.browse = QPushButton(self)
        set_icon(self.browse, "folder", side=16)
        self.browse.setAccessibleName(self.tr("Choose the folder"))
        self.browse.setToolTip(self.tr("Choose the folder"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.preview = QPlainTextEdit(self)
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview_title = QLabel(self)
        self.preview_title.setProperty("role", "heading")
        self.preview_title.setBuddy(self.preview)
        self.files = hint_label("", "hint", self)
        self.caution = hint_label("", "hint", self)
        self.caution.hide()
        self.problem = hint_label("", "problem", self)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_WAIT_MS)
        self._delay.timeout.connect(self.refresh)
        self._lay_out()
        if output is not None:
            self._show_output(output)
        if not self.formats:
            self.boxes[next(iter(self.boxes))].setChecked(True)
        self.form.changed.connect(self._delay.start)
        for line in (self.folder, self.name):
            line.textChanged.connect(lambda _words: self._delay.start())
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._delay.start())
        self.refresh()
        next(iter(self.boxes.values())).setFocus()

    # -- construction ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QWidget(self)
        left.setProperty("role", "page")
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 18, 16, 12)
        column.setSpacing(14)
        heading = QLabel(self.tr("Formats"), left)
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        column.addLayout(self._make_boxes(left))
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(left)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(400)
        right = QVBoxLayout()
        right.setContentsMargins(16, 18, 20, 12)
        right.setSpacing(8)
        right.addWidget(self.preview_title)
        right.addWidget(self.preview, 1)
        right.addLayout(self._make_place())
        for label in (self.files, self.caution, self.problem):
            right.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(scroll)
        row.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row, 1)
        whole.addLayout(self._make_buttons())

    def _make_boxes(self, parent: QWidget) -> QGridLayout:
        from pipelines.speech.captions.formats import TITLES, suffix_of

        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for number, (kind, title) in enumerate(TITLES.items()):
            words = self.tr("{title} ({suffix})")
            name = words.format(title=translate(Text(title)), suffix=suffix_of(kind))
            box = QCheckBox(name, parent)
            box.setProperty("role", "box")
            self.boxes[kind] = box
            grid.addWidget(box, number, 0)
        return grid

    def _make_place(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        rows = ((self.tr("Folder"), self.folder), (self.tr("Name"), self.name))
        for number, (title, line) in enumerate(rows):
            label = QLabel(title, self)
            label.setBuddy(line)
            grid.addWidget(label, number, 0)
            grid.addWidget(line, number, 1)
        grid.addWidget(self.browse, 0, 2)
        return grid

    def _make_buttons(self) -> QVBoxLayout:
        buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.export = buttons.addButton(self.tr("Export"), role.AcceptRole)
        self.export.setProperty("role", "primary")
        self.export.setDefault(True)
        cancel = buttons.addButton(self.tr("Cancel"), role.RejectRole)
        cancel.setAccessibleName(self.tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 10, 20, 14)
        foot.addWidget(buttons)
        return foot

    def _show_output(self, output: "TranscriptOutput") -> None:
        from pipelines.speech.output import formats_of

        self.form.set_values(
            {name: getattr(output, name) for name in self.form.rows if hasattr(output, name)}
        )
        for kind in formats_of(output):
            self.boxes[kind].setChecked(True)

    # -- what is chosen --------------------------------------------------------------------

    @property
    def formats(self) -> "list[Format]":
        """Those that are ticked."""
        return [kind for kind, box in self.boxes.items() if box.isChecked()]

    def output(self) -> "TranscriptOutput | None":
        """The settings; None, with messages at the fields, if they cannot be."""
        from pipelines.speech.output import TranscriptOutput

        kinds = ",".join(str(kind) for kind in self.formats)
        built = self.form.build(TranscriptOutput, format=kinds or "auto")
        return built if isinstance(built, TranscriptOutput) else None

    def path(self) -> Path:
        return Path(self.folder.text().strip()).expanduser() / self.name.text().strip()

    def _browse(self) -> None:
        title = self.tr("Folder for the transcript")
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def wrong(self) -> str:
        """Why it cannot be exported like this, in a sentence; empty if it can."""
        name = self.name.text().strip()
        if not self.formats:
            return self.tr("Tick at least one format.")
        if not name or name != Path(name).name or name in (".", ".."):
            return self.tr("Give the files a name without slashes.")
        if not self.path().parent.is_dir():
            return self.tr("This folder is not there. Choose another.")
        return ""

    def refresh(self) -> None:
        """Show what would be written now."""
        from pipelines.speech.captions.formats import TITLES, Format
        from pipelines.speech.output import cautions_for, targets_of

        self._delay.stop()
        problem, output = self.wrong(), self.output()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.export.setEnabled(not problem and output is not None)
        self.export.setAccessibleDescription(problem)
        self.files.setVisible(not problem)
        if output is None:
            return
        kind = self.formats[0] if self.formats else Format.SRT
        words = self.tr("Preview: {format}")
        self.preview_title.setText(words.format(format=translate(Text(TITLES[kind]))))
        self.preview.setPlainText(preview_of(self.transcript, kind, output))
        cautions = [translate(told) for told in cautions_for(self.transcript, output)]
        self.caution.setText(" ".join(cautions))
        self.caution.setVisible(bool(cautions))
        if not problem:
            names = [target.name for target in targets_of(output, self.path()).values()]
            self.files.setText(self.tr("Writes {names}").format(names=", ".join(names)))

    def done(self, result: int) -> None:
        self._delay.stop()
        super().done(result)

    def accept(self) -> None:
        """Tell what was chosen, and close."""
        self.refresh()
        output = self.output()
        if output is not None and not self.wrong():
            choice = ExportChoice(output, self.path())
            super().accept()
            self.chosen.emit(choice)
