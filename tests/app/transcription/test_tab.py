"""The Transcription tab from drop to result, over a scripted listener and real files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.transcription.export_dialog import ExportChoice
from app.transcription.tab import TranscriptionTab
from app.widgets.state_icons import FileState
from pipelines.errors import BadInput
from pipelines.speech.live_log import read_log
from pipelines.speech.output import TranscriptOutput
from pipelines.speech.project import open_project
from pipelines.text import text
from tests.app.transcription.conftest import close
from tests.app.transcription.doing import logs, put_in, run, settle, shelf, states, texts
from tests.app.transcription.windows import press
from tests.speech_fakes import LINES, FakeListener, Gate, write_speech


def test_a_recording_becomes_a_kept_transcript_and_a_file_beside_it(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert texts(tab) == list(LINES)
    titles = [label.text() for label in tab.viewer.findChildren(QLabel)]
    assert f"{recording.name}  ·  English, 97 % sure" in titles
    (kept,) = shelf(tab)
    assert tab.document.path == kept
    assert open_project(kept).transcript == tab.document.transcript
    assert not tab.document.is_live
    result = tab.viewer.result
    assert result is not None
    assert result.parent == recording.parent
    assert result.name in tab.strip.words
    assert LINES[0] in result.read_text(encoding="utf-8")
    assert logs(tab) == []


def test_what_is_heard_is_on_the_disk_before_it_is_shown(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    gate = Gate(step=2)
    listener.on_step = gate
    seen: list[tuple[int, int]] = []

    def look(*_changed: int) -> None:
        if tab.document.is_live and logs(tab):
            kept = read_log(logs(tab)[0]).transcript.segments
            seen.append((len(tab.document.segments), len(kept)))
            assert kept[: len(tab.document.segments)] == tab.document.segments

    tab.document.changed.connect(look)
    put_in(tab, qtbot, recording)
    tab.run()
    qtbot.waitUntil(lambda: len(tab.document.segments) == 2, timeout=20_000)
    assert tab.document.is_live
    assert not tab.document.set_text(0, "other words")
    assert tab.viewer.editor.live_line.isVisible()
    assert not tab.can_save
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert seen
    assert all(shown <= kept for shown, kept in seen)
    assert tab.document.set_text(0, "other words")


# -- running again ---------------------------------------------------------------------------


def question(qtbot: QtBot, button: str) -> None:
    """Answer the question that stands, by the button of that name."""
    boxes: list[QMessageBox] = []

    def standing() -> bool:
        boxes[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        return bool(boxes) and boxes[0].isVisible()

    qtbot.waitUntil(standing)
    found = next(one for one in boxes[0].buttons() if one.text() == button)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_running_again_asks_first_and_keeps_what_was_put_right(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert tab.document.delete([1])  # leaves no mark on any segment
    tab.run()
    question(qtbot, "Keep it")
    assert not tab.busy
    assert listener.called("run") == [("talk.wav",)]
    tab.run()
    question(qtbot, "Transcribe again")
    qtbot.waitUntil(lambda: len(listener.called("end")) == 2 and not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert texts(tab) == list(LINES)
    kept, aside = sorted(shelf(tab), key=lambda path: "-edited" in path.name)
    assert tab.document.path == kept
    put_right = open_project(aside).transcript.segments
    assert [one.text for one in put_right] == [LINES[0], *LINES[2:]]


def test_words_that_are_being_written_are_kept_when_a_run_begins(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    tab.viewer.editor.list.editing.begin(0)
    tab.viewer.editor.list.editing.field.setPlainText("What was really said.")
    tab._run_now()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    aside = next(path for path in shelf(tab) if "-edited" in path.name)
    assert open_project(aside).transcript.segments[0].text == "What was really said."


def test_a_cancelled_run_leaves_what_it_heard_and_is_gone_on_with(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    gate = Gate(step=2)
    listener.on_step = gate
    put_in(tab, qtbot, recording)
    tab.run()
    qtbot.waitUntil(lambda: len(tab.document.segments) == 2, timeout=20_000)
    tab.cancel()
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert texts(tab) == list(LINES[:2])
    assert not tab.document.is_live
    assert states(tab) == {"talk.wav": FileState.CANCELLED}
    assert len(logs(tab)) == 1
    assert "kept" in tab.strip.words
    put_in(tab, qtbot, recording)  # looked at again
    assert texts(tab) == list(LINES[:2])
    run(tab, qtbot)
    assert listener.begun == [0, 2]
    assert texts(tab) == list(LINES)
    assert logs(tab) == []
    assert "Went on from" in tab.strip.words


def test_what_a_cancelled_run_heard_can_be_put_right_and_is_found_again(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    gate = Gate(step=2)
    listener.on_step = gate
    put_in(tab, qtbot, recording)
    tab.run()
    qtbot.waitUntil(lambda: len(tab.document.segments) == 2, timeout=20_000)
    tab.cancel()
    gate.open()
    qtbot.waitUntil(lambda: not tab.busy, timeout=20_000)
    settle(tab, qtbot)
    assert tab.document.set_text(0, "He was an ill disposed young man.")
    other = write_speech(recording.with_name("other.wav"), hertz=300)
    put_in(tab, qtbot, other)
    assert texts(tab) == []
    put_in(tab, qtbot, recording)
    assert texts(tab) == ["He was an ill disposed young man.", LINES[1]]


def test_a_run_that_fails_says_why_and_leaves_what_it_heard(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    listener.fail_on = {"talk.wav": BadInput("The talk is over.")}
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert tab.strip.words == "The talk is over."
    assert texts(tab) == [LINES[0]]
    assert states(tab) == {"talk.wav": FileState.FAILED}


def test_too_little_memory_is_told_and_what_was_heard_stays(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    listener.out_of_memory = lambda _name, step: step == 2
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert texts(tab) == list(LINES[:2])
    assert "memory" in tab.strip.words


def test_remarks_of_the_run_are_told(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    listener.notes = (text("Nobody spoke clearly."), text("It rained."))
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert "Nobody spoke clearly." in tab.strip.words
    copied = next(b for b in tab.strip.findChildren(QAbstractButton) if b.text() == "Copy details")
    QTest.mouseClick(copied, Qt.MouseButton.LeftButton)
    assert "It rained." in QApplication.clipboard().text()


def test_keys_of_the_editor_work_right_after_a_run(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    tab.activateWindow()
    tab.panel.run_button.setFocus()
    QTest.mouseClick(tab.panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.document.path is not None, timeout=20_000)
    settle(tab, qtbot)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert tab.viewer.editor.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert tab.viewer.editor.find_bar.isVisible()


# -- saving and exporting --------------------------------------------------------------------


def save_as(
    tab: TranscriptionTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    tab.save()
    settle(tab, qtbot)


def test_a_saved_project_is_opened_again_exactly(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = tab.panel.form
    assert form is not None
    tab.panel.picker.choose("fake-listener/large")
    form = tab.panel.form
    assert form is not None
    form.set_values({"diarize": True, "initial_prompt": "About Mr Dashwood."})
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    document, editor = tab.document, tab.viewer.editor
    assert document.rename_speaker("SPEAKER_01", "Elinor")
    assert document.set_text(0, "He was no ill disposed young man.")
    assert document.check([2])
    editor.list.choose(2)
    editor.actions_.follow.setChecked(False)
    before, places = document.transcript, document.known_speakers
    save_as(tab, qtbot, monkeypatch, recording.with_name("mine"))
    project = recording.with_name("mine.hearth-transcript")
    assert project.is_file()
    assert "mine.hearth-transcript" in tab.strip.words
    assert not document.is_changed
    # Another one in between, with other settings.
    tab.panel.picker.choose("fake-listener/small")
    form = tab.panel.form
    assert form is not None
    form.set_values({"diarize": False, "initial_prompt": ""})
    editor.actions_.follow.setChecked(True)
    put_in(tab, qtbot, write_speech(recording.with_name("other.wav"), hertz=300))
    put_in(tab, qtbot, project)
    assert document.transcript == before
    assert document.known_speakers == places
    assert document.path == project
    assert tab.inputs == [recording]
    assert editor.list.row == 2
    assert not editor.list.follows
    values = tab.panel.values()
    assert values["size"] == "large"
    assert values["diarize"] is True
    assert values["initial_prompt"] == "About Mr Dashwood."
    assert tab.strip.words == ""
    # Saving again asks nothing and goes to the same file.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: 1 / 0)
    assert document.set_text(1, "Once more.")
    tab.save()
    settle(tab, qtbot)
    assert open_project(project).transcript == document.transcript


def test_the_keys_of_the_editor_act_on_what_was_opened(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    tab.show()
    tab.activateWindow()
    tab.drop_zone_.browse_button.setFocus()
    put_in(tab, qtbot, recording)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert tab.viewer.media.waveform.isAncestorOf(focused)
    run(tab, qtbot)
    tab.viewer.other_button.setFocus()
    put_in(tab, qtbot, recording)
    assert texts(tab) == list(LINES)
    assert tab.viewer.editor.list.hasFocus()
    # But a setting that is being written is not left.
    setting = next(one for one in tab.panel.findChildren(QAbstractButton) if one.isEnabled())
    setting.setFocus()
    put_in(tab, qtbot, recording)
    assert setting.hasFocus()


class X11Line(QLineEdit):
    """Claims no key: on X11, Ctrl+Y is nobody's there, though people press it to redo."""

    def event(self, event: QEvent) -> bool:
        return event.type() != QEvent.Type.ShortcutOverride and super().event(event)


