"""How a portrait is painted in the grid and in a sheet: the picture, its likeness, its seed."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.icons import Tint, draw
from app.portraits.likeness_words import number_of, short_words
from app.portraits.result_model import Portrait, PortraitState
from app.theme import Colors, colors_of
from app.widgets.thumbnails import Thumbnails

#: The side of the picture in logical pixels; thumbnails suffice for a screen at 200 %.
SIDE = 160
THUMBNAIL_SIDE = 2 * SIDE
_MARGIN, _GAP = 8, 6
_SIGNS = {
    PortraitState.WAITING: ("clock", Tint.MUTED),
    PortraitState.DRAWING: ("clock", Tint.MUTED),
    PortraitState.DONE: ("picture", Tint.MUTED),
    PortraitState.FAILED: ("error", Tint.ERROR),
    PortraitState.STOPPED: ("stop", Tint.MUTED),
}


def small_font(font: QFont) -> QFont:
    """One point smaller."""
    small = QFont(font)
    small.setPointSizeF(max(7.0, font.pointSizeF() - 1))
    return small


def tile_size(font: QFont, side: int = SIDE) -> QSize:
    """What a tile takes, margins included."""
    lines = QFontMetrics(font).height() + QFontMetrics(small_font(font)).height()
    return QSize(side + 2 * _MARGIN, side + _GAP + lines + 2 * _MARGIN)


class Tiles(QStyledItemDelegate):
    """Paints rows of a `ResultModel`; `side` is that of the picture."""

    def __init__(
        self, thumbnails: Thumbnails, parent: QWidget, side: int = SIDE, labelled: bool = True
    ) -> None:
        super().__init__(parent)
        self._thumbnails, self._side, self._labelled = thumbnails, side, labelled

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return tile_size(option.font, self._side)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        portrait: Portrait | None = index.data(Qt.ItemDataRole.UserRole)
        if portrait is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colors = colors_of(option.palette)
        self._paint_ground(painter, option, colors)
        room: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        picture = QRect(room.left(), room.top(), self._side, self._side)
        picture.moveLeft(room.center().x() - self._side // 2)
        self._paint_picture(painter, picture, portrait, colors)
        words = QRect(picture.left(), picture.bottom() + _GAP, self._side, 0)
        state = str(index.data(Qt.ItemDataRole.DisplayRole))
        lines = lines_of(portrait, state, self._labelled)
        self._paint_words(painter, words, portrait, lines, option.font, colors)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, colors: Colors) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        here = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if not (chosen or over or here):
            return
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(colors.accent_soft if chosen else colors.raised))
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or here:  # a frame: not by colour alone
            painter.setPen(QPen(QColor(colors.accent), 2 if here else 1))
        painter.drawRoundedRect(area, 10, 10)

    def _image_of(self, portrait: Portrait) -> QImage | None:
        image = self._thumbnails.of(portrait.path) if portrait.path is not None else None
        return portrait.preview if image is None or image.isNull() else image

    def _paint_picture(
        self, painter: QPainter, room: QRect, portrait: Portrait, colors: Colors
    ) -> None:
        image = self._image_of(portrait)
        if image is not None and not image.isNull():
            size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(room.topLeft(), size)
            place.moveCenter(room.center())
            path = QPainterPath()
            path.addRoundedRect(QRectF(place), 6, 6)
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(place, image)
            painter.restore()
        else:
            place = room
            painter.setPen(QColor(colors.line))
            painter.setBrush(QColor(colors.surface))
            painter.drawRoundedRect(room.adjusted(0, 0, -1, -1), 6, 6)
            sign, tint = _SIGNS[portrait.state]
            self._paint_sign(painter, room.center(), sign, tint, colors)
        if portrait.state is PortraitState.DRAWING:
            self._paint_bar(painter, place, portrait.fraction or 0.0, colors)

    @staticmethod
    def _paint_sign(
        painter: QPainter, middle: QPoint, sign: str, tint: Tint, colors: Colors
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        pixmap = draw(sign, 28, tint.of(colors), ratio)
        painter.drawPixmap(middle - QPoint(14, 14), pixmap)

    @staticmethod
    def _paint_bar(painter: QPainter, place: QRect, fraction: float, colors: Colors) -> None:
        bar = QRectF(place.left() + 8, place.bottom() - 13, place.width() - 16, 5)
        painter.setPen(QPen(QColor(0, 0, 0, 140), 1))
        painter.setBrush(QColor(colors.surface))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        bar.setWidth(max(5.0, bar.width() * fraction))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent))
        painter.drawRoundedRect(bar, 2.5, 2.5)

    @staticmethod
    def _paint_words(
        painter: QPainter,
        room: QRect,
        portrait: Portrait,
        lines: tuple[str, str],
        font: QFont,
        colors: Colors,
    ) -> None:
        first, second = lines
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        top = room.top()
        failed = portrait.state is PortraitState.FAILED
        for words, used, ink in (
            (first, strong, colors.error if failed else colors.text),
            (second, small_font(font), colors.muted),
        ):
            metrics = QFontMetrics(used)
            painter.setFont(used)
            painter.setPen(QColor(ink))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            line = QRect(room.left(), top, room.width(), metrics.height())
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )
            top += metrics.height()


def lines_of(portrait: Portrait, state: str, labelled: bool = True) -> tuple[str, str]:
    """What stands below the picture: how alike it is, or where it stands; then what made it."""
    told = state
    if portrait.likeness is not None:
        told = f"{short_words(portrait.likeness, portrait.among)} · {number_of(portrait.likeness)}"
    elif portrait.state is PortraitState.DONE:
        told = QCoreApplication.translate("Portraits", "No face found")
    seed = ""
    if portrait.seed is not None:
        seed = QCoreApplication.translate("Portraits", "Seed {seed}").format(seed=portrait.seed)
    label = portrait.label if labelled else ""
    more = portrait.reason or " · ".join(filter(None, (label, seed)))
    return told, more
