"""The networks of SDXL and SD 1.5 in their real shapes, on a device that holds no numbers."""

import importlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch

from pipelines.diffusion import part_sizes
from pipelines.diffusion.layout import (
    CONTROLNET_SD15,
    CONTROLNET_SDXL,
    SETTINGS,
)
from pipelines.diffusion.part_sizes import SD15, SDXL, PartSize
from tests.live_bytes import live_peak

#: Bytes of the published files in half precision, which hold a header beside the weights.
PUBLISHED = {
    "sdxl/unet": 5_135_149_760,
    "sdxl/vae": 167_335_342,
    "sdxl/text_encoder": 246_144_152,
    "sdxl/text_encoder_2": 1_389_382_176,
    "sd15/unet": 1_719_125_304,
    "controlnet-sdxl": 2_502_139_136,
    "controlnet-sdxl-small": 320_237_179,
    "safety-checker": 608_018_440,
}
PARTS: dict[str, tuple[PartSize, str]] = {
    "sdxl/unet": (SDXL.unet, "UNet2DConditionModel"),
    "sdxl/vae": (SDXL.vae, "AutoencoderKL"),
    "sdxl/text_encoder": (SDXL.encoders[0], "CLIPTextModel"),
    "sdxl/text_encoder_2": (SDXL.encoders[1], "CLIPTextModelWithProjection"),
    "sd15/unet": (SD15.unet, "UNet2DConditionModel"),
    "sd15/vae": (SD15.vae, "AutoencoderKL"),
    "sd15/text_encoder": (SD15.encoders[0], "CLIPTextModel"),
    "controlnet-sdxl": (SDXL.controlnet, "ControlNetModel"),
    "controlnet-sdxl-small": (part_sizes.SDXL_SMALL_CONTROLNET, "ControlNetModel"),
    "controlnet-sd15": (SD15.controlnet, "ControlNetModel"),
    "safety-checker": (part_sizes.SAFETY_CHECKER, "StableDiffusionSafetyChecker"),
}


@cache
def network(folder: str) -> Any:
    """The real network of these settings in float16, without numbers."""
    kind, path = PARTS[folder][1], SETTINGS / folder
    with torch.device("meta"):
        if kind == "StableDiffusionSafetyChecker":
            checker = importlib.import_module("diffusers.pipelines.stable_diffusion.safety_checker")
            config = importlib.import_module("transformers").CLIPConfig.from_pretrained(path)
            made = checker.StableDiffusionSafetyChecker(config)
        elif kind.startswith("CLIP"):
            transformers = importlib.import_module("transformers")
            made = getattr(transformers, kind)(transformers.CLIPTextConfig.from_pretrained(path))
        else:
            loaded = getattr(importlib.import_module("diffusers"), kind)
            made = loaded.from_config(loaded.load_config(path))
    return torch.nn.Module.to(made, torch.float16).eval()


def weights_of(module: Any) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


def largest_layer(module: Any) -> int:
    """Of the layers that diffusers' group offload moves one by one."""
    from diffusers.hooks._common import _GO_LC_SUPPORTED_PYTORCH_LAYERS as LAYERS

    return max(weights_of(layer) for layer in module.modules() if isinstance(layer, LAYERS))


def numbers(*shape: int) -> torch.Tensor:
    return torch.empty(shape, device="meta", dtype=torch.float16)


@pytest.mark.parametrize("folder", PARTS)
def test_weights_and_the_largest_layer_are_those_of_the_real_network(folder: str) -> None:
    size = PARTS[folder][0]
    made = network(folder)
    assert (weights_of(made), largest_layer(made)) == (size.weights, size.largest_layer)
    if folder in PUBLISHED:
        header = PUBLISHED[folder] - 2 * size.weights
        assert 0 < header < 300_000


def adapter_state(unet: Any) -> dict[str, dict[str, torch.Tensor]]:
    """InstantID's adapter in its real shapes."""
    shapes = {name: value.shape for name, value in unet.state_dict().items()}
    layers: dict[str, torch.Tensor] = {}
    for number, name in enumerate(unet.attn_processors):
        layer = name.removesuffix(".processor")
        if layer.endswith("attn2"):
            for kind in "kv":
                weight = numbers(*shapes[f"{layer}.to_{kind}.weight"])
                layers[f"{number}.to_{kind}_ip.weight"] = weight
    tokens = {
        "latents": numbers(1, 16, 1280),
        "proj_in.weight": numbers(1280, 512),
        "proj_in.bias": numbers(1280),
        "proj_out.weight": numbers(2048, 1280),
        "proj_out.bias": numbers(2048),
        "norm_out.weight": numbers(2048),
        "norm_out.bias": numbers(2048),
    }
    for n in range(4):
        for norm in ("0.norm1", "0.norm2", "1.0"):
            tokens[f"layers.{n}.{norm}.weight"] = numbers(1280)
            tokens[f"layers.{n}.{norm}.bias"] = numbers(1280)
        tokens[f"layers.{n}.0.to_q.weight"] = numbers(1280, 1280)
        tokens[f"layers.{n}.0.to_kv.weight"] = numbers(2560, 1280)
        tokens[f"layers.{n}.0.to_out.weight"] = numbers(1280, 1280)
        tokens[f"layers.{n}.1.1.weight"] = numbers(5120, 1280)
        tokens[f"layers.{n}.1.3.weight"] = numbers(1280, 5120)
    return {"image_proj": tokens, "ip_adapter": layers}


