"""The camera's picture, and a button that keeps it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.controls import CalmComboBox
from app.icons import Tint, set_icon
from app.image_qa.camera import Camera
from app.labels import hint_label


class Finder(QWidget):
    """What the camera sees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("What the camera sees"))
        self.image = QImage()

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def show_image(self, image: QImage) -> None:
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            if self.image.isNull():
                return
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self.image)


class CameraDialog(QDialog):
    """`taken` with the picture. The camera is open exactly as long as the dialog is."""

    taken = Signal(QImage)

    def __init__(self, cameras: Sequence[Camera], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take a picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._cameras = tuple(cameras)
        self._open: Camera | None = None
        self.finder = Finder(self)
        self.choice: QComboBox = CalmComboBox(self)
        self.choice.setAccessibleName(self.tr("Camera"))
        self.choice.addItems([camera.name for camera in cameras])
        self.choice.setVisible(len(cameras) > 1)
        self.trouble = hint_label("", "problem", self)
        self.trouble.hide()
        self.shoot_button = QPushButton(self.tr("Take the picture"), self)
        self.shoot_button.setProperty("role", "primary")
        self.shoot_button.setAccessibleName(self.shoot_button.text())
        self.shoot_button.setDefault(True)
        self.shoot_button.setEnabled(False)
        set_icon(self.shoot_button, "camera", Tint.ON_ACCENT, 20)
        self.close_button = QPushButton(self.tr("Cancel"), self)
        self.close_button.setAccessibleName(self.close_button.text())
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.shoot_button)
        column = QVBoxLayout(self)
        column.addWidget(self.finder, 1)
        column.addWidget(self.trouble)
        column.addLayout(row)
        self.choice.currentIndexChanged.connect(self._start)
        self.shoot_button.clicked.connect(self._shoot)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(lambda _code: self._stop())
        self._start(0)

    def _start(self, number: int) -> None:
        self._stop()
        self.trouble.hide()
        self._open = self._cameras[number]
        self._open.start(self._see, self._fail)

    def _stop(self) -> None:
        opened, self._open = self._open, None
        self.shoot_button.setEnabled(False)
        if opened is not None:
            opened.stop()

    def _see(self, image: QImage) -> None:
        self.finder.show_image(image)
        self.shoot_button.setEnabled(True)

    def _shoot(self) -> None:
        if self._open is not None:
            self.shoot_button.setEnabled(False)
            self._open.shoot(self._on_taken)

    def _on_taken(self, image: QImage) -> None:
        self.taken.emit(image)
        self.accept()

    def _fail(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()
        self.shoot_button.setEnabled(False)
