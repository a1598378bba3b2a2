"""How much memory the user lets Hearth use, as typed: ``6GB`` or ``cuda:0=6GB,cpu=12GB``."""

import re
from collections.abc import Mapping

from pipelines.errors import BadInput

#: The key of a budget that holds for every device that has none of its own.
ANY = "*"

_UNITS = {"": 1, "b": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_BINARY = {"ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40}
_SIZE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([kmgt]i?)?b?\s*", re.IGNORECASE)

#: Less than this holds no model at all, and is more likely a slip of the keyboard.
_LEAST = 64 * 10**6


def parse_size(words: str) -> int:
    """Bytes of ``6GB`` (decimal), ``512 MiB`` or ``800m``. Raises BadInput."""
    found = _SIZE.fullmatch(words)
    if found is None:
        raise BadInput(
            "{words} is no amount of memory. Write it like 6GB, 1.5GB or 800MB.", words=words
        )
    unit = (found[2] or "").lower()
    size = int(float(found[1].replace(",", ".")) * {**_UNITS, **_BINARY}[unit])
    if size < _LEAST:
        raise BadInput(
            "A memory budget of {words} holds no model: give at least 64MB.", words=words
        )
    return size


def parse_budget(words: str) -> dict[str, int]:
    """Bytes by device id or kind (``cuda:0``, ``cpu``), `ANY` for a bare amount.

    Empty or ``auto`` means none. Raises BadInput.
    """
    budget: dict[str, int] = {}
    if words.strip().lower() in ("", "auto"):
        return budget
    for part in words.split(","):
        device, equals, size = part.rpartition("=")
        budget[device.strip() if equals else ANY] = parse_size(size)
    return budget


def budget_of(budget: Mapping[str, int], device: str) -> int | None:
    """The most that the user allows on that device, None for as much as there is."""
    kind = device.partition(":")[0]
    return budget.get(device, budget.get(kind, budget.get(ANY)))


def spoken(size: int) -> str:
    """``5.1 GB`` or ``380 MB``: decimal units, as disks and graphics cards are sold."""
    if size >= 10**9:
        return f"{size / 1e9:.1f} GB"
    return f"{size / 1e6:.0f} MB"
