"""What an examination found: one line each, with a remedy where one is needed."""

from dataclasses import dataclass
from enum import StrEnum

from pipelines.text import Text


class Grade(StrEnum):
    """How well something is. SKIPPED was not looked at, and says why."""

    WELL = "well"
    WEAK = "weak"
    BROKEN = "broken"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Finding:
    """`subject` is what was looked at, `told` what was found, `remedy` what to do about it."""

    subject: Text
    grade: Grade
    told: Text
    remedy: Text | None = None
