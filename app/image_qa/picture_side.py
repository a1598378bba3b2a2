"""The side with the pictures: one to look at closely, all in a row, and ways to add more."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import Tint, set_icon
from app.image_qa.picture_drop import PictureDrop
from app.image_qa.region_view import RegionView
from app.image_qa.strip import PictureStrip
from app.labels import hint_label
from app.widgets.background import Background
from app.widgets.flow import Flow
from app.widgets.picture_file import FileSource
from app.widgets.thumbnails import Thumbnails
from app.widgets.viewport import Viewport
from app.widgets.zoom_bar import ZoomBar
from pipelines.conversations.pictures import ImageAttachment
from pipelines.language.images import Region


class PictureSide(QWidget):
    """`region_given` with an `ImageAttachment` that is a part of the picture seen."""

    region_given = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: ImageAttachment | None = None
        self._waiting = QRect()
        self._background = Background(self)
        self.viewport = Viewport(self)
        self.drop = PictureDrop(self)
        self.view = RegionView(self._background, self.viewport)
        self.zoom = ZoomBar(self.viewport, self)
        self.strip = PictureStrip(thumbnails, self)
        self.region_button = self._tool(
            "region",
            self.tr("Ask about a region"),
            self.tr("Draw what you ask about (Ctrl+Shift+D)"),
        )
        self.region_button.setCheckable(True)
        self.add_button = self._tool("plus", self.tr("Add"), self.tr("Add pictures (Ctrl+O)"))
        self.screen_button = self._tool("screen", "", self.tr("Take a picture of the screen"))
        self.camera_button = self._tool("camera", "", self.tr("Take a picture with the camera"))
        self.trouble = hint_label("", "problem", self)
        self.trouble.hide()
        self._bar = self._make_region_bar()
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _tool(self, sign: str, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, sign, Tint.TEXT, 18)
        button.setText(words)
        both = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        button.setToolButtonStyle(both if words else Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _make_region_bar(self) -> QWidget:
        """Says how to draw, and what to do with what was drawn."""
        bar = QWidget(self)
        self.region_words = hint_label("", "small", bar)
        self.take_button = QPushButton(self.tr("Add the region"), bar)
        self.take_button.setProperty("role", "primary")
        self.take_button.setAccessibleName(self.take_button.text())
        self.take_button.setToolTip(self.tr("Ask about it with the next message (Enter)"))
        self.leave_button = QPushButton(self.tr("Cancel"), bar)
        self.leave_button.setAccessibleName(self.tr("Draw no region"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.region_words, 1)
        row.addWidget(self.leave_button)
        row.addWidget(self.take_button)
        bar.hide()
        return bar

    def _lay_out(self) -> None:
        tools = Flow(self, gap=4)
        tools.set_items(
            (
                self.zoom,
                self.region_button,
                self.add_button,
                self.screen_button,
                self.camera_button,
            )
        )
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 4, 0, 8)
        column.setSpacing(4)
        column.addWidget(tools)
        column.addWidget(self.trouble)
        column.addWidget(self.view, 1)
        column.addWidget(self._bar)
        column.addWidget(self.strip)
        empty = QWidget(self)
        around = QVBoxLayout(empty)
        around.setContentsMargins(12, 4, 4, 12)
        around.addWidget(self.drop)
        self.stack.addWidget(empty)
        self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        self.strip.chosen.connect(self._show)
        self.view.shown.connect(self._on_shown)
        self.view.failed.connect(self._on_failed)
        self.view.crop_changed.connect(lambda _area: self._dress_bar())
        self.view.accepted.connect(self.take_region)
        self.view.left.connect(lambda: self.region_button.setChecked(False))
        self.region_button.toggled.connect(self._on_drawing)
        self.take_button.clicked.connect(self.take_region)
        self.leave_button.clicked.connect(lambda: self.region_button.setChecked(False))

    def minimumSizeHint(self) -> QSize:
        row = self.strip.height() if self.strip.isVisibleTo(self) else 0
        return QSize(220, 180 + row)

    # -- which picture ---------------------------------------------------------------------

    @property
    def image(self) -> ImageAttachment | None:
        """The one that is seen."""
        return self._image

    def show_images(self, images: Sequence[ImageAttachment], fresh: Sequence[str]) -> None:
        """The pictures of the conversation; `fresh` are the digests of those not sent yet."""
        self.strip.show_images(images, fresh)
        if not images:
            self._show(None)

    def look_at(self, image: ImageAttachment) -> None:
        """See it, with its region drawn if it is one."""
        region = image.region
        area = QRect()
        if region is not None:
            area = QRect(region.left, region.top, region.width, region.height)
        self.region_button.setChecked(False)
        here = self._image is not None and self._image.digest == image.digest
        self.strip.choose(image.digest)
        if here and not self.view.pyramid.size.isEmpty():
            self._draw(area)
        else:
            self._waiting = area

    def _show(self, image: ImageAttachment | None) -> None:
        self.stack.setCurrentIndex(0 if image is None else 1)
        if image is not None and self._image is not None and image.digest == self._image.digest:
            self._image = image
            return
        self._image, self._waiting = image, QRect()
        self.region_button.setChecked(False)
        self.view.show_region(QRect())
        self.trouble.hide()
        self.viewport.fit()
        if image is None:
            self.view.open(None)
            return
        self.view.setAccessibleName(self.tr("Picture {name}").format(name=image.name))
        self.view.open(FileSource(image.path))

    def _on_shown(self) -> None:
        area, self._waiting = self._waiting, QRect()
        if not area.isNull():
            self._draw(area)

    def _draw(self, area: QRect) -> None:
        self.view.show_region(area)
        if area.isNull() or not self.viewport.fitting:
            self.viewport.fit()  # a region is seen where it lies

    def _on_failed(self, error: Exception) -> None:
        from app.error_view import sentence_of

        self.trouble.setText(sentence_of(error))
        self.trouble.show()
        self.view.open(None)

    # -- a region --------------------------------------------------------------------------

    def _on_drawing(self, on: bool) -> None:
        on = on and self._image is not None
        self.region_button.setChecked(on)
        self.view.set_drawing(on)
        self._bar.setVisible(on)
        self._dress_bar()
        if on:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress_bar(self) -> None:
        size = self.view.size_text()
        how = self.tr("Drag over what you ask about, or press Enter and use the arrow keys.")
        self.region_words.setText(size or how)
        self.take_button.setEnabled(bool(size))

    @property
    def region(self) -> ImageAttachment | None:
        """What is drawn and was not taken yet."""
        area = self.view.crop
        if not self.view.drawing or area.isNull() or self._image is None:
            return None
        image = self._image
        region = Region(area.x(), area.y(), area.width(), area.height())
        return ImageAttachment(image.name, image.path, image.digest, image.size, region)

    def take_region(self) -> None:
        """Ask about what is drawn; it stays to be seen."""
        region = self.region
        if region is not None:
            area = self.view.crop
            self.region_button.setChecked(False)
            self.view.show_region(area)
            self.region_given.emit(region)

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits, as one reads it."""
        drop, zoom = self.drop, self.zoom
        return [
            *(drop, drop.browse_button, drop.paste_button, drop.screen_button, drop.camera_button),
            *(zoom.out, zoom.closer, zoom.fit, zoom.actual, zoom.double),
            *(self.region_button, self.add_button, self.screen_button, self.camera_button),
            *(self.view, self.leave_button, self.take_button, self.strip),
        ]

    def close_side(self) -> None:
        """The window closes for good."""
        self._background.close()
