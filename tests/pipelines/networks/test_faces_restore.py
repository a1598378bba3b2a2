"""The whole face procedure, with networks that do what a test tells them to."""

from typing import Any, cast

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

import tests.reference  # noqa: F401  facexlib's own imports warn the first time
from pipelines.media.picture import Picture
from pipelines.networks.face_detection import FaceDetector
from pipelines.networks.faces import (
    NO_FACE,
    FaceHabits,
    FaceNetwork,
    FaceParser,
    FaceRestorer,
    stretch_to,
)
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from tests.examples import photo
from tests.pipelines.networks.test_faces_detection import POINTS, Finder
from tests.pipelines.networks.test_faces_paste import soft_mask

BESIDE = POINTS + np.array([25, 0])


class Inverter:
    """Restores a face to its negative."""

    device = torch.device("cpu")

    def __init__(self, habits: FaceHabits | None = None) -> None:
        self.habits = habits or FaceHabits()
        self.fidelities: list[float | None] = []

    def __call__(
        self, face: NDArray[np.float32], fidelity: float | None = None
    ) -> NDArray[np.float32]:
        self.fidelities.append(fidelity)
        return 1 - face


def restorer(*faces: NDArray[Any], habits: FaceHabits | None = None) -> FaceRestorer:
    return FaceRestorer(
        cast(FaceNetwork, Inverter(habits)),
        FaceDetector(Finder(*faces)),
        cast(FaceParser, lambda face: soft_mask()),
    )


def test_without_a_face_the_background_comes_back_with_a_note() -> None:
    picture = Picture(photo(60, 80))
    background = stretch_to(picture, 2)
    result = restorer().restore(picture, background, 2, Progress())
    assert result.notes == [NO_FACE]
    assert background.notes == []
    assert picture.notes == []
    assert result.pixels is background.pixels
    assert (result.height, result.width) == (120, 160)


def test_the_input_is_never_painted_on() -> None:
    """A run that ran out of memory starts again with the same picture."""
    picture = Picture(photo(60, 80))
    before = picture.pixels.copy()
    result = restorer(POINTS).restore(picture, stretch_to(picture, 1), 1, Progress())
    assert (picture.pixels == before).all()
    assert (result.pixels != before).any()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_every_kind_of_picture_keeps_its_kind(channels: int, dtype: type) -> None:
    colour = photo(60, 80)
    alpha = np.arange(60 * 80, dtype=np.uint32).reshape(60, 80, 1) % 256
    pixels = colour if channels >= 3 else colour[:, :, :1]
    if channels in (2, 4):
        pixels = np.concatenate([pixels, alpha.astype(np.uint8)], axis=2)
    pixels = (pixels.astype(np.uint32) * (257 if dtype is np.uint16 else 1)).astype(dtype)
    picture = Picture(pixels.copy(), icc=b"profile")
    background = stretch_to(picture, 2)
    alpha_before = background.pixels[:, :, -1].copy()
    middle_before = int(background.pixels[70, 62, 0])
    result = restorer(POINTS).restore(picture, background, 2, Progress())
    assert result.pixels.dtype == dtype
    assert result.pixels.shape == (120, 160, channels)
    assert result.icc == b"profile"
    assert result.notes == []
    assert int(result.pixels[70, 62, 0]) != middle_before
    if channels in (2, 4):
        assert (result.pixels[:, :, -1] == alpha_before).all()


def test_progress_names_each_face_and_fidelity_reaches_the_network() -> None:
    reports: list[Report] = []
    picture = Picture(photo(60, 80))
    made = restorer(POINTS, BESIDE)
    made.restore(picture, stretch_to(picture, 1.5), 1.5, Progress(reports.append), fidelity=0.3)
    said = list(dict.fromkeys(str(report.text) for report in reports))
    assert said == ["Looking for faces", "Face 1 of 2", "Face 2 of 2"]
    fractions = [report.fraction for report in reports if report.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert cast(Inverter, made.network).fidelities == [0.3, 0.3]


def test_cancelling_stops_before_the_next_face() -> None:
    token = CancelToken()

    def listen(report: Report) -> None:
        if str(report.text) == "Face 2 of 2":
            token.cancel()

    picture = Picture(photo(60, 80))
    made = restorer(POINTS, BESIDE)
    with pytest.raises(Cancelled):
        made.restore(picture, stretch_to(picture, 1), 1, Progress(listen, token))
    assert len(cast(Inverter, made.network).fidelities) == 1


def test_an_enlarger_gets_each_restored_face() -> None:
    seen: list[tuple[int, int]] = []

    def enlarge(face: Picture) -> Picture:
        seen.append((face.height, face.width))
        return stretch_to(face, 2)

    picture = Picture(photo(60, 80))
    habits = FaceHabits(feather=True)
    plain = restorer(POINTS, habits=habits).restore(picture, stretch_to(picture, 2), 2, Progress())
    sharp = restorer(POINTS, habits=habits).restore(
        picture, stretch_to(picture, 2), 2, Progress(), enlarger=enlarge
    )
    assert seen == [(512, 512)]
    # The originals differ by half a pixel between the two ways back, and so do we.
    pasted = np.abs(plain.pixels.astype(int) - stretch_to(picture, 2).pixels).mean()
    assert np.abs(plain.pixels.astype(int) - sharp.pixels).mean() < pasted / 5


def test_grey_faces_stay_grey_where_that_is_the_habit() -> None:
    class Painter(Inverter):
        def __call__(
            self, face: NDArray[np.float32], fidelity: float | None = None
        ) -> NDArray[np.float32]:
            return face * np.array([1, 0.2, 0.2], np.float32)

    picture = Picture(np.repeat(photo(60, 80)[:, :, :1], 3, axis=2))
    for keep in (True, False):
        made = restorer(POINTS)
        made.network = cast(FaceNetwork, Painter(FaceHabits(keep_grey=keep)))
        result = made.restore(picture, stretch_to(picture, 1), 1, Progress()).pixels
        assert (result[:, :, 0] == result[:, :, 2]).all() == keep
