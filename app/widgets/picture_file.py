"""Pictures on disk as views want them: decoded by `pipelines.media`, off the GUI thread.

numpy and libvips are imported inside the calls, so that opening the window does not wait for
them.
"""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage

from app.widgets.picture_source import Preview

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipelines.media.preview import View


def image_of(pixels: "NDArray[np.uint8]") -> QImage:
    """An image of (height, width, 4) RGBA pixels; without alpha where nothing shows through."""
    height, width = pixels.shape[:2]
    opaque = bool(pixels[:, :, 3].min() == 255)
    kind = QImage.Format.Format_RGBX8888 if opaque else QImage.Format.Format_RGBA8888
    shown = QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    # The conversion copies, so the array may go.
    return QImage(pixels.data, width, height, pixels.strides[0], kind).convertToFormat(shown)


def preview_of(path: Path, max_side: int) -> Preview:
    """A picture made small and its real size. Raises HearthError; call it off the GUI thread."""
    from pipelines.media.opening import open_picture
    from pipelines.media.preview import preview

    width, height = open_picture(path).size
    return Preview(image_of(preview(path, max_side)), QSize(width, height))


class FileSource:
    """A picture file; decoded once, when somebody first looks closer than the preview."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._view: View | None = None
        self._lock = threading.Lock()

    def preview(self, max_side: int) -> Preview:
        return preview_of(self.path, max_side)

    def region(self, area: QRect) -> QImage:
        from pipelines.media.preview import View

        with self._lock:
            if self._view is None:
                self._view = View(self.path)
        return image_of(self._view.region(area.x(), area.y(), area.width(), area.height()))
