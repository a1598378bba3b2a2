"""When to ask a server again: further and further apart, or when it says itself."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True)
class Patience:
    """Failed tries in a row before giving up, the first pause and the longest, in seconds.

    A pause doubles with each failure and varies by half, so that many clients of a server that
    was down do not all come back at once. `chance` gives a number from 0 to 1.
    """

    attempts: int = 5
    pause_s: float = 0.5
    longest_s: float = 60.0
    chance: Callable[[], float] = field(default=random.random, compare=False)

    def pause(self, failures: int, asked_s: float | None = None) -> float:
        """Seconds to wait after so many failures in a row; `asked_s` is the server's own wish."""
        if asked_s is not None:
            return min(max(asked_s, 0.0), self.longest_s)
        return min(self.pause_s * 2 ** (failures - 1) * (0.5 + self.chance()), self.longest_s)


def _now() -> datetime:
    return datetime.now(UTC)


def retry_after_s(value: str, now: Callable[[], datetime] = _now) -> float | None:
    """The header Retry-After in seconds (RFC 9110: a number or a date), or None."""
    value = value.strip()
    if value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now()).total_seconds())
