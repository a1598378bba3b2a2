"""Ready questions above where one writes: a button each, as many as there is room for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.icons import Tint, set_icon
from app.image_qa.question_store import QuestionStore, spoken
from app.labels import wrapped_tooltip

if TYPE_CHECKING:
    from pipelines.prompts.picture_questions import PictureQuestion

#: So many have keys of their own.
_KEYS = 9
_GAP = 6
_LONGEST = 28


class QuestionBar(QWidget):
    """`chosen` with a question, `edit_wanted`. What has no room as a button is in the menu.

    The keys work wherever the focus is in `host`.
    """

    chosen = Signal(object)
    edit_wanted = Signal()

    def __init__(self, store: QuestionStore, host: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._host = store, host
        self.buttons: list[QPushButton] = []
        self.actions_: list[QAction] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addStretch(1)
        self.more_button = QPushButton(self.tr("Questions"), self)
        self.more_button.setProperty("role", "quiet")
        self.more_button.setToolTip(self.tr("All ready questions, and a way to change them"))
        self.more_button.setAccessibleName(self.tr("All ready questions"))
        set_icon(self.more_button, "list", Tint.MUTED, 16)
        self.more_button.clicked.connect(self._open_menu)
        self._row.addWidget(self.more_button)
        self.edit_action = QAction(self.tr("Edit questions…"), self)
        self.edit_action.triggered.connect(self.edit_wanted)
        store.changed.connect(self._rebuild)
        self._rebuild()

    def minimumSizeHint(self) -> QSize:
        return self.more_button.sizeHint()

    def menu(self) -> QMenu:
        """All of them with their keys, and the way to the editor."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(self.actions_)
        menu.addSeparator()
        menu.addAction(self.edit_action)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self.more_button.mapToGlobal(above))

    def _rebuild(self) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for action in self.actions_:
            self._host.removeAction(action)
            action.deleteLater()
        self.buttons, self.actions_ = [], []
        for number, item in enumerate(self._store.items):
            action = self._action(item, number)
            self.actions_.append(action)
            self.buttons.append(self._button(action))
            self._row.insertWidget(number, self.buttons[-1])
        self._fit()

    def _action(self, item: "PictureQuestion", number: int) -> QAction:
        action = QAction(spoken(item.name, bool(item.key)).replace("&", "&&"), self)
        action.setToolTip(wrapped_tooltip(spoken(item.question, bool(item.key))))
        if number < _KEYS:
            action.setShortcut(QKeySequence(f"Alt+{number + 1}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._host.addAction(action)
        action.triggered.connect(lambda: self.chosen.emit(item))
        return action

    def _button(self, action: QAction) -> QPushButton:
        words = action.text()
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        button = QPushButton(short, self)
        button.setProperty("role", "chip")
        name = words.replace("&&", "&")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setAccessibleName(self.tr("Ask: {name}").format(name=name))
        button.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.more_button.sizeHint().width() - _GAP
        for button in self.buttons:
            room -= button.sizeHint().width() + _GAP
            button.setVisible(room >= 0)
