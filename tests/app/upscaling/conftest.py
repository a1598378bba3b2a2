"""The upscaling tab over a scripted model."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import AppContext
from app.task_tab import Specs
from app.upscaling.likeness_work import FaceEyes
from app.upscaling.tab import UpscalingTab
from pipelines.identity.face import Face
from pipelines.identity.finder import FaceFinder
from pipelines.identity.recogniser import Recogniser
from pipelines.own_models.shelf import OwnModels
from pipelines.progress import Progress
from pipelines.registry import own_specs
from pipelines.run import Runtime
from pipelines.spec import ModelSpec
from tests.fakes import FakeModel

MakeTab = Callable[..., UpscalingTab]


class _Blind:
    """Detects nothing."""

    def detect(self, pixels: Any, size: tuple[int, int]) -> list[Face]:
        return []


@contextmanager
def no_eyes(
    runtime: Runtime, progress: Progress, fetch: bool
) -> Iterator[tuple[FaceFinder, Recogniser | None]]:
    """Find no faces, and fetch nothing."""
    yield FaceFinder(_Blind()), None


@pytest.fixture
def make_tab(context: AppContext, qtbot: QtBot) -> Iterator[MakeTab]:
    made: list[UpscalingTab] = []

    def make(
        *fixed: ModelSpec[Any],
        specs: Specs | None = None,
        eyes: FaceEyes | None = None,
        seeing: Specs | None = None,
    ) -> UpscalingTab:
        tab = UpscalingTab(
            context, "upscaling", specs or (lambda: fixed), eyes or no_eyes, seeing or (lambda: ())
        )
        made.append(tab)
        tab.resize(1192, 740)
        tab.show()
        qtbot.waitUntil(lambda: bool(tab.panel.picker.choices), timeout=20_000)
        return tab

    yield make
    for tab in made:
        context.jobs.cancel_all()
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        # Not left to the plug-in, which deletes a tab that still waits for a quick job.
        if isValid(tab):
            tab.close_tab()
            tab.close()
            tab.deleteLater()
    context.settings.save()


@pytest.fixture
def tab(make_tab: MakeTab, fake: FakeModel) -> UpscalingTab:
    return make_tab(fake.spec())


@pytest.fixture
def with_own(make_tab: MakeTab, fake: FakeModel, context: AppContext) -> UpscalingTab:
    """A tab that offers the user's own models beside the scripted one."""
    own, scripted = OwnModels(context.places.own_models), fake.spec()
    return make_tab(specs=lambda: (scripted, *own_specs(own)))
