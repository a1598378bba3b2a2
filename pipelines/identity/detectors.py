"""The two that find faces: SCRFD of antelopev2 through insightface, and YuNet through OpenCV.

SCRFD: Guo et al. 2021, arXiv:2105.04714, https://github.com/deepinsight/insightface. YuNet: Wu et
al. 2023, doi:10.1007/s11633-023-1423-y, https://github.com/opencv/opencv_zoo. insightface's own
`FaceAnalysis` is left out: it loads by folder and fetches what it misses.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.identity.face import Face, Point
from pipelines.identity.onnx_session import open_session

#: The least score of what counts as a face, as insightface has it; 0 to 1.
THRESHOLD = 0.5
#: YuNet's own scores are higher.
_YUNET_THRESHOLD = 0.7
_OVERLAP = 0.3
_CANDIDATES = 5000
#: SCRFD's coarsest stride: its input has sides of a multiple.
_STRIDE = 32


class Detector(Protocol):
    """Finds faces in RGB pixels (height, width, 3), uint8."""

    def detect(self, pixels: "NDArray[np.uint8]", size: tuple[int, int]) -> list[Face]:
        """`size` is the width and height to which the picture is brought for the search, its
        proportions kept. The faces are in pixels of the picture as given, in no order."""
        ...


class ScrfdDetector:
    """SCRFD from `path`, a file of insightface's; on the CPU. May be asked by several threads."""

    def __init__(self, path: Path) -> None:
        from insightface.model_zoo.scrfd import SCRFD

        # Else a session, and a copy of the weights, for each size that is asked for.
        self._network = SCRFD(
            model_file=str(path), session=open_session(path), static_shape_sessions=False
        )
        self._lock = threading.Lock()

    def detect(self, pixels: "NDArray[np.uint8]", size: tuple[int, int]) -> list[Face]:
        width, height = (-(-side // _STRIDE) * _STRIDE for side in size)
        with self._lock:
            boxes, points = self._network.detect(
                np.ascontiguousarray(pixels[..., ::-1]),
                input_size=(width, height),
                det_thresh=THRESHOLD,
            )
        if points is None:
            return []
        return [_face(box[:4], five, box[4]) for box, five in zip(boxes, points, strict=True)]


class YuNetDetector:
    """YuNet from `path`. May be asked by several threads."""

    def __init__(self, path: Path) -> None:
        model = np.frombuffer(path.read_bytes(), np.uint8)  # OpenCV cannot open every path
        with _without_warnings():
            self._network = cv2.FaceDetectorYN.create(
                "onnx",
                model,
                np.empty(0, np.uint8),
                (320, 320),
                _YUNET_THRESHOLD,
                _OVERLAP,
                _CANDIDATES,
            )
        self._lock = threading.Lock()

    def detect(self, pixels: "NDArray[np.uint8]", size: tuple[int, int]) -> list[Face]:
        # It was trained for faces of 10 to 300 pixels: a large one shows in a smaller picture.
        found = [
            face
            for part in (1.0, 0.5, 0.25)
            for face in self._search(pixels, (size[0] * part, size[1] * part))
        ]
        kept: list[Face] = []
        for face in sorted(found, key=lambda face: -face.score):
            if all(_overlap(face, other) <= _OVERLAP for other in kept):
                kept.append(face)
        return kept

    def _search(self, pixels: "NDArray[np.uint8]", size: tuple[float, float]) -> list[Face]:
        height, width = pixels.shape[:2]
        ratio = min(1.0, size[0] / width, size[1] / height)
        shown = (max(1, round(width * ratio)), max(1, round(height * ratio)))
        smaller = cv2.resize(pixels, shown, interpolation=cv2.INTER_AREA)
        with self._lock:
            self._network.setInputSize(shown)
            _, rows = self._network.detect(np.ascontiguousarray(smaller[..., ::-1]))
        across, down = width / shown[0], height / shown[1]
        faces: list[Face] = []
        for row in () if rows is None else rows:
            left, top, wide, high = row[:4] * (across, down, across, down)
            box = (left, top, left + wide, top + high)
            faces.append(_face(box, row[4:14].reshape(5, 2) * (across, down), row[14]))
        return faces


def _overlap(one: Face, other: Face) -> float:
    """The part of their common ground that both boxes cover, 0 to 1."""
    left, top = max(one.box[0], other.box[0]), max(one.box[1], other.box[1])
    right, bottom = min(one.box[2], other.box[2]), min(one.box[3], other.box[3])
    both = max(0.0, right - left) * max(0.0, bottom - top)
    return both / max(one.area + other.area - both, 1e-9)


def _face(box: Iterable[float], points: "NDArray[Any]", score: float) -> Face:
    left, top, right, bottom = (float(value) for value in box)
    five = tuple((float(x), float(y)) for x, y in points)
    return Face(
        (left, top, right, bottom),
        cast(tuple[Point, Point, Point, Point, Point], five),
        float(score),
    )


@contextmanager
def _without_warnings() -> Iterator[None]:
    """OpenCV 5 warns on stderr that its new engine computes on the CPU alone."""
    level = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    try:
        yield
    finally:
        cv2.utils.logging.setLogLevel(level)
