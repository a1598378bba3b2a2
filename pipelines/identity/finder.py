"""The faces of a photo, the largest first.

The largest is that of the largest true area, as in the InstantID repository's own scripts; the
program behind zsxkib/instant-id lacks two brackets there and often takes another one.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pipelines.errors import BadInput
from pipelines.identity.catalogue import SCRFD, YUNET
from pipelines.identity.face import Face, Point
from pipelines.identity.photo import Photo, Stamp

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipelines.identity.detectors import Detector

#: The size at which insightface looks, in pixels.
SIZE = (640, 640)
#: Photos whose faces are remembered.
KEPT = 128
#: Borders that are put around a photo in which no face is found, in parts of its sides: a
#: detector has to see where a face ends.
BORDERS = (0.25, 0.5, 1.0)
#: The middle of what a network is shown, so that a border excites nothing.
_GREY = 127


#: Width and height in pixels.
Extent = tuple[int, int]


class NoFace(BadInput):
    """There is no face in the photo, or not the one that was chosen."""


class FaceFinder:
    """Finds faces with any detector; may be asked by several threads."""

    def __init__(self, detector: "Detector") -> None:
        self._detector = detector
        self._kept: OrderedDict[tuple[Stamp, Extent, Extent], tuple[Face, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, pixels: "NDArray[np.uint8]", size: tuple[int, int] = SIZE) -> tuple[Face, ...]:
        """Every face of a picture (height, width, 3), RGB, the largest first.

        `size` is that at which they are looked for. Where none is found the picture is tried again
        with a grey border. Boxes and keypoints are in pixels of the picture, and may reach over
        its edge.
        """
        found = self._detector.detect(pixels, size)
        for border in BORDERS if not found else ():
            found = self._within_border(pixels, size, border)
            if found:
                break
        return tuple(sorted(found, key=lambda face: (-face.area, -face.score, face.box)))

    def find_in(self, photo: Photo, size: tuple[int, int] = SIZE) -> tuple[Face, ...]:
        """As `find`; known at once for a photo that was looked at before."""
        key = (photo.stamp, photo.size, size)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self.find(photo.pixels, size)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def faces_of(self, photo: Photo, size: tuple[int, int] = SIZE) -> tuple[Face, ...]:
        """As `find_in`. Raises NoFace if there is none."""
        found = self.find_in(photo, size)
        if not found:
            raise NoFace(
                "No face was found in {name}: take a photo in which a face is turned to the "
                "camera, sharp and not covered.",
                name=photo.path.name,
            )
        return found

    def _within_border(
        self, pixels: "NDArray[np.uint8]", size: tuple[int, int], border: float
    ) -> list[Face]:
        import numpy as np

        height, width = pixels.shape[:2]
        across, down = round(width * border), round(height * border)
        around = ((down, down), (across, across), (0, 0))
        padded = np.pad(pixels, around, constant_values=_GREY)
        found = (moved(face, -across, -down) for face in self._detector.detect(padded, size))
        return [face for face in found if _is_centred_in(face, width, height)]


def chosen_face(faces: tuple[Face, ...], number: int, name: str) -> Face:
    """The face of that number, counted from 1 for the largest. Raises NoFace."""
    if 1 <= number <= len(faces):
        return faces[number - 1]
    raise NoFace(
        "{name} has {count} faces and no number {number}: choose another face.",
        name=name,
        count=len(faces),
        number=number,
    )


def load_finder(files: Mapping[str, Path]) -> FaceFinder:
    """With SCRFD if its file is there, else with YuNet. Raises KeyError if neither is."""
    from pipelines.identity.detectors import ScrfdDetector, YuNetDetector

    if SCRFD.name in files:
        return FaceFinder(ScrfdDetector(files[SCRFD.name]))
    return FaceFinder(YuNetDetector(files[YUNET.name]))


def moved(face: Face, right: float, down: float, scale: float = 1.0) -> Face:
    """The same face where the picture is first moved by so many pixels, then scaled."""
    left, top, end, bottom = face.box
    box = (left + right, top + down, end + right, bottom + down)
    five = tuple(((x + right) * scale, (y + down) * scale) for x, y in face.keypoints)
    return replace(
        face,
        box=(box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale),
        keypoints=cast(tuple[Point, Point, Point, Point, Point], five),
    )


def _is_centred_in(face: Face, width: int, height: int) -> bool:
    left, top, right, bottom = face.box
    return 0 <= left + right <= 2 * width and 0 <= top + bottom <= 2 * height
