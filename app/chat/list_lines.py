"""How a conversation is painted in the list: title, then the date or what was found."""

from datetime import datetime

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.chat.list_model import Row, title_of
from app.icons import draw
from app.theme import colors_of

_SIDE, _TOP, _GAP = 10, 7, 2


def when(moment: float) -> str:
    """A Unix time as one says it: the time today, else the date."""
    then, now = datetime.fromtimestamp(moment), datetime.now()
    locale, stamp = QLocale(), QDateTime.fromSecsSinceEpoch(int(moment))
    if then.date() == now.date():
        return locale.toString(stamp.time(), QLocale.FormatType.ShortFormat)
    if (now.date() - then.date()).days == 1:
        return QCoreApplication.translate("ConversationList", "yesterday")
    return locale.toString(stamp.date(), QLocale.FormatType.ShortFormat)


class ConversationLines(QStyledItemDelegate):
    """Two lines a row; cut with an ellipsis, whole in the tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        height = QFontMetrics(option.font).height() + QFontMetrics(_small(option.font)).height()
        return QSize(120, height + 2 * _TOP + _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row | None = index.data(Qt.ItemDataRole.UserRole)
        if row is None:
            return
        colors = colors_of(option.palette)
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft if chosen else colors.raised))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 8, 8)
        if chosen:  # not by colour alone
            painter.setBrush(QColor(colors.accent))
            painter.drawRoundedRect(
                QRect(area.left() + 2, area.top() + 8, 3, area.height() - 16), 1, 1
            )
        inner = area.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        self._paint_title(painter, option, row, inner)
        small = _small(option.font)
        painter.setFont(small)
        painter.setPen(QColor(colors.muted))
        below = QRect(inner)
        below.setTop(inner.top() + QFontMetrics(option.font).height() + _GAP)
        if row.snippet:
            self._paint_snippet(painter, row, below, small, option.palette)
        else:
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, when(row.conversation.changed))
        painter.restore()

    def _paint_title(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, inner: QRect
    ) -> None:
        colors = colors_of(option.palette)
        room = QRect(inner)
        if row.conversation.pinned:
            ratio = painter.device().devicePixelRatioF()
            pin = draw("pin", 14, QColor(colors.accent), ratio)
            painter.drawPixmap(QPoint(inner.right() - 14, inner.top() + 1), pin)
            room.setRight(inner.right() - 20)
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        title = " ".join(title_of(row.conversation).split())
        words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)

    @staticmethod
    def _paint_snippet(
        painter: QPainter, row: Row, room: QRect, font: QFont, palette: QPalette
    ) -> None:
        bold = QFont(font)
        bold.setBold(True)
        left = room.left()
        for part in row.snippet:
            used = bold if part.marked else font
            metrics = QFontMetrics(used)
            words = metrics.elidedText(
                part.text, Qt.TextElideMode.ElideRight, max(0, room.right() - left)
            )
            painter.setFont(used)
            if part.marked:
                painter.setPen(palette.color(QPalette.ColorRole.Text))
            else:
                painter.setPen(QColor(colors_of(palette).muted))
            painter.drawText(left, room.top() + metrics.ascent(), words)
            left += metrics.horizontalAdvance(words)
            if left >= room.right() - 4:
                return


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small
