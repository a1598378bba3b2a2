"""Memory plans of drawing: what placing puts on the device, and that 8, 12 and 24 GB get a plan.

What is where when is watched on a small pipeline that is really placed and really draws; how large
that is comes from the real shapes (see test_part_sizes).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from PIL import Image

from pipelines import device as devices
from pipelines.device import Device, Offload, Plan
from pipelines.diffusion.footprints import Drawing, decoding_bytes, drawing_footprint
from pipelines.diffusion.part_sizes import (
    INSTANT_ID_ATTENTION,
    LCM_LORA,
    SD15,
    SDXL,
    SDXL_SMALL_CONTROLNET,
)
from pipelines.offload import OFFLOADS, encode_and_leave, place
from pipelines.places import Places
from pipelines.planning import Preferences
from pipelines.run import build_runtime, plan_for, with_preferences
from pipelines.text import text
from tests import tiny_diffusion
from tests.fakes import FakeModel, FakeParams

GPU = Plan("cuda:0", "float16", 0, text("a test"))
CPU = Plan("cpu", "float32", 0, text("a test"))
GB = 10**9

#: What the issue asks for: IdentityNet and a ControlNet for the pose, with guidance.
PORTRAIT = Drawing(
    width=1024,
    height=1024,
    family=SDXL,
    controlnets=(SDXL.controlnet, SDXL.controlnet),
    additions=(INSTANT_ID_ATTENTION,),
)

#: diffusers' scheduler gives numpy a tensor; nobody here can act on that.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def taken(drawing: Drawing, plan: Plan) -> dict[str, int]:
    """The device's bytes in each phase, what stays included."""
    found = drawing_footprint(drawing, plan)
    return {str(phase.name): found.resident + phase.device for phase in found.phases}


def weights(*parts: Any, number: int = 2) -> int:
    return number * sum(part.weights for part in parts)


NETS = (SDXL.unet, INSTANT_ID_ATTENTION, SDXL.controlnet, SDXL.controlnet)


def test_resident_is_what_draws_and_the_vae() -> None:
    found = drawing_footprint(PORTRAIT, GPU)
    assert found.resident == weights(*NETS, SDXL.vae)
    assert found.loading == weights(*NETS, SDXL.vae, *SDXL.encoders)
    reading, drawing, making = found.phases
    assert reading.device - weights(*SDXL.encoders) < 0.1 * GB
    assert 0.6 * GB < drawing.device < 0.9 * GB
    assert 4.4 * GB < making.device < 4.8 * GB


def test_model_offload_holds_the_parts_of_one_phase() -> None:
    plan = replace(GPU, offload=Offload.MODEL)
    found = drawing_footprint(PORTRAIT, plan)
    working = [phase.device for phase in drawing_footprint(PORTRAIT, GPU).phases]
    reading, drawing, making = (phase.device for phase in found.phases)
    assert found.resident == 0
    assert reading == working[0]
    assert drawing == working[1] + weights(*NETS)
    assert making == working[2] + weights(SDXL.vae)


def test_group_offload_holds_two_layers() -> None:
    plan = replace(GPU, offload=Offload.GROUP)
    found = drawing_footprint(PORTRAIT, plan)
    working = [phase.device for phase in drawing_footprint(PORTRAIT, GPU).phases]
    reading, drawing, making = (phase.device for phase in found.phases)
    assert found.resident == 0
    assert drawing == working[1] + 2 * 2 * SDXL.unet.largest_layer
    assert making == working[2] + 2 * 2 * SDXL.vae.largest_layer
    assert reading < 0.4 * GB
    assert found.peak(on_host=False) < 5 * GB


def test_on_the_cpu_all_of_it_stays_and_offload_means_nothing() -> None:
    found = drawing_footprint(PORTRAIT, CPU)
    assert found.resident == weights(*NETS, SDXL.vae, *SDXL.encoders, number=4) == found.loading
    assert drawing_footprint(PORTRAIT, replace(CPU, offload=Offload.GROUP)) == found


def test_tiles_bound_what_the_vae_takes() -> None:
    tiled = replace(GPU, tile=512)
    large = replace(PORTRAIT, width=2048, height=2048)
    assert decoding_bytes(large, GPU) == pytest.approx(4 * decoding_bytes(PORTRAIT, GPU), rel=1e-6)
    assert decoding_bytes(large, tiled) < 1.3 * decoding_bytes(PORTRAIT, tiled)
    assert decoding_bytes(PORTRAIT, tiled) < 1.2 * GB
    small = replace(PORTRAIT, width=256, height=256)
    assert decoding_bytes(small, tiled) == decoding_bytes(small, GPU)


