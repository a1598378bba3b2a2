"""What a model declares about itself, once: inputs, weights, and how it is loaded and run.

Everything else is generated from here: the form in the window, the command line, validation,
presets, the JSON schema, the list of downloads and the licence badges.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from pipelines.footprint import Extent, Footprint
from pipelines.parts import FirstLook, Part
from pipelines.progress import Progress
from pipelines.weight_files import (
    ArchiveSource,
    HttpsSource,
    HuggingFaceSource,
    JoinedPackages,
    Licence,
    LocalSource,
    PackageSource,
    Source,
    WeightFile,
    archives_of,
    packages_of,
)

if TYPE_CHECKING:
    from pipelines.device import Offload, Plan

__all__ = [
    "ArchiveSource",
    "FirstLook",
    "HttpsSource",
    "HuggingFaceSource",
    "JoinedPackages",
    "Kind",
    "Licence",
    "LocalSource",
    "Media",
    "ModelSpec",
    "PackageSource",
    "ParamField",
    "Params",
    "Part",
    "ResultNames",
    "Source",
    "Task",
    "Variant",
    "WeightFile",
    "archives_of",
    "fields_of",
    "packages_of",
    "param",
]


class Task(StrEnum):
    """What a tab is about."""

    UPSCALING = "upscaling"
    CHAT = "chat"
    TRANSCRIPTION = "transcription"
    IMAGE_QA = "image-qa"
    PORTRAITS = "portraits"


class Media(StrEnum):
    """What an input holds; decides the drop zone and the file dialog's filter."""

    IMAGE = "image"
    AUDIO = "audio"
    TRANSCRIPT = "transcript"
    TEXT = "text"
    CHECKPOINT = "checkpoint"


class Kind(StrEnum):
    """What a file or folder with weights of the user's own can be."""

    UPSCALER = "upscaler"
    SD15 = "sd15-checkpoint"
    SDXL = "sdxl-checkpoint"
    DIFFUSERS = "diffusers"
    GGUF = "gguf"
    CTRANSLATE2 = "ctranslate2"
    TRANSFORMERS = "transformers"
    GGUF_VISION = "gguf-vision"
    TRANSFORMERS_VISION = "transformers-vision"
    LORA = "lora"


