"""Faces before and after: what is noticed, what is not, and what helps."""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from pipelines.advising.face_blending import blend_faces, mask_of
from pipelines.advising.face_pairs import overlap, shown
from pipelines.advising.likeness_guard import (
    LEAST_LIKENESS,
    Drift,
    FaceChange,
    LikenessReport,
    compare_faces,
)
from pipelines.advising.remedies import RemedyKind, less_freedom, remedies_for
from pipelines.identity.catalogue import GLINTR100
from pipelines.identity.face import Face
from pipelines.identity.finder import FaceFinder
from pipelines.identity.recogniser import Recogniser
from pipelines.models.gfpgan import GfpganParams
from pipelines.redrawing.params import UltimateParams
from pipelines.tiling import Box
from tests.pipelines.advising.conftest import Pixels, as_jpeg

Get = Callable[[str], Pixels]


def blurred(pixels: Pixels, sigma: float) -> Pixels:
    return cv2.GaussianBlur(pixels, (0, 0), sigma).astype(np.uint8)


def resized(pixels: Pixels, times: float, way: int = cv2.INTER_CUBIC) -> Pixels:
    return cv2.resize(pixels, None, fx=times, fy=times, interpolation=way).astype(np.uint8)


def brighter(pixels: Pixels, *by: float) -> Pixels:
    return np.clip(pixels * np.array(by), 0, 255).astype(np.uint8)


def swapped(pixels: Pixels) -> Pixels:
    """The astronaut with her face upside down, which is nobody's."""
    made = pixels.copy()
    made[70:175, 185:265] = pixels[70:175, 185:265][::-1]
    return made


