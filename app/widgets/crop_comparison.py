"""Several models' results of the same crop in a grid, under one zoom and pan."""

from dataclasses import dataclass
from math import ceil, sqrt

from PySide6.QtCore import QCoreApplication, QLocale, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.widgets.background import Background
from app.widgets.job_bar import duration
from app.widgets.picture_source import PictureSource
from app.widgets.picture_view import PictureView
from app.widgets.viewport import Viewport
from app.widgets.zoom_bar import ZoomBar


@dataclass(frozen=True)
class CropEntry:
    """One result to come. `badge` is a short note on the licence, or empty."""

    key: str
    title: str
    badge: str = ""


class _Card(QFrame):
    """One result: title and badge, the picture or what is known instead, and the button."""

    chosen = Signal(str)

    def __init__(
        self, entry: CropEntry, background: Background, viewport: Viewport, usable: bool
    ) -> None:
        super().__init__()
        self.entry = entry
        self.setProperty("role", "card")
        self.setAccessibleName(entry.title)
        self.title = QLabel(entry.title, self)
        bold = QFont(self.title.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(bold)
        self.title.setToolTip(entry.title)
        self.title.setMinimumWidth(40)
        self.badge = QLabel(entry.badge, self)
        self.badge.setProperty("role", "problem")
        self.badge.setVisible(bool(entry.badge))
        self.view = PictureView(background, viewport, self, leads=False)
        self.view.setAccessibleName(entry.title)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of {model}").format(model=entry.title))
        self.details = QLabel(self)
        self.details.setProperty("role", "hint")
        self.use = QPushButton(self.tr("Use this model"), self)
        self.use.setAccessibleName(self.tr("Use {model}").format(model=entry.title))
        self.use.setEnabled(False)
        # The original has no button, yet its picture must be as high as the others.
        kept = self.use.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.use.setSizePolicy(kept)
        self.use.setVisible(usable)
        self.use.clicked.connect(lambda: self.chosen.emit(entry.key))
        self._lay_out()
        self.wait()

    def _lay_out(self) -> None:
        waiting = QWidget(self)
        middle = QVBoxLayout(waiting)
        middle.addStretch(1)
        middle.addWidget(self.note)
        middle.addWidget(self.bar)
        middle.addStretch(1)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(waiting)
        self.pages.addWidget(self.view)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.badge)
        foot.addWidget(self.details, 1)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def wait(self) -> None:
        self._say(self.tr("Waiting for its turn"))

    def progress(self, fraction: float | None, words: str) -> None:
        self._say(words)
        self.bar.show()
        # While the length is unknown the bar stays empty: one that runs to and fro only repaints.
        self.bar.setValue(round((fraction or 0) * 1000))

    def fail(self, words: str) -> None:
        self._say(self.tr("Failed: {reason}").format(reason=words))

    def result(self, source: PictureSource, seconds: float | None) -> None:
        self._seconds = seconds
        self.view.open(source)
        self.view.shown.connect(self._shown)
        self.use.setEnabled(True)

    def _shown(self, size: QSize) -> None:
        self.pages.setCurrentWidget(self.view)
        parts = [f"{size.width()} × {size.height()}"]
        if self._seconds is not None:
            parts.insert(0, short_duration(self._seconds))
        self.details.setText("  ·  ".join(parts))

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.bar.hide()
        self.pages.setCurrentIndex(0)


def short_duration(seconds: float) -> str:
    """How long a small piece took, to compare: "< 0.1 s", "0.4 s", "12 s", "3 min"."""
    if seconds >= 59.5:
        return duration(seconds)
    words = QCoreApplication.translate("CropComparison", "{seconds} s")
    if seconds < 0.1:
        words = QCoreApplication.translate("CropComparison", "< {seconds} s")
        seconds = 0.1
    return words.format(seconds=QLocale().toString(float(seconds), "f", 1 if seconds < 9.95 else 0))


class CropComparison(QWidget):
    """A grid of results that come one by one. `chosen` with the key of the one to use."""

    chosen = Signal(str)

    def __init__(self, background: Background | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background or Background(self)
        self.viewport = Viewport(self)
        self.zoom_bar = ZoomBar(self.viewport, self)
        self._cards: dict[str, _Card] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        foot = QHBoxLayout()
        self.hint = QLabel(self.tr("All pictures zoom and move together."), self)
        self.hint.setProperty("role", "hint")
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.zoom_bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid, 1)
        column.addLayout(foot)

    def begin(self, entries: list[CropEntry], original: PictureSource | None = None) -> None:
        """Empty the grid and make room for these results; `original` is shown first if given."""
        for card in self._cards.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {}
        self.viewport.set_scene(QSizeF(0, 0))
        if original is not None:
            first = self._add(CropEntry("", self.tr("Original")), usable=False)
            first.result(original, None)
        for entry in entries:
            self._add(entry, usable=True)
        columns = ceil(sqrt(len(self._cards))) or 1
        for number, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        rows = ceil(len(self._cards) / columns)
        for index in range(max(self._grid.rowCount(), self._grid.columnCount())):
            self._grid.setRowStretch(index, int(index < rows))
            self._grid.setColumnStretch(index, int(index < columns))

    def set_progress(self, key: str, fraction: float | None, words: str) -> None:
        """This one is being computed now; `fraction` 0 to 1, None while unknown."""
        self._cards[key].progress(fraction, words)

    def set_result(self, key: str, source: PictureSource, seconds: float) -> None:
        self._cards[key].result(source, seconds)

    def set_failed(self, key: str, reason: str) -> None:
        """This one could not be computed; `reason` is a sentence."""
        self._cards[key].fail(reason)

    def set_waiting(self, key: str) -> None:
        self._cards[key].wait()

    def card(self, key: str) -> _Card:
        """The card of a result, "" for the original."""
        return self._cards[key]

    def _add(self, entry: CropEntry, usable: bool) -> _Card:
        card = _Card(entry, self._background, self.viewport, usable)
        card.chosen.connect(self.chosen)
        card.view.shown.connect(self._grow_scene)
        self._cards[entry.key] = card
        return card

    def _grow_scene(self, size: QSize) -> None:
        """The scene is the largest result, so that 100 % hides none of its pixels."""
        if size.width() > self.viewport.scene.width():
            self.viewport.set_scene(QSizeF(size))
