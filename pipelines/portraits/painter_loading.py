"""From files to a painter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.device import Plan
from pipelines.diffusion.base_models import BaseModel
from pipelines.diffusion.layout import (
    CONTROLNET_SDXL,
    CONTROLNET_SDXL_SMALL,
    SDXL,
    Architecture,
    checker_folder,
)
from pipelines.diffusion.loading import load_controlnet, load_sdxl
from pipelines.diffusion.lora import add_lora
from pipelines.portraits.drawing import ControlKind
from pipelines.portraits.face_adapter import load_adapter
from pipelines.portraits.identity_net import IdentityNet
from pipelines.portraits.painter import LCM_ADAPTER, InstantIdPainter, PainterParts
from pipelines.portraits.safety import SafetyChecker
from pipelines.weights.tensor_shapes import tensors_of


@dataclass(frozen=True, eq=False, kw_only=True)
class PainterFiles:
    """Where everything lies.

    `base` and `files` are as `pipelines.diffusion.loading.load_sdxl` takes them. The nets are
    .safetensors files or diffusers folders, the safety checker likewise; what is None or left out
    is not loaded. `architecture` and `net_settings` hold the settings of what has none itself.
    """

    base: BaseModel | Path
    files: Mapping[str, Path]
    identity_net: Path
    adapter: Path
    controlnets: Mapping[ControlKind, Path] = field(default_factory=dict)
    lcm: Path | None = None
    safety_checker: Path | None = None
    architecture: Architecture = SDXL
    net_settings: Path = CONTROLNET_SDXL


def load_painter(files: PainterFiles, plan: Plan) -> InstantIdPainter:
    """Everything in main memory, in the plan's number format; the first drawing places it.

    Raises what `load_sdxl`, `load_controlnet`, `load_adapter` and `add_lora` raise.
    """
    base = load_sdxl(files.base, files.files, plan, files.architecture)
    net = load_controlnet(files.identity_net, plan, files.net_settings, IdentityNet)
    tokens = load_adapter(base, files.adapter)
    if files.lcm is not None:
        add_lora(base, files.lcm, LCM_ADAPTER)
    controlnets = {
        kind: _controlnet(path, plan, files.net_settings)
        for kind, path in files.controlnets.items()
    }
    safety = None if files.safety_checker is None else _safety(files.safety_checker)
    parts = PainterParts(
        base=base,
        identity_net=net,
        face_tokens=tokens,
        controlnets=controlnets,
        safety=safety,
        has_lcm=files.lcm is not None,
    )
    return InstantIdPainter(parts, plan)


def _controlnet(path: Path, plan: Plan, settings: Path) -> Any:
    """The small ones published for SDXL have no attention, by which they are told."""
    if path.is_file() and not any("attn2" in name for name in tensors_of(path).shapes):
        settings = CONTROLNET_SDXL_SMALL
    return load_controlnet(path, plan, settings)


def _safety(path: Path) -> SafetyChecker:
    if path.is_dir():
        return SafetyChecker(path)
    with checker_folder(path) as folder:
        return SafetyChecker(folder.path)
