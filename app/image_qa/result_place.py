"""Where the answers about a folder go: the table's file, and a warning if pictures are changed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import Tint, set_icon
from app.labels import hint_label

_TABLES = (".csv", ".jsonl")


class ResultPlace(QWidget):
    """`changed` when the user names another table."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual: Path | None = None
        self._suffixes: tuple[str, ...] = ()
        self._title = QLabel(self.tr("Table"), self)
        self._title.setProperty("role", "heading")
        self.path_edit = QLineEdit(self)
        self.path_edit.setAccessibleName(self.tr("File for the table of answers"))
        self._title.setBuddy(self.path_edit)
        self.browse_button = QPushButton(self)
        set_icon(self.browse_button, "folder")
        self.browse_button.setFixedWidth(44)
        told = self.tr("Choose the file for the table of answers")
        self.browse_button.setAccessibleName(told)
        self.browse_button.setToolTip(told)
        self.files_hint = hint_label("", "hint", self)
        self.warning = self._make_warning()
        self._lay_out()
        self.path_edit.textEdited.connect(lambda _words: self._on_edited())
        self.path_edit.editingFinished.connect(self._on_left)
        self.browse_button.clicked.connect(self.browse)
        self.show_formats((), False, "")

    def _make_warning(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("role", "strip")
        frame.setProperty("kind", "warning")
        sign = QLabel(frame)
        set_icon(sign, "warning", Tint.WARNING, 16)
        sign.setAccessibleName(self.tr("Warning"))
        words = hint_label(
            self.tr(
                "The pictures themselves are changed. Each original stays beside its picture as "
                "NAME_original."
            ),
            "",
            frame,
        )
        row = QHBoxLayout(frame)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return frame

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.path_edit, 1)
        line.addWidget(self.browse_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(line)
        column.addWidget(self.files_hint)
        column.addWidget(self.warning)

    # -- the table -------------------------------------------------------------------------

    @property
    def tables(self) -> dict[str, Path]:
        """The table files by format; empty before anything was put in."""
        path = self.path
        if path is None:
            return {}
        stem = path.name
        for suffix in _TABLES:
            stem = stem.removesuffix(suffix)
        return {suffix[1:]: path.with_name(stem + suffix) for suffix in self._suffixes}

    @property
    def path(self) -> Path | None:
        """What stands in the field, or what is usual if nothing does."""
        words = self.path_edit.text().strip()
        given = Path(words).expanduser() if words else None
        if given is None or not given.name:
            return self._usual
        if not given.is_absolute() and self._usual is not None:
            return self._usual.parent / given
        return given

    @property
    def is_usual(self) -> bool:
        """Whether the user has named no other."""
        return self.path == self._usual

    def set_usual(self, path: Path | None) -> None:
        """What it is called as long as the user says nothing else."""
        if self.is_usual or path is None or self._usual is None:
            self.path_edit.setText(str(path) if path is not None else "")
        self._usual = path
        self._show_whole()

    def forget(self) -> None:
        """Whatever the user has named was for other pictures."""
        self.path_edit.clear()
        self._usual = None

    def set_path(self, path: Path) -> None:
        """This file, as if the user had named it."""
        self.path_edit.setText(str(path))
        self._show_whole()
        self.changed.emit()

    def show_formats(self, formats: tuple[str, ...], in_place: bool, files: str) -> None:
        """What is asked here depends on the formats; `files` tells where a file for each picture
        goes."""
        self._suffixes = tuple(suffix for suffix in _TABLES if suffix[1:] in formats)
        for widget in (self._title, self.path_edit, self.browse_button):
            widget.setVisible(bool(self._suffixes))
        self.files_hint.setText(files)
        self.files_hint.setVisible(bool(files))
        self.warning.setVisible(in_place)
        self._show_whole()

    def browse(self) -> None:
        """Ask for the file; one that is there is asked about when it would be replaced."""
        first = self._suffixes[0] if self._suffixes else _TABLES[0]
        kinds = self.tr("Tables (*{suffix})").format(suffix=first)
        given, _kind = QFileDialog.getSaveFileName(
            self,
            self.browse_button.toolTip(),
            str(self.path or ""),
            kinds,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if given:
            self.set_path(Path(given))

    def focus_order(self) -> list[QWidget]:
        return [self.path_edit, self.browse_button]

    def _on_edited(self) -> None:
        self._show_whole()
        self.changed.emit()

    def _on_left(self) -> None:
        if not self.path_edit.text().strip() and self._usual is not None:
            self.path_edit.setText(str(self._usual))

    def _show_whole(self) -> None:
        """The line is short for a path: its end is what matters, and the tooltip has it all."""
        self.path_edit.setToolTip("\n".join(map(str, self.tables.values())))
        if not self.path_edit.hasFocus():
            self.path_edit.end(False)
