"""The styles as tiles with pictures; any number of them can be chosen, each for portraits of its
own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.editors import Editor
from app.icons import Tint, draw
from app.labels import hint_label, wrapped_tooltip
from app.portraits.tiles import small_font
from app.theme import colors_of
from app.translation import translate
from app.widgets.thumbnails import Key, Thumbnails

if TYPE_CHECKING:
    from pipelines.portraits.styles import Style
    from pipelines.spec import ParamField

_WIDTH, _HEIGHT = 92, 50
#: Two colours for each of Hearth's styles, until there is a portrait to show.
_HUES = {
    "watercolour": ("#BFD9E8", "#E8B7A8"),
    "film-noir": ("#111111", "#B9B9B9"),
    "neon": ("#D61C8C", "#15B8C9"),
    "jungle": ("#16472A", "#A9C75E"),
    "mars": ("#7C2F16", "#E59B62"),
    "vivid-colours": ("#E8C21B", "#C3265B"),
    "winter": ("#F2F7FB", "#8FB1CC"),
    "ink-drawing": ("#FFFFFF", "#8A8A8A"),
    "oil-painting": ("#2B1B12", "#B98A4B"),
    "studio-photo": ("#6F757B", "#D5D8DB"),
}
_PLAIN = ("#77716B", "#C9C2BA")
_STYLE, _THUMBNAIL = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class StyleTiles(QStyledItemDelegate):
    """A picture or two colours, the name below, and a tick where it is chosen."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = QFontMetrics(small_font(option.font)).height()
        return QSize(_WIDTH, _HEIGHT + line + 6)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        style: Style = index.data(_STYLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        here = bool(option.state & QStyle.StateFlag.State_HasFocus)
        colors = colors_of(option.palette)
        area: QRect = option.rect.adjusted(2, 2, -2, -2)
        room = QRect(area.left(), area.top(), area.width(), _HEIGHT - 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter, room, style, index.data(_THUMBNAIL))
        edge = QColor(colors.accent if chosen or here else colors.edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(edge, 3 if chosen or here else 1))
        painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), 6, 6)
        if chosen:  # not by colour alone
            plate = QRect(room.right() - 21, room.top() + 3, 18, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent))
            painter.drawEllipse(plate)
            tick = Tint.ON_ACCENT.of(colors)
            painter.drawPixmap(
                plate.adjusted(2, 2, -2, -2).topLeft(),
                draw("check", 14, tick, painter.device().devicePixelRatioF()),
            )
        font = small_font(option.font)
        font.setUnderline(here)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        name = metrics.elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, area.width()
        )
        line = QRect(area.left(), room.bottom() + 2, area.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, room: QRect, style: "Style", thumbnail: Path | None
    ) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(room), 6, 6)
        painter.save()
        painter.setClipPath(path)
        image = self._thumbnails.of(thumbnail) if thumbnail is not None else None
        if image is not None and not image.isNull():
            size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            place = QRect(room.topLeft(), size)
            place.moveCenter(room.center())
            place.moveTop(room.top())  # where the face is
            painter.drawImage(place, image)
        else:
            first, last = _HUES.get(style.key, _PLAIN)
            fill = QLinearGradient(QRectF(room).topLeft(), QRectF(room).bottomRight())
            fill.setColorAt(0, QColor(first))
            fill.setColorAt(1, QColor(last))
            painter.fillRect(room, fill)
        painter.restore()


class StyleList(QListWidget):
    """As high as its tiles need; Space and a click choose and unchoose."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        self.setItemDelegate(StyleTiles(thumbnails, self))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListWidget.SelectionMode.MultiSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thumbnails.ready.connect(self._on_ready)

    def _on_ready(self, _key: Key) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height of all lines."""
        across = max(1, (self.width() - 2 * self.frameWidth() - 2) // _WIDTH)
        lines = -(-self.count() // across)
        line = QFontMetrics(small_font(self.font())).height() + _HEIGHT + 6
        self.setFixedHeight(max(1, lines) * line + 2 * self.frameWidth() + 4)


class StylesEditor(Editor):
    """`edit_wanted` to change the styles themselves."""

    edit_wanted = Signal()

    def __init__(
        self, item: "ParamField", thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(item, parent)
        self._words: tuple[str, ...] = ()  # chosen, some perhaps not offered yet
        self._filling = False
        self.list = StyleList(thumbnails, self)
        self.told = hint_label("", "small", self)
        self.edit_button = QPushButton(self.tr("Edit styles…"), self)
        self.edit_button.setProperty("role", "quiet")
        self.edit_button.setToolTip(self.tr("Change, add, delete and sort the styles"))
        self.edit_button.clicked.connect(self.edit_wanted)
        self.list.itemSelectionChanged.connect(self._on_selected)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.edit_button)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.list)
        column.addLayout(foot)
        self.row.addLayout(column, 1)
        self._tell()

    def show_styles(self, styles: "tuple[tuple[Style, object], ...]") -> None:
        """Offer these; what was chosen stays chosen."""
        self._filling = True
        self.list.clear()
        for style, thumbnail in styles:
            name = translate(style.name) if style.key else str(style.name)
            line = QListWidgetItem(name)
            line.setData(_STYLE, style)
            line.setData(_THUMBNAIL, thumbnail)
            line.setToolTip(wrapped_tooltip(f"{name}: {style.prompt}"))
            self.list.addItem(line)
        self._filling = False
        self.list.fit()
        self._select()

    def _select(self) -> None:
        wanted = {word.casefold() for word in self._words}
        self._filling = True
        for row in range(self.list.count()):
            line = self.list.item(row)
            style: Style = line.data(_STYLE)
            names = {style.word.casefold(), str(style.name).casefold()}
            line.setSelected(bool(names & wanted))
        self._filling = False
        self._tell()

    def _on_selected(self) -> None:
        if self._filling:
            return
        chosen = [self.list.item(row) for row in range(self.list.count())]
        self._words = tuple(line.data(_STYLE).word for line in chosen if line.isSelected())
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        count = len(self._words)
        if count == 0:
            self.told.setText(self.tr("None: the prompt as it stands"))
        elif count == 1:
            self.told.setText(self.tr("1 style"))
        else:
            self.told.setText(self.tr("{n} styles, portraits in each").format(n=count))

    def value(self) -> str:
        return ", ".join(self._words)

    def set_value(self, value: Any) -> None:
        if not isinstance(value, str):
            raise ValueError(value)
        self._words = tuple(filter(None, (word.strip() for word in value.split(","))))
        self._select()

    def controls(self) -> list[QWidget]:
        return [self.list, self.edit_button]
