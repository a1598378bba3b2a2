"""Outlines, depth and the body's pose, with small models in the real format."""

import colorsys
import gc
import hashlib
import json
import weakref
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from skimage import data

from pipelines.errors import BadInput
from pipelines.identity.face import Face, Point
from pipelines.portraits import estimators
from pipelines.portraits.canvas import canvas_for
from pipelines.portraits.control_files import ALL, BODY, DEPTH, files_for
from pipelines.portraits.controls import Controls, outlines
from pipelines.portraits.drawing import ControlKind
from pipelines.portraits.estimators import BodyFinder, body_finder, body_place, depth_estimator
from pipelines.portraits.skeleton import (
    COCO_JOINTS,
    JOINTS,
    Body,
    body_from_coco,
    body_picture,
    draw_body,
)
from tests.tiny_controls import BODY_SETTINGS, write_body_model, write_depth_model

_GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "golden" / "portrait_pictures.json").read_text(encoding="utf-8")
)
FACE = Face((178, 63, 268, 176), ((200, 102), (247, 103), (220, 125), (199, 143), (240, 144)), 0.93)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("controls")
    return {**write_depth_model(folder), **write_body_model(folder)}


@pytest.fixture(scope="module")
def astronaut() -> NDArray[np.uint8]:
    return data.astronaut()


# -- outlines -------------------------------------------------------------------------------


@pytest.mark.parametrize("case", _GOLDEN["pictures"], ids=lambda case: str(case["size"]))
def test_outlines_are_those_of_the_original(
    astronaut: NDArray[np.uint8], case: dict[str, Any]
) -> None:
    width, height = case["part"]
    part = np.ascontiguousarray(astronaut[:height, :width])
    picture = canvas_for((width, height), FACE, long_side=case["side"]).picture(part)
    edges = Controls({}).picture(ControlKind.CANNY, picture, FACE)
    assert edges is not None
    assert edges.shape == picture.shape
    assert (edges[..., 0] == edges[..., 2]).all()
    one = np.ascontiguousarray(edges[..., 0])
    assert hashlib.sha256(one.tobytes()).hexdigest() == case["canny"]


def test_outlines_need_no_files() -> None:
    assert files_for([ControlKind.CANNY]) == ()
    assert files_for([ControlKind.DEPTH, ControlKind.POSE]) == (*DEPTH, *BODY)
    flat = np.full((64, 64, 3), 200, np.uint8)
    assert outlines(flat).max() == 0


# -- depth ----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [(512, 512), (300, 500)])
def test_depth_is_that_of_the_models_own_pipeline(
    files: dict[str, Path], astronaut: NDArray[np.uint8], part: tuple[int, int], tmp_path: Path
) -> None:
    from PIL import Image
    from transformers import pipeline

    pixels = np.ascontiguousarray(astronaut[: part[0], : part[1]])
    made = Controls(files).picture(ControlKind.DEPTH, pixels, FACE)
    assert made is not None
    assert (made.shape, made.dtype) == ((*part, 3), np.uint8)
    assert (made.min(), made.max()) == (0, 255)
    for weight in DEPTH:
        (tmp_path / weight.name.removeprefix("depth-anything-v2-small.")).symlink_to(
            files[weight.name]
        )
    theirs = pipeline("depth-estimation", model=str(tmp_path), device="cpu")
    near = np.asarray(theirs(Image.fromarray(pixels))["predicted_depth"])
    assert near.std() > 0
    expected = (near - near.min()) / (near.max() - near.min()) * 255
    assert np.abs(made[..., 0] - expected).max() <= 2


def test_a_picture_without_any_depth_is_black_and_no_error(files: dict[str, Path]) -> None:
    import torch

    with depth_estimator(files, DEPTH) as estimator:
        flat = SimpleNamespace(predicted_depth=torch.full((1, 70, 70), 3.0))
        estimator._model = lambda **_shown: flat
        assert estimator.depth(np.zeros((50, 40, 3), np.uint8)).max() == 0


# -- the body -------------------------------------------------------------------------------

