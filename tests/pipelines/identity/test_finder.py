"""Which faces are found, in which order, and what happens if there is none."""

import dataclasses
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.identity.catalogue import SCRFD, YUNET
from pipelines.identity.detectors import ScrfdDetector
from pipelines.identity.face import Face
from pipelines.identity.finder import FaceFinder, NoFace, chosen_face, load_finder, moved
from pipelines.identity.photo import read_photo
from tests.tiny_insightface import ASTRONAUT, Found, write_detector

#: The astronaut's face by eye: the box within 12 pixels, the points within 8.
BOX = (178, 63, 268, 176)
POINTS = ((200, 102), (247, 103), (220, 125), (199, 143), (240, 144))


def assert_astronaut(face: Face, scale: float = 1, slack: float = 1) -> None:
    boxes, points = np.array((face.box, BOX)), np.array((face.keypoints, POINTS))
    np.testing.assert_allclose(boxes[0], boxes[1] * scale, atol=12 * scale * slack)
    np.testing.assert_allclose(points[0], points[1] * scale, atol=8 * scale * slack)


@pytest.mark.parametrize("finder", ["yunet", "tiny_finder"])
def test_the_astronaut_is_found(
    finder: str, request: pytest.FixtureRequest, astronaut: NDArray[np.uint8]
) -> None:
    (face,) = request.getfixturevalue(finder).find(astronaut)
    assert_astronaut(face)
    assert 0.5 < face.score <= 1


@pytest.mark.parametrize("scale", [0.25, 3, 8])
def test_the_starter_finds_small_and_large_faces(
    yunet: FaceFinder, astronaut: NDArray[np.uint8], scale: float
) -> None:
    import cv2

    pixels = cv2.resize(astronaut, None, fx=scale, fy=scale).astype(np.uint8)
    (face,) = yunet.find(pixels)
    assert_astronaut(face, scale, slack=2 if scale < 1 else 1)


@pytest.mark.parametrize("cut", [-0.05, 0.0, 0.1, 0.2])
def test_a_tight_crop_is_found_where_it_is(
    yunet: FaceFinder, astronaut: NDArray[np.uint8], cut: float
) -> None:
    """Cut to the box and further, and as large as a close-up."""
    import cv2

    left, top, right, bottom = BOX
    across, down = round((right - left) * cut), round((bottom - top) * cut)
    tight = astronaut[top + down : bottom - down, left + across : right - across]
    tight = cv2.resize(tight, None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    face = yunet.find(tight)[0]
    place = (-(left + across) * 8, -(top + down) * 8)
    np.testing.assert_allclose(np.array(face.keypoints), np.array(POINTS) * 8 + place, atol=80)


class OnlyWithBorder:
    """Stands for a detector that has to see where a face ends; tells what it was shown."""

    def __init__(self, detector: ScrfdDetector, needed: int) -> None:
        self.detector, self.needed = detector, needed
        self.shown: list[tuple[int, ...]] = []

    def detect(self, pixels: NDArray[np.uint8], size: tuple[int, int]) -> list[Face]:
        self.shown.append(pixels.shape)
        border = int((pixels[:, 0] == 127).all() and (pixels[0] == 127).all())
        return self.detector.detect(pixels, size) if border * pixels.shape[0] >= self.needed else []


@pytest.mark.parametrize(("needed", "border"), [(300, 50), (400, 100), (600, 200)])
def test_borders_grow_until_a_face_is_seen_and_are_taken_off_again(
    tmp_path: Path, needed: int, border: int
) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (200, 200, 3)).astype(np.uint8)
    found = Found((0.4, 0.4, 0.6, 0.6), ASTRONAUT.keypoints)
    detector = OnlyWithBorder(ScrfdDetector(write_detector(tmp_path / "d.onnx", [found])), needed)
    (face,) = FaceFinder(detector).find(pixels)
    side = 200 + 2 * border
    assert detector.shown[-1][:2] == (side, side)
    assert detector.shown[0][:2] == (200, 200)
    expected = np.array(found.box) * side - border
    np.testing.assert_allclose(np.array(face.box), expected, atol=0.01)
    np.testing.assert_allclose(
        np.array(face.keypoints), np.array(found.keypoints) * side - border, atol=0.01
    )


