"""The three pages for everyone: names for all controls, keys to reach them, translated words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.chat.views import ViewPage
from app.chat_views.chosen import ChosenModel
from app.chat_views.compare_page import ComparePage
from app.chat_views.few_shot_rows import FewShot
from app.chat_views.token_page import TokenPage
from app.chat_views.workshop_page import WorkshopPage
from app.context import AppContext
from pipelines.prompts.library import system_prompt_shelf
from pipelines.prompts.schema import example_schemas
from tests.app.test_access import Brackets, spoken_name, untranslated
from tests.app.walking import controls_of, focus_chain


@pytest.fixture
def pages(qtbot: QtBot, context: AppContext, chosen: ChosenModel) -> Iterator[list[ViewPage]]:
    use = chosen.use
    assert use is not None
    made: list[ViewPage] = [
        TokenPage(context, chosen),
        ComparePage(context, chosen, lambda: [use.spec]),
        WorkshopPage(context, chosen),
    ]
    for page in made:
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
    yield made
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
    for page in made:
        page.close_view()


def test_every_control_has_a_name(pages: list[ViewPage]) -> None:
    nameless = [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for page in pages
        for control in controls_of(page)
        if not spoken_name(control)
    ]
    assert nameless == []


def test_every_control_is_reached_by_tab(pages: list[ViewPage]) -> None:
    for page in pages:
        reached = set(focus_chain(page))
        shown = [c for c in controls_of(page) if c.isVisible() and c.isEnabled()]
        assert [c.accessibleName() for c in shown if c not in reached] == []


def test_two_columns_are_told_apart_by_name(pages: list[ViewPage]) -> None:
    page = pages[1]
    boxes = [box.accessibleName() for box in page.findChildren(QComboBox) if box.isVisible()]
    assert len(boxes) == len(set(boxes)) == 2


def test_every_word_is_translated(qtbot: QtBot, context: AppContext, chosen: ChosenModel) -> None:
    translator = Brackets()
    QCoreApplication.installTranslator(translator)
    try:
        assert chosen.use is not None
        spec = chosen.use.spec
        workshop = WorkshopPage(context, chosen)
        made = [TokenPage(context, chosen), ComparePage(context, chosen, lambda: [spec]), workshop]
        for page in made:
            qtbot.addWidget(page)
            page.show()
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
        workshop.store.begin()  # presets are in English until they are edited
        workshop.editor.few_shot.set_rows([FewShot("1", "2")])
        workshop.preview.refresh()
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)
        for page in made:
            page.close_view()
        presets = workshop.list.templates
        own = {words for item in presets for words in (item.description, item.name)}
        fields = {f"<{name}>" for item in presets for name in item.variables}
        library = {item.name for item in system_prompt_shelf(context.places).listing().items}
        schemas = set(example_schemas())
        known = ("Fake", "answer", "<|im_start|>", '{"type": "object", "properties": {…}}')
        allowed = (*known, *sorted({*own, *fields, *library, *schemas}, key=len, reverse=True))
        assert [words for page in made for words in untranslated(page, allowed)] == []
    finally:
        QCoreApplication.removeTranslator(translator)


def test_colours_follow_the_window(
    qtbot: QtBot, context: AppContext, pages: list[ViewPage]
) -> None:
    from app.settings import ColorMode

    workshop = pages[2]
    assert isinstance(workshop, WorkshopPage)
    workshop.editor.text.setPlainText("<animal>")

    def colour() -> str:
        formats = workshop.editor.text.document().firstBlock().layout().formats()
        return formats[0].format.foreground().color().name()

    context.theme.set_mode(ColorMode.LIGHT)
    light = colour()
    context.theme.set_mode(ColorMode.DARK)
    assert colour() != light
    context.theme.set_mode(ColorMode.AUTO)
