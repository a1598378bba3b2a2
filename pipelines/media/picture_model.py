"""The shape that all models from a picture to a picture share, with its name given once."""

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.media.kinds import PICTURE_SUFFIXES
from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.reading import picture_extent, read_picture
from pipelines.media.writing import check_enlarged, write_picture
from pipelines.progress import Progress
from pipelines.spec import Kind, ModelSpec, Params, Task, WeightFile

P = TypeVar("P", bound=Params)
Write = Callable[[Picture, Path, PictureOutput, Mapping[str, Any]], Path]


def read_image(params: Any) -> Picture:
    """Decode the input `image`. Raises UnreadablePicture or PictureTooLarge."""
    return read_picture(params.image)


def measure_image(params: Any) -> Extent:
    """The size of the input `image`, from its header. Raises as `read_image` does."""
    return picture_extent(params.image)


def extent_of(picture: Picture) -> Extent:
    """The size of a decoded picture."""
    height, width, channels = picture.pixels.shape
    return Extent(width, height, channels, picture.pixels.dtype.itemsize)


def picture_model(
    *,
    name: str,
    title: str,
    summary: str,
    source: str,
    params: type[P],
    weights: Callable[[P], tuple[WeightFile, ...]],
    resident_key: Callable[[P], Hashable],
    load: Callable[[Mapping[str, Path], P, Plan], Any],
    run: Callable[[Any, Picture, P, Plan, Progress], Picture],
    enlargement: Callable[[P], float | None],
    footprint: Callable[[Extent, P, Plan], Footprint],
    read: Callable[[P], Picture] = read_image,
    write: Write = write_picture,
    accepts: Mapping[Kind, str] = MappingProxyType({}),
) -> ModelSpec[P]:
    """A model of the Upscaling tab whose input `image` becomes a picture `enlargement` times wider.

    `enlargement` gives None where only the loaded weights know; then the size of the result is
    not checked beforehand. The other arguments are those of `ModelSpec`.
    """

    def check(picture: Picture, given: P, path: Path, output: PictureOutput) -> None:
        factor = enlargement(given)
        if factor is not None:
            check_enlarged(picture, factor, path, output)

    return ModelSpec(
        name=name,
        task=Task.UPSCALING,
        title=title,
        summary=summary,
        source=source,
        params=params,
        output=PictureOutput,
        weights=weights,
        resident_key=resident_key,
        load=load,
        read=read,
        run=run,
        write=write,
        enlargement=enlargement,
        check_output=check,
        measure=measure_image,
        extent_of=extent_of,
        footprint=footprint,
        suffixes=PICTURE_SUFFIXES,
        accepts=accepts,
    )
