"""What a portrait carries: whose weights, which settings, its recipe; and nothing of the photo."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipelines.errors import BadInput, DiskFull, NotWritable
from pipelines.identity.face import Embedding
from pipelines.media.picture import PictureOutput
from pipelines.media.provenance import GENERATED, read_provenance
from pipelines.media.reading import read_picture, read_xmp
from pipelines.media.writing import write_picture
from pipelines.portraits.drawing import ControlKind
from pipelines.portraits.params import InstantIdParams, PortraitOutput
from pipelines.portraits.recipe import recipe_of, sitting_from
from pipelines.portraits.result import FACE_LICENCE, Portrait, check_portrait, write_portrait
from pipelines.portraits.sitting import Sitting, drawing_of

FORMATS = ("webp", "png", "jpg", "tiff", "avif")
POINTS = ((10.25, 20.5), (30.1, 20.2), (20.0, 30.0), (12.3, 40.4), (28.7, 1 / 3))
PARAMS = InstantIdParams(
    image=Path("/home/me/private/face.jpg"),
    reference_images=(Path("/home/me/private/b.jpg"),),
    pose_image=Path("/home/me/private/pose.jpg"),
    prompt="a knight",
    seed=7,
)
PROVENANCE: dict[str, Any] = {
    "hearth": "0.1.0",
    "model": "instant-id",
    "version": "abc",
    "licence": "OpenRAIL++, insightface: non-commercial research",
    "commercial_use": False,
    "settings": PARAMS.model_dump(mode="json", exclude={"image"}),
    "device": "cpu",
}


def noise(seed: int, width: int = 64, height: int = 48) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def sitting(**changed: Any) -> Sitting:
    vector = np.random.default_rng(1).standard_normal(512).astype(np.float32)
    given: dict[str, Any] = {
        "identity": Embedding(vector, "antelopev2/glintr100"),
        "keypoints": POINTS,
        "box": (5.5, 6.25, 40.125, 44.0),
        "size": (64, 48),
        "digests": ("ab" * 32,),
        "source": PARAMS.image,
    }
    return Sitting(**{**given, **changed})


def portrait(**changed: Any) -> Portrait:
    given: dict[str, Any] = {"pixels": noise(2), "sitting": sitting(), "params": PARAMS}
    return Portrait(**{**given, **changed})


def output(kind: str, **changed: Any) -> PortraitOutput:
    return PortraitOutput.model_validate({"output_format": kind, **changed})


# -- the recipe -------------------------------------------------------------------------------


def test_a_recipe_comes_back_bit_for_bit() -> None:
    grey = np.repeat(noise(3)[..., :1], 3, axis=2)
    whole = sitting(
        controls={ControlKind.CANNY: grey, ControlKind.POSE: noise(4)}, start=noise(5), among=0.7
    )
    again = sitting_from(recipe_of(whole))
    assert again.identity.vector.tobytes() == whole.identity.vector.tobytes()
    assert again.identity.recogniser == whole.identity.recogniser
    assert (again.keypoints, again.box, again.size) == (whole.keypoints, whole.box, whole.size)
    assert (again.among, again.digests) == (0.7, whole.digests)
    for kind, picture in whole.controls.items():
        assert np.array_equal(again.controls[kind], picture)
    assert again.start is not None
    assert np.array_equal(again.start, noise(5))
    assert recipe_of(again) == recipe_of(whole)


@pytest.mark.parametrize(
    "change",
    [
        {"identity": "AAAA"},
        {"identity": "not base64!"},
        {"identity": "f38AA" * 1000},
        {"keypoints": [[1, 2]] * 4},
        {"keypoints": [[1, 2, 3]] * 5},
        {"keypoints": [[1, "2"]] * 5},
        {"box": [1, 2, 3]},
        {"box": None},
        {"size": [64, 10**9]},
        {"size": [True, 64]},
        {"size": [64.5, 48]},
        {"controls": {"canny": "AAAA"}},
        {"controls": {"other": ""}},
        {"start": 3},
        {"among": "high"},
    ],
)
def test_a_recipe_that_was_tampered_with_is_refused(change: dict[str, Any]) -> None:
    found = json.loads(recipe_of(sitting()))
    with pytest.raises(BadInput, match="damaged"):
        sitting_from(json.dumps({**found, **change}))


@pytest.mark.parametrize("words", ["", "{", "[]", "3", "{}", "[" * 100_000])
def test_what_is_no_recipe_is_refused(words: str) -> None:
    with pytest.raises(BadInput):
        sitting_from(words)


def test_a_control_of_another_size_is_refused() -> None:
    found = json.loads(recipe_of(sitting(controls={ControlKind.POSE: noise(4, 32, 32)})))
    with pytest.raises(BadInput, match="damaged"):
        sitting_from(json.dumps(found))


# -- writing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_says_what_it_is_and_how_it_was_made(tmp_path: Path, kind: str) -> None:
    result = portrait(likeness=0.61)
    path = write_portrait(result, tmp_path / "out", output(kind), PROVENANCE)
    packet = read_xmp(path)
    assert packet is not None
    assert GENERATED.encode() in packet
    assert b"composite" not in packet
    assert b"Non-commercial use only." in packet
    told = read_provenance(path)
    assert told is not None
    assert told.licence == PROVENANCE["licence"]
    assert told.details["notes"] == [FACE_LICENCE]
    assert told.details["likeness"] == 0.61
    assert told.settings["seed"] == 7
    assert told.source == "face.jpg"
    again = sitting_from(told.recipe)
    assert again.identity.vector.tobytes() == result.sitting.identity.vector.tobytes()
    assert result.notes == []


def test_what_was_really_drawn_is_told_and_no_folder_of_the_disk(tmp_path: Path) -> None:
    part = PARAMS.model_copy(update={"prompt": "in oil, a knight", "seed": 99, "num_outputs": 1})
    path = write_portrait(portrait(params=part), tmp_path / "a.webp", output("webp"), PROVENANCE)
    told = read_provenance(path)
    assert told is not None
    assert (told.settings["prompt"], told.settings["seed"]) == ("in oil, a knight", 99)
    assert told.settings["pose_image"] == "pose.jpg"
    assert told.settings["reference_images"] == ["b.jpg"]
    assert b"private" not in path.read_bytes()


def test_lossless_formats_keep_the_pixels_and_nothing_of_the_photo(tmp_path: Path) -> None:
    for kind in ("png", "tiff"):
        path = write_portrait(portrait(), tmp_path / "a", output(kind), PROVENANCE)
        picture = read_picture(path)
        assert np.array_equal(picture.pixels, noise(2))
        assert picture.exif is None


def test_the_recipe_can_be_left_out(tmp_path: Path) -> None:
    path = write_portrait(
        portrait(), tmp_path / "a.png", output("png", keep_recipe=False), PROVENANCE
    )
    told = read_provenance(path)
    assert told is not None
    assert told.recipe == ""
    assert b"identity" not in (read_xmp(path) or b"")


def test_a_recipe_that_does_not_fit_into_a_jpeg_is_told_and_left_out(tmp_path: Path) -> None:
    large = sitting(start=noise(5, 320, 320), size=(320, 320))
    result = portrait(sitting=large)
    path = write_portrait(result, tmp_path / "a.jpg", output("jpg"), PROVENANCE)
    assert ["did not fit" in str(note) for note in result.notes] == [True]
    told = read_provenance(path)
    assert told is not None
    assert told.settings["seed"] == 7
    assert told.recipe == ""
    result = portrait(sitting=large)
    path = write_portrait(result, tmp_path / "a.webp", output("webp"), PROVENANCE)
    told = read_provenance(path)
    assert told is not None
    assert told.recipe
    assert result.notes == []


def test_the_lowest_quality_is_written_in_every_format(tmp_path: Path) -> None:
    for kind in FORMATS:
        path = tmp_path / kind
        assert write_portrait(portrait(), path, output(kind, output_quality=0), PROVENANCE).stat()


def test_what_is_made_of_a_portrait_stays_generated_and_loses_the_recipe(tmp_path: Path) -> None:
    path = write_portrait(portrait(), tmp_path / "a.png", output("png"), PROVENANCE)
    picture = read_picture(path)
    larger = write_picture(
        picture, tmp_path / "b.png", PictureOutput(), {**PROVENANCE, "model": "real-esrgan"}
    )
    packet = read_xmp(larger) or b""
    assert GENERATED.encode() in packet
    told = read_provenance(larger)
    assert told is not None
    assert told.model == "real-esrgan"
    assert told.recipe == ""


def test_a_format_that_cannot_hold_it_is_told_before_drawing() -> None:
    wide = sitting(size=(20_000, 64))
    with pytest.raises(BadInput, match="at most 16383"):
        check_portrait(wide, PARAMS, Path("a.webp"), output("webp"))
    check_portrait(wide, PARAMS, Path("a.png"), output("png"))


def test_a_place_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            write_portrait(portrait(), tmp_path / "a.png", output("png"), PROVENANCE)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "a.png").mkdir()
    with pytest.raises(NotWritable):
        write_portrait(portrait(), tmp_path / "taken" / "a.png", output("png"), PROVENANCE)
    assert [path.name for path in tmp_path.rglob("*")] == ["taken", "a.png"]


# -- the drawing ------------------------------------------------------------------------------


def test_a_drawing_takes_the_settings_of_the_fast_mode_only_in_fast_mode() -> None:
    drawing = drawing_of(sitting(), PARAMS)
    assert (drawing.steps, drawing.guidance, drawing.lcm) == (30, 7.5, False)
    assert drawing.scheduler == "EulerDiscreteScheduler"
    assert drawing.size == (64, 48)
    assert drawing.mask == sitting().box
    fast = PARAMS.model_copy(update={"enable_lcm": True, "enhance_nonface_region": False})
    drawing = drawing_of(sitting(start=noise(5)), fast)
    assert (drawing.steps, drawing.guidance, drawing.lcm) == (5, 1.5, True)
    assert drawing.scheduler == "LCMScheduler"
    assert drawing.mask is None
    assert drawing.start is not None
    assert drawing.start.strength == 0.85


def test_controls_come_in_the_same_order_with_their_strengths() -> None:
    kinds = (ControlKind.DEPTH, ControlKind.POSE)
    drawing = drawing_of(sitting(controls={kind: noise(4) for kind in kinds}), PARAMS)
    assert [(control.kind, control.strength) for control in drawing.controls] == [
        (ControlKind.POSE, 0.4),
        (ControlKind.DEPTH, 0.5),
    ]
