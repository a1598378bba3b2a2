"""The prompt is drawn from the picture where a model that sees is installed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pipelines.language.engine import Abilities
from pipelines.models.high_resolution_controlnet_tile import SPEC as HIGH
from tests.app.image_qa.conftest import spec_of
from tests.app.upscaling.conftest import MakeTab
from tests.app.upscaling.doing import put_in, save
from tests.app.upscaling.redraw_fake import RedrawScript
from tests.language_fakes import FakeEngine


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return save(tmp_path / "photo.png", "teal", 640, 512)


@pytest.mark.parametrize("field", ["positive_prompt", "prompt"])
def test_a_model_that_sees_writes_the_prompt(
    field: str, make_tab: MakeTab, qtbot: QtBot, picture: Path
) -> None:
    engine = FakeEngine(
        ("a teal wall,", "\n", "soft light"),
        window=8192,
        abilities=Abilities(images=True),
        tokens_per_image=576,
    )
    script = RedrawScript()
    redraw = script.spec() if field == "positive_prompt" else script.spec(HIGH)
    seeing = spec_of(engine)
    tab = make_tab(redraw, seeing=lambda: (seeing,))
    qtbot.waitUntil(lambda: tab.describing.button is not None)
    button = tab.describing.button
    assert button is not None
    qtbot.waitUntil(lambda: not button.isHidden(), timeout=20_000)
    assert tab.panel.form is not None
    assert button in tab.panel.form.focus_order()
    assert not button.isEnabled()  # there is no picture yet
    put_in(tab, qtbot, picture)
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    assert tab.panel.values()[field] == "a teal wall, soft light"


def test_without_such_a_model_there_is_no_button(
    make_tab: MakeTab, qtbot: QtBot, picture: Path
) -> None:
    tab = make_tab(RedrawScript().spec())
    put_in(tab, qtbot, picture)
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle, timeout=20_000)
    button = tab.describing.button
    assert button is not None
    assert button.isHidden()
