"""A computer on which Hearth was never started."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import app.__main__ as program
from pipelines.places import Places, default_places


@pytest.fixture
def new_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Places:
    """The places of a user who never chose any; the program runs in this process."""
    for name in ("HEARTH_HOME", "HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name))
    monkeypatch.setattr(program, "make_application", lambda: qapp)
    return default_places()
