"""How a choice of model is written: in words, and as two lines in lists."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.theme import colors_of
from app.translation import translate_param
from app.upscaling.choices import Choice


def file_size(size: int) -> str:
    """Bytes as downloads are counted: "43 MB"."""
    return QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def badge_text(choice: Choice) -> str:
    """The warning about the licence; empty where the weights may be used commercially."""
    if choice.commercial is None:
        return QCoreApplication.translate("ModelPicker", "Licence unknown")
    if not choice.commercial:
        return QCoreApplication.translate("ModelPicker", "Non-commercial")
    return ""


def state_text(choice: Choice) -> str:
    """Whether it can run at once, and what it would download if not."""
    if choice.is_checkpoint:
        return QCoreApplication.translate("ModelPicker", "Your file")
    if choice.installed:
        return QCoreApplication.translate("ModelPicker", "Installed")
    words = QCoreApplication.translate("ModelPicker", "Downloads {size}")
    return words.format(size=file_size(choice.download_bytes))


def full_title(choice: Choice) -> str:
    """Model and version on one line."""
    title, detail = translate_param(choice.title), translate_param(choice.detail)
    return f"{title} – {detail}" if detail else title


class TwoLines(QStyledItemDelegate):
    """Title above, state below, badge at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(280, 2 * QFontMetrics(option.font).height() + 18)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        colors = colors_of(option.palette)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        painter.save()
        if chosen:
            painter.fillRect(area, option.palette.color(QPalette.ColorRole.Highlight))
        inner = area.adjusted(10, 8, -10, -8)
        line = QFontMetrics(option.font).height()
        badge = badge_text(choice)
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.9)
        room = inner.width()
        if badge:
            room -= self._paint_badge(painter, badge, inner, small, chosen) + 8
        front = QColor(colors.on_accent if chosen else colors.text)
        faint = QColor(colors.on_accent if chosen else colors.muted)
        painter.setPen(front)
        painter.setFont(option.font)
        upper = QRect(inner.left(), inner.top(), inner.width(), line)
        title = option.fontMetrics.elidedText(
            full_title(choice), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(faint)
        painter.setFont(small)
        lower = QRect(inner.left(), inner.bottom() - line + 1, room, line)
        about = QFontMetrics(small).elidedText(
            self._second_line(choice), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, about)
        painter.restore()

    @staticmethod
    def _second_line(choice: Choice) -> str:
        return "  ·  ".join(part for part in (state_text(choice), choice.licence) if part)

    @staticmethod
    def _paint_badge(painter: QPainter, words: str, inner: QRect, font: QFont, chosen: bool) -> int:
        colors = colors_of(QApplication.palette())
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(words) + 12
        height = metrics.height() + 2
        plate = QRect(inner.right() - width, inner.bottom() - height + 1, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colors.warning))
        painter.setBrush(QColor(colors.warning_soft))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setFont(font)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
        return width


class TickLines(TwoLines):
    """The same two lines behind a tick box; a click anywhere on them ticks."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, super().sizeHint(option, index).height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colors = colors_of(option.palette)
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        left, middle = option.rect.left() + 8, option.rect.center().y()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.accent if on else colors.edge), 1.5))
        painter.setBrush(QColor(colors.accent if on else colors.surface))
        painter.drawRoundedRect(QRect(left, middle - 8, 16, 16), 4, 4)
        if on:
            painter.setPen(QPen(QColor(colors.on_accent), 2))
            tick = ((4, 0), (7, 3), (12, -3))
            painter.drawPolyline([QPoint(left + x, middle + y) for x, y in tick])
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), 6, 6)
        painter.restore()
        beside = QStyleOptionViewItem(option)
        beside.rect = option.rect.adjusted(24, 0, 0, 0)
        super().paint(painter, beside, index)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        )
        pressed = isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Space,
            Qt.Key.Key_Select,
        )
        if not (clicked or pressed):
            return False
        now = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        other = Qt.CheckState.Unchecked if now == Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)
