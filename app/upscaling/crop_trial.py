"""Try models on a part: draw a rectangle, tick models, compare what each makes of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.choosing.choice_lines import TickLines, badge_text, full_title, spoken_text
from app.choosing.choices import Choice
from app.icons import Tint, set_icon
from app.labels import hint_label, wrapped_tooltip
from app.widgets.background import Background
from app.widgets.crop_comparison import CropComparison, CropEntry
from app.widgets.crop_select import CropSelect
from app.widgets.picture_file import FileSource
from app.widgets.picture_source import CalledSource, Preview
from app.widgets.zoom_bar import ZoomBar

FEWEST, MOST = 1, 5
_SIDE_WIDTH = 288


class CropTrial(QWidget):
    """Two pages: choose part and models, then look at the results.

    `started` with the crop and the ticked choices, `chosen` with the key of the one to use,
    `closed` to go back to the picture, `abandoned` when running trials are no longer wanted.
    """

    started = Signal(QRect, list)
    chosen = Signal(str)
    closed = Signal()
    abandoned = Signal()
    failed = Signal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._source: FileSource | None = None
        self.select = CropSelect(background, parent=self)
        self.select.failed.connect(self.failed)
        self.zoom_bar = ZoomBar(self.select.viewport, self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Models to try"))
        self.list.setItemDelegate(TickLines(self.list, _SIDE_WIDTH - 24))
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemChanged.connect(self._refresh)
        self.hint = hint_label("", "hint", self)
        self.start_button = QPushButton(self)
        self.start_button.setProperty("role", "primary")
        set_icon(self.start_button, "play", Tint.ON_ACCENT, 16)
        self.start_button.setToolTip(self.tr("Run the ticked models on this part only"))
        self.start_button.clicked.connect(self.start)
        self.back_button = self._back_button(self.tr("Back to the picture"))
        self.back_button.clicked.connect(self.closed)
        self.again_button = self._back_button(self.tr("Another part or models"))
        self.again_button.clicked.connect(self._go_back)
        self.comparison = CropComparison(background, self)
        self.comparison.chosen.connect(self.chosen)
        self.pages = QStackedWidget(self)
        self._lay_out()
        self.select.crop_changed.connect(self._refresh)
        self._refresh()

    def _back_button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        set_icon(button, "back", side=16)
        button.setAccessibleName(words)
        return button

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.select, 1)
        left.addWidget(self.zoom_bar, 0, Qt.AlignmentFlag.AlignRight)
        heading = QLabel(self.tr("Models to try"), self)
        heading.setProperty("role", "heading")
        right.setSpacing(8)
        right.addWidget(heading)
        right.addWidget(self.list, 1)
        right.addWidget(self.hint)
        right.addWidget(self.start_button)
        right.addWidget(self.back_button)
        choose = QWidget(self)
        row = QHBoxLayout(choose)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        side = QWidget(choose)
        side.setFixedWidth(_SIDE_WIDTH)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        row.addWidget(side)
        results = QWidget(self)
        column = QVBoxLayout(results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.comparison, 1)
        self.pages.addWidget(choose)
        self.pages.addWidget(results)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    # -- choosing --------------------------------------------------------------------------

    def begin(self, source: Path, choices: Sequence[Choice], current: str) -> None:
        """Let the user choose on this picture; the current choice is ticked already."""
        self._choices = tuple(choices)
        self._source = FileSource(source)
        ticked = set(self._ticked_keys()) or {current}
        self.list.blockSignals(True)
        self.list.clear()
        for choice in self._choices:
            item = QListWidgetItem(full_title(choice), self.list)
            item.setToolTip(wrapped_tooltip(spoken_text(choice)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken_text(choice))
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
            checked = choice.key in ticked
            item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, choice)
        self.list.blockSignals(False)
        self.select.open(self._source)
        self.pages.setCurrentIndex(0)
        self.select.setFocus()
        self._refresh()

    def ticked(self) -> list[Choice]:
        """The models to try, in the order of the list."""
        keys = set(self._ticked_keys())
        return [choice for choice in self._choices if choice.key in keys]

    def tick(self, key: str, on: bool = True) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole).key == key:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _ticked_keys(self) -> list[str]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            item.data(Qt.ItemDataRole.UserRole).key
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    @property
    def can_start(self) -> bool:
        count = len(self._ticked_keys())
        choosing = self.pages.currentIndex() == 0
        return choosing and not self.select.crop.isNull() and FEWEST <= count <= MOST

    def start(self) -> None:
        """Show the empty grid and ask for the results."""
        if not self.can_start or self._source is None:
            return
        entries = [CropEntry(c.key, full_title(c), badge_text(c)) for c in self.ticked()]
        self.comparison.begin(entries, _part_of(self._source, self.select.crop))
        self.pages.setCurrentIndex(1)
        self.started.emit(self.select.crop, self.ticked())

    def _go_back(self) -> None:
        self.abandoned.emit()
        self.pages.setCurrentIndex(0)
        self.select.setFocus()

    def _refresh(self, *_args: object) -> None:
        count = len(self._ticked_keys())
        if self.select.crop.isNull():
            words = self.tr("Draw a rectangle on the picture, or press Enter there.")
        elif count < FEWEST:
            words = self.tr("Tick the models to try.")
        elif count > MOST:
            words = self.tr("Tick at most {count} models.").format(count=MOST)
        else:
            words = self.select.size_text()
        self.hint.setText(words)
        label = self.tr("Try 1 model") if count == 1 else self.tr("Try {count} models")
        self.start_button.setText(label.format(count=count))
        self.start_button.setAccessibleName(self.start_button.text())
        self.start_button.setEnabled(self.can_start)


def _part_of(source: FileSource, area: QRect) -> CalledSource:
    """The pixels inside `area`, as a picture of their own."""
    return CalledSource(
        lambda _side: Preview(source.region(area), area.size()),
        lambda inside: source.region(inside.translated(area.topLeft())),
    )
