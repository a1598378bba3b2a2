"""A folder in CTranslate2's format, put together from files that lie under other names."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.speech.whisper_model import WhisperModel
from pipelines.weights.as_folder import Folder, folder_of


def folder_for(files: Mapping[str, Path], model: WhisperModel) -> Folder:
    """The files of `model`, by their store names, as a folder that lives until it is closed.

    Loading reads all of it, so it may go as soon as the model is loaded.
    """
    parts = {model.part_of(weight): files[weight.name] for weight in model.files}
    return folder_of(parts, ".whisper-")


def own_folder(path: Path) -> Folder:
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
    return Folder(path)
