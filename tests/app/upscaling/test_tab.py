"""The upscaling tab from drop to result, over a scripted model and real files."""

import os
import pickle
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QListWidget,
    QMessageBox,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.context import AppContext, Tab
from app.main_window import MainWindow
from app.upscaling.tab import UpscalingTab
from app.widgets.state_icons import FileState
from pipelines.spec import HttpsSource, Licence, WeightFile
from tests.app.upscaling.doing import put_in, run, save, states, tiny_checkpoint
from tests.fakes import FakeModel

# -- one picture ---------------------------------------------------------------------------


def test_the_size_to_come_is_told_before_running(
    tab: UpscalingTab, qtbot: QtBot, photo: Path
) -> None:
    put_in(tab, qtbot, photo)
    assert tab.panel.run_hint.text() == "24 × 16 → 48 × 32"
    assert tab.panel.form is not None
    tab.panel.form.set_values({"scale": 3})
    tab.panel.form.changed.emit()
    assert tab.panel.run_hint.text() == "24 × 16 → 72 × 48"


def test_the_result_is_on_disk_and_beside_its_source(
    tab: UpscalingTab, qtbot: QtBot, photo: Path
) -> None:
    put_in(tab, qtbot, photo)
    run(tab, qtbot)
    result = tab.viewer.result
    assert result is not None
    assert result.parent == photo.parent
    assert QImage(str(result)).size() == QSize(48, 32)
    qtbot.waitUntil(lambda: tab.viewer.compare.after.size == QSize(48, 32))
    assert tab.viewer.compare.canvas.handle.isVisible()
    assert result.name in tab.strip.words
    assert tab.can_save


def test_a_device_that_is_not_here_is_told_before_anything_is_fetched(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, photo: Path
) -> None:
    licence = Licence("MIT", "https://example.org")
    source = HttpsSource("https://example.org/far.pth")
    fake.weights = (WeightFile("far.pth", "Far", 10, "0" * 64, licence, (source,)),)
    tab.context.settings.change(device="tpu", offline=True)
    put_in(tab, qtbot, photo)
    run(tab, qtbot)
    assert "There is no device called tpu here." in tab.strip.words


def test_cancel_in_the_middle_leaves_nothing_behind(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, photo: Path
) -> None:
    gate = threading.Event()
    fake.on_step = lambda _name, step: (gate.wait(10), None)[1] if step == 1 else None
    put_in(tab, qtbot, photo)
    tab.run()
    qtbot.waitUntil(lambda: len(fake.called("step")) == 2, timeout=60_000)
    tab.cancel()
    assert "topping" in tab.job_bar.words.text()
    gate.set()
    qtbot.waitUntil(lambda: not tab.busy)
    assert tab.viewer.result is None
    assert [path.name for path in photo.parent.glob("*.png")] == [photo.name]
    assert states(tab) == {photo.name: FileState.CANCELLED}
    assert tab.can_run


def test_copy_and_drag_out(tab: UpscalingTab, qtbot: QtBot, photo: Path) -> None:
    put_in(tab, qtbot, photo)
    assert not tab.viewer.drag_chip.isEnabled()
    run(tab, qtbot)
    result = tab.viewer.result
    assert result is not None
    url = QUrl.fromLocalFile(str(result))
    assert tab.viewer.drag_chip.start_drag().mimeData().urls() == [url]
    with qtbot.waitSignal(tab.viewer.copied):
        QTest.mouseClick(tab.viewer.copy_button, Qt.MouseButton.LeftButton)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.urls() == [url]
    assert mime.hasImage()


def test_a_version_is_picked_and_not_asked_for_again(
    tab: UpscalingTab, qtbot: QtBot, photo: Path
) -> None:
    assert [choice.detail for choice in tab.panel.picker.choices] == ["Plain", "Fancy, for feasts"]
    tab.panel.picker.choose("fake/fancy")
    form = tab.panel.form
    assert form is not None
    assert not form.rows["version"].isVisible()
    assert form.rows["strength"].isVisible()
    built = tab.panel.build(image=photo)
    assert built is not None
    assert built.version == "fancy"
    assert tab.context.settings.value.last_models["upscaling"] == "fake/fancy"


