"""InstantID: portraits of the person in one photo, with the inputs of zsxkib/instant-id.

Wang et al. 2024, arXiv:2401.07519, https://github.com/instantX-research/InstantID (Apache-2.0), on
the stock pipelines of https://github.com/huggingface/diffusers (Apache-2.0).
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.device import Plan
from pipelines.diffusion import catalogue
from pipelines.diffusion.footprints import Drawing, drawing_footprint
from pipelines.diffusion.part_sizes import (
    INSTANT_ID_ATTENTION,
    INSTANT_ID_TOKENS,
    LCM_LORA,
    SAFETY_CHECKER,
    SDXL,
    SDXL_SMALL_CONTROLNET,
)
from pipelines.footprint import Extent, Footprint
from pipelines.identity.catalogue import ANTELOPE, YUNET
from pipelines.media.kinds import PICTURE_SUFFIXES
from pipelines.offload import OFFLOADS
from pipelines.portraits.control_files import files_for
from pipelines.portraits.drawing import ControlKind, Painter
from pipelines.portraits.params import InstantIdParams, PortraitOutput, control_kinds
from pipelines.portraits.parts import VARIED, parts_of
from pipelines.portraits.photos import Photos, measure_portrait, read_photos
from pipelines.portraits.result import Portrait, UnsafePicture, check_portrait, write_portrait
from pipelines.portraits.sitting import Sitting, drawing_of
from pipelines.portraits.styles import styles_in
from pipelines.progress import Progress
from pipelines.spec import FirstLook, Kind, ModelSpec, Task, WeightFile

if TYPE_CHECKING:
    from pipelines.portraits.looker import Looker

CONTROLNETS: Mapping[ControlKind, WeightFile] = {
    ControlKind.POSE: catalogue.POSE_CONTROLNET,
    ControlKind.CANNY: catalogue.CANNY_CONTROLNET,
    ControlKind.DEPTH: catalogue.DEPTH_CONTROLNET,
}


def weights(params: InstantIdParams) -> tuple[WeightFile, ...]:
    """What looks at photos first, then what draws."""
    base = catalogue.base_model(params.sdxl_weights).files if params.checkpoint is None else ()
    return (
        *look_weights(params),
        catalogue.IDENTITY_NET,
        catalogue.IDENTITY_ADAPTER,
        *base,
        *catalogue.SDXL_COMPANIONS,
        *(CONTROLNETS[kind] for kind in control_kinds(params)),
        *((catalogue.LCM_LORA,) if params.enable_lcm else ()),
        *(() if params.disable_safety_checker else (catalogue.SAFETY_CHECKER,)),
    )


def resident_key(params: InstantIdParams) -> Hashable:
    """A base model of the user's own with its time, so that a replaced one is loaded anew."""
    base: Hashable = params.sdxl_weights
    if params.checkpoint is not None:
        path = params.checkpoint
        base = (str(path.resolve()), path.stat().st_mtime_ns if path.exists() else 0)
    return base, control_kinds(params), params.enable_lcm, params.disable_safety_checker


def look_weights(params: InstantIdParams) -> tuple[WeightFile, ...]:
    return (*ANTELOPE, *files_for(control_kinds(params)))


def load_look(files: Mapping[str, Path], params: InstantIdParams) -> "Looker":
    from pipelines.portraits.looker import load_looker

    return load_looker(files)


def look(loaded: "Looker", photos: Photos, params: InstantIdParams, progress: Progress) -> Sitting:
    """Raises NoFace."""
    return loaded.look(photos, params, progress)


