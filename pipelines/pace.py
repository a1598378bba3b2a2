"""How long models took on this machine, so that a plan can say how long the next run will take."""

import threading
from contextlib import suppress
from pathlib import Path

from pipelines.weights.records import read_json, write_json

#: How much the last run counts against all before it.
_SHARE = 0.5


class Pace:
    """Seconds per million input pixels, by whatever decides them: version, device, format.

    Kept in one JSON file; losing it loses nothing but guesses. `path` None keeps nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()

    def seconds(self, what: str, pixels: int) -> float | None:
        """About how long, or None if it never ran here."""
        known = self._known().get(what)
        return known * pixels / 1e6 if known is not None and pixels else None

    def note(self, what: str, pixels: int, seconds: float) -> None:
        """Remember a run. Small pictures say little, since every run costs something fixed."""
        if self._path is None or pixels < 64 * 64 or seconds <= 0:
            return
        with self._lock, suppress(OSError):
            known = self._known()
            now = seconds / pixels * 1e6
            before = known.get(what, now)
            known[what] = before + _SHARE * (now - before)
            write_json(self._path, known)

    def _known(self) -> dict[str, float]:
        if self._path is None:
            return {}
        content = read_json(self._path)
        return {name: float(value) for name, value in content.items() if isinstance(value, float)}
