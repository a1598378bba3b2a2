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

from pathlib import Path

import numpy as np
import pytest

from pipelines.portraits.painter import InstantIdPainter
from pipelines.portraits.painter_loading import PainterFiles
from pipelines.progress import Progress
from tests.pipelines.portraits.official import CHECKOUT, GOLDEN, official_latents
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
