"""What a file is, told by its content: every kind, and everything that is none."""

import json
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from pipelines.errors import BadInput, UnknownCheckpoint, UnsafeCheckpoint
from pipelines.own_models.recognition import recognise
from pipelines.spec import Kind
from tests.pipelines.own_models import weight_files as make
from tests.tiny_mmproj import write_tiny_mmproj


@pytest.mark.parametrize(
    ("build", "kind", "family"),
    [
        (make.upscaler, Kind.UPSCALER, "Compact"),
        (make.diffusion, Kind.SD15, "sd15-checkpoint"),
        (lambda path: make.diffusion(path, 2048), Kind.SDXL, "sdxl-checkpoint"),
        (make.lora, Kind.LORA, "sd15"),
        (lambda path: make.lora(path, 2048), Kind.LORA, "sdxl"),
        (make.gguf, Kind.GGUF, "llama"),
        (make.seeing_gguf, Kind.GGUF_VISION, "llama"),
        (make.transformers_folder, Kind.TRANSFORMERS, "llama"),
        (make.seeing_folder, Kind.TRANSFORMERS_VISION, "llava"),
        (make.diffusers_folder, Kind.DIFFUSERS, "DDPMPipeline"),
        (make.ctranslate2_folder, Kind.CTRANSLATE2, "WhisperSpec"),
    ],
)
def test_every_kind_whatever_its_name(
    tmp_path: Path, build: Callable[[Path], Path], kind: Kind, family: str
) -> None:
    found = recognise(build(tmp_path / "wrong name.txt"))
    assert (found.kind, found.family) == (kind, family)
    assert found.size == sum(file.stat().st_size for file in found.files) > 0
    assert found.facts
    assert all(found.facts.values())


def test_facts_are_read_out(tmp_path: Path) -> None:
    facts = recognise(make.gguf(tmp_path / "m")).facts
    assert facts["name"] == "Tiny"
    assert facts["context"] == "64 tokens"
    assert (facts["chat template"], facts["quantisation"]) == ("yes", "F32")
    facts = recognise(make.lora(tmp_path / "l", rank=16)).facts
    assert facts == {"for": "sd15", "rank": "16", "trained on": "base.safetensors"}
    assert recognise(make.upscaler(tmp_path / "u")).facts["scale"] == "2×"


def test_a_model_and_its_eye_are_one(tmp_path: Path) -> None:
    path = make.seeing_gguf(tmp_path / "model.gguf")
    found = recognise(path)
    eye = tmp_path / "mmproj-F16.gguf"
    assert found.files == (path, eye)
    assert found.facts["sees by"] == eye.name
    assert recognise(eye) == found  # whichever of the two is given
    path.unlink()
    with pytest.raises(UnknownCheckpoint, match="only the part of a model that sees"):
        recognise(eye)


def test_an_eye_of_another_model_is_not_taken(tmp_path: Path) -> None:
    path = make.seeing_gguf(tmp_path / "owl-7b.gguf")
    eye = (tmp_path / "mmproj-F16.gguf").rename(tmp_path / "mmproj-heron-7b.gguf")
    assert recognise(path).kind is Kind.GGUF_VISION  # nobody else's
    other = shutil.copy(path, tmp_path / "heron-7b-q4.gguf")
    assert recognise(path).kind is Kind.GGUF
    assert recognise(Path(other)).files == (Path(other), eye)
    assert recognise(eye).path == Path(other)
    write_tiny_mmproj(eye, width=64)
    assert recognise(Path(other)).kind is Kind.GGUF
    eye.write_bytes(eye.read_bytes()[:500])
    assert recognise(Path(other)).kind is Kind.GGUF
    with pytest.raises(BadInput, match="damaged"):
        recognise(eye)


def test_a_folder_that_only_hears_does_not_see(tmp_path: Path) -> None:
    folder = make.seeing_folder(tmp_path / "t")
    config = json.loads((folder / "config.json").read_text())
    del config["vision_config"]
    (folder / "config.json").write_text(json.dumps(config))
    assert recognise(folder).kind is Kind.TRANSFORMERS


