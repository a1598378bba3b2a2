"""Control pictures from the photo whose pose is taken: outlines, depth and the body's pose.

As zsxkib/instant-id makes them, in the size of the result.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.identity.face import Face
from pipelines.portraits.control_files import BODY, DEPTH
from pipelines.portraits.drawing import ControlKind

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels

#: Canny's thresholds: an edge begins above the second and goes on above the first.
_WEAK, _STRONG = 100, 200


class Controls:
    """Makes control pictures with the models whose `files` are given (see `files_for`).

    A model is loaded for one picture and released again: that takes a second or two and happens
    once a photo, and drawing can use its half gigabyte.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files

    def picture(self, kind: ControlKind, pixels: "Pixels", face: Face) -> "Pixels | None":
        """What the ControlNet holds on to, in the size of `pixels` (height, width, 3), RGB.

        `face` is that of the person in them. None for the pose where no body is seen. Raises
        BadInput for a model that cannot be loaded.
        """
        if kind is ControlKind.CANNY:
            return outlines(pixels)
        if kind is ControlKind.DEPTH:
            return self._depth(pixels)
        return self._pose(pixels, face)

    def _depth(self, pixels: "Pixels") -> "Pixels":
        import numpy as np

        from pipelines.portraits.estimators import depth_estimator

        with depth_estimator(self._files, DEPTH) as estimator:
            grey = (estimator.depth(pixels) * 255).astype(np.uint8)
        return np.repeat(grey[..., None], 3, axis=2)

    def _pose(self, pixels: "Pixels", face: Face) -> "Pixels | None":
        from pipelines.portraits.estimators import body_finder
        from pipelines.portraits.skeleton import body_picture

        height, width = pixels.shape[:2]
        with body_finder(self._files, BODY) as finder:
            body = finder.find(pixels, face)
        return None if body is None else body_picture(body, width, height)


def outlines(pixels: "Pixels") -> "Pixels":
    """The edges of a picture (height, width, 3), white on black, in three channels."""
    import cv2
    import numpy as np

    edges = cv2.Canny(np.ascontiguousarray(pixels[..., ::-1]), _WEAK, _STRONG)
    return np.repeat(edges[..., None], 3, axis=2).astype(np.uint8)
