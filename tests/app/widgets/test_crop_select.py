"""Drawing, moving and resizing a crop by mouse and by keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtTest import QTest

from app.widgets.crop_select import CropSelect
from app.widgets.crop_shape import SMALLEST, CropShape, Grip
from app.widgets.picture_source import ImageSource
from tests.app.widgets.pictures import RED, color_at, near, plain, shown

BOUNDS = QSize(600, 400)


@pytest.fixture
def select(qtbot: Any) -> CropSelect:
    view = CropSelect()
    shown(qtbot, view, 600, 400)
    with qtbot.waitSignal(view.shown):
        view.open(ImageSource(plain(600, 400, RED)))
    view.viewport.zoom_to(1.0)
    return view


def _drag(view: CropSelect, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_drawing_gives_the_dragged_pixels(select: CropSelect, qtbot: Any) -> None:
    with qtbot.waitSignal(select.crop_changed):
        _drag(select, QPoint(100, 80), QPoint(260, 200))
    assert select.crop == QRect(100, 80, 160, 120)
    assert "160 × 120" in select.accessibleDescription()


def test_drawing_backwards_and_out_of_the_picture(select: CropSelect) -> None:
    _drag(select, QPoint(100, 80), QPoint(-50, -50))
    assert select.crop == QRect(0, 0, 100, 80)


def test_a_tiny_drag_gives_the_smallest_crop_and_a_click_none(select: CropSelect) -> None:
    QTest.mouseClick(select, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert select.crop.isNull()
    _drag(select, QPoint(100, 80), QPoint(105, 84))
    assert select.crop.size() == QSize(SMALLEST, SMALLEST)


def test_dragging_inside_moves_and_at_a_corner_resizes(select: CropSelect) -> None:
    _drag(select, QPoint(100, 80), QPoint(260, 200))
    _drag(select, QPoint(180, 140), QPoint(200, 150))
    assert select.crop == QRect(120, 90, 160, 120)
    _drag(select, QPoint(280, 210), QPoint(300, 260))
    assert select.crop == QRect(120, 90, 180, 170)
    _drag(select, QPoint(120, 150), QPoint(100, 150))
    assert select.crop == QRect(100, 90, 200, 170)


def test_outside_is_dimmed_and_inside_is_not(select: CropSelect) -> None:
    select.set_crop(QRect(200, 100, 200, 200))
    assert near(color_at(select, 300, 150), RED)
    assert color_at(select, 50, 50).red() < RED.red() * 0.7


def test_everything_by_keyboard(select: CropSelect) -> None:
    select.setFocus()
    QTest.keyClick(select, Qt.Key.Key_Return)
    assert select.crop == QRect(236, 136, 128, 128)
    QTest.keyClick(select, Qt.Key.Key_Left)
    assert select.crop.x() == 228
    QTest.keyClick(select, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert select.crop.y() == 137
    QTest.keyClick(select, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert select.crop.width() == 136
    shift_ctrl = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(select, Qt.Key.Key_Up, shift_ctrl)
    assert select.crop.height() == 127
    QTest.keyClick(select, Qt.Key.Key_Escape)
    assert select.crop.isNull()


def test_space_drag_moves_the_picture_not_the_crop(select: CropSelect) -> None:
    select.viewport.zoom_to(2.0, QPointF(300, 200))
    center = select.viewport.center
    QTest.keyPress(select, Qt.Key.Key_Space)
    _drag(select, QPoint(300, 200), QPoint(260, 200))
    QTest.keyRelease(select, Qt.Key.Key_Space)
    assert select.crop.isNull()
    assert select.viewport.center.x() == pytest.approx(center.x() + 20, abs=1)


def test_a_crop_keeps_its_pixels_when_zooming(select: CropSelect) -> None:
    select.set_crop(QRect(200, 100, 64, 64))
    select.viewport.zoom_to(4.0, QPointF(230, 130))
    assert select.crop == QRect(200, 100, 64, 64)


def test_another_picture_has_no_crop(select: CropSelect, qtbot: Any) -> None:
    select.set_crop(QRect(200, 100, 64, 64))
    with qtbot.waitSignal(select.shown):
        select.open(ImageSource(plain(300, 300, RED)))
    assert select.crop.isNull()


@pytest.mark.parametrize("grip", [Grip.LEFT, Grip.RIGHT, Grip.TOP, Grip.BOTTOM, Grip.ALL])
@pytest.mark.parametrize("far", [QPointF(9999, 9999), QPointF(-9999, -9999)])
def test_no_drag_leaves_the_picture_or_goes_below_the_smallest(grip: Grip, far: QPointF) -> None:
    shape = CropShape(QRect(100, 100, 50, 60), BOUNDS).dragged(grip, far)
    assert QRect(0, 0, 600, 400).contains(shape.rect)
    assert shape.rect.width() >= SMALLEST
    assert shape.rect.height() >= SMALLEST
    if grip == Grip.ALL:
        assert shape.rect.size() == QSize(50, 60)


def test_a_picture_smaller_than_the_smallest_crop() -> None:
    shape = CropShape.between(QPointF(2, 2), QPointF(5, 5), QSize(10, 8))
    assert shape.rect == QRect(0, 0, 10, 8)
