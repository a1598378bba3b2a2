"""Faces that drift in a redraw are told, with what helps at one press."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import skimage.data
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.upscaling.tab import UpscalingTab
from pipelines.errors import HearthError
from pipelines.footprint import Footprint
from pipelines.identity.face import Face
from pipelines.identity.finder import FaceFinder, moved
from pipelines.identity.recogniser import Recogniser
from pipelines.models.gfpgan import SPEC as GFPGAN
from pipelines.progress import Progress
from pipelines.redrawing.recipe import Drawing
from pipelines.run import Runtime
from tests.app.upscaling.conftest import MakeTab
from tests.app.upscaling.doing import put_in, run
from tests.app.upscaling.redraw_fake import RedrawScript
from tests.portrait_fakes import ASTRONAUT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


class AtPlace:
    """Detects the astronaut's face where it is in the photo of 512 pixels, at any size."""

    def detect(self, pixels: "Pixels", size: tuple[int, int]) -> list[Face]:
        return [moved(ASTRONAUT, 0, 0, pixels.shape[1] / 512)]


@contextmanager
def eyes(
    runtime: Runtime, progress: Progress, fetch: bool
) -> Iterator[tuple[FaceFinder, Recogniser | None]]:
    yield FaceFinder(AtPlace()), None


def darker(seen: "Pixels", _drawing: Drawing) -> "Pixels":
    return (seen * 0.7).astype(np.uint8)


@pytest.fixture
def script() -> RedrawScript:
    return RedrawScript(draw=darker)


@pytest.fixture
def woman(tmp_path: Path) -> Path:
    path = tmp_path / "woman.png"
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


@pytest.fixture
def tab(make_tab: MakeTab, script: RedrawScript) -> UpscalingTab:
    restorer = replace(
        GFPGAN,
        weights=lambda _params: (),
        load=lambda _files, _params, _plan: None,
        footprint=lambda _extent, _params, _plan: Footprint(0),
        run=lambda _loaded, picture, _params, _plan, _progress: picture,
    )
    tab = make_tab(script.spec(), restorer, eyes=eyes)
    assert tab.panel.form is not None
    tab.panel.form.set_values({"upscaler": "None", "upscale_by": 1.0, "denoise": 0.3})
    return tab


def drifted(tab: UpscalingTab, qtbot: QtBot, woman: Path) -> Path:
    put_in(tab, qtbot, woman)
    run(tab, qtbot)
    bar = tab.viewer.likeness_bar
    qtbot.waitUntil(lambda: bool(bar.words), timeout=60_000)
    assert tab.viewer.result is not None
    return tab.viewer.result


def press(tab: UpscalingTab, qtbot: QtBot, words: str) -> None:
    button = next(b for b in tab.viewer.likeness_bar.buttons if b.text() == words)
    assert button.accessibleDescription()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.waitUntil(lambda: not tab.busy and not tab.likeness.busy, timeout=60_000)


def pixels_of(path: Path | None) -> "Pixels":
    assert path is not None
    with Image.open(path) as file:
        return np.asarray(file.convert("RGB"))


def test_a_drift_is_told_with_remedies(tab: UpscalingTab, qtbot: QtBot, woman: Path) -> None:
    drifted(tab, qtbot, woman)
    bar = tab.viewer.likeness_bar
    assert "1 of 1 faces changed more than they should." in bar.words
    assert "The skin has another colour" in bar.words
    titles = [button.text() for button in bar.findChildren(QPushButton)]
    assert "Put the faces back" in titles
    assert "Draw again, closer to the picture" in titles
    assert "Restore the faces" in titles
    assert "Saved as" in tab.strip.words


def test_nothing_is_told_of_a_face_that_stays_itself(
    tab: UpscalingTab, script: RedrawScript, qtbot: QtBot, woman: Path
) -> None:
    script.draw = lambda seen, _drawing: seen
    put_in(tab, qtbot, woman)
    run(tab, qtbot)
    qtbot.waitUntil(lambda: not tab.likeness.busy, timeout=60_000)
    assert "faces changed" not in tab.viewer.likeness_bar.words
    # Whose it is nobody can tell without the recogniser, which is offered and never just fetched.
    assert "Install and compare" in [b.text() for b in tab.viewer.likeness_bar.buttons]


def test_faces_are_put_back_in_a_file_of_its_own(
    tab: UpscalingTab, script: RedrawScript, qtbot: QtBot, woman: Path
) -> None:
    redrawn = drifted(tab, qtbot, woman)
    tiles = len(script.drawn)
    press(tab, qtbot, "Put the faces back")
    assert tab.viewer.result != redrawn
    assert redrawn.exists()
    before, after, mixed = pixels_of(woman), pixels_of(redrawn), pixels_of(tab.viewer.result)
    left, top, right, bottom = map(int, ASTRONAUT.box)
    face = np.s_[top + 20 : bottom - 20, left + 20 : right - 20]
    far = np.s_[300:, 300:]
    assert (mixed[far] == after[far]).all()
    aside = [np.abs(pixels[face].astype(int) - before[face]).mean() for pixels in (mixed, after)]
    assert aside[0] < aside[1] / 2
    assert len(script.drawn) == tiles  # nothing was drawn for it


def test_it_is_drawn_again_closer(
    tab: UpscalingTab, script: RedrawScript, qtbot: QtBot, woman: Path
) -> None:
    redrawn = drifted(tab, qtbot, woman)
    tiles = len(script.drawn)
    script.draw = lambda seen, _drawing: seen
    press(tab, qtbot, "Draw again, closer to the picture")
    assert len(script.drawn) == 2 * tiles
    assert tab.panel.values()["denoise"] == pytest.approx(0.18)
    assert tab.viewer.result != redrawn
    assert "faces changed" not in tab.viewer.likeness_bar.words


def test_faces_are_restored_by_gfpgan(tab: UpscalingTab, qtbot: QtBot, woman: Path) -> None:
    drifted(tab, qtbot, woman)
    press(tab, qtbot, "Restore the faces")
    assert tab.viewer.result is not None
    assert "gfpgan" in tab.viewer.result.name
    assert tab.viewer.source == woman


def test_where_faces_cannot_be_looked_for_it_is_told(
    make_tab: MakeTab, script: RedrawScript, qtbot: QtBot, woman: Path
) -> None:
    @contextmanager
    def offline(
        runtime: Runtime, progress: Progress, fetch: bool
    ) -> Iterator[tuple[FaceFinder, Recogniser | None]]:
        raise HearthError("Nothing can be fetched while Hearth is offline.")
        yield

    tab = make_tab(script.spec(), eyes=offline)
    put_in(tab, qtbot, woman)
    run(tab, qtbot)
    qtbot.waitUntil(lambda: bool(tab.viewer.likeness_bar.words), timeout=60_000)
    assert "Faces were not compared. Nothing can be fetched" in tab.viewer.likeness_bar.words
