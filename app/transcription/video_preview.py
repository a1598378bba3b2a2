"""The recording's picture with its captions burned in, or the captions alone on a dark ground."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.transcription.caption_paint import paint_caption
from app.transcription.player import Player
from app.transcription.sound import quiet
from pipelines.speech.captions.layout import Cue, cue_at

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

#: The shape of the ground where a recording has no picture.
_PLAIN = QSizeF(16, 9)
_GROUND = QColor("#15120F")


class VideoPreview(QWidget):
    """Follows a player. Frames are decoded only while this is seen; a click plays and pauses."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._cues: Sequence[Cue] = ()
        self._cue: Cue | None = None
        self._frame: QVideoFrame | None = None
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Preview of the captions"))
        self.setToolTip(self.tr("The captions as they will look; click to play or pause (F8)"))
        player.frame_changed.connect(self._take)
        player.position_changed.connect(self._follow)
        player.opened.connect(self._renew)
        player.duration_changed.connect(self._renew)

    def sizeHint(self) -> QSize:
        return QSize(480, 270)

    @property
    def cue(self) -> Cue | None:
        """What is shown now."""
        return self._cue

    @property
    def has_picture(self) -> bool:
        """Whether a frame has come since the recording was opened."""
        return self._frame is not None or self._has_picture()

    def set_captions(self, cues: Sequence[Cue]) -> None:
        """Cues in the order of their starts, as `cues_of` makes them."""
        self._cues = cues
        self._cue = None
        self._follow(self._player.position)
        self.update()

    def picture(self) -> QRectF:
        """Where the picture is, as large as it fits."""
        size = QSizeF(self._image.size()) if self._has_picture() and self._image else _PLAIN
        size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, 0, size.width(), size.height())
        area.moveCenter(QRectF(self.rect()).center())
        return area

    def _has_picture(self) -> bool:
        return self._image is not None and not self._image.isNull()

    # -- following -------------------------------------------------------------------------

    def _follow(self, seconds: float) -> None:
        cue = cue_at(self._cues, seconds)
        if cue != self._cue:
            self._cue = cue
            self.setAccessibleDescription(cue.text if cue is not None else "")
            self.update()

    def _take(self, frame: "QVideoFrame") -> None:
        if frame.isValid() and self._player.has_video:
            self._frame = frame  # turned into a picture when it is painted, and not for each one
            self.update()

    def _renew(self) -> None:
        """Another recording, or none: what was seen of the last one goes."""
        if not self._player.has_video or self._player.duration <= 0:
            self._frame = self._image = None
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._player.show_video(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._player.show_video(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._player.toggle()

    # -- painting --------------------------------------------------------------------------

    def _converted(self, frame: "QVideoFrame") -> QImage:
        if self._image is not None:
            return frame.toImage()
        with quiet():  # Qt warns once where it has to do that without a GPU
            return frame.toImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._frame is not None:
            image = self._converted(self._frame)
            self._image = image if not image.isNull() else self._image
            self._frame = None
        area = self.picture()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
            painter.fillRect(area, _GROUND)
            if self._image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(area, self._image)
            if self._cue is not None:
                paint_caption(painter, self._cue, area, self.font())
