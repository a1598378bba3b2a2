"""The base models as choices: each by its own name and licence, with what it is good for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.choosing.choices import Choice, list_choices

if TYPE_CHECKING:
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec

#: The field that chooses among them.
FIELD = "sdxl_weights"


def list_base_models(specs: "Iterable[ModelSpec[Any]]", runtime: "Runtime") -> tuple[Choice, ...]:
    """What draws, the ready ones first; only from a job."""
    return tuple(map(_named, list_choices(specs, runtime, together=False)))


def _named(choice: Choice) -> Choice:
    """All of them need the same other weights, whose licences are told before the first run."""
    from pipelines.diffusion.catalogue import base_model

    if FIELD not in choice.overrides:
        return choice
    try:
        base = base_model(str(choice.overrides[FIELD]))
    except KeyError:
        return choice
    notes = (base.licence.note,) if base.licence.note else ()
    return replace(
        choice,
        title=base.title,
        detail="",
        licence=base.licence.name,
        about=base.good_for,
        licence_notes=(*notes, *(n for n in choice.licence_notes if n not in notes)),
    )
