"""The latents are those of InstantID's own pipelines, to 1e-4 on small random weights.

tests/golden/instant_id.npz was made by `official.py` beside this file with the code of commit
2145b67 (July 2024) on diffusers 0.42.1 and torch 2.13; how to make it anew is said there. What
the official pipelines do otherwise, and what was decided:

- Its img2img pipeline knows no `ip_adapter_scale` (infer_img2img.py passes it in vain and draws
  with 0.5); it is set here by `set_ip_adapter_scale`.
- Its img2img and its plain pipeline tell further ControlNets of the face; only the "full" one
  tells them of the text, and so do we everywhere.
- Its "full" pipeline fills prompts up with another token in SDXL's second encoder and takes one
  picture a prompt; it is given the vectors that the plain pipeline makes.
- Sizes, crops (0, 0), aesthetic scores and timesteps are those of diffusers in all of them;
  LCMScheduler takes the settings of the base model's scheduler, with the LoRA added, not fused.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipelines.portraits.drawing import ControlKind
from pipelines.portraits.painter import InstantIdPainter
from pipelines.portraits.painter_loading import PainterFiles, load_painter
from pipelines.progress import Progress
from tests.pipelines.portraits.conftest import CPU
from tests.pipelines.portraits.official import CHECKOUT, GOLDEN, official_latents
from tests.tiny_checkpoint import write_sdxl_checkpoint
from tests.tiny_portraits import drawings

TOLERANCE = 1e-4
NAMES = tuple(drawings())

pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    # diffusers' scheduler gives numpy a tensor; nobody here can act on that
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]


@pytest.mark.parametrize("name", NAMES)
def test_latents_are_the_official_ones(painter: InstantIdPainter, name: str) -> None:
    with np.load(GOLDEN) as golden:
        wanted = golden[name]
    found = painter.latents(drawings()[name], Progress()).numpy()
    assert found.shape == wanted.shape
    assert np.abs(found - wanted).max() <= TOLERANCE


def test_single_files_give_the_same_latents(portrait_files: PainterFiles, tmp_path: Path) -> None:
    """The checkpoint as Stability AI names its parts, the nets without their config.json."""
    nets = {
        kind: folder / "diffusion_pytorch_model.safetensors"
        for kind, folder in portrait_files.controlnets.items()
        if kind is not ControlKind.POSE
    }
    single = replace(
        portrait_files,
        base=write_sdxl_checkpoint(tmp_path / "own.safetensors"),
        identity_net=portrait_files.identity_net / "diffusion_pytorch_model.safetensors",
        net_settings=portrait_files.identity_net,
        controlnets=nets,
        safety_checker=None,
    )
    painter = load_painter(single, CPU)
    with np.load(GOLDEN) as golden:
        for name in ("multi_mask", "lcm"):
            found = painter.latents(drawings()[name], Progress()).numpy()
            assert np.abs(found - golden[name]).max() <= TOLERANCE


def test_every_input_counts_far_beyond_the_tolerance() -> None:
    """Else equal latents would prove nothing: each drawing differs from the next like it."""
    with np.load(GOLDEN) as golden:
        for one, other in (
            ("pose", "mask"),
            ("pose", "multi"),
            ("multi", "multi_mask"),
            ("mask", "multi_mask"),
            ("plain", "unguided"),
        ):
            assert np.abs(golden[one] - golden[other]).max() > 1000 * TOLERANCE, (one, other)
        assert np.abs(golden["two"][0] - golden["two"][1]).max() > 1


@pytest.mark.skipif(not CHECKOUT, reason="needs HEARTH_INSTANT_ID_CHECKOUT, see official.py")
@pytest.mark.filterwarnings("ignore")  # their code was written for older libraries
@pytest.mark.parametrize("name", NAMES)
def test_the_golden_latents_are_what_the_official_code_gives(
    portrait_files: PainterFiles, name: str
) -> None:
    with np.load(GOLDEN) as golden:
        wanted = golden[name]
    found = official_latents(Path(CHECKOUT), portrait_files, drawings()[name])
    assert np.abs(found - wanted).max() <= TOLERANCE / 10
