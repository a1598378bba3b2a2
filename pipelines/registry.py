"""Finds the models: every file in `pipelines/models` that has a SPEC. Imports no torch."""

import importlib
import json
import pkgutil
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipelines import models
from pipelines.errors import BadInput
from pipelines.own_models.derived import can_run, derive
from pipelines.own_models.kinds import TITLES
from pipelines.own_models.shelf import OwnModel, OwnModels, is_own, model_from
from pipelines.spec import ModelSpec, Task


@cache
def all_models() -> tuple[ModelSpec[Any], ...]:
    """Every model, in the order of their file names."""
    found: list[ModelSpec[Any]] = []
    for module in pkgutil.iter_modules(models.__path__):
        spec = getattr(importlib.import_module(f"{models.__name__}.{module.name}"), "SPEC", None)
        if isinstance(spec, ModelSpec):
            found.append(spec)
    return tuple(found)


def own_spec(own: OwnModel, task: Task | None = None) -> ModelSpec[Any] | None:
    """The SPEC of a model of the user's own, or None while no model here runs its kind.

    `task` wants the one for that task, None stands for what its kind is made for. The same one
    each time until something about the model changes, so that forms stay.
    """
    base = runner_of(own, task)
    return _derived(json.dumps(own.record()), own.path, own.folder, base.name) if base else None


@lru_cache(maxsize=256)
def _derived(record: str, path: Path, folder: Path, base: str) -> ModelSpec[Any]:
    return derive(model(base), model_from(json.loads(record), path, folder))


def runner_of(own: OwnModel, task: Task | None = None) -> ModelSpec[Any] | None:
    """The model that runs weights of its kind, with defaults of its own; None if none does.

    Several may, such as one that chats and one that is shown pictures: without a `task` it is the
    one that names the kind first.
    """
    able = [spec for spec in all_models() if can_run(spec, own) and task in (None, spec.task)]
    return min(able, key=lambda spec: list(spec.accepts).index(own.kind), default=None)


def own_specs(shelf: OwnModels, task: Task | None = None) -> tuple[ModelSpec[Any], ...]:
    """The user's own models that can run here, those that can do the task if one is named."""
    found = (own_spec(own, task) for own in shelf.all() if own.is_there)
    return tuple(spec for spec in found if spec is not None)


def models_for(task: Task, shelf: OwnModels | None = None) -> tuple[ModelSpec[Any], ...]:
    """The models of one task, the user's own last."""
    own = own_specs(shelf, task) if shelf else ()
    return tuple(spec for spec in (*all_models(), *own) if spec.task is task)


def model(name: str, shelf: OwnModels | None = None, task: Task | None = None) -> ModelSpec[Any]:
    """The model of that name, for that task if it is the user's own and can do several.

    Raises BadInput naming the ones there are.
    """
    for spec in all_models():
        if spec.name == name:
            return spec
    if shelf is not None and is_own(name):
        own = shelf.get(name)
        spec = own_spec(own, task) or own_spec(own)
        if spec is None:
            raise BadInput(
                "{name} is on your shelf, but nothing in this version of Hearth runs it "
                "({kind}): update Hearth.",
                name=name,
                kind=TITLES[own.kind],
            )
        if not own.is_there:
            raise BadInput(
                "The weights of {name} are no longer at {path}: put them back, or import them "
                "again.",
                name=name,
                path=own.path,
            )
        return spec
    known = ", ".join(spec.name for spec in all_models())
    raise BadInput(
        "There is no model called {name}. Choose one of: {known}.", name=name, known=known
    )
