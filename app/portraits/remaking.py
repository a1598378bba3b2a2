"""A portrait made again from what it says about itself, without the photos."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.context import AppContext
from app.portraits.series import Series

if TYPE_CHECKING:
    from pipelines.portraying.remaking import Remake


class FindRemake(Protocol):
    """How a picture is made again; only from a job. Raises BadInput for any other picture."""

    def __call__(self, context: AppContext, path: Path) -> "Remake": ...


def find_remake(context: AppContext, path: Path) -> "Remake":
    """A `FindRemake` over the models that are here."""
    from pipelines.own_models.shelf import OwnModels
    from pipelines.portraying.remaking import remake_of

    settings = context.settings.value
    runtime = context.engine.runtime(settings)
    return remake_of(path, OwnModels(context.places.own_models), runtime.versions)


def series_again(again: "Remake", output: Any, label: str) -> Series:
    """What draws it."""
    from pipelines.portraying.remaking import remake

    def draw(runtime: Any, *what: Any, **how: Any) -> Any:
        return remake(runtime, again, *what, **how)

    parts = (again.part,)
    return Series(again.spec, parts, (again.part.params,), output, (label,), draw)
