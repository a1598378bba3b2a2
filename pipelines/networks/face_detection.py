"""Where the faces of a picture are: five points for each, found by RetinaFace with a ResNet-50.

The network is facexlib's (https://github.com/xinntao/facexlib, MIT; Deng et al. 2019,
arXiv:1905.00641). facexlib's own loader fetches weights by itself, so the network is built here
and gets the file that the model declares.
"""

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from pipelines.checkpoint import read_checkpoint
from pipelines.media.picture import Picture

#: Faces whose eyes are closer than this, in pixels of the picture, cannot be restored.
EYE_DISTANCE = 5.0

#: Largest short and long side that the network is shown; facexlib's own limits for RetinaFace.
SHORT_LIMIT, LONG_LIMIT = 1600, 2150


class DetectionNetwork(Protocol):
    """What facexlib's RetinaFace offers."""

    def detect_faces(self, image: NDArray[np.float32], conf_threshold: float) -> NDArray[Any]:
        """(height, width, 3) BGR in 0 to 255 gives (faces, 15): box, score, five points x, y."""
        ...


class FaceDetector:
    """Finds the five points of every face.

    `short_side` is the length in pixels to which the picture's short side is brought before the
    search (CodeFormer uses 640); None searches at the picture's own size, up to the limits.
    `threshold` is the least score, 0 to 1, of what counts as a face.
    """

    def __init__(
        self, network: DetectionNetwork, short_side: int | None = None, threshold: float = 0.97
    ) -> None:
        self.network, self.short_side, self.threshold = network, short_side, threshold

    def find(self, picture: Picture) -> list[NDArray[np.float64]]:
        """(5, 2) points in pixels of the picture for each face: eyes, nose, corners of the mouth.

        Faces come in the order of their score, left eye first as seen in the picture.
        """
        image, ratio = self._shown(picture)
        with torch.inference_mode():
            found = self.network.detect_faces(image, self.threshold)
        points = [np.asarray(row[5:15], np.float64).reshape(5, 2) / ratio for row in found]
        return [five for five in points if np.linalg.norm(five[0] - five[1]) >= EYE_DISTANCE]

    def _shown(self, picture: Picture) -> tuple[NDArray[np.float32], float]:
        """The picture as the network wants it (BGR, 0 to 255), and shown size / real size."""
        short, long = sorted((picture.width, picture.height))
        ratio = min(SHORT_LIMIT / short, LONG_LIMIT / long)
        ratio = min(ratio, self.short_side / short if self.short_side else 1.0)
        pixels = picture.pixels[:, :, : 1 if picture.is_grey else 3]
        if ratio != 1.0:
            size = (max(1, int(picture.width * ratio)), max(1, int(picture.height * ratio)))
            way = cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR
            pixels = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=way)
            pixels = pixels.reshape(size[1], size[0], -1)
        image = pixels.astype(np.float32)
        if picture.peak != 255:
            image *= 255 / picture.peak
        image = np.repeat(image, 3, axis=2) if picture.is_grey else image[:, :, ::-1]
        return np.ascontiguousarray(image), ratio


def load_detection_network(path: Path, device: str) -> DetectionNetwork:
    """RetinaFace-R50 with the weights of `path` (detection_Resnet50_Final.pth), in float32."""
    from facexlib.detection.retinaface import RetinaFace

    with warnings.catch_warnings():
        # facexlib builds its backbone with an argument that torchvision calls deprecated.
        warnings.simplefilter("ignore", UserWarning)
        network = RetinaFace("resnet50", device=torch.device(device))
    network.load_state_dict(_without_prefix(read_checkpoint(path), "module."))
    return network.eval()


def _without_prefix(state: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in state.items()}
