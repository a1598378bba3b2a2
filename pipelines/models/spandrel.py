"""Any checkpoint of the user's own that spandrel knows, as a model like the others.

Architectures are detected from the tensors by https://github.com/chaiNNer-org/spandrel (MIT).
"""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.footprint import Extent, Footprint
from pipelines.media.picture import Picture
from pipelines.media.picture_model import picture_model
from pipelines.media.reading import read_picture
from pipelines.networks.footprints import enlarging, picture_footprint
from pipelines.networks.shape_reading import shape_from
from pipelines.progress import Progress
from pipelines.spec import Kind, Media, Params, WeightFile, param
from pipelines.weights.shapes import shapes_of

if TYPE_CHECKING:
    from pipelines.networks.picture_network import PictureNetwork


class SpandrelParams(Params):
    """Inputs of a user's checkpoint."""

    image: Path = param(
        title="Image",
        description="The picture to work on: PNG, JPEG, WebP, TIFF, AVIF or HEIC.",
        media=Media.IMAGE,
    )
    checkpoint: Path = param(
        title="Checkpoint",
        description="A .safetensors, .pth, .pt or .ckpt file of an upscaler or restorer. "
        "Files that would run code are refused.",
        media=Media.CHECKPOINT,
    )
    scale: float = param(
        0.0,
        title="Scale",
        description="How many times wider and higher the result is. 0 is the checkpoint's own "
        "scale, the sharpest; any other size is reached by shrinking or stretching its result.",
        ge=0,
        le=10,
        step=0.5,
        unit="×",
        lowest="Its own",
    )


def weights(params: SpandrelParams) -> tuple[WeightFile, ...]:
    """None of ours: the file is the user's."""
    return ()


def find_checkpoint(params: SpandrelParams) -> Path:
    """The file. Raises BadInput if there is none."""
    if params.checkpoint.is_file():
        return params.checkpoint
    raise BadInput(
        "There is no checkpoint {path}: give a file. Models that you added run by their own names; "
        "“hearth models list” tells them.",
        path=params.checkpoint,
    )


def resident_key(params: SpandrelParams) -> Hashable:
    """The file and its time, so that a file that was replaced is loaded anew."""
    path = find_checkpoint(params)
    return str(path.resolve()), path.stat().st_mtime_ns


def load(files: Mapping[str, Path], params: SpandrelParams, plan: Plan) -> "PictureNetwork":
    """Raises UnsafeCheckpoint or UnknownCheckpoint."""
    from pipelines.networks.picture_network import check_three_channels, load_network

    path = find_checkpoint(params)
    network = load_network(path, plan)
    check_three_channels(network, path.name)
    return network


def read(params: SpandrelParams) -> Picture:
    find_checkpoint(params)  # one that is gone is told before anything takes time
    return read_picture(params.image)


def run(
    loaded: "PictureNetwork",
    picture: Picture,
    params: SpandrelParams,
    plan: Plan,
    progress: Progress,
) -> Picture:
    """The picture `scale` times its size, or at the checkpoint's own scale if that is 0."""
    from pipelines.networks.picture_network import enlarge_to

    return enlarge_to(loaded, picture, params.scale or loaded.scale, plan, progress)


def enlargement(params: SpandrelParams) -> float | None:
    """Only the checkpoint knows its own scale before it is loaded."""
    return params.scale or None


def footprint(extent: Extent, params: SpandrelParams, plan: Plan) -> Footprint:
    """From the shapes in the checkpoint's header. Raises BadInput if there is no such file."""
    path = find_checkpoint(params)
    shape = shape_from(shapes_of(path), path.stat().st_size)
    scale = params.scale or shape.scale
    return picture_footprint(shape, enlarging(shape, extent, scale, plan), plan)


SPEC = picture_model(
    name="spandrel",
    title="Your checkpoint",
    summary="Runs an upscaler or restorer that you have as a file, such as those of "
    "OpenModelDB. The architecture is recognised by itself.",
    source="https://github.com/chaiNNer-org/spandrel",
    params=SpandrelParams,
    weights=weights,
    resident_key=resident_key,
    load=load,
    read=read,
    run=run,
    enlargement=enlargement,
    footprint=footprint,
    accepts={Kind.UPSCALER: "checkpoint"},
)
