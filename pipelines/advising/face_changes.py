"""How a face changed between a picture and the result made of it, without knowing whose it is.

A measure of identity may miss what a person sees at once, such as another colour of the skin. All
is measured on the face turned and scaled as the recogniser sees it, 112 pixels wide.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.identity.face import Face

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The inner face there: nose and cheeks, below the eyes and above the mouth; left, top, right,
#: bottom.
_INNER = (38, 58, 74, 86)
#: The face there, without most of the hair and the background.
_FACE = (20, 28, 92, 108)
#: Finer than this (sigma in pixels) is detail, which may change.
_COARSE = 2.0


@dataclass(frozen=True)
class FaceMeasures:
    """`tone` is how far the skin's colour moved, in CIEDE2000; `form` how alike light and shade
    are, as a correlation, -1 to 1; `sharpness` the detail after over that before."""

    tone: float
    form: float
    sharpness: float


def measure_change(
    before: "NDArray[np.uint8]", face: Face, after: "NDArray[np.uint8]", other: Face
) -> FaceMeasures:
    """From `face` in `before` to `other` in `after`, both (height, width, 3), RGB.

    Raises NoFace if the five points of one are all in one place.
    """
    from pipelines.identity.recogniser import aligned

    # The points of the first face for both, scaled: else the detector's own doubt of a pixel or
    # two would count as a change.
    one, two = aligned(before, face), aligned(after, _placed_as(face, before, after, other))
    return FaceMeasures(_tone(one, two), _form(one, two), _sharpness(one, two))


def _placed_as(
    face: Face, before: "NDArray[np.uint8]", after: "NDArray[np.uint8]", other: Face
) -> Face:
    """`face` in pixels of `after`, unless `other` lies somewhere else by more than a fifth of its
    eyes' distance."""
    import numpy as np

    from pipelines.identity.finder import moved

    expected = moved(face, 0, 0, after.shape[1] / before.shape[1])
    points, found = np.array(expected.keypoints), np.array(other.keypoints)
    eyes = float(np.linalg.norm(points[0] - points[1]))
    return expected if np.linalg.norm(points - found, axis=1).max() < 0.2 * eyes else other


def _tone(one: "NDArray[np.uint8]", two: "NDArray[np.uint8]") -> float:
    """Sharma, Wu and Dalal 2005, doi:10.1002/col.20070, as scikit-image has it."""
    import numpy as np
    from skimage.color import deltaE_ciede2000, rgb2lab

    left, top, right, bottom = _INNER
    # The median, which a highlight or a strand of hair does not move.
    colours = [
        np.median(rgb2lab(face[top:bottom, left:right]).reshape(-1, 3), axis=0)
        for face in (one, two)
    ]
    return float(deltaE_ciede2000(colours[0], colours[1]))


def _form(one: "NDArray[np.uint8]", two: "NDArray[np.uint8]") -> float:
    import cv2
    import numpy as np

    flat = [
        cv2.GaussianBlur(_grey(face), (0, 0), _COARSE).ravel().astype(np.float64)
        for face in (one, two)
    ]
    centred = [values - values.mean() for values in flat]
    lengths = [float(np.linalg.norm(values)) for values in centred]
    return float(centred[0] @ centred[1]) / max(lengths[0] * lengths[1], 1e-9)


def _sharpness(one: "NDArray[np.uint8]", two: "NDArray[np.uint8]") -> float:
    import cv2
    import numpy as np

    # What is left out is grain, which an upscaler may well take away.
    fine = [
        float(np.abs(cv2.Laplacian(cv2.GaussianBlur(_grey(face), (0, 0), 1.0), cv2.CV_32F)).mean())
        for face in (one, two)
    ]
    return fine[1] / max(fine[0], 0.05)


def _grey(face: "NDArray[np.uint8]") -> "NDArray[np.float32]":
    import cv2
    import numpy as np

    left, top, right, bottom = _FACE
    inside = np.ascontiguousarray(face[top:bottom, left:right])
    return cv2.cvtColor(inside, cv2.COLOR_RGB2GRAY).astype(np.float32)
