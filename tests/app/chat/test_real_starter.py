"""The chat tab with the real starter model, from Enter to what is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.chat.tab import ChatTab
from app.context import AppContext
from app.tabs.chat import TAB
from pipelines.conversations.records import Ending
from pipelines.language.catalogue import STARTER
from pipelines.own_models.shelf import OwnModels
from tests.app.chat.conftest import close
from tests.app.dropping import drop
from tests.tiny_gguf import write_tiny_gguf


@pytest.fixture
def real(context: AppContext, starter_file: Path, qtbot: QtBot) -> Iterator[ChatTab]:
    """The tab as the window makes it, with the starter installed."""
    context.places.weights.mkdir(parents=True)
    (context.places.weights / STARTER.weight.name).symlink_to(starter_file)
    page = TAB.factory(context)
    assert isinstance(page, ChatTab)
    page.resize(1192, 740)
    page.show()
    qtbot.waitUntil(lambda: page.panel.choice is not None, timeout=60_000)
    yield page
    close(page, context, qtbot)
    context.settings.save()


def test_it_answers_counts_and_stops(real: ChatTab, qtbot: QtBot, context: AppContext) -> None:
    assert real.panel.choice is not None
    assert real.panel.choice.overrides == {"model": STARTER.key}
    assert real.panel.choice.installed
    assert real.panel.values()["temperature"] == STARTER.advice.temperature
    chat = real.conversation.chat
    real.panel.set_values({"max_new_tokens": 16, "seed": 3})
    chat.composer.set_message("Say hello.")
    real.run()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=120_000)
    assert real.conversation.strip.words == ""
    question, answer = real.talk.turns
    assert (question.content, bool(answer.content)) == ("Say hello.", True)
    assert answer.answer is not None
    assert answer.answer.seed == 3
    assert (answer.answer.new_tokens or 0) > 1
    qtbot.waitUntil(lambda: chat.meter.exact, timeout=60_000)

    real.panel.set_values({"max_new_tokens": 1024, "min_new_tokens": 900, "seed": None})
    chat.composer.set_message("Tell me a very long story.")
    real.run()
    qtbot.waitUntil(lambda: len(chat.transcript.entries[-1].turn.content) > 20, timeout=120_000)
    assert chat.transcript.entries[-1].turn.growing
    real.cancel()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
    stopped = real.talk.turns[-1]
    assert stopped.answer is not None
    assert stopped.answer.finish is Ending.CANCELLED
    assert len(stopped.content) > 20


def test_a_language_model_dropped_on_the_conversation_becomes_the_choice(
    real: ChatTab, qtbot: QtBot, context: AppContext, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("The landlord is called Bert.")
    tiny = write_tiny_gguf(tmp_path / "tiny.gguf")
    assert drop(real.conversation, tiny, notes)
    qtbot.waitUntil(lambda: real.panel.choice is not None and real.panel.choice.is_own)
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
    assert "Added Tiny: llama, 256 tokens" in real.strip.words
    assert [item.name for item in real.conversation.chat.composer.chips.items] == ["notes.txt"]
    real.conversation.chat.composer.set_message("Hi.")
    real.panel.set_values({"max_new_tokens": 4})
    real.run()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
    answer = real.talk.turns[-1].answer
    assert answer is not None
    assert answer.model == "me/tiny"
    assert answer.new_tokens == 4
    real.panel.picker.removal_requested.emit(real.panel.choice)
    question = real.findChild(QMessageBox)
    assert isinstance(question, QMessageBox)
    next(button for button in question.buttons() if button.text() == "Remove").click()
    qtbot.waitUntil(lambda: real.panel.choice is not None and not real.panel.choice.is_own)
    assert OwnModels(context.places.own_models).all() == ()
    assert tiny.exists()


def test_what_is_no_language_model_is_told(
    real: ChatTab, qtbot: QtBot, context: AppContext, tmp_path: Path
) -> None:
    half = write_tiny_gguf(tmp_path / "whole.gguf")
    bad = tmp_path / "half.gguf"
    bad.write_bytes(half.read_bytes()[:20_000])
    before = real.panel.choice
    assert drop(real.panel.plan_line, bad)
    qtbot.waitUntil(lambda: "half.gguf is damaged" in real.strip.words)
    assert real.panel.choice is before
