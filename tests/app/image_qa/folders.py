"""A Folder page over a scripted model that sees, and what a person does with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import AppContext
from app.image_qa.folder_tab import FolderTab
from app.widgets.state_icons import FileState
from pipelines.spec import ModelSpec
from tests.pipelines.batch_bench import paint

MakeFolder = Callable[..., FolderTab]


@contextmanager
def folder_tabs(context: AppContext, qtbot: QtBot) -> Iterator[MakeFolder]:
    """Makes tabs over some models, and closes them as the window does."""
    made: list[FolderTab] = []

    def make(*specs: ModelSpec[Any]) -> FolderTab:
        tab = FolderTab(context, "image-qa", lambda: specs)
        made.append(tab)
        tab.resize(1192, 740)
        tab.show()
        qtbot.waitUntil(lambda: tab.panel.choice is not None, timeout=20_000)
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        return tab

    yield make
    for tab in made:
        context.jobs.cancel_all()
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        if isValid(tab):
            tab.close_tab()
            tab.close()
            tab.deleteLater()
    context.settings.save()


def put_in(tab: FolderTab, qtbot: QtBot, *paths: Path) -> None:
    tab.add_paths(list(paths))
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle, timeout=20_000)
    assert tab.inputs


def ask(tab: FolderTab, *questions: str) -> None:
    """Write these questions."""
    assert tab.panel.form is not None
    tab.panel.form.set_values({"prompt": "\n---\n".join(questions)})
    tab.panel.form.changed.emit()


def tick(tab: FolderTab, formats: str) -> None:
    """Choose these formats."""
    assert tab.panel.output_form is not None
    tab.panel.output_form.set_values({"format": formats})
    tab.panel.output_form.changed.emit()


def run(tab: FolderTab, qtbot: QtBot) -> None:
    assert tab.can_run, tab.panel.run_hint.text()
    tab.run()
    end(tab, qtbot)


def end(tab: FolderTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle, timeout=60_000)


def states(tab: FolderTab) -> dict[str, FileState]:
    return {row.path.name: row.state for row in tab.viewer.queue.model.rows}


def zoo(folder: Path) -> Path:
    """Five pictures, one of them in a sub-folder, and two files that are none."""
    for name in ("cat.png", "dog.jpg", "fox.webp", "owl.png", "night/bat.png"):
        paint(folder / name, side=48)
    cut = paint_cut(folder / "cut.jpg")
    assert cut.stat().st_size == 500
    (folder / "text.jpg").write_text("This is a text.")
    return folder


def paint_cut(path: Path) -> Path:
    """The first 500 bytes of a picture."""
    paint(path, side=64)
    path.write_bytes(path.read_bytes()[:500])
    return path
