"""CodeFormer: restores badly damaged faces, with a dial between beauty and likeness.

Inputs and defaults as in sczhou/codeformer (https://github.com/sczhou/CodeFormer; Zhou et al.
2022, arXiv:2206.11253). Its weights are for non-commercial use only. Unlike the original, which
first enlarges photos under 512 pixels, the result is always exactly `upscale` times the photo.
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint, Phase
from pipelines.media.picture import Picture
from pipelines.media.picture_model import picture_model
from pipelines.networks import catalogue
from pipelines.networks.footprints import (
    CODEFORMER_PASS,
    FACE_SIDE,
    FaceShape,
    enlarging,
    face_footprint,
    held,
)
from pipelines.networks.network_shapes import X2PLUS
from pipelines.progress import Progress
from pipelines.spec import Media, Params, WeightFile, param

if TYPE_CHECKING:
    from pipelines.networks.faces import FaceRestorer
    from pipelines.networks.picture_network import PictureNetwork

UPSAMPLER = catalogue.REAL_ESRGAN_X2PLUS


class CodeformerParams(Params):
    """Inputs of CodeFormer."""

    image: Path = param(
        title="Image",
        description="The photo with the faces to restore: PNG, JPEG, WebP, TIFF, AVIF or HEIC. "
        "Every face found in it is restored.",
        media=Media.IMAGE,
    )
    codeformer_fidelity: float = param(
        0.5,
        title="Fidelity",
        description="How closely a restored face follows the photo. 0.5 is usual; lower gives "
        "cleaner, sharper faces that may look like somebody else; higher keeps the likeness and "
        "more of the damage. Try 0.1 to 0.3 for ruined photos, 0.7 to 1 for good ones.",
        ge=0,
        le=1,
        step=0.05,
    )
    background_enhance: bool = param(
        True,
        title="Enhance background",
        description="On: everything around the faces is sharpened and enlarged by Real-ESRGAN "
        "x2plus. Off: it is only stretched (Lanczos), which is much faster and leaves its grain "
        "as it is.",
    )
    face_upsample: bool = param(
        True,
        title="Sharpen faces further",
        description="On: restored faces are enlarged by Real-ESRGAN as well before they are put "
        "back. Helps where a face covers more than 512 pixels of the result; costs a few seconds "
        "a face without a graphics card.",
    )
    upscale: int = param(
        2,
        title="Scale",
        description="How many times wider and higher the result is. 2 is usual; 1 keeps the size "
        "of the photo; 3 and 4 give room for detail where the faces are small, and take more "
        "time and memory.",
        ge=1,
        le=4,
        step=1,
        unit="×",
    )


class Loaded:
    """The networks of one job; `upsampler` is None if neither background nor faces need it."""

    def __init__(self, faces: "FaceRestorer", upsampler: "PictureNetwork | None") -> None:
        self.faces, self.upsampler = faces, upsampler


def _upsamples(params: CodeformerParams) -> bool:
    return params.background_enhance or params.face_upsample


def weights(params: CodeformerParams) -> tuple[WeightFile, ...]:
    """The files for these params."""
    found = (catalogue.CODEFORMER, catalogue.FACE_DETECTION, catalogue.FACE_PARSING)
    return (*found, UPSAMPLER) if _upsamples(params) else found


def resident_key(params: CodeformerParams) -> Hashable:
    """Only whether Real-ESRGAN is needed; fidelity and scale change nothing that is loaded."""
    return _upsamples(params)


def load(files: Mapping[str, Path], params: CodeformerParams, plan: Plan) -> Loaded:
    """Raises UnsafeCheckpoint or UnknownCheckpoint."""
    from pipelines.networks.faces import load_face_restorer
    from pipelines.networks.picture_network import load_network

    faces = load_face_restorer(files, catalogue.CODEFORMER, plan)
    upsampler = load_network(files[UPSAMPLER.name], plan) if _upsamples(params) else None
    return Loaded(faces, upsampler)


def run(
    loaded: Loaded, picture: Picture, params: CodeformerParams, plan: Plan, progress: Progress
) -> Picture:
    """The photo at `upscale` times its size with faces restored; Cancelled between steps."""
    from pipelines.networks.faces import stretch_to
    from pipelines.networks.picture_network import enlarge_to

    upsampler, scale, share = loaded.upsampler, params.upscale, 0.0
    if upsampler is not None and params.background_enhance:
        share = 0.7
        background = enlarge_to(upsampler, picture, scale, plan, progress.part(0, share))
    else:
        background = stretch_to(picture, scale)

    def enlarge_face(face: Picture) -> Picture:
        assert upsampler is not None
        # A bar of its own would jump back for each face; cancelling still works.
        return enlarge_to(upsampler, face, scale, plan, Progress(cancel=progress.cancel))

    return loaded.faces.restore(
        picture,
        background,
        scale,
        progress.part(share, 1),
        fidelity=params.codeformer_fidelity,
        enlarger=enlarge_face if params.face_upsample else None,
    )


def enlargement(params: CodeformerParams) -> float:
    """How many times wider the result is."""
    return float(params.upscale)


FACES = (catalogue.CODEFORMER, catalogue.FACE_DETECTION, catalogue.FACE_PARSING)
SHAPE = FaceShape(*(weight.size for weight in FACES), pass_bytes=CODEFORMER_PASS, short_side=640)


def footprint(extent: Extent, params: CodeformerParams, plan: Plan) -> Footprint:
    """The faces' networks; with Real-ESRGAN, it and one of its tiles too."""
    phases = SHAPE.phases(extent, params.upscale)
    if not _upsamples(params):
        return face_footprint(SHAPE, None, phases, plan)
    if params.face_upsample:
        face = Extent(FACE_SIDE, FACE_SIDE)
        pictures = held(extent) + held(extent.scaled(params.upscale))
        phases += tuple(
            Phase(phase.name, phase.device, phase.host + pictures)
            for phase in enlarging(X2PLUS, face, params.upscale, plan)
        )
    if params.background_enhance:
        phases = enlarging(X2PLUS, extent, params.upscale, plan) + phases
    return face_footprint(SHAPE, X2PLUS, phases, plan)


SPEC = picture_model(
    name="codeformer",
    title="CodeFormer",
    summary="Restores badly blurred or damaged faces; you choose between a clean face and a close "
    "likeness. For non-commercial use only.",
    source="https://github.com/sczhou/CodeFormer",
    params=CodeformerParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    run=run,
    enlargement=enlargement,
    footprint=footprint,
)
