"""Side by side: columns with models and settings of their own, asked one after the other."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.chat.asking import ModelUse
from app.chat_views.chosen import ChosenModel
from app.chat_views.compare_page import ComparePage
from app.context import AppContext
from pipelines.errors import BadInput
from pipelines.language.engine import Abilities, Piece
from pipelines.spec import ModelSpec
from tests.app.chat_views.conftest import spec_of
from tests.language_fakes import FakeEngine


def idle(qtbot: QtBot, page: ComparePage) -> None:
    qtbot.waitUntil(lambda: page.context.jobs.is_idle, timeout=60_000)


def page_over(
    qtbot: QtBot, context: AppContext, chosen: ChosenModel, *specs: ModelSpec[Any]
) -> ComparePage:
    page = ComparePage(context, chosen, lambda: specs)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    idle(qtbot, page)
    return page


@pytest.fixture
def other() -> FakeEngine:
    thought = Piece("Hm. ", thinking=True)
    return FakeEngine((thought, "Well", ", **hi**", "!"), abilities=Abilities(thinking=True))


@pytest.fixture
def page(
    qtbot: QtBot,
    context: AppContext,
    chosen: ChosenModel,
    engine: FakeEngine,
    other: FakeEngine,
) -> ComparePage:
    assert chosen.use is not None
    second = spec_of(lambda: other, "other", "Other")
    return page_over(qtbot, context, chosen, chosen.use.spec, second)


def ask(qtbot: QtBot, page: ComparePage) -> None:
    page.prompt.setPlainText("Say hello")
    page.system.setPlainText("Be kind.")
    assert page.columns[1].picker.choose("other")
    page.run_button.click()
    idle(qtbot, page)


def test_one_prompt_goes_to_both_with_the_same_system_prompt(
    qtbot: QtBot, page: ComparePage, engine: FakeEngine, other: FakeEngine
) -> None:
    assert not page.run_button.isEnabled()
    ask(qtbot, page)
    first, second = (column.answer for column in page.columns)
    assert first.text == "Hello there."
    assert second.text == "Well, **hi**!"
    assert second.view.toPlainText().strip() == "Well, hi!"
    assert second.thinking == "Hm."
    assert not second.thoughts_button.isHidden()
    for asked in (engine, other):
        said = [(message.role.value, message.content) for message in asked.requests[0].messages]
        assert said == [("system", "Be kind."), ("user", "Say hello")]
    facts = first.facts.text()
    for part in (
        "First token after 0.25 s",
        "3.0 tokens/s",
        "ended by itself",
        "seed 7",
        "50.0 MB",
    ):
        assert part in facts
    assert page.save_button.isEnabled()


def test_a_column_has_settings_of_its_own_over_those_of_the_tab(
    qtbot: QtBot, page: ComparePage, engine: FakeEngine, other: FakeEngine, chosen: ChosenModel
) -> None:
    use = chosen.use
    assert use is not None
    params = use.params.model_copy(update={"temperature": 0.3, "max_new_tokens": 64})
    chosen.choose(ModelUse(use.key, use.spec, params), "Fake")
    settings = page.columns[0].settings
    assert settings.form is not None
    assert settings.overrides() == {}
    settings.form.rows["temperature"].editor.set_value(1.5)
    settings.form.changed.emit()
    assert settings.overrides() == {"temperature": 1.5}
    assert "1" in settings.button.text()
    ask(qtbot, page)
    mine, theirs = engine.requests[0].sampling, other.requests[0].sampling
    assert (mine.temperature, theirs.temperature) == (1.5, 0.3)
    assert (mine.max_new_tokens, theirs.max_new_tokens) == (64, 64)
    chosen.choose(use, "Fake")  # the tab changes: only what is its own stays
    assert settings.overrides() == {"temperature": 1.5}
    assert settings.values()["max_new_tokens"] == 128


def test_a_column_that_fails_leaves_the_other(
    qtbot: QtBot, page: ComparePage, engine: FakeEngine
) -> None:
    engine.failure = BadInput("Something is wrong with it.")
    ask(qtbot, page)
    first, second = (column.answer for column in page.columns)
    assert "Something is wrong with it." in first.problem.text()
    assert not first.problem.isHidden()
    assert first.text == "Hello there."  # what was said before it failed stays
    assert second.text == "Well, **hi**!"
    assert "Something is wrong with it." in page.markdown()


def test_stopping_keeps_what_was_said_and_does_not_begin_the_next(
    qtbot: QtBot, page: ComparePage, engine: FakeEngine, other: FakeEngine
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(piece: int) -> None:
        if piece == 1:
            begun.set()
            assert go_on.wait(30)

    engine.on_piece = wait
    page.prompt.setPlainText("Say hello")
    page.columns[1].picker.choose("other")
    page.run()
    qtbot.waitUntil(begun.is_set, timeout=60_000)
    qtbot.waitUntil(lambda: page.columns[0].answer.text == "Hello", timeout=20_000)
    assert page.columns[0].answer.view.toPlainText() == "Hello"  # seen before it is whole
    page.cancel_button.click()
    go_on.set()
    idle(qtbot, page)
    assert page.columns[0].answer.text == "Hello"
    assert "stopped by you" in page.columns[0].answer.facts.text()
    assert other.requests == []
    assert page.run_button.isEnabled()


def test_columns_are_two_to_four(qtbot: QtBot, page: ComparePage) -> None:
    assert len(page.columns) == 2
    assert page.columns[0].close_button.isHidden()
    for _ in range(3):
        page.add_column()
    assert len(page.columns) == 4
    assert not page.add_button.isEnabled()
    page.columns[1].close_button.click()
    assert [column.title.text() for column in page.columns] == ["Model 1", "Model 2", "Model 3"]


def test_a_model_can_be_taken_over(qtbot: QtBot, page: ComparePage) -> None:
    wanted: list[tuple[str, str, Any]] = []
    page.context.requests.model_wanted.connect(lambda *what: wanted.append(what))
    page.columns[1].picker.choose("other")
    page.columns[1].use_button.click()
    ((task, name, values),) = wanted
    assert (task, name) == ("chat", "other")
    assert values["temperature"] == 0.7
    assert "prompt" not in values


def test_the_comparison_is_copied_and_saved(
    qtbot: QtBot, page: ComparePage, tmp_path: Path
) -> None:
    ask(qtbot, page)
    page.columns[1].answer.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Well, **hi**!"
    path = tmp_path / "comparison.md"
    page.save_to(path)
    words = path.read_text(encoding="utf-8")
    assert words.startswith("# Comparison\n\n> Say hello\n")
    assert "## 1. Fake\n\nHello there." in words
    assert "## 2. Other\n\nWell, **hi**!" in words
    assert "seed 7" in words
    page.save_to(tmp_path)  # a folder
    assert page.strip.isVisible()


def test_a_real_model_answers_in_two_columns_with_the_same_seed(
    qtbot: QtBot, context: AppContext, tiny: ModelUse
) -> None:
    chosen = ChosenModel()
    page = page_over(qtbot, context, chosen, tiny.spec)
    params = tiny.params.model_copy(update={"seed": 11})
    chosen.choose(ModelUse(tiny.key, tiny.spec, params), "Tiny")
    page.prompt.setPlainText("hi")
    page.run()
    idle(qtbot, page)
    first, second = (column.answer for column in page.columns)
    assert first.failure == second.failure == ""
    assert first.told is not None
    assert second.told is not None
    assert first.told.answer.text == second.told.answer.text
    assert first.told.answer.new_tokens == 12
    assert first.told.answer.seed == 11
