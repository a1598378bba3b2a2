"""Zoom, pan and pixels of the picture view, with real events and real colours."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from app.widgets.picture_source import ImageSource
from app.widgets.picture_view import PictureView
from app.widgets.viewport import LARGEST_ZOOM, Viewport
from tests.app.widgets.pictures import (
    BLUE,
    GREEN,
    RED,
    SlowSource,
    color_at,
    marked,
    near,
    plain,
    settle,
    shown,
    turn_wheel,
)


@pytest.fixture
def view(qtbot: Any) -> PictureView:
    view = PictureView()
    shown(qtbot, view)
    with qtbot.waitSignal(view.shown):
        view.open(ImageSource(marked(1600, 800, QRect(400, 200, 40, 40))))
    return view


def test_fits_at_first_and_again_after_resizing(view: PictureView, qtbot: Any) -> None:
    assert view.viewport.fitting
    assert view.viewport.zoom == pytest.approx(640 / 1600)
    view.resize(320, 240)
    qtbot.waitUntil(lambda: view.viewport.zoom == pytest.approx(320 / 1600))
    assert view.scene_place().width() == pytest.approx(320)


def test_a_marked_spot_is_painted_where_the_scene_says(view: PictureView) -> None:
    here = view.position_of(QPointF(420, 220))
    assert near(color_at(view, here.x(), here.y()), GREEN)


@pytest.mark.parametrize("notches", [0.25, 1.0, 3.0, -0.5])
def test_the_wheel_keeps_the_point_under_the_pointer(view: PictureView, notches: float) -> None:
    view.viewport.zoom_to(1.0, QPointF(800, 400))
    pointer = QPointF(420, 190)
    before = view.scene_at(pointer)
    zoom = view.viewport.zoom
    turn_wheel(view, pointer, notches)
    assert view.viewport.zoom == pytest.approx(zoom * 2 ** (notches / 2))
    after = view.scene_at(pointer)
    assert abs(after.x() - before.x()) < 1.0
    assert abs(after.y() - before.y()) < 1.0


def test_keys_zoom_and_fit(view: PictureView) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.viewport.zoom == 1.0
    QTest.keyClick(view, Qt.Key.Key_2)
    assert view.viewport.zoom == 2.0
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.viewport.zoom == pytest.approx(2.5)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.viewport.zoom == pytest.approx(2.0)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.viewport.fitting


def test_arrow_keys_and_drags_move_the_picture(view: PictureView) -> None:
    view.viewport.zoom_to(2.0, QPointF(800, 400))
    start = view.viewport.center
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.viewport.center.x() == pytest.approx(start.x() + 32)
    grabbed = view.scene_at(QPointF(300, 200))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    QTest.mouseMove(view, QPoint(340, 230))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(340, 230))
    now = view.scene_at(QPointF(340, 230))
    assert now.x() == pytest.approx(grabbed.x(), abs=1)
    assert now.y() == pytest.approx(grabbed.y(), abs=1)


def test_the_picture_cannot_be_lost_nor_zoomed_without_end(view: PictureView) -> None:
    for _ in range(80):
        QTest.keyClick(view, Qt.Key.Key_Plus)
        view.viewport.pan(QPointF(9999, 9999))
    assert view.viewport.zoom == LARGEST_ZOOM
    assert view.scene_place().topLeft().x() <= 1
    assert view.scene_at(QPointF(0, 0)).x() >= -1
    for _ in range(80):
        QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.scene_place().width() >= 100


def test_pixels_are_squares_beyond_300_percent_and_smooth_before(qtbot: Any) -> None:
    image = plain(8, 8, QColor("black"))
    for y in range(8):
        for x in range(4, 8):
            image.setPixelColor(x, y, QColor("white"))
    view = PictureView()
    shown(qtbot, view, 200, 200)
    with qtbot.waitSignal(view.shown):
        view.open(ImageSource(image))

    def shades(zoom: float) -> set[int]:
        view.viewport.zoom_to(zoom)
        picture = view.grab().toImage()
        place = view.scene_place()
        middle = int(place.center().y() * picture.devicePixelRatio())
        inside = range(int(place.left()) + 4, int(place.right()) - 4)
        return {picture.pixelColor(x, middle).red() for x in inside}

    assert shades(16.0) == {0, 255}
    assert len(shades(3.0)) > 2


def test_transparent_parts_show_a_chequerboard(qtbot: Any) -> None:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    view = PictureView()
    shown(qtbot, view, 128, 128)
    with qtbot.waitSignal(view.shown):
        view.open(ImageSource(image))
    picture = view.grab().toImage()
    seen = {picture.pixelColor(x, 64).name() for x in range(8, 120)}
    assert len(seen) == 2


def test_a_huge_picture_never_blocks_and_gets_sharp_later(qtbot: Any) -> None:
    source = SlowSource(QSize(40_000, 30_000))
    view = PictureView()
    shown(qtbot, view)
    with qtbot.waitSignal(view.shown):
        view.open(source)
    assert near(color_at(view, 320, 240), RED)
    assert source.asked == []
    view.viewport.zoom_to(1.0, QPointF(20_000, 15_000))
    assert near(color_at(view, 320, 240), RED)
    settle(qtbot, lambda: bool(source.asked))
    area = source.asked[0]
    assert area.contains(20_000, 15_000)
    assert area.width() < 4000
    # Not waiting: keys are obeyed and the preview is painted while the region is being read.
    view.viewport.pan(QPointF(10, 0))
    assert near(color_at(view, 320, 240), RED)
    source.gate.set()
    settle(qtbot, lambda: view.pyramid.sharp)
    assert near(color_at(view, 320, 240), BLUE)
    assert threading.get_ident() not in source.threads


def test_a_huge_picture_at_half_size_is_reduced_before_it_is_kept(qtbot: Any) -> None:
    source = SlowSource(QSize(60_000, 60_000))
    source.gate.set()
    view = PictureView()
    shown(qtbot, view)
    with qtbot.waitSignal(view.shown):
        view.open(source)
    view.viewport.zoom_to(0.125)
    view.grab()
    settle(qtbot, lambda: bool(source.asked) and view.pyramid.sharp)
    assert view.pyramid._patch is not None
    assert view.pyramid._patch.step == 8
    assert view.pyramid._patch.image.width() <= 2000


def test_an_unreadable_picture_is_told(qtbot: Any) -> None:
    class Broken(ImageSource):
        def preview(self, max_side: int) -> Any:
            raise ValueError("no picture")

    view = PictureView()
    shown(qtbot, view)
    with qtbot.waitSignal(view.failed) as told:
        view.open(Broken(plain(4, 4, RED)))
    assert isinstance(told.args[0], ValueError)


def test_only_the_last_of_quickly_opened_pictures_is_shown(qtbot: Any) -> None:
    view = PictureView()
    shown(qtbot, view)
    for color in (RED, GREEN, RED, BLUE):
        view.open(ImageSource(plain(100, 100, color)))
    settle(qtbot, lambda: near(color_at(view, 320, 240), BLUE))
    qtbot.wait(50)
    assert near(color_at(view, 320, 240), BLUE)


def test_a_larger_scene_keeps_the_spot_in_view() -> None:
    viewport = Viewport()
    viewport.set_view(QSizeF(400, 400))
    viewport.set_scene(QSizeF(1000, 1000))
    viewport.zoom_to(1.0, QPointF(500, 500))
    viewport.set_scene(QSizeF(4000, 4000))
    assert viewport.center == QPointF(2000, 2000)
    assert viewport.zoom == pytest.approx(0.25)


def test_is_named_for_screen_readers(view: PictureView) -> None:
    assert view.accessibleName()
    assert "100 %" in view.accessibleDescription()
