"""What has been copied and verified so far: a line for each file, so that a killed move goes on."""

import json
from pathlib import Path
from typing import Any

from pipelines.storage.inventory import Item
from pipelines.storage.target import MOVING

_NAME = "verified.jsonl"


class MovingLog:
    """The list in ``TARGET/.moving``. Its first line says which folder the files are from."""

    def __init__(self, target: Path, source: Path) -> None:
        self.target, self.source = target, source
        self._path = target / MOVING / _NAME
        self._done: dict[str, Item] = {}

    @property
    def begun(self) -> bool:
        """Whether an earlier move from the same folder has begun here."""
        lines = self._lines()
        return bool(lines) and lines[0].get("from") == str(self.source)

    @property
    def done(self) -> tuple[Item, ...]:
        """Every file that is verified, as it was in the source."""
        return tuple(self._done.values())

    def open(self) -> None:
        """Read what is known; begin the list if there is none. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self.begun:
            self._write({"from": str(self.source)}, "w")
        else:
            self._write({}, "a")  # so that a line cut by a kill does not spoil the next one
        for line in self._lines()[1:]:
            try:
                item = Item(line["path"], line["size"], line["mtime_ns"], line.get("link", ""))
            except KeyError:
                continue
            self._done[item.path] = item

    def holds(self, item: Item) -> bool:
        """Whether this very file is at the new place, and verified."""
        if self._done.get(item.path) != item:
            return False
        path = self.target / item.path
        if item.link:
            return path.is_symlink()
        return path.is_file() and path.stat().st_size == item.size

    def add(self, item: Item, sha256: str) -> None:
        """Note a file whose copy was just verified. Raises OSError."""
        self._write(
            {
                "path": item.path,
                "size": item.size,
                "mtime_ns": item.mtime_ns,
                "link": item.link,
                "sha256": sha256,
            },
            "a",
        )
        self._done[item.path] = item

    def drop(self, item: Item) -> None:
        """Delete the copy of a file that the source has no longer. Raises OSError."""
        (self.target / item.path).unlink(missing_ok=True)
        self._done.pop(item.path, None)

    def _write(self, line: dict[str, Any], mode: str) -> None:
        with self._path.open(mode, encoding="ascii") as file:
            file.write(("\n" if mode == "a" else "") + json.dumps(line) + "\n")

    def _lines(self) -> list[dict[str, Any]]:
        """The lines that are whole; the last one may not be, after a kill."""
        found: list[dict[str, Any]] = []
        try:
            words = self._path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return found
        for line in words.splitlines():
            try:
                content = json.loads(line)
            except ValueError:
                continue
            if isinstance(content, dict):
                found.append(content)
        return found
