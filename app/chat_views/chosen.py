"""The model that is chosen in the Chat tab, as its pages share it."""

from collections.abc import Hashable

from PySide6.QtCore import QObject, Signal

from app.chat.asking import ModelUse


class ChosenModel(QObject):
    """`use` is None until a model is chosen or while its settings are not valid.

    `title` is what a person calls it. `changed` after either of them.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.use: ModelUse | None = None
        self.title = ""

    @property
    def loaded_as(self) -> Hashable:
        """The same as long as the same loaded model answers, whatever else is set."""
        use = self.use
        return None if use is None else (use.key, use.version, use.spec.resident_key(use.params))

    def choose(self, use: ModelUse | None, title: str = "") -> None:
        """Tell all pages."""
        self.use, self.title = use, title
        self.changed.emit()
