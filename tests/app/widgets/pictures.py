"""Pictures and sources for the tests of widgets."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.widgets.picture_source import Preview

RED, GREEN, BLUE = QColor(200, 30, 30), QColor(30, 160, 60), QColor(40, 60, 200)


def plain(width: int, height: int, color: QColor) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    return image


def marked(width: int, height: int, spot: QRect, color: QColor = GREEN) -> QImage:
    """Grey with one coloured rectangle."""
    image = plain(width, height, QColor(90, 90, 90))
    with QPainter(image) as painter:
        painter.fillRect(spot, color)
    return image


class SlowSource:
    """A large picture that exists only as answers; each region waits for `gate`.

    The preview is red, full-resolution regions are blue.
    """

    def __init__(self, size: QSize) -> None:
        self.size = size
        self.gate = threading.Event()
        self.asked: list[QRect] = []
        self.threads: set[int] = set()

    def preview(self, max_side: int) -> Preview:
        self.threads.add(threading.get_ident())
        small = self.size.scaled(max_side, max_side, Qt.AspectRatioMode.KeepAspectRatio)
        return Preview(plain(small.width(), small.height(), RED), self.size)

    def region(self, area: QRect) -> QImage:
        self.threads.add(threading.get_ident())
        self.asked.append(area)
        assert self.gate.wait(10)
        return plain(area.width(), area.height(), BLUE)


def color_at(widget: QWidget, x: float, y: float) -> QColor:
    """The colour that is on the screen at a widget position."""
    image = widget.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(int(x * ratio), int(y * ratio))


def near(first: QColor, second: QColor, tolerance: int = 6) -> bool:
    pairs = zip(first.getRgb(), second.getRgb(), strict=True)  # type: ignore[arg-type]
    return all(abs(a - b) <= tolerance for a, b in pairs)


def turn_wheel(widget: QWidget, position: QPointF, notches: float) -> None:
    """Turn the wheel over a widget, as the system would tell the window."""
    window = widget.window()
    there = QPointF(widget.mapTo(window, position.toPoint()))
    QTest.wheelEvent(window.windowHandle(), there, QPoint(0, round(notches * 120)))


def shown(qtbot: Any, widget: QWidget, width: int = 640, height: int = 480) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()


def settle(qtbot: Any, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=5000)
