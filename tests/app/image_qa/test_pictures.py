"""The picture beside the conversation: looked at, gone through, and asked about in part."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.image_qa.picture_side import PictureSide
from app.image_qa.tab import ImageQaTab
from pipelines.language.images import Region
from tests.app.image_qa.conftest import Say, Settle
from tests.language_fakes import FakeEngine

REGION_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Show = Callable[..., PictureSide]


@pytest.fixture
def show(tab: ImageQaTab, settle: Settle, qtbot: QtBot) -> Show:
    """Add pictures and wait until the last of them is seen."""

    def do(*paths: Path) -> PictureSide:
        tab.pictures.chat.attach(paths)
        settle()
        side = tab.pictures.side
        qtbot.waitUntil(lambda: not side.view.pyramid.size.isEmpty(), timeout=20_000)
        qtbot.waitUntil(lambda: not side._background.busy, timeout=20_000)
        return side

    return do


def drag(side: PictureSide, area: QRect) -> None:
    """With the mouse over the picture, from corner to corner of `area` in its pixels."""
    view = side.view
    corners = QRectF(area)
    first = view.position_of(corners.topLeft()).toPoint()
    last = view.position_of(corners.bottomRight()).toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(view, (first + last) / 2)
    QTest.mouseMove(view, last)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last)


def test_without_pictures_there_are_ways_to_add_one(tab: ImageQaTab) -> None:
    side = tab.pictures.side
    assert side.stack.currentIndex() == 0
    shown = (side.drop.browse_button, side.drop.paste_button, side.drop.screen_button)
    assert all(button.isVisible() for button in shown)
    assert not side.drop.folder_button.isVisible()


def test_a_picture_is_zoomed_and_moved_by_keys(show: Show, photo: Path) -> None:
    side = show(photo)
    view = side.view
    assert side.viewport.fitting
    QTest.keyClick(view, Qt.Key.Key_1)
    assert side.viewport.zoom == 1.0
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert side.viewport.zoom == 1.25
    before = side.viewport.center
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert side.viewport.center.x() > before.x()
    QTest.keyClick(view, Qt.Key.Key_0)
    assert side.viewport.fitting
    assert "Plus and minus zoom" in view.accessibleDescription()


def test_dragging_moves_the_picture_until_a_region_is_wanted(show: Show, photo: Path) -> None:
    side = show(photo)
    side.viewport.zoom_to(2.0)
    before = side.viewport.center
    drag(side, QRect(200, 200, 40, 40))
    assert side.viewport.center != before
    assert side.view.crop.isNull()


def test_arrow_keys_go_through_the_pictures(
    tab: ImageQaTab, show: Show, say: Say, photo: Path, cat: Path
) -> None:
    side = show(photo)
    assert not side.strip.isVisible()
    say(tab, "What is it?")
    show(cat)
    assert side.strip.isVisible()
    assert "\nnew" not in side.strip.item(0).text()
    assert side.strip.item(1).text() == "cat.png\nnew"
    assert side.image is not None
    assert side.image.name == "cat.png"
    QTest.keyClick(side.strip, Qt.Key.Key_Left)
    assert side.image.name == "astronaut.jpg"
    assert side.view.accessibleName() == "Picture astronaut.jpg"
    QTest.keyClick(tab.pictures, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert side.image.name == "cat.png"
    spoken = side.strip.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "cat.png, 451 × 300 pixels, goes with the next message"


def test_a_region_drawn_by_mouse_goes_along(
    tab: ImageQaTab, show: Show, say: Say, settle: Settle, engine: FakeEngine, photo: Path
) -> None:
    side = show(photo)
    say(tab, "Who is it?")
    side.region_button.click()
    assert not side.take_button.isEnabled()
    drag(side, QRect(120, 330, 100, 90))
    area = side.view.crop
    assert abs(area.x() - 120) <= 2
    assert abs(area.width() - 100) <= 3
    side.take_button.click()
    (item,) = tab.pictures.images.composer.images
    region = Region(area.x(), area.y(), area.width(), area.height())
    assert item.region == region
    (chip,) = tab.pictures.images.composer.pictures.chips
    assert chip.button.accessibleName().startswith("Show Region of astronaut.jpg")
    assert chip.button.text().startswith("Region of ")
    assert not side.view.drawing
    assert side.view.crop == area  # it stays to be seen
    say(tab, "What is on the patch?")
    asked = engine.requests[-1].messages[-1]
    assert [image.region for image in asked.images] == [region]
    assert asked.images[0].pixels.shape == (region.height, region.width, 3)
    assert len(side.strip.images) == 1  # a part of one is no other picture


def test_a_region_drawn_by_keys_is_sent_with_the_question(
    tab: ImageQaTab, show: Show, say: Say, engine: FakeEngine, photo: Path
) -> None:
    side = show(photo)
    QTest.keyClick(tab.pictures, Qt.Key.Key_D, REGION_KEYS)
    view = side.view
    assert view.drawing
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.crop.size().width() == 128
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    area = view.crop
    assert (area.x(), area.height()) == (256 - 64 - 8, 136)
    say(tab, "What is here?")  # without pressing the button first
    regions = [image.region for image in engine.requests[-1].images]
    assert regions == [None, Region(area.x(), area.y(), area.width(), area.height())]
    QTest.keyClick(tab.pictures, Qt.Key.Key_D, REGION_KEYS)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert tab.pictures.images.composer.images[0].region is not None
    QTest.keyClick(tab.pictures, Qt.Key.Key_D, REGION_KEYS)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.drawing


def test_a_region_is_drawn_again_when_its_message_is_pressed(
    tab: ImageQaTab, show: Show, say: Say, qtbot: QtBot, photo: Path, cat: Path
) -> None:
    side = show(photo)
    side.region_button.click()
    side.view.set_crop(QRect(120, 330, 100, 90))
    say(tab, "What is on the patch?")
    show(cat)
    assert side.view.crop.isNull()
    transcript = tab.pictures.images.transcript
    message = transcript.view_of(tab.talk.turns[0].id)
    assert message is not None
    assert message.pictures is not None
    QTest.mouseClick(message, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    qtbot.waitUntil(lambda: side.view.crop == QRect(120, 330, 100, 90), timeout=20_000)
    assert side.image is not None
    assert side.image.name == "astronaut.jpg"
    whole, part = message.pictures.buttons
    assert part.accessibleName() == "Show Region of astronaut.jpg, 100 × 90 pixels"
    whole.click()
    assert side.view.crop.isNull()
    part.click()
    assert side.view.crop == QRect(120, 330, 100, 90)
    assert not side.view.shows_grips


def test_chips_are_taken_off_again(tab: ImageQaTab, show: Show, photo: Path, cat: Path) -> None:
    side = show(photo, cat)
    chips = tab.pictures.images.composer.pictures.chips
    assert chips[0].away.accessibleName() == "Remove astronaut.jpg"
    chips[0].away.click()
    assert [image.name for image in side.strip.images] == ["cat.png"]
    tab.pictures.images.composer.pictures.chips[0].away.click()
    assert side.stack.currentIndex() == 0
    assert side.image is None


def test_small_versions_show_what_is_meant(
    tab: ImageQaTab, show: Show, qtbot: QtBot, photo: Path
) -> None:
    side = show(photo)
    side.region_button.click()
    side.view.set_crop(QRect(120, 330, 100, 90))
    side.take_region()
    image = tab.pictures.images.composer.images[-1]
    qtbot.waitUntil(lambda: not tab.thumbnails.busy, timeout=20_000)
    small = tab.thumbnails.of(image.path, image.region)
    assert small is not None
    assert (small.width(), small.height()) == (100, 90)
    whole = tab.thumbnails.of(image.path)
    assert whole is not None
    assert max(whole.width(), whole.height()) == 192
    spot = whole.pixelColor(QPointF(168, 150).toPoint() * 192 / 512)
    assert spot.isValid()


def test_a_narrow_page_has_the_picture_above(tab: ImageQaTab, show: Show, photo: Path) -> None:
    show(photo)
    splitter = tab.pictures.splitter
    assert splitter.orientation() is Qt.Orientation.Horizontal
    tab.list_button.click()
    tab.panel_button.setChecked(True)
    tab.resize(980, 700)
    tab.panel_button.setChecked(True)
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    assert splitter.orientation() is Qt.Orientation.Vertical
    assert tab.pictures.side.view.height() >= 90
    assert tab.pictures.images.composer.send_button.isVisible()
