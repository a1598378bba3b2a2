"""Which choice made a picture, told from the provenance written into it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.upscaling.choices import Choice

if TYPE_CHECKING:
    from pipelines.media.provenance import Provenance


def matching_choice(made: "Provenance", choices: Sequence[Choice]) -> Choice | None:
    """The choice of that model and version, or None if it is not offered here."""
    for choice in choices:
        if choice.spec.name == made.model and all(
            _same(value, made.settings.get(name)) for name, value in choice.overrides.items()
        ):
            return choice
    return None


def _same(offered: Any, written: Any) -> bool:
    """Provenance comes from JSON, where a checkpoint is only its name."""
    return (
        written in (offered.stem, offered.name) if isinstance(offered, Path) else written == offered
    )
