"""A portrait made again from what it says about itself: no photo is needed.

On the same device, with the same weights and the same version of Hearth, the pixels are the same.
What is not the same is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pipelines
from pipelines import device as devices
from pipelines.errors import BadInput
from pipelines.first_look import looking
from pipelines.journal import Journal
from pipelines.media.provenance import Provenance, read_provenance
from pipelines.own_models.shelf import OwnModels
from pipelines.planning import Preferences
from pipelines.portraits.recipe import sitting_from
from pipelines.portraits.result import FILES
from pipelines.portraits.sitting import Sitting
from pipelines.portraying.events import Listener, PortraitDone, SeriesResult
from pipelines.portraying.series import Target, draw_series
from pipelines.progress import Progress
from pipelines.registry import model
from pipelines.run import Runtime, with_preferences
from pipelines.spec import Media, ModelSpec, Part, Task, fields_of
from pipelines.text import Text, mark, text
from pipelines.validation import validate
from pipelines.versions import Version, VersionLedger, version_of

_DTYPES = ("float32", "float16", "bfloat16")


class MissingCheckpoint(BadInput):
    """The user's own base model drew the picture `name`; its file, or folder, was called `model`
    and is to be shown."""

    def __init__(self, name: str, model: str) -> None:
        super().__init__(
            mark(
                "{name} was drawn by your own base model {model}: say where it is with "
                "--checkpoint."
            ),
            name=name,
            model=model,
        )
        self.name, self.model = name, model


@dataclass(frozen=True)
class Remake:
    """How a picture is made again. `remarks` say what is not as it was; `preferences` are how it
    was run, as far as that can be done here, and `details` what was told of that."""

    spec: ModelSpec[Any]
    part: Part[Any]
    sitting: Sitting
    version: Version
    preferences: Preferences
    remarks: tuple[Text, ...]
    details: Mapping[str, Any] = field(default_factory=dict)


def remake_of(
    path: Path,
    shelf: OwnModels | None,
    versions: VersionLedger,
    checkpoint: Path | None = None,
) -> Remake:
    """What the picture says. `checkpoint` is where the user's own base model lies, if that drew;
    without it the shelf is searched for a file of that name.

    Raises MissingCheckpoint if it is not there, and BadInput for every file but a portrait of
    Hearth's with its recipe.
    """
    if not path.is_file():
        raise BadInput("There is no picture {path}.", path=path)
    told = read_provenance(path)
    spec = None if told is None else _spec_of(told, path, shelf)
    if told is None or spec is None:
        raise BadInput(
            "{name} is no portrait drawn by Hearth, so nothing says how it was made.",
            name=path.name,
        )
    if not told.recipe:
        raise BadInput(
            "{name} was written without its recipe, which only the photo could replace: portraits "
            "carry it unless --keep-recipe is off or it does not fit into a JPEG.",
            name=path.name,
        )
    names = {name: told.settings[name] for name in FILES if told.settings.get(name)}
    source = Path(told.source or path.name)
    sitting = replace(sitting_from(told.recipe), source=source, names=names)
    params, found = _params_of(spec, told, path, checkpoint, shelf)
    version, remarks = _version_of(spec, params, told, versions)
    preferences, more = _preferences_of(told.details)
    known = told.details.get("part")
    part = Part("again", params, known if isinstance(known, dict) else {"seed": params.seed})
    remarks = (*remarks, *found, *more, *_newer(told))
    return Remake(spec, part, sitting, version, preferences, remarks, told.details)


def remake(
    runtime: Runtime,
    again: Remake,
    target: Target,
    output: Any,
    progress: Progress,
    *,
    listener: Listener | None = None,
    journal: Journal | None = None,
) -> SeriesResult:
    """Draw it again, run as it was unless `runtime` wants it otherwise. As `draw_series`."""
    wanted = runtime.preferences
    preferences = replace(
        again.preferences,
        device=wanted.device if wanted.device != "auto" else again.preferences.device,
        dtype=wanted.dtype if wanted.dtype != "auto" else again.preferences.dtype,
        memory_budget=wanted.memory_budget,
    )
    return draw_series(
        with_preferences(runtime, preferences),
        again.spec,
        [again.part],
        target,
        output,
        progress,
        listener=listener,
        journal=journal,
        version=again.version,
        content=_measured(runtime, again, progress),
    )


def run_otherwise(again: Remake, done: PortraitDone) -> Text | None:
    """A sentence where it was run in another way than before, for lack of memory or by wish."""
    ways = [
        " ".join(str(told.get(name, "")) for name in ("device", "dtype", "tile"))
        for told in (again.details, done.provenance)
    ]
    if ways[0] == ways[1]:
        return None
    return text(
        "It was run in another way than before ({before}; now {present}), so that it may differ a "
        "little.",
        before=ways[0],
        present=ways[1],
    )


def _measured(runtime: Runtime, again: Remake, progress: Progress) -> Sitting:
    """The sitting with what measures the likeness, of which the recipe can say nothing."""
    from pipelines.portraits.looker import Looker

    first, params = again.spec.first_look, again.part.params
    if first is None:
        return again.sitting
    shared = runtime.store, runtime.residency
    with looking(*shared, first, params, progress, again.version) as loaded:
        if isinstance(loaded, Looker):
            return loaded.attending(again.sitting, params)
    return again.sitting


def _spec_of(told: Provenance, path: Path, shelf: OwnModels | None) -> ModelSpec[Any] | None:
    """The model that drew it; None if it was none that draws portraits."""
    try:
        spec = model(told.model, shelf, Task.PORTRAITS)
    except BadInput as error:
        raise BadInput(
            "{name} was drawn by {model}, which is not here: {reason}",
            name=path.name,
            model=told.model,
            reason=error.text,
        ) from error
    return spec if spec.task is Task.PORTRAITS else None


def _params_of(
    spec: ModelSpec[Any],
    told: Provenance,
    path: Path,
    checkpoint: Path | None,
    shelf: OwnModels | None,
) -> tuple[Any, tuple[Text, ...]]:
    """The settings without the files, what those gave being in the recipe; and a word on a base
    model that is known by its name alone."""
    remarks: tuple[Text, ...] = ()
    fields = {item.name: item for item in fields_of(spec.params)}
    kept: dict[str, Any] = {spec.input_field: path}
    for name, value in told.settings.items():
        item = fields.get(name)
        if item is None or item.kind not in ("file", "files"):
            kept[name] = value
        elif item.media is Media.CHECKPOINT and value:
            named = Path(str(value)).name
            kept[name] = checkpoint or _on_shelf(named, shelf)
            if kept[name] is None:
                raise MissingCheckpoint(path.name, named)
            if checkpoint is None:
                remarks = (
                    text(
                        "It was drawn by your own base model {model}; that of this name among your "
                        "models was taken.",
                        model=named,
                    ),
                )
    params = validate(spec.params, kept)
    if getattr(params, "seed", None) is None:
        raise BadInput("{name} does not say its seed, and cannot be made again.", name=path.name)
    return params, remarks


def _on_shelf(name: str, shelf: OwnModels | None) -> Path | None:
    """The weights of the user's own that are called so, with their ending or without."""
    models = shelf.all() if shelf is not None else ()
    named = (one.path for one in models if name in (one.path.name, one.path.stem) and one.is_there)
    return next(named, None)


