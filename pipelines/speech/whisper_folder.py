"""A folder in CTranslate2's format, put together from files that lie under other names."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from pipelines.errors import BadInput
from pipelines.speech.whisper_model import WhisperModel


class WhisperFolder:
    """A folder that a Whisper model is loaded from; `close` removes it if it was made for that."""

    def __init__(self, path: Path, made: "tempfile.TemporaryDirectory[str] | None" = None) -> None:
        self.path = path
        self._made = made

    def close(self) -> None:
        if self._made is not None:
            self._made.cleanup()
            self._made = None

    def __enter__(self) -> "WhisperFolder":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def folder_for(files: Mapping[str, Path], model: WhisperModel) -> WhisperFolder:
    """The files of `model`, by their store names, as a folder that lives until it is closed.

    Loading reads all of it, so it may go as soon as the model is loaded. The folder holds symbolic
    links, which keep no bytes alive if the program is killed; where the user may make none (as on
    Windows), hard links beside the largest file; copies only of what takes no link either.
    """
    parts = {model.part_of(weight): files[weight.name].resolve() for weight in model.files}
    made = _temporary(None)
    try:
        for name, path in parts.items():
            (Path(made.name) / name).symlink_to(path)
    except OSError:
        made.cleanup()
        made = _beside(max(parts.values(), key=lambda path: path.stat().st_size))
        for name, path in parts.items():
            _link_or_copy(path, Path(made.name) / name)
    return WhisperFolder(Path(made.name), made)


def _temporary(parent: Path | None) -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix=".whisper-", dir=parent, ignore_cleanup_errors=True)


def _beside(path: Path) -> "tempfile.TemporaryDirectory[str]":
    try:
        return _temporary(path.parent)
    except OSError:  # a folder of another program
        return _temporary(None)


def _link_or_copy(path: Path, link: Path) -> None:
    try:
        os.link(path, link)
    except OSError:
        shutil.copyfile(path, link)


def own_folder(path: Path) -> WhisperFolder:
    """A CTranslate2 folder of the user's own. Raises BadInput if it cannot be a Whisper model."""
    if not path.is_dir():
        raise BadInput(
            "There is no model folder {path}: give one with a model.bin in it.", path=path
        )
    for name in ("model.bin", "config.json", "tokenizer.json"):
        if not (path / name).is_file():
            raise BadInput(
                "{path} lacks {name}: copy it there from the model's page.", path=path, name=name
            )
    if not any((path / f"vocabulary.{suffix}").is_file() for suffix in ("json", "txt")):
        raise BadInput(
            "{path} lacks {name}: copy it there from the model's page.",
            path=path,
            name="vocabulary.json",
        )
    return WhisperFolder(path)
