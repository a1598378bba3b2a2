"""A painter: each drawing by itself, counted encodes, cancel, offloads, and all of it freed."""

import gc
import importlib
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from pipelines.device import Offload, Plan
from pipelines.errors import BadInput, UnknownCheckpoint
from pipelines.portraits.drawing import Control, ControlKind, Start
from pipelines.portraits.face_adapter import load_adapter
from pipelines.portraits.painter import InstantIdPainter
from pipelines.portraits.painter_loading import PainterFiles, load_painter
from pipelines.portraits.safety import SafetyChecker
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from tests.pipelines.portraits.conftest import CPU
from tests.tiny_diffusion import write_safety_checker
from tests.tiny_portraits import drawing, drawings, face, picture

pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    # diffusers' scheduler gives numpy a tensor; nobody here can act on that
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]


def counted(module: torch.nn.Module) -> tuple[list[int], Callable[[], None]]:
    """How often the module is called from now on, and what ends the counting."""
    calls: list[int] = []
    handle = module.register_forward_pre_hook(lambda *_: calls.append(1))
    return calls, handle.remove


def bare(files: PainterFiles) -> PainterFiles:
    """Only what every drawing needs."""
    return replace(files, controlnets={}, lcm=None, safety_checker=None)


def test_the_same_drawing_gives_the_same_bytes_whatever_came_between(
    painter: InstantIdPainter,
) -> None:
    wanted = drawings()["multi_mask"]
    (before,) = painter.draw(wanted, Progress())
    for name in ("lcm", "start", "two"):
        painter.latents(drawings()[name], Progress())
    painter.draw(replace(wanted, identity=face(9), ip_adapter_scale=0.1), Progress())
    (after,) = painter.draw(wanted, Progress())
    assert before.tobytes() == after.tobytes()
    assert before.shape == (64, 96, 3)
    assert before.std() > 10


def test_the_scale_of_nought_leaves_the_face_to_the_net(painter: InstantIdPainter) -> None:
    off = {"ip_adapter_scale": 0.0, "controlnet_conditioning_scale": 0.0}
    one = painter.latents(drawing(**off), Progress())
    other = painter.latents(drawing(**off, identity=face(9)), Progress())
    assert torch.equal(one, other)
    seen = painter.latents(drawing(identity=face(9)), Progress())
    assert (seen - painter.latents(drawing(), Progress())).abs().max() > 0.1


def test_two_of_a_batch_are_those_that_their_seeds_give(painter: InstantIdPainter) -> None:
    """Not to the bit: a batch is computed in another order."""
    noisy = drawing(scheduler="DPMSolverMultistepScheduler-Karras-SDE")
    for wanted in (drawings()["start"], drawings()["lcm"], noisy):
        both = painter.draw(replace(wanted, count=2), Progress())
        for place, found in enumerate(both):
            (alone,) = painter.draw(replace(wanted, seed=wanted.seed + place), Progress())
            assert np.abs(found.astype(int) - alone).max() <= 1
        assert np.abs(both[0].astype(int) - both[1]).max() > 10


def test_sixteen_pictures_encode_face_and_prompt_once(painter: InstantIdPainter) -> None:
    known = painter.prompts.encodes
    faces, stop_faces = counted(painter.parts.face_tokens.network)
    texts, stop_texts = counted(painter.parts.base.text_encoder)
    try:
        for seed in range(0, 16, 4):
            wanted = drawing(prompt="sixteen times", identity=face(16), seed=seed, count=4, steps=1)
            assert len(painter.draw(wanted, Progress())) == 4
    finally:
        stop_faces()
        stop_texts()
    assert painter.prompts.encodes == known + 1
    assert len(faces) == 1
    assert len(texts) == 2  # the prompt and the negative one


@pytest.mark.parametrize("name", ["plain", "start"])
def test_cancel_takes_effect_within_one_step(painter: InstantIdPainter, name: str) -> None:
    wanted = replace(drawings()[name], steps=6)
    (before,) = painter.draw(wanted, Progress())
    runs, stop = counted(painter.parts.base.unet)
    token = CancelToken()

    def listen(report: Report) -> None:
        if len(runs) == 2:
            token.cancel()

    try:
        with pytest.raises(Cancelled):
            painter.draw(wanted, Progress(listen, token))
        assert len(runs) == 2
    finally:
        stop()
    (after,) = painter.draw(wanted, Progress())
    assert before.tobytes() == after.tobytes()


