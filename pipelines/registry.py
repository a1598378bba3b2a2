"""Finds the models: every file in `pipelines/models` that has a SPEC. Imports no torch."""

import importlib
import pkgutil
from functools import cache
from typing import Any

from pipelines import models
from pipelines.errors import BadInput
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


def models_for(task: Task) -> tuple[ModelSpec[Any], ...]:
    """The models of one task."""
    return tuple(spec for spec in all_models() if spec.task is task)


def model(name: str) -> ModelSpec[Any]:
    """The model of that name. Raises BadInput naming the ones there are."""
    for spec in all_models():
        if spec.name == name:
            return spec
    known = ", ".join(spec.name for spec in all_models())
    raise BadInput(
        "There is no model called {name}. Choose one of: {known}.", name=name, known=known
    )
