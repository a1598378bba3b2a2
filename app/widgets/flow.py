"""Small widgets in lines, as words are set: as many on each line as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Its items in their order, each as wide as it wants to be; the height follows the width."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, centered: bool = False) -> None:
        super().__init__(parent)
        self._gap, self._centered = gap, centered
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
        top = 0
        for number, line in enumerate(self._lines(width)):
            top += self._gap if number else 0
            height = max(size.height() for _item, size in line)
            if move:
                self._place_line(line, width, top, height)
            top += height
        return top

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        left = 0
        for item in self.items:
            size = item.sizeHint().expandedTo(item.minimumSize())
            size.setWidth(min(size.width(), max(1, width)))
            if not lines or left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += size.width() + self._gap
        return lines

    def _place_line(
        self, line: list[tuple[QWidget, QSize]], width: int, top: int, height: int
    ) -> None:
        taken = sum(size.width() + self._gap for _item, size in line) - self._gap
        left = max(0, width - taken) // 2 if self._centered else 0
        for item, size in line:
            place = QRect(left, top + (height - size.height()) // 2, size.width(), size.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                place.moveLeft(self.width() - left - size.width())
            item.setGeometry(place)
            left += size.width() + self._gap
