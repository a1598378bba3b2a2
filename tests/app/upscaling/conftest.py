"""The upscaling tab over a scripted model."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import AppContext
from app.upscaling.tab import UpscalingTab
from pipelines.spec import ModelSpec
from tests.fakes import FakeModel

MakeTab = Callable[..., UpscalingTab]


@pytest.fixture
def make_tab(context: AppContext, qtbot: QtBot) -> Iterator[MakeTab]:
    made: list[UpscalingTab] = []

    def make(*specs: ModelSpec[Any]) -> UpscalingTab:
        tab = UpscalingTab(context, "upscaling", lambda: specs)
        made.append(tab)
        qtbot.addWidget(tab)
        tab.resize(1192, 740)
        tab.show()
        qtbot.waitUntil(lambda: bool(tab.panel.picker.choices), timeout=20_000)
        return tab

    yield make
    for tab in made:
        context.jobs.cancel_all()
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        if isValid(tab):
            tab.close_tab()
    context.settings.save()


@pytest.fixture
def tab(make_tab: MakeTab, fake: FakeModel) -> UpscalingTab:
    return make_tab(fake.spec())


@pytest.fixture
def with_checkpoints(make_tab: MakeTab, fake: FakeModel) -> UpscalingTab:
    from pipelines.models.spandrel import SPEC

    return make_tab(fake.spec(), SPEC)
