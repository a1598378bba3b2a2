"""What the detector is shown, and what is made of what it finds."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

import tests.reference  # noqa: F401  facexlib's own imports warn the first time
from pipelines.media.picture import Picture
from pipelines.networks.face_detection import FaceDetector, load_detection_network
from tests.examples import photo
from tests.reference import seeded_state

POINTS = np.array([[20.0, 24], [40, 25], [30, 33], [22, 44], [39, 45]])


class Finder:
    """Finds what it is told to, and remembers what it was shown."""

    def __init__(self, *faces: NDArray[Any]) -> None:
        self.faces = faces
        self.image = np.zeros((0, 0, 3), np.float32)
        self.threshold = 0.0

    def detect_faces(self, image: NDArray[np.float32], conf_threshold: float) -> NDArray[Any]:
        self.image, self.threshold = image, conf_threshold
        rows = [np.concatenate([[0, 0, 1, 1, 0.99], face.ravel()]) for face in self.faces]
        return np.array(rows, np.float32).reshape(-1, 15)


def test_the_network_sees_blue_green_red() -> None:
    pixels = photo(60, 80)
    finder = Finder(POINTS)
    found = FaceDetector(finder, threshold=0.9).find(Picture(pixels))
    assert (finder.image == pixels[:, :, ::-1]).all()
    assert finder.threshold == 0.9
    assert found[0] == pytest.approx(POINTS)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_grey_alpha_and_16_bit_look_like_any_picture(channels: int) -> None:
    colour = photo(60, 80)
    wanted = colour[:, :, ::-1] if channels >= 3 else np.repeat(colour[:, :, :1], 3, axis=2)
    parts = [colour if channels >= 3 else colour[:, :, :1]]
    if channels in (2, 4):
        parts.append(np.full((60, 80, 1), 9, np.uint8))
    pixels = np.concatenate(parts, axis=2).astype(np.uint16) * 257
    finder = Finder()
    assert FaceDetector(finder).find(Picture(pixels)) == []
    assert np.abs(finder.image - wanted).max() < 1e-3


@pytest.mark.parametrize(("size", "shown"), [((60, 80), (640, 853)), ((60, 900), (143, 2150))])
def test_the_short_side_is_brought_to_what_was_asked(
    size: tuple[int, int], shown: tuple[int, int]
) -> None:
    finder = Finder(POINTS * 12)
    pixels = np.zeros((*size, 3), np.uint8)
    found = FaceDetector(finder, short_side=640).find(Picture(pixels))
    assert finder.image.shape[:2] == shown
    assert found[0] == pytest.approx(POINTS * 12 * 60 / shown[0], rel=0.01)


def test_large_pictures_are_shown_smaller() -> None:
    finder = Finder(POINTS)
    found = FaceDetector(finder).find(Picture(np.zeros((3000, 4000, 3), np.uint8)))
    assert finder.image.shape[:2] == (1600, 2133)
    assert found[0] == pytest.approx(POINTS * 3000 / 1600, rel=0.01)


def test_tiny_faces_are_left_out() -> None:
    finder = Finder(POINTS * 0.2, POINTS)
    found = FaceDetector(finder).find(Picture(photo(60, 80)))
    assert len(found) == 1


def test_the_published_file_format_loads(tmp_path: Path) -> None:
    """The published file has `module.` before every name."""
    from facexlib.detection.retinaface import RetinaFace

    with pytest.warns(UserWarning, match="deprecated"):
        reference = RetinaFace("resnet50", device=torch.device("cpu"))
    state = seeded_state(reference.state_dict(), 11)
    reference.load_state_dict(state)
    torch.save({f"module.{name}": value for name, value in state.items()}, tmp_path / "d.pth")
    image = photo(96, 96).astype(np.float32)
    with torch.inference_mode():
        expected = reference.detect_faces(image, 0.5)
    network = load_detection_network(tmp_path / "d.pth", "cpu")
    with torch.inference_mode():
        assert np.array_equal(network.detect_faces(image, 0.5), expected)
