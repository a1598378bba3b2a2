"""GFPGAN: restores blurred, small or damaged faces in photos.

Inputs as in tencentarc/gfpgan; method from https://github.com/TencentARC/GFPGAN (Wang et al.
2021, arXiv:2101.04061). The original's `weight` is left out: the networks offered here ignore it.
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.media.picture import Picture
from pipelines.media.picture_model import picture_model
from pipelines.networks import catalogue
from pipelines.networks.footprints import GFPGAN_PASS, FaceShape, enlarging, face_footprint
from pipelines.networks.network_shapes import X2PLUS
from pipelines.progress import Progress
from pipelines.spec import Media, Params, WeightFile, param

if TYPE_CHECKING:
    from pipelines.networks.faces import FaceRestorer
    from pipelines.networks.picture_network import PictureNetwork

Version = Literal["v1.4", "v1.3"]

WEIGHTS: Mapping[str, WeightFile] = {
    "v1.4": catalogue.GFPGAN_V14,
    "v1.3": catalogue.GFPGAN_V13,
}
BACKGROUND = catalogue.REAL_ESRGAN_X2PLUS


class GfpganParams(Params):
    """Inputs of GFPGAN."""

    image: Path = param(
        title="Image",
        description="The photo with the faces to restore: PNG, JPEG, WebP, TIFF, AVIF or HEIC. "
        "Every face found in it is restored.",
        media=Media.IMAGE,
    )
    version: Version = param(
        "v1.4",
        title="Version",
        description="Which weights to use. v1.4 is the usual choice: a little more detail and a "
        "better likeness. v1.3 looks more natural and less sharp, and may change the likeness "
        "slightly.",
        labels={"v1.4": "v1.4, more detail", "v1.3": "v1.3, more natural"},
        variant=True,
    )
    scale: float = param(
        2.0,
        title="Scale",
        description="How many times wider and higher the result is. 2 is usual; 1 keeps the size "
        "of the photo; 4 and more give room for detail where the faces are small, and take more "
        "time and memory.",
        ge=1,
        le=10,
        step=0.5,
        unit="×",
    )
    background_enhance: bool = param(
        True,
        title="Enhance background",
        description="On: everything around the faces is sharpened and enlarged by Real-ESRGAN "
        "x2plus. Off: it is only stretched (Lanczos), which is much faster and leaves its grain "
        "as it is.",
    )


class Loaded:
    """The networks of one job; `background` is None where the background is only stretched."""

    def __init__(self, faces: "FaceRestorer", background: "PictureNetwork | None") -> None:
        self.faces, self.background = faces, background


def weights(params: GfpganParams) -> tuple[WeightFile, ...]:
    """The files for these params."""
    found = (WEIGHTS[params.version], catalogue.FACE_DETECTION, catalogue.FACE_PARSING)
    return (*found, BACKGROUND) if params.background_enhance else found


def resident_key(params: GfpganParams) -> Hashable:
    """Scale changes nothing that is loaded."""
    return params.version, params.background_enhance


def load(files: Mapping[str, Path], params: GfpganParams, plan: Plan) -> Loaded:
    """Raises UnsafeCheckpoint or UnknownCheckpoint."""
    from pipelines.networks.faces import load_face_restorer
    from pipelines.networks.picture_network import load_network

    faces = load_face_restorer(files, WEIGHTS[params.version], plan)
    background = None
    if params.background_enhance:
        background = load_network(files[BACKGROUND.name], plan)
    return Loaded(faces, background)


def run(
    loaded: Loaded, picture: Picture, params: GfpganParams, plan: Plan, progress: Progress
) -> Picture:
    """The photo at `scale` times its size with its faces restored; Cancelled between steps."""
    from pipelines.networks.faces import stretch_to
    from pipelines.networks.picture_network import enlarge_to

    share = 0.0
    if loaded.background is not None:
        share = 0.7
        background = enlarge_to(
            loaded.background, picture, params.scale, plan, progress.part(0, share)
        )
    else:
        background = stretch_to(picture, params.scale)
    return loaded.faces.restore(picture, background, params.scale, progress.part(share, 1))


def enlargement(params: GfpganParams) -> float:
    """How many times wider the result is."""
    return params.scale


def footprint(extent: Extent, params: GfpganParams, plan: Plan) -> Footprint:
    """The faces' networks; with the background, Real-ESRGAN and one of its tiles too."""
    files = (WEIGHTS[params.version], catalogue.FACE_DETECTION, catalogue.FACE_PARSING)
    faces = FaceShape(*(weight.size for weight in files), pass_bytes=GFPGAN_PASS)
    phases = faces.phases(extent, params.scale)
    if not params.background_enhance:
        return face_footprint(faces, None, phases, plan)
    background = enlarging(X2PLUS, extent, params.scale, plan)
    return face_footprint(faces, X2PLUS, background + phases, plan)


SPEC = picture_model(
    name="gfpgan",
    title="GFPGAN",
    summary="Restores blurred, small or damaged faces in old and low-resolution photos. The rest "
    "of the photo is enlarged along with them.",
    source="https://github.com/TencentARC/GFPGAN",
    params=GfpganParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    run=run,
    enlargement=enlargement,
    footprint=footprint,
)
