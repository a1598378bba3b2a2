"""Pictures that go with a message: a button each, with a small version and the name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from app.chat.picture_words import picture_hint, picture_title
from app.icons import Tint, icon, set_icon
from app.labels import wrapped_tooltip
from app.widgets.flow import Flow
from app.widgets.thumbnails import Key, Thumbnails
from pipelines.conversations.pictures import ImageAttachment

#: Side of the small version in logical pixels, in a message and in one being written.
_SIDE, _SMALL = 40, 32
#: The longest name in logical pixels before it is cut in its middle.
_NAME = 180


class PictureButton(QToolButton):
    """One of them; a press looks at it closely."""

    def __init__(
        self, image: ImageAttachment, thumbnails: Thumbnails | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.image, self._thumbnails = image, thumbnails
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.add_words("")
        self._show()
        if thumbnails is not None:
            thumbnails.ready.connect(self._on_ready)

    def add_words(self, words: str) -> None:
        """Say something behind the name, such as its size."""
        name = self.fontMetrics().elidedText(
            picture_title(self.image), Qt.TextElideMode.ElideMiddle, _NAME
        )
        if not self.image.is_there:
            name = self.tr("{name} (missing)").format(name=name)
        shown = "\n".join(part for part in (name, words) if part)
        self.setText(shown.replace("&", "&&"))
        hint = picture_hint(self.image)
        whole = " · ".join(part for part in (hint, words) if part)
        self.setAccessibleName(self.tr("Show {picture}").format(picture=whole))
        self.setToolTip(wrapped_tooltip(whole))

    def _on_ready(self, key: Key) -> None:
        if key == (self.image.path, self.image.region):
            self._show()

    def _show(self) -> None:
        found = None
        if self._thumbnails is not None and self.image.is_there:
            found = self._thumbnails.of(self.image.path, self.image.region)
        if found is None or found.isNull():  # not by `set_icon`, which would put it back later
            self.setIcon(icon("picture", self.palette(), Tint.MUTED, 20))
        else:
            self.setIcon(QIcon(QPixmap.fromImage(found)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()


class PictureButtons(Flow):
    """`chosen` with the one that was pressed. Hidden while there are none."""

    chosen = Signal(object)

    def __init__(self, thumbnails: Thumbnails | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.images: tuple[ImageAttachment, ...] = ()
        self.setVisible(False)

    @property
    def buttons(self) -> list[PictureButton]:
        """As one reads them."""
        return [item for item in self.items if isinstance(item, PictureButton)]

    def show_images(self, images: Sequence[ImageAttachment]) -> None:
        """Show these instead."""
        if tuple(images) != self.images:
            self.images = tuple(images)
            self.set_items([self._make(image) for image in images])
        self.setVisible(bool(images))

    def _make(self, image: ImageAttachment) -> QWidget:
        button = PictureButton(image, self._thumbnails, self)
        button.clicked.connect(lambda: self.chosen.emit(image))
        return button


class PictureChip(QFrame):
    """A picture that is about to be sent, with a way out. `removed`, `chosen`."""

    removed = Signal()
    chosen = Signal()

    def __init__(
        self, image: ImageAttachment, thumbnails: Thumbnails | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "badge")
        self.button = PictureButton(image, thumbnails, self)
        self.button.setAutoRaise(True)
        self.button.setIconSize(QSize(_SMALL, _SMALL))
        self.button.clicked.connect(self.chosen)
        self.away = QToolButton(self)
        set_icon(self.away, "close", Tint.MUTED, 12)
        self.away.setFixedSize(22, 22)
        self.away.setToolTip(self.tr("Take the picture off again"))
        words = self.tr("Remove {name}").format(name=picture_title(image))
        self.away.setAccessibleName(words)
        self.away.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 4, 2)
        row.setSpacing(2)
        row.addWidget(self.button)
        row.addWidget(self.away)
