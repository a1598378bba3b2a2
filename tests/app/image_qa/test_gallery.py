"""Pictures found by words in a real file of answers, and what is done with them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import AppContext
from app.image_qa.gallery_lines import bold_ranges, brought_near
from app.image_qa.gallery_page import GalleryPage
from pipelines.answers.gallery import Gallery
from pipelines.full_text import Part
from pipelines.media.facts import PictureFacts, facts_of
from tests.app.image_qa.conftest import Settle
from tests.app.walking import controls_of, focus_chain
from tests.pipelines.batch_bench import paint

WHAT, WORDS = "What is it?", "List keywords."
MakePage = Callable[[], GalleryPage]


@pytest.fixture
def make_page(context: AppContext, qtbot: QtBot, settle: Settle) -> Iterator[MakePage]:
    made: list[GalleryPage] = []

    def make() -> GalleryPage:
        page = GalleryPage(context)
        made.append(page)
        page.resize(1100, 700)
        page.show()
        settle()
        return page

    yield make
    for page in made:
        settle()
        if isValid(page):
            page.close_view()
            page.close()
            page.deleteLater()


@pytest.fixture
def animals(context: AppContext, tmp_path: Path) -> Path:
    """A cat, a dog and a fox in two folders, described by two models."""
    folder = tmp_path / "animals"
    said = {
        "cat.png": ("A grey cat on a red sofa.", "cat, sofa"),
        "dog.png": ("A black dog on the beach.", "dog, sea"),
        "wild/fox.png": ("A red fox in the snow.", "fox, snow"),
    }
    with Gallery(context.places.answers) as gallery:
        for name, (what, words) in said.items():
            path = folder / name
            paint(path, side=40)
            gallery.keep(path, facts_of(path), "llava", "1", [(WHAT, what), (WORDS, words)])
        path = folder / "cat.png"
        gallery.keep(path, facts_of(path), "smolvlm", "2", [(WHAT, '{"animal": "tiger"}')])
    return folder


def names(page: GalleryPage) -> list[str]:
    return [row.hit.path.name for row in page.model.rows]


def find(page: GalleryPage, settle: Settle, words: str, qtbot: QtBot) -> list[str]:
    page.filters.field.setText(words)
    qtbot.waitUntil(lambda: page.model.query.words == words and not page.model.is_looking)
    settle()
    return names(page)


def test_it_says_what_to_do_before_anything_was_asked(
    make_page: MakePage, qtbot: QtBot, context: AppContext
) -> None:
    page = make_page()
    assert page.stack.currentWidget() is page.nothing
    with qtbot.waitSignal(page.batch_wanted):
        page.nothing.button.click()
    assert not context.places.answers.exists()  # looking makes no file


def test_words_find_pictures_with_their_question_and_the_words_marked(
    make_page: MakePage, animals: Path, settle: Settle, qtbot: QtBot
) -> None:
    page = make_page()
    assert sorted(names(page)) == ["cat.png", "dog.png", "fox.png"]
    assert page.filters.count.text() == "3 pictures"
    assert find(page, settle, "red so", qtbot) == ["cat.png"]
    row = page.model.rows[0]
    assert [part.text for part in row.hit.snippet if part.marked][:2] == ["red", "sofa"]
    assert row.question == WHAT
    assert page.filters.count.text() == "1 picture"
    assert find(page, settle, "sea", qtbot) == ["dog.png"]
    assert page.model.rows[0].question == WORDS
    told = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("dog.png, List keywords., ")
    assert find(page, settle, "elephant", qtbot) == []
    assert page.stack.currentWidget() is page.none
    assert page.none.title.text() == "Nothing was found for “elephant”"
    page.none.button.click()
    settle()
    assert len(names(page)) == 3
    # Beside the list stand the picture and what every model said.
    assert find(page, settle, "tiger", qtbot) == ["cat.png"]
    qtbot.waitUntil(lambda: "tiger" in page.detail.text.toPlainText())
    settle()
    shown = page.detail.text.toPlainText()
    assert "smolvlm, " in shown
    assert "llava, " in shown
    assert '"animal": "tiger"' in shown
    assert "A grey cat on a red sofa." in shown


def test_folders_and_models_narrow_it_down(
    make_page: MakePage, animals: Path, settle: Settle, qtbot: QtBot
) -> None:
    page = make_page()
    boxes = page.filters.folder_box, page.filters.model_box
    lines = [[box.itemText(n) for n in range(box.count())] for box in boxes]
    assert lines[1] == ["All models", "llava (3)", "smolvlm (1)"]
    assert lines[0][1] == f"animals (2)  –  {animals.parent}"
    assert lines[0][2].startswith("wild (1)")
    page.filters.folder_box.setCurrentIndex(2)
    settle()
    assert names(page) == ["fox.png"]
    assert find(page, settle, "dog", qtbot) == []
    page.show_all()
    settle()
    page.filters.model_box.setCurrentIndex(2)
    settle()
    assert names(page) == ["cat.png"]
    page.show_folder(animals)
    settle()
    assert page.filters.query.folder == animals
    assert page.filters.folder_box.count() == 3
    assert page.filters.query.model is None
    assert sorted(names(page)) == ["cat.png", "dog.png", "fox.png"]


def test_keys_lead_from_the_words_to_a_question_about_the_picture(
    make_page: MakePage, animals: Path, settle: Settle, qtbot: QtBot
) -> None:
    page = make_page()
    page.search()
    assert page.filters.field.hasFocus()
    QTest.keyClicks(page.filters.field, "dog")
    QTest.keyClick(page.filters.field, Qt.Key.Key_Return)  # without waiting
    settle()
    assert names(page) == ["dog.png"]
    QTest.keyClick(page.filters.field, Qt.Key.Key_Down)
    assert page.view.hasFocus()
    with qtbot.waitSignal(page.ask_wanted) as asked:
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert asked.args == [animals / "dog.png"]
    qtbot.waitUntil(lambda: bool(page.detail.text.sections))
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "A black dog on the beach." in QGuiApplication.clipboard().text()


def test_missing_and_changed_files_are_told_in_words(
    make_page: MakePage, animals: Path, settle: Settle, qtbot: QtBot
) -> None:
    (animals / "cat.png").unlink()
    paint(animals / "dog.png", side=64)
    page = make_page()
    told = {row.hit.path.name: page.model.state_words(row.hit) for row in page.model.rows}
    assert told == {"cat.png": "The file is missing", "dog.png": "Changed since", "fox.png": ""}
    assert find(page, settle, "cat", qtbot) == ["cat.png"]
    qtbot.waitUntil(lambda: "was moved, renamed or deleted" in page.detail.trouble.text())
    settle()
    assert not page.detail.ask_button.isEnabled()
    page.ask()
    assert page.strip.words.startswith("cat.png is not there any more")


def test_what_is_forgotten_is_found_no_more_and_its_file_stays(
    make_page: MakePage, animals: Path, settle: Settle, qtbot: QtBot
) -> None:
    page = make_page()
    find(page, settle, "fox", qtbot)
    page.forget()
    box = page.findChild(QMessageBox)
    assert box is not None
    assert "fox.png" in box.text()
    next(button for button in box.buttons() if button.text() == "Forget").click()
    settle()
    assert page.stack.currentWidget() is page.none
    assert (animals / "wild" / "fox.png").exists()
    assert sorted(find(page, settle, "", qtbot)) == ["cat.png", "dog.png"]


def test_thousands_come_page_by_page_and_old_searches_are_dropped(
    make_page: MakePage, context: AppContext, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    with Gallery(context.places.answers) as gallery:
        facts = PictureFacts(1, 1, 10, 10)
        gallery._db.execute("PRAGMA synchronous = OFF")
        for n in range(1500):
            said = [(WHAT, f"A house number {n}.")]
            gallery.keep(tmp_path / "many" / f"{n:04}.png", facts, "llava", "1", said)
    page = make_page()
    assert page.filters.count.text().replace(",", "") == "1500 pictures"
    assert len(page.model.rows) < 200
    loaded = len(page.model.rows)
    page.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(page.model.rows) > loaded)
    settle()
    assert len({row.hit.path for row in page.model.rows}) == len(page.model.rows)
    began = time.monotonic()
    for words in ("h", "ho", "hou", "house", "house 7", "house 77"):
        page.filters.field.setText(words)
        page.look()
    assert time.monotonic() - began < 0.2  # nobody waits for a search while typing
    settle()
    expected = sorted(f"{n:04}.png" for n in range(1500) if str(n).startswith("77"))
    assert sorted(names(page)) == expected
    assert page.model.total == len(expected)


def test_rows_are_painted_with_bold_words(
    make_page: MakePage, animals: Path, settle: Settle, qtbot: QtBot
) -> None:
    Image.new("RGB", (80, 80), (0, 128, 128)).save(animals / "cat.png")
    page = make_page()
    find(page, settle, "sofa", qtbot)
    page.view.repaint()
    qtbot.waitUntil(lambda: not page.thumbnails.busy)
    seen = page.view.grab().toImage()
    middle = page.view.visualRect(page.model.index(0)).topLeft() + QPoint(54, 50)
    shown = seen.pixelColor(page.view.viewport().mapToParent(middle))
    assert abs(shown.red()) + abs(shown.green() - 128) + abs(shown.blue() - 128) < 12
    (first, second) = (Part("A 😀 ", False), Part("red", True))
    (piece,) = bold_ranges((first, second))
    assert (piece.start, piece.length) == (5, 3)  # as Qt counts
    long = Part("one two three four five six seven eight nine ten eleven ", False)
    near = brought_near((long, second))
    assert near[0].text.startswith("…")
    assert near[0].text.endswith("nine ten eleven ")
    assert near[1] == second


def test_every_control_has_a_name_and_the_tab_key_goes_from_top_to_bottom(
    make_page: MakePage, animals: Path
) -> None:
    page = make_page()
    assert [c for c in controls_of(page) if not (c.accessibleName() or c.property("text"))] == []
    chain = focus_chain(page)
    wanted = [
        page.filters.field,
        page.filters.folder_box,
        page.filters.model_box,
        page.view,
        page.detail.text,
        page.detail.ask_button,
    ]
    places = [chain.index(widget) for widget in wanted]
    assert places == sorted(places)
