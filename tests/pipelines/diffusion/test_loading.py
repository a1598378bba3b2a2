"""Small random models in the real file formats: what is loaded is what was saved, or is refused."""

import json
import socket
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from pipelines.device import Plan
from pipelines.diffusion.base_models import FOLDER_PARTS, BaseModel
from pipelines.diffusion.catalogue import base_model
from pipelines.diffusion.layout import Architecture, checker_folder
from pipelines.diffusion.loading import load_controlnet, load_sd15, load_sdxl
from pipelines.errors import BadInput, HearthError, UnknownCheckpoint, UnsafeCheckpoint
from pipelines.text import text
from tests import tiny_checkpoint, tiny_diffusion

CPU = Plan("cpu", "float32", 0, text("a test"))
HALF = replace(CPU, dtype="float16")
MODELS = ("unet", "vae", "text_encoder", "text_encoder_2")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for a connection fails, and so does the test."""

    def refuse(*_given: Any) -> None:
        raise AssertionError("loading asked for a connection")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def files(there: Path) -> dict[str, Path]:
    return tiny_diffusion.tokenizer_files(there / "words")


@pytest.fixture(scope="module")
def sdxl(there: Path) -> Architecture:
    return tiny_diffusion.tiny_sdxl(there / "sdxl-settings")


@pytest.fixture(scope="module")
def sd15(there: Path) -> Architecture:
    return tiny_diffusion.tiny_sd15(there / "sd15-settings")


@pytest.fixture(scope="module")
def folder(there: Path) -> Path:
    return tiny_diffusion.write_sdxl_folder(there / "folder")


@pytest.fixture(scope="module")
def checkpoint(there: Path) -> Path:
    return tiny_checkpoint.write_sdxl_checkpoint(there / "mine.safetensors")


def assert_holds(pipe: Any, parts: Mapping[str, Any], dtype: torch.dtype = torch.float32) -> None:
    """Every number of every part is there."""
    for name in parts:
        if name not in MODELS:
            continue
        found, wanted = getattr(pipe, name).state_dict(), parts[name].state_dict()
        assert found.keys() == wanted.keys()
        for key, value in wanted.items():
            assert torch.equal(found[key], value.to(dtype)), f"{name}.{key}"


def test_a_checkpoint_in_one_file(
    checkpoint: Path,
    files: dict[str, Path],
    sdxl: Architecture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    pipe = load_sdxl(checkpoint, files, CPU, sdxl)
    assert_holds(pipe, tiny_diffusion.sdxl_parts())
    assert pipe.watermark is None
    assert (pipe.tokenizer.pad_token, pipe.tokenizer_2.pad_token) == ("<|endoftext|>", "!")
    assert not any(part.training for part in (pipe.unet, pipe.vae, pipe.text_encoder))
    assert capfd.readouterr() == ("", "")


def test_a_checkpoint_of_sd15(there: Path, files: dict[str, Path], sd15: Architecture) -> None:
    path = tiny_checkpoint.write_sd15_checkpoint(there / "old.safetensors")
    pipe = load_sd15(path, files, CPU, sd15)
    assert_holds(pipe, tiny_diffusion.sd15_parts())
    assert pipe.safety_checker is None


def test_a_folder(folder: Path, files: dict[str, Path], sdxl: Architecture) -> None:
    pipe = load_sdxl(folder, files, CPU, sdxl)
    assert_holds(pipe, tiny_diffusion.sdxl_parts())
    assert type(pipe.scheduler).__name__ == "EulerDiscreteScheduler"


def test_a_folder_of_sd15(there: Path, files: dict[str, Path], sd15: Architecture) -> None:
    pipe = load_sd15(tiny_diffusion.write_sd15_folder(there / "old"), files, CPU, sd15)
    assert_holds(pipe, tiny_diffusion.sd15_parts())
    assert type(pipe.scheduler).__name__ == "PNDMScheduler"


def test_a_folder_in_half_precision_is_read_in_any(
    there: Path, files: dict[str, Path], sdxl: Architecture
) -> None:
    path = tiny_diffusion.write_sdxl_folder(there / "halves", "fp16")
    wide = load_sdxl(path, files, CPU, sdxl)
    assert wide.unet.dtype == wide.text_encoder_2.dtype == torch.float32
    half = load_sdxl(path, files, HALF, sdxl)
    assert half.unet.dtype == half.text_encoder_2.dtype == torch.float16
    assert torch.equal(wide.unet.conv_in.weight.half(), half.unet.conv_in.weight)


def test_the_parts_of_a_base_model_in_the_store(
    folder: Path, files: dict[str, Path], sdxl: Architecture
) -> None:
    """They lie there under names of their own; the settings come with the app."""
    model = base_model("nightvision-xl-0791")
    stored = {file.name: folder / model.part_of(file) for file in model.files}
    assert len(stored) == len(FOLDER_PARTS)
    assert_holds(load_sdxl(model, {**files, **stored}, CPU, sdxl), tiny_diffusion.sdxl_parts())


def test_a_base_model_in_one_file(
    checkpoint: Path, files: dict[str, Path], sdxl: Architecture
) -> None:
    model = base_model("stable-diffusion-xl-base-1.0")
    assert isinstance(model, BaseModel)
    stored = {model.files[0].name: checkpoint}
    assert_holds(load_sdxl(model, {**files, **stored}, CPU, sdxl), tiny_diffusion.sdxl_parts())


def test_in_float16_the_vae_does_not_overflow(
    there: Path, checkpoint: Path, folder: Path, files: dict[str, Path], sdxl: Architecture
) -> None:
    """Its own stays in float32; the one made for float16 takes its place where it is given."""
    fixed = {**files, "sdxl-vae-fp16-fix.safetensors": tiny_checkpoint.write_vae(there / "vae")}
    for source in (checkpoint, folder):
        own = load_sdxl(source, files, HALF, sdxl)
        assert (own.unet.dtype, own.vae.dtype) == (torch.float16, torch.float32)
        made_for_it = load_sdxl(source, fixed, HALF, sdxl)
        assert made_for_it.vae.dtype == torch.float16
        assert not made_for_it.vae.config.force_upcast
        weight = tiny_diffusion.sdxl_parts()["vae"].decoder.conv_in.weight
        assert torch.equal(made_for_it.vae.decoder.conv_in.weight, weight.half())
        assert load_sdxl(source, fixed, CPU, sdxl).vae.config.force_upcast


def test_a_checkpoint_that_predicts_velocity_says_so(
    there: Path, files: dict[str, Path], sdxl: Architecture
) -> None:
    marks = {"v_pred": torch.zeros(1), "ztsnr": torch.zeros(1)}
    path = tiny_checkpoint.write_sdxl_checkpoint(there / "velocity.safetensors", marks)
    config = load_sdxl(path, files, CPU, sdxl).scheduler.config
    assert (config.prediction_type, config.rescale_betas_zero_snr) == ("v_prediction", True)


def test_a_controlnet_out_of_a_folder_or_a_file(there: Path) -> None:
    made = tiny_diffusion.write_controlnet(there / "pose")
    weights = made / "diffusion_pytorch_model.safetensors"
    for source in (made, weights):
        net = load_controlnet(source, HALF, made)
        assert net.dtype == torch.float16
        for name, value in load_file(weights).items():
            assert torch.equal(net.state_dict()[name], value.half())


def test_a_controlnet_of_a_class_of_ones_own(there: Path) -> None:
    from diffusers.models.controlnets.controlnet import ControlNetModel

    class Own(ControlNetModel):
        """As InstantID's."""

    made = tiny_diffusion.write_identity_net(there / "identity")
    weights = made / "diffusion_pytorch_model.safetensors"
    for source in (made, weights):
        assert isinstance(load_controlnet(source, CPU, made, Own), Own)


