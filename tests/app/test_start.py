"""What happens instead of a window when the folder with the models is not there."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

import app.__main__ as start
from pipelines.places import Places
from pipelines.storage.location import use_folder


def test_a_missing_drive_is_told_instead_of_a_window(
    qapp: QApplication,
    tmp_path: Path,
    hearth_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    use_folder(Places(hearth_home, hearth_home), tmp_path / "drive")
    (tmp_path / "drive" / "weights").rmdir()
    monkeypatch.setattr(start, "make_application", lambda: qapp)
    shown: list[str] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        shown.append(box.text())
        box.accept()

    QTimer.singleShot(50, close)
    assert start.open_window() == 2
    assert "connect its drive" in shown[0]
    assert str(tmp_path / "drive") in capsys.readouterr().err
