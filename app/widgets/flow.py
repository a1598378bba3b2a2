"""Small widgets in lines, as words are set: as many on each line as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Its items in their order, each as wide as it wants to be; the height follows the width."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._gap = gap
        self.items: tuple[QWidget, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_items(self, items: Sequence[QWidget]) -> None:
        """Show these instead; those that went are deleted."""
        for old in self.items:
            if old not in items:
                old.hide()
                old.deleteLater()
        self.items = tuple(items)
        for item in self.items:
            item.setParent(self)
            item.show()
        self.updateGeometry()
        self._place(self.width(), move=True)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        width = max(160, self.width())
        return QSize(width, self._place(width, move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # an item wants another size
            self.updateGeometry()
            self._place(self.width(), move=True)
        return super().event(event)

    def _place(self, width: int, move: bool) -> int:
        """Returns the height that they take."""
        left = top = line = 0
        for item in self.items:
            size = item.sizeHint().expandedTo(item.minimumSize())
            wide = min(size.width(), max(1, width))
            if left and left + wide > width:
                left, top, line = 0, top + line + self._gap, 0
            if move:
                place = QRect(left, top, wide, size.height())
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    place.moveLeft(self.width() - left - wide)
                item.setGeometry(place)
            left += wide + self._gap
            line = max(line, size.height())
        return top + line
