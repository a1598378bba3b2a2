"""Where pictures come in while a conversation has none."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.widgets.drop_zone import DropZone
from app.widgets.flow import Flow


class PictureDrop(DropZone):
    """`given` with data that was dropped or pasted, `browse_wanted`, `paste_wanted`,
    `screen_wanted` and `camera_wanted`."""

    given = Signal(QMimeData)
    browse_wanted = Signal()
    paste_wanted = Signal()
    screen_wanted = Signal()
    camera_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Drop a picture here"),
            self.tr("or choose or paste one, then ask about it. It stays on this machine."),
            parent,
            icon="picture",
        )
        self.browse_button.setText(self.tr("Choose…"))
        self.folder_button.hide()
        self.screen_button = self._add_button(
            self.tr("Screen"), "screen", self.tr("Take a picture of the screen")
        )
        self.camera_button = self._add_button(
            self.tr("Camera…"), "camera", self.tr("Take a picture with the camera")
        )
        self.screen_button.clicked.connect(self.screen_wanted)
        self.camera_button.clicked.connect(self.camera_wanted)
        buttons = (
            self.browse_button,
            self.paste_button,
            self.screen_button,
            self.camera_button,
        )
        flow = Flow(self, gap=8, centered=True)  # the room beside a conversation is narrow
        flow.set_items(buttons)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, flow)

    def _add_button(self, words: str, sign: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        set_icon(button, sign)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def browse(self) -> None:
        self.browse_wanted.emit()

    def paste(self) -> None:
        self.paste_wanted.emit()

    def receive(self, mime: QMimeData | None) -> bool:
        if mime is None or not (mime.hasUrls() or mime.hasImage() or mime.hasText()):
            return False
        self.given.emit(mime)
        return True
