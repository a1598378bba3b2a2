"""The pictures of a conversation in a row; arrow keys go from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.chat.picture_words import picture_hint, picture_title
from app.icons import Tint, icon
from app.labels import wrapped_tooltip
from app.widgets.thumbnails import Key, Thumbnails
from pipelines.conversations.pictures import ImageAttachment

_SIDE = 56
_WIDTH = 104
_IMAGE = Qt.ItemDataRole.UserRole


class PictureStrip(QListWidget):
    """`chosen` with the picture that is to be seen. Hidden while there is only one."""

    chosen = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.images: tuple[ImageAttachment, ...] = ()
        self._fresh: frozenset[str] = frozenset()
        self.setProperty("role", "rows")
        self.setAccessibleName(self.tr("Pictures of this conversation"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(_SIDE, _SIDE))
        line = self.fontMetrics().lineSpacing()
        self.setGridSize(QSize(_WIDTH, _SIDE + 2 * line + 12))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)  # cut in `_item`
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(self.gridSize().height() + 20)
        self.currentItemChanged.connect(self._on_current)
        thumbnails.ready.connect(self._on_ready)
        self.hide()

    @property
    def current(self) -> ImageAttachment | None:
        """The one that is seen."""
        item = self.currentItem()
        return item.data(_IMAGE) if item is not None else None

    def show_images(self, images: Sequence[ImageAttachment], fresh: Sequence[str]) -> None:
        """These pictures, each whole; `fresh` are the digests of those that were not sent yet.

        The one that is seen stays if it is among them, else the last is.
        """
        marked = frozenset(fresh)
        if tuple(images) == self.images and marked == self._fresh:
            return
        seen, old = self.current, {image.digest for image in self.images}
        self.images, self._fresh = tuple(images), marked
        blocked = self.blockSignals(True)
        self.clear()
        for image in images:
            self.addItem(self._item(image))
        self.blockSignals(blocked)
        added = [image for image in images if image.digest not in old]
        digests = [image.digest for image in images]
        if added and old:  # what has just come is what one wants to see
            self.setCurrentRow(digests.index(added[-1].digest))
        elif seen is not None and seen.digest in digests:
            self.setCurrentRow(digests.index(seen.digest))
        elif images:
            self.setCurrentRow(len(images) - 1)
        else:
            self.chosen.emit(None)
        self.setVisible(len(images) > 1)

    def choose(self, digest: str) -> bool:
        """See that one; False if it is not among them."""
        for row, image in enumerate(self.images):
            if image.digest == digest:
                self.setCurrentRow(row)
                return True
        return False

    def step(self, by: int) -> None:
        """The next or the one before; at an end nothing happens."""
        row = self.currentRow() + by
        if 0 <= row < self.count():
            self.setCurrentRow(row)

    def _item(self, image: ImageAttachment) -> QListWidgetItem:
        name = self.fontMetrics().elidedText(
            picture_title(image), Qt.TextElideMode.ElideMiddle, _WIDTH - 16
        )
        item = QListWidgetItem(name)
        item.setSizeHint(self.gridSize() - QSize(4, 4))
        item.setData(_IMAGE, image)
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        words = picture_hint(image)
        if image.digest in self._fresh:
            words = self.tr("{picture}, goes with the next message").format(picture=words)
            item.setText(self.tr("{name}\nnew").format(name=name))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(wrapped_tooltip(words))
        self._dress(item, image)
        return item

    def _dress(self, item: QListWidgetItem, image: ImageAttachment) -> None:
        small = self._thumbnails.of(image.path) if image.is_there else None
        if small is None or small.isNull():
            item.setIcon(icon("picture", self.palette(), Tint.MUTED, _SIDE))
        else:
            pixmap = QPixmap.fromImage(small)
            found = QIcon(pixmap)
            found.addPixmap(pixmap, QIcon.Mode.Selected)  # not tinted
            item.setIcon(found)

    def _on_ready(self, key: Key) -> None:
        for row, image in enumerate(self.images):
            if key == (image.path, None):
                self._dress(self.item(row), image)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.scrollToItem(item)
            self.chosen.emit(item.data(_IMAGE))
