"""Files come in by drop, paste and dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.widgets.drop_zone import DropZone, paths_in
from tests.app.dropping import mime_of

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def zone(qtbot: QtBot) -> DropZone:
    made = DropZone("Drop here", "or choose")
    qtbot.addWidget(made)
    made.show()
    return made


def drop(zone: DropZone, mime: QMimeData) -> None:
    QApplication.sendEvent(zone, QDragEnterEvent(QPoint(9, 9), COPY, mime, LEFT, NONE))
    QApplication.sendEvent(zone, QDropEvent(QPointF(9, 9), COPY, mime, LEFT, NONE))


def picture() -> QImage:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def test_files_and_folders_are_dropped(qtbot: QtBot, zone: DropZone, tmp_path: Path) -> None:
    paths = [tmp_path / "Größe 日本.png", tmp_path]
    with qtbot.waitSignal(zone.chosen) as heard:
        drop(zone, mime_of(*paths))
    assert heard.args == [paths]


def test_a_picture_is_dropped(qtbot: QtBot, zone: DropZone) -> None:
    mime = QMimeData()
    mime.setImageData(picture())
    with qtbot.waitSignal(zone.image_pasted) as heard:
        drop(zone, mime)
    assert heard.args is not None
    assert heard.args[0].size() == picture().size()


@pytest.mark.parametrize("what", ["https://example.org/a.png", ""])
def test_what_cannot_be_taken_is_told(qtbot: QtBot, zone: DropZone, what: str) -> None:
    mime = QMimeData()
    if what:
        mime.setUrls([QUrl(what)])
    else:
        mime.setText("just words")
    with qtbot.waitSignal(zone.refused) as heard:
        drop(zone, mime)
    assert heard.args is not None
    assert heard.args[0].endswith(".")


def test_paste(qtbot: QtBot, zone: DropZone, photo: Path) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(picture())
    with qtbot.waitSignal(zone.image_pasted):
        zone.paste_button.click()
    clipboard.setMimeData(mime_of(photo))
    with qtbot.waitSignal(zone.chosen) as heard:
        zone.paste()
    assert heard.args == [[photo]]
    clipboard.setText(f'"{photo}"')
    with qtbot.waitSignal(zone.chosen) as heard:
        zone.paste()
    assert heard.args == [[photo]]
    clipboard.setText("nothing of use")
    with qtbot.waitSignal(zone.refused):
        zone.paste()


def test_text_that_names_no_file_is_no_path(tmp_path: Path) -> None:
    for words in ("relative.png", str(tmp_path / "missing.png"), "a\nb", "x" * 5000, "\0"):
        mime = QMimeData()
        mime.setText(words)
        assert paths_in(mime) == []


def test_the_dialogs(
    qtbot: QtBot, zone: DropZone, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: list[str] = []

    def files(_parent: object, _title: str, _at: str, kind: str) -> tuple[list[str], str]:
        kinds.append(kind)
        return [str(photo)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", files)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(photo.parent))
    zone.suffixes = (".png", ".jpg")
    with qtbot.waitSignal(zone.chosen) as heard:
        qtbot.keyClick(zone, Qt.Key.Key_Return)
    assert heard.args == [[photo]]
    assert "*.png *.jpg" in kinds[0]
    with qtbot.waitSignal(zone.chosen) as heard:
        zone.folder_button.click()
    assert heard.args == [[photo.parent]]


def test_it_paints_while_something_hovers(zone: DropZone, photo: Path) -> None:
    before = zone.grab().toImage()
    mime = mime_of(photo)
    QApplication.sendEvent(zone, QDragEnterEvent(QPoint(9, 9), COPY, mime, LEFT, NONE))
    assert zone.grab().toImage() != before
