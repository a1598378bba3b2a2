"""A template over a table: columns matched, rows asked, failures told, runs taken up again."""

import csv
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.chat.asking import ModelUse
from app.chat_views.chosen import ChosenModel
from app.chat_views.table_panel import TablePanel
from app.context import AppContext
from pipelines.prompts.template import PromptTemplate
from tests.app.chat_views.conftest import longer
from tests.app.dropping import drop
from tests.language_fakes import FakeEngine

TEMPLATE = PromptTemplate("T", "A <animal> in one word")


def idle(qtbot: QtBot, panel: TablePanel) -> None:
    qtbot.waitUntil(lambda: panel.context.jobs.is_idle, timeout=60_000)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "animals.csv"
    path.write_text("Animal,place\nowl,wood\n,nowhere\nfox,field\n", encoding="utf-8")
    return path


@pytest.fixture
def panel(qtbot: QtBot, context: AppContext, chosen: ChosenModel, table: Path) -> TablePanel:
    made = TablePanel(context, chosen)
    qtbot.addWidget(made)
    made.show()
    made.show_template(TEMPLATE)
    made.choice.read(table)
    idle(qtbot, made)
    return made


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_first_rows_and_matched_columns_are_shown(panel: TablePanel, table: Path) -> None:
    assert panel.choice.rows.rowCount() == 3
    item = panel.choice.rows.item(0, 1)
    assert item is not None
    assert item.text() == "wood"
    assert panel.choice.matches.text() == "<animal> ← Animal"
    assert panel.choice.output.text() == str(table.with_name("animals-answers.csv"))
    assert panel.run_button.isEnabled()


def test_a_missing_column_is_told_before_anything_runs(panel: TablePanel) -> None:
    panel.show_template(PromptTemplate("T", "<colour>"))
    assert "<colour>" in panel.choice.problem.text() or "colour" in panel.choice.problem.text()
    assert not panel.run_button.isEnabled()
    panel.show_template(TEMPLATE)
    assert panel.choice.problem.isHidden()
    assert panel.run_button.isEnabled()


def test_answers_come_into_a_new_column_and_failures_are_listed(
    qtbot: QtBot, panel: TablePanel, engine: FakeEngine
) -> None:
    panel.run_button.click()
    idle(qtbot, panel)
    output = panel.choice.output_path
    assert output is not None
    found = rows_of(output)
    assert [row["answer"] for row in found] == ["Hello there.", "", "Hello there."]
    assert panel.failed.count() == 1
    assert "3" in panel.failed.item(0).text()
    assert "2 of 3" in panel.state.text()
    assert "1 failed" in panel.state.text()
    assert [request.messages[-1].content for request in engine.requests] == [
        "A owl in one word",
        "A fox in one word",
    ]
    assert panel.folder_button.isEnabled()


def test_a_stopped_run_goes_on_where_it_stopped(
    qtbot: QtBot, panel: TablePanel, engine: FakeEngine
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(piece: int) -> None:
        if len(engine.requests) == 2 and piece == 1:
            begun.set()
            assert go_on.wait(30)

    engine.on_piece = wait
    panel.run()
    qtbot.waitUntil(begun.is_set, timeout=60_000)
    output = panel.choice.output_path
    assert output is not None
    assert rows_of(output)[0]["answer"] == "Hello there."  # there while the next one is asked
    panel.cancel_button.click()
    go_on.set()
    idle(qtbot, panel)
    assert panel.state.text().startswith("Stopped")
    assert panel.choice.is_unfinished
    assert not panel.choice.unfinished.isHidden()
    assert panel.run_button.text() == "Go on with the table"
    asked = len(engine.requests)
    panel.run_button.click()
    idle(qtbot, panel)
    assert len(engine.requests) == asked + 1  # only the row that was not done
    assert [row["answer"] for row in rows_of(output)] == ["Hello there.", "", "Hello there."]


def test_a_file_that_is_there_is_only_replaced_if_asked(
    qtbot: QtBot, panel: TablePanel, table: Path
) -> None:
    output = table.with_name("animals-answers.csv")
    output.write_text("mine")
    panel.choice.look_at_output()
    assert not panel.run_button.isEnabled()
    panel.choice.replace.click()
    assert panel.run_button.isEnabled()
    panel.run()
    idle(qtbot, panel)
    assert len(rows_of(output)) == 3


def test_what_is_no_table_is_told(qtbot: QtBot, panel: TablePanel, tmp_path: Path) -> None:
    panel.choice.read(tmp_path / "none.csv")
    idle(qtbot, panel)
    assert "none.csv" in panel.choice.problem.text()
    assert panel.choice.path is None
    assert not panel.run_button.isEnabled()


def test_a_real_model_answers_a_table(qtbot: QtBot, panel: TablePanel, tiny: ModelUse) -> None:
    panel.chosen.choose(longer(tiny), "Tiny")
    panel.show_template(PromptTemplate("T", "<animal>", schema={"enum": ["yes", "no"]}))
    panel.run()
    idle(qtbot, panel)
    output = panel.choice.output_path
    assert output is not None
    answers = [row["answer"] for row in rows_of(output)]
    assert {answers[0], answers[2]} <= {'"yes"', '"no"'}
    assert panel.problem.isHidden()


def test_a_table_can_be_dropped(qtbot: QtBot, panel: TablePanel, table: Path) -> None:
    other = table.with_name("model.gguf")
    other.write_bytes(b"GGUF")
    assert not drop(panel.choice, other)
    panel.choice.table = None
    assert drop(panel.choice, table)
    qtbot.waitUntil(lambda: panel.choice.path == table)
    assert panel.choice.hint.isHidden()
