"""What is known of one face in a picture."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The order of the five keypoints, as insightface has it; left and right are the viewer's.
KEYPOINTS = ("left eye", "right eye", "nose", "left mouth corner", "right mouth corner")

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Face:
    """One face: `box` is left, top, right, bottom and `keypoints` are five (x, y), in pixels of
    the upright picture; `score` is how sure the detector is, 0 to 1."""

    box: Box
    keypoints: tuple[Point, Point, Point, Point, Point]
    score: float

    @property
    def area(self) -> float:
        """Square pixels."""
        left, top, right, bottom = self.box
        return max(0.0, right - left) * max(0.0, bottom - top)


@dataclass(frozen=True, eq=False)
class Embedding:
    """The identity of one face: 512 float32 of ArcFace, not normalised, as InstantID wants it.

    `recogniser` is the name of the network that it comes from; others are not comparable.
    """

    vector: "NDArray[np.float32]"
    recogniser: str
