"""The pages of the tab together: a folder asked about, found by words, asked about again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.image_qa.folder_page import FolderPage
from app.image_qa.gallery_page import GalleryPage
from app.image_qa.tab import ImageQaTab
from app.image_qa.views import FOLDER, SEARCH, views_over
from tests.app.image_qa.conftest import MakeTab, Settle
from tests.app.image_qa.folders import ask, zoo
from tests.language_fakes import FakeEngine
from tests.pipelines.answering.bench import SeeingEngine, seeing_model


@pytest.fixture
def engine() -> SeeingEngine:
    return SeeingEngine(say=lambda name, _question: f"There is a {name.partition('.')[0]}.")


@pytest.fixture
def tab(make_tab: MakeTab, engine: SeeingEngine) -> ImageQaTab:
    spec = seeing_model(engine)
    return make_tab(spec, views=views_over(lambda: (spec,), "image-qa"))


def show_folder(tab: ImageQaTab, settle: Settle) -> FolderPage:
    tab.views.show_view(FOLDER)
    settle()
    page = tab.views.page
    assert isinstance(page, FolderPage)
    return page


def test_a_folder_is_asked_about_found_by_words_and_asked_about_again(
    tab: ImageQaTab, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    page = show_folder(tab, settle)
    folder = zoo(tmp_path / "animals")
    page.add_paths([folder])
    settle()
    assert not tab.can_run
    ask(page.tab, "What is there?")
    assert tab.can_run
    tab.run()  # as the menu does
    qtbot.waitUntil(lambda: not page.tab.busy, timeout=60_000)
    settle()
    page.tab.viewer.search_button.click()
    settle()
    search = tab.views.page
    assert isinstance(search, GalleryPage)
    assert search.filters.query.folder == folder
    assert search.model.total == 5
    QTest.keyClicks(search.filters.field, "bat")
    QTest.keyClick(search.filters.field, Qt.Key.Key_Return)
    settle()
    assert [row.hit.path for row in search.model.rows] == [folder / "night" / "bat.png"]
    QTest.keyClick(search.filters.field, Qt.Key.Key_Down)
    QTest.keyClick(search.view, Qt.Key.Key_Return)
    settle()
    assert tab.views.page is tab.pictures
    images = tab.pictures.images.composer.images
    assert [image.name for image in images] == ["bat.png"]


def test_pages_of_their_own_hide_what_belongs_to_conversations(
    tab: ImageQaTab, settle: Settle
) -> None:
    tab.resize(1500, 740)
    assert tab.list.isVisible()
    assert tab.panel.isVisible()
    page = show_folder(tab, settle)
    assert page.tab.panel.choice is not None
    assert tab.panel.choice is not None
    assert page.tab.panel.choice.key == tab.panel.choice.key
    for widget in (tab.list, tab.panel, tab.panel_button):
        assert not widget.isVisible()
    tab.toggle_help()
    assert page.tab.panel.form is not None
    assert not page.tab.panel.form.rows["max_tokens"].help.isHidden()
    tab.views.show_view(SEARCH)
    tab._search()  # Ctrl+F
    search = tab.views.page
    assert isinstance(search, GalleryPage)
    assert search.filters.field.hasFocus()
    assert not tab.list.isVisible()
    settle()
    tab.begin()
    assert tab.list.isVisible()
    assert tab.panel.isVisible()
    assert tab.title.isVisible()


def test_a_page_without_answers_leads_to_the_folder_page(tab: ImageQaTab, settle: Settle) -> None:
    tab.views.show_view(SEARCH)
    settle()
    search = tab.views.page
    assert isinstance(search, GalleryPage)
    search.nothing.button.click()
    settle()
    assert isinstance(tab.views.page, FolderPage)


def test_both_pages_ask_the_same_model(
    make_tab: MakeTab, engine: FakeEngine, settle: Settle
) -> None:
    specs = (seeing_model(engine, "first"), seeing_model(engine, "second"))
    tab = make_tab(*specs, views=views_over(lambda: specs, "image-qa"))
    page = show_folder(tab, settle)
    tab.views.show_view(tab.views.keys[0])
    tab.panel.picker.choose("second")
    settle()
    show_folder(tab, settle)
    choice = page.tab.panel.choice
    assert choice is not None
    assert choice.key == "second"