def test_the_safety_checker_out_of_one_file(there: Path) -> None:
    """Only the real settings travel with the app, so the folder is looked at and not loaded."""
    made = tiny_diffusion.write_safety_checker(there / "checker")
    with checker_folder(made / "model.safetensors") as found:
        names = {path.name for path in found.path.iterdir()}
        assert names == {"config.json", "model.safetensors", "preprocessor_config.json"}
        assert load_file(found.path / "model.safetensors")


def without(path: Path, target: Path, start: str) -> Path:
    """The checkpoint without the tensors whose names begin so."""
    state = {key: value for key, value in load_file(path).items() if not key.startswith(start)}
    save_file(state, target)
    return target


def cut(path: Path, target: Path) -> Path:
    target.write_bytes(path.read_bytes()[:-1000])
    return target


def pickled(target: Path) -> Path:
    torch.save({"state_dict": {"model.diffusion_model.x": torch.zeros(2)}}, target)
    return target


@pytest.mark.parametrize(
    ("spoil", "kind", "words"),
    [
        (lambda a, _b, t: cut(a, t), BadInput, "is damaged or incomplete"),
        (lambda a, _b, t: a.with_name("nowhere.safetensors"), BadInput, "cannot be read"),
        (lambda _a, _b, t: pickled(t), UnsafeCheckpoint, "get the model as .safetensors"),
        (lambda _a, b, t: b, UnknownCheckpoint, "is of an unknown family"),
        (
            lambda a, _b, t: without(a, t, "first_stage_model."),
            UnknownCheckpoint,
            "only a part of a SDXL model",
        ),
        (
            lambda a, _b, t: without(a, t, "conditioner."),
            UnknownCheckpoint,
            "only a part of a SDXL model",
        ),
        (
            lambda a, _b, t: without(a, t, "model.diffusion_model.output_blocks.3"),
            UnknownCheckpoint,
            "weights are incomplete",
        ),
        (
            lambda a, _b, t: without(a, t, "conditioner.embedders.1.model.ln_final"),
            UnknownCheckpoint,
            "weights are incomplete",
        ),
        (
            lambda a, _b, t: without(a, t, "model."),
            UnknownCheckpoint,
            "is no checkpoint of Stable Diffusion",
        ),
    ],
)
def test_a_checkpoint_that_is_no_such_one(
    checkpoint: Path,
    files: dict[str, Path],
    sdxl: Architecture,
    tmp_path: Path,
    spoil: Any,
    kind: type[HearthError],
    words: str,
) -> None:
    other = tiny_checkpoint.write_sd15_checkpoint(tmp_path / "old.safetensors")
    with pytest.raises(kind, match=words):
        load_sdxl(spoil(checkpoint, other, tmp_path / "spoilt.safetensors"), files, CPU, sdxl)


