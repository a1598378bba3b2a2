"""The default tab from putting a file in to the result on disk."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.error_view import MessageKind
from app.jobs import JobState
from app.main_window import MainWindow
from app.task_tab import TaskTab
from pipelines.errors import BadInput
from tests.app.conftest import MakeWindow, fake_tab
from tests.fakes import FakeModel


def page_of(window: MainWindow) -> TaskTab:
    page = window.page
    assert isinstance(page, TaskTab)
    return page


@pytest.fixture
def put_in(qtbot: QtBot) -> Callable[..., TaskTab]:
    def put(window: MainWindow, *paths: Path) -> TaskTab:
        page = page_of(window)
        page.add_paths(list(paths))
        qtbot.waitUntil(lambda: len(page.inputs) > 0, timeout=10_000)
        return page

    return put


PutIn = Callable[..., TaskTab]


def finish(qtbot: QtBot, page: TaskTab) -> None:
    qtbot.waitUntil(lambda: not page.busy and page.context.jobs.is_idle, timeout=60_000)


def test_it_runs_and_shows_the_result(
    qtbot: QtBot, window: MainWindow, put_in: PutIn, photo: Path
) -> None:
    page = put_in(window, photo)
    assert page.can_run
    assert window.actions_.run.isEnabled()
    assert page.panel.form is not None
    page.panel.form.set_values({"scale": 3})
    window.actions_.run.trigger()
    assert not page.can_run
    assert page.can_cancel
    assert page.job_bar.isVisible()
    finish(qtbot, page)
    result = page.viewer.result
    assert result is not None, page.strip.words
    assert result.parent == photo.parent
    assert QImage(str(result)).width() == 72
    assert page.strip.kind is MessageKind.SUCCESS
    assert result.name in page.strip.words
    assert page.can_save
    assert page.job_bar.isHidden()
    assert window.context.settings.value.last_params["fake"]["scale"] == 3
    assert window.context.engine.devices


def test_values_are_remembered_for_the_next_time(
    qtbot: QtBot, make_window: MakeWindow, context: AppContext, fake: FakeModel
) -> None:
    context.settings.remember_params("fake", {"scale": 4, "version": "fancy", "gone": 1})
    page = page_of(make_window(fake_tab("one", [fake.spec()])))
    assert page.panel.form is not None
    values = page.panel.form.values()
    assert (values["scale"], values["version"]) == (4, "fancy")


def test_results_go_where_the_settings_say(
    qtbot: QtBot, window: MainWindow, put_in: PutIn, photo: Path, tmp_path: Path
) -> None:
    window.context.settings.change(output_folder=tmp_path / "out")
    page = put_in(window, photo)
    page.run()
    finish(qtbot, page)
    assert page.viewer.result is not None, page.strip.words
    assert page.viewer.result.parent == tmp_path / "out"


def test_a_failure_is_one_sentence(
    qtbot: QtBot, make_window: MakeWindow, put_in: PutIn, photo: Path
) -> None:
    fake = FakeModel(fail_on={photo.name: BadInput("{name} is too dark.", name=photo.name)})
    page = put_in(make_window(fake_tab("one", [fake.spec()])), photo)
    page.run()
    finish(qtbot, page)
    assert page.strip.kind is MessageKind.ERROR
    assert page.strip.words == "photo.png is too dark."
    assert page.can_run


def test_several_files_go_on_after_a_bad_one(
    qtbot: QtBot, make_window: MakeWindow, put_in: PutIn, photo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.png", "b.png", "c.png"):
        (folder / name).write_bytes(photo.read_bytes())
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    fake = FakeModel(fail_on={"b.png": BadInput("{name} is bad.", name="b.png")})
    page = put_in(make_window(fake_tab("one", [fake.spec()])), folder)
    assert [path.name for path in page.inputs] == ["a.png", "b.png", "c.png"]
    page.run()
    assert page.job_bar.words.text().startswith("1 of 3")
    finish(qtbot, page)
    states = [job.state for job in page.batch]
    assert states == [JobState.DONE, JobState.FAILED, JobState.DONE]
    assert "2 of 3" in page.strip.words
    assert "b.png" in page.strip.words


def test_cancel_stops_after_the_step(
    qtbot: QtBot, make_window: MakeWindow, put_in: PutIn, photo: Path
) -> None:
    inside, go = threading.Event(), threading.Event()

    def on_step(_name: str, _step: int) -> None:
        inside.set()
        go.wait(10)

    fake = FakeModel(on_step=on_step, steps=50)
    window = make_window(fake_tab("one", [fake.spec()]))
    page = put_in(window, photo)
    page.run()
    qtbot.waitUntil(inside.is_set, timeout=60_000)
    assert window.actions_.cancel.isEnabled()
    window.actions_.cancel.trigger()
    assert "Stopping after this step" in page.job_bar.words.text()
    assert not window.actions_.cancel.isEnabled()
    go.set()
    finish(qtbot, page)
    assert page.batch[0].state is JobState.CANCELLED
    assert "Stopped" in page.strip.words
    assert len(fake.called("step")) == 1
    assert list(photo.parent.glob("photo_*")) == []


def test_a_pasted_picture_becomes_a_file(qtbot: QtBot, window: MainWindow) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    window.actions_.paste.trigger()
    page = page_of(window)
    qtbot.waitUntil(lambda: len(page.inputs) > 0, timeout=10_000)
    assert QImage(str(page.inputs[0])).size() == image.size()


def test_an_empty_folder_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    page = page_of(window)
    page.add_paths([tmp_path / "empty"])
    qtbot.waitUntil(lambda: bool(page.strip.words), timeout=10_000)
    assert "empty" in page.strip.words
    assert not page.can_run


def test_save_a_copy(
    qtbot: QtBot,
    window: MainWindow,
    put_in: PutIn,
    photo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = put_in(window, photo)
    page.run()
    finish(qtbot, page)
    target = tmp_path / "copy" / "mine.png"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    window.actions_.save.trigger()
    finish(qtbot, page)
    assert page.viewer.result is not None
    assert target.read_bytes() == page.viewer.result.read_bytes()
    assert [item.name for item in target.parent.iterdir()] == ["mine.png"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: ("/nowhere/x.png", ""))
    window.actions_.save.trigger()
    finish(qtbot, page)
    assert page.strip.kind is MessageKind.ERROR
    assert "/nowhere/x.png" in page.strip.words


def test_help_turns_on_for_all(window: MainWindow) -> None:
    page = page_of(window)
    form = page.panel.form
    assert form is not None
    page.drop_zone.setFocus()
    window.actions_.help.trigger()
    assert window.context.settings.value.show_help
    assert all(row.help_button.isChecked() for row in form.rows.values())


def test_non_commercial_weights_carry_a_badge(make_window: MakeWindow) -> None:
    from pipelines.spec import HttpsSource, Licence, WeightFile

    source = (HttpsSource("https://example.org/w"),)
    bound = Licence("CC BY-NC 4.0", "https://example.org", commercial=False)
    weight = WeightFile("w", "W", 1, None, bound, source)
    closed, free = FakeModel(name="closed", weights=(weight,)), FakeModel(name="free")
    page = page_of(make_window(fake_tab("one", [closed.spec(), free.spec()])))
    assert page.panel.spec is not None
    assert page.panel.spec.name == "free"
    assert page.panel.badge.isHidden()
    assert page.panel.select_model("closed")
    assert not page.panel.badge.isHidden()
