"""One portrait large, beside the photo, with what can be done with it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from app.labels import hint_label
from app.portraits.deeds import Deed, words_of
from app.portraits.likeness_words import long_words
from app.portraits.padded_source import PaddedSource
from app.portraits.result_model import Portrait
from app.widgets.background import Background
from app.widgets.button_row import ButtonRow
from app.widgets.compare import CompareMode, CompareView
from app.widgets.drag_chip import DragChip
from app.widgets.flow import Flow
from app.widgets.picture_file import FileSource

_BUTTONS = (Deed.USE_SEED, Deed.AGAIN, Deed.VARY, Deed.UPSCALE, Deed.ASK, Deed.SAVE)
_SIGNS = (Deed.COPY, Deed.FOLDER, Deed.DELETE)


class LargeView(QWidget):
    """`acted` with a `Deed` and the portrait, `left` when the grid is wanted again.

    `neighbours` gives the portraits to step through, in their order.
    """

    acted = Signal(object, object)
    left = Signal()
    failed = Signal(object)

    def __init__(
        self,
        neighbours: Callable[[], Sequence[Portrait]],
        parent: QWidget | None = None,
        deeds: Sequence[Deed] = tuple(Deed),
    ) -> None:
        super().__init__(parent)
        self._main = [deed for deed in _BUTTONS if deed in deeds]
        self._neighbours = neighbours
        self._background = Background(self)
        self.portrait: Portrait | None = None
        self.compare = CompareView(self._background, self)
        self.compare.show_names(self.tr("Photo"), self.tr("Portrait"))
        self.compare.set_mode(CompareMode.SIDE_BY_SIDE)
        self.compare.failed.connect(self.failed)
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.about = hint_label("", "hint", self)
        self.back_button = self._tool("back", self.tr("Back to all portraits (Esc)"))
        self.before_button = self._tool("chevron-left", self.tr("The one before (Page Up)"))
        self.after_button = self._tool("chevron-right", self.tr("The next one (Page Down)"))
        self.buttons: dict[Deed, QAbstractButton] = {}
        self.buttons |= {deed: self._button(deed) for deed in self._main}
        self.buttons |= {deed: self._sign(deed) for deed in _SIGNS}
        self.drag_chip = DragChip(self)
        self._lay_out()
        self.back_button.clicked.connect(self.left)
        self.before_button.clicked.connect(lambda: self.step(-1))
        self.after_button.clicked.connect(lambda: self.step(1))

    def _tool(self, sign: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, sign, side=20)
        button.setFixedSize(34, 34)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _button(self, deed: Deed) -> QPushButton:
        words = words_of(deed)
        button = QPushButton(words.replace("&", "&&"), self)
        set_icon(button, deed.value, side=16)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._act(deed))
        return button

    def _sign(self, deed: Deed) -> QToolButton:
        button = self._tool(deed.value, words_of(deed))
        button.clicked.connect(lambda: self._act(deed))
        return button

    def _act(self, deed: Deed) -> None:
        if self.portrait is not None:
            self.acted.emit(deed, [self.portrait])

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.back_button)
        head.addWidget(self.before_button)
        head.addWidget(self.after_button)
        head.addSpacing(4)
        head.addWidget(ButtonRow(self.title, (self.drag_chip,), self), 1)
        for deed in _SIGNS:
            head.addWidget(self.buttons[deed])
        self.flow = Flow(self, gap=6)
        self.flow.set_items([self.buttons[deed] for deed in self._main])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.compare, 1)
        column.addWidget(self.flow)

    # -- what is shown ---------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        return self.portrait.path if self.portrait is not None else None

    def open(self, portrait: Portrait) -> None:
        """Show that one, with the photo it was made from."""
        path = portrait.path
        if path is None:
            return
        self.portrait = portrait
        after = FileSource(path)
        before = None
        if portrait.photo is not None:
            before = PaddedSource(FileSource(portrait.photo), FileSource(path))
        self.compare.open(before or after, after if before is not None else None)
        self.title.setText(path.name)
        self.title.setToolTip(str(path))
        self.about.setText(self._words(portrait))
        self.drag_chip.set_path(path)
        self.compare.focus_canvas()
        self._enable()

    @staticmethod
    def _words(portrait: Portrait) -> str:
        parts: list[str] = []
        if portrait.likeness is not None:
            parts.append(long_words(portrait.likeness, portrait.among))
        if portrait.label:
            parts.append(portrait.label)
        if portrait.seed is not None:
            parts.append(_seed_words(portrait.seed))
        return "  ·  ".join(parts)

    def _enable(self) -> None:
        others = [one for one in self._neighbours() if one.path is not None]
        here = others.index(self.portrait) if self.portrait in others else -1
        self.before_button.setEnabled(here > 0)
        self.after_button.setEnabled(0 <= here < len(others) - 1)

    def step(self, by: int) -> None:
        """The next or the one before, in the order of the grid; at an end nothing happens."""
        others = [one for one in self._neighbours() if one.path is not None]
        if self.portrait in others:
            place = others.index(self.portrait) + by
            if 0 <= place < len(others):
                self.open(others[place])

    def clear(self) -> None:
        """Show none."""
        self.portrait = None
        self.compare.open(None, None)
        self.drag_chip.set_path(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self._act(Deed.DELETE)
        else:
            super().keyPressEvent(event)

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it."""
        signs = [self.buttons[deed] for deed in _SIGNS]
        compare = self.compare
        return [
            *(self.back_button, self.before_button, self.after_button, self.drag_chip, *signs),
            *(compare.canvas, compare.left, compare.right),
            *(compare.slider_button, compare.side_button, compare.hold_button),
            *(self.buttons[deed] for deed in self._main),
        ]

    def close_view(self) -> None:
        """The window closes for good."""
        self._background.close()


def _seed_words(seed: int) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("Portraits", "Seed {seed}").format(seed=seed)
