"""The prompt workshop: templates, variables, examples, schema, preview, and one answer."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.chat.asking import ModelUse
from app.chat_views.chosen import ChosenModel
from app.chat_views.few_shot_rows import FewShotRows
from app.chat_views.schema_field import SchemaField
from app.chat_views.template_editor import join_stops
from app.chat_views.variable_editor import VariableEditor, VariableFields
from app.chat_views.workshop_page import WorkshopPage
from app.context import AppContext
from pipelines.language.params import split_stops
from pipelines.prompts.library import template_shelf
from pipelines.prompts.template import FewShot, Form, Origin, PromptTemplate
from tests.app.chat_views.conftest import longer
from tests.language_fakes import FakeEngine

ALT = Qt.KeyboardModifier.AltModifier


def idle(qtbot: QtBot, page: WorkshopPage) -> None:
    qtbot.waitUntil(lambda: page.context.jobs.is_idle, timeout=60_000)


@pytest.fixture
def page(qtbot: QtBot, context: AppContext, chosen: ChosenModel) -> Iterator[WorkshopPage]:
    made = WorkshopPage(context, chosen)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    idle(qtbot, made)
    yield made
    made.close_view()


def edit(qtbot: QtBot, page: WorkshopPage, template: PromptTemplate, **values: str) -> None:
    page.editor.show_template(template)
    page.values.set_values(values)
    page.preview.refresh()
    idle(qtbot, page)


# -- the list -----------------------------------------------------------------------------------


def test_presets_are_listed_found_and_shown(page: WorkshopPage) -> None:
    shown = page.list.list.count()
    assert shown > 10
    page.list.search.setText("classify")
    hidden = sum(page.list.list.item(row).isHidden() for row in range(shown))
    assert 0 < shown - hidden < shown
    page.list.choose("Classify a text")
    assert page.editor.name.text() == "Classify a text"
    assert page.editor.few_shot.table.rowCount() == 3
    assert list(page.values.fields) == ["text"]
    area = page.values.visibleRegion().boundingRect()
    assert area.height() >= page.values.fields["text"].height()  # seen whole
    assert not page.list.remove_button.isEnabled()


def test_every_preset_comes_out_of_the_editor_as_it_went_in(page: WorkshopPage) -> None:
    for template in template_shelf(page.context.places).listing().items:
        page.editor.show_template(template)
        assert page.editor.template() == template


def test_a_preset_is_saved_as_a_copy_and_an_own_one_in_its_place(
    qtbot: QtBot, page: WorkshopPage
) -> None:
    shelf = template_shelf(page.context.places)
    page.list.choose("Classify a text")
    page.editor.text.setPlainText("About <text>: what?")
    page.save()
    idle(qtbot, page)
    copy = shelf.get("Classify a text 2")
    assert (copy.origin, copy.text) == (Origin.OWN, "About <text>: what?")
    assert page.list.current == copy
    assert "Classify a text 2" in page.strip.words
    page.editor.text.setPlainText("Otherwise <text>")
    page.save()
    idle(qtbot, page)
    assert shelf.get("Classify a text 2").text == "Otherwise <text>"
    assert len(page.list.own) == 1
    page.editor.name.setText("Classify a text")  # a preset has that name
    page.save()
    idle(qtbot, page)
    assert "already" in page.strip.words
    page.store.remove(shelf.get("Classify a text 2"))
    idle(qtbot, page)
    assert page.list.own == ()


def test_templates_are_exported_and_imported_again(
    qtbot: QtBot, page: WorkshopPage, tmp_path: Path
) -> None:
    page.store.begin()
    assert page.editor.template() == PromptTemplate("", "")
    page.editor.name.setText("Mine")
    page.editor.text.setPlainText("Say <word>")
    page.save()
    idle(qtbot, page)
    file = tmp_path / "shared.yaml"
    page.store.export_file(file)
    idle(qtbot, page)
    page.store.import_file(file)
    idle(qtbot, page)
    assert [item.name for item in page.list.own] == ["Mine", "Mine 2"]
    page.store.import_file(tmp_path / "missing.yaml")
    idle(qtbot, page)
    assert "missing.yaml" in page.strip.words


# -- the editor ---------------------------------------------------------------------------------


def test_variables_are_marked_and_tags_are_not(qtbot: QtBot) -> None:
    box = VariableEditor("Prompt", 3)
    qtbot.addWidget(box)
    box.setPlainText("<animal> <b>x</b> \\<animal> <|im_start|>")
    marks = box.document().firstBlock().layout().formats()
    assert [(mark.start, mark.length) for mark in marks] == [(0, 8)]
    assert marks[0].format.fontUnderline()


def test_values_stay_when_a_variable_goes_and_comes_back(qtbot: QtBot) -> None:
    fields = VariableFields()
    qtbot.addWidget(fields)
    fields.show_names(["animal", "place"])
    fields.fields["animal"].setPlainText("owl")
    fields.show_names(["place"])
    assert fields.values() == {"place": ""}
    fields.show_names(["animal", "place"])
    assert fields.values() == {"animal": "owl", "place": ""}


def test_examples_are_added_moved_and_removed_by_keyboard(qtbot: QtBot) -> None:
    rows = FewShotRows()
    qtbot.addWidget(rows)
    rows.show()
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.set_rows([FewShot("1", "one"), FewShot("2", "two")])
    rows.table.setFocus()
    rows.table.setCurrentCell(0, 0)
    qtbot.keyClick(rows.table, Qt.Key.Key_Down, ALT)
    assert rows.rows() == (FewShot("2", "two"), FewShot("1", "one"))
    assert rows.table.currentRow() == 1
    qtbot.keyClick(rows.table, Qt.Key.Key_Up, ALT)
    assert rows.rows()[0] == FewShot("1", "one")
    qtbot.keyClick(rows.table, Qt.Key.Key_Delete)
    assert rows.rows() == (FewShot("2", "two"),)
    qtbot.keyClick(rows.table, Qt.Key.Key_Insert)
    assert rows.table.rowCount() == 2
    assert rows.rows() == (FewShot("2", "two"),)  # an empty row is no example


def test_a_schema_is_checked_while_it_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    field = SchemaField()
    qtbot.addWidget(field)
    assert field.is_valid
    assert field.schema is None
    field.box.setCurrentIndex(1)
    field.words.setPlainText('{"type": ')
    assert not field.is_valid
    assert "line 1" in field.problem.text()
    field.words.setPlainText('{"type": "object"}')
    assert field.schema == {"type": "object"}
    field.set_examples({"person": {"type": "string"}})
    field.box.setCurrentIndex(2)
    assert field.schema == {"type": "string"}
    file = tmp_path / "schema.json"
    file.write_text(json.dumps({"type": "number"}))
    field.read_file(file)
    assert field.schema == {"type": "number"}
    field.read_file(tmp_path / "none.json")
    assert "none.json" in field.problem.text()


def test_stop_sequences_are_written_as_they_are_read() -> None:
    stops = ("\nQ:", "a,b", "\\end", "\t")
    assert split_stops(join_stops(stops)) == stops


def test_the_library_fills_the_system_prompt(page: WorkshopPage) -> None:
    library = page.editor.library
    assert library.count() > 10
    library.setCurrentIndex(1)
    library.activated.emit(1)
    assert page.editor.template().system_prompt == library.itemData(1)


# -- what is sent -------------------------------------------------------------------------------


def test_the_preview_is_what_the_model_reads(
    qtbot: QtBot, page: WorkshopPage, engine: FakeEngine
) -> None:
    template = PromptTemplate("T", "A <animal>?", "Be brief.", (FewShot("A cat?", "Meow."),))
    edit(qtbot, page, template, animal="dog")
    preview = page.preview.preview
    assert preview is not None
    assert not preview.is_exact
    assert "A dog?" in preview.words
    page.preview.load_model()
    idle(qtbot, page)
    preview = page.preview.preview
    assert preview is not None
    assert preview.is_exact
    page.run()
    idle(qtbot, page)
    assert engine.render(engine.requests[0].messages) == preview.words
    assert page.preview.view.toPlainText() == preview.words
    assert preview.tokens == len(engine.tokenize(preview.words))
    assert page.answer.text == "Hello there."


def test_text_for_base_models_ends_where_its_examples_do(
    qtbot: QtBot, page: WorkshopPage, engine: FakeEngine
) -> None:
    template = PromptTemplate("T", "<word>", few_shot=(FewShot("hot", "cold"),))
    page.editor.show_template(template)
    assert page.editor.marks.isHidden()
    page.editor.form_box.setCurrentIndex(page.editor.form_box.findData(Form.COMPLETION))
    page.editor.question.setText("Word:")
    page.values.set_values({"word": "early"})
    assert not page.editor.marks.isHidden()
    page.run()
    idle(qtbot, page)
    request = engine.requests[0]
    assert request.prompt == "Word: hot\nA: cold\n\nWord: early\nA:"
    assert request.sampling.stop_sequences == ("\nWord:",)
    page.preview.refresh()
    idle(qtbot, page)
    assert "Word:" in page.preview.extra.text()


def test_an_empty_prompt_is_not_sent(qtbot: QtBot, page: WorkshopPage) -> None:
    edit(qtbot, page, PromptTemplate("T", ""))
    assert not page.run_button.isEnabled()
    assert "empty" in page.preview.problem.text()
    page.chosen.choose(None)
    edit(qtbot, page, PromptTemplate("T", "x"))
    assert not page.can_run


def test_a_schema_goes_along(qtbot: QtBot, page: WorkshopPage, engine: FakeEngine) -> None:
    edit(qtbot, page, PromptTemplate("T", "x", schema={"type": "object"}))
    page.run()
    idle(qtbot, page)
    assert engine.requests[0].schema == {"type": "object"}
    assert page.answer.state.text().startswith("✗ Does not follow the schema: The answer is not")
    engine.pieces = ('{"a": ', "1}")
    page.run()
    idle(qtbot, page)
    assert page.answer.state.text() == "✓ Follows the schema."
    page.editor.schema.words.setPlainText("{")
    assert not page.can_run


def test_a_real_model_holds_to_a_schema(
    qtbot: QtBot, context: AppContext, tiny: ModelUse, page: WorkshopPage
) -> None:
    page.chosen.choose(longer(tiny), "Tiny")
    edit(qtbot, page, PromptTemplate("T", "Say <x>", schema={"enum": ["yes", "no"]}), x="it")
    page.run()
    idle(qtbot, page)
    assert page.answer.failure == ""
    assert page.answer.text in ('"yes"', '"no"')
    page.preview.refresh()
    idle(qtbot, page)
    assert page.preview.preview is not None
    words = page.preview.preview.words
    assert words == "<|im_start|>user\nSay it<|im_end|>\n<|im_start|>assistant\n"
