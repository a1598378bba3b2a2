"""The whole model on small weights: looked at once, drawn again bit for bit, told what is wrong."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import resources
from pipelines.errors import BadInput, PictureTooLarge
from pipelines.media.provenance import read_provenance
from pipelines.media.reading import read_picture
from pipelines.models.instant_id import SPEC
from pipelines.own_models.shelf import OwnModels
from pipelines.places import Places
from pipelines.portraits import painter as painting
from pipelines.portraits.drawing import ControlKind
from pipelines.portraits.looker import Looker
from pipelines.portraits.params import InstantIdParams, PortraitOutput
from pipelines.portraits.recipe import recipe_of, sitting_from
from pipelines.portraying.events import PortraitDone, SeriesResult
from pipelines.portraying.remaking import remake, remake_of, run_otherwise
from pipelines.portraying.series import draw_series, find_sitting
from pipelines.progress import CancelToken, Progress
from pipelines.run import Runtime, build_runtime
from pipelines.spec import Kind, Part
from tests.portrait_weights import SmallFiles, small_catalogue, write_small_files

EXAMPLES = Path(resources.__file__).parent / "examples"
ASTRONAUT, CAT = EXAMPLES / "astronaut.jpg", EXAMPLES / "cat.jpg"
WITH_DEPTH_AND_POSE = {"enable_depth_controlnet": True, "enable_pose_controlnet": True}
SDE = "DPMSolverMultistepScheduler-Karras-SDE"
QUICK: dict[str, Any] = {
    "prompt": "a (knight:1.2)",
    "num_inference_steps": 2,
    "output_width": 64,
    "output_height": 64,
    "enable_pose_controlnet": False,
    "disable_safety_checker": True,
    "seed": 5,
}

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallFiles]:
    made = write_small_files(tmp_path_factory.mktemp("small"))
    with small_catalogue(made):
        yield made


@pytest.fixture(scope="module")
def runtime(small: SmallFiles, tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    folder = tmp_path_factory.mktemp("data")
    return build_runtime(Places(folder, folder))


def params(**changed: Any) -> InstantIdParams:
    return InstantIdParams.model_validate({"image": ASTRONAUT, **QUICK, **changed})


def draw(
    runtime: Runtime, folder: Path, asked: InstantIdParams, kind: str = "png", **given: Any
) -> SeriesResult:
    output = PortraitOutput.model_validate({"output_format": kind})
    parts = given.pop("parts", None) or SPEC.parts(asked)  # type: ignore[misc]

    def target(_part: Part[Any], number: int) -> Path:
        return folder / f"{number}"

    return draw_series(runtime, SPEC, parts, target, output, Progress(), **given)


# -- again, out of the metadata alone ---------------------------------------------------------


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[np.ndarray[Any, Any]]:
    """The pixels of everything that is drawn, before a format loses some of them."""
    seen: list[np.ndarray[Any, Any]] = []
    real = painting.InstantIdPainter.draw

    def draw_and_keep(*given: Any, **named: Any) -> Any:
        pictures = real(*given, **named)
        seen.extend(pictures)
        return pictures

    monkeypatch.setattr(painting.InstantIdPainter, "draw", draw_and_keep)
    return seen


SLOW = pytest.mark.slow
PLAIN = {"guidance_scale": 1.0, "enhance_nonface_region": False}
NETS = {"enable_canny_controlnet": True, "scheduler": SDE} | WITH_DEPTH_AND_POSE
FAST = {"enable_lcm": True, "lcm_num_inference_steps": 2, "output_width": 96}
BEGUN = {"init_image": CAT, "strength": 0.6, "enable_canny_controlnet": True}


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        pytest.param("webp", {}, id="mask"),
        pytest.param("jpg", PLAIN, id="jpeg-no-mask", marks=SLOW),
        pytest.param("png", NETS, id="several-nets", marks=SLOW),
        pytest.param("webp", FAST, id="lcm", marks=SLOW),
        pytest.param("webp", BEGUN, id="begin-from", marks=SLOW),
        pytest.param(
            "png",
            {"pose_image": ASTRONAUT, "reference_images": (ASTRONAUT,), "style": "neon"},
            id="pose-style",
        ),
    ],
)
def test_a_portrait_is_made_again_bit_for_bit(
    runtime: Runtime,
    tmp_path: Path,
    drawn: list[np.ndarray[Any, Any]],
    kind: str,
    changed: dict[str, Any],
) -> None:
    (done,) = draw(runtime, tmp_path / "first", params(**changed), kind).done
    alone = tmp_path / "alone" / done.path.name
    alone.parent.mkdir()
    done.path.rename(alone)  # nothing but this file
    again = remake_of(alone, OwnModels(tmp_path / "own"), runtime.versions)
    assert again.remarks == ()
    output = PortraitOutput.model_validate({"output_format": kind})
    result = remake(runtime, again, lambda _p, _n: tmp_path / "again", output, Progress())
    (second,) = result.done
    assert run_otherwise(again, second) is None
    assert run_otherwise(replace(again, details={"device": "cuda:0"}), second) is not None
    assert drawn[0].tobytes() == drawn[1].tobytes()
    assert (second.seed, second.likeness) == (done.seed, done.likeness)
    assert second.path.read_bytes() == alone.read_bytes()  # and so is all that it says


def test_what_decides_the_picture_is_in_the_recipe(
    runtime: Runtime, tmp_path: Path, drawn: list[np.ndarray[Any, Any]]
) -> None:
    """Were something left out of it, another value there would not change the picture."""
    (done,) = draw(runtime, tmp_path, params(enable_canny_controlnet=True)).done
    again = remake_of(done.path, None, runtime.versions)
    sitting = again.sitting
    left, top, right, bottom = sitting.box
    changes: list[dict[str, Any]] = [
        {"identity": replace(sitting.identity, vector=sitting.identity.vector[::-1].copy())},
        {"keypoints": tuple((x + 9, y) for x, y in sitting.keypoints)},
        {"box": (left, top, right - 16, bottom - 16)},
        {"controls": {ControlKind.CANNY: 255 - sitting.controls[ControlKind.CANNY]}},
    ]
    output = PortraitOutput(output_format="png")
    for change in changes:
        other = replace(again, sitting=replace(sitting, **change))
        remake(runtime, other, lambda _p, _n: tmp_path / "other", output, Progress())
        assert drawn[0].tobytes() != drawn[-1].tobytes(), change.keys()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("cat.jpg", "is no portrait drawn by Hearth"),
        ("README.md", "is no portrait"),
        ("no.png", "There is no picture"),
    ],
)
def test_what_cannot_be_made_again_is_told(runtime: Runtime, name: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        remake_of(EXAMPLES / name, None, runtime.versions)


def written(runtime: Runtime, path: Path, **told: Any) -> Path:
    """A picture that says what it is told to."""
    from pipelines.media.picture import Picture, PictureOutput
    from pipelines.media.writing import write_picture

    sitting = find_sitting(runtime, SPEC, params(), Progress())
    known = {
        "model": "instant-id",
        "hearth": "0.0.1",
        "version": "0123456789ab",
        "device": "cuda:7",
        "settings": params().model_dump(mode="json", exclude={"image"}),
        "recipe": recipe_of(sitting),
    }
    pixels = np.zeros((64, 64, 3), np.uint8)
    return write_picture(Picture(pixels), path, PictureOutput(), {**known, **told})


def test_what_is_not_as_it_was_is_told(runtime: Runtime, tmp_path: Path) -> None:
    again = remake_of(written(runtime, tmp_path / "a.png"), None, runtime.versions)
    said = " ".join(map(str, again.remarks))
    assert "version 0123456789ab" in said
    assert "cuda:7, which is not here" in said
    assert "Hearth 0.0.1" in said


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"recipe": ""}, "without its recipe"),
        ({"recipe": "{}"}, "newer Hearth"),
        ({"recipe": '{"format":1}'}, "damaged"),
        ({"model": "real-esrgan"}, "no portrait drawn by Hearth"),
        ({"model": "gone"}, "drawn by gone, which is not here"),
        ({"settings": {"seed": None}}, "does not say its seed"),
        ({"settings": {"seed": 1, "guidance_scale": 99}}, "from 1 to 50"),
        ({"settings": {"seed": 1, "future": 3}}, "no setting called future"),
        ({"settings": {"seed": 1, "checkpoint": "mine"}}, "own base model mine"),
    ],
)
def test_metadata_that_anyone_may_have_made_is_checked(
    runtime: Runtime, tmp_path: Path, told: dict[str, Any], sentence: str
) -> None:
    path = written(runtime, tmp_path / "a.png", **told)
    with pytest.raises(BadInput, match=sentence):
        remake_of(path, None, runtime.versions)


# -- once a photo, once a prompt --------------------------------------------------------------


@pytest.mark.slow
def test_sixteen_portraits_look_read_and_measure_once(
    runtime: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: dict[str, int] = {}

    def counted(owner: Any, name: str, label: str) -> None:
        real = getattr(owner, name)

        def count(*given: Any, **named: Any) -> Any:
            counts[label] = counts.get(label, 0) + 1
            return real(*given, **named)

        monkeypatch.setattr(owner, name, count)

    from diffusers.models.embeddings import IPAdapterPlusImageProjection
    from transformers import CLIPTextModel

    photo = tmp_path / "never-seen.png"
    with Image.open(ASTRONAUT) as picture:
        picture.rotate(2).save(photo)
    asked = params(image=photo, prompt="a new prompt", num_inference_steps=1, num_outputs=8)
    counted(Looker, "_looked", "looks")
    parts = (*SPEC.parts(asked), *SPEC.parts(asked.model_copy(update={"seed": 90})))  # type: ignore[misc]
    counted(IPAdapterPlusImageProjection, "forward", "face tokens")
    counted(CLIPTextModel, "forward", "texts")
    first: dict[str, int] = {}

    def hear(event: Any) -> None:
        if isinstance(event, PortraitDone):
            first.update({} if first else counts)

    result = draw(runtime, tmp_path, asked, parts=parts, listener=hear)
    assert len(result.done) == 16
    assert len({event.path.read_bytes() for event in result.done}) == 16
    assert counts == first  # the first one did all there was to do
    assert (counts["looks"], counts["face tokens"]) == (1, 1)
    assert counts["texts"] > 0


def test_a_photo_that_has_changed_is_looked_at_again(runtime: Runtime, tmp_path: Path) -> None:
    photo = tmp_path / "face.png"
    with Image.open(ASTRONAUT) as picture:
        picture.save(photo)
        asked = params(image=photo)
        first = find_sitting(runtime, SPEC, asked, Progress())
        assert find_sitting(runtime, SPEC, asked, Progress()).identity is first.identity
        picture.rotate(3).save(photo)
    assert find_sitting(runtime, SPEC, asked, Progress()).digests != first.digests


# -- what is wrong ----------------------------------------------------------------------------


def fresh(folder: Path) -> Runtime:
    """Nothing installed."""
    return build_runtime(Places(folder / "data", folder / "config"))


def plain(folder: Path, colour: int = 128) -> Path:
    """A picture of one colour, in which the small detector finds nobody."""
    path = folder / f"plain-{colour}.png"
    Image.new("RGB", (300, 200), (colour,) * 3).save(path)
    return path


def test_no_face_is_told_before_anything_large_is_fetched(
    small: SmallFiles, tmp_path: Path
) -> None:
    runtime = fresh(tmp_path)
    with pytest.raises(BadInput, match=r"No face was found in plain-128\.png"):
        draw(runtime, tmp_path / "out", params(image=plain(tmp_path)))
    here = {path.name for path in runtime.places.weights.rglob("*.*") if path.is_file()}
    assert "glintr100.onnx" in here
    assert not any("safetensors" in name for name in here)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"prompt": " "}, "The prompt is empty"),
        ({"style": "baroque"}, "no style called baroque"),
        ({"face": 2}, "has 1 faces and no number 2"),
        ({"image": EXAMPLES / "README.md"}, r"README\.md"),
        ({"image": EXAMPLES / "gone.jpg"}, r"gone\.jpg cannot be"),
        ({"reference_images": (EXAMPLES / "gone.jpg",)}, r"gone\.jpg cannot be"),
        ({"output_width": 32}, "32 pixels: choose"),
        ({"checkpoint": EXAMPLES / "gone.safetensors"}, "There is no base model"),
        ({"checkpoint": CAT}, r"cat\.jpg is no \.safetensors"),
    ],
)
def test_bad_inputs_are_told_in_one_sentence(
    runtime: Runtime, tmp_path: Path, changed: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        draw(runtime, tmp_path / "out", params(**changed))
    assert not (tmp_path / "out").exists()


def test_a_pose_picture_needs_a_face_and_a_reference_does_not(
    runtime: Runtime, tmp_path: Path
) -> None:
    empty = plain(tmp_path)
    with pytest.raises(BadInput, match="No face was found in plain-128"):
        find_sitting(runtime, SPEC, params(pose_image=empty), Progress())
    sitting = find_sitting(runtime, SPEC, params(reference_images=(empty,)), Progress())
    assert [str(remark) for remark in sitting.remarks] == [
        "No face was found in plain-128.png: it was left out."
    ]


def test_somebody_else_among_the_references_is_named(runtime: Runtime, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    noise = np.random.default_rng(1).integers(0, 256, (192, 192, 3), dtype=np.uint8)
    Image.fromarray(noise).save(other)
    asked = params(reference_images=(ASTRONAUT, other))
    (done,) = draw(runtime, tmp_path / "out", asked).done
    assert done.among_photos == pytest.approx(1.0)
    assert any("other.png looks like somebody else" in str(note) for note in done.notes)


def test_a_huge_picture_is_told_before_it_is_decoded(runtime: Runtime, tmp_path: Path) -> None:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        told = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + told

    huge = tmp_path / "huge.png"
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    huge.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IEND", b""))
    with pytest.raises(PictureTooLarge, match="60000 x 60000"):
        draw(runtime, tmp_path / "out", params(image=huge))


def test_an_unsafe_picture_is_not_kept(runtime: Runtime, small: SmallFiles, tmp_path: Path) -> None:
    from pipelines.diffusion.catalogue import SAFETY_CHECKER
    from tests.tiny_diffusion import write_safety_checker

    checker = write_safety_checker(small.checker.with_name("stern"), objects=True)
    files = {**small.files, SAFETY_CHECKER.name: checker / "model.safetensors"}
    with small_catalogue(replace(small, files=files, checker=checker)):
        asked = params(disable_safety_checker=False, num_outputs=2, num_inference_steps=1)
        result = draw(runtime, tmp_path / "out", asked)
    assert len(result.failed) == 2
    assert "The safety checker" in str(result.failed[0].reason)
    assert not (tmp_path / "out").exists()


def test_a_cancel_takes_effect_within_a_step(runtime: Runtime, tmp_path: Path) -> None:
    cancel = CancelToken()
    steps: list[float] = []

    def hear(event: Any) -> None:
        if getattr(event, "fraction", None):
            steps.append(event.fraction)
            cancel.cancel()

    output = PortraitOutput(output_format="png")
    asked = params(num_inference_steps=40)
    settings = (SPEC.parts(asked), lambda _p, _n: tmp_path / "a", output)  # type: ignore[misc]
    result = draw_series(runtime, SPEC, *settings, Progress(None, cancel), listener=hear)
    assert result.cancelled
    assert len(steps) == 1
    assert not list(tmp_path.glob("a*"))


# -- what is drawn ----------------------------------------------------------------------------


def test_likeness_is_that_of_the_written_picture(runtime: Runtime, tmp_path: Path) -> None:
    (done,) = draw(runtime, tmp_path, params()).done
    sitting = find_sitting(runtime, SPEC, params(), Progress())
    assert sitting.likeness is not None
    assert done.likeness == sitting.likeness(read_picture(done.path).pixels)
    told = read_provenance(done.path)
    assert told is not None
    assert told.details["likeness"] == done.likeness


def test_the_size_is_known_from_the_header(runtime: Runtime) -> None:
    for changed in ({}, {"output_width": 0, "output_height": 0}, {"output_height": 0}):
        asked = params(**changed)
        sitting = find_sitting(runtime, SPEC, asked, Progress())
        extent = SPEC.measure(asked)
        assert (extent.width, extent.height) == sitting.size
        assert SPEC.extent_of(sitting) == extent


def test_previews_come_while_it_is_drawn(runtime: Runtime, tmp_path: Path) -> None:
    seen: list[Any] = []
    draw(runtime, tmp_path, params(num_inference_steps=6), listener=seen.append)
    kinds = [type(event).__name__ for event in seen]
    assert kinds[0] == "PortraitStarted"
    assert "PortraitPreviewed" in kinds
    assert kinds.index("PortraitPreviewed") < kinds.index("PortraitDone")


def test_a_run_by_itself_draws_the_first_part(runtime: Runtime, tmp_path: Path) -> None:
    """What knows nothing of parts (the API of Replicate, a trial) still gets a picture."""
    from pipelines.run import run

    asked = params(seed=None, num_outputs=3, style="mars")
    path = tmp_path / "one.png"
    outcome = run(runtime, SPEC, asked, path, PortraitOutput(output_format="png"), Progress())
    told = read_provenance(outcome.path)
    assert told is not None
    assert isinstance(told.settings["seed"], int)
    assert "plains of Mars" in told.settings["prompt"]
    assert told.settings["num_outputs"] == 1
    remake_of(outcome.path, None, runtime.versions)


def shelf_with(path: Path, folder: Path) -> OwnModels:
    """A shelf with that base model, which is too small to be recognised as one."""
    about = {"name": "me/base", "kind": Kind.SDXL.value, "family": "SDXL", "title": "Base"}
    record = {**about, "path": str(path), "sha256": "0" * 64, "size": path.stat().st_size}
    (folder / "me" / "base").mkdir(parents=True)
    (folder / "me" / "base" / "model.json").write_text(json.dumps(record))
    return OwnModels(folder)


def test_a_base_model_of_ones_own_draws_and_keeps_its_licence(
    runtime: Runtime, small: SmallFiles, tmp_path: Path
) -> None:
    from pipelines.diffusion.catalogue import SDXL_BASE

    own = small.files[SDXL_BASE.files[0].name]
    (done,) = draw(runtime, tmp_path, params(checkpoint=own)).done
    told = read_provenance(done.path)
    assert told is not None
    assert told.licence.startswith("as the author of the weights states, insightface")
    assert told.details["commercial_use"] is False
    assert str(own.parent) not in str(told)
    with pytest.raises(BadInput, match="say where it is with --checkpoint"):
        remake_of(done.path, None, runtime.versions)
    assert remake_of(done.path, None, runtime.versions, own).part.params.checkpoint == own
    again = remake_of(done.path, shelf_with(own, tmp_path / "own"), runtime.versions)
    assert again.part.params.checkpoint == own
    assert "that of this name among your models was taken" in str(again.remarks[0])


def test_a_shelf_model_draws_under_its_own_name(
    runtime: Runtime, small: SmallFiles, tmp_path: Path
) -> None:
    """Derived SPECs keep older names of settings, parts, the first look and all licences."""
    from pipelines.diffusion.catalogue import SDXL_BASE
    from pipelines.own_models.derived import derive
    from pipelines.own_models.shelf import OwnModel

    own = OwnModel(
        folder=tmp_path / "own",
        name="own/mine",
        title="Mine",
        kind=Kind.SDXL,
        family="SDXL",
        path=small.files[SDXL_BASE.files[0].name],
        sha256="0" * 64,
        size=1,
        licence="CC-BY-4.0",
        commercial=True,
    )
    spec = derive(SPEC, own)
    assert "checkpoint" not in spec.params.model_fields
    asked = spec.params(image=ASTRONAUT, **QUICK, width=704, style="neon", num_outputs=2)
    assert asked.face_detection_input_width == 704
    assert spec.parts is not None
    parts = spec.parts(asked)
    assert [type(part.params) for part in parts] == [spec.params] * 2
    output = PortraitOutput(output_format="png")
    result = draw_series(
        runtime, spec, parts, lambda _part, number: tmp_path / f"{number}", output, Progress()
    )
    assert len(result.done) == 2
    told = read_provenance(result.done[0].path)
    assert told is not None
    assert told.model == "own/mine"
    assert told.licence.startswith("CC-BY-4.0, insightface")
    assert told.details["commercial_use"] is False
    assert told.recipe


def test_the_recipe_of_a_sitting_is_that_sitting(runtime: Runtime) -> None:
    sitting = find_sitting(runtime, SPEC, params(enable_canny_controlnet=True), Progress())
    again = sitting_from(recipe_of(sitting))
    assert again.keypoints == tuple(map(tuple, sitting.keypoints))
    assert again.box == sitting.box
    assert again.controls.keys() == {ControlKind.CANNY}
