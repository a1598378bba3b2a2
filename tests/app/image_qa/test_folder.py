"""Folders of real pictures asked about in the window, with real tables and a real record."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.error_view import MessageKind
from app.image_qa.folder_tab import FolderTab
from app.image_qa.questions_editor import QuestionsEditor
from app.widgets.state_icons import FileState
from pipelines.answering.batch import run_answers
from tests.app.image_qa.folders import (
    MakeFolder,
    ask,
    end,
    folder_tabs,
    put_in,
    run,
    states,
    tick,
    zoo,
)
from tests.app.transcription.test_watch import quick
from tests.app.walking import controls_of, focus_chain
from tests.pipelines.answering.bench import SeeingEngine, read_csv, read_lines, seeing_model
from tests.pipelines.batch_bench import paint

DONE, FAILED = FileState.DONE, FileState.FAILED


@pytest.fixture
def engine() -> SeeingEngine:
    return SeeingEngine()


@pytest.fixture
def make(context: AppContext, qtbot: QtBot) -> Iterator[MakeFolder]:
    with folder_tabs(context, qtbot) as maker:
        yield maker


@pytest.fixture
def tab(make: MakeFolder, engine: SeeingEngine) -> FolderTab:
    return make(seeing_model(engine))


@pytest.fixture
def animals(tmp_path: Path) -> Path:
    return zoo(tmp_path / "animals")


def press(tab: FolderTab, words: str) -> None:
    button = next(b for b in tab.strip.findChildren(QPushButton) if b.text() == words)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# -- a run ------------------------------------------------------------------------------------


def test_a_folder_becomes_a_table_beside_it_and_the_bad_ones_are_retried(
    tab: FolderTab, qtbot: QtBot, animals: Path, engine: SeeingEngine
) -> None:
    put_in(tab, qtbot, animals)
    assert not tab.can_run
    assert tab.panel.run_hint.text() == "Write a question first"
    ask(tab, "What is it?")
    table = animals.parent / "animals-answers.csv"
    assert tab.panel.tables == {"csv": table}
    run(tab, qtbot)
    assert states(tab) == {
        **dict.fromkeys(("cat.png", "dog.jpg", "fox.webp", "owl.png", "bat.png"), DONE),
        **dict.fromkeys(("cut.jpg", "text.jpg"), FAILED),
    }
    rows = {row["file"]: row for row in read_csv(table)}
    assert rows["night/bat.png"]["answer"] == "What is it? It is bat.png."
    assert "text" in rows["text.jpg"]["error"]
    assert tab.strip.kind is MessageKind.WARNING
    assert tab.strip.words.startswith("5 finished, 2 failed.")
    # Beside the picture stands its answer, or why there is none.
    tab.viewer.queue.select(animals / "dog.jpg")
    assert tab.viewer.text.toPlainText().split("\n") == [
        "What is it?",
        "What is it? It is dog.jpg.",
    ]
    tab.viewer.copy_button.click()
    assert QGuiApplication.clipboard().text() == "What is it? It is dog.jpg."
    tab.viewer.queue.select(animals / "text.jpg")
    assert "No answer:" in tab.viewer.text.toPlainText()
    assert not tab.viewer.copy_button.isEnabled()
    # One of the two is mended, and only the two are asked about again.
    engine.asked.clear()
    paint(animals / "text.jpg", side=32)
    tab.viewer.queue.retry_button.click()
    end(tab, qtbot)
    assert [name for name, _question in engine.asked] == ["text.jpg"]
    assert [name for name, state in states(tab).items() if state is FAILED] == ["cut.jpg"]
    again = {row["file"]: row for row in read_csv(table)}
    assert again["text.jpg"]["answer"] == "What is it? It is text.jpg."
    assert len(again) == 7
    assert tab.viewer.table_button.isEnabled()
    assert not list(animals.glob("*.csv"))


def test_a_run_that_was_stopped_goes_on_with_what_is_left(
    tab: FolderTab, qtbot: QtBot, animals: Path, engine: SeeingEngine
) -> None:
    put_in(tab, qtbot, animals)
    ask(tab, "What is it?")
    reached, go = threading.Event(), threading.Event()

    def hold(_n: int) -> None:
        if len(engine.asked) == 3:
            reached.set()
            assert go.wait(30)

    engine.on_piece = hold
    tab.run()
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    tab.cancel()
    go.set()
    end(tab, qtbot)
    assert tab.strip.words.startswith("Stopped: ")
    before = [state for state in states(tab).values() if state is DONE]
    assert 2 <= len(before) <= 3
    engine.on_piece = lambda _n: None
    engine.asked.clear()
    run(tab, qtbot)
    assert len(engine.asked) == 5 - len(before)
    rows = read_csv(animals.parent / "animals-answers.csv")
    assert sum(bool(row["answer"]) for row in rows) == 5
    # What was answered in the first run is found again among what can be searched.
    skipped = next(n for n, state in states(tab).items() if state is FileState.SKIPPED)
    path = next(path for path in tab.inputs if path.name == skipped)
    tab.viewer.queue.select(path)
    qtbot.waitUntil(lambda: f"It is {skipped}." in tab.viewer.text.toPlainText())


def test_several_questions_are_columns_and_go_into_several_formats(
    tab: FolderTab, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "two"
    paint(folder / "a.png")
    paint(folder / "b.png")
    put_in(tab, qtbot, folder)
    ask(tab, "What is it?", "How many?")
    tick(tab, "csv,jsonl,txt")
    assert tab.panel.run_hint.text() == "2 pictures, 2 questions each"
    run(tab, qtbot)
    assert read_csv(tmp_path / "two-answers.csv")[0] == {
        "file": "a.png",
        "What is it?": "What is it? It is a.png.",
        "How many?": "How many? It is a.png.",
    }
    assert [row["file"] for row in read_lines(tmp_path / "two-answers.jsonl")] == ["a.png", "b.png"]
    told = (folder / "a.txt").read_text()
    assert told.split("\n\n") == ["What is it? It is a.png.", "How many? It is a.png.\n"]
    assert tab.viewer.text.toPlainText().count("It is") == 2


def test_pictures_changed_themselves_are_warned_of_and_kept(
    tab: FolderTab, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    paint(folder / "a.jpg")
    paint(folder / "b.jpg")
    original = (folder / "a.jpg").read_bytes()
    put_in(tab, qtbot, folder)
    ask(tab, "What is it?")
    place = tab.panel.place
    assert place is not None
    assert tab.panel.output_form is not None
    in_place = tab.panel.output_form.rows["in_place"]
    assert not in_place.isEnabled()
    tick(tab, "xmp")
    assert in_place.isEnabled()
    assert place.warning.isHidden()
    assert place.path_edit.isHidden()
    tab.panel.output_form.set_values({"in_place": True})
    tab.panel.output_form.changed.emit()
    assert not place.warning.isHidden()
    run(tab, qtbot)
    assert (folder / "a.jpg").read_bytes() != original
    assert (folder / "a.jpg_original").read_bytes() == original
    assert b"It is a.jpg." in (folder / "a.jpg").read_bytes()


def test_one_picture_goes_into_the_table_too(tab: FolderTab, qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "photos" / "one.png"
    paint(picture)
    put_in(tab, qtbot, picture)
    ask(tab, "What is it?")
    run(tab, qtbot)
    (row,) = read_csv(tmp_path / "photos" / "photos-answers.csv")
    assert row == {"file": str(picture), "answer": "What is it? It is one.png."}


# -- what is there already --------------------------------------------------------------------


def test_a_file_that_is_there_is_replaced_only_if_the_user_says_so(
    tab: FolderTab, qtbot: QtBot, animals: Path
) -> None:
    table = animals.parent / "animals-answers.csv"
    table.write_text("mine")
    put_in(tab, qtbot, animals)
    ask(tab, "What is it?")
    run(tab, qtbot)
    assert "animals-answers.csv exists already" in tab.strip.words
    assert table.read_text() == "mine"
    assert tab.panel.place is not None
    tab.panel.place.set_path(animals.parent / "other")
    run(tab, qtbot)
    assert table.read_text() == "mine"
    assert len(read_csv(animals.parent / "other.csv")) == 7
    tab.panel.place.set_path(table)
    run(tab, qtbot)
    press(tab, "Replace it")
    end(tab, qtbot)
    assert len(read_csv(table)) == 7


def test_what_was_answered_before_can_be_asked_again(
    tab: FolderTab, qtbot: QtBot, tmp_path: Path, engine: SeeingEngine
) -> None:
    folder = tmp_path / "two"
    paint(folder / "a.png")
    paint(folder / "b.png")
    put_in(tab, qtbot, folder)
    ask(tab, "What is it?")
    run(tab, qtbot)
    engine.say = lambda name, _question: f"Now {name}."
    run(tab, qtbot)
    assert tab.strip.words == "All of them were answered before, with the same settings."
    assert len(engine.asked) == 2
    press(tab, "Ask again")
    end(tab, qtbot)
    answers = [row["answer"] for row in read_csv(tmp_path / "two-answers.csv")]
    assert answers == ["Now a.png.", "Now b.png."]


def test_files_beside_the_pictures_can_be_written_again(
    tab: FolderTab, qtbot: QtBot, tmp_path: Path, engine: SeeingEngine
) -> None:
    folder = tmp_path / "two"
    paint(folder / "a.png")
    put_in(tab, qtbot, folder)
    ask(tab, "What is it?")
    tick(tab, "txt")
    assert tab.panel.place is not None
    assert tab.panel.place.path_edit.isHidden()
    assert tab.panel.place.files_hint.text() == "A file for each picture goes beside it."
    run(tab, qtbot)
    assert (folder / "a.txt").read_text() == "What is it? It is a.png.\n"
    assert not tab.viewer.table_button.isEnabled()
    assert tab.viewer.folder_button.isEnabled()
    engine.say = lambda name, _question: f"Now {name}."
    run(tab, qtbot)
    press(tab, "Ask again")
    end(tab, qtbot)
    assert [path.read_text() for path in folder.glob("*.txt")] == ["Now a.png.\n"]


def test_another_question_into_the_same_table_is_a_question_to_the_user(
    tab: FolderTab, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "two"
    paint(folder / "a.png")
    paint(folder / "b.png")
    put_in(tab, qtbot, folder)
    ask(tab, "What is it?")
    run(tab, qtbot)
    ask(tab, "How many?")
    run(tab, qtbot)
    assert "other questions" in tab.strip.words
    assert read_csv(tmp_path / "two-answers.csv")[0]["answer"] == "What is it? It is a.png."
    press(tab, "Replace it")
    end(tab, qtbot)
    assert read_csv(tmp_path / "two-answers.csv")[0]["answer"] == "How many? It is a.png."


# -- a folder that is watched -----------------------------------------------------------------


def test_what_is_put_into_a_watched_folder_goes_into_the_table(
    tab: FolderTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_answers, "__kwdefaults__", quick(run_answers))
    folder = tmp_path / "in"
    paint(folder / "a.png")
    put_in(tab, qtbot, folder)
    ask(tab, "What is it?")
    QTest.mouseClick(tab.viewer.watch_box, Qt.MouseButton.LeftButton)
    tab.run()
    qtbot.waitUntil(lambda: states(tab)["a.png"] is DONE, timeout=20_000)
    paint(folder / "later.png")
    qtbot.waitUntil(lambda: states(tab).get("later.png") is DONE, timeout=20_000)
    tab.viewer.queue.select(folder / "later.png")
    assert "It is later.png." in tab.viewer.text.toPlainText()
    tab.cancel()
    end(tab, qtbot)
    assert tab.strip.words.startswith("Stopped")
    rows = read_csv(tmp_path / "in-answers.csv")
    assert [row["file"] for row in rows] == ["a.png", "later.png"]


# -- questions --------------------------------------------------------------------------------


def test_ready_questions_fill_a_box_with_their_schema(tab: FolderTab, qtbot: QtBot) -> None:
    box = tab.panel.boxes[0]
    tab.questions.load()  # as the button does, which opens the menu then
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle)
    menu = tab.ready_menu(box)
    actions = {action.text(): action for action in menu.actions()}
    actions["List objects as JSON"].trigger()
    schema = json.loads(tab.panel.form_values()["json_schema"])
    assert schema["required"] == ["objects"]
    actions["Describe"].trigger()
    assert tab.panel.form_values()["json_schema"] == ""
    assert tab.panel.questions[0].startswith("Describe this picture")
    actions["Is there …?"].trigger()
    assert box.edit.textCursor().selectedText() == "…"
    menu.deleteLater()


def test_questions_are_added_taken_away_and_remembered(
    tab: FolderTab, make: MakeFolder, engine: SeeingEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    assert tab.panel.form is not None
    editor = tab.panel.form.rows["prompt"].editor
    assert isinstance(editor, QuestionsEditor)
    tab.panel.boxes[0].edit.setPlainText("One?")
    assert tab.panel.boxes[0].remove_button.isHidden()
    editor.add_button.click()
    second = tab.panel.boxes[1]
    assert second.edit.hasFocus()
    second.edit.setPlainText("Two?")
    assert tab.panel.questions == ("One?", "Two?")
    chain = focus_chain(tab)
    place = chain.index(tab.panel.boxes[0].edit)
    assert chain.index(second.edit) > place
    assert chain.index(editor.add_button) > chain.index(second.edit)
    tab.panel.boxes[0].remove_button.click()
    assert tab.panel.questions == ("Two?",)
    paint(tmp_path / "a.png")
    put_in(tab, qtbot, tmp_path / "a.png")
    run(tab, qtbot)
    assert make(seeing_model(engine)).panel.questions == ("Two?",)


# -- hands and ears ---------------------------------------------------------------------------


def test_every_control_has_a_name_and_the_list_follows_the_answers(
    tab: FolderTab, qtbot: QtBot, animals: Path
) -> None:
    put_in(tab, qtbot, animals)
    ask(tab, "What is it?", "How many?")
    nameless = [
        control
        for control in controls_of(tab)
        if not (control.accessibleName() or control.property("text"))
    ]
    assert nameless == []
    chain = focus_chain(tab)
    order = [tab.panel.boxes[0].edit, tab.panel.run_button, tab.viewer.text, tab.viewer.queue.view]
    places = [chain.index(widget) for widget in order]
    assert places == sorted(places)
