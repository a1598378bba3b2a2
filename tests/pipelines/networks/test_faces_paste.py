"""Cutting out and putting back, against the same on the whole picture."""

from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.networks import face_paste
from pipelines.networks.face_paste import (
    FACE_SIZE,
    TEMPLATE,
    align,
    cut_face,
    face_mask,
    looks_grey,
    luminance,
    paste_face,
    way_back,
)
from pipelines.progress import Cancelled
from tests.examples import photo

TURN = np.array([[2.9, 0.4, -130.0], [-0.4, 2.9, -40.0]])


def smooth(side: int, dtype: type, seed: int = 1) -> NDArray[Any]:
    """A soft picture (side, side, 3) over the full range."""
    peak = np.iinfo(dtype).max
    small = np.random.default_rng(seed).random((9, 9, 3), np.float32)
    large = np.clip(cv2.resize(small, (side, side), interpolation=cv2.INTER_CUBIC), 0, 1)
    return np.rint(large * peak).astype(dtype)


def soft_mask() -> NDArray[np.float32]:
    classes = np.zeros((FACE_SIZE, FACE_SIZE), int)
    classes[90:440, 120:400] = 1
    return face_mask(classes)


def test_points_on_the_template_need_no_turn() -> None:
    matrix = align(TEMPLATE)
    assert matrix is not None
    assert matrix == pytest.approx(np.array([[1, 0, 0], [0, 1, 0]]), abs=1e-4)


def test_points_in_one_place_are_no_face() -> None:
    assert align(np.full((5, 2), 30.0)) is None


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_cut_equals_the_warp_of_the_whole_picture(dtype: type, channels: int) -> None:
    pixels = np.repeat(smooth(400, dtype), 2, axis=2)[:, :, :channels]
    colour = pixels[:, :, :3] if channels >= 3 else np.repeat(pixels[:, :, :1], 3, axis=2)
    border = np.multiply((132, 133, 135), 257 if dtype is np.uint16 else 1).tolist()
    expected = cv2.warpAffine(
        np.ascontiguousarray(colour), TURN, (FACE_SIZE, FACE_SIZE), borderValue=border
    )
    found = cut_face(pixels, TURN)
    assert found.dtype == dtype
    assert np.abs(found.astype(float) - expected).max() <= np.iinfo(dtype).max / 255


def test_a_face_outside_the_picture_is_all_border() -> None:
    away = np.array([[1.0, 0, -9000], [0, 1.0, -9000]])
    assert (cut_face(photo(64, 64), away) == (132, 133, 135)).all()


def test_the_mask_is_soft_and_clear_of_the_border() -> None:
    mask = face_mask(np.ones((FACE_SIZE, FACE_SIZE), int))
    assert mask.max() == pytest.approx(1, abs=1e-5)
    assert not mask[:10].any()
    assert not mask[-10:].any()
    assert not mask[:, :10].any()
    assert not mask[:, -10:].any()
    for outside in (0, 14, 16, 17, 18):
        assert not face_mask(np.full((FACE_SIZE, FACE_SIZE), outside)).any()
    edge = soft_mask()[250]
    assert len(np.unique(edge)) > 40  # a slope, not a step


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("scale", [1.0, 2.0, 2.5])
def test_paste_equals_the_paste_over_the_whole_picture(dtype: type, scale: float) -> None:
    target = smooth(int(300 * scale), dtype, seed=2)
    face, mask = smooth(FACE_SIZE, dtype, seed=3), soft_mask()
    back = cv2.invertAffineTransform(TURN) * scale
    back[:, 2] += 0.5 * scale if scale > 1 else 0
    size = target.shape[1], target.shape[0]
    weight = cv2.warpAffine(mask, back, size)[:, :, None]
    expected = weight * cv2.warpAffine(face, back, size) + (1 - weight) * target

    paste_face(target, face, mask, way_back(TURN, scale, enlarged=False))
    # Where the box begins changes how OpenCV rounds, at most by one step of 255.
    difference = np.abs(target - np.rint(expected))
    assert difference.max() <= np.iinfo(dtype).max / 255
    assert np.mean(difference > np.iinfo(dtype).max / 2500) < 2e-3


def test_bands_meet_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, banded = smooth(500, np.uint8, seed=2), smooth(500, np.uint8, seed=2)
    face, back = smooth(FACE_SIZE, np.uint8, seed=3), way_back(TURN, 2.0, enlarged=False)
    paste_face(whole, face, soft_mask(), back)
    monkeypatch.setattr(face_paste, "BAND", 7)
    paste_face(banded, face, soft_mask(), back)
    assert np.abs(whole.astype(int) - banded).max() <= 1


@pytest.mark.parametrize("channels", [1, 2, 4])
def test_only_colour_is_painted(channels: int) -> None:
    alpha = np.random.default_rng(4).integers(0, 256, (300, 300, 1), np.uint8)
    colour = smooth(300, np.uint8, seed=2)[:, :, : 3 if channels == 4 else 1]
    target = np.concatenate([colour, alpha], axis=2) if channels != 1 else colour.copy()
    face = smooth(FACE_SIZE, np.uint8, seed=3)
    paste_face(target, face, soft_mask(), way_back(TURN, 1.0, enlarged=False))
    if channels != 1:
        assert (target[:, :, -1:] == alpha).all()
    expected = colour.copy()
    shown = face if channels == 4 else np.repeat(luminance(face), 3, axis=2)
    wide = np.repeat(expected, 3 // expected.shape[2], axis=2)
    paste_face(wide, shown, soft_mask(), way_back(TURN, 1.0, enlarged=False))
    assert (target[:, :, 0] == wide[:, :, 0]).all()
    assert (target[:, :, 0] != colour[:, :, 0]).mean() > 0.05


def test_a_face_beside_the_picture_changes_nothing() -> None:
    target = photo(64, 64)
    before = target.copy()
    away = np.array([[1.0, 0, 9000], [0, 1.0, 9000]])
    paste_face(target, smooth(FACE_SIZE, np.uint8), soft_mask(), away)
    assert (target == before).all()


def test_an_enlarged_face_lands_where_the_small_one_does() -> None:
    face = smooth(FACE_SIZE, np.uint8, seed=3)
    large = cv2.resize(face, (2 * FACE_SIZE, 2 * FACE_SIZE), interpolation=cv2.INTER_LINEAR)
    first, second = smooth(600, np.uint8, seed=2), smooth(600, np.uint8, seed=2)
    paste_face(first, face, soft_mask(), way_back(TURN, 2.0, enlarged=False), feather=2.0)
    paste_face(second, large, soft_mask(), way_back(TURN, 2.0, enlarged=True), feather=2.0)
    assert np.abs(first.astype(int) - second).mean() < 1


def test_cancelling_stops_the_paste() -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        paste_face(
            photo(300, 300), smooth(FACE_SIZE, np.uint8), soft_mask(), TURN.copy(), check=stop
        )


def test_grey_looking_faces_are_known() -> None:
    colour = photo(128, 128)
    assert not looks_grey(colour)
    assert looks_grey(np.repeat(colour[:, :, :1], 3, axis=2))
    assert looks_grey(np.repeat(colour[:, :, :1], 3, axis=2).astype(np.uint16) * 257)