def test_the_real_families_are_called_by_their_names(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    """With the settings of the real SDXL: what is asked for, and what was given."""
    key = "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight"
    path = tmp_path / "realistic.safetensors"
    save_file({key: torch.zeros(320, 768)}, path)
    with pytest.raises(UnknownCheckpoint) as caught:
        load_sdxl(path, files, CPU)
    assert str(caught.value) == (
        "realistic.safetensors is Stable Diffusion 1.5, and a model of SDXL is needed: choose "
        "another one."
    )


def spoiled_folder(folder: Path, target: Path, spoil: str) -> Path:
    import shutil

    shutil.copytree(folder, target)
    weights = target / "unet" / "diffusion_pytorch_model.safetensors"
    config = target / "unet" / "config.json"
    if spoil == "pickle":
        weights.rename(weights.with_suffix(".bin"))
    elif spoil == "part":
        shutil.rmtree(target / "text_encoder_2")
    elif spoil == "unet":
        shutil.rmtree(target / "unet")
    elif spoil == "family":
        told = json.loads(config.read_text())
        config.write_text(json.dumps({**told, "cross_attention_dim": 768}))
    elif spoil == "settings":
        config.write_text("{")
    elif spoil == "cut":
        weights.write_bytes(weights.read_bytes()[:-1000])
    elif spoil == "shapes":
        told = json.loads(config.read_text())
        config.write_text(json.dumps({**told, "block_out_channels": [32, 64, 96]}))
    else:
        save_file(dict(list(load_file(weights).items())[5:]), weights)
    return target


@pytest.mark.parametrize(
    ("spoil", "kind", "words"),
    [
        ("pickle", UnsafeCheckpoint, "only as .bin"),
        ("part", BadInput, "text_encoder_2/config.json is missing"),
        ("unet", UnknownCheckpoint, "is no SDXL folder"),
        ("family", UnknownCheckpoint, "is Stable Diffusion 1.5, and a model of SDXL is needed"),
        ("settings", BadInput, "config.json in unet cannot be read"),
        ("cut", UnknownCheckpoint, "cannot be loaded"),
        ("shapes", UnknownCheckpoint, "cannot be loaded"),
        ("weights", UnknownCheckpoint, "cannot be loaded"),
    ],
)
def test_a_folder_that_is_no_such_one(
    folder: Path,
    files: dict[str, Path],
    sdxl: Architecture,
    tmp_path: Path,
    spoil: str,
    kind: type[HearthError],
    words: str,
) -> None:
    with pytest.raises(kind, match=words):
        load_sdxl(spoiled_folder(folder, tmp_path / "copy", spoil), files, CPU, sdxl)


def test_what_is_no_controlnet_is_refused(checkpoint: Path, there: Path, tmp_path: Path) -> None:
    made = tiny_diffusion.write_controlnet(there / "canny")
    old = tiny_diffusion.write_sd15_controlnet(there / "old-canny")
    with pytest.raises(UnknownCheckpoint, match="is no ControlNet"):
        load_controlnet(checkpoint, CPU, made)
    with pytest.raises(UnknownCheckpoint, match="is a ControlNet for another model"):
        load_controlnet(old / "diffusion_pytorch_model.safetensors", CPU, made)
    with pytest.raises(UnsafeCheckpoint):
        load_controlnet(pickled(tmp_path / "net.pth"), CPU, made)
    part = without(
        made / "diffusion_pytorch_model.safetensors", tmp_path / "part.safetensors", "mid_block."
    )
    with pytest.raises(UnknownCheckpoint, match="weights are incomplete"):
        load_controlnet(part, CPU, made)
