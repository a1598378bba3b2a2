"""Real-ESRGAN: sharp enlargement of photos, drawings and video frames.

Inputs as in nightmareai/real-esrgan; method and defaults from
https://github.com/xinntao/Real-ESRGAN (Wang et al. 2021, arXiv:2107.10833).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.media.picture import Picture
from pipelines.media.picture_model import picture_model
from pipelines.networks import catalogue
from pipelines.networks.footprints import (
    GFPGAN_PASS,
    FaceShape,
    enlarging,
    face_footprint,
    picture_footprint,
)
from pipelines.networks.network_shapes import Compact, NetworkShape, Rrdb
from pipelines.progress import Progress
from pipelines.spec import Media, Params, WeightFile, param

if TYPE_CHECKING:
    from pipelines.networks.faces import FaceRestorer
    from pipelines.networks.picture_network import PictureNetwork

Version = Literal["x4plus", "x4plus-anime", "animevideov3", "general-x4v3", "x2plus"]

WEIGHTS: Mapping[str, tuple[WeightFile, ...]] = {
    "x4plus": (catalogue.REAL_ESRGAN_X4PLUS,),
    "x4plus-anime": (catalogue.REAL_ESRGAN_X4PLUS_ANIME,),
    "animevideov3": (catalogue.REAL_ESRGAN_ANIMEVIDEOV3,),
    "general-x4v3": (catalogue.REAL_ESRGAN_GENERAL_X4V3, catalogue.REAL_ESRGAN_GENERAL_WDN_X4V3),
    "x2plus": (catalogue.REAL_ESRGAN_X2PLUS,),
}
FACES = (catalogue.GFPGAN_V14, catalogue.FACE_DETECTION, catalogue.FACE_PARSING)
FACE_SHAPE = FaceShape(*(weight.size for weight in FACES), pass_bytes=GFPGAN_PASS)


class RealEsrganParams(Params):
    """Inputs of Real-ESRGAN."""

    image: Path = param(
        title="Image",
        description="The picture to enlarge: PNG, JPEG, WebP, TIFF, AVIF or HEIC.",
        media=Media.IMAGE,
    )
    version: Version = param(
        "x4plus",
        title="Version",
        description="Which weights to use. x4plus is the best for photos. x4plus-anime is made for "
        "drawings: flat colours and clean lines. animevideov3 is about ten times faster and good "
        "for frames of animation. general-x4v3 is fast, gentle with photos and can keep some "
        "noise. x2plus doubles, for pictures that are almost large enough.",
        labels={
            "x4plus": "x4plus, photos",
            "x4plus-anime": "x4plus anime, drawings",
            "animevideov3": "animevideov3, fast",
            "general-x4v3": "general x4v3, fast, denoise strength",
            "x2plus": "x2plus, photos, twice the size",
        },
        variant=True,
    )
    scale: float = param(
        4.0,
        title="Scale",
        description="How many times wider and higher the result is. 4 is the network's own step "
        "and the usual choice; 2 is sharper per pixel and smaller; above 4 the result of the "
        "network is stretched further, which adds size but no detail.",
        ge=1,
        le=10,
        step=0.5,
        unit="×",
    )
    face_enhance: bool = param(
        False,
        title="Face enhance",
        description="Run GFPGAN on the faces and Real-ESRGAN on the rest. Helps where faces are "
        "small or blurred; leave it off for sharp portraits, since it may change a likeness "
        "slightly. The first use downloads 543 MB more.",
    )
    denoise_strength: float = param(
        0.5,
        title="Denoise strength",
        description="Only for general-x4v3: how much noise is removed. 0.5 is usual, 1 removes "
        "the most and smooths texture, 0 keeps grain.",
        ge=0,
        le=1,
        step=0.05,
        shown_when={"version": "general-x4v3"},
    )


class Loaded:
    """The networks of one job: `network` enlarges, `faces` restores or is None."""

    def __init__(self, network: "PictureNetwork", faces: "FaceRestorer | None") -> None:
        self.network, self.faces = network, faces


def weights(params: RealEsrganParams) -> tuple[WeightFile, ...]:
    return WEIGHTS[params.version] + (FACES if params.face_enhance else ())


def resident_key(params: RealEsrganParams) -> Hashable:
    """Denoise strength is mixed into the weights when they are loaded."""
    denoise = params.denoise_strength if params.version == "general-x4v3" else None
    return params.version, params.face_enhance, denoise


def load(files: Mapping[str, Path], params: RealEsrganParams, plan: Plan) -> Loaded:
    from pipelines.networks.faces import load_face_restorer
    from pipelines.networks.picture_network import load_mixed, load_network

    paths = [files[weight.name] for weight in WEIGHTS[params.version]]
    if len(paths) == 2:
        network = load_mixed(paths[0], paths[1], params.denoise_strength, plan)
    else:
        network = load_network(paths[0], plan)
    faces = load_face_restorer(files, FACES[0], plan) if params.face_enhance else None
    return Loaded(network, faces)


def run(
    loaded: Loaded, picture: Picture, params: RealEsrganParams, plan: Plan, progress: Progress
) -> Picture:
    """The enlarged picture, `scale` times the size; faces restored if asked for."""
    from pipelines.networks.picture_network import enlarge_to

    share = 0.8 if loaded.faces else 1.0
    result = enlarge_to(loaded.network, picture, params.scale, plan, progress.part(0, share))
    if loaded.faces:
        result = loaded.faces.restore(picture, result, params.scale, progress.part(share, 1))
    return result


def enlargement(params: RealEsrganParams) -> float:
    """How many times wider the result is."""
    return params.scale


#: The networks by version; general-x4v3 is mixed from two files.
SHAPES: Mapping[str, NetworkShape] = {
    "x4plus": Rrdb(23),
    "x4plus-anime": Rrdb(6),
    "animevideov3": Compact(16),
    "general-x4v3": Compact(32, files=2),
    "x2plus": Rrdb(23, scale=2, shuffle=2),
}


def footprint(extent: Extent, params: RealEsrganParams, plan: Plan) -> Footprint:
    """The network and one tile; with faces, theirs too."""
    shape = SHAPES[params.version]
    phases = enlarging(shape, extent, params.scale, plan)
    if not params.face_enhance:
        return picture_footprint(shape, phases, plan)
    phases += FACE_SHAPE.phases(extent, params.scale)
    return face_footprint(FACE_SHAPE, shape, phases, plan, enlarger_first=True)


SPEC = picture_model(
    name="real-esrgan",
    title="Real-ESRGAN",
    summary="Enlarges photos, drawings and video frames and cleans up noise and JPEG blocks on "
    "the way. The all-round choice; invents plausible texture rather than reading what is not "
    "there, so not for evidence or measurements.",
    source="https://github.com/xinntao/Real-ESRGAN",
    params=RealEsrganParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    run=run,
    enlargement=enlargement,
    footprint=footprint,
)
