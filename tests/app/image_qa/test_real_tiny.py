"""The tab with a real, tiny model that sees: dropped, asked, and asked again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.image_qa.tab import ImageQaTab
from app.tabs.image_qa import TAB
from tests.app.chat.conftest import close
from tests.app.image_qa.conftest import Say, Settle
from tests.tiny_gguf import write_tiny_gguf
from tests.tiny_mmproj import TOKENS, write_tiny_mmproj


@pytest.fixture
def real(context: AppContext, qtbot: QtBot) -> Iterator[ImageQaTab]:
    """As the window makes it, over every model there is."""
    tab = TAB.factory(context)
    assert isinstance(tab, ImageQaTab)
    tab.resize(1192, 740)
    tab.show()
    qtbot.waitUntil(lambda: tab.panel.choice is not None, timeout=60_000)
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
    yield tab
    close(tab, context, qtbot)
    context.settings.save()


def test_a_model_that_sees_is_dropped_and_asked(
    real: ImageQaTab, context: AppContext, settle: Settle, say: Say, qtbot: QtBot,
    tmp_path: Path, photo: Path,
) -> None:  # fmt: skip
    assert real.panel.choice is not None
    assert real.panel.facts.image_tokens > 0  # of the catalogue's first
    model = write_tiny_gguf(tmp_path / "tiny.gguf", context=2048)
    write_tiny_mmproj(tmp_path / "mmproj-tiny.gguf")
    real.pictures.chat.attach([model, photo])
    qtbot.waitUntil(lambda: real.panel.choice is not None and real.panel.choice.is_own)
    settle()
    assert "Added Tiny" in real.strip.words
    assert real.panel.facts.window == 2048
    real.panel.set_values({"max_tokens": 8, "temperature": 0})
    say(real, "What is it?")
    first = real.talk.turns[-1].answer
    assert first is not None, real.pictures.strip.words
    assert first.new_tokens == 8
    meter = real.pictures.images.meter
    qtbot.waitUntil(
        lambda: meter.exact and meter.use is not None and meter.use.pictures >= TOKENS,
        timeout=20_000,
    )
    side = real.pictures.side
    side.region_button.click()
    side.view.set_crop(QRect(126, 336, 92, 94))
    say(real, "And here?")
    second = real.talk.turns[-1].answer
    assert second is not None
    # The picture and what was said about it are still known.
    assert second.cached_tokens is not None
    assert first.prompt_tokens is not None
    assert second.cached_tokens >= first.prompt_tokens
    assert [image.region is None for image in real.talk.turns[2].images] == [False]
