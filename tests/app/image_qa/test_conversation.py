"""Conversations about pictures: asked, kept, answered again, and never without their pictures."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.chat.entries import Act
from app.context import AppContext
from app.image_qa.tab import ImageQaTab
from pipelines.conversations.records import Ending
from pipelines.conversations.store import ConversationStore
from pipelines.language.engine import Abilities, Role
from tests.app.chat.conftest import close
from tests.app.image_qa.conftest import MakeTab, Say, Settle, spec_of
from tests.app.walking import focus_chain
from tests.language_fakes import FakeEngine


def add(tab: ImageQaTab, settle: Settle, *paths: Path) -> None:
    tab.pictures.chat.attach(paths)
    settle()


def names(tab: ImageQaTab) -> list[list[str]]:
    """The pictures of each turn."""
    return [[image.name for image in turn.images] for turn in tab.talk.turns]


def notes(tab: ImageQaTab) -> list[str]:
    """What is told with the last answer."""
    facts = tab.talk.turns[-1].answer
    return [str(note) for note in facts.notes] if facts is not None else []


def stored(context: AppContext) -> list[tuple[Role, str, int]]:
    """The newest conversation by another process's eyes."""
    places = context.places
    with ConversationStore(
        places.image_conversations, pictures=places.conversation_pictures
    ) as store:
        (newest, *_others) = store.page()
        path = store.turns.path(newest.leaf)
        return [(turn.role, turn.content, len(turn.images)) for turn in path]


def test_a_picture_is_asked_about_and_the_question_after_it_too(
    tab: ImageQaTab, engine: FakeEngine, context: AppContext, say: Say, settle: Settle, photo: Path
) -> None:
    add(tab, settle, photo)
    chat = tab.pictures.images
    assert [item.name for item in chat.composer.images] == ["astronaut.jpg"]
    say(tab, "What is it?")
    assert names(tab) == [["astronaut.jpg"], []]
    assert chat.composer.images == ()
    assert stored(context) == [
        (Role.USER, "What is it?", 1), (Role.ASSISTANT, "A cat.", 0),
    ]  # fmt: skip
    photo.unlink()
    say(tab, "And what colour?")
    asked = [[len(m.images) for m in request.messages] for request in engine.requests]
    assert asked == [[1], [1, 0, 0]]
    first, again = (request.images[0] for request in engine.requests)
    assert first.identity == again.identity
    assert again.pixels.shape == (512, 512, 3)
    assert not context.places.conversations.exists()
    assert tab.panel.form is not None
    assert not {"image", "prompt", "json_schema"} & set(tab.panel.form.rows)
    facts = tab.talk.turns[-1].answer
    assert facts is not None
    assert facts.settings["temperature"] == 0.2
    assert not {"image", "prompt", "json_schema"} & set(facts.settings)


def test_an_answer_about_a_picture_that_was_cut_is_not_offered_to_go_on(
    tab: ImageQaTab, settle: Settle, say: Say, photo: Path
) -> None:
    """What a model goes on with is a text, in which it would not see the picture."""
    add(tab, settle, photo)
    tab.panel.set_values({"max_tokens": 1})
    say(tab, "What is it?")
    entry = tab.talk.entries()[-1]
    assert entry.turn.answer is not None
    assert entry.turn.answer.finish is Ending.LENGTH
    assert not entry.can_continue
    assert replace(entry, has_seen=False).can_continue


def test_a_question_needs_a_picture_and_words(
    tab: ImageQaTab, engine: FakeEngine, settle: Settle, photo: Path
) -> None:
    composer = tab.pictures.images.composer
    composer.edit.setPlainText("What is it?")
    assert composer.send_button.accessibleDescription() == "Add a picture first"
    assert not tab.can_run
    composer.edit.setPlainText("")
    add(tab, settle, photo)
    assert composer.send_button.accessibleDescription() == "Write a question first"
    composer.edit.sent.emit()
    settle()
    assert engine.requests == []
    assert [item.name for item in composer.images] == ["astronaut.jpg"]


