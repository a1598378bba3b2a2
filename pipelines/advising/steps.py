"""What a guard or an advice proposes: another model to run, or other settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipelines.text import Text

#: A setting's value.
Value = str | int | float | bool


@dataclass(frozen=True)
class Step:
    """A model by its name, the settings that differ from its defaults, and why, in a sentence."""

    model: str
    params: Mapping[str, Value]
    why: Text


class DiffusionModel(StrEnum):
    """The models that draw a picture over."""

    ULTIMATE = "ultimate-sd-upscale"
    HIGH_RESOLUTION = "high-resolution-controlnet-tile"
