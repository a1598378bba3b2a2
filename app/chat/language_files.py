"""The user's own language models in the tab."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.choosing.own_files import OwnFiles

if TYPE_CHECKING:
    from pipelines.own_models.shelf import OwnModel

#: What the file dialog offers; folders of transformers are dropped.
SUFFIXES = (".gguf",)


def is_model(path: Path) -> bool:
    """Whether what was dropped is a language model rather than something to read."""
    if path.is_dir():
        return (path / "config.json").is_file()
    if path.suffix.lower() in (*SUFFIXES, ".safetensors"):
        return True
    try:
        with path.open("rb") as file:
            return file.read(4) == b"GGUF"
    except OSError:
        return False


class LanguageFiles(OwnFiles):
    """Told with their architecture and window."""

    task = "chat"

    def words_for(self, added: "OwnModel", fits: bool) -> str:
        if fits:
            words = self.tr("Added {name}: {facts}. Check its licence yourself.")
        else:
            words = self.tr("{name} is no language model. It is among your models now.")
        facts = (added.facts.get(name, "") for name in ("architecture", "context", "quantisation"))
        return words.format(name=added.title, facts=", ".join(filter(None, facts)))
