"""What is looked for: words, and among the pictures of which folder and model."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.controls import CalmComboBox
from app.image_qa.gallery_model import Page, Query

_LOOK_AFTER_MS = 150


class SearchField(QLineEdit):
    """`down_pressed` goes on to what was found."""

    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class GalleryFilters(QWidget):
    """`changed` when something else is looked for; `left` when the keys go on to what was found."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: Path | None = None
        self.field = SearchField(self)
        self.field.setPlaceholderText(self.tr("Words of an answer or of a file's name"))
        self.field.setAccessibleName(self.tr("Search the answers about pictures"))
        self.field.setToolTip(self.tr("Each word may be the beginning of one (Ctrl+F)"))
        self.field.setClearButtonEnabled(True)
        self.folder_box = self._filter(self.tr("Folder"), self.tr("All folders"))
        self.model_box = self._filter(self.tr("Model"), self.tr("All models"))
        self.count = QLabel(self)
        self.count.setProperty("role", "hint")
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_LOOK_AFTER_MS)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder_box, 3)
        row.addWidget(self.model_box, 2)
        row.addWidget(self.count, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(row)
        self.field.textChanged.connect(lambda _words: self._delay.start())
        self.field.down_pressed.connect(self.left)
        self.field.returnPressed.connect(self._on_return)
        self._delay.timeout.connect(self.changed)
        for box in (self.folder_box, self.model_box):
            box.currentIndexChanged.connect(lambda _index: self.look_now())

    def _filter(self, name: str, everything: str) -> CalmComboBox:
        box = CalmComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.addItem(everything, None)
        return box

    def focus_order(self) -> list[QWidget]:
        return [self.field, self.folder_box, self.model_box]

    # -- what is looked for ----------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What the controls say."""
        folder, model = self.folder_box.currentData(), self.model_box.currentData()
        return Query(self.field.text(), folder, model)

    def look_now(self) -> None:
        """Without waiting for another key."""
        self.stop()
        self.changed.emit()

    def stop(self) -> None:
        """Look for nothing until something changes."""
        self._delay.stop()

    def clear(self) -> None:
        """Without words and filters."""
        self.field.clear()
        for box in (self.folder_box, self.model_box):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self.look_now()

    def want_folder(self, folder: Path | None) -> None:
        """Everything about the pictures there, from the next answer on that knows the folder."""
        self._wanted = folder
        self.clear()

    def _on_return(self) -> None:
        """Look without waiting; when that is done already, go to what was found."""
        if self._delay.isActive():
            self.look_now()
        else:
            self.left.emit()

    # -- what there is ---------------------------------------------------------------------

    def show_page(self, page: Page) -> bool:
        """Offer the folders and models that there are. Returns whether that makes it look again."""
        folders, models = page.folders or {}, page.models or {}
        self._fill(self.folder_box, [(_named(path, n), path) for path, n in folders.items()])
        self._fill(self.model_box, [(f"{name} ({n})", name) for name, n in models.items()])
        wanted, self._wanted = self._wanted, None
        if wanted is None or not folders:
            return False
        place = _place_of(self.folder_box, wanted)
        if place < 0:  # only its sub-folders have pictures
            place = self._add(self.folder_box, _named(wanted, 0), wanted)
        if place == self.folder_box.currentIndex():
            return False
        self.folder_box.setCurrentIndex(place)
        return True

    def tell_count(self, total: int) -> None:
        """So many pictures were found."""
        words = self.tr("1 picture") if total == 1 else self.tr("{count} pictures")
        self.count.setText(words.format(count=self.locale().toString(total)) if total else "")

    def _fill(self, box: CalmComboBox, lines: list[tuple[str, Any]]) -> None:
        """Offer these beside everything; what is chosen stays chosen."""
        chosen = box.currentData()
        with QSignalBlocker(box):
            while box.count() > 1:
                box.removeItem(1)
            for words, value in lines:
                self._add(box, words, value)
            if _place_of(box, chosen) < 0:
                self._add(box, _named(chosen, 0) if isinstance(chosen, Path) else chosen, chosen)
            box.setCurrentIndex(_place_of(box, chosen))

    @staticmethod
    def _add(box: CalmComboBox, words: str, value: Any) -> int:
        box.addItem(words, value)
        box.setItemData(box.count() - 1, str(value), Qt.ItemDataRole.ToolTipRole)
        return box.count() - 1


def _place_of(box: CalmComboBox, value: Any) -> int:
    """Where it is offered, or -1. Qt's own search compares paths by their identity."""
    return next((n for n in range(box.count()) if box.itemData(n) == value), -1)


def _named(folder: Path, count: int) -> str:
    """A folder by its own name, which is seen in a narrow box, and where it lies."""
    name = folder.name or str(folder)
    words = f"{name} ({count})" if count else name
    return f"{words}  –  {folder.parent}" if folder.name else words
