"""What a redraw tells, brought from the job's thread to the window's."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipelines.redrawing.events import RedrawEvent


class RedrawEars(QObject):
    """`heard` with each event, and its pixels at the size of a preview (a null image for none)."""

    heard = Signal(object, QImage)

    def __init__(self) -> None:
        super().__init__()
        self._ratio = 1.0

    def listen(self, event: "RedrawEvent") -> None:
        """For `keeping`, which calls it from one thread at a time."""
        from pipelines.redrawing.events import PREVIEW_SIDE, CanvasKnown, GridKnown

        match event:
            case GridKnown():
                self._ratio = min(1.0, PREVIEW_SIDE / max(event.width, event.height))
                self.heard.emit(event, QImage())
            case CanvasKnown():
                self.heard.emit(event, image_of(event.pixels))
            case _:
                image = image_of(event.pixels)
                if self._ratio < 1:
                    smaller = QSize(
                        max(1, round(image.width() * self._ratio)),
                        max(1, round(image.height() * self._ratio)),
                    )
                    smooth = Qt.TransformationMode.SmoothTransformation
                    image = image.scaled(smaller, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
                self.heard.emit(event, image)


def image_of(pixels: "NDArray[np.uint8]") -> QImage:
    """A picture of its own from (height, width, 3)."""
    height, width, _channels = pixels.shape
    data = pixels.tobytes()
    return QImage(data, width, height, width * 3, QImage.Format.Format_RGB888).copy()