def test_cancel_before_and_between_decoding(painter: InstantIdPainter) -> None:
    token = CancelToken()
    token.cancel()
    runs, stop = counted(painter.parts.base.unet)
    with pytest.raises(Cancelled):
        painter.draw(drawing(), Progress(None, token))
    stop()
    assert runs == []
    late = CancelToken()
    decoded, end = counted(painter.parts.base.vae.decoder)

    def listen(report: Report) -> None:
        if decoded:
            late.cancel()

    with pytest.raises(Cancelled):
        painter.draw(drawing(count=3, steps=1), Progress(listen, late))
    end()
    assert len(decoded) == 1


def test_progress_rises_with_each_step_to_the_end(painter: InstantIdPainter) -> None:
    seen: list[float] = []
    wanted = drawing(steps=4, count=2, scheduler="HeunDiscreteScheduler")
    painter.draw(wanted, Progress(lambda report: seen.append(report.fraction or 0.0)))
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(set(seen)) == 7 + 1 + 1  # steps of two halves less one, a picture, the end


@pytest.mark.parametrize("offload", [Offload.MODEL, Offload.GROUP])
def test_offloads_change_nothing(
    painter: InstantIdPainter,
    portrait_files: PainterFiles,
    monkeypatch: pytest.MonkeyPatch,
    offload: Offload,
) -> None:
    """To rounding: "cpu:0" gets copies of the weights, and where they begin counts on the CPU."""
    names = ("multi_mask", "start", "lcm", "multi_mask")
    wanted = [painter.latents(drawings()[name], Progress()) for name in names]
    monkeypatch.setattr(Plan, "kind", "cuda")  # so that it is not taken for the CPU's plan
    other = load_painter(portrait_files, replace(CPU, offload=offload))
    found = [other.latents(drawings()[name], Progress()) for name in names]
    for one, same in zip(found, wanted, strict=True):
        assert (one - same).abs().max() <= 1e-4
    assert torch.equal(found[0], found[-1])
    waiting = [part for part in other.parts.base.components.values() if hasattr(part, "_hf_hook")]
    assert len(waiting) == (4 if offload is Offload.MODEL else 0)
    assert other.draw(drawing(steps=1), Progress())[0].std() > 10


def test_a_start_that_is_kept_comes_back_as_it_is(painter: InstantIdPainter) -> None:
    start = Start(picture(7), 0.0)
    found = painter.draw(drawing(start=start, count=2), Progress())
    assert [each.tobytes() for each in found] == [start.picture.tobytes()] * 2


def test_sizes_that_do_not_halve_evenly_are_drawn_with_a_mask(painter: InstantIdPainter) -> None:
    """The official code fails here; 1016 x 1016, which its users advise, is such a size."""
    wanted = drawing(keypoints=picture(3, 72, 56), mask=(-3.0, 10.0, 40.0, 900.0), steps=1)
    (found,) = painter.draw(wanted, Progress())
    assert found.shape == (56, 72, 3)


def test_half_precision_keeps_the_vae_from_overflowing(portrait_files: PainterFiles) -> None:
    """On the CPU float16 is only loaded; bfloat16 is drawn with."""
    few = bare(portrait_files)
    half = load_painter(few, replace(CPU, dtype="float16")).parts
    assert half.base.unet.dtype is torch.float16
    assert half.base.vae.dtype is torch.float32
    assert next(half.face_tokens.network.parameters()).dtype is torch.float32
    brain = load_painter(few, replace(CPU, dtype="bfloat16"))
    (found,) = brain.draw(replace(drawings()["mask"], steps=2), Progress())
    assert found.std() > 10


def test_the_vae_works_in_tiles_of_the_plan_and_of_the_drawing(
    portrait_files: PainterFiles,
) -> None:
    tiled = load_painter(bare(portrait_files), replace(CPU, tile=32))
    decoded, stop = counted(tiled.parts.base.vae.decoder)
    (found,) = tiled.draw(drawing(steps=1), Progress())
    many = len(decoded)
    assert many > 1
    assert found.shape == (64, 64, 3)
    tiled.draw(drawing(steps=1), Progress(), None, 48)
    assert many < len(decoded) < 2 * many
    tiled.draw(drawing(steps=1), Progress(), None, 0)
    assert tiled.plan.tile == 0
    stop()


