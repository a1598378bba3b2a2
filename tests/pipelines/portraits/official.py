"""Runs InstantID's own pipelines on the small files, to make the golden latents or check them.

    git clone https://github.com/instantX-research/InstantID
    python -m tests.pipelines.portraits.official InstantID

writes tests/golden/instant_id.npz. Three things are seen to from outside, nothing is changed in
the checkout: the one import that diffusers has moved, the sizes of the resampler, which are
written into the code, and the mask of the last call, which the code keeps for the next one.
"""

import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from pipelines.portraits.drawing import Drawing
from pipelines.portraits.painter_loading import PainterFiles
from tests.tiny_portraits import drawings, write_portrait_files

#: A checkout of https://github.com/instantX-research/InstantID, if there is one.
CHECKOUT = os.environ.get("HEARTH_INSTANT_ID_CHECKOUT", "")
GOLDEN = Path(__file__).parents[2] / "golden" / "instant_id.npz"
_PREFIX = "pipeline_stable_diffusion_xl_instantid"
_MOVED = "diffusers.pipelines.controlnet.multicontrolnet"


def official_latents(checkout: Path, files: PainterFiles, wanted: Drawing) -> NDArray[np.float32]:
    """Latents of one drawing, by the one of the three official pipelines that can draw it."""
    with _official(checkout):
        if wanted.start is not None:
            name = "StableDiffusionXLInstantIDImg2ImgPipeline"
            return _run(_pipeline(f"{_PREFIX}_img2img", name, files, wanted), wanted)
        name = "StableDiffusionXLInstantIDPipeline"
        if wanted.controls or wanted.mask is not None:
            pipe = _pipeline(f"{_PREFIX}_full", name, files, wanted)
            # Its own reading of prompts fills up differently and takes no second picture.
            text = pipe.encode_prompt(wanted.prompt, negative_prompt=wanted.negative_prompt)
            names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds",
                     "negative_pooled_prompt_embeds")  # fmt: skip
            return _run(pipe, wanted, **dict(zip(names, text, strict=True)))
        return _run(_pipeline(_PREFIX, name, files, wanted), wanted)


@contextmanager
def _official(checkout: Path) -> Iterator[None]:
    """The checkout can be imported, and its imports find what they look for."""
    moved = importlib.import_module("diffusers.models.controlnets.multicontrolnet")
    sys.modules[_MOVED] = moved
    sys.path.insert(0, str(checkout))
    try:
        yield
    finally:
        sys.path.remove(str(checkout))
        del sys.modules[_MOVED]


def _pipeline(module: str, name: str, files: PainterFiles, wanted: Drawing) -> Any:
    diffusers: Any = importlib.import_module("diffusers")
    code: Any = importlib.import_module(module)
    made = code.Resampler
    code.Resampler = lambda **sizes: made(**{**sizes, "dim": 32, "heads": 1})
    nets = [files.identity_net, *(files.controlnets[one.kind] for one in wanted.controls)]
    loaded = [diffusers.ControlNetModel.from_pretrained(folder) for folder in nets]
    try:
        pipe = getattr(code, name).from_pretrained(
            files.base,
            controlnet=loaded if len(loaded) > 1 else loaded[0],
            add_watermarker=False,
        )
        pipe.load_ip_adapter_instantid(str(files.adapter))
    finally:
        code.Resampler = made
    pipe.set_ip_adapter_scale(wanted.ip_adapter_scale)
    name = "LCMScheduler" if wanted.lcm else wanted.scheduler
    pipe.scheduler = getattr(diffusers, name).from_config(pipe.scheduler.config)
    if wanted.lcm and files.lcm is not None:
        pipe.load_lora_weights(str(files.lcm.parent), weight_name=files.lcm.name)
    pipe.set_progress_bar_config(disable=True)
    control: Any = importlib.import_module("ip_adapter.attention_processor")
    control.region_control.prompt_image_conditioning = []
    return pipe


def _run(pipe: Any, wanted: Drawing, **text: Any) -> NDArray[np.float32]:
    pictures = [Image.fromarray(wanted.keypoints)]
    pictures += [Image.fromarray(control.picture) for control in wanted.controls]
    strengths = [wanted.controlnet_conditioning_scale]
    strengths += [control.strength for control in wanted.controls]
    several = len(pictures) > 1
    given: dict[str, Any] = text or {
        "prompt": wanted.prompt,
        "negative_prompt": wanted.negative_prompt,
    }
    noises = [torch.Generator().manual_seed(wanted.seed + n) for n in range(wanted.count)]
    given["image"] = pictures if several else pictures[0]
    if wanted.start is not None:
        given["control_image"] = given["image"]
        given["image"] = Image.fromarray(wanted.start.picture)
        given["strength"] = wanted.start.strength
    if wanted.mask is not None:
        given["control_mask"] = _mask(wanted)
    found = pipe(
        **given,
        image_embeds=wanted.identity.vector,
        num_inference_steps=wanted.steps,
        guidance_scale=wanted.guidance,
        controlnet_conditioning_scale=strengths if several else strengths[0],
        num_images_per_prompt=wanted.count,
        generator=noises,
        output_type="latent",
    )
    return found.images.numpy()


def _mask(wanted: Drawing) -> Image.Image:
    """As infer_full.py makes it."""
    width, height = wanted.size
    mask = np.zeros([height, width, 3], np.uint8)
    left, top, right, bottom = (int(side) for side in wanted.mask or ())
    mask[top:bottom, left:right] = 255
    return Image.fromarray(mask)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        written = write_portrait_files(Path(folder))
        found = {
            name: official_latents(Path(sys.argv[1]), written, wanted)
            for name, wanted in drawings().items()
        }
    np.savez(GOLDEN, **found)  # pyright: ignore[reportArgumentType]
