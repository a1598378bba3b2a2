"""The buttons under a message, and the arrows between its versions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.chat.entries import Act, Entry
from app.chat.parts import CopyButton
from app.icons import Tint, set_icon

_ICONS = {
    Act.EDIT: "edit",
    Act.REGENERATE: "regenerate",
    Act.BRANCH: "branch",
    Act.BEFORE: "chevron-left",
    Act.AFTER: "chevron-right",
}
#: From left to right; the number of the version stands behind the first.
_ORDER = (Act.BEFORE, Act.AFTER, Act.COPY, Act.EDIT, Act.REGENERATE, Act.BRANCH, Act.CONTINUE)


class MessageButtons(QWidget):
    """`acted` with an `Act`; copying is done here. Buttons are made when first needed."""

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: dict[Act, QAbstractButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        self.place: QLabel | None = None

    @property
    def all(self) -> list[QWidget]:
        """Every button there is, as one reads them."""
        return [self._made[act] for act in _ORDER if act in self._made]

    def button(self, act: Act) -> QAbstractButton | None:
        """The button for it, None as long as it was not needed."""
        return self._made.get(act)

    def show_for(self, entry: Entry) -> None:
        """Offer what can be done with this one."""
        turn, kin = entry.turn, entry.siblings
        wanted: set[Act] = set()
        several = kin is not None and len(kin.ids) > 1
        if turn.id and not turn.growing:
            wanted |= {Act.COPY, Act.BRANCH, Act.EDIT if entry.is_user else Act.REGENERATE}
            wanted |= {Act.BEFORE, Act.AFTER} if several else set()
            wanted |= {Act.CONTINUE} if entry.can_continue else set()
        for act in (*_ORDER,):
            if act in wanted or act in self._made:
                self._get(act).setVisible(act in wanted)
        copy = self._made.get(Act.COPY)
        if isinstance(copy, CopyButton):
            copy.words = turn.content
        self._show_place(entry, Act.BEFORE in wanted)

    def _show_place(self, entry: Entry, shown: bool) -> None:
        kin = entry.siblings
        if self.place is not None:
            self.place.setVisible(shown)
        if not shown or kin is None:
            return
        if self.place is None:
            self.place = QLabel(self)
            self.place.setProperty("role", "small")
            self._row.insertWidget(1, self.place)
        number, total = kin.index + 1, len(kin.ids)
        self.place.setText(f"{number} / {total}")
        words = self.tr("Version {n} of {total}").format(n=number, total=total)
        self.place.setAccessibleName(words)
        self._made[Act.BEFORE].setEnabled(kin.before is not None)
        self._made[Act.AFTER].setEnabled(kin.after is not None)

    def _get(self, act: Act) -> QAbstractButton:
        made = self._made.get(act)
        if made is None:
            made = self._made[act] = self._make(act)
            before = [other for other in _ORDER[: _ORDER.index(act)] if other in self._made]
            place = len(before) + (1 if self.place is not None and before else 0)
            self._row.insertWidget(place, made)
        return made

    def _make(self, act: Act) -> QAbstractButton:
        if act is Act.COPY:
            return CopyButton(self.tr("Copy this message"), self)
        words = self._words(act)
        if act is Act.CONTINUE:
            button: QAbstractButton = QPushButton(self.tr("Continue"), self)
        else:
            button = QToolButton(self)
            set_icon(button, _ICONS[act], Tint.MUTED, 16)
            button.setFixedSize(28, 28)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.acted.emit(act))
        return button

    def _words(self, act: Act) -> str:
        return {
            Act.EDIT: self.tr("Edit and send again (Up)"),
            Act.REGENERATE: self.tr("Answer again (Ctrl+R)"),
            Act.BRANCH: self.tr("Go on from here in a new conversation"),
            Act.BEFORE: self.tr("The version before this one"),
            Act.AFTER: self.tr("The version after this one"),
            Act.CONTINUE: self.tr("Let the model go on with this answer"),
        }[act]
