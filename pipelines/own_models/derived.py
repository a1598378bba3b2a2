"""A model of the user's own as a model like the others: the SPEC that runs it, with its file given.

The derived `Params` lack the field with the file and have the user's defaults, so forms, command
line, batches and trials need to know nothing about it.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, ValidationError, create_model
from pydantic.fields import FieldInfo

from pipelines.own_models.shelf import OwnModel
from pipelines.spec import FirstLook, ModelSpec, ParamField, Params, fields_of

#: What provenance says of a licence that only the author of the weights knows.
UNKNOWN_LICENCE = "as the author of the weights states"


def can_run(base: ModelSpec[Any], own: OwnModel) -> bool:
    """Whether that SPEC runs weights of this kind."""
    return own.kind in base.accepts


def derive(base: ModelSpec[Any], own: OwnModel) -> ModelSpec[Any]:
    """The SPEC of `own`, run by `base`. `base` must accept its kind."""
    held = base.accepts[own.kind]
    params = _params(base.params, held, own)

    @cache
    def full(given: Any) -> Any:
        return base.params(**{**given.model_dump(), held: own.path})

    def write(result: Any, path: Path, output: Any, provenance: Mapping[str, Any]) -> Path:
        # Further weights that go with the user's have licences of their own.
        licences = (own.licence or UNKNOWN_LICENCE, provenance.get("licence"))
        told = {**provenance, "licence": ", ".join(filter(None, licences))}
        if provenance.get("commercial_use") is not False:
            told["commercial_use"] = own.commercial
            if own.commercial is None:
                del told["commercial_use"]
        return base.write(result, path, output, told)

    def short(given: Any) -> Any:
        values = {name: value for name, value in given if name != held}
        return params.model_construct(**values)

    first, parts = base.first_look, base.parts
    enlargement, check, kinds = base.enlargement, base.check_output, base.runs_on_with
    return replace(
        base,
        name=own.name,
        title=own.title,
        summary=own.description or base.summary,
        params=params,
        fixed_version=own.version,
        weights=lambda given: base.weights(full(given)),
        resident_key=lambda given: (own.sha256, base.resident_key(full(given))),
        load=lambda files, given, plan: base.load(files, full(given), plan),
        read=lambda given: base.read(full(given)),
        run=lambda loaded, content, given, plan, progress: base.run(
            loaded, content, full(given), plan, progress
        ),
        write=write,
        measure=lambda given: base.measure(full(given)),
        footprint=lambda extent, given, plan: base.footprint(extent, full(given), plan),
        runs_on_with=None if kinds is None else lambda given: kinds(full(given)),
        enlargement=None if enlargement is None else lambda given: enlargement(full(given)),
        check_output=None
        if check is None
        else lambda content, given, path, output: check(content, full(given), path, output),
        parts=None
        if parts is None
        else lambda given: tuple(
            replace(part, params=short(part.params)) for part in parts(full(given))
        ),
        first_look=None if first is None else _first_look(first, full),
        accepts={},
    )


def default_fields(base: ModelSpec[Any], own: OwnModel) -> tuple[ParamField, ...]:
    """The settings that may have a default of the user's own, with the defaults of `base`."""
    held = base.accepts[own.kind]
    return tuple(item for item in fields_of(base.params) if not item.required and item.name != held)


def _params(base: type[Params], held: str, own: OwnModel) -> type[Params]:
    """The base's fields but the given one, with the user's defaults where they are valid."""
    fields: dict[str, Any] = {}
    for name, info in base.model_fields.items():
        if name == held:
            continue
        info = copy(info)
        if name in own.defaults and not info.is_required():
            info.default = _valid(info, own.defaults[name])
        fields[name] = (info.annotation, info)
    made = create_model(
        f"Own{base.__name__}",
        __base__=Params,
        __module__=__name__,
        __doc__=base.__doc__,
        **fields,
    )
    for kind in reversed(base.__mro__[: base.__mro__.index(Params)]):
        for name, value in vars(kind).items():
            if isinstance(value, property):  # what the fields say together, such as `sampling`
                setattr(made, name, value)
    made.ALIASES = {old: new for old, new in base.ALIASES.items() if new != held}
    return made


def _first_look(base: FirstLook[Any], full: Callable[[Any], Any]) -> FirstLook[Any]:
    return FirstLook(
        weights=lambda given: base.weights(full(given)),
        resident_key=lambda given: base.resident_key(full(given)),
        load=lambda files, given: base.load(files, full(given)),
        look=lambda loaded, content, given, progress: base.look(
            loaded, content, full(given), progress
        ),
        size=lambda given: base.size(full(given)),
        starters=base.starters,
    )


def _valid(info: FieldInfo, value: Any) -> Any:
    """The user's default, or the base's where an update no longer allows it."""
    declared: Any = (info.annotation, copy(info))
    probe: Any = create_model("Probe", __config__=ConfigDict(extra="forbid"), value=declared)
    try:
        return probe(value=value).value
    except ValidationError:
        return info.default
