"""Folders of other programs, whose files are used where they lie and never changed.

A file counts by its size first, so that only one that may be wanted is ever read.
"""

import os
from collections.abc import Sequence
from pathlib import Path


class AdoptedFolders:
    """Files below `folders` by size. Looked through at the first question; `refresh` looks anew.

    Links are followed for files (a Hugging Face cache is made of them), not for folders.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = tuple(folders)
        self._by_size: dict[int, list[Path]] | None = None

    def with_size(self, size: int) -> list[Path]:
        """Every file of exactly so many bytes, each content once."""
        if not self.folders:
            return []
        if self._by_size is None:
            self._by_size = self._scan()
        return self._by_size.get(size, [])

    def refresh(self) -> None:
        """Something changed in the folders."""
        self._by_size = None

    def change(self, folders: Sequence[Path]) -> None:
        """Look in these folders from now on."""
        self.folders = tuple(folders)
        self.refresh()

    def _scan(self) -> dict[int, list[Path]]:
        found: dict[int, list[Path]] = {}
        seen: set[tuple[int, int]] = set()
        for top in self.folders:
            for folder, folders, names in os.walk(top):
                folders.sort()
                for name in sorted(names):
                    path = Path(folder, name)
                    try:
                        about = path.stat()
                    except OSError:  # a broken link
                        continue
                    identity = (about.st_dev, about.st_ino)
                    if identity not in seen:
                        seen.add(identity)
                        found.setdefault(about.st_size, []).append(path)
        return found