def test_guess_mode_tells_the_net_of_the_face_alone(painter: InstantIdPainter) -> None:
    """diffusers leaves the half without a face out; then the tokens are those of the face."""
    from pipelines.portraits.identity_net import FaceInput

    tokens = torch.stack([torch.zeros(16, 64), torch.zeros(16, 64), *torch.randn(2, 16, 64)])
    net = painter.parts.identity_net
    given: dict[str, Any] = {
        "encoder_hidden_states": torch.zeros(2, 77, 64),
        "controlnet_cond": torch.rand(2, 3, 64, 64),
        "added_cond_kwargs": {"text_embeds": torch.rand(2, 40), "time_ids": torch.ones(2, 6)},
    }
    sample = torch.randn(2, 4, 8, 8)
    with torch.no_grad(), net.holding(FaceInput(tokens)):
        half = net(sample, 5, **given)
    with torch.no_grad(), net.holding(FaceInput(tokens[2:])):
        faces = net(sample, 5, **given)
    assert torch.equal(half.mid_block_res_sample, faces.mid_block_res_sample)
    with pytest.raises(RuntimeError, match="without a face"):
        net(sample, 5, **given)


def test_the_safety_checker_says_what_it_thinks(
    painter: InstantIdPainter, portrait_files: PainterFiles, tmp_path: Path
) -> None:
    assert not painter.is_unsafe(picture(8))
    strict = SafetyChecker(write_safety_checker(tmp_path / "strict", objects=True))
    parts = replace(painter.parts, safety=strict)
    assert InstantIdPainter(parts, CPU).is_unsafe(picture(8))
    assert not InstantIdPainter(replace(parts, safety=None), CPU).is_unsafe(picture(8))


def test_what_was_not_loaded_is_a_sentence(painter: InstantIdPainter) -> None:
    few = InstantIdPainter(replace(painter.parts, controlnets={}, has_lcm=False), CPU)
    with pytest.raises(BadInput, match="ControlNet for canny was not loaded"):
        few.draw(drawing(controls=(Control(ControlKind.CANNY, picture(1), 1.0),)), Progress())
    with pytest.raises(BadInput, match="fast mode was not loaded"):
        few.draw(drawing(lcm=True), Progress())


def test_another_adapter_is_a_sentence(painter: InstantIdPainter, tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    torch.save({"image_proj": {"proj_in.weight": torch.zeros(8, 1280)}, "ip_adapter": {}}, path)
    with pytest.raises(UnknownCheckpoint, match=r"other\.bin is no InstantID adapter"):
        load_adapter(painter.parts.base, path)


def test_unloading_frees_everything(portrait_files: PainterFiles) -> None:
    canny = {ControlKind.CANNY: portrait_files.controlnets[ControlKind.CANNY]}
    other = load_painter(replace(portrait_files, controlnets=canny), CPU)
    held = Control(ControlKind.CANNY, picture(1), 0.5)
    other.draw(drawing(steps=1, controls=(held,), mask=(9, 9, 50, 50)), Progress())
    other.draw(drawing(steps=2, start=Start(picture(2), 0.6), lcm=True), Progress())
    parts = other.parts
    kept = [parts.base.unet, parts.base.vae, parts.base.text_encoder, parts.identity_net]
    kept += [*parts.controlnets.values(), parts.face_tokens.network]
    watched = [weakref.ref(part) for part in kept]
    del other, parts, kept
    gc.collect()
    assert [found() for found in watched] == [None] * len(watched)


def test_previews_come_while_it_draws(painter: InstantIdPainter) -> None:
    seen: list[tuple[int, ...]] = []
    painter.draw(drawing(steps=3), Progress(), lambda pixels: seen.append(pixels.shape))
    assert seen
    assert set(seen) == {(64, 64, 3)}


def test_the_painter_uses_stock_pipelines(painter: InstantIdPainter) -> None:
    diffusers: Any = importlib.import_module("diffusers")
    painter.latents(drawing(steps=1), Progress())
    assert type(painter._pipe) is diffusers.StableDiffusionXLControlNetPipeline
