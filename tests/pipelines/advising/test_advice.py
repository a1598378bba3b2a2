"""What a picture shows, the guard for small ones, and which model is advised."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import cv2
import numpy as np
import pytest

from pipelines.advising.advice import Goal, advise
from pipelines.advising.cleaning import cleaning_of
from pipelines.advising.picture_kind import PictureKind, kind_of
from pipelines.advising.small_picture import LEAST_SIDE, enlarge_first
from pipelines.advising.traits import Blocks, JpegTraces, Traits, traits_of
from pipelines.identity.face import Face
from pipelines.media.picture import Picture
from pipelines.models.codeformer import SPEC as CODEFORMER
from pipelines.models.gfpgan import SPEC as GFPGAN
from pipelines.models.real_esrgan import SPEC as REAL_ESRGAN
from pipelines.models.swinir import SPEC as SWINIR
from pipelines.redrawing.params import UltimateParams
from pipelines.redrawing.tile_params import TileParams
from pipelines.spec import Params
from pipelines.text import Text
from tests.pipelines.advising.conftest import DRAWINGS, PAGES, PHOTOS, SCREENSHOTS, Pixels, as_jpeg

PARAMS: dict[str, Callable[..., Params]] = {
    **{spec.name: spec.params for spec in (REAL_ESRGAN, SWINIR, GFPGAN, CODEFORMER)},
    "ultimate-sd-upscale": UltimateParams,
    "high-resolution-controlnet-tile": TileParams,
}
KINDS = {
    **dict.fromkeys(PHOTOS, PictureKind.PHOTO),
    **dict.fromkeys(DRAWINGS, PictureKind.DRAWING),
    **dict.fromkeys((*PAGES, *SCREENSHOTS), PictureKind.TEXT),
}
Get = Callable[[str], Pixels]
NONE = JpegTraces(Blocks.NONE)


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_the_kind_of_a_picture(name: str, kind: PictureKind, picture: Get) -> None:
    """Plain, as JPEG, in 16 bits, and twice the size: the error table, which is empty."""
    pixels = picture(name)
    larger = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    assert kind_of(pixels) is kind
    assert kind_of(as_jpeg(pixels, 40)) is kind
    assert kind_of(pixels.astype(np.uint16) * 257) is kind
    assert kind_of(larger.astype(np.uint8)) is kind


def test_photos_without_colour_or_with_alpha_stay_photos(picture: Get) -> None:
    pixels = picture("astronaut")
    assert kind_of(pixels[..., 1:2]) is PictureKind.PHOTO
    assert kind_of(np.dstack([pixels, pixels[..., :1]])) is PictureKind.PHOTO
    assert kind_of(np.zeros((1, 1, 3), np.uint8)) is PictureKind.PHOTO


@pytest.mark.parametrize("short", [40, 128, 200, 300, 511, 512, 900])
def test_small_pictures_are_enlarged_first(short: int) -> None:
    guard = enlarge_first(short * 2, short, PictureKind.PHOTO, {"resolution": 2048})
    if short >= LEAST_SIDE:
        assert guard is None
        return
    assert guard is not None
    assert guard.step is not None
    scale = guard.step.params["scale"]
    assert isinstance(scale, float)
    assert short * scale >= min(LEAST_SIDE, short * 4)
    assert scale in (2.0, 3.0, 4.0)
    assert PARAMS["real-esrgan"](image=Path("a.png"), **guard.step.params)
    assert f"{short * 2} × {short}" in str(guard.words)
    assert str(guard.undo)
    assert guard.changes == {}


@pytest.mark.parametrize(
    ("short", "params", "changes"),
    [
        (300, {"upscaler": "4x-UltraSharp", "upscale_by": 2.0}, None),
        (200, {"upscaler": "4x-UltraSharp", "upscale_by": 2.0}, {"upscale_by": 2.6}),
        (300, {"upscaler": "None", "upscale_by": 2.0}, {"upscaler": "RealESRGAN_x4plus"}),
        (300, {"upscaler": "None", "upscale_by": 2.0, "own_upscaler": Path("a.pth")}, None),
        (
            100,
            {"upscaler": "None", "upscale_by": 1.0},
            {"upscale_by": 5.15, "upscaler": "RealESRGAN_x4plus"},
        ),
        (600, {"upscaler": "None", "upscale_by": 1.0}, None),
        (30, {"upscaler": "RealESRGAN_x4plus", "upscale_by": 1.0}, {"upscale_by": 8.0}),
    ],
)
def test_a_model_with_an_upscaler_of_its_own_uses_that(
    short: int, params: dict[str, object], changes: dict[str, object] | None
) -> None:
    guard = enlarge_first(short, short + 10, PictureKind.PHOTO, params)
    assert (guard and dict(guard.changes)) == changes
    if guard is not None:
        assert guard.step is None
        given = {**params, **guard.changes, "image": Path("a.png")}
        assert PARAMS["ultimate-sd-upscale"](**given)  # within its bounds


def test_drawings_are_enlarged_by_what_is_made_for_them() -> None:
    guard = enlarge_first(200, 200, PictureKind.DRAWING, {})
    assert guard is not None
    assert guard.step is not None
    assert guard.step.params["version"] == "x4plus-anime"


def every_traits() -> list[Traits]:
    traces = (
        NONE,
        JpegTraces(Blocks.STRONG, 25, None, (0, 0), 1.0),
        JpegTraces(Blocks.VISIBLE, 70, 70, (0, 0), 1.0),
        JpegTraces(Blocks.STRONG, None, None, None, 2.0),
        JpegTraces(Blocks.STRONG, None, None, None, 1.0),
    )
    sizes = ((30, 20), (400, 300), (1024, 768), (6000, 4000))
    faces = (None, (), (60.0,), (500.0,), (500.0, 40.0))
    return [
        Traits(*size, kind, jpeg, seen)
        for size, kind, jpeg, seen in product(sizes, PictureKind, traces, faces)
    ]


def test_every_advice_can_be_run_as_it_stands() -> None:
    """For every kind of picture and goal: known models, settings within their bounds, words."""
    for traits, goal in product(every_traits(), Goal):
        found = advise(traits, goal)
        assert found
        for advice in found:
            PARAMS[advice.model](image=Path("a.png"), **advice.params)
            assert isinstance(advice.why, Text)
            assert str(advice.why).endswith(".")
            assert str(advice.caution or "x.").endswith(".")
        assert len({(item.model, str(item.params)) for item in found}) == len(found)
        cleaning = cleaning_of(traits)
        for step in cleaning.steps if cleaning else ():
            PARAMS[step.model](image=Path("a.png"), **step.params)


PHOTO = Traits(1024, 768, PictureKind.PHOTO, NONE)
COARSE = replace(PHOTO, jpeg=JpegTraces(Blocks.STRONG, 25, None, (0, 0), 1.0))


@pytest.mark.parametrize(
    ("traits", "goal", "model", "params"),
    [
        (PHOTO, Goal.ENLARGE, "real-esrgan", {"version": "x4plus"}),
        (replace(PHOTO, faces=(60.0,)), Goal.ENLARGE, "gfpgan", {"scale": 4.0}),
        (replace(PHOTO, faces=(600.0,)), Goal.ENLARGE, "real-esrgan", {"version": "x4plus"}),
        (
            replace(PHOTO, kind=PictureKind.DRAWING),
            Goal.ENLARGE,
            "real-esrgan",
            {"version": "x4plus-anime"},
        ),
        (replace(PHOTO, width=6000, height=4000), Goal.ENLARGE, "real-esrgan", {"scale": 2.0}),
        (PHOTO, Goal.DETAIL, "ultimate-sd-upscale", {"denoise": 0.2}),
        (replace(PHOTO, kind=PictureKind.TEXT), Goal.DETAIL, "real-esrgan", {}),
        (COARSE, Goal.CLEAN, "swinir", {"jpeg": 20}),
        (PHOTO, Goal.CLEAN, "swinir", {"noise": 15}),
        (PHOTO, Goal.FACES, "gfpgan", {"version": "v1.4"}),
        (replace(PHOTO, faces=()), Goal.FACES, "real-esrgan", {}),
    ],
)
def test_what_is_advised_first(
    traits: Traits, goal: Goal, model: str, params: dict[str, object]
) -> None:
    first = advise(traits, goal)[0]
    assert first.model == model
    assert params.items() <= dict(first.params).items()


def test_what_to_mind_before_a_redraw() -> None:
    def mind(traits: Traits) -> str:
        return str(advise(traits, Goal.DETAIL)[0].caution)

    assert "compared" in mind(replace(PHOTO, faces=(200.0,)))
    assert "512" in mind(replace(PHOTO, width=400, height=300))
    assert "clean it first" in mind(COARSE)
    assert mind(PHOTO) == "None"


def test_faces_are_taken_over_by_their_height() -> None:
    points = ((0, 0), (1, 0), (0, 1), (0, 2), (1, 2))
    faces = tuple(Face((0, 0, 10, height), points, 0.9) for height in (30, 90))
    assert PHOTO.faces is None
    assert PHOTO.with_faces(faces).faces == (90, 30)


def test_twelve_megapixels_are_measured_in_a_blink(picture: Get) -> None:
    pixels = np.ascontiguousarray(np.tile(picture("coffee"), (7, 7, 1)))
    assert pixels.shape[0] * pixels.shape[1] > 11.7e6
    taken = []
    for _ in range(3):
        start = time.thread_time()
        advise(traits_of(Picture(pixels)))
        taken.append(time.thread_time() - start)
    assert min(taken) < 0.3