def test_faces_in_the_border_do_not_count(tmp_path: Path, astronaut: NDArray[np.uint8]) -> None:
    outside = Found((0.0, 0.0, 0.1, 0.1), ASTRONAUT.keypoints)
    detector = OnlyWithBorder(ScrfdDetector(write_detector(tmp_path / "d.onnx", [outside])), 1)
    assert FaceFinder(detector).find(astronaut[:200, :200]) == ()
    assert len(detector.shown) == 4


def test_the_largest_is_that_of_the_largest_area(
    tmp_path: Path, astronaut: NDArray[np.uint8]
) -> None:
    """Where zsxkib/instant-id, which lacks two brackets, takes the one that lies lowest."""
    large_on_top = Found((0.05, 0.05, 0.45, 0.40), ASTRONAUT.keypoints, 0.6)
    small_below = Found((0.55, 0.70, 0.75, 0.95), ASTRONAUT.keypoints, 0.9)
    middle = Found((0.50, 0.10, 0.80, 0.40), ASTRONAUT.keypoints, 0.8)
    path = write_detector(tmp_path / "d.onnx", [small_below, large_on_top, middle])
    faces = FaceFinder(ScrfdDetector(path)).find(astronaut)
    assert [round(face.score, 2) for face in faces] == [0.6, 0.8, 0.9]

    def without_brackets(face: Face) -> float:
        left, top, right, bottom = face.box
        return (right - left) * bottom - top

    assert max(faces, key=without_brackets).score != pytest.approx(0.6)
    assert chosen_face(faces, 2, "a.jpg").score == pytest.approx(0.8)
    with pytest.raises(NoFace, match=r"a\.jpg has 3 faces and no number 4"):
        chosen_face(faces, 4, "a.jpg")


@pytest.mark.parametrize("finder", ["yunet", "tiny_finder"])
def test_no_face_is_a_sentence(finder: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (400, 300), "white").save(tmp_path / "wall.png")
    photo = read_photo(tmp_path / "wall.png")
    with pytest.raises(NoFace, match=r"No face was found in wall\.png: take a photo"):
        request.getfixturevalue(finder).faces_of(photo)
    assert NoFace.exit_code == 2


def test_several_threads_may_ask_at_once(
    yunet: FaceFinder, tiny_finder: FaceFinder, astronaut: NDArray[np.uint8]
) -> None:
    sizes = [(640, 640), (320, 320), (512, 512), (960, 640)]
    for finder in (yunet, tiny_finder):
        alone = [finder.find(astronaut, size) for size in sizes]
        together: dict[int, Sequence[Face]] = {}

        def ask(number: int, finder: FaceFinder = finder, told: dict = together) -> None:
            told[number] = finder.find(astronaut, sizes[number % 4])

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(together[number] == alone[number % 4] for number in range(12))


def test_the_starter_stands_in_until_antelopev2_is_here(
    tiny_faces: Path, yunet: FaceFinder, kept_weights: Path, astronaut: NDArray[np.uint8]
) -> None:
    starter = {YUNET.name: kept_weights / YUNET.name}
    assert load_finder(starter).find(astronaut) == yunet.find(astronaut)
    both = {**starter, SCRFD.name: tiny_faces / "det.onnx"}
    assert load_finder(both).find(astronaut)[0].score == pytest.approx(0.9)


def test_nothing_is_said_on_stderr(
    yunet: FaceFinder, kept_weights: Path, tiny_faces: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    load_finder({YUNET.name: kept_weights / YUNET.name})
    load_finder({SCRFD.name: tiny_faces / "det.onnx"})
    assert capfd.readouterr() == ("", "")


def test_a_moved_face_is_the_same_one() -> None:
    face = Face((1, 2, 3, 6), ((1, 2), (2, 2), (1.5, 3), (1, 4), (2, 4)), 0.9)
    there = moved(face, 10, -1, 2)
    assert there.box == (22, 2, 26, 10)
    assert there.keypoints[2] == (23, 4)
    assert there.area == face.area * 4
    assert dataclasses.replace(there, box=face.box, keypoints=face.keypoints) == face


def test_looking_files_up_imports_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys, pipelines.identity.catalogue, pipelines.identity.finder; "
        "sys.exit(any(name in sys.modules for name in ('cv2', 'insightface', 'onnxruntime', "
        "'torch', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
