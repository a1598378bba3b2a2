"""Captions over a picture, as television and players show them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from pipelines.speech.captions.layout import Cue

#: Parts of the picture's height and width, as in the EBU's and the BBC's guidelines: a line of
#: text is about a fifteenth of the height, and text stays inside the middle nine tenths.
_LETTERS, _MARGIN, _WIDEST = 0.050, 0.06, 0.90
_INK, _MARKED, _BOX = QColor("#FFFFFF"), QColor("#FFE45C"), QColor(0, 0, 0, 190)
_SMALLEST = 8


def paint_caption(painter: QPainter, cue: Cue, picture: QRectF, font: QFont) -> QRectF:
    """Paint a cue at the bottom of the picture; returns the area that it covers."""
    letters = QFont(font)
    letters.setPixelSize(max(_SMALLEST, round(picture.height() * _LETTERS)))
    letters.setWeight(QFont.Weight.Medium)
    layouts = _laid_out(cue, letters, picture.width() * _WIDEST)
    height = sum(layout.boundingRect().height() for layout in layouts)
    top = picture.bottom() - picture.height() * _MARGIN - height
    covered = QRectF()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    places: list[tuple[QTextLayout, QPointF]] = []
    pad = letters.pixelSize() * 0.35
    for layout in layouts:
        place = QPointF(picture.center().x() - picture.width() * _WIDEST / 2, top)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            box = line.naturalTextRect().translated(place).adjusted(-pad, 0, pad, 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(box, _BOX)
            covered = covered.united(box)
        places.append((layout, place))
        top += layout.boundingRect().height()
    painter.setPen(_INK)
    for layout, place in places:
        layout.draw(painter, place)
    painter.restore()
    return covered


def _laid_out(cue: Cue, font: QFont, width: float) -> list[QTextLayout]:
    """Each line of the cue, wrapped where it is too wide."""
    layouts: list[QTextLayout] = []
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    begins = 0
    for words in cue.text.split("\n"):
        layout = QTextLayout(words, font)
        layout.setTextOption(option)
        if cue.marked is not None:
            _mark(layout, cue.marked[0] - begins, cue.marked[1] - begins, len(words))
        begins += len(words) + 1
        _wrap(layout, width)
        layouts.append(layout)
    return layouts


def _mark(layout: QTextLayout, start: int, end: int, length: int) -> None:
    """The word that is being said: underlined, and in another colour."""
    start, end = max(0, start), min(end, length)
    if start >= end:
        return
    look = QTextCharFormat()
    look.setForeground(_MARKED)
    look.setFontUnderline(True)
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, end - start, look  # pyright: ignore[reportAttributeAccessIssue]
    layout.setFormats([span])


def _wrap(layout: QTextLayout, width: float) -> None:
    layout.beginLayout()
    top = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
