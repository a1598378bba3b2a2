"""One person in several photos: which face of each counts, and which photos do not."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipelines.identity.detectors import ScrfdDetector
from pipelines.identity.face import Face
from pipelines.identity.finder import FaceFinder, NoFace
from pipelines.identity.likeness import likeness
from pipelines.identity.person import see_person
from pipelines.identity.photo import Photo, read_photo
from pipelines.identity.recogniser import Recogniser
from tests.tiny_insightface import ASTRONAUT, Found, write_detector


@pytest.fixture
def photo(tmp_path: Path, astronaut: NDArray[np.uint8]) -> Photo:
    return kept(tmp_path / "astronaut.png", astronaut)


def kept(path: Path, pixels: NDArray[np.uint8]) -> Photo:
    Image.fromarray(pixels).save(path)
    return read_photo(path)


def group(astronaut: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The astronaut, small, on the right; twice as large on the left a face of noise."""
    made = np.random.default_rng(3).integers(0, 255, (512, 512, 3)).astype(np.uint8)
    made[256:, 256:] = np.asarray(Image.fromarray(astronaut).resize((256, 256)))
    return made


def group_finder(path: Path) -> FaceFinder:
    noise = Found((0.05, 0.1, 0.45, 0.6), tuple((x * 0.9, y * 1.2) for x, y in ASTRONAUT.keypoints))
    small = Found(
        tuple(0.5 + side / 2 for side in ASTRONAUT.box),  # type: ignore[arg-type]
        tuple((0.5 + x / 2, 0.5 + y / 2) for x, y in ASTRONAUT.keypoints),
    )
    return FaceFinder(ScrfdDetector(write_detector(path, [noise, small])))


class ByPhoto(FaceFinder):
    """Two real finders, one for each photo."""

    def __init__(self, finders: Sequence[tuple[str, FaceFinder]]) -> None:
        self.finders = dict(finders)

    def find_in(self, photo: Photo, size: tuple[int, int] = (640, 640)) -> tuple[Face, ...]:
        return self.finders[photo.path.name].find(photo.pixels, size)


def test_without_a_recogniser_faces_are_shown_and_nothing_is_measured(
    yunet: FaceFinder, photo: Photo
) -> None:
    person = see_person(yunet, None, [photo])
    (seen,) = person.photos
    assert person.identity is None
    assert seen.face == seen.faces[0]
    assert (seen.likeness, seen.is_outlier, seen.problem) == (None, False, None)
    assert person.notes == ()


def test_of_a_group_the_face_that_is_most_alike_counts(
    tiny_finder: FaceFinder,
    recogniser: Recogniser,
    photo: Photo,
    tmp_path: Path,
    astronaut: NDArray[np.uint8],
) -> None:
    more = kept(tmp_path / "group.png", group(astronaut))
    finder = ByPhoto(
        [("astronaut.png", tiny_finder), ("group.png", group_finder(tmp_path / "d.onnx"))]
    )
    person = see_person(finder, recogniser, [photo, more])
    seen = person.photos[1]
    assert len(seen.faces) == 2
    assert seen.face == seen.faces[1]
    assert seen.faces[1].area < seen.faces[0].area / 2
    assert seen.likeness is not None
    assert seen.likeness > 0.9
    assert person.identity is not None
    assert person.identity.among == pytest.approx(seen.likeness)
    # without a recogniser nobody can tell
    assert see_person(finder, None, [photo, more]).photos[1].face == seen.faces[0]


def test_a_photo_of_somebody_else_is_named_with_its_likeness(
    tiny_finder: FaceFinder,
    recogniser: Recogniser,
    photo: Photo,
    tmp_path: Path,
    astronaut: NDArray[np.uint8],
) -> None:
    darker = kept(tmp_path / "darker.png", (astronaut * 0.8).astype(np.uint8))
    other = kept(tmp_path / "other.png", 255 - astronaut[::-1])
    person = see_person(tiny_finder, recogniser, [photo, darker, other])
    assert [seen.is_outlier for seen in person.photos] == [False, False, True]
    (note,) = person.notes
    assert str(note).startswith("other.png looks like somebody else (likeness ")
    assert person.identity is not None
    alone = see_person(tiny_finder, recogniser, [photo, darker]).identity
    assert alone is not None
    assert likeness(person.identity.mean, alone.mean) == pytest.approx(1)


def test_a_further_photo_without_a_face_is_told_and_the_first_is_refused(
    tiny_finder: FaceFinder, recogniser: Recogniser, photo: Photo, tmp_path: Path
) -> None:
    wall = kept(tmp_path / "wall.png", np.full((300, 400, 3), 255, np.uint8))
    person = see_person(tiny_finder, recogniser, [photo, wall])
    assert [str(note) for note in person.notes] == [
        "No face was found in wall.png: it was left out."
    ]
    assert person.photos[1].face is None
    assert person.identity is not None
    assert person.identity.among is None
    with pytest.raises(NoFace, match=r"No face was found in wall\.png"):
        see_person(tiny_finder, recogniser, [wall, photo])
    with pytest.raises(NoFace, match="1 faces and no number 2"):
        see_person(tiny_finder, recogniser, [photo], number=2)


def test_faces_are_told_in_pixels_of_the_file(
    yunet: FaceFinder, tmp_path: Path, astronaut: NDArray[np.uint8]
) -> None:
    Image.fromarray(astronaut).resize((1024, 1024)).save(tmp_path / "a.png")
    reduced = read_photo(tmp_path / "a.png", longest=512)
    (seen,) = see_person(yunet, None, [reduced]).photos
    assert seen.face is not None
    np.testing.assert_allclose(np.array(seen.face.box), (356, 126, 536, 352), atol=24)


def test_a_photo_is_looked_at_once(recogniser: Recogniser, photo: Photo, tmp_path: Path) -> None:
    asked: list[tuple[int, int]] = []
    real = ScrfdDetector(write_detector(tmp_path / "d.onnx"))

    class Counting:
        def detect(self, pixels: NDArray[np.uint8], size: tuple[int, int]) -> list[Face]:
            asked.append(size)
            return real.detect(pixels, size)

    finder = FaceFinder(Counting())
    for _ in range(3):
        see_person(finder, recogniser, [read_photo(photo.path)])
    assert asked == [(640, 640)]
    see_person(finder, recogniser, [photo], size=(960, 960))
    assert asked == [(640, 640), (960, 960)]