#: A standing person below FACE, in pixels, by COCO's names.
PERSON: dict[str, tuple[float, float]] = {
    "nose": (220, 125),
    "left eye": (247, 103),
    "right eye": (200, 102),
    "left ear": (265, 110),
    "right ear": (182, 110),
    "left shoulder": (310, 230),
    "right shoulder": (140, 230),
    "left elbow": (350, 330),
    "right elbow": (100, 330),
    "left wrist": (360, 430),
    "right wrist": (90, 430),
    "left hip": (280, 470),
    "right hip": (170, 470),
    "left knee": (285, 640),
    "right knee": (165, 640),
    "left ankle": (290, 810),
    "right ankle": (160, 810),
}


def named(body: Body) -> dict[str, Point | None]:
    return dict(zip(JOINTS, body, strict=True))


class ColourModel:
    """Stands for a trained ViTPose: sees each joint as a dot of a colour of its own."""

    def __init__(self) -> None:
        self.shown: list[Any] = []

    @staticmethod
    def colour(place: int) -> tuple[int, int, int]:
        red, green, blue = colorsys.hsv_to_rgb(place / 17, 1, 1)
        return round(red * 255), round(green * 255), round(blue * 255)

    def __call__(self, pixels: Any) -> Any:
        import torch

        self.shown.append(pixels)
        mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
        deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
        seen = pixels * deviation + mean
        maps: list[torch.Tensor] = []
        for place in range(17):
            colour = torch.tensor(self.colour(place)).view(1, 3, 1, 1) / 255
            near = torch.exp(-((seen - colour) ** 2).sum(1) * 60)
            maps.append(torch.nn.functional.avg_pool2d(near[:, None], 4)[:, 0])
        return SimpleNamespace(heatmaps=torch.stack(maps, 1))


def painted(person: dict[str, tuple[float, float]], width: int, height: int) -> NDArray[np.uint8]:
    import cv2

    canvas = np.zeros((height, width, 3), np.uint8)
    for name, (x, y) in person.items():
        colour = ColourModel.colour(COCO_JOINTS.index(name))
        cv2.circle(canvas, (round(x), round(y)), 12, colour, -1)
    return canvas


@pytest.fixture
def finder() -> BodyFinder:
    from transformers import VitPoseImageProcessor

    settings: dict[str, Any] = {
        k: v for k, v in BODY_SETTINGS.items() if k != "image_processor_type"
    }
    return BodyFinder(ColourModel(), VitPoseImageProcessor(**settings))


def test_a_body_is_found_below_its_face(finder: BodyFinder) -> None:
    body = finder.find(painted(PERSON, 640, 900), FACE)
    assert body is not None
    told = named(body)
    for name, place in {**PERSON, "neck": (225, 230)}.items():
        joint = told[name]
        assert joint is not None, name
        assert np.abs(np.subtract(joint, place)).max() < 6, name
    assert len(finder._model.shown) == 2  # once where the face says, once where the body is


def test_another_person_is_another_body(finder: BodyFinder) -> None:
    """Two people: the face says whose pose is meant."""
    beside = {name: (x + 1100, y) for name, (x, y) in PERSON.items()}
    pixels = painted({**PERSON}, 1900, 900) | painted(beside, 1900, 900)
    there = Face((1278, 63, 1368, 176), FACE.keypoints, 0.9)
    for face, offset in ((FACE, 0), (there, 1100)):
        body = finder.find(pixels, face)
        assert body is not None
        nose = body[JOINTS.index("nose")]
        assert nose is not None
        assert nose[0] == pytest.approx(220 + offset, abs=6)


def test_what_the_photo_does_not_show_is_not_drawn(finder: BodyFinder) -> None:
    body = finder.find(painted(PERSON, 640, 900)[:512, :512], FACE)
    assert body is not None
    told = named(body)
    assert told["left hip"] is not None
    assert told["left knee"] is told["right ankle"] is None


def test_too_few_joints_are_no_body(finder: BodyFinder) -> None:
    few = {name: PERSON[name] for name in ("nose", "left eye", "right eye")}
    assert finder.find(painted(few, 640, 900), FACE) is None
    assert finder.find(np.zeros((900, 640, 3), np.uint8), FACE) is None


