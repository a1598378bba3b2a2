"""Where a view gets its pixels: a small preview first, full-resolution parts as one zooms in.

The calls of a source run off the GUI thread; `QImage` may be made there, `QPixmap` may not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage


@dataclass(frozen=True)
class Preview:
    """The whole picture, perhaps made smaller, and the size it really has."""

    image: QImage
    size: QSize


class PictureSource(Protocol):
    """A picture of any size, read piece by piece."""

    def preview(self, max_side: int) -> Preview:
        """The picture with no side longer than `max_side` pixels."""
        ...

    def region(self, area: QRect) -> QImage:
        """The pixels of `area` (in picture pixels), not scaled."""
        ...


class ImageSource:
    """A picture that is in memory already."""

    def __init__(self, image: QImage) -> None:
        self._image = image

    def preview(self, max_side: int) -> Preview:
        size = self._image.size()
        if max(size.width(), size.height()) <= max_side:
            return Preview(self._image, size)
        smaller = self._image.scaled(
            max_side,
            max_side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        return Preview(smaller, size)

    def region(self, area: QRect) -> QImage:
        return self._image.copy(area)


class CalledSource:
    """A picture behind two functions, such as those of `pipelines.media` bound to a path."""

    def __init__(
        self, preview: Callable[[int], Preview], region: Callable[[QRect], QImage]
    ) -> None:
        self._preview, self._region = preview, region

    def preview(self, max_side: int) -> Preview:
        return self._preview(max_side)

    def region(self, area: QRect) -> QImage:
        return self._region(area)
