"""The chat tab: what is said, kept, answered, changed and not lost."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.chat.entries import Act
from app.chat.tab import ChatTab
from app.context import AppContext, Tab
from pipelines.conversations.records import ConversationKind, Ending
from pipelines.conversations.store import ConversationStore
from pipelines.errors import BadInput
from pipelines.language.engine import Piece, Role
from pipelines.spec import Licence, LocalSource, WeightFile
from tests.app.chat.conftest import MakeTab, close, contents, spec_of
from tests.app.conftest import MakeWindow
from tests.language_fakes import FakeEngine

Say = Callable[[ChatTab, str], None]
Settle = Callable[[], None]


def press(tab: ChatTab, act: Act, turn_id: int) -> None:
    """Press that button under that message."""
    view = tab.conversation.chat.transcript.view_of(turn_id)
    assert view is not None
    button = view.buttons.button(act)
    assert button is not None
    assert not button.isHidden()
    button.click()


def stored(context: AppContext) -> list[tuple[Role, str]]:
    """The shown branch of the newest conversation, read by another process's eyes."""
    with ConversationStore(context.places.conversations) as store:
        (newest, *_others) = store.page()
        return [(turn.role, turn.content) for turn in store.turns.path(newest.leaf)]


def test_an_answer_is_streamed_kept_and_named(tab: ChatTab, context: AppContext, say: Say) -> None:
    say(tab, "How are you?")
    assert contents(tab) == ["How are you?", "Hello there."]
    assert stored(context) == [(Role.USER, "How are you?"), (Role.ASSISTANT, "Hello there.")]
    facts = tab.talk.turns[-1].answer
    assert facts is not None
    assert (facts.finish, facts.new_tokens, facts.seed) == (Ending.STOP, 3, 7)
    assert tab.title.text() == "How are you?"
    assert [row.conversation.title for row in tab.list.model.rows] == ["How are you?"]
    assert tab.conversation.chat.composer.words == ""


def test_the_first_words_are_shown_before_the_last_are_there(
    tab: ChatTab, engine: FakeEngine, qtbot: QtBot, settle: Settle
) -> None:
    go = threading.Event()
    engine.on_piece = lambda n: go.wait(20) if n == 2 else None
    tab.conversation.chat.composer.set_message("Hello")
    tab.run()
    transcript = tab.conversation.chat.transcript
    qtbot.waitUntil(lambda: transcript.entries[-1].turn.content == "Hello there", timeout=20_000)
    assert transcript.entries[-1].turn.growing
    assert tab.conversation.chat.composer.send_button.text() == "Stop"
    go.set()
    settle()
    assert contents(tab)[-1] == "Hello there."


def test_enter_sends_and_shift_enter_begins_a_line(tab: ChatTab, settle: Settle) -> None:
    edit = tab.conversation.chat.composer.edit
    QTest.keyClicks(edit, "one")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(edit, "two")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert contents(tab)[0] == "one\ntwo"


def test_an_empty_message_cannot_be_sent_and_the_button_says_why(tab: ChatTab) -> None:
    composer = tab.conversation.chat.composer
    assert not composer.send_button.isEnabled()
    assert composer.send_button.accessibleDescription() == "Write a message first"
    assert not tab.can_run
    composer.edit.sent.emit()
    assert tab.talk.answering is None


def test_stop_keeps_what_came_and_offers_to_continue(
    tab: ChatTab, engine: FakeEngine, qtbot: QtBot, settle: Settle
) -> None:
    go = threading.Event()
    engine.on_piece = lambda n: go.wait(20) if n == 2 else None
    tab.conversation.chat.composer.set_message("Hello")
    tab.run()
    transcript = tab.conversation.chat.transcript
    qtbot.waitUntil(lambda: transcript.entries[-1].turn.content == "Hello there", timeout=20_000)
    assert tab.can_cancel
    tab.cancel()
    go.set()
    settle()
    turn = tab.talk.turns[-1]
    assert turn.content == "Hello there"
    assert turn.answer is not None
    assert turn.answer.finish is Ending.CANCELLED
    engine.on_piece = lambda _n: None
    engine.pieces = (" and", " more")
    press(tab, Act.CONTINUE, turn.id)
    settle()
    assert contents(tab)[-1] == "Hello there and more"
    assert engine.requests[-1].prompt is not None
    assert engine.requests[-1].prompt.endswith("<|im_start|>assistant\nHello there")
    kin = tab.talk.siblings_of(tab.talk.turns[-1].id)
    assert kin is not None
    assert len(kin.ids) == 2


