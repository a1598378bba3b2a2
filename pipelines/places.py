"""Where Hearth keeps its files: one folder a person can find, move and delete."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from pipelines.errors import BadInput

#: The cache's name in ``$HEARTH_HOME``.
CACHE = "cache"


@dataclass(frozen=True)
class Places:
    """`weights`: downloaded models; `own_models`: the user's own; `examples`: the user's.

    `versions`: what was ever run, so that it can be run again; `journal`: record of jobs;
    `conversations`: all that was said with language models; `image_conversations`: the same about
    pictures.
    """

    data: Path
    config: Path

    @property
    def weights(self) -> Path:
        return self.data / "weights"

    @property
    def own_models(self) -> Path:
        return self.data / "models"

    @property
    def examples(self) -> Path:
        return self.data / "examples"

    @property
    def prompts(self) -> Path:
        """The user's own prompt templates and system prompts."""
        return self.data / "prompts"

    @property
    def transcripts(self) -> Path:
        """Transcripts as they are worked on, and logs of those on their way."""
        return self.data / "transcripts"

    @property
    def recordings(self) -> Path:
        """What was recorded with the microphone."""
        return self.data / "recordings"

    @property
    def versions(self) -> Path:
        return self.data / "versions"

    @property
    def journal(self) -> Path:
        return self.data / "journal.sqlite3"

    @property
    def conversations(self) -> Path:
        return self.data / "conversations.sqlite3"

    @property
    def image_conversations(self) -> Path:
        """Those of the Image Q&A tab, which has a list and a search of its own."""
        return self.data / "image-conversations.sqlite3"

    @property
    def drafts(self) -> Path:
        """What was typed in the Chat tab and not sent."""
        return self.data / "drafts.json"

    @property
    def image_drafts(self) -> Path:
        """The same of the Image Q&A tab."""
        return self.data / "image-drafts.json"

    @property
    def conversation_pictures(self) -> Path:
        """Copies of the pictures that were asked about."""
        return self.data / "conversation-pictures"

    @property
    def answers(self) -> Path:
        """What models answered about pictures, to find pictures by words."""
        return self.data / "answers.sqlite3"

    @property
    def answer_records(self) -> Path:
        """Answers of folders whose table is being made, one file for each picture."""
        return self.data / "answer-records"

    @property
    def redraws(self) -> Path:
        """Pictures as they are redrawn tile by tile, and the last one that was."""
        return self.data / "redraws"

    @property
    def prepared(self) -> Path:
        """The last picture that was enlarged or cleaned before it was redrawn."""
        return self.data / "prepared"

    @property
    def log(self) -> Path:
        """Details of failures; beside the settings while the data folder is not there."""
        folder = self.config if self.is_missing else self.data
        return folder / "hearth.log"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def location(self) -> Path:
        """The file that names the data folder, once it was chosen or moved."""
        return self.config / "location.toml"

    @property
    def adopted(self) -> Path:
        """The list of folders of other programs whose models are used where they lie."""
        return self.config / "adopted.toml"

    @property
    def is_missing(self) -> bool:
        """The chosen data folder is gone, as when its drive is not connected.

        An empty one is not begun instead: the models would seem lost, and be fetched again.
        """
        if self.weights.is_dir():
            return False
        chosen = read_location(self.location)
        return chosen is not None and chosen.data == self.data

    def is_new(self, environment: Mapping[str, str] = os.environ) -> bool:
        """Nobody has said where models are to be kept, and none are kept yet.

        ``$HEARTH_HOME`` says so, and so does ``location.toml``.
        """
        if environment.get("HEARTH_HOME") or self.location.exists():
            return False
        kept = (self.weights, self.own_models, self.examples)
        return not any(folder.exists() for folder in kept)

    def check(self) -> None:
        """Raise BadInput if the data folder is missing."""
        if self.is_missing:
            raise BadInput(
                "The folder with your models, {folder}, is not there: connect its drive, or, if "
                "you moved the folder yourself, say where it is with “hearth models move --use "
                "FOLDER”.",
                folder=self.data,
            )


@dataclass(frozen=True)
class Location:
    """What ``location.toml`` says: where the data folder is.

    `leaving` is the folder that it was moved from, until the last file there is deleted.
    """

    data: Path
    leaving: Path | None = None


def read_location(path: Path) -> Location | None:
    """What that file says, or None if there is no such file. Raises BadInput if it is damaged."""
    try:
        words = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(path) from error
    import tomllib

    try:
        found = tomllib.loads(words)
        data, leaving = Path(found["data"]), found.get("leaving")
        if not data.is_absolute():
            raise ValueError
        return Location(data, Path(leaving) if leaving else None)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> BadInput:
    return BadInput(
        "{path}, which says where your models are, cannot be read: mend its line data = "
        "'/the/folder', or delete the file to use the ordinary folder.",
        path=path,
    )


def cache_folder() -> Path:
    """For what is made again where it is missing: in ``$HEARTH_HOME`` or the system's usual place.

    It belongs to this machine and does not move with the models.
    """
    home = os.environ.get("HEARTH_HOME")
    return Path(home, CACHE) if home else platformdirs.user_cache_path("hearth", appauthor=False)


def default_places() -> Places:
    """The system's usual folders, or everything under ``$HEARTH_HOME`` if that is set.

    If the models were moved from there, ``location.toml`` says where to. Raises BadInput if that
    file is damaged; call `Places.check` before using the data folder.
    """
    home = os.environ.get("HEARTH_HOME")
    if home:
        usual = Places(Path(home), Path(home))
    else:
        usual = Places(
            Path(platformdirs.user_data_dir("hearth", appauthor=False)),
            Path(platformdirs.user_config_dir("hearth", appauthor=False)),
        )
    chosen = read_location(usual.location)
    return Places(chosen.data, usual.config) if chosen is not None else usual
