"""The picture of a face's five keypoints, which holds pose and place of the face in InstantID.

Equal to the pixel to what InstantID's `draw_kps` draws (https://github.com/InstantID/InstantID):
four limbs to the nose, each a filled ellipse 4 pixels to either side, dimmed to 0.6; then the five
points as discs of 10 pixels. Colours belong to the points in their order.
"""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.identity.face import Point

#: Of the eyes, the nose and the corners of the mouth, in the order of `face.KEYPOINTS`; RGB.
COLOURS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255))
_NOSE = 2
_LIMBS = (0, 1, 3, 4)
_STICK = 4
_DIMMED = 0.6
_RADIUS = 10


def draw_keypoints(points: Sequence[Point], width: int, height: int) -> NDArray[np.uint8]:
    """(height, width, 3), RGB, black around. `points` are in pixels and may lie outside."""
    canvas = np.zeros((height, width, 3), np.uint8)
    nose = points[_NOSE]
    for place in _LIMBS:
        colour = [int(value * _DIMMED) for value in COLOURS[place]]
        cv2.fillConvexPoly(canvas, stick(points[place], nose, _STICK), colour)
    for (x, y), colour in zip(points, COLOURS, strict=True):
        cv2.circle(canvas, (int(x), int(y)), _RADIUS, colour, -1)
    return canvas


def stick(start: Point, end: Point, width: int) -> NDArray[np.int32]:
    """The outline of a limb: an ellipse from point to point, `width` pixels to either side."""
    across, down = start[0] - end[0], start[1] - end[1]
    middle = (int((start[0] + end[0]) / 2), int((start[1] + end[1]) / 2))
    axes = (int(math.hypot(across, down) / 2), width)
    angle = int(math.degrees(math.atan2(down, across)))
    return np.asarray(cv2.ellipse2Poly(middle, axes, angle, 0, 360, 1), np.int32)
