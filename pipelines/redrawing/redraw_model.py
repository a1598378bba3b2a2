"""The shape that models share which redraw a picture tile by tile, with its name given once."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.media.naming import output_format
from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.picture_model import measure_image, picture_model
from pipelines.media.reading import read_picture
from pipelines.media.writing import check_output, write_picture
from pipelines.offload import OFFLOADS
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.redrawing.footprints import redraw_footprint
from pipelines.redrawing.recipe import Recipe
from pipelines.redrawing.sources import Sources, weights_with
from pipelines.spec import Kind, ModelSpec, Params, WeightFile

if TYPE_CHECKING:
    from pipelines.redrawing.events import Listener
    from pipelines.redrawing.redrawer import Redrawer
    from pipelines.redrawing.run import Again, Assignment, Finish, Redrawn

P = TypeVar("P", bound=Params)


class RecipeMaker(Protocol):
    """Gives the recipe for params, width, height and seed; see `recipe`."""

    def __call__(self, params: Any, width: int, height: int, seed: int = 0) -> Recipe: ...


def redraw_model(
    *,
    name: str,
    title: str,
    summary: str,
    source: str,
    params: type[P],
    sources_of: Callable[[P], Sources],
    recipe_of: RecipeMaker,
    enlargement: Callable[[P], float | None],
    accepts: Mapping[Kind, str] = MappingProxyType({}),
) -> ModelSpec[P]:
    """A model of the Upscaling tab that draws anew. `sources_of` says which files it needs."""

    def weights(given: P) -> tuple[WeightFile, ...]:
        return weights_with(sources_of(given), _recipe(given, 64, 64).enlarger)

    def resident_key(given: P) -> Hashable:
        names = tuple(weight.name for weight in weights(given))
        return sources_of(given).key, names

    def load(files: Mapping[str, Path], given: P, plan: Plan) -> "Redrawer":
        from pipelines.redrawing.redrawer import load_redrawer

        return load_redrawer(sources_of(given), files, plan)

    def read(given: P) -> Picture:
        sources_of(given).check(getattr(given, "own_upscaler", None))
        return read_picture(getattr(given, "image"))  # noqa: B009

    def run(
        loaded: "Redrawer",
        content: "Picture | Assignment",
        given: P,
        plan: Plan,
        progress: Progress,
    ) -> "Redrawn":
        """Raises Cancelled within a step; what is drawn by then stays, if a folder is kept."""
        from pipelines.redrawing.run import redraw_picture

        settings = given.model_dump(mode="json", exclude={"image"})
        result = redraw_picture(
            loaded,
            content,
            lambda width, height, seed: recipe_of(given, width, height, seed),
            {"model": name, "settings": settings},
            getattr(given, "seed", None),
            plan,
            progress,
        )
        result.wanted_format = getattr(given, "format", "auto")
        return result

    def check(picture: Picture, given: P, path: Path, output: PictureOutput) -> None:
        size = recipe_of(given, picture.width, picture.height).size
        channels = 4 if picture.has_alpha else 3
        written = _in_format(output, getattr(given, "format", "auto"))
        check_output(*size, channels, output_format(path, picture.source, written))

    def footprint(extent: Extent, given: P, plan: Plan) -> Footprint:
        recipe = _recipe(given, extent.width, extent.height)
        return redraw_footprint(sources_of(given), recipe, extent, plan)

    def _recipe(given: P, width: int, height: int) -> Recipe:
        """Placeholders of files that are not there do no harm."""
        own = getattr(given, "own_upscaler", None)
        if own is not None and not own.is_file():
            given = given.model_copy(update={"own_upscaler": None})
        return recipe_of(given, width, height)

    made = picture_model(
        name=name,
        title=title,
        summary=summary,
        source=source,
        params=params,
        weights=weights,
        resident_key=resident_key,
        load=load,
        read=read,
        run=run,
        write=write_redrawn,
        enlargement=enlargement,
        footprint=footprint,
        accepts=accepts,
    )
    return replace(made, check_output=check, offloads=OFFLOADS, kept=kept, measure=measure_image)


def write_redrawn(
    result: Picture, path: Path, output: PictureOutput, provenance: Mapping[str, Any]
) -> Path:
    """Write it with the seed that it was drawn with. Raises as `write_picture` does."""
    from pipelines.redrawing.run import Redrawn

    if not isinstance(result, Redrawn):
        raise TypeError("only what was redrawn knows its seed")
    settings = {**provenance.get("settings", {}), "seed": result.seed}
    written = _in_format(output, result.wanted_format)
    return write_picture(result, path, written, {**provenance, "settings": settings})


def _in_format(output: PictureOutput, wanted: str) -> PictureOutput:
    """With the format that the params ask for, where the output's own leaves it open."""
    if wanted == "auto" or output.output_format != "auto":
        return output
    return output.model_copy(update={"output_format": wanted})


def kept(spec: ModelSpec[Any], data_folder: Path) -> ModelSpec[Any]:
    """With redraws that lie below the data folder, so that they are gone on with."""
    return keeping(spec, data_folder)


def keeping(
    spec: ModelSpec[Any], data_folder: Path, listener: "Listener | None" = None
) -> ModelSpec[Any]:
    """The same model: what it draws lies below `data_folder` at once, and a run that was cancelled
    or killed goes on at the next tile. `listener` hears of the grid and every tile, in the job's
    thread."""
    works = Places(data_folder, data_folder).redraws
    return _changed(spec, works=works, listener=listener)


def redoing(spec: ModelSpec[Any], again: "Again") -> ModelSpec[Any]:
    """A model made by `keeping` that draws one tile of a finished redraw again.

    It is run like any other, with the params of that redraw; the result is the whole picture. All
    but the last redraw are gone: then it raises BadInput.
    """
    return _changed(spec, again=again)


def as_it_is(spec: ModelSpec[Any]) -> ModelSpec[Any]:
    """A model made by `keeping` that gives an unfinished redraw as far as it went."""
    return _changed(spec, as_it_is=True)


def finished_by(spec: ModelSpec[Any], finish: "Finish") -> ModelSpec[Any]:
    """A model made by `keeping` that gives the last redraw again, with something done to it.

    Nothing is drawn. All but the last redraw are gone: then it raises BadInput.
    """
    return _changed(spec, as_it_is=True, finish=finish)


def _changed(spec: ModelSpec[Any], **changes: Any) -> ModelSpec[Any]:
    def run(loaded: Any, content: Any, params: Any, plan: Plan, progress: Progress) -> Any:
        from pipelines.redrawing.run import assigned

        return spec.run(loaded, assigned(content, **changes), params, plan, progress)

    return replace(spec, run=run)
