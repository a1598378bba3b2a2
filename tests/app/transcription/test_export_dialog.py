"""The export dialog: tells what was chosen, shows how it begins, and writes nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.transcription.export_dialog import ExportChoice, ExportDialog
from pipelines.speech.captions.formats import Format
from pipelines.speech.output import TranscriptOutput, formats_of, write_transcript
from tests.app.transcription.talks import talk

pytestmark = pytest.mark.usefixtures("context")


def open_dialog(qtbot: QtBot, path: Path, output: TranscriptOutput | None = None) -> ExportDialog:
    dialog = ExportDialog(talk(40), path, output)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def test_what_is_chosen_is_told_and_can_be_written(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(qtbot, tmp_path / "talk")
    told: list[ExportChoice] = []
    dialog.chosen.connect(told.append)
    assert dialog.formats == [Format.SRT]
    for kind in (Format.VTT, Format.DOCX):
        QTest.keyClick(dialog.boxes[kind], Qt.Key.Key_Space)
    dialog.form.set_values({"max_line_width": 32, "max_line_count": 2, "speaker_prefix": False})
    dialog.name.setText("harbour")
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert list(tmp_path.iterdir()) == []
    [choice] = told
    assert formats_of(choice.output) == (Format.SRT, Format.VTT, Format.DOCX)
    assert choice.output.max_line_width == 32
    assert choice.path == tmp_path / "harbour"
    write_transcript(talk(40), choice.path, choice.output, {})
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"harbour.srt", "harbour.vtt", "harbour.docx"}
    longest = max(len(line) for line in (tmp_path / "harbour.srt").read_text().splitlines())
    assert longest <= 32


def test_the_preview_is_the_beginning_of_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(qtbot, tmp_path / "talk")
    preview = dialog.preview.toPlainText()
    write_transcript(talk(40), tmp_path / "talk", TranscriptOutput(format="srt"), {})
    assert (tmp_path / "talk.srt").read_text().startswith(preview.rstrip())
    assert "[Mara Lindqvist]: Good morning" in preview
    QTest.keyClick(dialog.form.rows["speaker_prefix"].editor.controls()[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Mara" not in dialog.preview.toPlainText())
    dialog.form.rows["max_line_width"].editor.set_value(20)
    dialog.form.changed.emit()
    qtbot.waitUntil(lambda: "Good morning, and\n" in dialog.preview.toPlainText())
    QTest.keyClick(dialog.form.rows["highlight_words"].editor.controls()[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "<u>Good</u>" in dialog.preview.toPlainText())
    for kind in (Format.SRT, Format.CSV):
        QTest.keyClick(dialog.boxes[kind], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.preview.toPlainText().startswith("start,end,speaker"))
    assert "Comma" in dialog.preview_title.text()
    dialog.reject()


def test_files_that_are_there_are_not_overwritten(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text("mine")
    dialog = open_dialog(qtbot, tmp_path / "talk")
    words = dialog.files.text()
    assert words != "Writes talk.srt"
    assert words.endswith(".srt")
    dialog.reject()


def test_what_is_wrong_is_said_and_cannot_be_exported(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(qtbot, tmp_path / "talk")
    told: list[object] = []
    dialog.chosen.connect(told.append)
    QTest.keyClick(dialog.boxes[Format.SRT], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "format" in dialog.problem.text())
    assert not dialog.export.isEnabled()
    dialog.accept()
    dialog.boxes[Format.TXT].setChecked(True)
    dialog.name.setText("a/b")
    qtbot.waitUntil(lambda: "slashes" in dialog.problem.text())
    dialog.accept()
    dialog.name.setText("a")
    dialog.folder.setText(str(tmp_path / "nowhere"))
    qtbot.waitUntil(lambda: "not there" in dialog.problem.text())
    dialog.accept()
    assert told == []
    assert dialog.isVisible()
    dialog.folder.setText(str(tmp_path))
    qtbot.waitUntil(dialog.export.isEnabled)
    dialog.accept()
    assert len(told) == 1


def test_it_opens_with_what_was_chosen_last(qtbot: QtBot, tmp_path: Path) -> None:
    output = TranscriptOutput(format="txt,json", max_line_width=42, highlight_words=True)
    dialog = open_dialog(qtbot, tmp_path / "talk", output)
    assert dialog.formats == [Format.TXT, Format.JSON]
    assert dialog.output() == output
    dialog.reject()