# -- many ----------------------------------------------------------------------------------


def test_a_folder_goes_on_after_a_bad_file_and_retries_just_that(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for name in ("a.png", "b.png", "sub/c.png"):
        save(folder / name)
    bad = folder / "bad.png"
    bad.write_bytes((folder / "a.png").read_bytes()[:40])
    put_in(tab, qtbot, folder)
    assert len(tab.inputs) == 4
    run(tab, qtbot)
    done = {"a.png", "b.png", "c.png"}
    assert {n for n, state in states(tab).items() if state is FileState.DONE} == done
    assert states(tab)["bad.png"] is FileState.FAILED
    row = tab.viewer.queue.model.row_of(bad)
    assert row is not None
    assert "bad.png" in row.reason
    assert row.reason in tab.strip.words
    assert list((folder / "sub").glob("c_*.png"))
    fake.calls.clear()
    save(bad)
    QTest.mouseClick(tab.viewer.queue.retry_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    assert {name for (name,) in fake.called("read")} == {"bad.png"}
    assert set(states(tab).values()) == {FileState.DONE}


def test_what_is_done_is_skipped_and_results_are_no_inputs(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for name in ("a.png", "b.png"):
        save(folder / name)
    put_in(tab, qtbot, folder)
    run(tab, qtbot)
    assert len(list(folder.glob("*.png"))) == 4
    fake.calls.clear()
    tab.inputs = []
    put_in(tab, qtbot, folder)
    assert sorted(path.name for path in tab.inputs) == ["a.png", "b.png"]
    run(tab, qtbot)
    assert fake.called("step") == []
    assert set(states(tab).values()) == {FileState.SKIPPED}
    assert tab.viewer.result is not None


def test_a_batch_stops_between_two_steps(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [save(tmp_path / "in" / f"{n}.png") for n in range(5)]
    fake.on_step = lambda name, _step: tab.batch[0].token.cancel() if name == "2.png" else None
    put_in(tab, qtbot, *paths)
    run(tab, qtbot)
    found = states(tab)
    assert found["0.png"] is found["1.png"] is FileState.DONE
    assert FileState.RUNNING not in found.values()
    assert found["4.png"] in (FileState.WAITING, FileState.CANCELLED)
    assert tab.strip.words.startswith("Stopped")
    assert tab.can_run


def test_an_output_folder_keeps_the_folders_inside(
    tab: UpscalingTab, qtbot: QtBot, tmp_path: Path
) -> None:
    save(tmp_path / "in" / "a.png")
    save(tmp_path / "in" / "deep" / "b.png")
    out = tmp_path / "out"
    tab.context.settings.change(output_folder=out)
    put_in(tab, qtbot, tmp_path / "in")
    run(tab, qtbot)
    found = {path.parent.relative_to(out).as_posix() for path in out.rglob("*.png")}
    assert found == {"in", "in/deep"}


def test_sub_folders_can_be_left_out(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("a.png", "b.png", "sub/c.png"):
        save(tmp_path / "in" / name)
    put_in(tab, qtbot, tmp_path / "in")
    box = tab.viewer.nested_box
    assert box.isVisible()
    box.click()
    assert sorted(path.name for path in tab.inputs) == ["a.png", "b.png"]
    run(tab, qtbot)
    assert not list((tmp_path / "in" / "sub").glob("c_*"))
    box.click()
    assert len(tab.inputs) == 3


def test_the_list_can_be_emptied(tab: UpscalingTab, qtbot: QtBot, tmp_path: Path) -> None:
    put_in(tab, qtbot, save(tmp_path / "a.png"), save(tmp_path / "b.png"))
    assert tab.viewer.queue.isVisible()
    QTest.mouseClick(tab.viewer.queue.clear_button, Qt.MouseButton.LeftButton)
    assert tab.stack.currentWidget() is tab.drop_zone
    assert not tab.can_run


# -- other things dropped ------------------------------------------------------------------


def test_what_is_no_picture_gets_one_sentence(
    tab: UpscalingTab, qtbot: QtBot, tmp_path: Path, photo: Path
) -> None:
    put_in(tab, qtbot, photo)
    text = tmp_path / "notes.png"
    text.write_text("only words")
    tab.add_paths([text])
    qtbot.waitUntil(lambda: "notes.png holds text" in tab.strip.words, timeout=20_000)
    assert tab.inputs == [photo]


def test_a_picture_that_hearth_made_gives_its_settings_back(
    tab: UpscalingTab, qtbot: QtBot, photo: Path
) -> None:
    tab.panel.picker.choose("fake/fancy")
    form = tab.panel.form
    assert form is not None
    form.set_values({"scale": 4, "strength": 0.25})
    put_in(tab, qtbot, photo)
    run(tab, qtbot)
    result = tab.viewer.result
    assert result is not None
    tab.panel.picker.choose("fake/plain")
    form.reset()
    tab.inputs = []
    put_in(tab, qtbot, result)
    qtbot.waitUntil(lambda: "Hearth made this picture with" in tab.strip.words, timeout=20_000)
    tab.strip.action.emit()
    choice = tab.panel.choice
    assert choice is not None
    assert choice.key == "fake/fancy"
    values = tab.panel.values()
    assert (values["scale"], values["strength"]) == (4, 0.25)


def test_a_checkpoint_becomes_a_choice_and_runs(
    with_own: UpscalingTab, qtbot: QtBot, tmp_path: Path, photo: Path
) -> None:
    path = tiny_checkpoint(tmp_path / "2x_tiny.pth")
    tab = with_own
    tab.add_paths([photo, path])
    qtbot.waitUntil(
        lambda: tab.panel.choice is not None and tab.panel.choice.is_own, timeout=60_000
    )
    assert tab.panel.picker.badge.text() == "Licence unknown"
    qtbot.waitUntil(lambda: tab.panel.run_hint.text() == "24 × 16 → 48 × 32")
    assert tab.panel.form is not None
    scale = tab.panel.form.rows["scale"]
    assert not scale._reset.isVisible()
    scale.editor.set_value(3)
    scale.editor.changed.emit()
    assert scale._reset.toolTip() == "Back to the default: 2 ×"
    QTest.mouseClick(scale._reset, Qt.MouseButton.LeftButton)
    assert (scale.editor.value(), tab.panel.values()["scale"]) == (2, 2)
    assert not scale._reset.isVisible()
    run(tab, qtbot)
    assert tab.viewer.result is not None


def test_a_malicious_checkpoint_is_refused_by_name(
    with_own: UpscalingTab, qtbot: QtBot, tmp_path: Path
) -> None:
    proof = tmp_path / "pwned"

    class Exploit:
        def __reduce__(self) -> Any:
            return os.system, (f"touch {proof}",)

    path = tmp_path / "evil.pth"
    path.write_bytes(pickle.dumps({"params": Exploit()}))
    tab = with_own
    chosen = tab.panel.choice
    tab.add_paths([path])
    qtbot.waitUntil(
        lambda: "evil.pth" in tab.strip.words and "Looking" not in tab.strip.words, timeout=60_000
    )
    assert tab.panel.choice == chosen
    assert not proof.exists()


# -- trying on a part ----------------------------------------------------------------------


def test_trying_two_versions_on_a_part(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    put_in(tab, qtbot, save(tmp_path / "big.png", width=200, height=100))
    tab.begin_trial()
    trial = tab.trial
    qtbot.waitUntil(lambda: not trial.select.pyramid.size.isEmpty())
    assert not trial.can_start
    trial.select.set_crop(QRect(20, 10, 32, 24))
    trial.tick("fake/fancy")
    QTest.mouseClick(trial.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: all(trial.comparison.card(f"fake/{v}").use.isEnabled() for v in ("plain", "fancy")),
        timeout=60_000,
    )
    card = trial.comparison.card("fake/fancy")
    qtbot.waitUntil(lambda: "64 × 48" in card.details.text())
    assert {name for (name,) in fake.called("read")} == {"crop.png"}
    QTest.mouseClick(card.use, Qt.MouseButton.LeftButton)
    choice = tab.panel.choice
    assert choice is not None
    assert choice.key == "fake/fancy"
    assert tab.stack.currentWidget() is tab.viewer
    assert [path.name for path in tmp_path.glob("*.png")] == ["big.png"]


def test_a_trial_that_fails_says_why_and_the_others_go_on(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    from pipelines.errors import JobFailed

    def fail_first(_name: str, _step: int) -> None:
        if len(fake.called("step")) == 1:
            raise JobFailed("No luck with {name}.", name="this one")

    fake.on_step = fail_first
    put_in(tab, qtbot, save(tmp_path / "big.png", width=100, height=100))
    tab.begin_trial()
    qtbot.waitUntil(lambda: not tab.trial.select.pyramid.size.isEmpty())
    tab.trial.select.set_crop(QRect(0, 0, 20, 20))
    tab.trial.tick("fake/fancy")
    tab.trial.start()
    grid = tab.trial.comparison
    qtbot.waitUntil(lambda: grid.card("fake/fancy").use.isEnabled(), timeout=60_000)
    assert grid.card("fake/plain").note.text() == "Failed: No luck with this one."


def test_leaving_a_trial_stops_it(
    tab: UpscalingTab, fake: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    gate = threading.Event()
    fake.on_step = lambda _name, _step: (gate.wait(10), None)[1]
    put_in(tab, qtbot, save(tmp_path / "big.png", width=100, height=100))
    tab.begin_trial()
    qtbot.waitUntil(lambda: not tab.trial.select.pyramid.size.isEmpty())
    tab.trial.select.set_crop(QRect(0, 0, 20, 20))
    tab.trial.start()
    qtbot.waitUntil(lambda: bool(fake.called("step")), timeout=60_000)
    QTest.mouseClick(tab.trial.again_button, Qt.MouseButton.LeftButton)
    gate.set()
    qtbot.waitUntil(lambda: not tab.busy)
    assert len(fake.called("step")) == 1


# -- the whole -----------------------------------------------------------------------------


def test_closing_the_window_in_the_middle_is_safe(
    make_window: Callable[..., MainWindow],
    context: AppContext,
    fake: FakeModel,
    qtbot: QtBot,
    photo: Path,
) -> None:
    gate = threading.Event()
    fake.on_step = lambda _name, _step: (gate.wait(10), None)[1]
    specs = [fake.spec()]
    window = make_window(
        Tab("upscaling", "U", 0, "upscale", lambda c: UpscalingTab(c, "upscaling", lambda: specs))
    )
    tab = window.page
    assert isinstance(tab, UpscalingTab)
    put_in(tab, qtbot, photo)
    tab.run()
    qtbot.waitUntil(lambda: bool(fake.called("step")), timeout=60_000)
    window.close()
    question = window.findChild(QMessageBox)
    assert question is not None
    next(b for b in question.buttons() if b.text() == "Stop and close").click()
    gate.set()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert [path.name for path in photo.parent.glob("*.png")] == [photo.name]


def test_every_control_has_a_name(tab: UpscalingTab) -> None:
    kinds = (QAbstractButton, QComboBox, QListWidget, QTreeView)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in tab.findChildren(QWidget)
        if isinstance(widget, kinds)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    # Qt's own clear button, and the message strip's action, which is hidden while it is nameless.
    known = ("QToolButton in QLineEdit", "QPushButton in MessageStrip")
    assert [name for name in nameless if name not in known] == []


def test_opening_the_tab_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    code = (
        "import sys, app.tabs.upscaling;"
        "heavy = {'torch', 'numpy', 'pydantic', 'PIL', 'httpx'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
