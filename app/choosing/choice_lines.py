"""How a choice of model is written: in words, and as two lines in lists."""

from math import ceil

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QLocale,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
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
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.choosing.choices import Choice
from app.theme import colors_of
from app.translation import translate_param


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
    if choice.is_own:
        return QCoreApplication.translate("ModelPicker", "Your file")
    if choice.installed:
        return QCoreApplication.translate("ModelPicker", "Installed")
    words = QCoreApplication.translate("ModelPicker", "Downloads {size}")
    return words.format(size=file_size(choice.download_bytes))


def full_title(choice: Choice) -> str:
    """Model and version on one line."""
    title, detail = translate_param(choice.title), translate_param(choice.detail)
    if choice.version is not None:
        words = QCoreApplication.translate("ModelPicker", "older version {id}")
        older = words.format(id=choice.version.id)
        detail = f"{detail}, {older}" if detail else older
    return f"{title} — {detail}" if detail else title


def about_text(choice: Choice) -> str:
    """The second line: state and licences."""
    return "  ·  ".join(part for part in (state_text(choice), choice.licence) if part)


def spoken_text(choice: Choice) -> str:
    """Everything about it, for tooltips and screen readers."""
    parts = (full_title(choice), state_text(choice), choice.licence, badge_text(choice))
    facts = ", ".join(part for part in parts if part)
    notes = " ".join(map(translate_param, choice.licence_notes))
    return f"{facts}. {notes}" if notes else facts


_MARGINS = QMargins(10, 8, 10, 8)
_GAP, _LEADING = 8, 2
_TICK_WIDTH = 24


class Row:
    """One choice laid out in rows `width` pixels wide: long lines wrap, nothing is cut.

    The badge is at the right of the title, or on a line below if there is no room.
    """

    def __init__(self, choice: Choice, font: QFont, width: int) -> None:
        small, self.badge = _small(font), badge_text(choice)
        inner = QRect(0, 0, width, 0).marginsRemoved(_MARGINS)
        plate = _plate(self.badge, small) if self.badge else QRect()
        beside = plate.width() + _GAP if self.badge else 0
        fits = QFontMetrics(font).horizontalAdvance(full_title(choice)) + beside <= inner.width()
        self.title = _wrapped(full_title(choice), font, inner.width())
        self.about = _wrapped(about_text(choice), small, inner.width())
        self.title_at = QPoint(inner.left(), _MARGINS.top())
        below = _MARGINS.top() + ceil(self.title.boundingRect().height()) + _LEADING
        self.about_at = QPoint(inner.left(), below)
        below += ceil(self.about.boundingRect().height())
        if self.badge and fits:
            plate.moveTopRight(QPoint(inner.right(), self.title_at.y() - 1))
        elif self.badge:
            plate.moveTopLeft(QPoint(inner.left(), below + _LEADING))
            below = plate.bottom() + 1
        self.plate = plate
        self.height = below + _MARGINS.bottom()


def natural_width(choice: Choice, font: QFont) -> int:
    """The width in which nothing needs a line more."""
    small, badge = _small(font), badge_text(choice)
    title = QFontMetrics(font).horizontalAdvance(full_title(choice))
    title += _GAP + _plate(badge, small).width() if badge else 0
    about = QFontMetrics(small).horizontalAdvance(about_text(choice))
    return max(title, about) + _MARGINS.left() + _MARGINS.right() + 2


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small


def _plate(words: str, font: QFont) -> QRect:
    metrics = QFontMetrics(font)
    return QRect(0, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 2)


def _wrapped(words: str, font: QFont, width: int) -> QTextLayout:
    """Lines of that width at most; broken inside a word only if that alone is too long."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


class TwoLines(QStyledItemDelegate):
    """Title above, state and licence below, and all of it to be read.

    `width` is that of the rows, in pixels.
    """

    def __init__(self, parent: QObject, width: int) -> None:
        super().__init__(parent)
        self.width = width

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        return QSize(self.width, Row(choice, option.font, self.width).height)

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
        row = Row(choice, option.font, area.width())
        painter.save()
        if chosen:
            painter.fillRect(area, option.palette.color(QPalette.ColorRole.Highlight))
        painter.translate(area.topLeft())
        painter.setPen(QColor(colors.on_accent if chosen else colors.text))
        row.title.draw(painter, row.title_at)
        painter.setPen(QColor(colors.on_accent if chosen else colors.muted))
        row.about.draw(painter, row.about_at)
        if row.badge:
            self._paint_badge(painter, row, _small(option.font))
        painter.restore()

    @staticmethod
    def _paint_badge(painter: QPainter, row: Row, font: QFont) -> None:
        colors = colors_of(QApplication.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colors.warning))
        painter.setBrush(QColor(colors.warning_soft))
        painter.drawRoundedRect(row.plate, 4, 4)
        painter.setFont(font)
        painter.drawText(row.plate, Qt.AlignmentFlag.AlignCenter, row.badge)


class TickLines(TwoLines):
    """The same lines behind a tick box; a click anywhere on them ticks."""

    def __init__(self, parent: QObject, width: int) -> None:
        super().__init__(parent, width - _TICK_WIDTH)

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
        beside.rect = option.rect.adjusted(_TICK_WIDTH, 0, 0, 0)
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
