"""A LoRA in the format of LCM's: added, and taken out without a trace."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from pipelines.device import Plan
from pipelines.diffusion.loading import load_sdxl
from pipelines.diffusion.lora import add_lora, remove_loras
from pipelines.errors import UnknownCheckpoint, UnsafeCheckpoint
from pipelines.text import text
from tests import tiny_diffusion

CPU = Plan("cpu", "float32", 0, text("a test"))

#: diffusers' scheduler gives numpy a tensor; nobody here can act on that.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def pipe(tmp_path_factory: pytest.TempPathFactory) -> Any:
    there = tmp_path_factory.mktemp("model")
    folder = tiny_diffusion.write_sdxl_folder(there / "folder")
    architecture = tiny_diffusion.tiny_sdxl(there / "settings")
    files = tiny_diffusion.tokenizer_files(there / "words")
    pipe = load_sdxl(folder, files, CPU, architecture)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def latents(pipe: Any) -> np.ndarray[Any, Any]:
    noise = torch.Generator().manual_seed(3)
    drawn = pipe(
        "a cat", num_inference_steps=1, height=64, width=64, guidance_scale=1.0,
        generator=noise, output_type="latent",
    )  # fmt: skip
    return drawn.images.numpy()


def test_it_changes_the_picture_as_long_as_it_is_there(
    pipe: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plain = latents(pipe)
    add_lora(pipe, tiny_diffusion.write_lcm_lora(tmp_path / "lcm.safetensors"), "lcm")
    assert np.abs(latents(pipe) - plain).max() > 1e-2
    pipe.disable_lora()
    assert np.array_equal(latents(pipe), plain)
    pipe.enable_lora()
    assert not np.array_equal(latents(pipe), plain)
    remove_loras(pipe)
    assert np.array_equal(latents(pipe), plain)
    assert capfd.readouterr() == ("", "")


def test_twice_the_strength_is_more(pipe: Any, tmp_path: Path) -> None:
    path = tiny_diffusion.write_lcm_lora(tmp_path / "lcm.safetensors")
    found = []
    for strength in (0.0, 0.1, 0.2):
        add_lora(pipe, path, "lcm", strength)
        found.append(latents(pipe))
        remove_loras(pipe)
    assert 0 < np.abs(found[1] - found[0]).mean() < np.abs(found[2] - found[0]).mean()


def test_other_files_are_refused(pipe: Any, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    weights = tiny_diffusion.write_controlnet(tmp_path / "net")
    with pytest.raises(UnknownCheckpoint, match="is no LoRA"):
        add_lora(pipe, weights / "diffusion_pytorch_model.safetensors", "x")
    old = tmp_path / "old.safetensors"
    name = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k"
    down, up = torch.zeros(4, 768), torch.zeros(320, 4)
    save_file({f"{name}.lora_down.weight": down, f"{name}.lora_up.weight": up}, old)
    with pytest.raises(UnknownCheckpoint, match=r"is a LoRA for Stable Diffusion 1\.5"):
        add_lora(pipe, old, "x")
    pickled = tmp_path / "lora.bin"
    torch.save({"x.lora_down.weight": down}, pickled)
    with pytest.raises(UnsafeCheckpoint):
        add_lora(pipe, pickled, "x")


def test_one_whose_layers_have_another_shape_is_refused(pipe: Any, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    path = tmp_path / "wide.safetensors"
    name = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_k"
    save_file(
        {
            f"{name}.lora_down.weight": torch.zeros(4, 99),
            f"{name}.lora_up.weight": torch.zeros(9, 4),
        },
        path,
    )
    with pytest.raises(UnknownCheckpoint, match="does not fit this base model"):
        add_lora(pipe, path, "x")
    assert latents(pipe).shape == (1, 4, 8, 8)
