"""The user's own Whisper models in the tab."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.choosing.own_files import OwnFiles

if TYPE_CHECKING:
    from pipelines.own_models.shelf import OwnModel


def is_model_folder(path: Path) -> bool:
    """A folder in CTranslate2's format."""
    return (path / "model.bin").is_file() and (path / "config.json").is_file()


class OwnWhisper(OwnFiles):
    """Told whether they can listen."""

    task = "transcription"

    def words_for(self, added: "OwnModel", fits: bool) -> str:
        if fits:
            words = self.tr("Added {name}. Check its licence yourself.")
        else:
            words = self.tr("{name} does not write down speech. It is among your models now.")
        return words.format(name=added.title)