def test_the_keys_of_the_editor_act_from_the_settings_too(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    tab.activateWindow()
    editor, player = tab.viewer.editor, tab.viewer.media.player
    qtbot.waitUntil(lambda: player.duration > 0, timeout=10_000)
    setting = next(one for one in tab.panel.findChildren(QAbstractButton) if one.isEnabled())

    def press_at(widget: QWidget, keys: str) -> None:
        widget.setFocus()
        assert widget.hasFocus()
        press(keys, widget)

    press_at(setting, "F8")
    assert player.playing
    press_at(setting, "F8")
    assert not player.playing
    press_at(setting, "F7")
    assert editor.live_line.words.text() == "No suspect segment left."
    press_at(setting, "Ctrl+F")
    assert editor.find_bar.isVisible()
    editor.list.choose(0)
    press_at(setting, "Ctrl+M")
    assert texts(tab)[0] == f"{LINES[0]} {LINES[1]}"
    # A field that is written in keeps the keys that it needs, and only those.
    form = tab.panel.form
    assert form is not None
    form.unfold()
    field = next(one for one in tab.panel.findChildren(QLineEdit) if one.isVisibleTo(tab))
    field.setFocus()
    QTest.keyClicks(field, "Dashwood")
    press_at(field, "Ctrl+Z")
    assert field.text() == ""
    ends = QKeySequence.keyBindings(QKeySequence.StandardKey.DeleteEndOfLine)  # Ctrl+K on X11
    for keys in ("Ctrl+Z", "Ctrl+Y", *(end.toString() for end in ends)):
        press_at(field, keys)
    assert texts(tab)[0] == f"{LINES[0]} {LINES[1]}"
    assert player.position < 1.5
    press_at(setting, "Ctrl+Z")
    assert texts(tab)[0] == LINES[0]
    on_x11 = X11Line(tab.panel)
    on_x11.show()
    press_at(on_x11, "Ctrl+Y")
    assert texts(tab)[0] == LINES[0]
    press_at(setting, "Ctrl+Y")
    assert texts(tab)[0] == f"{LINES[0]} {LINES[1]}"


def test_what_is_saved_elsewhere_is_still_found_with_its_recording(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert tab.document.set_text(0, "First change.")
    save_as(tab, qtbot, monkeypatch, recording.with_name("mine.hearth-transcript"))
    assert tab.document.set_text(1, "Second change.")
    put_in(tab, qtbot, recording)
    assert texts(tab)[:2] == ["First change.", "Second change."]
    # And the file of one's own has not fallen behind.
    put_in(tab, qtbot, recording.with_name("mine.hearth-transcript"))
    assert texts(tab)[:2] == ["First change.", "Second change."]


def test_words_that_are_being_written_are_saved(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    tab.viewer.editor.list.editing.begin(0)
    tab.viewer.editor.list.editing.field.setPlainText("In the middle of it")
    project = recording.with_name("mine.hearth-transcript")
    save_as(tab, qtbot, monkeypatch, project)
    assert open_project(project).transcript.segments[0].text == "In the middle of it"


def test_a_disk_that_takes_nothing_is_told_and_the_edits_stay(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert tab.document.set_text(0, "A change.")
    blocked = recording.parent / "file"
    blocked.write_text("no folder")
    save_as(tab, qtbot, monkeypatch, blocked / "mine.hearth-transcript")
    assert tab.strip.words
    assert tab.document.is_changed
    assert texts(tab)[0] == "A change."


def test_an_export_writes_the_files_that_were_asked_for(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    dialog = tab.viewer.editor.open_export()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    assert str(recording.with_suffix("")) in str(tab.viewer.editor.export_path)
    tab.viewer.editor.export_requested.emit(
        ExportChoice(TranscriptOutput(format="vtt,txt"), recording.with_name("out.vtt"))
    )
    dialog.reject()
    settle(tab, qtbot)
    assert LINES[0] in recording.with_name("out.vtt").read_text(encoding="utf-8")
    assert LINES[0] in recording.with_name("out.txt").read_text(encoding="utf-8")
    assert tab.strip.words == f"Saved 2 files in {recording.parent}."
    tab.viewer.editor.export_requested.emit(
        ExportChoice(TranscriptOutput(format="auto"), recording.with_name("one"))
    )
    settle(tab, qtbot)
    assert tab.strip.words == "Saved a copy as one.srt."


# -- playing ---------------------------------------------------------------------------------


def test_playing_ends_with_the_tab(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path, context: AppContext
) -> None:
    put_in(tab, qtbot, recording)
    player = tab.viewer.media.player
    qtbot.waitUntil(lambda: player.duration > 0, timeout=10_000)
    assert player.duration == pytest.approx(2.0, abs=0.01)
    player.play()
    qtbot.waitUntil(lambda: player.position > 0.1, timeout=10_000)
    close(tab, context, qtbot)
    assert not player.playing


def test_another_tab_of_the_window_asks_for_a_model(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    tab.use_model("fake-listener", {"size": "large", "hotwords": "Dashwood", "audio": recording})
    settle(tab, qtbot)
    assert tab.inputs == [recording]
    assert tab.panel.values()["size"] == "large"
    assert tab.panel.values()["hotwords"] == "Dashwood"
    tab.use_model("gone", {"audio": recording})
    assert tab.strip.words == "gone is not here any more."


def test_a_recording_with_one_sentence_is_drawn(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    listener.lines_of = {"talk.wav": LINES[:1]}
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    tab.viewer.media.waveform.scale.fit()
    assert not tab.viewer.media.waveform.grab().isNull()
    assert texts(tab) == [LINES[0]]


def test_speakers_have_one_colour_in_the_text_and_in_the_waveform(
    tab: TranscriptionTab, qtbot: QtBot, recording: Path
) -> None:
    form = tab.panel.form
    assert form is not None
    form.set_values({"diarize": True})
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    assert tab.document.set_speaker([0, 2], "Elinor")
    marks = tab.viewer.media.waveform.canvas.marks
    qtbot.waitUntil(
        lambda: (
            [mark.speaker for mark in tab.viewer.media.waveform.canvas.marks]
            == [tab.document.place_of(one.speaker) for one in tab.document.segments]
        ),
        timeout=3_000,
    )
    assert len(marks) == 4


def test_six_segments_are_seen_beside_the_waveform(
    tab: TranscriptionTab, listener: FakeListener, qtbot: QtBot, recording: Path
) -> None:
    listener.lines_of = {"talk.wav": [*LINES, *LINES]}
    put_in(tab, qtbot, recording)
    run(tab, qtbot)
    tab.strip.dismiss()
    QApplication.processEvents()
    assert tab.viewer.editor.list.viewport().height() >= 6 * 46
