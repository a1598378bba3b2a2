"""What the tab says about a picture, and what goes before a run."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skimage.data
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.upscaling.tab import UpscalingTab
from pipelines.device import Plan
from pipelines.footprint import Footprint
from pipelines.media.picture import Picture
from pipelines.models.high_resolution_controlnet_tile import SPEC as HIGH
from pipelines.models.real_esrgan import SPEC as REAL
from pipelines.models.swinir import SPEC as SWINIR
from pipelines.progress import Progress
from pipelines.spec import ModelSpec
from tests.app.upscaling.conftest import MakeTab
from tests.app.upscaling.doing import put_in, run
from tests.app.upscaling.redraw_fake import RedrawScript

Seen = list[tuple[str, int]]


def classic(like: ModelSpec[Any], seen: Seen) -> ModelSpec[Any]:
    """A classic model that repeats pixels and notes what it was given."""

    def work(_loaded: Any, picture: Picture, params: Any, _plan: Plan, _progress: Progress) -> Any:
        seen.append((like.name, picture.width))
        times = max(1, int(getattr(params, "scale", 1)))
        pixels: Any = np.repeat(np.repeat(picture.pixels, times, axis=0), times, axis=1)
        return Picture(pixels, source=picture.source)

    return replace(
        like,
        weights=lambda _params: (),
        load=lambda _files, _params, _plan: None,
        footprint=lambda _extent, _params, _plan: Footprint(0),
        run=work,
    )


@pytest.fixture
def seen() -> Seen:
    return []


@pytest.fixture
def script() -> RedrawScript:
    return RedrawScript()


@pytest.fixture
def tab(make_tab: MakeTab, script: RedrawScript, seen: Seen) -> UpscalingTab:
    return make_tab(script.spec(), script.spec(HIGH), classic(REAL, seen), classic(SWINIR, seen))


def astronaut(path: Path, side: int = 512, quality: int = 95) -> Path:
    image = Image.fromarray(skimage.data.astronaut()).resize((side, side))
    image.save(path, quality=quality)
    return path


def choose(tab: UpscalingTab, model: str) -> None:
    choices = tab.panel.picker.choices
    tab.panel.picker.choose(next(c.key for c in choices if c.spec.name == model))


def told(tab: UpscalingTab, qtbot: QtBot, picture: Path) -> str:
    put_in(tab, qtbot, picture)
    qtbot.waitUntil(lambda: tab.advising.traits is not None, timeout=30_000)
    return tab.viewer.advice_line.words


def press(tab: UpscalingTab, words: str) -> None:
    button = next(b for b in tab.viewer.advice_line.buttons if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_model_is_advised_and_chosen(tab: UpscalingTab, qtbot: QtBot, tmp_path: Path) -> None:
    choose(tab, "ultimate-sd-upscale")
    words = told(tab, qtbot, astronaut(tmp_path / "photo.png"))
    assert re.search(r"Real-ESRGAN.* suits this picture: The all-round choice", words)
    press(tab, "Choose Real-ESRGAN")
    choice = tab.panel.choice
    assert choice is not None
    assert choice.spec.name == "real-esrgan"
    assert tab.panel.values()["version"] == "x4plus"
    assert not tab.viewer.advice_line.words  # it is as advised


def test_a_small_picture_is_enlarged_first(
    tab: UpscalingTab, script: RedrawScript, seen: Seen, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(tab, "high-resolution-controlnet-tile")
    picture = astronaut(tmp_path / "small.png", 128)
    words = told(tab, qtbot, picture)
    assert "so Real-ESRGAN enlarges it 4 times first" in words
    run(tab, qtbot)
    assert seen == [("real-esrgan", 128)]
    assert script.drawn
    result = tab.viewer.result
    assert result is not None
    assert result.parent == tmp_path
    assert result.name.startswith("small_high-resolution")
    assert sorted(path.name for path in tmp_path.glob("*.png")) == sorted(
        [picture.name, result.name]
    )
    # What was made before is there, so that only the redraw is done again.
    run(tab, qtbot)
    assert seen == [("real-esrgan", 128)]


def test_enlarging_first_is_undone(
    tab: UpscalingTab, seen: Seen, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(tab, "high-resolution-controlnet-tile")
    told(tab, qtbot, astronaut(tmp_path / "small.png", 128))
    press(tab, "Use the picture as it is")
    assert "is used as it is" in tab.viewer.advice_line.words
    run(tab, qtbot)
    assert seen == []
    press(tab, "Enlarge it first")
    assert "4 times first" in tab.viewer.advice_line.words


def test_ultimate_enlarges_a_small_picture_by_its_own(
    tab: UpscalingTab, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(tab, "ultimate-sd-upscale")
    words = told(tab, qtbot, astronaut(tmp_path / "small.png", 128))
    assert "a classic upscaler brings it to at least 512 first" in words
    run(tab, qtbot)
    assert QImage(str(tab.viewer.result)).width() == 512
    press(tab, "Use the picture as it is")
    run(tab, qtbot)
    assert QImage(str(tab.viewer.result)).width() == 256


def test_blocks_are_cleaned_first_if_wished(
    tab: UpscalingTab, seen: Seen, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(tab, "ultimate-sd-upscale")
    words = told(tab, qtbot, astronaut(tmp_path / "coarse.jpg", 512, quality=20))
    assert "saved as JPEG with a quality of about 19" in words
    assert seen == []
    press(tab, "Clean it first")
    assert "SwinIR" in tab.viewer.advice_line.words
    assert "cleans it first" in tab.viewer.advice_line.words
    run(tab, qtbot)
    assert seen == [("swinir", 512)]
    press(tab, "Do not clean it")
    assert tab.advising.first_steps() == ()


def test_before_many_pictures_nothing_goes_first(
    tab: UpscalingTab, seen: Seen, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(tab, "high-resolution-controlnet-tile")
    tab.add_paths([astronaut(tmp_path / f"{name}.png", 128) for name in "ab"])
    qtbot.waitUntil(lambda: tab.advising.traits is not None, timeout=30_000)
    assert "first" not in tab.viewer.advice_line.words
    assert tab.advising.first_steps() == ()
    assert seen == []


def test_the_line_stays_away_once_closed(tab: UpscalingTab, qtbot: QtBot, tmp_path: Path) -> None:
    choose(tab, "ultimate-sd-upscale")
    told(tab, qtbot, astronaut(tmp_path / "photo.png"))
    line = tab.viewer.advice_line
    QTest.mouseClick(line.close_button, Qt.MouseButton.LeftButton)
    told(tab, qtbot, astronaut(tmp_path / "other.png"))
    assert line.isHidden()