def test_diffusers_and_peft_spell_lora_otherwise(tmp_path: Path) -> None:
    name = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k"
    for middle in (".lora_A.weight", ".lora.down.weight"):
        save_file({f"{name}{middle}": torch.zeros(4, 2048)}, tmp_path / "l.safetensors")
        assert recognise(tmp_path / "l.safetensors").family == "sdxl"
    name = "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight"
    save_file({name: torch.zeros(4, 16)}, tmp_path / "l.safetensors")
    assert recognise(tmp_path / "l.safetensors").family == "language model"


def test_a_checkpoint_as_a_pickle_is_read_without_its_tensors(tmp_path: Path) -> None:
    path = tmp_path / "old.ckpt"
    torch.save({"state_dict": make.diffusion_state(768), "global_step": 3}, path)
    assert recognise(path).kind is Kind.SD15


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (make.diffusion_state(1024), "Stable Diffusion 2"),
        (make.diffusion_state(768, channels=9), "inpainting"),
        ({"double_blocks.0.img_attn.qkv.weight": torch.zeros(2, 2)}, "FLUX"),
        ({f"{make.UNET}.joint_blocks.0.x": torch.zeros(2)}, "Stable Diffusion 3"),
        ({"weight": torch.zeros(3)}, "no known kind of model"),
    ],
)
def test_what_cannot_run_is_named(
    tmp_path: Path, state: dict[str, torch.Tensor], words: str
) -> None:
    save_file(state, tmp_path / "m.safetensors")
    with pytest.raises(UnknownCheckpoint, match=words):
        recognise(tmp_path / "m.safetensors")


def test_a_part_of_a_checkpoint_is_told(tmp_path: Path) -> None:
    state = make.diffusion_state(768)
    del state["first_stage_model.decoder.conv_in.weight"]
    save_file(state, tmp_path / "unet.safetensors")
    with pytest.raises(UnknownCheckpoint, match="only a part"):
        recognise(tmp_path / "unet.safetensors")


@pytest.mark.parametrize("build", [make.gguf, make.diffusion, make.upscaler])
def test_half_a_file_is_told(tmp_path: Path, build: Callable[[Path], Path]) -> None:
    path = build(tmp_path / "m")
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(BadInput, match="damaged"):
        recognise(path)


@pytest.mark.parametrize("content", [b"", b"GGUF", b"hello", b"\x00" * 100, b"GGUF\x03" * 40])
def test_what_is_no_model_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.safetensors").write_bytes(content)
    with pytest.raises(BadInput):
        recognise(tmp_path / "x.safetensors")


def test_missing_files_and_other_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        recognise(tmp_path / "none")
    with pytest.raises(UnknownCheckpoint, match="no model folder"):
        recognise(tmp_path)


def test_incomplete_folders_are_told(tmp_path: Path) -> None:
    folder = make.diffusers_folder(tmp_path / "d")
    for file in (folder / "unet").iterdir():
        file.unlink()
    (folder / "unet").rmdir()
    with pytest.raises(BadInput, match="unet/ is missing"):
        recognise(folder)
    folder = make.transformers_folder(tmp_path / "t")
    shards = {"weight_map": {"a": "model-00002-of-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(shards))
    with pytest.raises(BadInput, match="model-00002-of-00002"):
        recognise(folder)
    folder = make.ctranslate2_folder(tmp_path / "c")
    (folder / "vocabulary.json").unlink()
    with pytest.raises(BadInput, match="tokenizer"):
        recognise(folder)


class _Exploit:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self.path}",)


def test_nothing_in_a_file_or_folder_runs(tmp_path: Path) -> None:
    proof = tmp_path / "it-ran"
    (tmp_path / "m.ckpt").write_bytes(pickle.dumps(_Exploit(proof)))
    with pytest.raises(UnsafeCheckpoint, match="system"):
        recognise(tmp_path / "m.ckpt")
    folder = make.transformers_folder(tmp_path / "t")
    (folder / "model.safetensors").unlink()
    torch.save(_Exploit(proof), folder / "pytorch_model.bin")
    with pytest.raises(UnsafeCheckpoint, match="system"):
        recognise(folder)
    assert not proof.exists()


def test_a_model_with_a_program_of_its_own_is_refused(tmp_path: Path) -> None:
    folder = make.transformers_folder(tmp_path / "t")
    config = json.loads((folder / "config.json").read_text())
    config["auto_map"] = {"AutoModel": "modeling_mine.Mine"}
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(UnsafeCheckpoint, match="program code"):
        recognise(folder)
