"""Whose face it is, as 512 numbers: ArcFace of antelopev2 (Deng et al. 2019, arXiv:1801.07698).

As insightface computes it, so that InstantID gets what it was trained on: the face is turned and
scaled so that its five points lie on a standard face of 112 pixels, and the numbers are not
normalised. Photos are brought to 1280 pixels first, as InstantID's scripts do, but a face is not
made smaller by that than it is shown to the network.
"""

import threading
from collections import OrderedDict
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.identity.catalogue import GLINTR100_NAME
from pipelines.identity.face import Embedding, Face
from pipelines.identity.finder import NoFace, moved
from pipelines.identity.onnx_session import open_session
from pipelines.identity.photo import Photo, Stamp

#: Longer side of a photo when it is measured, in pixels; that of InstantID's `resize_img`.
LONGEST = 1280
#: Side of the face that the network sees.
SIDE = 112
#: Faces whose numbers are kept: 2 KB each.
KEPT = 512
#: insightface's `arcface_dst`: where the five points lie in a face of 112 pixels.
TEMPLATE = np.array(
    (
        (38.2946, 51.6963),
        (73.5318, 51.5014),
        (56.0252, 71.7366),
        (41.5493, 92.3655),
        (70.7299, 92.2041),
    ),
    np.float32,
)


class Recogniser:
    """ArcFace from `path`, a file of insightface's, on the CPU; may be asked by several threads.

    `name` goes into what it measures.
    """

    def __init__(self, path: Path, name: str = GLINTR100_NAME) -> None:
        from insightface.model_zoo.arcface_onnx import ArcFaceONNX

        self.name = name
        self._network = ArcFaceONNX(model_file=str(path), session=open_session(path))
        self._kept: OrderedDict[tuple[Stamp, Face], Embedding] = OrderedDict()
        self._lock = threading.Lock()

    def measure(self, photo: Photo, face: Face) -> Embedding:
        """The identity of a face of that photo; known at once for one that was measured before."""
        key = (photo.stamp, face)
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known
        pixels, ratio = _reduced(photo.pixels, face)
        made = self.measure_pixels(pixels, moved(face, 0, 0, ratio))
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def measure_pixels(self, pixels: NDArray[np.uint8], face: Face) -> Embedding:
        """The identity of a face in a picture (height, width, 3), RGB, as it is."""
        shown = aligned(np.ascontiguousarray(pixels[..., ::-1]), face)
        vector = np.array(self._network.get_feat(shown), np.float32).reshape(-1)
        vector.setflags(write=False)
        return Embedding(vector, self.name)


def aligned(pixels: NDArray[np.uint8], face: Face) -> NDArray[np.uint8]:
    """The face as the network sees it: (112, 112, channels), black where the picture ends.

    insightface's `norm_crop`, which calls what scikit-image will drop. Raises NoFace if the five
    points are one.
    """
    from skimage.transform import SimilarityTransform

    points = np.array(face.keypoints, np.float32)
    fitted = SimilarityTransform.from_estimate(points, TEMPLATE)
    if not fitted:
        raise NoFace("The face cannot be measured: choose another face, or a larger photo.")
    matrix = np.asarray(fitted.params)[:2]
    return cv2.warpAffine(pixels, matrix, (SIDE, SIDE), borderValue=0.0).astype(np.uint8)


def _reduced(pixels: NDArray[np.uint8], face: Face) -> tuple[NDArray[np.uint8], float]:
    """The picture at the size at which the face is measured, and that over its own size."""
    height, width = pixels.shape[:2]
    left, _, right, _ = face.box
    ratio = max(LONGEST / max(height, width), SIDE / max(1.0, right - left))
    if ratio >= 1:
        return pixels, 1.0
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8), ratio
