"""Results of one crop come one by one and move together."""

from typing import Any

import pytest
from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtTest import QTest

from app.widgets.crop_comparison import CropComparison, CropEntry, short_duration
from app.widgets.picture_source import ImageSource
from tests.app.widgets.pictures import (
    BLUE,
    GREEN,
    RED,
    color_at,
    near,
    plain,
    settle,
    shown,
    turn_wheel,
)

ENTRIES = [CropEntry("a", "Alpha"), CropEntry("b", "Beta", "Non-commercial"), CropEntry("c", "C")]


@pytest.fixture
def grid(qtbot: Any) -> CropComparison:
    grid = CropComparison()
    shown(qtbot, grid, 900, 700)
    grid.begin(ENTRIES, ImageSource(plain(64, 64, RED)))
    return grid


def test_results_appear_one_by_one(grid: CropComparison, qtbot: Any) -> None:
    settle(qtbot, lambda: grid.viewport.scene == QSizeF(64, 64))
    assert grid.card("a").note.text() == "Waiting for its turn"
    grid.set_progress("a", 0.5, "Running Alpha")
    assert grid.card("a").bar.isVisible()
    grid.set_result("a", ImageSource(plain(256, 256, GREEN)), 3.21)
    settle(qtbot, lambda: grid.viewport.scene == QSizeF(256, 256))
    card = grid.card("a")
    assert card.details.text() == "3.2 s  ·  256 × 256"
    assert near(color_at(card.view, card.view.width() / 2, card.view.height() / 2), GREEN)
    assert not grid.card("b").use.isEnabled()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "< 0.1 s"),
        (0.049, "< 0.1 s"),
        (0.1, "0.1 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (59, "59 s"),
        (200, "3 min"),
    ],
)
def test_no_trial_takes_no_time(seconds: float, words: str) -> None:
    assert short_duration(seconds) == words


def test_the_time_of_a_trial_is_on_its_card(grid: CropComparison, qtbot: Any) -> None:
    grid.set_result("a", ImageSource(plain(256, 256, GREEN)), 0.02)
    settle(qtbot, lambda: grid.viewport.scene == QSizeF(256, 256))
    assert grid.card("a").details.text() == "< 0.1 s  ·  256 × 256"


def test_all_move_together_though_their_sizes_differ(grid: CropComparison, qtbot: Any) -> None:
    grid.set_result("a", ImageSource(plain(256, 256, GREEN)), 1)
    grid.set_result("b", ImageSource(plain(128, 128, BLUE)), 1)
    settle(qtbot, lambda: all(grid.card(k).view.isVisible() for k in ("", "a", "b")))
    pointer = QPointF(60, 60)
    turn_wheel(grid.card("a").view, pointer, 3)
    points = [grid.card(key).view.scene_at(pointer) for key in ("", "a", "b")]
    for point in points[1:]:
        assert point.x() == pytest.approx(points[0].x(), abs=2)
        assert point.y() == pytest.approx(points[0].y(), abs=2)


def test_use_this_model(grid: CropComparison, qtbot: Any) -> None:
    grid.set_result("b", ImageSource(plain(256, 256, BLUE)), 1)
    button = grid.card("b").use
    assert button.accessibleName() == "Use Beta"
    with qtbot.waitSignal(grid.chosen) as chosen:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["b"]


def test_failures_and_licences_are_words(grid: CropComparison) -> None:
    grid.set_failed("c", "There is not enough memory.")
    assert grid.card("c").note.text() == "Failed: There is not enough memory."
    assert grid.card("b").badge.text() == "Non-commercial"
    assert not grid.card("a").badge.isVisible()
    assert not grid.card("").use.isVisible()


def test_beginning_again_empties_the_grid(grid: CropComparison, qtbot: Any) -> None:
    grid.set_result("a", ImageSource(plain(256, 256, GREEN)), 1)
    grid.begin([CropEntry("z", "Zeta")])
    qtbot.wait(50)
    with pytest.raises(KeyError):
        grid.card("a")
    assert grid.card("z").isVisible()