def load(files: Mapping[str, Path], params: InstantIdParams, plan: Plan) -> Painter:
    from pipelines.diffusion import layout
    from pipelines.portraits.painter_loading import PainterFiles, load_painter

    lcm, safety = catalogue.LCM_LORA.name, catalogue.SAFETY_CHECKER.name
    found = PainterFiles(
        base=params.checkpoint or catalogue.base_model(params.sdxl_weights),
        files=files,
        identity_net=files[catalogue.IDENTITY_NET.name],
        adapter=files[catalogue.IDENTITY_ADAPTER.name],
        controlnets={kind: files[CONTROLNETS[kind].name] for kind in control_kinds(params)},
        lcm=files[lcm] if params.enable_lcm else None,
        safety_checker=None if params.disable_safety_checker else files[safety],
        architecture=layout.SDXL,
        net_settings=layout.CONTROLNET_SDXL,
    )
    return load_painter(found, plan)


def run(
    loaded: Painter, sitting: Sitting, params: InstantIdParams, plan: Plan, progress: Progress
) -> Portrait:
    """The first of the parts that the params ask for.

    Raises UnsafePicture, Cancelled, and BadInput for a style that is not there.
    """
    one = parts_of(params)[0].params
    (pixels,) = loaded.draw(drawing_of(sitting, one), progress, sitting.preview, plan.tile)
    if loaded.is_unsafe(pixels):
        raise UnsafePicture(
            "The safety checker took this picture for one that shows nudity, and it was not kept: "
            "change the prompt or the seed, or switch the checker off if it is wrong."
        )
    measured = sitting.likeness(pixels) if sitting.likeness is not None else None
    return Portrait(
        pixels=pixels,
        sitting=sitting,
        params=one,
        likeness=measured,
        notes=list(sitting.remarks),
    )


def extent_of(sitting: Sitting) -> Extent:
    return Extent(*sitting.size)


def footprint(extent: Extent, params: InstantIdParams, plan: Plan) -> Footprint:
    """What drawing takes, and what stays on the CPU: the face's tokens, the safety checker."""
    guidance = params.lcm_guidance_scale if params.enable_lcm else params.guidance_scale
    depth = ControlKind.DEPTH
    nets = [
        SDXL_SMALL_CONTROLNET if kind is depth else SDXL.controlnet
        for kind in control_kinds(params)
    ]
    drawn = drawing_footprint(
        Drawing(
            width=extent.width,
            height=extent.height,
            family=SDXL,
            samples=2 if guidance > 1 else 1,
            controlnets=(SDXL.controlnet, *nets),
            additions=(INSTANT_ID_ATTENTION, *((LCM_LORA,) if params.enable_lcm else ())),
        ),
        plan,
    )
    beside = 4 * INSTANT_ID_TOKENS.weights  # always float32
    if not params.disable_safety_checker:
        beside += 4 * SAFETY_CHECKER.weights
    resident = drawn.resident + (beside if plan.kind == "cpu" else 0)
    return replace(drawn, resident=resident, loading=drawn.loading + beside)


def kept(spec: ModelSpec[Any], data_folder: Path) -> ModelSpec[Any]:
    """With the user's own styles."""
    library = styles_in(data_folder)
    return replace(spec, parts=lambda params: parts_of(params, library.load()))


SPEC = ModelSpec(
    name="instant-id",
    task=Task.PORTRAITS,
    title="InstantID",
    summary="Draws the person in a photo anew: in any place, light, dress or style that you can "
    "put into words, from one photo and without training.",
    source="https://github.com/instantX-research/InstantID",
    params=InstantIdParams,
    output=PortraitOutput,
    weights=weights,
    resident_key=resident_key,
    load=load,
    read=read_photos,
    run=run,
    write=write_portrait,
    measure=measure_portrait,
    extent_of=extent_of,
    footprint=footprint,
    offloads=OFFLOADS,
    whole_first=True,
    check_output=check_portrait,
    suffixes=PICTURE_SUFFIXES,
    accepts={Kind.SDXL: "checkpoint", Kind.DIFFUSERS: "checkpoint"},
    kept=kept,
    parts=parts_of,
    varied=VARIED,
    first_look=FirstLook(
        weights=look_weights,
        resident_key=control_kinds,
        load=load_look,
        look=look,
        size=lambda params: sum(file.size for file in look_weights(params)),
        starters=(YUNET,),
    ),
)
