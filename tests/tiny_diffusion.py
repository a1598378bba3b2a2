"""Small random Stable Diffusion models in the real file formats, and what goes with them.

The SDXL here has three levels, two text encoders of different widths and a VAE of four levels, as
the real one has, so that a latent pixel is 8 x 8 pixels; its cross attention is 64 wide. The
tokenizer is CLIP's without merges: one token a byte.
"""

import importlib
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.diffusion.layout import SD15, SDXL, Architecture
from pipelines.quiet_loading import without_reports
from tests.tiny_gguf import byte_signs

if TYPE_CHECKING:
    import torch

#: Tokens of a prompt, start and end included, as in CLIP.
TOKENS = 77
#: Widths of the text encoders of SDXL; together its cross attention.
WIDTHS = (24, 40)
#: Length of a face's measure, as of ArcFace.
FACE = 512

_START, _END = "<|startoftext|>", "<|endoftext|>"
_SDXL_UNET: dict[str, Any] = {
    "sample_size": 8,
    "block_out_channels": (32, 64, 64),
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "attention_head_dim": (2, 4, 4),
    "transformer_layers_per_block": (1, 1, 2),
    "use_linear_projection": True,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 8,
    "projection_class_embeddings_input_dim": 6 * 8 + WIDTHS[1],
    "cross_attention_dim": sum(WIDTHS),
}
_SD15_UNET: dict[str, Any] = {
    "sample_size": 8,
    "block_out_channels": (32, 64, 64, 64),
    "down_block_types": (*("CrossAttnDownBlock2D",) * 3, "DownBlock2D"),
    "attention_head_dim": 4,
    "cross_attention_dim": WIDTHS[0],
}
_VAE: dict[str, Any] = {
    "block_out_channels": (32, 32, 32, 32),
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "latent_channels": 4,
    "sample_size": 64,
}
#: The real one takes 16, 32, 96, 256.
_HINT = (8, 8, 8, 16)


def write_sdxl_folder(folder: Path, variant: str | None = None) -> Path:
    """SDXL as diffusers saves it; `variant` "fp16" for files of half precision under that name."""
    diffusers = _diffusers()
    parts = sdxl_parts()
    pipe = diffusers.StableDiffusionXLPipeline(**parts, add_watermarker=False)
    return _saved(pipe, folder, variant)