def test_what_each_setting_costs() -> None:
    base = taken(PORTRAIT, GPU)
    alone = taken(replace(PORTRAIT, controlnets=(SDXL.controlnet,)), GPU)
    assert base["Drawing"] - alone["Drawing"] == pytest.approx(weights(SDXL.controlnet), rel=0.01)
    small = (SDXL.controlnet, SDXL_SMALL_CONTROLNET)
    assert taken(replace(PORTRAIT, controlnets=small), GPU)["Drawing"] < base["Drawing"] - 2 * GB
    unguided = taken(replace(PORTRAIT, samples=1), GPU)
    assert unguided["Drawing"] < base["Drawing"]
    assert unguided["Making pixels"] == base["Making pixels"]
    fast = taken(replace(PORTRAIT, additions=(INSTANT_ID_ATTENTION, LCM_LORA)), GPU)
    assert all(fast[phase] - base[phase] == weights(LCM_LORA) for phase in base)
    own = replace(PORTRAIT, own_vae=True)
    assert decoding_bytes(own, GPU) == pytest.approx(2 * decoding_bytes(PORTRAIT, GPU), abs=2)
    assert decoding_bytes(own, CPU) == decoding_bytes(PORTRAIT, CPU)


def test_stable_diffusion_15_with_a_controlnet_for_tiles_is_small() -> None:
    tile = Drawing(width=512, height=512, family=SD15, controlnets=(SD15.controlnet,))
    assert 3.5 * GB < drawing_footprint(tile, GPU).peak(on_host=False) < 4 * GB


