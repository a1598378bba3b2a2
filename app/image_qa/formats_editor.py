"""Which formats answers are written in: a box to tick for each."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.editors import Editor

if TYPE_CHECKING:
    from pipelines.spec import ParamField

#: What a folder's answers are written as if nobody chose.
USUAL = "csv"

_COLUMNS = 2


class FormatsEditor(Editor):
    """Names parted by commas, as `AnswerOutput` has them. One is always ticked."""

    def __init__(self, item: "ParamField", parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._given: tuple[str, ...] = ()
        self.boxes = {
            "csv": self._box(
                self.tr("Table (CSV)"), self.tr("One table for spreadsheets, a row each picture")
            ),
            "jsonl": self._box(
                self.tr("JSON lines"), self.tr("One file for programs, a line each picture")
            ),
            "txt": self._box(self.tr("Text"), self.tr("A .txt file beside each picture")),
            "md": self._box(
                self.tr("Markdown"), self.tr("A .md file beside each picture, with the questions")
            ),
            "json": self._box(
                self.tr("JSON"), self.tr("A .json file beside each picture, with the settings")
            ),
            "xmp": self._box(
                self.tr("Caption (XMP)"),
                self.tr(
                    "A copy of each picture with the answer as its caption, and lists as its "
                    "keywords"
                ),
            ),
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        self.row.addLayout(grid, 1)

    def _box(self, words: str, tip: str) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setProperty("role", "box")
        box.setAccessibleName(words)
        box.setAccessibleDescription(tip)
        box.setToolTip(tip)
        box.toggled.connect(lambda on: self._on_toggled(box, on))
        return box

    @property
    def formats(self) -> tuple[str, ...]:
        """Those that are ticked."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def value(self) -> str:
        ticked = self.formats
        # As it was given, so that a batch that was begun with another order goes on.
        return ",".join(self._given if set(self._given) == set(ticked) else ticked)

    def set_value(self, value: Any) -> None:
        from pipelines.vision.formats import formats_in

        names = [str(kind) for kind in formats_in(str(value))] or [USUAL]
        self._given = tuple(names)
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name in names)

    def controls(self) -> list[QWidget]:
        return list(self.boxes.values())

    def _on_toggled(self, box: QCheckBox, on: bool) -> None:
        if not on and not self.formats:
            with QSignalBlocker(box):
                box.setChecked(True)
            return
        self.changed.emit()
