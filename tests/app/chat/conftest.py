"""The chat tab over a scripted language model, with a real store."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.chat.models import Known, ModelFacts, list_models
from app.chat.tab import ChatTab
from app.context import AppContext
from pipelines.device import Plan
from pipelines.footprint import Footprint
from pipelines.language.params import LanguageParams
from pipelines.language.text_model import text_model
from pipelines.spec import ModelSpec, WeightFile
from tests.language_fakes import FakeEngine

MakeTab = Callable[..., ChatTab]


class FakeChatParams(LanguageParams):
    """Inputs of a scripted language model."""


def spec_of(
    engine: FakeEngine, name: str = "fake-chat", weights: tuple[WeightFile, ...] = ()
) -> ModelSpec[Any]:
    """A model that answers as the script says; its window is what is asked for."""
    usual = engine.window

    def load(_files: Mapping[str, Path], params: FakeChatParams, _plan: Plan) -> FakeEngine:
        engine.window = params.context_length or usual
        return engine

    return text_model(
        name=name,
        title=f"Model {name}",
        summary="Says what it is told to.",
        source="https://example.org/fake",
        params=FakeChatParams,
        weights=lambda _params: weights,
        resident_key=lambda params: params.context_length,
        load=load,
        footprint=lambda _extent, _params, _plan: Footprint(0),
        runs_on=lambda: ("cpu",),
    )


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(window=4096)


@pytest.fixture
def make_tab(context: AppContext, qtbot: QtBot) -> Iterator[MakeTab]:
    made: list[ChatTab] = []

    def make(*specs: ModelSpec[Any], base: Sequence[str] = (), window: int = 4096) -> ChatTab:
        def known(found: Sequence[ModelSpec[Any]], runtime: Any) -> Known:
            told = list_models(found, runtime)
            facts = {c.key: ModelFacts(window, chats=c.spec.name not in base) for c in told.choices}
            return replace(told, facts=facts)

        tab = ChatTab(context, "chat", lambda: specs, known=known)
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


def close(tab: ChatTab, context: AppContext, qtbot: QtBot) -> None:
    """As the window does it."""
    context.jobs.cancel_all()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
    if isValid(tab) and tab.isVisible():
        tab.close_tab()
        tab.close()
        tab.deleteLater()


@pytest.fixture
def tab(make_tab: MakeTab, engine: FakeEngine) -> ChatTab:
    return make_tab(spec_of(engine))


@pytest.fixture
def settle(context: AppContext, qtbot: QtBot) -> Callable[[], None]:
    """Wait for every job."""
    return lambda: qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)


@pytest.fixture
def say(settle: Callable[[], None]) -> Callable[[ChatTab, str], None]:
    """Type a message, send it by Enter, and wait for the answer."""

    def do(tab: ChatTab, words: str) -> None:
        chat = tab.conversation.chat
        chat.composer.set_message(words)
        chat.composer.edit.sent.emit()
        settle()

    return do


def contents(tab: ChatTab) -> list[str]:
    """What was said in the open conversation."""
    return [turn.content for turn in tab.talk.turns]
