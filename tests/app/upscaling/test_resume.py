"""A batch that was killed is offered at the next start, and goes on as it was."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.batches.resume import ResumeOffer
from app.error_view import MessageKind
from app.upscaling.tab import UpscalingTab
from app.widgets.state_icons import FileState
from tests.app.upscaling.conftest import MakeTab
from tests.app.upscaling.doing import put_in, run, save, states
from tests.app.walking import focus_chain
from tests.fakes import FakeModel

KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.batch import ItemDone, run_batch
from pipelines.journal import Journal
from pipelines.media.picture import PictureOutput
from pipelines.places import default_places
from pipelines.progress import Progress
from pipelines.run import build_runtime
from tests.fakes import FakeModel, FakeParams

places = default_places()
out, *inputs = map(Path, sys.argv[1:])
with Journal(places.journal) as journal:
    run_batch(
        build_runtime(places, offline=True),
        FakeModel().spec(),
        FakeParams(image=Path("x"), version="fancy", scale=3, strength=0.25),
        inputs if len(inputs) > 1 else inputs[0],
        out,
        PictureOutput(output_format="webp"),
        Progress(),
        journal=journal,
        recursive=False,
        listener=lambda event: isinstance(event, ItemDone) and os.kill(os.getpid(), signal.SIGKILL),
    )
"""


def kill_one(out: Path, *inputs: Path) -> None:
    words = [sys.executable, "-c", KILLED, str(out), *map(str, inputs)]
    assert subprocess.run(words, check=False).returncode != 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(5):
        save(tmp_path / "holiday" / f"{number}.png")
    save(tmp_path / "holiday" / "deep" / "inside.png")
    kill_one(tmp_path / "out", tmp_path / "holiday")
    return tmp_path / "holiday"


def start(make_tab: MakeTab, fake: FakeModel, qtbot: QtBot) -> UpscalingTab:
    tab = make_tab(fake.spec())
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle)
    return tab


def button(tab: UpscalingTab, words: str) -> QPushButton:
    return next(b for b in tab.strip.findChildren(QPushButton) if b.text() == words)


def test_a_killed_batch_is_offered_and_goes_on(
    make_tab: MakeTab, fake: FakeModel, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    tab = start(make_tab, fake, qtbot)
    assert "in the middle of the folder holiday" in tab.strip.words
    assert "of 5 files are left." in tab.strip.words
    QTest.mouseClick(button(tab, "Go on"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    # What was done is left alone, and the rest made with the same settings in the same place.
    assert set(states(tab).values()) == {FileState.DONE, FileState.SKIPPED}
    assert len(list((tmp_path / "out").glob("*.webp"))) == 5
    assert not list((tmp_path / "out").glob("deep/*"))
    assert 0 < len({name for (name,) in fake.called("read")}) < 5
    values = tab.panel.values()
    assert (values["version"], values["scale"], values["strength"]) == ("fancy", 3, 0.25)
    choice = tab.panel.choice
    assert choice is not None
    assert choice.key == "fake/fancy"
    assert sorted(path.name for path in tab.inputs) == [f"{n}.png" for n in range(5)]
    again = start(make_tab, fake, qtbot)
    assert again.strip.words == ""


def test_what_is_declined_is_not_offered_again(
    make_tab: MakeTab, fake: FakeModel, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    kill_one(tmp_path / "elsewhere", folder)
    tab = start(make_tab, fake, qtbot)
    for _offer in range(2):  # the newest first, then the other
        assert "holiday" in tab.strip.words
        QTest.mouseClick(button(tab, "Not now"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: tab.context.jobs.is_idle)
    assert tab.strip.isHidden()
    again = start(make_tab, fake, qtbot)
    assert again.strip.isHidden()
    assert len(list((tmp_path / "out").glob("*"))) < 5


def test_the_offer_is_reached_and_taken_by_keyboard(
    make_tab: MakeTab, fake: FakeModel, qtbot: QtBot, folder: Path
) -> None:
    tab = start(make_tab, fake, qtbot)
    chain = focus_chain(tab)
    go_on, not_now = button(tab, "Go on"), button(tab, "Not now")
    assert chain.index(not_now) == chain.index(go_on) + 1
    assert (go_on.accessibleName(), not_now.accessibleName()) == ("Go on", "Not now")
    go_on.setFocus()
    QTest.keyClick(go_on, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    assert FileState.WAITING not in states(tab).values()


def test_another_message_takes_the_place_of_the_offer(
    make_tab: MakeTab, fake: FakeModel, qtbot: QtBot, folder: Path, photo: Path
) -> None:
    tab = start(make_tab, fake, qtbot)
    put_in(tab, qtbot, photo)
    assert tab.strip.words == ""
    run(tab, qtbot)
    assert "Saved as" in tab.strip.words
    assert not tab.offers.accept()
    again = start(make_tab, fake, qtbot)
    assert "holiday" in again.strip.words


def test_what_was_said_meanwhile_is_not_hidden(
    make_tab: MakeTab, fake: FakeModel, qtbot: QtBot, folder: Path
) -> None:
    tab = start(make_tab, fake, qtbot)
    tab.strip.show_message(MessageKind.WARNING, "Something else.")
    late = ResumeOffer(tab.context, tab.offers, lambda: (fake.spec(),), tab)
    late.look()
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle)
    assert tab.strip.words == "Something else."


def test_a_folder_that_went_meanwhile_leaves_the_inputs_alone(
    make_tab: MakeTab, fake: FakeModel, qtbot: QtBot, folder: Path, photo: Path
) -> None:
    tab = make_tab(fake.spec())
    put_in(tab, qtbot, photo)
    late = ResumeOffer(tab.context, tab.offers, lambda: (fake.spec(),), tab)
    late.accepted.connect(tab.go_on)
    tab.strip.dismiss()
    late.look()
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle)
    shutil.rmtree(folder)
    QTest.mouseClick(button(tab, "Go on"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle)
    assert "holiday" in tab.strip.words
    assert tab.strip.kind is MessageKind.WARNING
    assert (tab.inputs, fake.called("read")) == ([photo], [])


def test_a_killed_list_of_files_goes_on(
    make_tab: MakeTab, fake: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [save(tmp_path / f"{name}.png") for name in "abcde"]
    kill_one(tmp_path / "out", *files)
    tab = start(make_tab, fake, qtbot)
    assert tab.strip.words.startswith("Hearth was closed in the middle: ")
    QTest.mouseClick(button(tab, "Go on"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    assert sorted(tab.inputs) == files
    assert len(list((tmp_path / "out").glob("*.webp"))) == 5
    assert set(states(tab).values()) == {FileState.DONE, FileState.SKIPPED}
