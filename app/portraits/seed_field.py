"""The seed: a new one each time, or a fixed one that can be typed, rolled or taken over."""

import random
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from app.editors import NumberEditor, OptionalEditor
from app.icons import set_icon
from app.labels import wrapped_tooltip

if TYPE_CHECKING:
    from pipelines.spec import ParamField

#: A person can remember it, and it is no likelier to come twice than anybody minds.
_MOST_ROLLED = 999_999_999


class SeedEditor(OptionalEditor):
    """Off is a random one; the dice keep a new one."""

    def __init__(self, item: "ParamField", parent: QWidget | None = None) -> None:
        super().__init__(NumberEditor(item), parent)
        self.random_words = QLabel(self.tr("Random each time"), self)
        self.random_words.setProperty("role", "hint")
        self.row.insertWidget(1, self.random_words, 1)
        self.dice_button = QToolButton(self)
        set_icon(self.dice_button, "dice", side=18)
        self.dice_button.setFixedSize(34, 34)
        told = self.tr("Roll a new seed and keep it")
        self.dice_button.setToolTip(wrapped_tooltip(told))
        self.dice_button.clicked.connect(self.roll)
        self.row.addWidget(self.dice_button)
        self._switch.toggled.connect(lambda _on: self._dress())
        self._dress()

    def roll(self) -> None:
        """Take a new seed, from now on."""
        self.set_value(random.randint(0, _MOST_ROLLED))
        self.changed.emit()

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._dress()

    def _dress(self) -> None:
        fixed = self._switch.isChecked()
        self._inner.setVisible(fixed)
        self.random_words.setVisible(not fixed)

    def controls(self) -> list[QWidget]:
        return [*super().controls(), self.dice_button]


def seed_editor(item: "ParamField", parent: QWidget | None = None) -> SeedEditor:
    """A seed's editor with names for screen readers."""
    from app.editors import name_controls

    editor = SeedEditor(item, parent)
    name_controls(editor)
    editor.dice_button.setAccessibleName(editor.tr("Roll a new seed and keep it"))
    editor.random_words.setBuddy(editor.dice_button)
    return editor
