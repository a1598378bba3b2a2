"""What is known about stored files: a hash is computed once and remembered with size and time.

The folder ``.records`` keeps, under the file's path in the store, ``NAME.json`` (the hash of the
file as it lies there), ``NAME.used.json`` (when it was last used) and, for weights that nobody
published a hash of, ``NAME.first.json`` (the hash of the first download, which later ones must
equal). What is known of files outside the store is kept here too: those folders are not ours.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHUNK = 1 << 20


def sha256_of(path: Path, on_chunk: Callable[[int], None] | None = None) -> str:
    """Hex digest of a file; `on_chunk` gets the bytes read so far and may raise to stop."""
    digest = hashlib.sha256()
    done = 0
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
            done += len(block)
            if on_chunk is not None:
                on_chunk(done)
    return digest.hexdigest()


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write the whole file or nothing: a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}.tmp")
    temporary.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    temporary.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """The content, or an empty dict if the file is missing or damaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


class FileRecords:
    """Remembered hashes of the files below one folder, and of files elsewhere."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._folder = folder / ".records"

    def sha256(self, path: Path, on_chunk: Callable[[int], None] | None = None) -> str:
        """The file's hash; reads the file only if it changed since the hash was taken.

        `on_chunk` is that of `sha256_of`. A folder that cannot be written only costs the memory
        of it.
        """
        stat = path.stat()
        known = read_json(self._record(path))
        if known.get("size") == stat.st_size and known.get("mtime_ns") == stat.st_mtime_ns:
            return str(known.get("sha256"))
        digest = sha256_of(path, on_chunk)
        try:
            self.remember(path, digest)
        except OSError:
            return digest
        return digest

    def remember(self, path: Path, digest: str, installed: bool = False) -> None:
        """Note a hash that was just computed; `installed` if we put the file there. May OSError."""
        stat = path.stat()
        content = {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": digest}
        ours = digest if installed else self.installed(path)
        if ours is not None:
            content["installed"] = ours
        write_json(self._record(path), content)

    def installed(self, path: Path) -> str | None:
        """The hash of the file that we put there ourselves, whatever lies there now."""
        return read_json(self._record(path)).get("installed")

    def forget(self, path: Path) -> None:
        """The file is gone."""
        self._record(path).unlink(missing_ok=True)
        self._record(path, "used.json").unlink(missing_ok=True)

    def first_seen(self, name: str) -> str | None:
        """The hash of the first download of a file that nobody published a hash of."""
        return read_json(self._folder / f"{name}.first.json").get("sha256")

    def trust(self, name: str, digest: str) -> None:
        """From now on only this hash is accepted for `name`. Raises OSError."""
        write_json(self._folder / f"{name}.first.json", {"sha256": digest})

    def mark_used(self, path: Path, moment: float) -> None:
        """Note the Unix time of a use. Raises OSError."""
        write_json(self._record(path, "used.json"), {"time": moment})

    def last_used(self, path: Path) -> float | None:
        """The Unix time of the last use, or None if it was never used."""
        moment = read_json(self._record(path, "used.json")).get("time")
        return moment if isinstance(moment, (int, float)) else None

    def _record(self, path: Path, kind: str = "json") -> Path:
        try:
            return self._folder / path.relative_to(self._root).parent / f"{path.name}.{kind}"
        except ValueError:  # outside: told apart by the whole path
            digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:24]
            return self._folder / "elsewhere" / f"{digest}.{kind}"
