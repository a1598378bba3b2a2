"""A body as the stick figure that OpenPose ControlNets were trained on.

Layout and colours are those of the OpenPose COCO model and of controlnet_aux
(https://github.com/huggingface/controlnet_aux): 18 joints, 17 limbs dimmed to 0.6, joints as discs
on top. It is drawn with a short side of 512 pixels and then enlarged, as zsxkib/instant-id does, so
that limbs get as thick as the network knows them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipelines.identity.face import Point

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels

#: The joints that are found, as COCO orders them; left and right are the person's own.
COCO_JOINTS = (
    "nose",
    "left eye",
    "right eye",
    "left ear",
    "right ear",
    "left shoulder",
    "right shoulder",
    "left elbow",
    "right elbow",
    "left wrist",
    "right wrist",
    "left hip",
    "right hip",
    "left knee",
    "right knee",
    "left ankle",
    "right ankle",
)
#: The joints that are drawn, as OpenPose orders them; the neck is between the shoulders.
JOINTS = (
    "nose",
    "neck",
    "right shoulder",
    "right elbow",
    "right wrist",
    "left shoulder",
    "left elbow",
    "left wrist",
    "right hip",
    "right knee",
    "right ankle",
    "left hip",
    "left knee",
    "left ankle",
    "right eye",
    "left eye",
    "right ear",
    "left ear",
)
_LIMBS = (
    ("neck", "right shoulder"),
    ("neck", "left shoulder"),
    ("right shoulder", "right elbow"),
    ("right elbow", "right wrist"),
    ("left shoulder", "left elbow"),
    ("left elbow", "left wrist"),
    ("neck", "right hip"),
    ("right hip", "right knee"),
    ("right knee", "right ankle"),
    ("neck", "left hip"),
    ("left hip", "left knee"),
    ("left knee", "left ankle"),
    ("neck", "nose"),
    ("nose", "right eye"),
    ("right eye", "right ear"),
    ("nose", "left eye"),
    ("left eye", "left ear"),
)
#: Of the limbs and of the joints, in their order: around the circle of colours; RGB.
COLOURS = (
    (255, 0, 0),
    (255, 85, 0),
    (255, 170, 0),
    (255, 255, 0),
    (170, 255, 0),
    (85, 255, 0),
    (0, 255, 0),
    (0, 255, 85),
    (0, 255, 170),
    (0, 255, 255),
    (0, 170, 255),
    (0, 85, 255),
    (0, 0, 255),
    (85, 0, 255),
    (170, 0, 255),
    (255, 0, 255),
    (255, 0, 170),
    (255, 0, 85),
)
_STICK, _RADIUS, _DIMMED = 4, 4, 0.6
_SIDE, _STEP = 512, 64
#: Joints with a lower score do not count, 0 to 1.
LEAST_SCORE = 0.3
#: OpenPose takes fewer joints than this for no body.
LEAST_JOINTS = 4

#: Joints by OpenPose's order, None for one that is not seen.
Body = tuple[Point | None, ...]


def body_from_coco(points: Sequence[Point], scores: Sequence[float]) -> Body | None:
    """OpenPose's joints from the 17 of COCO; None if there are too few of them."""
    seen: dict[str, Point] = {
        name: point
        for name, point, score in zip(COCO_JOINTS, points, scores, strict=True)
        if score >= LEAST_SCORE
    }
    if len(seen) < LEAST_JOINTS:
        return None
    if "left shoulder" in seen and "right shoulder" in seen:
        left, right = seen["left shoulder"], seen["right shoulder"]
        seen["neck"] = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    return tuple(seen.get(name) for name in JOINTS)


def draw_body(body: Body, width: int, height: int) -> NDArray[np.uint8]:
    """(height, width, 3), RGB, black around. `body` is in pixels of that picture."""
    import cv2

    from pipelines.identity.keypoint_picture import stick

    joints: dict[str, Point | None] = dict(zip(JOINTS, body, strict=True))
    canvas = np.zeros((height, width, 3), np.uint8)
    for (start, end), colour in zip(_LIMBS, COLOURS, strict=False):
        one, other = joints[start], joints[end]
        if one is not None and other is not None:
            dimmed = [int(value * _DIMMED) for value in colour]
            cv2.fillConvexPoly(canvas, stick(one, other, _STICK), dimmed)
    for joint, colour in zip(body, COLOURS, strict=True):
        if joint is not None:
            cv2.circle(canvas, (int(joint[0]), int(joint[1])), _RADIUS, colour, -1)
    return canvas


def body_picture(body: Body, width: int, height: int) -> "Pixels":
    """The control picture of `width` x `height` pixels, in which `body` is told."""
    from PIL import Image

    ratio = _SIDE / min(width, height)
    wide, high = (max(1, round(side * ratio / _STEP)) * _STEP for side in (width, height))
    scaled = tuple(
        None if joint is None else (joint[0] * wide / width, joint[1] * high / height)
        for joint in body
    )
    drawn = Image.fromarray(draw_body(scaled, wide, high))
    return np.asarray(drawn.resize((width, height), Image.Resampling.BICUBIC))
