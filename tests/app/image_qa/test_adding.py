"""Ways in: dropped, pasted, from the screen and from a camera; each a file before it is shown."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.image_qa import screen as screens
from app.image_qa.camera import NoCamera, See, known_cameras
from app.image_qa.tab import ImageQaTab
from tests.app.image_qa.conftest import Settle


def image_of(color: str, side: int = 40) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    return image


def drop(tab: ImageQaTab, mime: QMimeData) -> bool:
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    tab.pictures.dropEvent(event)
    return event.isAccepted()


def kept(context: AppContext) -> list[Path]:
    folder = context.places.conversation_pictures
    return sorted(folder.iterdir()) if folder.exists() else []


def test_files_and_pictures_are_dropped(
    tab: ImageQaTab, context: AppContext, settle: Settle, photo: Path, cat: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (photo, cat)])
    assert drop(tab, mime)
    settle()
    mime = QMimeData()
    mime.setImageData(image_of("teal"))
    assert drop(tab, mime)
    settle()
    names = [image.name for image in tab.pictures.images.composer.images]
    assert names[:2] == ["astronaut.jpg", "cat.png"]
    assert names[2].startswith("Pasted ")
    assert len(kept(context)) == 3
    mime = QMimeData()
    mime.setText("only words")
    assert not drop(tab, mime)
    assert "no picture and no file" in tab.pictures.strip.words


def test_a_folder_gives_its_pictures_up_to_a_number(
    tab: ImageQaTab, settle: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(42):
        assert image_of("teal", 8 + n).save(str(folder / f"{n:02}.png"))
    (folder / "notes.txt").write_text("no picture")
    tab.pictures.chat.attach([folder])
    settle()
    images = tab.pictures.images.composer.images
    assert [image.name for image in images] == [f"{n:02}.png" for n in range(40)]
    assert "40 pictures at once; 2 were left out" in tab.pictures.strip.words


def test_what_is_copied_is_pasted(
    tab: ImageQaTab, context: AppContext, settle: Settle, cat: Path
) -> None:
    board = QGuiApplication.clipboard()
    board.setImage(image_of("orange"))
    tab.paste()
    settle()
    (copy,) = kept(context)
    assert QImage(str(copy)).pixelColor(5, 5) == QColor("orange")
    assert copy.suffix == ".png"
    edit = tab.pictures.images.composer.edit
    board.setImage(image_of("navy"))
    edit.paste()  # where one writes, too
    settle()
    assert len(kept(context)) == 2
    assert edit.toPlainText() == ""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(cat))])
    board.setMimeData(mime)
    tab.paste()
    settle()
    assert tab.pictures.images.composer.images[-1].name == "cat.png"
    board.setText("What is it?")
    tab.paste()
    assert edit.toPlainText() == "What is it?"
    board.clear()
    tab.paste()
    assert "clipboard holds no picture" in tab.pictures.strip.words


def test_a_full_disk_is_told(
    tab: ImageQaTab, context: AppContext, settle: Settle, cat: Path
) -> None:
    context.places.conversation_pictures.parent.mkdir(parents=True, exist_ok=True)
    context.places.conversation_pictures.write_text("in the way")
    tab.pictures.images.composer.edit.setPlainText("What is it?")
    for act in (
        lambda: tab.pictures.chat.attach([cat]),
        lambda: tab.pictures.adding.add_image(image_of("red"), "Pasted"),
    ):
        tab.pictures.strip.dismiss()
        act()
        settle()
        assert "cannot be written" in tab.pictures.strip.words
    assert tab.pictures.images.composer.images == ()
    assert tab.pictures.images.composer.words == "What is it?"


class FakeCamera:
    """Sees one colour, and takes a larger picture of it."""

    def __init__(self, name: str = "Front", broken: bool = False) -> None:
        self.name, self.broken = name, broken
        self.opened = self.closed = 0

    def start(self, see: See, fail: Callable[[str], None]) -> None:
        self.opened += 1
        if self.broken:
            fail("The camera cannot be used.")
        else:
            see(image_of("green", 20))

    def shoot(self, taken: See) -> None:
        taken(image_of("green", 60))

    def stop(self) -> None:
        self.closed += 1


def test_a_camera_is_open_only_while_its_dialog_is(
    tab: ImageQaTab, context: AppContext, settle: Settle, qtbot: QtBot
) -> None:
    front, back = FakeCamera(), FakeCamera("Back", broken=True)
    adding = tab.pictures.adding
    adding.cameras = lambda: [front, back]
    assert front.opened == 0
    tab.pictures.side.drop.camera_button.click()
    dialog = adding.dialog
    assert dialog is not None
    assert (front.opened, front.closed, back.opened) == (1, 0, 0)
    assert not dialog.finder.image.isNull()
    dialog.choice.setCurrentIndex(1)
    assert (front.closed, back.opened) == (1, 1)
    assert dialog.trouble.text() == "The camera cannot be used."
    assert not dialog.shoot_button.isEnabled()
    dialog.choice.setCurrentIndex(0)
    dialog.shoot_button.click()
    settle()
    assert (front.opened, front.closed, back.closed) == (2, 2, 1)
    assert adding.dialog is None
    (image,) = tab.pictures.images.composer.images
    assert image.name.startswith("Camera ")
    assert image.size == (60, 60)
    assert kept(context) == [image.path]
    tab.pictures.side.camera_button.click()
    assert adding.dialog is not None
    adding.dialog.reject()
    assert front.opened == front.closed == 3


def test_no_camera_is_one_sentence(tab: ImageQaTab) -> None:
    with pytest.raises(NoCamera):
        known_cameras()  # there is none where tests run
    tab.pictures.side.drop.camera_button.click()
    assert tab.pictures.adding.dialog is None
    words = tab.pictures.strip.words
    assert words.startswith("No camera ")
    assert words.count(".") <= 2


def test_the_screen_is_taken_without_the_window(
    tab: ImageQaTab, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def grab() -> QImage:
        seen.append(tab.window().isMinimized())
        return image_of("purple", 50)

    screen = tab.pictures.adding.screen
    monkeypatch.setattr(screen, "grab", grab)
    with qtbot.waitSignal(screen.taken, timeout=10_000):
        tab.pictures.side.drop.screen_button.click()
    settle()
    assert seen == [True]
    assert not tab.window().isMinimized()
    (image,) = tab.pictures.images.composer.images
    assert image.name.startswith("Screen ")
    monkeypatch.setattr(screen, "grab", QImage)
    with qtbot.waitSignal(screen.refused, timeout=10_000):
        tab.pictures.side.screen_button.click()
    assert "gave no picture of the screen" in tab.pictures.strip.words


def test_wayland_is_told(tab: ImageQaTab, monkeypatch: pytest.MonkeyPatch) -> None:
    on_wayland = SimpleNamespace(platformName=lambda: "wayland-egl")
    monkeypatch.setattr(screens, "QGuiApplication", on_wayland)
    tab.pictures.side.drop.screen_button.click()
    assert "Wayland" in tab.pictures.strip.words
    assert not tab.window().isMinimized()