def test_an_answer_cut_while_thinking_goes_on_thinking(
    make_tab: MakeTab, say: Say, settle: Settle
) -> None:
    engine = FakeEngine((Piece("Let me see", True), Piece(" now", True)), window=4096)
    tab = make_tab(spec_of(engine))
    tab.panel.set_values({"max_new_tokens": 1})
    say(tab, "Think")
    assert tab.talk.turns[-1].thinking == "Let me see"
    tab.panel.set_values({"max_new_tokens": 9})
    engine.pieces = (" deeper", "</thi", "nk>", "Done.")
    press(tab, Act.CONTINUE, tab.talk.turns[-1].id)
    settle()
    assert tab.talk.turns[-1].thinking == "Let me see deeper"
    assert tab.talk.turns[-1].content == "Done."


def test_editing_makes_a_branch_and_arrows_go_between(
    tab: ChatTab, engine: FakeEngine, say: Say, settle: Settle
) -> None:
    say(tab, "first")
    composer = tab.conversation.chat.composer
    QTest.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.words == "first"
    assert tab.conversation.chat.is_editing
    engine.pieces = ("Other",)
    say(tab, "second")
    assert contents(tab) == ["second", "Other"]
    press(tab, Act.BEFORE, tab.talk.turns[0].id)
    settle()
    assert contents(tab) == ["first", "Hello there."]
    view = tab.conversation.chat.transcript.view_of(tab.talk.turns[0].id)
    assert view is not None
    assert view.buttons.place is not None
    assert view.buttons.place.text() == "1 / 2"


def test_cancelling_an_edit_brings_the_draft_back(tab: ChatTab, say: Say) -> None:
    say(tab, "first")
    chat = tab.conversation.chat
    chat.composer.set_message("a draft")
    chat.edit(tab.talk.turns[0])
    assert tab.can_cancel
    tab.cancel()
    assert chat.composer.words == "a draft"
    assert not chat.is_editing


def test_answering_again_stands_beside_the_old_answer(
    tab: ChatTab, engine: FakeEngine, say: Say, settle: Settle
) -> None:
    say(tab, "Hello")
    engine.pieces = ("Good", " day")
    tab.conversation.chat.regenerate_last()
    settle()
    assert contents(tab) == ["Hello", "Good day"]
    press(tab, Act.BEFORE, tab.talk.turns[-1].id)
    settle()
    assert contents(tab) == ["Hello", "Hello there."]


def test_a_branch_is_a_conversation_of_its_own(tab: ChatTab, say: Say, settle: Settle) -> None:
    say(tab, "one")
    say(tab, "two")
    first = tab.talk.id
    press(tab, Act.BRANCH, tab.talk.turns[1].id)
    settle()
    assert contents(tab) == ["one", "Hello there."]
    assert tab.talk.id != first
    assert len(tab.list.model.rows) == 2


# -- the window --------------------------------------------------------------------------------


def overflowing(make_tab: MakeTab, say: Say, engine: FakeEngine) -> ChatTab:
    tab = make_tab(spec_of(engine), window=4096)
    tab.panel.set_values({"max_new_tokens": 20, "context_length": 64})
    say(tab, "one " * 8)
    say(tab, "two " * 20)
    return tab


def test_what_does_not_fit_is_shown_and_not_cut(
    make_tab: MakeTab, say: Say, engine: FakeEngine, settle: Settle
) -> None:
    tab = overflowing(make_tab, say, engine)
    panel, composer = tab.conversation.overflow, tab.conversation.chat.composer
    assert not panel.isHidden()
    assert len(engine.requests) == 1
    assert composer.words == ("two " * 20).strip()
    assert "(2)" in panel.what.text()
    assert "one one" in panel.what.text()
    panel.send_button.click()
    settle()
    assert panel.isHidden()
    assert [m.content for m in engine.requests[-1].messages] == [("two " * 20).strip()]
    assert contents(tab)[2] == ("two " * 20).strip()
    facts = tab.talk.turns[-1].answer
    assert facts is not None
    assert "(2)" in str(facts.notes[0])


