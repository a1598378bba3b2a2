"""What somebody may be unhappy with: a button each, which changes settings and says which."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from app.icons import set_icon
from app.labels import wrapped_tooltip
from app.translation import translate, translate_param
from app.widgets.flow import Flow

if TYPE_CHECKING:
    from pipelines.portraits.tips import Tip
    from pipelines.spec import ParamField

#: So many stand in the line, the others in a menu.
_SHOWN = 3


class TipsBar(QWidget):
    """`taken` with the `Tip` that is to be followed."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.title = QLabel(self.tr("Not right yet?"), self)
        self.title.setProperty("role", "hint")
        self.more_button = QPushButton(self.tr("More…"), self)
        self.more_button.setProperty("role", "chip")
        self.more_button.setToolTip(self.tr("What else may be wrong"))
        self.more_button.setAccessibleName(self.tr("What else may be wrong"))
        self.more_button.clicked.connect(self._show_more)
        self.flow = Flow(self, gap=6)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(self.flow, 1)
        self.hide()

    def show_tips(self, tips: "tuple[Tip, ...]") -> None:
        """Offer these, the first of them in the line."""
        self.menu.clear()
        self.buttons = []
        for tip in tips[:_SHOWN]:
            button = QPushButton(translate(tip.title), self.flow)
            button.setProperty("role", "chip")
            button.setToolTip(wrapped_tooltip(translate(tip.advice)))
            button.setAccessibleName(translate(tip.title))
            button.setAccessibleDescription(translate(tip.advice))
            button.clicked.connect(lambda _on=False, tip=tip: self.taken.emit(tip))
            self.buttons.append(button)
        for tip in tips[_SHOWN:]:
            action = self.menu.addAction(translate(tip.title).replace("&", "&&"))
            action.setToolTip(wrapped_tooltip(translate(tip.advice)))
            action.triggered.connect(lambda _on=False, tip=tip: self.taken.emit(tip))
        self.flow.set_items((self.title, *self.buttons, self.more_button))

    def _show_more(self) -> None:
        self.menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def point_at(self, tip: "Tip | None") -> None:
        """Mark the one that would help now, by a sign before its words."""
        for button in self.buttons:
            marked = tip is not None and button.text() == translate(tip.title)
            if marked:
                set_icon(button, "info", side=14)
            else:
                button.setIcon(_no_icon())

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it."""
        return [*self.buttons, self.more_button]


def _no_icon() -> Any:
    from PySide6.QtGui import QIcon

    return QIcon()


def shown_value(item: "ParamField", value: Any) -> str:
    """A value as the form shows it."""
    from PySide6.QtCore import QCoreApplication

    if isinstance(value, bool):
        words = ("on", "off")
        return QCoreApplication.translate("FieldRow", words[0] if value else words[1])
    if item.choices:
        return translate_param(item.label(value))
    if isinstance(value, float):
        return QLocale().toString(value, "g", 4)
    unit = f" {translate_param(item.unit)}" if item.unit else ""
    return f"{value}{unit}"


def change_words(
    items: "Mapping[str, ParamField]", before: Mapping[str, Any], after: Mapping[str, Any]
) -> str:
    """What was changed: "Guidance scale 7.5 → 5, Steps 30 → 20"."""
    told: list[str] = []
    for name, value in after.items():
        item = items.get(name)
        if item is not None and name in before:
            title = translate_param(item.title)
            told.append(f"{title} {shown_value(item, before[name])} → {shown_value(item, value)}")
    return ", ".join(told)
