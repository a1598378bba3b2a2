"""Ready questions: sent, filled in, held to JSON, and changed by the user."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from app.chat.parts import CodeView
from app.context import AppContext
from app.image_qa.question_dialog import QuestionDialog
from app.image_qa.tab import ImageQaTab
from pipelines.prompts.picture_questions import BUILT_IN, picture_questions
from tests.app.image_qa.conftest import MakeTab, Settle, spec_of
from tests.language_fakes import FakeEngine

NAMES = [str(item.name) for item in BUILT_IN]


@pytest.fixture
def asked(tab: ImageQaTab, settle: Settle, photo: Path) -> ImageQaTab:
    """With a picture to ask about."""
    tab.pictures.chat.attach([photo])
    settle()
    return tab


def button(tab: ImageQaTab, name: str) -> QPushButton:
    bar = tab.pictures.images.bar
    return bar.buttons[[action.text() for action in bar.actions_].index(name)]


def test_a_question_is_sent_at_once(asked: ImageQaTab, engine: FakeEngine, settle: Settle) -> None:
    button(asked, "Describe").click()
    settle()
    assert engine.requests[-1].messages[-1].content == str(BUILT_IN[0].question)
    assert len(engine.requests[-1].images) == 1
    assert asked.pictures.images.composer.words == ""


def test_without_a_picture_it_waits_where_one_writes(
    tab: ImageQaTab, engine: FakeEngine, settle: Settle
) -> None:
    button(tab, "Describe").click()
    settle()
    assert engine.requests == []
    assert tab.pictures.images.composer.words == str(BUILT_IN[0].question)


def test_what_was_written_is_not_lost(
    asked: ImageQaTab, engine: FakeEngine, settle: Settle
) -> None:
    asked.pictures.images.composer.edit.setPlainText("In two words.")
    button(asked, "Alt text").click()
    settle()
    assert engine.requests == []
    words = asked.pictures.images.composer.words
    assert words == f"In two words.\n{BUILT_IN[2].question}"


def test_a_gap_is_filled_in_by_typing(
    asked: ImageQaTab, engine: FakeEngine, settle: Settle
) -> None:
    button(asked, "Is there …?").click()
    edit = asked.pictures.images.composer.edit
    assert edit.textCursor().selectedText() == "…"
    QTest.keyClicks(edit, "a dog")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert engine.requests[-1].messages[-1].content.startswith("Is there a dog in this picture?")


def test_keys_ask_and_json_is_held_to_its_schema_also_again(
    asked: ImageQaTab, engine: FakeEngine, settle: Settle
) -> None:
    number = NAMES.index("List objects as JSON") + 1
    key = Qt.Key(Qt.Key.Key_0.value + number)
    QTest.keyClick(asked.pictures.images.composer.edit, key, Qt.KeyboardModifier.AltModifier)
    settle()
    schema = dict(BUILT_IN[number - 1].schema or {})
    assert engine.requests[-1].schema == schema
    assert not asked.pictures.images.held.isVisible()
    answer = asked.pictures.images.transcript.view_of(asked.talk.turns[-1].id)
    assert answer is not None
    assert answer.findChild(CodeView) is not None  # no Markdown is read into it
    asked.pictures.chat.regenerate_last()
    settle()
    assert len(engine.requests) == 2
    assert engine.requests[-1].schema == schema
    conversation = asked.talk.conversation
    assert conversation is not None
    assert "schema" not in conversation.settings
    asked.pictures.images.composer.edit.setPlainText("And in words?")
    asked.run()
    settle()
    assert engine.requests[-1].schema is None


def test_the_schema_can_be_let_go(
    tab: ImageQaTab, engine: FakeEngine, settle: Settle, photo: Path
) -> None:
    button(tab, "List objects as JSON").click()
    held = tab.pictures.images.held
    assert held.isVisible()
    assert held.words.text() == "Answer as JSON: List objects as JSON"
    held.away.click()
    tab.pictures.chat.attach([photo])
    settle()
    tab.run()
    settle()
    assert engine.requests[-1].schema is None


def test_all_are_in_the_menu_with_their_keys(tab: ImageQaTab) -> None:
    bar = tab.pictures.images.bar
    menu = bar.menu()
    assert [action.text() for action in menu.actions()[: len(NAMES)]] == NAMES
    assert [a.shortcut().toString() for a in menu.actions()[:2]] == ["Alt+1", "Alt+2"]
    assert menu.actions()[-1].text() == "Edit questions…"
    menu.deleteLater()
    bar.resize(300, bar.height())
    shown = [item for item in bar.buttons if not item.isHidden()]
    assert 0 < len(shown) < len(bar.buttons)
    assert shown[0].accessibleName() == "Ask: Describe"


def open_dialog(tab: ImageQaTab) -> QuestionDialog:
    tab.pictures.images.bar.edit_action.trigger()
    dialog = tab.pictures.findChild(QuestionDialog)
    assert isinstance(dialog, QuestionDialog)
    return dialog


def test_the_user_changes_everything_and_gets_it_back(
    tab: ImageQaTab, make_tab: MakeTab, engine: FakeEngine, context: AppContext, settle: Settle,
    qtbot: QtBot,
) -> None:  # fmt: skip
    dialog = open_dialog(tab)
    dialog.name.setText("Tell me")
    dialog.name.textEdited.emit("Tell me")
    dialog.question.setPlainText("What do you see?")
    dialog.list.setCurrentRow(1)
    dialog.delete_button.click()
    dialog.down_button.click()  # the alt text goes below "Read the text"
    dialog.add_button.click()
    dialog.name.setText("Colours")
    dialog.name.textEdited.emit("Colours")
    assert not dialog.box.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    assert "question is empty" in dialog.trouble.text()
    dialog.question.setPlainText("Which colours?")
    dialog.schema.setPlainText("{")
    assert "not JSON" in dialog.trouble.text()
    dialog.schema.setPlainText('{"type": "array"}')
    dialog.sends.setChecked(False)
    assert dialog.trouble.isHidden()
    dialog.box.button(QDialogButtonBox.StandardButton.Save).click()
    settle()
    wanted = ["Tell me", "Read the text", "Alt text", *NAMES[4:], "Colours"]
    assert [action.text() for action in tab.pictures.images.bar.actions_] == wanted
    saved = picture_questions(context.places).load()
    assert [str(item.name) for item in saved] == wanted
    assert (saved[-1].sends, saved[-1].schema) == (False, {"type": "array"})
    again = make_tab(spec_of(engine))
    assert [action.text() for action in again.pictures.images.bar.actions_] == wanted
    dialog = open_dialog(again)
    dialog.restore_button.click()
    dialog.save()
    settle()
    assert picture_questions(context.places).load() == (*BUILT_IN, saved[-1])


def test_cancel_changes_nothing(tab: ImageQaTab, context: AppContext, settle: Settle) -> None:
    dialog = open_dialog(tab)
    dialog.delete_button.click()
    dialog.reject()
    settle()
    assert len(tab.pictures.images.bar.buttons) == len(BUILT_IN)
    assert not picture_questions(context.places).path.exists()


def test_a_damaged_list_is_told_and_hearths_are_offered(
    make_tab: MakeTab, engine: FakeEngine, context: AppContext
) -> None:
    path = picture_questions(context.places).path
    path.parent.mkdir(parents=True)
    path.write_text("questions: 7\n")
    tab = make_tab(spec_of(engine))
    assert "picture-questions.yaml is damaged" in tab.pictures.strip.words
    assert [action.text() for action in tab.pictures.images.bar.actions_] == NAMES
    assert path.read_text() == "questions: 7\n"