def write_sd15_folder(folder: Path, variant: str | None = None) -> Path:
    """Stable Diffusion 1.5 as diffusers saves it, without a safety checker."""
    diffusers = _diffusers()
    pipe = diffusers.StableDiffusionPipeline(
        **sd15_parts(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    return _saved(pipe, folder, variant)


def write_identity_net(folder: Path) -> Path:
    """InstantID's ControlNet for the tiny SDXL."""
    return write_controlnet(folder, seed=31)


def write_controlnet(folder: Path, seed: int = 32, variant: str | None = None) -> Path:
    """A ControlNet for the tiny SDXL; another `seed` is another one."""
    controlnet = _random(_controlnet, seed, _SDXL_UNET)
    controlnet.save_pretrained(folder, variant=variant)
    return folder


def write_sd15_controlnet(folder: Path, seed: int = 33) -> Path:
    """A ControlNet for the tiny SD 1.5."""
    _random(_controlnet, seed, _SD15_UNET).save_pretrained(folder)
    return folder


def write_adapter(path: Path, seed: int = 34) -> Path:
    """InstantID's ``ip-adapter.bin`` for the tiny SDXL: two dictionaries in one pickle."""
    import torch

    torch.manual_seed(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"image_proj": _resampler(), "ip_adapter": _ip_layers()}, path)
    return path


def write_lcm_lora(path: Path, seed: int = 35) -> Path:
    """A LoRA for the tiny SDXL's UNet, with the names that latent-consistency/lcm-lora-sdxl has."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(seed)
    rank, state = 2, {}
    for name, weight in _unet(_SDXL_UNET).state_dict().items():
        layer, _dot, kind = name.rpartition(".")
        if kind != "weight" or weight.ndim < 2 or not takes_lora(layer):
            continue
        key = "lora_unet_" + layer.replace(".", "_")
        down = (rank, *weight.shape[1:])
        up = (weight.shape[0], rank, *(1 for _ in weight.shape[2:]))
        state[f"{key}.lora_down.weight"] = torch.randn(down) * 0.1
        state[f"{key}.lora_up.weight"] = torch.randn(up) * 0.1
        state[f"{key}.alpha"] = torch.tensor(float(rank))
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(state, path, {"format": "pt"})
    return path


def write_safety_checker(folder: Path, objects: bool = False) -> Path:
    """A safety checker of pictures of 32 pixels that objects to every one, or to none."""
    import torch
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
    from transformers import CLIPConfig, CLIPImageProcessor

    tower = {
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "image_size": 32,
        "patch_size": 8,
    }
    config = CLIPConfig(vision_config=tower, projection_dim=16)
    checker = _random(lambda: StableDiffusionSafetyChecker(config), 36)
    limit = -2.0 if objects else 2.0  # it objects above this cosine
    with torch.no_grad():
        checker.concept_embeds.normal_()
        checker.special_care_embeds.normal_()
        checker.concept_embeds_weights.fill_(limit)
        checker.special_care_embeds_weights.fill_(limit)
    with without_reports():
        checker.save_pretrained(folder)
    sizes: Any = {"shortest_edge": 32}
    crop: Any = {"height": 32, "width": 32}
    CLIPImageProcessor(size=sizes, crop_size=crop).save_pretrained(folder)
    return folder


def write_tokenizer(folder: Path) -> Path:
    """``vocab.json`` and ``merges.txt`` of a CLIP tokenizer without merges."""
    folder.mkdir(parents=True, exist_ok=True)
    signs = byte_signs()
    words = [*signs, *(f"{sign}</w>" for sign in signs), _START, _END]
    (folder / "vocab.json").write_text(json.dumps({word: n for n, word in enumerate(words)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    return folder


def write_settings(folder: Path, sdxl: bool = True) -> Path:
    """The settings of a tiny model without weights, as resources/diffusion has the real ones."""
    (write_sdxl_folder if sdxl else write_sd15_folder)(folder)
    for path in (*folder.rglob("*.safetensors"), *folder.glob("tokenizer*/[vm]*")):
        path.unlink()
    return folder


def tiny_sdxl(folder: Path) -> Architecture:
    """The architecture of the tiny SDXL, with its settings in `folder`."""
    return replace(SDXL, settings=write_settings(folder))


def tiny_sd15(folder: Path) -> Architecture:
    """The architecture of the tiny SD 1.5, with its settings in `folder`."""
    return replace(SD15, settings=write_settings(folder, sdxl=False))


def tokenizer_files(folder: Path) -> dict[str, Path]:
    """A tokenizer by the names that its files have in the store."""
    write_tokenizer(folder)
    return {
        "clip-vocab.json": folder / "vocab.json",
        "clip-merges.txt": folder / "merges.txt",
    }


def sdxl_parts() -> dict[str, Any]:
    """The parts of the tiny SDXL by their names in the pipeline, always the same."""
    diffusers = _diffusers()
    return {
        "unet": _random(_unet, 21, _SDXL_UNET),
        "vae": _random(_vae, 22, 0.13025),
        "text_encoder": _random(_text_encoder, 23, WIDTHS[0]),
        "text_encoder_2": _random(_text_encoder, 24, WIDTHS[1], projection=True),
        "tokenizer": _tokenizer(_END),
        "tokenizer_2": _tokenizer("!"),
        "scheduler": diffusers.EulerDiscreteScheduler(**_NOISE, timestep_spacing="leading"),
    }


def sd15_parts() -> dict[str, Any]:
    """The parts of the tiny SD 1.5 by their names in the pipeline, always the same."""
    diffusers = _diffusers()
    return {
        "unet": _random(_unet, 41, _SD15_UNET),
        "vae": _random(_vae, 42, 0.18215),
        "text_encoder": _random(_text_encoder, 43, WIDTHS[0]),
        "tokenizer": _tokenizer(_END),
        "scheduler": diffusers.PNDMScheduler(**_NOISE, skip_prk_steps=True),
    }


_NOISE: Mapping[str, Any] = {
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "steps_offset": 1,
}


def _diffusers() -> Any:
    """Its annotations are too narrow, and it says nothing of what it exports."""
    return importlib.import_module("diffusers")


def _saved(pipe: Any, folder: Path, variant: str | None) -> Path:
    """The pipeline as a folder, with tokenizers and names as all published ones have them."""
    import torch
    from safetensors.torch import load_file, save_file

    with without_reports():
        for part in pipe.components.values():
            if isinstance(part, torch.nn.Module) and variant == "fp16":
                torch.nn.Module.to(part, torch.float16)  # diffusers' own warns of what is not there
        pipe.save_pretrained(folder, variant=variant)
    for tokenizer in folder.glob("tokenizer*"):
        (tokenizer / "tokenizer.json").unlink()
        write_tokenizer(tokenizer)
    for path in folder.glob("text_encoder/*.safetensors"):  # transformers 5 leaves the prefix out
        state = {f"text_model.{key}": value for key, value in load_file(path).items()}
        save_file(state, path, {"format": "pt"})
    return folder


def _random(make: Callable[..., Any], seed: int, *given: Any, **named: Any) -> Any:
    """What `make` makes with the same random weights each time; what begins at zero does not."""
    import torch

    torch.manual_seed(seed)
    made = make(*given, **named).eval()
    with torch.no_grad():
        for weight in made.parameters():
            if weight.ndim > 1 and not weight.any():
                weight.normal_(0, 0.1)
    return made


def _unet(sizes: Mapping[str, Any]) -> Any:
    diffusers = _diffusers()
    ups = {"DownBlock2D": "UpBlock2D", "CrossAttnDownBlock2D": "CrossAttnUpBlock2D"}
    blocks = tuple(ups[name] for name in reversed(sizes["down_block_types"]))
    return diffusers.UNet2DConditionModel(**sizes, up_block_types=blocks)


def _controlnet(sizes: Mapping[str, Any]) -> Any:
    diffusers = _diffusers()
    given = {name: value for name, value in sizes.items() if name != "sample_size"}
    return diffusers.ControlNetModel(**given, conditioning_embedding_out_channels=_HINT)


def _vae(scale: float) -> Any:
    diffusers = _diffusers()
    return diffusers.AutoencoderKL(**_VAE, scaling_factor=scale, force_upcast=scale < 0.15)


def _text_encoder(width: int, projection: bool = False) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    config = CLIPTextConfig(
        vocab_size=514,
        hidden_size=width,
        intermediate_size=2 * width,
        num_hidden_layers=3,
        num_attention_heads=2,
        max_position_embeddings=TOKENS,
        projection_dim=width,
        hidden_act="gelu" if projection else "quick_gelu",
        bos_token_id=0,
        eos_token_id=2,  # as in the real ones: the end is then the highest id
    )
    return (CLIPTextModelWithProjection if projection else CLIPTextModel)(config)


def _tokenizer(pad: str) -> Any:
    from transformers import CLIPTokenizer

    with tempfile.TemporaryDirectory() as folder:
        write_tokenizer(Path(folder))
        return CLIPTokenizer.from_pretrained(folder, model_max_length=TOKENS, pad_token=pad)


def takes_lora(layer: str) -> bool:
    """The layers that LCM's training gave a LoRA."""
    ends = ("to_q", "to_k", "to_v", "to_out.0", "proj_in", "proj_out", "ff.net.0.proj", "ff.net.2")
    convolutions = ("conv1", "conv2", "conv_shortcut", "samplers.0.conv", "time_emb_proj")
    return layer.endswith(ends + convolutions)


def _resampler() -> "dict[str, torch.Tensor]":
    """InstantID's `Resampler` with one head, 16 tokens and four layers."""
    from torch import nn, randn

    inner, width = 64, 32
    state: dict[str, torch.Tensor] = {"latents": randn(1, 16, width) / width**0.5}

    def add(name: str, layer: nn.Module) -> None:
        state.update({f"{name}.{key}": value.detach() for key, value in layer.state_dict().items()})

    add("proj_in", nn.Linear(FACE, width))
    add("proj_out", nn.Linear(width, sum(WIDTHS)))
    add("norm_out", nn.LayerNorm(sum(WIDTHS)))
    for n in range(4):
        add(f"layers.{n}.0.norm1", nn.LayerNorm(width))
        add(f"layers.{n}.0.norm2", nn.LayerNorm(width))
        add(f"layers.{n}.0.to_q", nn.Linear(width, inner, bias=False))
        add(f"layers.{n}.0.to_kv", nn.Linear(width, 2 * inner, bias=False))
        add(f"layers.{n}.0.to_out", nn.Linear(inner, width, bias=False))
        add(f"layers.{n}.1.0", nn.LayerNorm(width))
        add(f"layers.{n}.1.1", nn.Linear(width, 4 * width, bias=False))
        add(f"layers.{n}.1.3", nn.Linear(4 * width, width, bias=False))
    return state


def _ip_layers() -> "dict[str, torch.Tensor]":
    """Keys and values for the face in every cross attention; those have the odd numbers."""
    import torch

    state: dict[str, torch.Tensor] = {}
    shapes = _unet(_SDXL_UNET).state_dict()
    for number, name in enumerate(_unet(_SDXL_UNET).attn_processors):
        layer = name.removesuffix(".processor")
        if layer.endswith("attn2"):
            for kind in ("k", "v"):
                shape = shapes[f"{layer}.to_{kind}.weight"].shape
                state[f"{number}.to_{kind}_ip.weight"] = torch.randn(shape) / shape[1] ** 0.5
    return state