def _version_of(
    spec: ModelSpec[Any], params: Any, told: Provenance, versions: VersionLedger
) -> tuple[Version, tuple[Text, ...]]:
    """The weights it was drawn with, else the present ones and a word on that."""
    present = version_of(spec, params)
    if told.version == present.id or getattr(params, "checkpoint", None) is not None:
        return present, ()
    before = versions.find(spec.name, told.version)
    if before is not None and {w.name for w in before.weights} == {w.name for w in present.weights}:
        return before, ()
    return present, (
        text(
            "It was drawn with version {before} of {model}, which is not known here; this is "
            "version {present}.",
            before=told.version,
            model=spec.name,
            present=present.id,
        ),
    )


def _preferences_of(details: Mapping[str, Any]) -> tuple[Preferences, tuple[Text, ...]]:
    device, dtype, tile = (details.get(name) for name in ("device", "dtype", "tile"))
    known = {item.id for item in devices.devices()}
    here = device if isinstance(device, str) and device in known else "auto"
    preferences = Preferences(
        device=here,
        dtype=dtype if dtype in _DTYPES and here != "auto" else "auto",
        tile=tile if isinstance(tile, int) and 0 <= tile <= 8192 else 0,
    )
    if here != "auto":
        return preferences, ()
    return preferences, (
        text(
            "It was drawn on {device}, which is not here: the picture will differ a little.",
            device=device or text("another device"),
        ),
    )


def _newer(told: Provenance) -> tuple[Text, ...]:
    if told.hearth == pipelines.__version__:
        return ()
    return (
        text(
            "It was drawn by Hearth {before}; this is {present}, which may draw it a little "
            "differently.",
            before=told.hearth,
            present=pipelines.__version__,
        ),
    )