# -- a plan for every card ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "side", "wanted"),
    [
        (8, 1024, {Offload.GROUP}),
        (12, 1024, {Offload.MODEL, Offload.GROUP}),
        (16, 1024, {Offload.NONE}),
        (24, 1024, {Offload.NONE}),
        (8, 2048, {Offload.GROUP}),
        (6, 1024, {Offload.GROUP}),
    ],
)
def test_every_card_gets_a_plan(
    card: int, side: int, wanted: set[Offload], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what is left of so many GB beside the desktop and CUDA itself, as `free_bytes` says."""
    free = {"cuda:0": int(card * 1024**3 * 0.95) - devices.RESERVE["cuda"], "cpu": 64 * GB}
    there = (Device("cuda:0", "a card", card * 1024**3), Device("cpu", "CPU", 64 * GB))
    monkeypatch.setattr(devices, "devices", lambda: there)
    monkeypatch.setattr(devices, "free_bytes", free.__getitem__)
    monkeypatch.setattr(devices, "choose_dtype", lambda _device, _allowed: "float16")
    drawing = replace(PORTRAIT, width=side, height=side)
    spec = replace(
        FakeModel().spec(),
        footprint=lambda _extent, _params, plan: drawing_footprint(drawing, plan),
        offloads=OFFLOADS,
        whole_first=True,
    )
    runtime = build_runtime(Places(tmp_path / "data", tmp_path / "config"), offline=True)
    photo = tmp_path / "photo.png"
    Image.new("RGB", (8, 8)).save(photo)
    plan = plan_for(with_preferences(runtime, Preferences()), spec, FakeParams(image=photo))
    assert plan.fits
    assert (plan.device, plan.offload in wanted) == ("cuda:0", True)
    if (card, side) in ((24, 1024), (8, 1024)):
        assert plan.tile == 0


# -- what is where when, on a small pipeline that draws -----------------------------------------


@pytest.fixture
def pipe(tmp_path: Path) -> Any:
    """The tiny SDXL with two ControlNets."""
    import importlib

    diffusers = importlib.import_module("diffusers")
    from diffusers.models.controlnets.multicontrolnet import MultiControlNetModel

    nets = [
        diffusers.ControlNetModel.from_pretrained(
            tiny_diffusion.write_controlnet(tmp_path / f"net{seed}", seed)
        )
        for seed in (1, 2)
    ]
    made = diffusers.StableDiffusionXLControlNetPipeline(
        **tiny_diffusion.sdxl_parts(),
        controlnet=MultiControlNetModel(nets),
        add_watermarker=False,
    )
    made.set_progress_bar_config(disable=True)
    return made


def draw(pipe: Any, plan: Plan, seen: dict[str, Any], mark: Any) -> None:
    """As the painters do it, in the order of the phases; `mark` tells what was there at most."""
    given = ("prompt_embeds", "negative_prompt_embeds")
    pooled = ("pooled_prompt_embeds", "negative_pooled_prompt_embeds")
    text = encode_and_leave(
        pipe, plan, lambda: pipe.encode_prompt("a cat", device="cpu", negative_prompt="dog")
    )
    seen["Reading the prompt"] = mark()
    hints = [torch.zeros(1, 3, 64, 64)] * 2
    latents = pipe(
        **dict(zip((*given, *pooled), text, strict=True)), image=hints, height=64, width=64,
        num_inference_steps=2, output_type="latent",
    ).images  # fmt: skip
    pipe.maybe_free_model_hooks()
    seen["Drawing"] = mark()
    pipe.vae.decode(latents)
    pipe.maybe_free_model_hooks()
    seen["Making pixels"] = mark()


def test_model_offload_has_those_parts_on_the_device(
    pipe: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The device is the CPU by its other name, so that each move can be told.

    accelerate sends a part away only if its weights are elsewhere, so they say that they are.
    """
    monkeypatch.setattr(Plan, "kind", "cuda")
    plan = Plan("cpu:0", "float32", 0, text("a test"), Offload.MODEL)
    place(pipe, plan)
    there: set[str] = set()
    most: set[str] = set()
    parts = {name: part for name, part in pipe.components.items() if hasattr(part, "_hf_hook")}
    assert set(parts) == {"unet", "vae", "text_encoder", "text_encoder_2", "controlnet"}

    names = {id(part): name for name, part in parts.items()}

    def watch_kind(kind: Any) -> None:
        move = kind.to

        def moved(part: Any, where: Any, *given: Any, **named: Any) -> Any:
            nonlocal most
            if name := names.get(id(part)):
                (there.add if str(where) == "cpu:0" else there.discard)(name)
                most = max(most, set(there), key=len)
            return move(part, where, *given, **named)

        monkeypatch.setattr(kind, "to", moved)

    def tell_weights(name: str) -> Any:
        def weights() -> Iterator[Any]:
            where = torch.device("cuda:0" if name in there else "cpu")
            yield SimpleNamespace(device=where, dtype=torch.float32, is_floating_point=lambda: True)

        return weights

    for kind in {type(part) for part in parts.values()}:
        watch_kind(kind)
    for name, part in parts.items():
        part.parameters = tell_weights(name)

    def mark() -> set[str]:
        nonlocal most
        found, most = most, set()
        return found

    seen: dict[str, set[str]] = {}
    draw(pipe, plan, seen, mark)
    assert seen["Reading the prompt"] == {"text_encoder", "text_encoder_2"}
    assert seen["Drawing"] == {"unet", "controlnet"}
    assert seen["Making pixels"] == {"vae"}


@contextmanager
def watched_layers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Gives what tells the weights that were on the device at most since it was asked last."""
    from diffusers.hooks.group_offloading import ModuleGroup

    come, go = ModuleGroup.onload_, ModuleGroup.offload_
    there: dict[int, int] = {}
    most = 0

    def size(group: Any) -> int:
        inside = [weight for module in group.modules for weight in module.parameters()]
        return sum(weight.numel() for weight in (*inside, *group.parameters))

    def onload(group: Any) -> None:
        nonlocal most
        there[id(group)] = size(group)
        most = max(most, sum(there.values()))
        come(group)

    def offload(group: Any) -> None:
        there.pop(id(group), None)
        go(group)

    def mark() -> int:
        nonlocal most
        found, most = most, 0
        return found

    monkeypatch.setattr(ModuleGroup, "onload_", onload)
    monkeypatch.setattr(ModuleGroup, "offload_", offload)
    yield mark


def test_group_offload_has_no_more_layers_on_the_device_than_two(
    pipe: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diffusers.hooks._common import _GO_LC_SUPPORTED_PYTORCH_LAYERS as LAYERS

    def largest(*parts: Any) -> int:
        layers = [m for part in parts for m in part.modules() if isinstance(m, LAYERS)]
        return max(sum(weight.numel() for weight in m.parameters()) for m in layers)

    limits = {
        "Reading the prompt": 2 * largest(pipe.text_encoder, pipe.text_encoder_2),
        "Drawing": 2 * largest(pipe.unet, pipe.controlnet),
        "Making pixels": 2 * largest(pipe.vae),
    }
    monkeypatch.setattr(Plan, "kind", "cuda")
    plan = Plan("cpu", "float32", 0, text("a test"), Offload.GROUP)
    with watched_layers(monkeypatch) as mark:
        place(pipe, plan)
        mark()
        seen: dict[str, int] = {}
        draw(pipe, plan, seen, mark)
    assert all(0 < seen[phase] <= limit for phase, limit in limits.items())