def test_the_adapter_has_the_size_of_its_file() -> None:
    state = adapter_state(network("sdxl/unet"))
    attention = sum(value.numel() for value in state["ip_adapter"].values())
    tokens = sum(value.numel() for value in state["image_proj"].values())
    assert len(state["ip_adapter"]) == 2 * 70
    assert attention == part_sizes.INSTANT_ID_ATTENTION.weights
    assert tokens == part_sizes.INSTANT_ID_TOKENS.weights
    largest = max(value.numel() for value in state["ip_adapter"].values())
    assert largest == part_sizes.INSTANT_ID_ATTENTION.largest_layer
    header = 1_691_134_141 - 4 * (attention + tokens)
    assert 0 < header < 300_000


def test_the_lora_of_lcm_has_the_size_of_its_file() -> None:
    from tests.tiny_diffusion import takes_lora

    rank, found = 64, []
    for name, weight in network("sdxl/unet").state_dict().items():
        layer, _dot, kind = name.rpartition(".")
        if kind == "weight" and weight.ndim > 1 and takes_lora(layer):
            found.append((rank * weight[0].numel(), weight.shape[0] * rank))
    assert sum(map(sum, found)) == part_sizes.LCM_LORA.weights
    assert max(map(max, found)) == part_sizes.LCM_LORA.largest_layer
    assert 0 < 393_855_224 - 2 * part_sizes.LCM_LORA.weights < 400_000


# -- what they work with ------------------------------------------------------------------------


@pytest.fixture
def fused_attention(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attention as a GPU's kernel does it: only the result is kept. Meta has no such kernel."""

    def attend(query: torch.Tensor, _key: Any, value: torch.Tensor, *_: Any, **__: Any) -> Any:
        return query.new_empty(*query.shape[:-1], value.shape[-1])

    monkeypatch.setattr(torch.nn.functional, "scaled_dot_product_attention", attend)


def passes(family: str, controlnet: Path, width: int, side: int) -> Callable[[int], Any]:
    """One step of two samples with so many ControlNets, added up as diffusers does."""
    unet, net = network(f"{family}/unet"), network(controlnet.name)
    text = numbers(2, 77, width)
    sample, time = numbers(2, 4, side, side), torch.empty(2, device="meta")
    more = {"text_embeds": numbers(2, 1280), "time_ids": numbers(2, 6)}
    given: Any = {"encoder_hidden_states": text, "added_cond_kwargs": more}
    picture = numbers(2, 3, 8 * side, 8 * side)

    def step(nets: int) -> Any:
        downs: Any = None
        middle: Any = None
        for _ in range(nets):
            new, last = net(sample, time, controlnet_cond=picture, return_dict=False, **given)
            downs = new if downs is None else [a + b for a, b in zip(downs, new, strict=True)]
            middle = last if middle is None else middle + last
            del new, last
        held = {"down_block_additional_residuals": downs, "mid_block_additional_residual": middle}
        return unet(sample, time, **given, **(held if nets else {}))

    return step


@pytest.mark.usefixtures("fused_attention")
@pytest.mark.parametrize(
    ("family", "controlnet", "width", "size"),
    [
        ("sdxl", CONTROLNET_SDXL, 2048, SDXL),
        pytest.param("sd15", CONTROLNET_SD15, 768, SD15, marks=pytest.mark.slow),
    ],
)
def test_what_a_step_has_alive_is_counted(
    family: str, controlnet: Path, width: int, size: part_sizes.FamilySize
) -> None:
    side = 64
    step = passes(family, controlnet, width, side)
    for nets in (0, 2):
        seen = live_peak(lambda nets=nets: step(nets)) / (2 * side * side * 2)
        told = size.unet.working + (size.controlnet.handed_on if nets else 0)
        assert 0.97 * told <= seen <= 1.01 * told


@pytest.mark.slow
@pytest.mark.usefixtures("fused_attention")
def test_what_a_step_has_alive_grows_with_the_picture() -> None:
    seen = []
    for side in (64, 128):
        step = passes("sdxl", CONTROLNET_SDXL, 2048, side)
        seen.append(live_peak(lambda step=step: step(2)))
    assert seen[1] == pytest.approx(4 * seen[0], rel=0.02)


@pytest.mark.usefixtures("fused_attention")
def test_what_the_vae_has_alive_is_counted() -> None:
    vae = network("sdxl/vae")
    for height, width in ((64, 64), (48, 80)):
        latents = numbers(1, 4, height, width)
        seen = live_peak(lambda latents=latents: vae.decode(latents)) / (height * width * 64 * 2)
        assert 0.99 * SDXL.vae.decoding <= seen <= SDXL.vae.decoding
        picture = numbers(1, 3, 8 * height, 8 * width)
        encoding = live_peak(lambda picture=picture: vae.encode(picture))
        assert encoding / (height * width * 64 * 2) < SDXL.vae.decoding