def test_bad_pictures_are_told_and_nothing_is_lost(
    tab: ImageQaTab, settle: Settle, photo: Path, cat: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(photo.read_bytes()[:7000])
    paper = tmp_path / "paper.docx"
    paper.write_bytes(b"PK\3\4" * 40)
    tab.pictures.images.composer.edit.setPlainText("What is it?")
    add(tab, settle, cat)
    add(tab, settle, broken, photo, paper, tmp_path / "gone.png")
    strip = tab.pictures.strip.words
    assert "broken.jpg is damaged" in strip
    assert "paper.docx" in strip
    assert "gone.png" in strip
    assert [item.name for item in tab.pictures.images.composer.images] == [
        "cat.png",
        "astronaut.jpg",
    ]
    assert tab.pictures.images.composer.words == "What is it?"
    notes = tmp_path / "notes.txt"
    notes.write_text("The cat is called Chelsea.")
    add(tab, settle, notes)
    assert [item.name for item in tab.pictures.images.composer.chips.items] == ["notes.txt"]


def test_a_conversation_opens_again_with_its_pictures_and_draft(
    make_tab: MakeTab, engine: FakeEngine, context: AppContext, qtbot: QtBot, say: Say,
    settle: Settle, photo: Path, cat: Path,
) -> None:  # fmt: skip
    tab = make_tab(spec_of(engine))
    add(tab, settle, photo)
    say(tab, "What is it?")
    add(tab, settle, cat)
    tab.pictures.images.composer.edit.setPlainText("And this")
    close(tab, context, qtbot)
    for path in (photo, cat):
        path.unlink()
    again = make_tab(spec_of(engine))
    (row,) = again.list.model.rows
    again.open(row.conversation.id)
    settle()
    chat = again.pictures.images
    assert chat.composer.words == "And this"
    assert [item.name for item in chat.composer.images] == ["cat.png"]
    strip = again.pictures.side.strip
    assert [image.name for image in strip.images] == ["astronaut.jpg", "cat.png"]
    assert strip.item(1).text() == "cat.png\nnew"
    say(again, "And this one?")
    assert names(again)[2] == ["cat.png"]


def test_editing_and_answering_again_keep_the_pictures(
    tab: ImageQaTab, engine: FakeEngine, say: Say, settle: Settle, photo: Path, cat: Path
) -> None:
    add(tab, settle, photo)
    say(tab, "What is it?")
    tab.pictures.chat.regenerate_last()
    settle()
    assert len(engine.requests[-1].images) == 1
    chat = tab.pictures.images
    chat.edit(tab.talk.turns[0])
    assert [item.name for item in chat.composer.images] == ["astronaut.jpg"]
    add(tab, settle, cat)
    say(tab, "What are they?")
    assert names(tab) == [["astronaut.jpg", "cat.png"], []]
    view = chat.transcript.view_of(tab.talk.turns[0].id)
    assert view is not None
    before = view.buttons.button(Act.BEFORE)
    assert before is not None
    before.click()
    settle()
    assert names(tab) == [["astronaut.jpg"], []]


def test_a_failed_question_comes_back_with_its_pictures(
    tab: ImageQaTab, engine: FakeEngine, say: Say, settle: Settle, photo: Path
) -> None:
    add(tab, settle, photo)
    copy = tab.pictures.images.composer.images[0].path
    raw = copy.read_bytes()
    copy.unlink()
    say(tab, "What is it?")
    assert "astronaut.jpg is not there any more" in tab.pictures.strip.words
    composer = tab.pictures.images.composer
    assert (composer.words, len(composer.images)) == ("What is it?", 1)
    copy.write_bytes(raw)
    say(tab, "What is it?")
    assert names(tab) == [["astronaut.jpg"], []]


def test_forty_pictures_do_not_fit_and_what_would_go_is_shown(
    tab: ImageQaTab, engine: FakeEngine, context: AppContext, say: Say, settle: Settle,
    tmp_path: Path,
) -> None:  # fmt: skip
    from PIL import Image

    engine.tokens_per_image = 1
    paths: list[Path] = []
    for n in range(40):
        paths.append(tmp_path / f"picture {n + 1}.png")
        Image.new("RGB", (8, 8), (n * 6, 90, 90)).save(paths[-1])
    for n in range(0, 40, 4):
        add(tab, settle, *paths[n : n + 4])
        say(tab, f"What are these, round {n}?")
    engine.tokens_per_image = 576
    tab.panel.set_values({"context_length": 0, "max_tokens": 64})
    say(tab, "Which of all is the reddest?")
    panel = tab.pictures.overflow
    assert panel.isVisible()
    shown = [button.image.name for button in panel.pictures.buttons]
    # 40 pictures take 23040 of 8192; whole exchanges of four go until the rest fits.
    assert shown == [f"picture {n + 1}.png" for n in range(28)]
    assert "(14)" in panel.what.text()
    assert "(pictures: 4)" in panel.what.text()
    assert len(tab.talk.turns) == 20
    panel.send_button.click()
    settle()
    assert len(engine.requests[-1].images) == 12
    assert notes(tab) == ["The model did not read the oldest messages (14)."]
    assert len(tab.pictures.side.strip.images) == 40


def test_too_many_pictures_in_one_message_are_told_and_stay(
    tab: ImageQaTab, engine: FakeEngine, say: Say, settle: Settle, photo: Path, cat: Path
) -> None:
    engine.tokens_per_image = 6000
    add(tab, settle, photo, cat)
    say(tab, "What are they?")
    assert "take pictures off" in tab.pictures.strip.words
    assert len(tab.pictures.images.composer.images) == 2


def test_pictures_are_a_part_of_the_meter_in_words(
    tab: ImageQaTab, say: Say, settle: Settle, qtbot: QtBot, photo: Path
) -> None:
    meter = tab.pictures.images.meter
    add(tab, settle, photo)
    qtbot.waitUntil(lambda: meter.use is not None and meter.use.pictures == 576, timeout=20_000)
    assert not meter.exact
    assert "pictures 576" in meter.words.text()
    (chip,) = tab.pictures.images.composer.pictures.chips
    assert "about 576 tokens" in chip.button.text()
    say(tab, "What is it?")
    qtbot.waitUntil(lambda: meter.exact, timeout=20_000)
    assert meter.use is not None
    assert meter.use.pictures == 576


def test_a_model_without_schemas_says_so(
    make_tab: MakeTab, say: Say, settle: Settle, photo: Path
) -> None:
    engine = FakeEngine(window=4096, abilities=Abilities(schema=False, images=True))
    tab = make_tab(spec_of(engine))
    add(tab, settle, photo)
    tab.pictures.images.held.hold("Objects", {"type": "object"})
    say(tab, "List them.")
    assert engine.requests[-1].schema is None
    assert notes(tab) == ["This model cannot be held to a JSON schema: check its answer."]


def test_pictures_of_a_deleted_conversation_are_cleared(
    tab: ImageQaTab, context: AppContext, qtbot: QtBot, make_tab: MakeTab, engine: FakeEngine,
    say: Say, settle: Settle, photo: Path,
) -> None:  # fmt: skip
    import os

    add(tab, settle, photo)
    say(tab, "What is it?")
    (copy,) = context.places.conversation_pictures.iterdir()
    tab.list.view.setCurrentIndex(tab.list.model.index(0, 0))
    tab.list.delete()
    settle()
    close(tab, context, qtbot)
    os.utime(copy, (1, 1))
    close(make_tab(spec_of(engine)), context, qtbot)
    assert copy.exists()  # it can still be brought back
    places = context.places
    with ConversationStore(places.image_conversations) as store:
        store.purge(0)
    make_tab(spec_of(engine))
    settle()
    assert not copy.exists()


def test_the_first_words_are_shown_while_the_rest_is_coming(
    tab: ImageQaTab, engine: FakeEngine, qtbot: QtBot, settle: Settle, photo: Path
) -> None:
    add(tab, settle, photo)
    go = threading.Event()
    engine.on_piece = lambda n: go.wait(20) if n == 2 else None
    tab.pictures.images.composer.edit.setPlainText("What is it?")
    QTest.keyClick(tab.pictures.images.composer.edit, Qt.Key.Key_Return)
    transcript = tab.pictures.images.transcript
    qtbot.waitUntil(lambda: transcript.entries[-1].turn.content == "A cat", timeout=20_000)
    pictures = [entry.turn.images for entry in transcript.entries]
    assert [len(images) for images in pictures] == [1, 0]
    tab.cancel()
    go.set()
    settle()
    assert tab.talk.turns[-1].content == "A cat"


@pytest.mark.parametrize("count", [1, 3])
def test_a_conversation_is_exported_with_its_pictures(
    tab: ImageQaTab, say: Say, settle: Settle, photo: Path, tmp_path: Path, count: int
) -> None:
    add(tab, settle, photo)
    for n in range(count):
        say(tab, f"Question {n}")
    conversation = tab.talk.conversation
    assert conversation is not None
    tab.pictures.exporting.write(conversation, tmp_path / "out" / "talk.md")
    settle()
    words = (tmp_path / "out" / "talk.md").read_text("utf-8")
    assert words.count("](<talk-pictures/astronaut.jpg>)") == 1
    assert (tmp_path / "out" / "talk-pictures" / "astronaut.jpg").exists()


def test_what_another_tab_wants_is_put_where_one_writes(
    tab: ImageQaTab, settle: Settle, cat: Path
) -> None:
    wanted = {"image": str(cat), "prompt": "What is it?", "temperature": 0.0}
    tab.use_model("fake-llava", wanted)
    settle()
    composer = tab.pictures.images.composer
    assert composer.words == "What is it?"
    assert [item.name for item in composer.images] == ["cat.png"]
    assert tab.panel.values()["temperature"] == 0.0


def test_tab_goes_from_the_picture_to_the_question(
    tab: ImageQaTab, say: Say, settle: Settle, photo: Path, cat: Path
) -> None:
    add(tab, settle, photo, cat)
    say(tab, "What are they?")
    side, composer = tab.pictures.side, tab.pictures.images.composer
    message = tab.pictures.images.transcript.view_of(tab.talk.turns[0].id)
    assert message is not None
    assert message.pictures is not None
    wanted: list[QWidget] = [
        tab.list_button,
        side.zoom.closer,
        side.region_button,
        side.add_button,
        side.view,
        side.strip,
        tab.pictures.images.transcript,
        message.pictures.buttons[0],
        tab.pictures.images.bar.buttons[0],
        composer.edit,
        composer.attach_button,
        tab.panel.picker.box,
    ]
    chain = focus_chain(tab)
    places = [chain.index(widget) for widget in wanted]
    start = places[0]
    turned = [(place - start) % len(chain) for place in places]
    assert turned == sorted(turned)
