"""Speakers: seen apart in every scheme, set by keys, renamed everywhere, two made one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.theme import DARK, LIGHT, Colors
from app.transcription.editor import TranscriptEditor
from app.transcription.speaker_look import SpeakerLook
from app.transcription.speakers import initials, ink, new_speaker, shown_name
from tests.app.transcription.talks import NAMES, talk
from tests.app.transcription.windows import open_editor, press

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def editor(qtbot: QtBot) -> TranscriptEditor:
    return open_editor(qtbot, talk(12))


def speakers(editor: TranscriptEditor) -> list[str]:
    return [segment.speaker for segment in editor.document.segments]


def luminance(color: QColor) -> float:
    """WCAG 2.2's relative luminance."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, two: QColor) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_badges_can_be_read_on_every_ground(colors: Colors) -> None:
    for number in range(8):
        fill = SpeakerLook(number).color(colors)
        assert contrast(ink(colors.dark), fill) >= 4.5
        for ground in (colors.window, colors.surface, colors.accent_soft, colors.raised):
            assert contrast(fill, QColor(ground)) >= 3


@pytest.mark.parametrize(
    ("speaker", "name", "letters"),
    [
        ("SPEAKER_00", "Speaker 1", "1"),
        ("SPEAKER_11", "Speaker 12", "12"),
        ("Ada Lovelace", "Ada Lovelace", "AL"),
        ("ada", "ada", "Ad"),
        ("Jean-Luc de Bois", "Jean-Luc de Bois", "JB"),
        ("李明", "李明", "李明"),
        ("!", "!", "?"),
        ("", "No speaker", "?"),
    ],
)
def test_names_and_initials(speaker: str, name: str, letters: str) -> None:
    assert shown_name(speaker) == name
    assert initials(speaker) == letters


@pytest.mark.usefixtures("english")
def test_one_segment_is_no_more_than_one(editor: TranscriptEditor) -> None:
    editor.list.choose(0)
    press("Ctrl+4")
    dialog = editor.open_speakers()
    said = [label.text() for label in dialog.findChildren(QLabel) if "segment" in label.text()]
    assert [words.partition(",")[0] for words in said][-1] == "1 segment"
    assert sum(words.partition(",")[0].endswith(" segments") for words in said) == len(said) - 1
    editor.suspect_bar.show_suspects(1, -1, "")
    assert editor.suspect_bar.count.text() == "1 suspect"
    editor.suspect_bar.show_suspects(1200, -1, "")
    assert editor.suspect_bar.count.text() == "1,200 suspects"
    editor.live_line.show_live(True, 1)
    assert editor.live_line.words.text().startswith("Listening: 1 segment so far.")


def test_a_new_speaker_has_a_name_of_his_own() -> None:
    assert new_speaker([]) == "SPEAKER_00"
    assert new_speaker(["SPEAKER_00", "Tom", "SPEAKER_02"]) == "SPEAKER_01"


def test_keys_set_the_speaker_of_all_that_is_selected(editor: TranscriptEditor) -> None:
    before = speakers(editor)
    press("Shift+Down")
    press("Ctrl+3")
    assert speakers(editor)[:2] == ["Tom", "Tom"]
    assert speakers(editor)[2:] == before[2:]
    press("Ctrl+0")
    assert speakers(editor)[:2] == ["", ""]
    press("Ctrl+4")  # the one after the last
    assert speakers(editor)[:2] == ["SPEAKER_00", "SPEAKER_00"]
    press("Ctrl+9")  # nobody yet
    assert speakers(editor)[:2] == ["SPEAKER_00", "SPEAKER_00"]
    press("Ctrl+Shift+N")
    assert speakers(editor)[:2] == ["SPEAKER_02", "SPEAKER_02"]
    for _step in range(4):
        press("Ctrl+Z")
    assert speakers(editor) == before


def test_a_key_means_the_same_speaker_after_edits(editor: TranscriptEditor) -> None:
    press("Ctrl+3")
    press("Down")
    press("Ctrl+3")
    assert speakers(editor)[:2] == ["Tom", "Tom"]


def test_the_menu_ticks_who_speaks_and_shows_the_keys(editor: TranscriptEditor) -> None:
    editor.list.choose(2)
    menu = editor.speaker_menu()
    names = [action.text() for action in menu.actions()]
    assert names[:4] == [
        "Mara Lindqvist\tCtrl+1",
        "Speaker 2 (now)\tCtrl+2",
        "Tom\tCtrl+3",
        "No speaker\tCtrl+0",
    ]
    menu.actions()[2].trigger()
    assert speakers(editor)[2] == "Tom"
    menu.deleteLater()


def test_a_name_is_changed_everywhere(editor: TranscriptEditor) -> None:
    press("F6")
    dialog = editor.open_speakers()
    field = dialog.names[NAMES[1]]
    assert field.text() == "Speaker 2"
    field.selectAll()
    QTest.keyClicks(field, "Ada & Co")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert NAMES[1] not in speakers(editor)
    assert speakers(editor).count("Ada & Co") == [s.speaker for s in talk(12).segments].count(
        NAMES[1]
    )
    assert {word.speaker for word in editor.document.segments[2].words} == {"Ada & Co"}
    assert editor.document.place_of("Ada & Co") == 1  # the colour stays
    editor.document.undo()
    assert editor.document.transcript == talk(12)


def test_a_name_that_another_has_asks_before_both_are_one(editor: TranscriptEditor) -> None:
    dialog = editor.open_speakers()
    field = dialog.names["Tom"]
    field.selectAll()
    QTest.keyClicks(field, "Mara Lindqvist")
    QTest.keyClick(field, Qt.Key.Key_Return)
    question = dialog.findChild(QMessageBox)
    assert question is not None
    assert editor.document.transcript == talk(12)
    question.button(QMessageBox.StandardButton.NoButton)
    merge = next(b for b in question.buttons() if b.text() == "Merge")
    QTest.mouseClick(merge, Qt.MouseButton.LeftButton)
    assert set(speakers(editor)) == {"Mara Lindqvist", NAMES[1]}
    assert set(dialog.names) == {"Mara Lindqvist", NAMES[1]}
    assert str(editor.document.undo_name) == "Merge speakers"
    editor.document.undo()
    assert editor.document.transcript == talk(12)


def test_an_empty_name_is_none(editor: TranscriptEditor) -> None:
    dialog = editor.open_speakers()
    field = dialog.names["Tom"]
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "Tom"
    assert editor.document.transcript == talk(12)
