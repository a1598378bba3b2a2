"""The Image Q&A tab over a scripted model that sees, with a real store and real pictures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import skimage.data
from PIL import Image
from pytestqt.qtbot import QtBot

from app.chat.models import Known, ModelFacts
from app.chat.views import View
from app.context import AppContext
from app.image_qa.models import list_models
from app.image_qa.tab import ImageQaTab
from pipelines.device import Plan
from pipelines.footprint import Footprint
from pipelines.language.engine import Abilities
from pipelines.spec import ModelSpec
from pipelines.vision.params import PictureQuestionParams
from pipelines.vision.vision_model import picture_question_model
from tests.app.chat.conftest import close
from tests.language_fakes import FakeEngine

MakeTab = Callable[..., ImageQaTab]
Settle = Callable[[], None]
Say = Callable[[ImageQaTab, str], None]


class FakeVisionParams(PictureQuestionParams):
    """Inputs of a scripted model that sees."""


def spec_of(engine: FakeEngine, name: str = "fake-llava") -> ModelSpec[Any]:
    """A model that answers as the script says; its window is what is asked for."""
    usual = engine.window

    def load(_files: Mapping[str, Path], params: FakeVisionParams, _plan: Plan) -> FakeEngine:
        engine.window = params.context_length or usual
        return engine

    return picture_question_model(
        name=name,
        title=f"Model {name}",
        summary="Says what it is told to.",
        source="https://example.org/fake",
        params=FakeVisionParams,
        weights=lambda _params: (),
        resident_key=lambda params: params.context_length,
        load=load,
        footprint=lambda _extent, _params, _plan: Footprint(0),
        runs_on=lambda: ("cpu",),
    )


@pytest.fixture
def engine() -> FakeEngine:
    abilities = Abilities(images=True)
    return FakeEngine(("A", " cat", "."), window=8192, abilities=abilities, tokens_per_image=576)


@pytest.fixture
def make_tab(context: AppContext, qtbot: QtBot) -> Iterator[MakeTab]:
    made: list[ImageQaTab] = []

    def make(
        *specs: ModelSpec[Any], views: tuple[View, ...] = (), window: int = 8192
    ) -> ImageQaTab:
        def known(found: Sequence[ModelSpec[Any]], runtime: Any) -> Known:
            told = list_models(found, runtime)
            facts = {c.key: ModelFacts(window, image_tokens=576) for c in told.choices}
            return replace(told, facts=facts)

        tab = ImageQaTab(context, "image-qa", lambda: specs, views, known=known)
        made.append(tab)
        tab.resize(1192, 740)
        tab.show()
        qtbot.waitUntil(lambda: tab.panel.choice is not None, timeout=20_000)
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        return tab

    yield make
    for tab in made:
        close(tab, context, qtbot)
    context.settings.save()


@pytest.fixture
def tab(make_tab: MakeTab, engine: FakeEngine) -> ImageQaTab:
    return make_tab(spec_of(engine))


@pytest.fixture
def settle(context: AppContext, qtbot: QtBot) -> Settle:
    """Wait for every job."""
    return lambda: qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)


@pytest.fixture
def say(settle: Settle) -> Say:
    """Type a question, send it by Enter, and wait for the answer."""

    def do(tab: ImageQaTab, words: str) -> None:
        tab.pictures.images.composer.edit.setPlainText(words)
        tab.pictures.images.composer.edit.sent.emit()
        settle()

    return do


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "astronaut.jpg"
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


@pytest.fixture
def cat(tmp_path: Path) -> Path:
    path = tmp_path / "cat.png"
    Image.fromarray(skimage.data.chelsea()).save(path)
    return path
