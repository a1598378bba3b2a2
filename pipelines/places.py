"""Where Hearth keeps its files: one folder a person can find, move and delete."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Places:
    """`weights`: downloaded models; `checkpoints`: the user's own, as dropped on a tab.

    `own_models`: the user's own models with names; `examples`: the user's; `versions`: what was
    ever run, so that it can be run again; `journal`: record of jobs.
    """

    data: Path
    config: Path

    @property
    def weights(self) -> Path:
        return self.data / "weights"

    @property
    def checkpoints(self) -> Path:
        return self.data / "checkpoints"

    @property
    def own_models(self) -> Path:
        return self.data / "models"

    @property
    def examples(self) -> Path:
        return self.data / "examples"

    @property
    def versions(self) -> Path:
        return self.data / "versions"

    @property
    def journal(self) -> Path:
        return self.data / "journal.sqlite3"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"


def default_places() -> Places:
    """The system's usual folders, or everything under ``$HEARTH_HOME`` if that is set."""
    home = os.environ.get("HEARTH_HOME")
    if home:
        return Places(Path(home), Path(home))
    return Places(
        Path(platformdirs.user_data_dir("hearth", appauthor=False)),
        Path(platformdirs.user_config_dir("hearth", appauthor=False)),
    )
