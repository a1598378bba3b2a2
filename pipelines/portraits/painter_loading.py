"""From files to a painter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from diffusers.models.controlnets.controlnet import ControlNetModel
from diffusers.pipelines.stable_diffusion_xl.pipeline_stable_diffusion_xl import (
    StableDiffusionXLPipeline,
)
from safetensors.torch import load_file

from pipelines.device import Plan
from pipelines.portraits.drawing import ControlKind
from pipelines.portraits.face_adapter import load_adapter
from pipelines.portraits.identity_net import IdentityNet
from pipelines.portraits.painter import LCM_ADAPTER, InstantIdPainter, PainterParts
from pipelines.portraits.safety import SafetyChecker


@dataclass(frozen=True, eq=False, kw_only=True)
class PainterFiles:
    """Where everything lies. `base` is a checkpoint of the SDXL family, a folder or one file."""

    base: Path
    identity_net: Path
    adapter: Path
    controlnets: Mapping[ControlKind, Path] = field(default_factory=dict)
    lcm: Path | None = None
    safety_checker: Path | None = None


def load_painter(files: PainterFiles, plan: Plan) -> InstantIdPainter:
    """Everything in main memory, in the plan's number format; the first drawing places it."""
    dtype: torch.dtype = getattr(torch, plan.dtype)
    base: Any = StableDiffusionXLPipeline.from_pretrained(
        files.base, dtype=dtype, use_safetensors=True, local_files_only=True
    )
    net = IdentityNet.from_pretrained(files.identity_net, dtype=dtype, use_safetensors=True)
    tokens = load_adapter(base, files.adapter)
    if files.lcm is not None:
        base.load_lora_weights(load_file(files.lcm), adapter_name=LCM_ADAPTER)
    controlnets = {
        kind: ControlNetModel.from_pretrained(path, dtype=dtype, use_safetensors=True)
        for kind, path in files.controlnets.items()
    }
    if dtype is torch.float16 and base.vae.config.force_upcast:
        base.vae.to(torch.float32)  # SDXL's own overflows in float16
    safety = None if files.safety_checker is None else SafetyChecker(files.safety_checker)
    parts = PainterParts(
        base=base,
        identity_net=net,
        face_tokens=tokens,
        controlnets=controlnets,
        safety=safety,
        has_lcm=files.lcm is not None,
    )
    return InstantIdPainter(parts, plan)
