"""How a picture that was found is painted: small, with its name, question and what was said."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.icons import Tint, draw
from app.image_qa.gallery_model import GalleryModel, HitRow
from app.theme import Colors, colors_of
from app.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from pipelines.full_text import Part

#: The side of the small picture in logical pixels.
SIDE = 84
_MARGIN, _GAP = 8, 12
_SNIPPET_LINES = 2
#: So many characters stand before what was looked for, at most.
_BEFORE = 40


class GalleryLines(QStyledItemDelegate):
    """Four lines beside a small picture. Words that were looked for are bold."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        lines = QFontMetrics(option.font).height()
        lines += (1 + _SNIPPET_LINES) * QFontMetrics(_small(option.font)).height() + 6
        return QSize(240, max(SIDE, lines) + 2 * _MARGIN)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: HitRow | None = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        if row is None or not isinstance(model, GalleryModel):
            return
        colors = colors_of(option.palette)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter, option, colors)
        inner = area.adjusted(_MARGIN + 4, _MARGIN, -_MARGIN, -_MARGIN)
        self._paint_picture(painter, QRect(inner.left(), inner.top(), SIDE, SIDE), row, colors)
        inner.setLeft(inner.left() + SIDE + _GAP)
        self._paint_words(painter, inner, option, row, model.state_words(row.hit))
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, colors: Colors) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not (chosen or over):
            return
        area: QRect = option.rect
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent_soft if chosen else colors.raised))
        painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 8, 8)
        if chosen:  # not by colour alone
            painter.setBrush(QColor(colors.accent))
            bar = QRect(area.left() + 2, area.top() + 10, 3, area.height() - 20)
            painter.drawRoundedRect(bar, 1, 1)

    def _paint_picture(self, painter: QPainter, room: QRect, row: HitRow, colors: Colors) -> None:
        hit = row.hit
        image = None if hit.is_missing else self._thumbnails.of(hit.path)
        if image is not None and not image.isNull():
            size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(room.topLeft(), size)
            place.moveCenter(room.center())
            painter.drawImage(place, image)
            return
        painter.setPen(QColor(colors.line))
        painter.setBrush(QColor(colors.raised))
        painter.drawRoundedRect(room.adjusted(0, 0, -1, -1), 6, 6)
        if image is None and not hit.is_missing:
            return  # on its way
        ratio = painter.device().devicePixelRatioF()
        sign = draw("warning" if hit.is_missing else "picture", 28, Tint.MUTED.of(colors), ratio)
        painter.drawPixmap(room.center() - QRect(0, 0, 28, 28).center(), sign)

    @staticmethod
    def _paint_words(
        painter: QPainter, room: QRect, option: QStyleOptionViewItem, row: HitRow, state: str
    ) -> None:
        colors, palette = colors_of(option.palette), option.palette
        font, small = option.font, _small(option.font)
        name_font = QFont(font)
        name_font.setWeight(QFont.Weight.DemiBold)
        metrics, below = QFontMetrics(name_font), QFontMetrics(small)
        left, top, width = room.left(), room.top(), room.width()
        if state:
            wide = below.horizontalAdvance(state)
            painter.setFont(small)
            painter.setPen(QColor(colors.warning))
            right = left + width - wide
            painter.drawText(QPointF(right, top + metrics.ascent()), state)
            width -= wide + _GAP
        painter.setFont(name_font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        elide = Qt.TextElideMode.ElideMiddle
        name = metrics.elidedText(row.hit.path.name, elide, max(0, width))
        painter.drawText(QPointF(left, top + metrics.ascent()), name)
        top += metrics.height() + 2
        painter.setFont(small)
        painter.setPen(QColor(colors.muted))
        question = " ".join(row.question.split())
        question = below.elidedText(question, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QPointF(left, top + below.ascent()), question)
        top += below.height() + 3
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        draw_snippet(painter, QRect(left, top, room.width(), room.bottom() - top), row, small)


def draw_snippet(painter: QPainter, room: QRect, row: HitRow, font: QFont) -> None:
    """What was said, in two lines, the words that were looked for in bold."""
    snippet = brought_near(row.hit.snippet)
    words = "".join(part.text for part in snippet)
    dots = QFontMetrics(font).horizontalAdvance("…")
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(bold_ranges(snippet))
    layout.beginLayout()
    height, ends = 0.0, 0
    for number in range(_SNIPPET_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        last = number == _SNIPPET_LINES - 1
        line.setLineWidth(room.width() - (dots if last else 0))
        line.setPosition(QPointF(0, height))
        height += line.height()
        ends = line.textStart() + line.textLength()
    layout.endLayout()
    painter.save()
    painter.setClipRect(room)
    layout.draw(painter, QPointF(room.topLeft()))
    if ends < _length(words) and layout.lineCount():
        last_line = layout.lineAt(layout.lineCount() - 1)
        painter.setFont(font)
        below = last_line.y() + last_line.ascent()
        painter.drawText(
            QPointF(room.topLeft()) + QPointF(last_line.naturalTextWidth(), below), "…"
        )
    painter.restore()


def brought_near(snippet: "Sequence[Part]") -> "tuple[Part, ...]":
    """The snippet with so little before the first marked part that two lines show that."""
    if len(snippet) < 2 or snippet[0].marked or len(snippet[0].text) <= _BEFORE:
        return tuple(snippet)
    tail = snippet[0].text[-_BEFORE:]
    cut = tail.find(" ") + 1  # at a word, if there is one
    return (replace(snippet[0], text=f"…{tail[cut:]}"), *snippet[1:])


def bold_ranges(snippet: "Sequence[Part]") -> list[QTextLayout.FormatRange]:
    """The marked parts, counted as Qt counts: in UTF-16."""
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    found, start = [], 0
    for part in snippet:
        length = _length(part.text)
        if part.marked:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = start, length, bold
            found.append(piece)
        start += length
    return found


def _length(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    return small
