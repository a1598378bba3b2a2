"""The small models of `tiny_diffusion` as one checkpoint, named as Stability AI names the parts.

The names are those of https://github.com/CompVis/stable-diffusion and
https://github.com/Stability-AI/generative-models, which all checkpoints in one file have.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import tiny_diffusion

if TYPE_CHECKING:
    import torch

    State = dict[str, torch.Tensor]

_RESNET = (
    ("norm1", "in_layers.0"),
    ("conv1", "in_layers.2"),
    ("time_emb_proj", "emb_layers.1"),
    ("norm2", "out_layers.0"),
    ("conv2", "out_layers.3"),
    ("conv_shortcut", "skip_connection"),
)
_UNET = (
    ("time_embedding.linear_1", "time_embed.0"),
    ("time_embedding.linear_2", "time_embed.2"),
    ("add_embedding.linear_1", "label_emb.0.0"),
    ("add_embedding.linear_2", "label_emb.0.2"),
    ("conv_in", "input_blocks.0.0"),
    ("conv_norm_out", "out.0"),
    ("conv_out", "out.2"),
    ("mid_block.resnets.0", "middle_block.0"),
    ("mid_block.attentions.0", "middle_block.1"),
    ("mid_block.resnets.1", "middle_block.2"),
)
_VAE = (
    (r"mid_block\.resnets\.0", "mid.block_1"),
    (r"mid_block\.resnets\.1", "mid.block_2"),
    (r"mid_block\.attentions\.0\.group_norm", "mid.attn_1.norm"),
    (r"mid_block\.attentions\.0\.to_(q|k|v)", r"mid.attn_1.\1"),
    (r"mid_block\.attentions\.0\.to_out\.0", "mid.attn_1.proj_out"),
    (r"down_blocks\.(\d)\.resnets", r"down.\1.block"),
    (r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample"),
    (r"up_blocks\.(\d)\.resnets", r"up.\1.block"),
    (r"up_blocks\.(\d)\.upsamplers\.0", r"up.\1.upsample"),
    (r"conv_norm_out", "norm_out"),
    (r"conv_shortcut", "nin_shortcut"),
)
_OPEN_CLIP = (
    ("encoder.layers.", "transformer.resblocks."),
    ("layer_norm1", "ln_1"),
    ("layer_norm2", "ln_2"),
    ("self_attn.out_proj", "attn.out_proj"),
    ("mlp.fc1", "mlp.c_fc"),
    ("mlp.fc2", "mlp.c_proj"),
    ("final_layer_norm", "ln_final"),
    ("embeddings.token_embedding", "token_embedding"),
    ("embeddings.position_embedding.weight", "positional_embedding"),
)


def write_sdxl_checkpoint(path: Path, more: "State | None" = None, half: bool = False) -> Path:
    """The tiny SDXL in one file, with the tensors of `more` beside it."""
    parts = tiny_diffusion.sdxl_parts()
    first = "conditioner.embedders.0.transformer.text_model."
    state = {**_drawing_state(parts), **_clip_state(parts["text_encoder"], first)}
    state.update(_open_clip_state(parts["text_encoder_2"], "conditioner.embedders.1.model."))
    return _written(path, {**state, **(more or {})}, half)


def write_sd15_checkpoint(path: Path, half: bool = False) -> Path:
    """The tiny SD 1.5 in one file."""
    parts = tiny_diffusion.sd15_parts()
    prefix = "cond_stage_model.transformer.text_model."
    state = {**_drawing_state(parts), **_clip_state(parts["text_encoder"], prefix)}
    return _written(path, state, half)


def write_vae(path: Path) -> Path:
    """The tiny SDXL's VAE alone, named as in madebyollin/sdxl-vae-fp16-fix."""
    return _written(path, _vae_state(tiny_diffusion.sdxl_parts()["vae"], ""), False)


def _drawing_state(parts: Mapping[str, Any]) -> "State":
    unet = _unet_state(parts["unet"], "model.diffusion_model.")
    return {**unet, **_vae_state(parts["vae"], "first_stage_model.")}


def _unet_state(unet: Any, prefix: str) -> "State":
    layers = unet.config.layers_per_block
    return {
        prefix + _unet_name(name, layers, unet.config.up_block_types): value
        for name, value in unet.state_dict().items()
    }


def _unet_name(name: str, layers: int, ups: tuple[str, ...]) -> str:
    for ours, theirs in _UNET:
        if name.startswith(f"{ours}."):
            return _resnet_name(name.replace(ours, theirs, 1))
    found = re.fullmatch(r"(down|up)_blocks\.(\d)\.(\w+)\.(\d)\.(.+)", name)
    assert found is not None
    side, block, kind, layer, rest = found.groups()
    number = int(block) * (layers + 1) + int(layer)
    if side == "down":
        place = f"input_blocks.{number + 1}"
        if kind == "downsamplers":
            return f"input_blocks.{number + layers + 1}.0.{rest.replace('conv', 'op')}"
    else:
        place = f"output_blocks.{number}"
        if kind == "upsamplers":
            last = 2 if "CrossAttn" in ups[int(block)] else 1
            return f"output_blocks.{number + layers}.{last}.{rest}"
    return _resnet_name(f"{place}.{0 if kind == 'resnets' else 1}.{rest}")


def _resnet_name(name: str) -> str:
    if "transformer_blocks" in name:
        return name
    for ours, theirs in _RESNET:
        name = re.sub(rf"\b{ours}\b", theirs, name)
    return name


def _vae_state(vae: Any, prefix: str) -> "State":
    state: State = {}
    levels = len(vae.config.block_out_channels)
    for name, value in vae.state_dict().items():
        for pattern, theirs in _VAE:
            name = re.sub(pattern, theirs, name)
        name = re.sub(r"\bup\.(\d)", lambda found: f"up.{levels - 1 - int(found[1])}", name)
        if re.search(r"attn_1\.(q|k|v|proj_out)\.weight", name):
            value = value[:, :, None, None]  # convolutions there
        state[prefix + name] = value
    return state


def _clip_state(encoder: Any, prefix: str) -> "State":
    return {prefix + name: value for name, value in encoder.state_dict().items()}


def _open_clip_state(encoder: Any, prefix: str) -> "State":
    """OpenCLIP keeps query, key and value in one tensor, and its projection the other way round."""
    import torch

    state: State = {}
    theirs = encoder.state_dict()
    for name, value in theirs.items():
        name = name.removeprefix("text_model.")
        if name == "text_projection.weight":
            state[f"{prefix}text_projection"] = value.T.contiguous()
        elif ".q_proj." in name:
            joined = [theirs[f"text_model.{name}".replace("q_proj", f"{k}_proj")] for k in "qkv"]
            name = name.replace("self_attn.q_proj.", "attn.in_proj_")
            state[prefix + _open_clip_name(name)] = torch.cat(joined)
        elif ".k_proj." not in name and ".v_proj." not in name:
            state[prefix + _open_clip_name(name)] = value
    state[f"{prefix}logit_scale"] = torch.tensor(4.6)
    return state


def _open_clip_name(name: str) -> str:
    for ours, theirs in _OPEN_CLIP:
        name = name.replace(ours, theirs)
    return name


def _written(path: Path, state: "State", half: bool) -> Path:
    import torch
    from safetensors.torch import save_file

    kind = torch.float16 if half else torch.float32
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: value.to(kind).contiguous() for name, value in state.items()}, path)
    return path
