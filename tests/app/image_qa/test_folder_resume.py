"""A folder whose questions were killed is offered at the next start, into the same table."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.widgets.state_icons import FileState
from tests.app.image_qa.folders import MakeFolder, end, folder_tabs, states
from tests.pipelines.answering.bench import SeeingEngine, read_csv, seeing_model
from tests.pipelines.batch_bench import paint

KILLED = """
import os, signal, sys
from pathlib import Path
from app.image_qa.answer_run import AnswerGroup
from pipelines.answering.batch import run_answers
from pipelines.batch import ItemDone
from pipelines.journal import Journal
from pipelines.places import default_places
from pipelines.progress import Progress
from pipelines.run import build_runtime
from pipelines.vision.output import AnswerOutput
from pipelines.vision.params import PictureQuestionParams
from tests.pipelines.answering.bench import SeeingEngine, seeing_model

places = default_places()
folder, table, formats = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
output = AnswerOutput(format=formats)
with Journal(places.journal) as journal:
    run_answers(
        build_runtime(places, offline=True),
        seeing_model(SeeingEngine()),
        PictureQuestionParams(image=Path("x"), prompt="What is it?", max_tokens=64),
        folder,
        AnswerGroup(folder, folder, 6, tables={"csv": table}).target(output),
        Progress(),
        journal=journal,
        listener=lambda event: isinstance(event, ItemDone) and os.kill(os.getpid(), signal.SIGKILL),
    )
"""


@pytest.fixture
def make(context: AppContext, qtbot: QtBot) -> Iterator[MakeFolder]:
    with folder_tabs(context, qtbot) as maker:
        yield maker


@pytest.mark.parametrize("formats", ["csv", "txt,csv"])
def test_a_killed_run_goes_on_into_its_table(
    make: MakeFolder, qtbot: QtBot, tmp_path: Path, formats: str
) -> None:
    folder, table = tmp_path / "animals", tmp_path / "elsewhere" / "mine.csv"
    for number in range(6):
        paint(folder / f"{number}.png", side=24)
    table.parent.mkdir()
    words = [sys.executable, "-c", KILLED, str(folder), str(table), formats]
    assert subprocess.run(words, check=False).returncode != 0
    engine = SeeingEngine()
    tab = make(seeing_model(engine))
    qtbot.waitUntil(lambda: "in the middle of the folder animals" in tab.strip.words)
    button = next(b for b in tab.strip.findChildren(QPushButton) if b.text() == "Go on")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.busy)
    end(tab, qtbot)
    assert set(states(tab).values()) == {FileState.DONE, FileState.SKIPPED}
    assert 0 < len(engine.asked) < 6
    assert tab.panel.questions == ("What is it?",)
    assert tab.panel.form_values()["max_tokens"] == 64
    assert tab.panel.tables == {"csv": table}
    rows = read_csv(table)
    assert [row["file"] for row in rows] == [f"{n}.png" for n in range(6)]
    assert all(row["answer"] == f"What is it? It is {row['file']}." for row in rows)
    assert (folder / "5.txt").exists() == ("txt" in formats)
    # Run again goes on with the very same.
    engine.asked.clear()
    tab.run()
    end(tab, qtbot)
    assert engine.asked == []
    assert tab.strip.words == "All of them were answered before, with the same settings."
