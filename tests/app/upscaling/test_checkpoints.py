"""Checkpoints of the user's own are taken off Hearth's shelf, and off nothing else."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.jobs import CPU
from app.upscaling.tab import UpscalingTab
from pipelines.own_models.shelf import OwnModels
from tests.app.upscaling.doing import put_in, tiny_checkpoint
from tests.pipelines.own_models.weight_files import lora


@pytest.fixture
def own(with_own: UpscalingTab, qtbot: QtBot, tmp_path: Path) -> UpscalingTab:
    """A tab with a checkpoint on its shelf, chosen."""
    tab = with_own
    assert tab.panel.picker.remove_button.isHidden()
    tab.checkpoints.add(tiny_checkpoint(tmp_path / "2x_tiny.pth"))
    qtbot.waitUntil(lambda: tab.panel.choice is not None and tab.panel.choice.is_own)
    return tab


def shelf(tab: UpscalingTab) -> list[str]:
    return [model.name for model in OwnModels(tab.context.places.own_models).all()]


def answer(tab: UpscalingTab, words: str) -> None:
    question = tab.findChild(QMessageBox)
    assert isinstance(question, QMessageBox)
    assert "2x_tiny" in question.text()
    QTest.qWait(0)
    focus = question.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Keep it"  # so that Enter and Space keep it, too
    next(button for button in question.buttons() if button.text() == words).click()


def press_button(tab: UpscalingTab) -> None:
    QTest.mouseClick(tab.panel.picker.remove_button, Qt.MouseButton.LeftButton)


def press_delete(tab: UpscalingTab) -> None:
    tab.panel.picker.box.setFocus()
    QTest.keyClick(tab.panel.picker.box, Qt.Key.Key_Delete)


def use_menu(tab: UpscalingTab) -> None:
    assert tab.panel.picker.box.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    words = [action.text() for action in tab.panel.picker.box.actions()]
    assert words == ["Add file…", "Remove…"]
    tab.panel.picker.box.actions()[1].trigger()


@pytest.mark.parametrize("ask", [press_button, press_delete, use_menu])
def test_a_checkpoint_is_removed_from_the_shelf_only(
    own: UpscalingTab, qtbot: QtBot, tmp_path: Path, ask: Callable[[UpscalingTab], None]
) -> None:
    assert shelf(own) == ["me/2x_tiny"]
    ask(own)
    answer(own, "Remove")
    qtbot.waitUntil(lambda: own.panel.choice is not None and not own.panel.choice.is_own)
    assert shelf(own) == []
    assert (tmp_path / "2x_tiny.pth").exists()
    assert own.strip.words == "2x_tiny is removed from Hearth."
    assert own.panel.picker.remove_button.isHidden()
    assert not own.panel.picker.remove_action.isEnabled()
    press_delete(own)
    assert not any(box.isVisible() for box in own.findChildren(QMessageBox))


def test_keeping_it_keeps_it(own: UpscalingTab) -> None:
    press_button(own)
    answer(own, "Keep it")
    assert shelf(own) == ["me/2x_tiny"]
    choice = own.panel.choice
    assert choice is not None
    assert choice.is_own


@pytest.mark.parametrize("many", [False, True])
def test_it_stays_while_a_job_needs_it(
    own: UpscalingTab, qtbot: QtBot, photo: Path, many: bool
) -> None:
    other = photo.with_name("other.png")
    other.write_bytes(photo.read_bytes())
    gate = threading.Event()
    own.context.jobs.submit(lambda _progress: gate.wait(60), lane=CPU)
    own.context.settings.change(device="cpu")
    put_in(own, qtbot, *([photo, other] if many else [photo]))
    own.run()  # waits behind the other job
    press_button(own)
    assert not any(box.isVisible() for box in own.findChildren(QMessageBox))
    assert own.strip.words.startswith("2x_tiny is in use.")
    gate.set()
    qtbot.waitUntil(lambda: not own.busy, timeout=60_000)
    assert own.viewer.result is not None
    press_button(own)
    answer(own, "Remove")
    qtbot.waitUntil(lambda: shelf(own) == [])


def test_a_model_that_enlarges_nothing_is_kept_and_told(
    with_own: UpscalingTab, qtbot: QtBot, tmp_path: Path
) -> None:
    before = with_own.panel.choice
    with_own.checkpoints.add(lora(tmp_path / "style.safetensors"))
    qtbot.waitUntil(lambda: "does not enlarge" in with_own.strip.words, timeout=60_000)
    assert shelf(with_own) == ["me/style"]
    assert with_own.panel.choice == before