class Params(BaseModel):
    """Base of every model's inputs: frozen, and strict about unknown names.

    `ALIASES` are older names of fields, which are taken too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    ALIASES: ClassVar[Mapping[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _renamed(cls, given: Any) -> Any:
        """Take the older names; a value under both names is refused as unknown."""
        if not isinstance(given, dict) or not cls.ALIASES:
            return given
        values = dict(given)
        for old, new in cls.ALIASES.items():
            if old in values and new not in values:
                values[new] = values.pop(old)
        return values


def param(
    default: Any = ...,
    *,
    title: str,
    description: str,
    ge: float | None = None,
    le: float | None = None,
    step: float | None = None,
    unit: str = "",
    labels: Mapping[str, str] | None = None,
    lowest: str = "",
    media: Media | None = None,
    advanced: bool = False,
    variant: bool = False,
    shown_when: Mapping[str, Any] | None = None,
) -> Any:
    """One input: pydantic's `Field` plus what a form needs.

    `labels` names each choice of a Literal; `lowest` is what a number's lowest value means where
    it is no amount (0 for "Automatic"); `variant` marks the one field whose choices are
    different weights (the model's versions); `shown_when` hides the field in forms unless the
    named fields have the given value (or one of the given tuple of values).
    """
    extra: dict[str, Any] = {
        "step": step,
        "unit": unit,
        "labels": dict(labels) if labels else None,
        "lowest": lowest,
        "media": media.value if media else None,
        "advanced": advanced,
        "variant": variant,
        "shown_when": dict(shown_when) if shown_when else None,
    }
    extra = {key: value for key, value in extra.items() if value}
    return Field(
        default, title=title, description=description, ge=ge, le=le, json_schema_extra=extra
    )


@dataclass(frozen=True)
class ParamField:
    """One field of a `Params` class, read back in the shape that forms and command line use."""

    name: str
    kind: Literal["bool", "int", "float", "text", "choice", "file", "files"]
    title: str
    description: str
    default: Any
    required: bool
    choices: tuple[Any, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    lowest: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    unit: str = ""
    media: Media | None = None
    advanced: bool = False
    variant: bool = False
    shown_when: Mapping[str, Any] = field(default_factory=dict)
    optional: bool = False

    def label(self, choice: Any) -> str:
        """What a person reads for a choice."""
        return self.labels.get(str(choice), str(choice))


_KINDS: dict[type, Literal["bool", "int", "float", "text", "file"]] = {
    bool: "bool",
    int: "int",
    float: "float",
    str: "text",
    Path: "file",
}


def _bound(info: FieldInfo, name: str) -> float | None:
    for item in info.metadata:
        value = getattr(item, name, None)
        if value is not None:
            return value
    return None


def _read_field(name: str, info: FieldInfo) -> ParamField:
    annotation: Any = info.annotation
    members = get_args(annotation)
    optional = type(None) in members and get_origin(annotation) is not Literal
    if optional:
        annotation = next(member for member in members if member is not type(None))
    choices: tuple[Any, ...] = ()
    if get_origin(annotation) is Literal:
        kind, choices = "choice", get_args(annotation)
    elif annotation == tuple[Path, ...]:
        kind = "files"
    elif annotation in _KINDS:
        kind = _KINDS[annotation]
    else:
        raise TypeError(f"{name}: no form or command line is known for {annotation}")
    if not info.title or not info.description:
        raise TypeError(f"{name}: every field needs a title and a description")
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    known: dict[str, Any] = dict(extra)
    media = known.get("media")
    return ParamField(
        name=name,
        kind=kind,
        title=info.title,
        description=info.description,
        default=None if info.is_required() else info.default,
        required=info.is_required(),
        choices=choices,
        labels=known.get("labels") or {},
        lowest=known.get("lowest", ""),
        minimum=_bound(info, "ge"),
        maximum=_bound(info, "le"),
        step=known.get("step"),
        unit=known.get("unit", ""),
        media=Media(media) if media else None,
        advanced=bool(known.get("advanced")),
        variant=bool(known.get("variant")),
        shown_when=known.get("shown_when") or {},
        optional=optional,
    )


def fields_of(params: type[Params]) -> tuple[ParamField, ...]:
    """The declared fields in order. Raises TypeError for a field no form could show."""
    return tuple(_read_field(name, info) for name, info in params.model_fields.items())


P = TypeVar("P", bound=Params)


@dataclass(frozen=True)
class Variant:
    """One choice of a model's weights: ``overrides`` are the params that select it."""

    key: str
    title: str
    overrides: Mapping[str, Any]


@dataclass(frozen=True)
class ResultNames:
    """What results of a kind are called, where they are no pictures.

    `suffix(source, params, output)` is the ending (with dot) of the result for `source`;
    `check(path)` raises BadInput for a name whose ending asks for what cannot be written.
    """

    suffix: Callable[[Path, Any, Any], str]
    check: Callable[[Path], None]


@dataclass(frozen=True, kw_only=True)
class ModelSpec(Generic[P]):
    """A runnable model.

    `weights(params)` lists the files needed for these params and `resident_key(params)` says
    which params are baked in at load time, so that two jobs share a loaded model only when they
    may. `load(files, params, plan)` gets the files by their store name, as a `FilesOnDemand`, which
    fetches others if only the input shows that they are needed. `read(params)` decodes the input,
    `run(loaded, content, params, plan, progress)` computes and returns what
    `write(result, path, output_params, provenance)` puts on disk, giving the path it got; keeping
    the three apart lets a batch decode, run and encode at the same time.
    `measure(params)` reads the input's size from its header, `extent_of(content)` tells it of a
    decoded one, and `footprint(extent, params, plan)` says from that, without loading anything,
    what memory the job takes. `offloads` are the ways in which the model can do with less of a
    device, the fastest first.
    `accepts` says which kinds of the user's own weights it can run, and in which field their path
    goes; `fixed_version` is the version id of a model that is such a file.
    `tiled` says whether smaller tiles take less memory, and `whole_first` that none at all are
    better where there is room. `runs_on` gives the kinds of device that its engine computes on
    here, None standing for all; `runs_on_with(params)` does so where that depends on which weights
    are chosen.
    `engine` is the package that computes, imported before the model is loaded; one that needs no
    torch saves its half gigabyte.
    `names` says what results are called, None standing for pictures. `kept(spec, data_folder)`
    is the same model with what is kept below the data folder: runs that keep what they have
    while they run, styles of the user's own.
    `parts(params)` are the jobs that one job consists of, None standing for the job itself; a
    batch settles them one by one. It alone reads the fields `varied`: a batch with others has
    other parts, and is the same batch. `first_look` finds what the model runs on in what `read`
    gives; without one they are the same.
    """

    name: str
    task: Task
    title: str
    summary: str
    source: str
    params: type[P]
    output: type[Params]
    weights: Callable[[P], tuple[WeightFile, ...]]
    resident_key: Callable[[P], Hashable]
    load: Callable[[Mapping[str, Path], P, "Plan"], Any]
    read: Callable[[P], Any]
    run: Callable[[Any, Any, P, "Plan", Progress], Any]
    write: Callable[[Any, Path, Any, Mapping[str, Any]], Path]
    measure: Callable[[P], Extent]
    extent_of: Callable[[Any], Extent]
    footprint: Callable[[Extent, P, "Plan"], Footprint]
    offloads: "tuple[Offload, ...]" = ()
    enlargement: Callable[[P], float | None] | None = None
    check_output: Callable[[Any, P, Path, Any], None] | None = None
    input_field: str = "image"
    suffixes: tuple[str, ...] = ()
    accepts: Mapping[Kind, str] = field(default_factory=dict)
    fixed_version: str = ""
    tiled: bool = True
    whole_first: bool = False
    runs_on: Callable[[], tuple[str, ...]] | None = None
    runs_on_with: Callable[[P], tuple[str, ...] | None] | None = None
    engine: str = "torch"
    names: ResultNames | None = None
    kept: "Callable[[ModelSpec[Any], Path], ModelSpec[Any]] | None" = None
    parts: Callable[[P], tuple[Part[P], ...]] | None = None
    varied: tuple[str, ...] = ()
    first_look: FirstLook[P] | None = None

    def device_kinds(self, params: P) -> tuple[str, ...] | None:
        """The kinds of device that it computes on here with these params; None stands for all."""
        if self.runs_on_with is not None:
            return self.runs_on_with(params)
        return self.runs_on() if self.runs_on is not None else None

    def input_name(self, params: P) -> str:
        """What a person calls the input: the file's name, or the first words of a text."""
        given = getattr(params, self.input_field)
        return given.name if isinstance(given, Path) else shorten(str(given), 60, placeholder="…")

    def variants(self) -> tuple[Variant, ...]:
        """Every choice of weights, in the order declared; one nameless choice if there is none."""
        for item in fields_of(self.params):
            if item.variant:
                return tuple(
                    Variant(str(choice), item.label(choice), {item.name: choice})
                    for choice in item.choices
                )
        return (Variant("", self.title, {}),)

    def example(self, **given: Any) -> P:
        """Params with the defaults and `given`; required inputs are placeholders."""
        required = [item for item in fields_of(self.params) if item.required]
        inputs = {i.name: Path("example") if i.kind == "file" else "example" for i in required}
        return self.params(**{**inputs, **given})

    def catalogue(self) -> tuple[WeightFile, ...]:
        """Every file this model may load, each once."""
        found: dict[str, WeightFile] = {}
        for params in self.samples():
            for weight in self.weights(params):
                found.setdefault(weight.name, weight)
        return tuple(found.values())

    def samples(self) -> tuple[P, ...]:
        """Params that reach every weight: each choice and each switch varied from the defaults.

        Required inputs are placeholders.
        """
        return self._samples

    @cached_property
    def _samples(self) -> tuple[P, ...]:
        """Made once: a hundred languages times a dozen variants take a third of a second."""
        fields = fields_of(self.params)
        variants = [dict(variant.overrides) for variant in self.variants()]
        samples: list[P] = []
        for overrides in variants:
            for item in fields:
                values: tuple[Any, ...] = (item.default,)
                if item.kind == "bool":
                    values = (False, True)
                elif item.kind == "choice" and not item.variant:
                    values = item.choices
                for value in values:
                    varied = {} if item.required else {item.name: value}
                    samples.append(self.example(**{**varied, **overrides}))
        return tuple(samples)
