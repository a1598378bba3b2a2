"""Which choice made a picture or began a batch, told from the settings that were written down."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.upscaling.choices import Choice


def matching_choice(
    model: str, settings: Mapping[str, Any], choices: Sequence[Choice]
) -> Choice | None:
    """The choice of that model with these settings, or None if it is not offered here."""
    for choice in choices:
        if choice.spec.name == model and all(
            value == settings.get(name) for name, value in choice.overrides.items()
        ):
            return choice
    return None
