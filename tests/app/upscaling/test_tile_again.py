"""One tile of a finished redraw is drawn again, with other words or another seed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.upscaling.tab import UpscalingTab
from app.upscaling.tile_dialog import TileDialog
from pipelines.redrawing.recipe import Drawing
from tests.app.upscaling.conftest import MakeTab
from tests.app.upscaling.doing import put_in, run, save
from tests.app.upscaling.redraw_fake import RedrawScript

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


def by_prompt(seen: "Pixels", drawing: Drawing) -> "Pixels":
    color = (30, 200, 30) if drawing.prompt == "moss" else (200, 30, 30)
    return np.broadcast_to(np.array(color, np.uint8), seen.shape).copy()


@pytest.fixture
def script() -> RedrawScript:
    return RedrawScript(draw=by_prompt)


@pytest.fixture
def tab(make_tab: MakeTab, script: RedrawScript, qtbot: QtBot, tmp_path: Path) -> UpscalingTab:
    """After a redraw in 3 x 2 tiles of 64 pixels."""
    tab = make_tab(script.spec())
    assert tab.panel.form is not None
    small = {"tile_width": 64, "tile_height": 64, "tile_padding": 0, "mask_blur": 0}
    tab.panel.form.set_values({**small, "denoise": 0.4, "upscaler": "None", "upscale_by": 0.25})
    put_in(tab, qtbot, save(tmp_path / "tiled.png", "teal", 768, 512))
    assert not tab.viewer.tile_button.isVisible()
    run(tab, qtbot)
    qtbot.waitUntil(lambda: not tab.redraws.board.filling)
    assert tab.viewer.tile_button.isVisible()
    return tab


def dialog(tab: UpscalingTab, qtbot: QtBot) -> TileDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), TileDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, TileDialog)
    return found


def pixels_of(path: Path | None) -> "Pixels":
    assert path is not None
    with Image.open(path) as file:
        return np.asarray(file.convert("RGB"))


def by_pointer(tab: UpscalingTab) -> None:
    QTest.mouseClick(tab.viewer.tile_button, Qt.MouseButton.LeftButton)
    canvas = tab.viewer.compare.canvas
    place = canvas.scene_place()
    at = QPointF(place.x() + place.width() * 5 / 6, place.y() + place.height() * 3 / 4).toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(at))


def by_keys(tab: UpscalingTab) -> None:
    QTest.keyClick(tab.viewer.tile_button, Qt.Key.Key_Space)
    canvas = tab.viewer.compare.canvas
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, Qt.Key.Key_Return)


@pytest.mark.parametrize("choose", [by_pointer, by_keys])
def test_a_tile_is_chosen_and_drawn_again(
    choose: Callable[[UpscalingTab], None],
    tab: UpscalingTab,
    script: RedrawScript,
    qtbot: QtBot,
) -> None:
    first = tab.viewer.result
    before = pixels_of(first)
    choose(tab)
    asked = dialog(tab, qtbot)
    assert asked.windowTitle() == "Draw tile 6 of 6 again"
    assert asked.prompt.toPlainText() == "Hey! Have a nice day :D"
    seed = asked.seed.text()
    QTest.mouseClick(asked.dice, Qt.MouseButton.LeftButton)
    assert asked.seed.text() != seed
    asked.seed.setText("12")
    asked.prompt.setPlainText("moss")
    script.drawn.clear()
    QTest.mouseClick(asked.draw_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    assert script.drawn == [((0, 5), "moss", 12)]
    assert tab.viewer.result != first
    after = pixels_of(tab.viewer.result)
    assert (after[64:, 128:] == (30, 200, 30)).all()
    assert (after[:64] == before[:64]).all()
    assert (after[:, :128] == before[:, :128]).all()
    assert not tab.viewer.tile_button.isChecked()
    # And another one, after it.
    qtbot.waitUntil(lambda: tab.viewer.tile_button.isVisible())


def test_the_grid_lies_over_the_source_as_well(tab: UpscalingTab, qtbot: QtBot) -> None:
    canvas = tab.viewer.compare.canvas
    place = canvas.scene_place()
    left = place.toRect().adjusted(2, 2, -int(place.width() * 0.6), -2)
    bare = canvas.grab(left).toImage()
    tab.viewer.tile_button.click()
    assert canvas.grab(left).toImage() != bare


def test_escape_takes_the_grid_away(tab: UpscalingTab, qtbot: QtBot) -> None:
    canvas = tab.viewer.compare.canvas
    bare = canvas.grab().toImage()
    tab.viewer.tile_button.click()
    assert canvas.grab().toImage() != bare
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not tab.viewer.tile_button.isChecked()
    assert canvas.grab().toImage() == bare


def test_a_seed_that_is_none_is_not_taken(tab: UpscalingTab, qtbot: QtBot) -> None:
    by_keys(tab)
    asked = dialog(tab, qtbot)
    asked.seed.setText("")
    assert not asked.draw_button.isEnabled()
    asked.seed.setText("9999999999")
    assert not asked.draw_button.isEnabled()
    asked.seed.setText("7")
    assert asked.draw_button.isEnabled()
    asked.reject()
    assert not tab.busy


def test_where_the_tiles_are_gone_it_is_told(tab: UpscalingTab, qtbot: QtBot) -> None:
    from pipelines.redrawing.works import clear_works

    clear_works(tab.context.places.redraws)
    by_keys(tab)
    asked = dialog(tab, qtbot)
    QTest.mouseClick(asked.draw_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not there any more" in tab.strip.words, timeout=30_000)
