"""What happens instead of a window when the folder with the models is not there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

import app.__main__ as start
from app.storage.missing_folder import ask_what_to_do
from pipelines.errors import BadInput
from pipelines.places import Places, default_places
from pipelines.storage.location import use_folder

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def drive(qapp: QApplication, tmp_path: Path, hearth_home: Path) -> Path:
    """A chosen folder that is not connected."""
    folder = tmp_path / "drive"
    use_folder(Places(hearth_home, hearth_home), folder)
    (folder / "weights").rmdir()
    folder.rmdir()
    return folder


def refusal() -> BadInput:
    with pytest.raises(BadInput) as caught:
        default_places().check()
    return caught.value


def answering(words: str, before: Callable[[], object] = lambda: None) -> list[str]:
    """Press the button with these words in the box that comes; gives what the box says."""
    shown: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        shown.append(box.text())
        before()
        button = next(b for b in box.buttons() if b.text().replace("&", "") == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, press)
    return shown


def test_a_missing_drive_is_told_instead_of_a_window(
    qapp: QApplication, drive: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(start, "make_application", lambda: qapp)
    shown = answering("Quit")
    assert start.open_window() == 2
    assert "connect its drive" in shown[0]
    assert str(drive) in capsys.readouterr().err
    assert not drive.exists()


def test_escape_leaves(drive: Path) -> None:
    def escape() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(50, escape)
    assert not ask_what_to_do(refusal())


def test_a_drive_that_was_connected_is_tried_again(drive: Path) -> None:
    answering("Try again", lambda: (drive / "weights").mkdir(parents=True))
    assert ask_what_to_do(refusal())
    default_places().check()


def test_another_folder_can_be_chosen(
    drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("x")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(other))
    answering("Choose another folder…")
    assert ask_what_to_do(refusal())
    assert default_places().data == other / "hearth"
    default_places().check()


def test_changing_ones_mind_asks_again(drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: "")
    answering("Choose another folder…")
    assert ask_what_to_do(refusal())
    assert default_places().data == drive


def test_a_damaged_location_cannot_be_replaced_unseen(
    qapp: QApplication, hearth_home: Path
) -> None:
    hearth_home.mkdir()
    default_places().location.write_text("data = ")
    with pytest.raises(BadInput) as caught:
        default_places()
    boxes: list[list[str]] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        boxes.append(sorted(button.text().replace("&", "") for button in box.buttons()))
        box.reject()

    QTimer.singleShot(50, look)
    assert not ask_what_to_do(caught.value)
    assert boxes == [["Quit", "Try again"]]
