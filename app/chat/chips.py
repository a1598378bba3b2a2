"""Files that go with a message: one chip each, with its size in tokens and a way out."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.chat.estimate import about_tokens
from app.icons import Tint, set_icon
from pipelines.conversations.attachments import Attachment


class AttachmentChips(QWidget):
    """Hidden while there are none. `changed` after one was added or removed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[Attachment, ...] = ()
        self._labels: list[QLabel] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.hide()

    def set_items(self, items: Sequence[Attachment]) -> None:
        """Show these instead."""
        if tuple(items) != self.items:
            self.items = tuple(items)
            self._rebuild()
            self.changed.emit()

    def add(self, item: Attachment) -> None:
        """One more; the same file again takes the place of its older self."""
        others = [other for other in self.items if other.name != item.name]
        self.set_items((*others, item))

    def show_tokens(self, counts: Sequence[int]) -> None:
        """The exact sizes, in the order of the items."""
        for label, item, count in zip(self._labels, self.items, counts, strict=False):
            words = self.tr("{name} · {n} tokens")
            label.setText(words.format(name=item.name, n=QLocale().toString(count)))

    def _remove(self, item: Attachment) -> None:
        self.set_items([other for other in self.items if other is not item])

    def _rebuild(self) -> None:
        for old in self.findChildren(QFrame, "chip"):
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels = []
        for number, item in enumerate(self.items):
            self._row.insertWidget(number, self._chip(item))
        self.setVisible(bool(self.items))

    def _chip(self, item: Attachment) -> QFrame:
        chip = QFrame(self)
        chip.setObjectName("chip")
        chip.setProperty("role", "badge")
        words = self.tr("{name} · about {n} tokens")
        count = QLocale().toString(about_tokens(item.text))
        label = QLabel(words.format(name=item.name, n=count), chip)
        self._labels.append(label)
        away = QToolButton(chip)
        set_icon(away, "close", Tint.MUTED, 12)
        away.setFixedSize(22, 22)
        away.setToolTip(self.tr("Take the file off again"))
        away.setAccessibleName(self.tr("Remove {name}").format(name=item.name))
        away.clicked.connect(lambda: self._remove(item))
        row = QHBoxLayout(chip)
        row.setContentsMargins(8, 2, 4, 2)
        row.setSpacing(4)
        row.addWidget(label)
        row.addWidget(away)
        return chip
