"""SwinIR: enlarges photos, and removes noise or JPEG blocks without enlarging.

Inputs as in jingyunliang/swinir; method from https://github.com/JingyunLiang/SwinIR (Liang et
al. 2021, arXiv:2108.10257). The original script adds noise or JPEG blocks to the picture before
it removes them, to measure itself; here the picture is restored as it comes. JPEG pictures are
restored in colour, where the original's demo was grey.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.media.picture import Picture
from pipelines.media.picture_model import picture_model
from pipelines.networks import catalogue
from pipelines.networks.footprints import by_windows, picture_footprint
from pipelines.networks.network_shapes import SwinIr
from pipelines.progress import Progress
from pipelines.spec import Media, Params, WeightFile, param

if TYPE_CHECKING:
    from pipelines.networks.picture_network import PictureNetwork

LARGE = "Real-World Image Super-Resolution-Large"
MEDIUM = "Real-World Image Super-Resolution-Medium"
GREY_NOISE = "Grayscale Image Denoising"
COLOUR_NOISE = "Color Image Denoising"
JPEG = "JPEG Compression Artifact Reduction"

TaskType = Literal[
    "Real-World Image Super-Resolution-Large",
    "Real-World Image Super-Resolution-Medium",
    "Grayscale Image Denoising",
    "Color Image Denoising",
    "JPEG Compression Artifact Reduction",
]


class SwinirParams(Params):
    """Inputs of SwinIR."""

    image: Path = param(
        title="Image",
        description="The picture to restore: PNG, JPEG, WebP, TIFF, AVIF or HEIC.",
        media=Media.IMAGE,
    )
    task_type: TaskType = param(
        LARGE,
        title="Task",
        description="What to do. Large enlarges 4 times and looks best; Medium enlarges twice and "
        "is faster. Denoising and JPEG reduction keep the size. Grayscale denoising turns a "
        "colour picture grey.",
        labels={
            LARGE: "Enlarge 4×, large network",
            MEDIUM: "Enlarge 2×, medium network",
            GREY_NOISE: "Remove noise, grey",
            COLOUR_NOISE: "Remove noise, colour",
            JPEG: "Remove JPEG blocks",
        },
        variant=True,
    )
    noise: Literal[15, 25, 50] = param(
        15,
        title="Noise level",
        description="Only for denoising: how strong the noise in the picture is, as its standard "
        "deviation out of 255. 15 suits a slightly grainy photo, 25 a night shot, 50 heavy noise. "
        "Higher removes more and blurs fine texture.",
        shown_when={"task_type": (GREY_NOISE, COLOUR_NOISE)},
    )
    jpeg: Literal[10, 20, 30, 40] = param(
        40,
        title="JPEG quality",
        description="Only for JPEG blocks: the quality that the picture was saved with. 40 is for "
        "visible but slight blocks, 10 for very heavy ones. Lower smooths more.",
        shown_when={"task_type": JPEG},
    )


def weights(params: SwinirParams) -> tuple[WeightFile, ...]:
    """The one file of this task and level."""
    if params.task_type == GREY_NOISE:
        return (catalogue.SWINIR_GREY_DENOISE[params.noise],)
    if params.task_type == COLOUR_NOISE:
        return (catalogue.SWINIR_COLOUR_DENOISE[params.noise],)
    if params.task_type == JPEG:
        return (catalogue.SWINIR_COLOUR_JPEG[params.jpeg],)
    return (catalogue.SWINIR_LARGE_X4 if params.task_type == LARGE else catalogue.SWINIR_MEDIUM_X2,)


def resident_key(params: SwinirParams) -> Hashable:
    """The file; levels of a task that is not chosen do not count."""
    return weights(params)[0].name


def load(files: Mapping[str, Path], params: SwinirParams, plan: Plan) -> "PictureNetwork":
    """Raises UnsafeCheckpoint or UnknownCheckpoint."""
    from pipelines.networks.picture_network import load_network

    # In float32 whatever the plan; `run` chooses what it multiplies in.
    return load_network(files[weights(params)[0].name], replace(plan, dtype="float32"))


def run(
    network: "PictureNetwork",
    picture: Picture,
    params: SwinirParams,
    plan: Plan,
    progress: Progress,
) -> Picture:
    """The restored picture, 4, 2 or 1 times the size; raises Cancelled between two tiles."""
    from pipelines.networks.windows import restore_by_windows

    return restore_by_windows(network, picture, plan.tile, progress, plan.dtype)


def enlargement(params: SwinirParams) -> float:
    """How many times wider the result is."""
    return {LARGE: 4.0, MEDIUM: 2.0}.get(params.task_type, 1.0)


def shape_of(params: SwinirParams) -> SwinIr:
    """The network of this task (https://github.com/JingyunLiang/SwinIR, main_test_swinir.py)."""
    size = weights(params)[0].size
    if params.task_type == LARGE:
        return SwinIr(size, channels=240, heads=8, window=8, scale=4, groups=9, fast_convs=False)
    window = 7 if params.task_type == JPEG else 8
    scale = 2 if params.task_type == MEDIUM else 1
    return SwinIr(
        size, channels=180, heads=6, window=window, scale=scale, groups=6, fast_convs=True
    )


def footprint(extent: Extent, params: SwinirParams, plan: Plan) -> Footprint:
    """The network, one tile, and one row of results."""
    shape = shape_of(params)
    return picture_footprint(shape, by_windows(shape, extent, plan), plan)


SPEC = picture_model(
    name="swinir",
    title="SwinIR",
    summary="Enlarges photos calmly and evenly, with fewer invented textures than Real-ESRGAN. "
    "Also removes noise or JPEG blocks at the same size.",
    source="https://github.com/JingyunLiang/SwinIR",
    params=SwinirParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    run=run,
    enlargement=enlargement,
    footprint=footprint,
)
