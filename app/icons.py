"""Icons drawn from SVG in the colours of the widget they sit on, and redrawn when those change.

Pixmaps rather than an icon engine: PySide6 6.11 crashes on a QIconEngine written in Python.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Slot
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

import resources
from app.theme import Colors, colors_of

_FOLDER = Path(resources.__file__).parent / "icons"


class Tint(StrEnum):
    """Which colour of the scheme an icon takes; the values are fields of `Colors`."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ERROR = "error"
    WARNING = "warning"
    SUCCESS = "success"
    INFO = "info"

    def of(self, colors: Colors) -> QColor:
        return QColor(getattr(colors, self.value))


@cache
def _drawing(name: str) -> bytes:
    return (_FOLDER / f"{name}.svg").read_bytes()


def draw(name: str, side: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """One icon, `side` logical pixels wide and high, for a screen of that pixel ratio."""
    svg = _drawing(name).replace(b"currentColor", color.name().encode())
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setOpacity(color.alphaF())  # the drawing takes a colour name, which has no alpha
        QSvgRenderer(QByteArray(svg)).render(painter)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, palette: QPalette, tint: Tint = Tint.TEXT, side: int = 20) -> QIcon:
    """The icon in the colours of that palette, sharp on every screen, faded when disabled."""
    found = QIcon()
    colors = colors_of(palette)
    color, faded = tint.of(colors), Tint.MUTED.of(colors)
    faded.setAlphaF(0.65)
    for ratio in _ratios():
        found.addPixmap(draw(name, side, color, ratio), QIcon.Mode.Normal)
        found.addPixmap(draw(name, side, faded, ratio), QIcon.Mode.Disabled)
    return found


def _ratios() -> list[float]:
    """Device pixels per logical pixel of the screens there are."""
    return sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}) or [1.0]


class _Tinter(QObject):
    """Redraws one widget's icon when the application's colours change.

    Listens to the application and not, by an event filter, to its widget: a filter in Python
    takes the interpreter's lock for every event, and a busy worker makes each of those wait.
    """

    def __init__(self, owner: QWidget, name: str, tint: Tint, side: int) -> None:
        super().__init__(owner)
        self.owner, self.look = owner, (name, tint, side)
        self._drawn: tuple[object, ...] = ()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.paletteChanged.connect(self.redraw)
        self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Draw what is not drawn yet."""
        owner, (name, tint, side) = self.owner, self.look
        palette = QApplication.palette()
        wanted = (self.look, colors_of(palette).dark)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        if isinstance(owner, QAbstractButton):
            owner.setIcon(icon(name, palette, tint, side))
            owner.setIconSize(QSize(side, side))
        elif isinstance(owner, QLabel):
            color = tint.of(colors_of(palette))
            owner.setPixmap(draw(name, side, color, _ratios()[-1]))


def set_icon(owner: QWidget, name: str, tint: Tint = Tint.TEXT, side: int = 20) -> None:
    """Give a button or label an icon that follows the theme."""
    for child in owner.findChildren(_Tinter, options=Qt.FindChildOption.FindDirectChildrenOnly):
        child.look = (name, tint, side)
        child.redraw()
        return
    _Tinter(owner, name, tint, side)