#: What a good upscaler, or a camera, may do to a picture.
HARMLESS: dict[str, Callable[[Pixels], Pixels]] = {
    "nothing": lambda pixels: pixels,
    "twice": lambda pixels: resized(pixels, 2),
    "five times": lambda pixels: resized(pixels, 5, cv2.INTER_LANCZOS4),
    "coarse jpeg": lambda pixels: as_jpeg(resized(pixels, 2), 30),
    "brighter": lambda pixels: brighter(pixels, 1.05, 1.05, 1.05),
    "darker": lambda pixels: brighter(pixels, 0.93, 0.93, 0.93),
    "warmer": lambda pixels: brighter(pixels, 1.04, 1.0, 0.96),
    "sharpened": lambda pixels: np.clip(
        2.0 * pixels - cv2.GaussianBlur(pixels, (0, 0), 1.5), 0, 255
    ).astype(np.uint8),
}
HARMFUL: dict[str, tuple[Callable[[Pixels], Pixels], Drift]] = {
    "another skin, darker": (lambda pixels: brighter(pixels, 0.75, 0.75, 0.75), Drift.TONE),
    "another skin, redder": (lambda pixels: brighter(pixels, 1.1, 0.95, 0.85), Drift.TONE),
    "blurred": (lambda pixels: resized(blurred(pixels, 4), 2), Drift.BLURRED),
    "another form": (lambda pixels: swapped(pixels), Drift.FORM),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_an_upscaler_may_do_gives_no_alarm(
    name: str, picture: Get, yunet: FaceFinder, tiny_finder: FaceFinder
) -> None:
    pixels = picture("astronaut")
    report = compare_faces(pixels, HARMLESS[name](pixels), yunet)
    assert len(report.faces) == 1
    assert report.drifted == ()
    assert remedies_for(report, {"denoise": 0.5}, 2.0) == ()
    assert compare_faces(pixels, HARMLESS[name](pixels), tiny_finder).drifted == ()


@pytest.mark.parametrize("name", HARMFUL)
def test_what_a_redraw_may_do_wrong_is_noticed(
    name: str, picture: Get, tiny_finder: FaceFinder
) -> None:
    change, drift = HARMFUL[name]
    pixels = picture("astronaut")
    (face,) = compare_faces(pixels, change(pixels), tiny_finder).drifted
    assert drift in face.drifts
    assert face.words
    assert all(str(words).endswith(".") for words in face.words)


def test_the_real_detector_notices_another_skin(picture: Get, yunet: FaceFinder) -> None:
    pixels = picture("astronaut")
    report = compare_faces(pixels, brighter(resized(pixels, 2), 0.72, 0.72, 0.72), yunet)
    assert report.faces[0].drifts == (Drift.TONE,)


def test_without_the_recogniser_it_is_offered_and_not_fetched(
    picture: Get, tiny_finder: FaceFinder, recogniser: Recogniser
) -> None:
    pixels = picture("astronaut")
    report = compare_faces(pixels, pixels, tiny_finder)
    assert report.missing is GLINTR100
    assert report.faces[0].likeness is None
    assert "261 MB" in str(report.offer)
    assert "non-commercial" in str(report.offer)
    told = compare_faces(pixels, pixels, tiny_finder, recogniser)
    assert told.missing is None
    assert told.offer is None
    assert told.faces[0].likeness == pytest.approx(1, abs=1e-4)


def test_the_likeness_falls_with_another_face(
    picture: Get, tiny_finder: FaceFinder, recogniser: Recogniser
) -> None:
    pixels = picture("astronaut")
    enlarged = compare_faces(pixels, resized(pixels, 2), tiny_finder, recogniser).faces[0]
    other = compare_faces(pixels, swapped(pixels), tiny_finder, recogniser).faces[0]
    assert enlarged.likeness is not None
    assert other.likeness is not None
    assert enlarged.likeness > 0.95 > other.likeness + 0.1


def test_a_likeness_below_the_threshold_is_a_drift(
    picture: Get, tiny_finder: FaceFinder, recogniser: Recogniser
) -> None:
    pixels = picture("astronaut")
    noise = np.random.default_rng(0).integers(0, 256, pixels.shape).astype(np.uint8)
    (face,) = compare_faces(pixels, noise, tiny_finder, recogniser).drifted
    assert face.likeness is not None
    assert (Drift.LIKENESS in face.drifts) == (face.likeness < LEAST_LIKENESS)
    assert Drift.LIKENESS in face.drifts


def test_a_lost_face_and_an_invented_one(picture: Get, yunet: FaceFinder) -> None:
    pixels = picture("astronaut")
    empty = pixels.copy()
    empty[40:200, 160:290] = 127
    lost = compare_faces(pixels, resized(empty, 2), yunet)
    assert [face.drifts for face in lost.faces] == [(Drift.LOST,)]
    invented = compare_faces(empty, resized(pixels, 2), yunet)
    assert [face.drifts for face in invented.faces] == [(Drift.INVENTED,)]
    assert invented.missing is None  # there was nobody to be told
    none = compare_faces(empty, empty, yunet)
    assert none.faces == ()
    assert str(none.words) == "There are no faces in the picture."


def test_of_two_faces_only_the_changed_one_is_told(picture: Get, yunet: FaceFinder) -> None:
    """Side by side, the right one with another skin, at a size that is no whole multiple."""
    pixels = picture("astronaut")
    both = np.concatenate([pixels, pixels[:, ::-1]], axis=1)
    changed = np.concatenate([pixels, brighter(pixels[:, ::-1], 0.7, 0.7, 0.7)], axis=1)
    report = compare_faces(both, resized(changed, 1.7), yunet)
    assert len(report.faces) == 2
    (face,) = report.drifted
    assert face.before is not None
    assert face.before.box[0] > 512
    assert "1 of 2" in str(report.words)


def test_boxes_are_in_pixels_of_the_pictures_themselves(picture: Get, yunet: FaceFinder) -> None:
    """Large ones are looked at reduced; grey, 16 bits and alpha are taken, too."""
    pixels = picture("astronaut")
    large = resized(pixels, 6)
    deep = np.dstack([large, large[..., :1]]).astype(np.uint16) * 257
    (face,) = compare_faces(pixels, deep, yunet).faces
    assert face.before is not None
    assert face.after is not None
    np.testing.assert_allclose(np.array(face.after.box), np.array(face.before.box) * 6, atol=6 * 8)
    assert face.drifts == ()
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[..., None]
    assert len(compare_faces(grey, grey, yunet).faces) == 1


def test_memory_is_bounded_by_what_is_looked_at(tiny_finder: FaceFinder) -> None:
    column = np.random.default_rng(0).integers(0, 65536, (9000, 1, 3)).astype(np.uint16)
    pixels = np.broadcast_to(column, (9000, 9000, 3))  # 486 MB, were it in memory
    tracemalloc.start()
    try:
        assert shown(pixels, tiny_finder).pixels.shape == (2048, 2048, 3)
        assert tracemalloc.get_traced_memory()[1] < 120e6
    finally:
        tracemalloc.stop()


def test_how_much_boxes_overlap() -> None:
    assert overlap((0, 0, 10, 10), (0, 0, 10, 10)) == 1
    assert overlap((0, 0, 10, 10), (5, 0, 15, 10)) == pytest.approx(1 / 3)
    assert overlap((0, 0, 10, 10), (10, 0, 20, 10)) == 0


POINTS = ((40, 45), (60, 45), (50, 55), (43, 65), (57, 65))
FACE = Face((30, 30, 70, 80), POINTS, 0.9)


def report_of(*drifts: Drift) -> LikenessReport:
    return LikenessReport((FaceChange(FACE, FACE, None, None, drifts),), None)


def test_remedies_come_in_the_order_in_which_they_help() -> None:
    params = {"denoise": 0.5, "controlnet_strength": 0.6}
    kinds = [item.kind for item in remedies_for(report_of(Drift.TONE), params, 2.0)]
    assert kinds == [RemedyKind.BLEND_BACK, RemedyKind.LESS_FREEDOM, RemedyKind.RESTORE]
    kinds = [item.kind for item in remedies_for(report_of(Drift.BLURRED), params, 2.0)]
    assert kinds[0] is RemedyKind.RESTORE
    found = {item.kind: item for item in remedies_for(report_of(Drift.FORM), params, 2.0)}
    assert found[RemedyKind.LESS_FREEDOM].changes == {"denoise": 0.3, "controlnet_strength": 0.75}
    assert found[RemedyKind.BLEND_BACK].faces[0].box == (60, 60, 140, 160)
    step = found[RemedyKind.RESTORE].step
    assert step is not None
    assert GfpganParams(image="a.png", **step.params).scale == 1.0  # type: ignore[arg-type]


def test_less_freedom_comes_to_an_end_within_the_bounds() -> None:
    params: dict[str, object] = {
        "denoise": 1.0,
        "controlnet_strength": 0.2,
        "use_controlnet_tile": False,
    }
    presses = 0
    while (changes := less_freedom(params)) is not None:
        params |= changes
        UltimateParams(image="a.png", **params)  # type: ignore[arg-type]
        presses += 1
        assert presses < 12
    assert params == {"denoise": 0.05, "controlnet_strength": 1.0, "use_controlnet_tile": True}
    assert less_freedom({"creativity": 0.1, "resemblance": 1.0}) is None
    assert less_freedom({"creativity": 0.6, "resemblance": 0.4}) == {
        "creativity": 0.36,
        "resemblance": 0.55,
    }
    kinds = {item.kind for item in remedies_for(report_of(Drift.TONE), {}, 1.0)}
    assert RemedyKind.LESS_FREEDOM not in kinds


def test_faces_are_blended_back_softly_and_nothing_else_is_touched(picture: Get) -> None:
    first = resized(picture("astronaut"), 2)
    drawn = np.roll(first, 7, axis=2)[..., ::-1].copy()
    face = Face((356, 126, 536, 352), POINTS, 0.9)
    result = drawn.copy()
    blend_faces(result, first, (face,))
    mask = mask_of(face, Box(0, 0, 1024, 1024))
    np.testing.assert_array_equal(result[mask == 0], drawn[mask == 0])
    assert 0.05 < (mask > 0).mean() < 0.12
    middle = np.abs(result[mask == 1].astype(int) - first[mask == 1])
    assert middle.max() <= 13  # only the colours were matched, within their limit
    # No step: along a row the share goes from 0 to 1 and back by little at a time.
    assert np.abs(np.diff(mask, axis=1)).max() < 0.04


def test_blending_takes_the_drift_away(picture: Get, yunet: FaceFinder) -> None:
    """From the small picture itself, as well as from an enlargement of it, into any depth."""
    pixels = picture("astronaut")
    larger = resized(pixels, 2)
    face = compare_faces(pixels, pixels, yunet).faces[0].before
    assert face is not None
    skin = mask_of(face, Box(0, 0, 512, 512))[..., None] > 0.9
    drawn = np.where(resized(skin.astype(np.uint8)[..., 0], 2)[..., None], larger * 0.7, larger)
    before = compare_faces(pixels, drawn.astype(np.uint8), yunet)
    assert before.faces[0].drifts == (Drift.TONE,)
    blend = next(
        item for item in remedies_for(before, {}, 2.0) if item.kind is RemedyKind.BLEND_BACK
    )
    for first in (larger, pixels):
        result = drawn.astype(np.uint16) * 257
        blend_faces(result, first, blend.faces)
        assert compare_faces(pixels, result, yunet).drifted == ()


def test_colours_are_matched_around_the_face_and_alpha_stays() -> None:
    first = np.full((100, 100, 3), 120, np.uint8)
    result = np.full((100, 100, 4), 126, np.uint8)
    result[..., 3] = 40
    blend_faces(result, first, (FACE,))
    assert (result[..., :3] == 126).all()  # the light of the result
    assert (result[..., 3] == 40).all()
    bright = np.full((100, 100, 3), 220, np.uint8)
    blend_faces(bright, first, (FACE,))
    assert bright[55, 50, 0] == 132  # no further than the limit
    half = np.full((100, 100, 3), 120, np.uint8)
    blend_faces(half, np.full((100, 100, 1), 140, np.uint8), (FACE,), strength=0.0)
    assert (half == 120).all()


def test_faces_over_the_edge_and_outside_do_no_harm() -> None:
    first, result = np.full((100, 100, 3), 100, np.uint8), np.full((100, 100, 3), 103, np.uint8)
    over = replace(FACE, box=(-20.0, -20.0, 20.0, 30.0))
    outside = replace(FACE, box=(300.0, 300.0, 340.0, 350.0))
    blend_faces(result, first, (over, outside))
    assert (result == 103).all()


def test_blending_can_be_stopped_between_bands() -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        blend_faces(
            np.zeros((100, 100, 3), np.uint8), np.ones((9, 9, 3), np.uint8), (FACE,), 1, check
        )
    assert calls == [1]