def test_the_context_length_can_be_raised_instead(
    make_tab: MakeTab, say: Say, engine: FakeEngine, settle: Settle
) -> None:
    tab = overflowing(make_tab, say, engine)
    tab.conversation.overflow.raise_button.click()
    settle()
    assert tab.panel.values()["context_length"] == 1024
    assert len(engine.requests[-1].messages) == 3
    assert len(contents(tab)) == 4


def test_a_message_that_never_fits_is_told_and_stays(
    make_tab: MakeTab, say: Say, engine: FakeEngine
) -> None:
    tab = make_tab(spec_of(engine))
    tab.panel.set_values({"max_new_tokens": 20, "context_length": 64})
    say(tab, "word " * 100)
    assert "shorten" in tab.conversation.strip.words
    assert tab.conversation.chat.composer.words == ("word " * 100).strip()
    assert contents(tab) == []


def test_the_meter_counts_exactly_once_the_model_is_loaded(
    tab: ChatTab, engine: FakeEngine, say: Say, qtbot: QtBot, settle: Settle
) -> None:
    meter, composer = tab.conversation.chat.meter, tab.conversation.chat.composer
    composer.set_message("some words here")
    qtbot.waitUntil(lambda: meter.use is not None and not meter.exact, timeout=20_000)
    assert "about" in meter.words.text()
    say(tab, "Hello you")
    composer.set_message("three more words")
    qtbot.waitUntil(lambda: meter.exact and composer.words == "three more words", timeout=20_000)
    qtbot.waitUntil(lambda: meter.use is not None and meter.use.history > 0, timeout=20_000)
    settle()
    assert meter.use is not None
    assert meter.use.window == engine.window
    assert meter.use.reserved == 128
    prompt = engine.render([turn.message for turn in tab.talk.turns])
    assert meter.use.prompt > len(engine.tokenize(prompt))
    assert "about" not in meter.words.text()


# -- what goes wrong ---------------------------------------------------------------------------


def test_what_fails_on_the_way_is_kept_and_told(tab: ChatTab, engine: FakeEngine, say: Say) -> None:
    engine.failure = BadInput("The engine is out of order: try again.")
    say(tab, "Hello")
    assert tab.conversation.strip.words == "The engine is out of order: try again."
    turn = tab.talk.turns[-1]
    assert turn.content == "Hello there."
    assert turn.answer is not None
    assert turn.answer.finish is Ending.FAILED


def test_a_broken_template_loses_nothing(tab: ChatTab, engine: FakeEngine, say: Say) -> None:
    engine.broken = BadInput("The template is broken.")
    say(tab, "Precious words")
    assert tab.conversation.strip.words == "The template is broken."
    assert tab.conversation.chat.composer.words == "Precious words"
    assert contents(tab) == []


def test_running_out_of_memory_is_told(tab: ChatTab, engine: FakeEngine, say: Say) -> None:
    engine.failure = MemoryError()
    say(tab, "Hello")
    assert tab.conversation.strip.words
    assert "not expect" not in tab.conversation.strip.words
    assert contents(tab)[0] == "Hello"


def test_a_model_that_is_not_here_is_offered_with_its_size(
    make_tab: MakeTab, engine: FakeEngine, tmp_path: Path, say: Say, settle: Settle
) -> None:
    import hashlib

    source = tmp_path / "weights.bin"
    source.write_bytes(b"x" * 2000)
    weight = WeightFile(
        "fake.bin", "Fake", 2000, hashlib.sha256(source.read_bytes()).hexdigest(),
        Licence("MIT", "https://example.org"), (LocalSource(source),),
    )  # fmt: skip
    tab = make_tab(spec_of(engine, weights=(weight,)))
    say(tab, "Hello")
    strip = tab.conversation.strip
    assert "2 kB" in strip.words
    assert tab.conversation.chat.composer.words == "Hello"
    strip.action.emit()
    settle()
    assert tab.panel.choice is not None
    assert tab.panel.choice.installed
    say(tab, "Hello")
    assert contents(tab) == ["Hello", "Hello there."]


def test_an_answer_cut_by_a_crash_is_marked_and_can_go_on(
    make_tab: MakeTab, engine: FakeEngine, context: AppContext, settle: Settle
) -> None:
    store = ConversationStore(context.places.conversations)
    conversation = store.create(model="fake-chat")
    said = store.turns.add(conversation.id, Role.USER, "Hello", parent=None)
    answer = store.turns.begin_answer(conversation.id, parent=said.id, model="fake-chat")
    store.turns.grow(answer.id, "Half an")
    store.close()
    tab = make_tab(spec_of(engine))
    tab.open(conversation.id)
    settle()
    facts = tab.talk.turns[-1].answer
    assert facts is not None
    assert facts.finish is Ending.INTERRUPTED
    engine.pieces = (" answer",)
    press(tab, Act.CONTINUE, answer.id)
    settle()
    assert contents(tab) == ["Hello", "Half an answer"]


