"""Sizes and parts of the photo: InstantID's without a size of one's own, and with one."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage import data

from pipelines.errors import BadInput
from pipelines.identity.face import Face
from pipelines.portraits.canvas import LARGEST, SMALLEST, Canvas, canvas_for

_GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "golden" / "portrait_pictures.json").read_text(encoding="utf-8")
)


def face_at(left: float, top: float, width: float, height: float) -> Face:
    def point(x: float, y: float) -> tuple[float, float]:
        return left + x * width, top + y * height

    five = (point(0.3, 0.4), point(0.7, 0.4), point(0.5, 0.6), point(0.35, 0.8), point(0.65, 0.8))
    return Face((left, top, left + width, top + height), five, 0.9)


def test_sizes_are_those_of_the_original() -> None:
    face = face_at(10, 10, 20, 20)
    assert len(_GOLDEN["sizes"]) > 30
    for width, height, *expected in _GOLDEN["sizes"]:
        found = [canvas_for((width, height), face, long_side=side).size for side in (1280, 1024)]
        assert [*found[0], *found[1]] == expected


@pytest.mark.parametrize("case", _GOLDEN["pictures"], ids=lambda case: str(case["size"]))
def test_the_picture_is_that_of_the_original_to_the_bit(case: dict[str, Any]) -> None:
    width, height = case["part"]
    pixels = np.ascontiguousarray(data.astronaut()[:height, :width])
    canvas = canvas_for((width, height), face_at(50, 50, 50, 50), long_side=case["side"])
    picture = canvas.picture(pixels)
    assert canvas.size == tuple(case["size"])
    assert hashlib.sha256(picture.tobytes()).hexdigest() == case["pixels"]


def test_a_face_moves_along_with_the_photo() -> None:
    face = face_at(100, 50, 90, 110)
    canvas = canvas_for((512, 400), face)
    assert canvas.size == (1280, 960)
    placed = canvas.place(face)
    assert placed.box == pytest.approx((250, 120, 475, 384))
    assert placed.keypoints[2] == pytest.approx((362.5, 278.4))
    assert placed.score == face.score
    assert canvas.mask_box(face) == placed.box


def test_the_mask_ends_where_the_picture_does() -> None:
    """Where the original's slice begins with a negative number and covers nothing."""
    face = face_at(-20, -30, 100, 100)
    canvas = Canvas(512, 512, (0, 0, 512, 512))
    assert canvas.mask_box(face) == (0, 0, 80, 70)
    assert canvas.mask_box(face_at(480, 500, 100, 100)) == (480, 500, 512, 512)


def test_an_own_size_keeps_the_face_in_its_place() -> None:
    face = face_at(600, 100, 100, 120)
    canvas = canvas_for((1000, 500), face, own=(512, 512))
    assert canvas.size == (512, 512)
    left, top, right, bottom = canvas.crop
    assert (right - left, bottom - top) == (500, 500)
    assert (left, top) == (325, 0)  # 0.65 along the photo, and along its part
    middle = np.mean(canvas.place(face).box[0::2])
    assert middle / 512 == pytest.approx(0.65, abs=0.01)


@pytest.mark.parametrize(("own", "size"), [((800, 0), (800, 400)), ((0, 1000), (2000, 1000))])
def test_one_side_gives_the_other(own: tuple[int, int], size: tuple[int, int]) -> None:
    canvas = canvas_for((1000, 500), face_at(600, 100, 100, 120), own)
    assert canvas.size == size
    assert canvas.crop == (0, 0, 1000, 500)


def test_sides_are_rounded_to_what_can_be_drawn() -> None:
    assert canvas_for((1000, 500), face_at(1, 1, 9, 9), (1003, 517)).size == (1000, 520)


@pytest.mark.parametrize("own", [(100, 512), (512, 8), (4000, 512)])
def test_what_cannot_be_drawn_is_a_sentence(own: tuple[int, int]) -> None:
    with pytest.raises(BadInput, match="choose 256 to 2048"):
        canvas_for((1000, 500), face_at(1, 1, 9, 9), own)


def test_a_face_that_does_not_fit_is_given_room_beyond_the_photo() -> None:
    """A close-up, wide, for a tall picture: the colours of the edge go on above and below."""
    pixels = np.zeros((300, 600, 3), np.uint8)
    pixels[0], pixels[-1] = (255, 0, 0), (0, 0, 255)
    face = face_at(150, 50, 300, 200)
    canvas = canvas_for((600, 300), face, own=(512, 1024))
    left, top, right, bottom = canvas.crop
    assert right - left == 450  # the face and a quarter of it to either side
    assert bottom - top == 900
    assert top < 0
    assert bottom > 300
    picture = canvas.picture(pixels)
    assert picture.shape == (1024, 512, 3)
    assert picture[0].tolist() == [[255, 0, 0]] * 512
    assert picture[-1].tolist() == [[0, 0, 255]] * 512
    x1, y1, x2, y2 = canvas.place(face).box
    assert 0 < x1 < x2 < 512
    assert 0 < y1 < y2 < 1024


@pytest.mark.parametrize(
    ("size", "expected"), [((4000, 300), (1280, 512)), ((30, 900), (512, 1280))]
)
def test_a_panorama_is_cut_around_the_face(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    """The original makes 1280 x 64 of the first, and nothing at all of the second."""
    face = face_at(size[0] * 0.4, size[1] * 0.7, 15, 20)
    canvas = canvas_for(size, face)
    assert canvas.size == expected
    x1, y1, x2, y2 = canvas.place(face).box
    assert 0 <= x1 < x2 <= expected[0]
    assert 0 <= y1 < y2 <= expected[1]


@given(
    width=st.integers(40, 3000),
    height=st.integers(40, 3000),
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    part=st.floats(0.02, 0.9),
    own=st.tuples(st.integers(0, LARGEST), st.integers(0, LARGEST)),
)
def test_whatever_the_sizes_the_face_is_on_the_canvas(
    width: int, height: int, at: tuple[float, float], part: float, own: tuple[int, int]
) -> None:
    own = (own[0] if own[0] >= SMALLEST else 0, own[1] if own[1] >= SMALLEST else 0)
    side = part * min(width, height)
    face = face_at(at[0] * (width - side), at[1] * (height - side), side, side)
    canvas = canvas_for((width, height), face, own)
    assert canvas.width % 8 == canvas.height % 8 == 0
    left, top, right, bottom = canvas.place(face).box
    assert -3 <= left < right <= canvas.width + 3
    assert -3 <= top < bottom <= canvas.height + 3
    cropped = (canvas.crop[2] - canvas.crop[0]) / (canvas.crop[3] - canvas.crop[1])
    stretched = cropped * canvas.height / canvas.width
    assert 0.75 < stretched < 1.35  # rounding down to 64 may stretch a little, as the original's


def test_all_of_the_face_photo_is_shown_where_the_proportions_are_its_own() -> None:
    canvas = canvas_for((1000, 500), face_at(600, 100, 100, 120), own=(1024, 512))
    assert canvas.crop == (0, 0, 1000, 500)
