"""Cut a face out of a picture, upright and 512 pixels wide, and put it back without a seam.

The procedure, its template and its constants are those of facexlib's FaceRestoreHelper
(https://github.com/xinntao/facexlib, MIT). Unlike it, everything here touches only the
surroundings of one face, never the whole picture, and keeps the picture's own depth.
"""

from collections.abc import Callable
from math import ceil, floor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.tiling import Box

#: Side in pixels of an aligned face.
FACE_SIZE = 512

#: Where FFHQ's aligned faces have eyes, nose and corners of the mouth (x, y).
TEMPLATE = np.array(
    [
        [192.98138, 239.94708],
        [318.90277, 240.1936],
        [256.63416, 314.01935],
        [201.26117, 371.41043],
        [313.08905, 371.15118],
    ]
)

#: What stands in for what lies outside the picture: a grey (RGB, of 255).
OUTSIDE = (132, 133, 135)

#: Classes of ParseNet, of 19, that are not face: background, hat, necklace, neck, clothes.
NOT_FACE = (0, 14, 16, 17, 18)

#: Rows blended at a time, so that a face filling a large picture needs no large float copy.
BAND = 512

Matrix = NDArray[np.float64]
Pixels = NDArray[Any]


def align(points: NDArray[np.float64]) -> Matrix | None:
    """The (2, 3) turn, stretch and shift that brings five points to the template.

    None if the points are no face at all (all in one place).
    """
    matrix: Any = cv2.estimateAffinePartial2D(points, TEMPLATE, method=cv2.LMEDS)[0]
    if matrix is None or not np.isfinite(matrix).all():
        return None
    return matrix if abs(np.linalg.det(matrix[:, :2])) > 1e-9 else None


def cut_face(pixels: Pixels, matrix: Matrix) -> Pixels:
    """The aligned face, (512, 512, 3) in the depth of `pixels` (height, width, 1 to 4)."""
    colours = 3 if pixels.shape[2] >= 3 else 1
    box = _covered(_inverse(matrix), FACE_SIZE, pixels.shape[1], pixels.shape[0])
    peak = 257 if pixels.dtype.itemsize == 2 else 1
    border = [value * peak for value in OUTSIDE]
    if box is None:
        return np.full((FACE_SIZE, FACE_SIZE, 3), border, pixels.dtype)
    source = np.ascontiguousarray(box.of(pixels)[:, :, :colours])
    if colours == 1:
        source = np.repeat(source, 3, axis=2)
    local = matrix.copy()
    local[:, 2] += matrix[:, :2] @ (box.left, box.top)
    return cv2.warpAffine(
        source, local, (FACE_SIZE, FACE_SIZE), borderMode=cv2.BORDER_CONSTANT, borderValue=border
    )


def way_back(matrix: Matrix, scale: float, enlarged: bool) -> Matrix:
    """From the restored face to the picture enlarged `scale` times.

    `enlarged` says that the face itself was enlarged `scale` times after it was restored. The
    half pixel that facexlib adds otherwise is kept, so that results equal the original's.
    """
    back = _inverse(matrix) * scale
    if enlarged:
        back[:, :2] /= scale
    elif scale > 1:
        back[:, 2] += 0.5 * scale
    return back


def face_mask(classes: NDArray[Any]) -> NDArray[np.float32]:
    """(512, 512) classes of ParseNet give (512, 512) in 0 to 1: soft, and 0 along the border."""
    mask: Any = np.where(np.isin(classes, NOT_FACE), 0, 1).astype(np.float32)
    for _ in range(2):
        mask = cv2.GaussianBlur(mask, (101, 101), 11)
    border = 10
    mask[:border] = mask[-border:] = 0
    mask[:, :border] = mask[:, -border:] = 0
    return mask


def paste_face(
    target: Pixels,
    face: Pixels,
    mask: Pixels,
    back: Matrix,
    feather: float | None = None,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Blend `face` (side, side, 3) into `target` (height, width, 1 to 4), which is changed.

    `mask` (512, 512, float32 in 0 to 1) says how much of the face shows; alpha is left alone; a
    grey target gets the face's luminance. With `feather` (the enlargement) the edge of the face's
    square fades too, as CodeFormer has it. `check` is called between bands, may raise Cancelled.
    """
    side = face.shape[0]
    box = _covered(back, side, target.shape[1], target.shape[0])
    if box is None:
        return
    if mask.shape[0] != side:
        mask = cv2.resize(mask, (side, side))
    soft = _warped(mask, back, box)
    if feather is not None:
        soft = np.minimum(soft, _faded_square(side, back, box, feather))
    colours = 3 if target.shape[2] >= 3 else 1
    source = face if colours == 3 else luminance(face)
    peak = 65535 if target.dtype.itemsize == 2 else 255
    for top in range(box.top, box.bottom, BAND):
        check()
        band = Box(box.left, top, box.right, min(box.bottom, top + BAND))
        weight = soft[band.top - box.top : band.bottom - box.top, :, None]
        region = band.of(target)[:, :, :colours]
        under = region.astype(np.float32)
        over = _warped(source, back, band).reshape(under.shape).astype(np.float32)
        over -= under
        over *= weight
        over += under
        region[:] = np.clip(np.rint(over, out=over), 0, peak)


def luminance(face: Pixels) -> Pixels:
    """(height, width, 3) RGB gives (height, width, 1) in the same depth (ITU-R BT.601)."""
    return cv2.cvtColor(face, cv2.COLOR_RGB2GRAY)[:, :, None]


def looks_grey(face: Pixels) -> bool:
    """Whether an RGB face has no colour to speak of: the channels' differences hardly vary.

    The limit (a variance of 10 in 8-bit steps) is CodeFormer's.
    """
    values = face.astype(np.float32) / (257 if face.dtype.itemsize == 2 else 1)
    differences = values - np.roll(values, 1, axis=2)
    return float(differences.var(axis=(0, 1)).mean()) <= 10


def _inverse(matrix: Matrix) -> Matrix:
    return np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def _covered(matrix: Matrix, side: int, width: int, height: int) -> Box | None:
    """What a square of `side` covers after `matrix`, with a margin, inside width x height."""
    corners = np.array([[0, 0, 1], [side, 0, 1], [0, side, 1], [side, side, 1]]) @ matrix.T
    low, high = corners.min(axis=0), corners.max(axis=0)
    margin = 3 + float(np.abs(matrix[:, :2]).sum())
    box = Box(
        max(0, floor(low[0] - margin)),
        max(0, floor(low[1] - margin)),
        min(width, ceil(high[0] + margin)),
        min(height, ceil(high[1] + margin)),
    )
    return box if box.width > 0 and box.height > 0 else None


def _warped(source: Pixels, matrix: Matrix, box: Box) -> Pixels:
    """The part inside `box` of what `matrix` makes of `source`; 0 outside of it."""
    local = matrix.copy()
    local[:, 2] -= (box.left, box.top)
    return cv2.warpAffine(source, local, (box.width, box.height))


def _faded_square(side: int, back: Matrix, box: Box, scale: float) -> NDArray[np.float32]:
    """1 well inside the face's square, fading to 0 at its edge; the width follows its area."""
    square: Any = _warped(np.ones((side, side), np.float32), back, box)
    thin = int(2 * scale)
    square = cv2.erode(square, np.ones((thin, thin), np.uint8))
    edge = int(float(square.sum()) ** 0.5) // 20
    if edge == 0:
        return square
    square = cv2.erode(square, np.ones((2 * edge, 2 * edge), np.uint8))
    return cv2.GaussianBlur(square, (2 * edge + 1, 2 * edge + 1), 0)