# -- conversations -----------------------------------------------------------------------------


def test_drafts_belong_to_their_conversation_and_outlive_the_tab(
    make_tab: MakeTab, engine: FakeEngine, say: Say, settle: Settle, context: AppContext,
    qtbot: QtBot,
) -> None:  # fmt: skip
    tab = make_tab(spec_of(engine))
    say(tab, "first")
    first = tab.talk.id
    assert first is not None
    tab.conversation.chat.composer.set_message("more to come")
    tab.begin()
    assert tab.conversation.chat.composer.words == ""
    tab.conversation.chat.composer.set_message("something new")
    tab.open(first)
    settle()
    assert tab.conversation.chat.composer.words == "more to come"
    close(tab, context, qtbot)
    again = make_tab(spec_of(engine))
    again.open(first)
    settle()
    assert again.conversation.chat.composer.words == "more to come"


def test_an_answer_goes_on_while_another_conversation_is_open(
    tab: ChatTab, engine: FakeEngine, say: Say, qtbot: QtBot, settle: Settle
) -> None:
    say(tab, "first")
    first = tab.talk.id
    assert first is not None
    go = threading.Event()
    engine.on_piece = lambda n: go.wait(20) if n == 1 else None
    tab.conversation.chat.composer.set_message("again")
    tab.run()
    qtbot.waitUntil(lambda: tab.talk.answering is not None and tab.talk.answering.turn is not None)
    tab.begin()
    assert tab.talk.entries() == []
    assert tab.conversation.chat.why_not()
    go.set()
    settle()
    tab.open(first)
    settle()
    assert contents(tab) == ["first", "Hello there.", "again", "Hello there."]


def test_deleting_can_be_undone(tab: ChatTab, say: Say, settle: Settle) -> None:
    say(tab, "precious")
    tab.list.delete()
    settle()
    assert tab.list.model.rows == []
    assert contents(tab) == []
    tab.conversation.strip.action.emit()
    settle()
    assert contents(tab) == ["precious", "Hello there."]
    assert len(tab.list.model.rows) == 1


def test_renamed_and_pinned(tab: ChatTab, say: Say, settle: Settle) -> None:
    say(tab, "older")
    older = tab.talk.id
    assert older is not None
    tab.begin()
    say(tab, "newer")
    tab.list.give_name(older, "A name")
    settle()
    tab.list.show_open(older)
    tab.list.pin()
    settle()
    titles = [row.conversation.title for row in tab.list.model.rows]
    assert titles == ["A name", "newer"]


def test_search_finds_words_and_opens_the_branch_they_are_in(
    tab: ChatTab, engine: FakeEngine, say: Say, settle: Settle, qtbot: QtBot
) -> None:
    engine.pieces = ("The", " zebra", " sleeps")
    say(tab, "animal?")
    engine.pieces = ("The", " lion")
    tab.conversation.chat.regenerate_last()
    settle()
    tab.begin()
    tab.list.search.setText("zebra")
    qtbot.waitUntil(lambda: any(row.snippet for row in tab.list.model.rows), timeout=20_000)
    row = next(row for row in tab.list.model.rows if row.turn is not None)
    assert [part.text for part in row.snippet if part.marked] == ["zebra"]
    tab.list.chosen.emit(row.conversation.id, row.turn)
    settle()
    assert contents(tab) == ["animal?", "The zebra sleeps"]


def test_exported_and_imported_again(
    tab: ChatTab, say: Say, settle: Settle, tmp_path: Path
) -> None:
    say(tab, "Keep this")
    conversation = tab.talk.conversation
    assert conversation is not None
    exporting = tab.conversation.exporting
    exporting.write(conversation, tmp_path / "talk.md")
    exporting.write(conversation, tmp_path / "talk.json")
    settle()
    assert "Keep this" in (tmp_path / "talk.md").read_text("utf-8")
    exporting.read(tmp_path / "talk.json")
    settle()
    assert contents(tab) == ["Keep this", "Hello there."]
    assert tab.talk.id != conversation.id


