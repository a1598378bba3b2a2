"""The Transcription tab over a scripted listener, with real recordings."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import AppContext
from app.task_tab import Specs
from app.transcription.tab import TranscriptionTab
from pipelines.spec import ModelSpec
from tests.speech_fakes import FakeListener, write_speech

MakeTab = Callable[..., TranscriptionTab]


@pytest.fixture
def listener() -> FakeListener:
    return FakeListener()


@pytest.fixture
def make_tab(context: AppContext, qtbot: QtBot) -> Iterator[MakeTab]:
    made: list[TranscriptionTab] = []

    def make(*fixed: ModelSpec[Any], specs: Specs | None = None) -> TranscriptionTab:
        tab = TranscriptionTab(context, "transcription", specs or (lambda: fixed))
        made.append(tab)
        tab.resize(1192, 740)
        tab.show()
        qtbot.waitUntil(lambda: bool(tab.panel.picker.choices), timeout=20_000)
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        return tab

    yield make
    for tab in made:
        close(tab, context, qtbot)
    context.settings.save()


def close(tab: TranscriptionTab, context: AppContext, qtbot: QtBot) -> None:
    """As the window does it."""
    context.jobs.cancel_all()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
    if isValid(tab) and tab.isVisible():
        tab.close_tab()
        tab.close()
        tab.deleteLater()


@pytest.fixture
def tab(make_tab: MakeTab, listener: FakeListener) -> TranscriptionTab:
    return make_tab(listener.spec())


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write_speech(tmp_path / "in" / "talk.wav")
