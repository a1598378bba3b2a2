"""The divider, the locked zoom and the three ways to compare."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSizeF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.widgets.compare import CompareMode, CompareView
from app.widgets.picture_source import ImageSource
from tests.app.widgets.pictures import (
    BLUE,
    GREEN,
    RED,
    color_at,
    marked,
    near,
    plain,
    settle,
    shown,
    turn_wheel,
)


def _both_there(view: CompareView) -> bool:
    return not view.after.size.isEmpty() and not view.before.size.isEmpty()


@pytest.fixture
def compare(qtbot: Any) -> CompareView:
    """Red 200 × 100 before, blue 800 × 400 after."""
    view = CompareView()
    shown(qtbot, view, 900, 600)
    view.open(ImageSource(plain(200, 100, RED)), ImageSource(plain(800, 400, BLUE)))
    settle(
        qtbot, lambda: view.viewport.scene == QSizeF(800, 400) and not view.before.size.isEmpty()
    )
    return view


def _left(view: CompareView) -> QPointF:
    return QPointF(view.canvas.divider() - 60, view.canvas.height() / 2)


def _right(view: CompareView) -> QPointF:
    return QPointF(view.canvas.divider() + 60, view.canvas.height() / 2)


def _shows(view: CompareView, place: QPointF, color: Any) -> bool:
    return near(color_at(view.canvas, place.x(), place.y()), color)


def test_left_of_the_divider_is_before_and_right_of_it_after(compare: CompareView) -> None:
    assert _shows(compare, _left(compare), RED)
    assert _shows(compare, _right(compare), BLUE)


def test_the_divider_is_dragged_by_mouse_to_the_pixel(compare: CompareView) -> None:
    handle = compare.canvas.handle
    grip = QPoint(handle.width() // 2, handle.height() // 2)
    start = compare.canvas.divider()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(handle, grip + QPoint(-137, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=grip)
    assert compare.canvas.divider() == pytest.approx(start - 137, abs=1)
    assert _shows(compare, QPointF(start - 30, 300), BLUE)
    assert handle.geometry().center().x() == pytest.approx(start - 137, abs=2)


def test_the_divider_moves_by_arrow_keys_and_is_a_slider_to_screen_readers(
    compare: CompareView,
) -> None:
    handle = compare.canvas.handle
    handle.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_Right)
    QTest.keyClick(handle, Qt.Key.Key_Right)
    assert handle.share == pytest.approx(0.52)
    QTest.keyClick(handle, Qt.Key.Key_PageDown)
    assert handle.share == pytest.approx(0.42)
    QTest.keyClick(handle, Qt.Key.Key_Home)
    assert compare.canvas.divider() == 0
    reader = QAccessible.queryAccessibleInterface(handle)
    assert reader.role() == QAccessible.Role.Slider
    assert "before and after" in reader.text(QAccessible.Text.Name)
    assert reader.text(QAccessible.Text.Value) == "0"


@pytest.mark.parametrize(("key", "share"), [(Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 1)])
def test_the_grip_stays_whole_at_the_ends(compare: CompareView, key: Qt.Key, share: int) -> None:
    canvas, handle = compare.canvas, compare.canvas.handle
    handle.setFocus()
    QTest.keyClick(handle, key)
    assert canvas.divider() == share * canvas.width()
    assert canvas.rect().contains(handle.geometry())
    # From there it follows the mouse as from anywhere else.
    grip = QPoint(handle.width() // 2, handle.height() // 2)
    inwards = 100 if share == 0 else -100
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(handle, grip + QPoint(inwards, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=grip)
    assert canvas.divider() == pytest.approx(share * canvas.width() + inwards, abs=1)


def test_both_pictures_stay_on_the_same_spot_at_any_zoom(qtbot: Any) -> None:
    """The same mark, drawn at 1x in before and at 4x in after, meets at the divider."""
    view = CompareView()
    shown(qtbot, view, 900, 600)
    spot = QRect(90, 40, 20, 20)
    larger = QRect(360, 160, 80, 80)
    view.open(
        ImageSource(marked(200, 100, spot, GREEN)), ImageSource(marked(800, 400, larger, GREEN))
    )
    settle(
        qtbot, lambda: view.viewport.scene == QSizeF(800, 400) and not view.before.size.isEmpty()
    )
    for notches in (1, 2, 1, -1):
        turn_wheel(view.canvas, QPointF(430, 270), notches)
        corner = view.canvas.position_of(QPointF(360, 160))
        far = view.canvas.position_of(QPointF(440, 240))
        middle = QPointF((corner.x() + far.x()) / 2, (corner.y() + far.y()) / 2)
        for share in (0.02, 0.98):
            view.canvas.handle.set_share(share)
            assert _shows(view, middle, GREEN)
            for outside in (QPointF(corner.x() - 8, middle.y()), QPointF(far.x() + 8, middle.y())):
                assert not _shows(view, outside, GREEN)
            for inside in (QPointF(corner.x() + 8, middle.y()), QPointF(far.x() - 8, middle.y())):
                assert _shows(view, inside, GREEN)


def test_side_by_side_shares_zoom_and_place(compare: CompareView) -> None:
    compare.focus_canvas()
    QTest.keyClick(compare.canvas, Qt.Key.Key_D)
    assert compare.mode is CompareMode.SIDE_BY_SIDE
    pointer = QPointF(120, 200)
    turn_wheel(compare.left, pointer, 4)
    first, second = compare.left.scene_at(pointer), compare.right.scene_at(pointer)
    assert first.x() == pytest.approx(second.x(), abs=2)
    assert first.y() == pytest.approx(second.y(), abs=2)
    assert near(color_at(compare.left, 200, 250), RED)
    assert near(color_at(compare.right, 200, 250), BLUE)
    QTest.keyClick(compare.left, Qt.Key.Key_S)
    assert compare.mode is CompareMode.SLIDER


def test_holding_b_shows_before_everywhere_and_keeps_the_focus(compare: CompareView) -> None:
    handle = compare.canvas.handle
    handle.setFocus()
    middle = QPointF(compare.canvas.divider(), compare.canvas.height() / 2)
    QTest.keyPress(handle, Qt.Key.Key_B)
    assert _shows(compare, _right(compare), RED)
    assert _shows(compare, middle, RED)
    assert handle.hasFocus()
    QTest.keyRelease(handle, Qt.Key.Key_B)
    assert _shows(compare, _right(compare), BLUE)
    assert not _shows(compare, middle, RED)
    compare.set_mode(CompareMode.SIDE_BY_SIDE)
    QTest.keyPress(compare.left, Qt.Key.Key_B)
    assert near(color_at(compare.right, 200, 250), RED)
    QTest.keyRelease(compare.left, Qt.Key.Key_B)
    assert near(color_at(compare.right, 200, 250), BLUE)


def test_the_button_for_before_works_while_pressed(compare: CompareView) -> None:
    QTest.mousePress(compare.hold_button, Qt.MouseButton.LeftButton)
    assert _shows(compare, _right(compare), RED)
    QTest.mouseRelease(compare.hold_button, Qt.MouseButton.LeftButton)
    assert _shows(compare, _right(compare), BLUE)


def test_zooming_with_the_wheel_over_the_divider(compare: CompareView) -> None:
    zoom = compare.viewport.zoom
    turn_wheel(compare.canvas.handle, QPointF(10, 100), 1)
    assert compare.viewport.zoom > zoom


def test_a_source_alone_has_no_divider_and_a_result_keeps_the_place(qtbot: Any) -> None:
    view = CompareView()
    shown(qtbot, view, 900, 600)
    view.open(ImageSource(plain(200, 100, RED)), None)
    settle(qtbot, lambda: view.viewport.scene == QSizeF(200, 100))
    assert not view.canvas.handle.isVisible()
    assert not view.side_button.isVisible()
    view.viewport.zoom_to(8.0, QPointF(50, 25))
    spot = view.canvas.scene_at(QPointF(450, 250))
    view.set_after(ImageSource(plain(800, 400, BLUE)))
    settle(qtbot, lambda: view.viewport.scene == QSizeF(800, 400))
    assert view.viewport.zoom == pytest.approx(2.0)
    same = view.canvas.scene_at(QPointF(450, 250))
    assert same.x() == pytest.approx(spot.x() * 4, abs=2)
    assert view.canvas.handle.isVisible()


def test_captions_name_both_and_their_sizes(compare: CompareView) -> None:
    assert compare.canvas.captions == ("Before  200 × 100", "After  800 × 400")


def test_every_button_says_what_it_does(compare: CompareView) -> None:
    for button in (
        compare.slider_button,
        compare.side_button,
        compare.hold_button,
        compare.zoom_bar.fit,
        compare.zoom_bar.actual,
    ):
        assert button.toolTip().endswith(")")
    QTest.mouseClick(compare.zoom_bar.actual, Qt.MouseButton.LeftButton)
    assert compare.viewport.zoom == 1.0
    assert compare.zoom_bar.percent.text() == "100 %"
