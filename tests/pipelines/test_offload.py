"""Offloading a diffusers pipeline: a tiny random SDXL, and results as without it."""

import importlib
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from pipelines import offload as offloading
from pipelines.device import Offload, Plan
from pipelines.offload import encode_and_leave, group_offload, place, text_encoders
from pipelines.text import text

CPU = Plan("cpu", "float32", 0, text("a test"))

#: diffusers' scheduler gives numpy a tensor; nobody here can act on that.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from transformers import CLIPTokenizer

    folder = tmp_path_factory.mktemp("tokenizer")
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    words = [*letters, *(f"{letter}</w>" for letter in letters)]
    words += ["<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    return CLIPTokenizer(
        str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=16
    )


@pytest.fixture
def pipe(tokenizer: Any) -> Any:
    """SDXL in small: every part of the real one, random weights."""
    diffusers: Any = importlib.import_module("diffusers")  # its annotations are too narrow
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    torch.manual_seed(0)
    config = CLIPTextConfig(
        vocab_size=54, hidden_size=32, intermediate_size=37, num_hidden_layers=2,
        num_attention_heads=4, max_position_embeddings=16, projection_dim=32,
        bos_token_id=52, eos_token_id=53, pad_token_id=1,
    )  # fmt: skip
    unet = diffusers.UNet2DConditionModel(
        block_out_channels=(32, 64), layers_per_block=1, sample_size=16, in_channels=4,
        out_channels=4, down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), attention_head_dim=(2, 4),
        use_linear_projection=True, addition_embed_type="text_time",
        addition_time_embed_dim=8, transformer_layers_per_block=(1, 1),
        projection_class_embeddings_input_dim=6 * 8 + 32, cross_attention_dim=64,
        norm_num_groups=1,
    )  # fmt: skip
    vae = diffusers.AutoencoderKL(
        block_out_channels=(32, 64), in_channels=3, out_channels=3, latent_channels=4,
        down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2,
        sample_size=32,
    )  # fmt: skip
    made = diffusers.StableDiffusionXLPipeline(
        vae=vae,
        text_encoder=CLIPTextModel(config).eval(),
        text_encoder_2=CLIPTextModelWithProjection(config).eval(),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=unet,
        scheduler=diffusers.EulerDiscreteScheduler(),
        add_watermarker=False,
    )
    made.set_progress_bar_config(disable=True)
    return made


def picture(pipe: Any, **given: Any) -> np.ndarray[Any, Any]:
    """32 x 32 pixels after two steps, the same for the same weights."""
    generator = torch.Generator().manual_seed(1)
    prompt = given or {"prompt": "a cat", "negative_prompt": "dog"}
    return pipe(
        **prompt, generator=generator, num_inference_steps=2, height=32, width=32,
        guidance_scale=5.0, output_type="np",
    ).images[0]  # fmt: skip


def hooked(pipe: Any) -> list[str]:
    """The parts with accelerate's hook of model offload."""
    parts = {name: part for name, part in pipe.components.items() if hasattr(part, "_hf_hook")}
    return sorted(parts)


def grouped(pipe: Any) -> int:
    """How many layers diffusers moves by group offload."""
    from diffusers.hooks.hooks import HookRegistry

    found = 0
    for part in pipe.components.values():
        for layer in part.modules() if isinstance(part, torch.nn.Module) else ():
            registry = getattr(layer, "_diffusers_hook", None)
            if isinstance(registry, HookRegistry) and "group_offloading" in registry.hooks:
                found += 1
    return found


def test_model_offload_hooks_every_part_and_changes_nothing(
    pipe: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = picture(pipe)
    monkeypatch.setattr(Plan, "kind", "cuda")  # so that it is not taken for the CPU's plan
    place(pipe, replace(CPU, offload=Offload.MODEL))
    assert hooked(pipe) == ["text_encoder", "text_encoder_2", "unet", "vae"]
    assert np.abs(picture(pipe) - plain).max() <= 1e-5
    place(pipe, CPU)
    assert hooked(pipe) == []


def test_group_offload_reaches_the_layers_and_changes_nothing(pipe: Any) -> None:
    plain = picture(pipe)
    group_offload(pipe, torch.device("cpu"))
    assert grouped(pipe) > 50
    assert np.abs(picture(pipe) - plain).max() <= 1e-5


def test_on_the_cpu_nothing_is_offloaded(pipe: Any) -> None:
    for offload in Offload:
        place(pipe, replace(CPU, offload=offload))
        assert hooked(pipe) == []
        assert grouped(pipe) == 0


def test_text_encoders_leave_before_denoising(pipe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The device is a stand-in, so the moves are watched rather than made."""
    plain = picture(pipe)
    moves: list[tuple[str, str]] = []
    names = {id(pipe.text_encoder): "first", id(pipe.text_encoder_2): "second"}

    def watched(who: str) -> Any:
        return lambda device: moves.append((who, str(device)))

    for encoder in text_encoders(pipe):
        monkeypatch.setattr(encoder, "to", watched(names[id(encoder)]))
    released: list[str] = []
    monkeypatch.setattr(offloading, "release_memory", released.append)
    gpu = replace(CPU, device="cuda:0")

    def encode() -> Any:
        moves.append(("encode", ""))
        return pipe.encode_prompt("a cat", device="cpu", negative_prompt="dog")

    found = encode_and_leave(pipe, gpu, encode)
    assert moves == [
        ("first", "cuda:0"),
        ("second", "cuda:0"),
        ("encode", ""),
        ("first", "cpu"),
        ("second", "cpu"),
    ]
    assert released == ["cuda:0"]
    names_of = (
        "prompt_embeds",
        "negative_prompt_embeds",
        "pooled_prompt_embeds",
        "negative_pooled_prompt_embeds",
    )
    denoised = picture(pipe, **dict(zip(names_of, found, strict=True)))
    assert np.abs(denoised - plain).max() <= 1e-5


def test_the_vae_decodes_in_tiles_of_the_plan(pipe: Any) -> None:
    place(pipe, CPU.with_tile(16, text("small")))
    assert pipe.vae.use_tiling
    assert (pipe.vae.tile_sample_min_size, pipe.vae.tile_latent_min_size) == (16, 8)
    assert picture(pipe).shape == (32, 32, 3)
    place(pipe, CPU)
    assert not pipe.vae.use_tiling


def test_nothing_but_a_name_is_needed_to_know_the_encoders(pipe: Any) -> None:
    assert text_encoders(pipe) == (pipe.text_encoder, pipe.text_encoder_2)
    pipe.text_encoder_2 = None
    assert text_encoders(pipe) == (pipe.text_encoder,)
