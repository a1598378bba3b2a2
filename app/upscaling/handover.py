"""What another tab asks of the upscaling tab: a model with values and a picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.choosing.choices import Choice

if TYPE_CHECKING:
    from pipelines.media.provenance import Provenance


class Handover:
    """Keeps the request until the choices are known; the tab lists them in a job."""

    def __init__(self) -> None:
        self._asked: tuple[str, Mapping[str, Any]] | None = None

    def ask(self, name: str, values: Mapping[str, Any]) -> None:
        """Remember what is wanted."""
        self._asked = (name, values)

    def take(self, choices: Sequence[Choice]) -> "tuple[Provenance, Path | None] | None":
        """The settings in the shape of a picture's own, and the picture; None if nothing is
        asked or the choices are not known yet."""
        if self._asked is None or not choices:
            return None
        from pipelines.media.provenance import Provenance
        from pipelines.spec import fields_of

        (name, values), self._asked = self._asked, None
        spec = next((choice.spec for choice in choices if choice.spec.name == name), None)
        if spec is None:
            return Provenance(name), None
        settings = {
            item.name: values.get(item.name, item.default)
            for item in fields_of(spec.params)
            if item.name != spec.input_field and (item.name in values or not item.required)
        }
        source = values.get(spec.input_field)
        return Provenance(name, settings=settings), Path(source) if source else None