def test_thousands_of_conversations_come_a_page_at_a_time(
    make_tab: MakeTab, engine: FakeEngine, context: AppContext, settle: Settle
) -> None:
    with ConversationStore(context.places.conversations) as store:
        for _n in range(250):
            store.create()
    tab = make_tab(spec_of(engine))
    model = tab.list.model
    assert len(model.rows) == 100
    while model.canFetchMore(tab.list.view.rootIndex()):
        model.fetchMore(tab.list.view.rootIndex())
        settle()
    assert len({row.conversation.id for row in model.rows}) == 250


# -- files and other tabs ----------------------------------------------------------------------


def test_text_files_go_with_the_message_and_others_are_told(
    tab: ChatTab, engine: FakeEngine, say: Say, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("the secret is 42", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0\0")
    tab.conversation.chat.attach([tmp_path / "notes.txt", tmp_path / "picture.png"])
    settle()
    assert [item.name for item in tab.conversation.chat.composer.attachments] == ["notes.txt"]
    assert "picture.png" in tab.conversation.strip.words
    tab.conversation.chat.composer.edit.setPlainText("What is it?")
    tab.run()
    settle()
    assert "the secret is 42" in engine.requests[-1].messages[-1].content
    assert tab.talk.turns[0].attachments[0].name == "notes.txt"
    assert tab.conversation.chat.composer.attachments == ()


def test_another_tab_fills_model_prompt_and_settings(
    make_tab: MakeTab, engine: FakeEngine, say: Say
) -> None:
    other = FakeEngine(("Other",), window=512)
    tab = make_tab(spec_of(engine), spec_of(other, "other-chat"))
    say(tab, "before")
    tab.use_model("other-chat", {"prompt": "Try this", "temperature": 1.2, "system_prompt": "Be x"})
    assert tab.panel.choice is not None
    assert tab.panel.choice.key == "other-chat"
    assert tab.conversation.chat.composer.words == "Try this"
    assert tab.panel.values()["temperature"] == 1.2
    assert tab.panel.values()["system_prompt"] == "Be x"
    assert tab.talk.conversation is None


def test_a_conversation_keeps_its_own_settings(
    tab: ChatTab, say: Say, settle: Settle, qtbot: QtBot
) -> None:
    tab.panel.set_values({"temperature": 0.4, "system_prompt": "Be brief", "seed": 11})
    say(tab, "first")
    first = tab.talk.id
    assert first is not None
    tab.begin()
    tab.panel.set_values({"temperature": 2.0, "system_prompt": "", "seed": None})
    say(tab, "second")
    tab.open(first)
    settle()
    values = tab.panel.values()
    assert (values["temperature"], values["system_prompt"], values["seed"]) == (0.4, "Be brief", 11)


# -- base models -------------------------------------------------------------------------------


def completion(make_tab: MakeTab, engine: FakeEngine) -> ChatTab:
    tab = make_tab(spec_of(engine), base=("fake-chat",))
    assert tab.talk.kind is ConversationKind.COMPLETION
    return tab


def test_a_base_model_goes_on_with_the_text(
    make_tab: MakeTab, settle: Settle, context: AppContext
) -> None:
    engine = FakeEngine((" upon", " a", " time"), template=None, window=4096)
    tab = completion(make_tab, engine)
    page = tab.conversation.completion
    page.edit.setPlainText("Once")
    page.edit.moveCursor(page.edit.textCursor().MoveOperation.End)
    tab.panel.set_values({"stop_sequences": "Q:"})
    page.go_button.click()
    settle()
    assert page.edit.toPlainText() == "Once upon a time"
    assert engine.requests[-1].prompt == "Once"
    assert engine.requests[-1].sampling.stop_sequences == ("Q:",)
    assert stored(context) == [(Role.USER, "Once"), (Role.ASSISTANT, " upon a time")]
    page.go_on()
    settle()
    assert page.edit.toPlainText() == "Once upon a time upon a time"
    assert engine.requests[-1].prompt == "Once upon a time"
    page.edit.undo()
    assert page.edit.toPlainText() == "Once upon a time"


def test_text_behind_the_caret_stays_there(make_tab: MakeTab, settle: Settle) -> None:
    engine = FakeEngine((" brown",), template=None, window=4096)
    tab = completion(make_tab, engine)
    page = tab.conversation.completion
    page.edit.setPlainText("The quick fox 🦊 runs")
    cursor = page.edit.textCursor()
    cursor.setPosition(len("The quick"))
    page.edit.setTextCursor(cursor)
    page.go_on()
    settle()
    assert page.edit.toPlainText() == "The quick brown fox 🦊 runs"
    assert "".join(contents(tab)) == "The quick brown fox 🦊 runs"
    number = tab.talk.id
    assert number is not None
    tab.begin()
    assert page.edit.toPlainText() == ""
    tab.open(number)
    settle()
    assert page.edit.toPlainText() == "The quick brown fox 🦊 runs"


def test_what_was_changed_by_hand_is_a_branch(make_tab: MakeTab, settle: Settle) -> None:
    engine = FakeEngine((" b",), template=None, window=4096)
    tab = completion(make_tab, engine)
    page = tab.conversation.completion
    page.edit.setPlainText("a")
    page.edit.moveCursor(page.edit.textCursor().MoveOperation.End)
    page.go_on()
    settle()
    page.edit.setPlainText("a c")
    page.edit.moveCursor(page.edit.textCursor().MoveOperation.End)
    page.go_on()
    settle()
    assert contents(tab) == ["a", " c", " b"]


def test_choosing_a_base_model_begins_a_text(
    make_tab: MakeTab, engine: FakeEngine, say: Say
) -> None:
    base = FakeEngine((" x",), template=None, window=4096)
    tab = make_tab(spec_of(engine), spec_of(base, "base"), base=("base",))
    say(tab, "Hello")
    index = [c.key for c in tab.panel.known.choices].index("base")
    tab.panel.picker.box.setCurrentIndex(index)
    assert tab.talk.kind is ConversationKind.COMPLETION
    assert tab.talk.conversation is None
    assert tab.conversation.pages.currentWidget() is tab.conversation.completion
    assert "no chat" in tab.conversation.strip.words


def test_a_text_that_is_being_written_can_be_left_and_looked_at_again(
    make_tab: MakeTab, settle: Settle, qtbot: QtBot
) -> None:
    engine = FakeEngine((" b", " c", " d"), template=None, window=4096)
    tab = completion(make_tab, engine)
    page = tab.conversation.completion
    page.edit.setPlainText("a z")
    cursor = page.edit.textCursor()
    cursor.setPosition(1)
    page.edit.setTextCursor(cursor)
    go = threading.Event()
    engine.on_piece = lambda n: go.wait(20) if n == 2 else None
    page.go_on()
    qtbot.waitUntil(lambda: page.edit.toPlainText() == "a b c z", timeout=20_000)
    number = tab.talk.id
    assert number is not None
    tab.begin()
    assert page.edit.toPlainText() == ""
    tab.open(number)
    qtbot.waitUntil(lambda: page.edit.toPlainText() == "a b c z", timeout=20_000)
    go.set()
    settle()
    assert page.edit.toPlainText() == "a b c d z"
    assert "".join(contents(tab)) == "a b c d z"


def test_a_conversation_of_the_command_line_finds_its_model(
    make_tab: MakeTab, engine: FakeEngine, context: AppContext, settle: Settle
) -> None:
    with ConversationStore(context.places.conversations) as store:
        made = store.create(model="other", settings={"temperature": 1.5})
        store.turns.add(made.id, Role.USER, "from the terminal", parent=None)
    tab = make_tab(spec_of(engine), spec_of(FakeEngine(window=512), "other"))
    tab.open(made.id)
    settle()
    assert tab.panel.choice is not None
    assert tab.panel.choice.spec.name == "other"
    assert tab.panel.values()["temperature"] == 1.5


def test_closing_the_window_keeps_what_came(
    make_window: MakeWindow, engine: FakeEngine, context: AppContext, qtbot: QtBot
) -> None:
    specs = (spec_of(engine),)
    window = make_window(
        Tab("chat", "Chat", 1, "chat", lambda c: ChatTab(c, "chat", lambda: specs))
    )
    tab = window.page
    assert isinstance(tab, ChatTab)
    go = threading.Event()
    engine.on_piece = lambda n: go.wait(20) if n == 2 else None
    tab.conversation.chat.composer.set_message("Hello")
    tab.run()
    qtbot.waitUntil(
        lambda: tab.conversation.chat.transcript.entries[-1].turn.content == "Hello there",
        timeout=20_000,
    )
    window._stop_and_close()
    go.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert stored(context) == [(Role.USER, "Hello"), (Role.ASSISTANT, "Hello there")]
