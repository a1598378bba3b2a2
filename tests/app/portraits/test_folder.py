"""A folder of faces times prompts and seeds."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.portraits.deeds import Deed
from app.portraits.folder_tab import PortraitFolder
from app.portraits.tab import FOLDER, PortraitsTab
from app.widgets.state_icons import FileState
from pipelines.errors import BadInput
from tests.app.portraits.conftest import MakeTab, Settle
from tests.portrait_fakes import FakeLooker, FakePortraits

PROMPTS = "a pirate\n---\na baker"


@pytest.fixture
def faces(tmp_path: Path, photo: Path) -> Path:
    folder = tmp_path / "faces"
    folder.mkdir()
    for name in ("anna.png", "ben.png"):
        (folder / name).write_bytes(photo.read_bytes())
    return folder


def open_folder(tab: PortraitsTab, settle: Settle) -> PortraitFolder:
    tab.views.show_view(FOLDER)
    settle()
    page = tab.views.page
    assert isinstance(page, PortraitFolder)
    return page


def states(page: PortraitFolder) -> dict[str, FileState]:
    return {row.path.name: row.state for row in page.viewer.queue.model.rows}


def test_every_face_is_drawn_with_every_prompt(
    tab: PortraitsTab, settle: Settle, faces: Path, model: FakePortraits
) -> None:
    page = open_folder(tab, settle)
    page.panel.change({"prompt": PROMPTS, "num_outputs": 2, "seed": 3})
    page.add_paths([faces])
    settle()
    assert page.panel.run_hint.text() == "2 faces, 4 portraits of each"
    page.run()
    settle()
    asked = [(one.image.name, one.prompt, one.seed) for one in model.drawn]
    assert len(asked) == len(set(asked)) == 8
    assert states(page) == {"anna.png": FileState.DONE, "ben.png": FileState.DONE}
    assert "8 finished" in page.strip.words
    view = page.viewer
    view.show_source(faces / "anna.png")
    assert {one.photo for one in view.sorted.shown()} == {faces / "anna.png"}
    assert len(view.sorted.shown()) == 4
    page.act(Deed.OPEN, [view.sorted.shown()[0]])
    assert view.stack.currentWidget() is view.large


def test_a_file_is_failed_if_one_of_its_portraits_is(
    make_tab: MakeTab, looker: FakeLooker, settle: Settle, faces: Path
) -> None:
    model = FakePortraits(fail_on={4: BadInput("The checker objects.")})
    page = open_folder(make_tab(model.spec(), looker), settle)
    page.panel.change({"num_outputs": 2, "seed": 3})
    page.add_paths([faces])
    settle()
    page.run()
    settle()
    assert set(states(page).values()) == {FileState.FAILED}
    assert len(page.viewer.model.done) == 2


def test_a_stopped_folder_goes_on_with_what_is_left(
    tab: PortraitsTab, settle: Settle, faces: Path, model: FakePortraits, qtbot: QtBot
) -> None:
    page = open_folder(tab, settle)
    page.panel.change({"num_outputs": 2, "seed": 3})
    page.add_paths([faces])
    settle()
    held = threading.Event()

    def on_step(seed: int, _step: int) -> None:
        if seed == 4 and not held.is_set():
            held.set()
            page.batch[0].token.cancel()

    model.on_step = on_step
    page.run()
    settle()
    assert "Stopped" in page.strip.words
    assert len(model.drawn) == 1
    page.run()
    settle()
    assert len({(one.image, one.seed) for one in model.drawn}) == len(model.drawn) == 4


def test_ctrl_shift_o_in_the_studio_opens_the_folder_page(
    tab: PortraitsTab, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    tab.open_folder()
    settle()
    assert isinstance(tab.views.page, PortraitFolder)
