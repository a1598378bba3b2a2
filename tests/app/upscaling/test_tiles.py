"""A redraw in the tab: its tiles fill in, stay when it is stopped, and are gone on with."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.upscaling.tab import UpscalingTab
from app.widgets.picture_view import PictureCanvas
from pipelines.redrawing.recipe import Drawing
from tests.app.upscaling.conftest import MakeTab
from tests.app.upscaling.doing import put_in, run, save
from tests.app.upscaling.redraw_fake import RedrawScript

if TYPE_CHECKING:
    from numpy.typing import NDArray

RED = np.array([200, 30, 30], np.uint8)


def red(seen: "NDArray[np.uint8]", _drawing: Drawing) -> "NDArray[np.uint8]":
    return np.broadcast_to(RED, seen.shape).copy()


@pytest.fixture
def script() -> RedrawScript:
    return RedrawScript(draw=red)


@pytest.fixture
def tab(make_tab: MakeTab, script: RedrawScript, qtbot: QtBot) -> UpscalingTab:
    tab = make_tab(script.spec())
    assert tab.panel.form is not None
    small = {"tile_width": 64, "tile_height": 64, "tile_padding": 0, "mask_blur": 0}
    tab.panel.form.set_values({**small, "denoise": 0.4, "upscaler": "None", "upscale_by": 0.25})
    return tab


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Made four times smaller it has 3 x 2 tiles of 64 pixels."""
    return save(tmp_path / "tiled.png", "teal", 768, 512)


def color_of(canvas: PictureCanvas, x: float, y: float) -> str:
    """What is on the screen at a part of the picture: "red" as drawn, "teal" as it was."""
    place = canvas.scene_place()
    at = QPointF(place.x() + x * place.width(), place.y() + y * place.height()).toPoint()
    color = canvas.grab().toImage().pixelColor(at)
    return "red" if color.red() > color.blue() else "teal"


class Gate:
    """Stops before a tile until it is opened."""

    def __init__(self, script: RedrawScript, before: int) -> None:
        self._before, self._open = before, threading.Event()
        script.on_tile = self._wait

    def _wait(self, number: int) -> None:
        if number == self._before:
            assert self._open.wait(60)

    def open(self) -> None:
        self._open.set()


def start(tab: UpscalingTab, qtbot: QtBot, picture: Path, until: int) -> None:
    put_in(tab, qtbot, picture)
    tab.run()
    qtbot.waitUntil(lambda: len(tab.redraws.board.done) == until, timeout=60_000)


def button(tab: UpscalingTab, words: str) -> QPushButton:
    return next(b for b in tab.strip.findChildren(QPushButton) if b.text() == words)


def test_tiles_fill_in_over_the_picture(
    tab: UpscalingTab, script: RedrawScript, qtbot: QtBot, picture: Path
) -> None:
    gate = Gate(script, before=2)
    start(tab, qtbot, picture, until=2)
    board, canvas = tab.redraws.board, tab.viewer.compare.canvas
    assert (board.width, board.height, len(board.tiles)) == (192, 128, 6)
    seen = [color_of(canvas, x, 0.25) for x in (1 / 6, 1 / 2, 5 / 6)]
    drawn = {place[1] for place in board.done}
    assert drawn == {0, 1}
    assert seen == ["red", "red", "teal"]
    # Each was on disk before it was seen.
    works = tab.context.places.redraws
    assert len(list(works.glob("*/work/tiles/*.png"))) == 2
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    qtbot.waitUntil(lambda: not board.filling)
    assert len(board.done) == 6
    result = tab.viewer.result
    assert result is not None
    assert QImage(str(result)).pixelColor(190, 100) == QColor(*RED.tolist())


def test_what_is_stopped_is_kept_and_run_goes_on(
    tab: UpscalingTab, script: RedrawScript, qtbot: QtBot, picture: Path
) -> None:
    gate = Gate(script, before=4)
    start(tab, qtbot, picture, until=4)
    tab.cancel()
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    assert tab.strip.words == (
        "Stopped. 4 of 6 tiles are drawn and kept: Run goes on with the next one."
    )
    # They stay on view.
    assert color_of(tab.viewer.compare.canvas, 0.2, 0.25) == "red"
    assert color_of(tab.viewer.compare.canvas, 0.9, 0.75) == "teal"
    script.drawn.clear()
    run(tab, qtbot)
    assert len(script.drawn) == 2
    assert tab.viewer.result is not None


def test_a_stopped_redraw_is_saved_as_it_is(
    tab: UpscalingTab, script: RedrawScript, qtbot: QtBot, picture: Path
) -> None:
    gate = Gate(script, before=4)
    start(tab, qtbot, picture, until=4)
    tab.cancel()
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    button(tab, "Save it as it is").click()
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    assert "2 tiles are not drawn yet" in tab.strip.words
    result = tab.viewer.result
    assert result is not None
    image = QImage(str(result))
    assert image.pixelColor(20, 20) == QColor(*RED.tolist())
    assert image.pixelColor(180, 120) == QColor("teal")
    assert len(script.drawn) == 4


def test_pictures_of_a_batch_fill_in_too(
    tab: UpscalingTab, script: RedrawScript, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [save(tmp_path / f"{name}.png", "teal", 768, 512) for name in "ab"]
    gate = Gate(script, before=8)
    tab.add_paths(files)
    qtbot.waitUntil(lambda: len(tab.inputs) == 2, timeout=20_000)
    tab.run()
    board = tab.redraws.board
    qtbot.waitUntil(lambda: len(script.drawn) == 8 and len(board.done) == 2, timeout=60_000)
    assert board.source == files[1]
    qtbot.waitUntil(lambda: tab.viewer.source == files[1])
    assert color_of(tab.viewer.compare.canvas, 0.2, 0.25) == "red"
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    assert "2 finished" in tab.strip.words


def test_another_picture_takes_the_tiles_away(
    tab: UpscalingTab, script: RedrawScript, qtbot: QtBot, picture: Path, photo: Path
) -> None:
    put_in(tab, qtbot, picture)
    run(tab, qtbot)
    assert tab.redraws.last is not None
    tab.add_paths([photo])
    qtbot.waitUntil(lambda: tab.inputs == [photo])
    assert tab.redraws.last is None
    assert not tab.redraws.board.tiles