def test_the_place_of_a_body_holds_all_of_it() -> None:
    left, top, right, bottom = body_place(FACE)
    for x, y in PERSON.values():
        assert left < x < right
        assert top < y < bottom


def test_no_body_leaves_the_control_out(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch, astronaut: NDArray[np.uint8]
) -> None:
    """Random weights see hardly anything; with a lower bar they see noise, which is drawn."""
    controls = Controls(files)
    assert controls.picture(ControlKind.POSE, astronaut, FACE) is None
    monkeypatch.setattr(estimators, "LEAST_SCORE", -1.0)
    monkeypatch.setattr("pipelines.portraits.skeleton.LEAST_SCORE", -1.0)
    picture = controls.picture(ControlKind.POSE, astronaut, FACE)
    assert picture is not None
    assert picture.shape == astronaut.shape
    assert picture.max() > 0


# -- drawing --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", _GOLDEN["bodies"], ids=lambda case: case["sha256"][:8])
def test_bodies_are_drawn_as_controlnet_aux_draws_them(case: dict[str, Any]) -> None:
    body = tuple(None if joint is None else (joint[0], joint[1]) for joint in case["body"])
    picture = body_picture(body, *case["size"])
    assert hashlib.sha256(picture.tobytes()).hexdigest() == case["sha256"]


def test_each_joint_has_its_colour() -> None:
    points = [PERSON[name] for name in COCO_JOINTS]
    body = body_from_coco(points, [1.0] * 17)
    assert body is not None
    picture = draw_body(body, 640, 900)
    expected = {"nose": (255, 0, 0), "neck": (255, 85, 0), "left ear": (255, 0, 85)}
    for name, colour in {**expected, "right wrist": (170, 255, 0)}.items():
        joint = body[JOINTS.index(name)]
        assert joint is not None
        assert tuple(picture[int(joint[1]), int(joint[0])]) == colour
    between = ((140 + 100) // 2, (230 + 330) // 2)  # right upper arm
    assert tuple(picture[between[1], between[0]]) == (153, 102, 0)


def test_joints_without_a_score_are_not_drawn_nor_a_neck_without_shoulders() -> None:
    points = [PERSON[name] for name in COCO_JOINTS]
    scores: Sequence[float] = [0.0 if name == "left shoulder" else 0.9 for name in COCO_JOINTS]
    body = body_from_coco(points, scores)
    assert body is not None
    missing = [name for name, joint in zip(JOINTS, body, strict=True) if joint is None]
    assert missing == ["neck", "left shoulder"]


# -- loading --------------------------------------------------------------------------------


def test_a_model_is_gone_after_its_use(files: dict[str, Path], tmp_path: Path) -> None:
    import os
    import tempfile

    before = set(os.listdir(tempfile.gettempdir()))
    with body_finder(files, BODY) as finder:
        held = weakref.ref(finder._model)
        assert next(finder._model.parameters()).device.type == "cpu"
    del finder
    gc.collect()
    assert held() is None
    left = {name for name in set(os.listdir(tempfile.gettempdir())) - before if "control" in name}
    assert not left


def test_a_damaged_model_is_a_sentence(files: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"no safetensors")
    wrong = {**files, DEPTH[-1].name: broken}
    with pytest.raises(BadInput, match=r"cannot be loaded .*: install it again"):
        Controls(wrong).picture(ControlKind.DEPTH, np.zeros((64, 64, 3), np.uint8), FACE)
    swapped = {**files, BODY[-1].name: files[DEPTH[-1].name]}
    with pytest.raises(BadInput, match="cannot be loaded"):
        Controls(swapped).picture(ControlKind.POSE, np.zeros((64, 64, 3), np.uint8), FACE)


def test_every_file_has_its_licence_and_a_commit() -> None:
    for file in ALL:
        (source,) = file.sources
        assert len(getattr(source, "revision", "")) == 40
        assert file.licence.name == "Apache-2.0"
        assert file.licence.commercial
    assert all(file.sha256 for file in DEPTH)
