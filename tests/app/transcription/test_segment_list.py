"""The list with real keys and a real mouse: words are heard, rows written in, thousands flow."""

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.settings import ColorMode
from app.transcription.document import TranscriptDocument
from app.transcription.segment_list import SegmentList
from pipelines.speech.finding import Hit
from pipelines.speech.listening import Heard
from pipelines.speech.transcript import Segment, Transcript, Word
from tests.app.transcription.talks import segment, talk

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


pytestmark = pytest.mark.usefixtures("context")  # in the app's own dress


@pytest.fixture
def view(qtbot: QtBot) -> SegmentList:
    return make(qtbot, talk(40))


def make(qtbot: QtBot, transcript: Transcript, width: int = 850) -> SegmentList:
    document = TranscriptDocument()
    view = SegmentList(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(width, 600)
    document.open(transcript)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    view.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    return view


def place_of(view: SegmentList, row: int, word: int) -> QPoint:
    """The middle of a word in the viewport."""
    text = view.layout_of(row)
    box = text.rects(text.spans[word])[0]
    corner = view.row_rect(row).topLeft() + view.frame_of_rows.text
    return corner + box.center().toPoint()


def field_text(view: SegmentList) -> str:
    return view.editing.field.toPlainText()


# -- hearing ------------------------------------------------------------------------------------


def test_a_click_on_a_word_asks_for_its_sound(qtbot: QtBot, view: SegmentList) -> None:
    told: list[float] = []
    view.seek_requested.connect(told.append)
    QTest.mouseClick(view.viewport(), LEFT, pos=place_of(view, 2, 3))
    assert told == [view.document.segments[2].words[3].start]
    assert view.chosen == [2]
    # Text on a second line, too.
    row = next(n for n in range(9) if len(view.layout_of(n).rects((0, 200))) > 1)
    last = len(view.document.segments[row].words) - 1
    QTest.mouseClick(view.viewport(), LEFT, pos=place_of(view, row, last))
    assert told[-1] == view.document.segments[row].words[last].start


def test_the_keys_walk_over_words_and_rows(view: SegmentList) -> None:
    told: list[float] = []
    view.seek_requested.connect(told.append)
    view.choose(0)
    QTest.keyClick(view, KEY.Key_Right)
    QTest.keyClick(view, KEY.Key_Right)
    assert told == [word.start for word in view.document.segments[0].words[:2]]
    QTest.keyClick(view, KEY.Key_Left)
    QTest.keyClick(view, KEY.Key_Left)
    assert view.word == 0
    QTest.keyClick(view, KEY.Key_Down)
    assert view.row == 1
    QTest.keyClick(view, KEY.Key_Left)
    assert (view.row, view.word) == (0, len(view.document.segments[0].words) - 1)
    QTest.keyClick(view, KEY.Key_End)
    assert view.row == 39
    assert view.row_rect(39).bottom() <= view.viewport().height()
    QTest.keyClick(view, KEY.Key_PageUp)
    assert 20 < view.row < 36
    QTest.keyClick(view, KEY.Key_Home)
    assert view.row == 0
    played: list[tuple[float, float]] = []
    view.play_requested.connect(lambda start, end: played.append((start, end)))
    QTest.keyClick(view, KEY.Key_Space)
    assert played == [(view.document.segments[0].start, view.document.segments[0].end)]


def test_words_without_times_and_rows_without_words_are_heard_too(qtbot: QtBot) -> None:
    bare = Segment(10, 14, "one two three four")
    untimed = Segment(20, 22, "ab cd", (Word("ab"), Word("cd", 21.5, 22)))
    view = make(qtbot, Transcript((bare, untimed, Segment(30, 31, ""))))
    told: list[float] = []
    view.seek_requested.connect(told.append)
    QTest.mouseClick(view.viewport(), LEFT, pos=place_of(view, 0, 2))
    assert 11 < told[0] < 13
    view.go_to_word(1, 0)
    view.go_to_word(1, 1)
    assert told[1:] == [20, 21.5]
    view.go_to_word(2, 0)
    assert told[-1] == 30


def test_what_is_played_is_marked_and_followed(view: SegmentList) -> None:
    segments = view.document.segments
    view.show_position(segments[2].words[1].start or 0)
    before = view.viewport().grab(view.row_rect(2)).toImage()
    view.show_position(segments[2].words[4].start or 0)
    assert view.viewport().grab(view.row_rect(2)).toImage() != before
    view.show_position(segments[30].start)
    assert 30 in view.in_sight()
    view.set_follows(False)
    view.show_position(segments[5].start)
    assert 5 not in view.in_sight()
    view.set_follows(True)
    assert 5 in view.in_sight()


def test_who_scrolls_away_while_it_plays_is_left_alone(view: SegmentList) -> None:
    segments = view.document.segments
    view.show_position(segments[1].start)
    for _turn in range(12):
        wheel(view, -120)
    away = view.verticalScrollBar().value()
    view.show_position(segments[2].start)
    assert view.verticalScrollBar().value() == away
    for _turn in range(20):
        wheel(view, 120)
    view.show_position(segments[3].start)
    view.show_position(segments[25].start)
    assert 25 in view.in_sight()


def wheel(view: SegmentList, turn: int) -> None:
    place = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        place,
        QPointF(view.viewport().mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


# -- writing ------------------------------------------------------------------------------------


def test_a_double_click_opens_the_text_with_the_caret_in_the_word(view: SegmentList) -> None:
    place = place_of(view, 1, 4)
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    QTest.mouseDClick(view.viewport(), LEFT, pos=place)
    field = view.editing.field
    assert field.isVisible()
    assert field.hasFocus()
    start, end = view.layout_of(1).spans[4]
    assert start <= field.place <= end
    QTest.keyClicks(field, "X")
    QTest.keyClick(field, KEY.Key_Return)
    assert "X" in view.document.segments[1].text
    assert not field.isVisible()
    assert view.hasFocus()


def test_letters_stand_where_they_stood_when_the_field_opens(view: SegmentList) -> None:
    row = 3  # of two lines
    view.grab()
    height = view.row_rect(row).height()
    view.choose(row)
    view.editing.begin(row)
    field = view.editing.field
    assert abs(view.row_rect(row).height() - height) <= 2
    text = view.layout_of(row)
    cursor = field.textCursor()
    for place in (0, len(text.segment.text) - 1):
        cursor.setPosition(place)
        caret = field.cursorRect(cursor)
        drawn = field.viewport().mapTo(view.viewport(), caret.topLeft())
        box = text.rects((place, place + 1))[0].translated(QPointF(view.frame_of_rows.text))
        wanted = view.row_rect(row).topLeft() + box.topLeft().toPoint()
        assert abs(drawn.x() - wanted.x()) <= 2
        assert abs(drawn.y() - wanted.y()) <= 2
    view.editing.abandon()


def test_the_field_stays_in_its_row_when_the_colours_change(
    qtbot: QtBot, view: SegmentList, context: AppContext
) -> None:
    view.editing.begin(3)
    field = view.editing.field
    place = field.geometry()
    for mode in (ColorMode.DARK, ColorMode.LIGHT):
        context.theme.set_mode(mode)
        qtbot.waitUntil(lambda: field.geometry() == place)
    view.resize(500, 600)
    qtbot.waitUntil(lambda: field.width() < 500)
    # All lines are seen.
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() == 0)
    assert view.row_rect(3).contains(field.geometry())
    view.editing.abandon()


def test_escape_leaves_the_text_as_it_was(view: SegmentList) -> None:
    view.choose(1)
    QTest.keyClick(view, KEY.Key_F2)
    QTest.keyClicks(view.editing.field, "nonsense ")
    QTest.keyClick(view.editing.field, KEY.Key_Escape)
    assert view.document.transcript == talk(40)
    assert not view.document.can_undo


def test_undo_inside_the_field_takes_letters_back(view: SegmentList) -> None:
    view.choose(0)
    QTest.keyClick(view, KEY.Key_Return)
    field, before = view.editing.field, field_text(view)
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field_text(view) == before
    view.editing.abandon()


def test_leaving_by_the_mouse_keeps_what_was_written(view: SegmentList) -> None:
    view.editing.begin(0)
    QTest.keyClicks(view.editing.field, "So: ")
    QTest.mouseClick(view.viewport(), LEFT, pos=place_of(view, 4, 0))
    assert view.document.segments[0].text.startswith("So: Good")
    assert view.row == 4


def test_control_return_splits_at_the_caret(view: SegmentList) -> None:
    text = view.document.segments[0].text
    place = text.index("and")
    view.editing.begin(0, place)
    QTest.keyClick(view.editing.field, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.text for one in view.document.segments[:2]] == [text[: place - 1], text[place:]]
    assert view.editing.row == 1
    assert view.editing.field.place == 0
    assert field_text(view) == text[place:]
    view.editing.abandon()
    view.document.undo()
    assert view.document.transcript == talk(40)


def test_backspace_at_the_start_merges_with_the_row_before(view: SegmentList) -> None:
    first, second = (one.text for one in view.document.segments[:2])
    view.editing.begin(1, 0)
    QTest.keyClick(view.editing.field, KEY.Key_Backspace)
    assert view.document.segments[0].text == f"{first} {second}"
    assert view.editing.row == 0
    assert view.editing.field.place == len(first) + 1
    QTest.keyClick(view.editing.field, KEY.Key_Escape)
    view.document.undo()
    assert view.document.transcript == talk(40)
    view.editing.begin(0, 0)
    QTest.keyClick(view.editing.field, KEY.Key_Backspace)  # nothing before it
    assert len(view.document.segments) == 40
    view.editing.abandon()


def test_delete_at_the_end_merges_with_the_row_after(view: SegmentList) -> None:
    first, second = (one.text for one in view.document.segments[:2])
    view.editing.begin(0, len(first))
    QTest.keyClicks(view.editing.field, "!")
    QTest.keyClick(view.editing.field, KEY.Key_Delete)
    assert view.document.segments[0].text == f"{first}! {second}"
    assert view.editing.field.place == len(first) + 2
    QTest.keyClick(view.editing.field, KEY.Key_Escape)
    assert view.document.undo()
    assert not view.document.can_undo


def test_tab_and_arrows_go_on_to_the_next_row(view: SegmentList) -> None:
    view.editing.begin(0, 3)
    QTest.keyClicks(view.editing.field, "x")
    QTest.keyClick(view.editing.field, KEY.Key_Down)
    assert view.editing.row == 1
    assert view.document.segments[0].text.startswith("Goox")
    assert 1 < view.editing.field.place < 8
    QTest.keyClick(view.editing.field, KEY.Key_Tab)
    assert view.editing.row == 2
    assert view.editing.field.textCursor().selectedText() == view.document.segments[2].text
    QTest.keyClick(view.editing.field, KEY.Key_Backtab)
    QTest.keyClick(view.editing.field, KEY.Key_Up)
    assert view.editing.row == 0
    QTest.keyClick(view.editing.field, KEY.Key_Up)
    assert view.editing.row == -1


def test_a_row_grows_with_what_is_written(qtbot: QtBot, view: SegmentList) -> None:
    view.editing.begin(0)
    before = view.row_rect(0).height()
    QTest.keyClicks(view.editing.field, "many words " * 20)
    qtbot.waitUntil(lambda: view.row_rect(0).height() > before + 20)
    field = view.editing.field
    assert view.row_rect(0).contains(field.geometry())
    assert view.row_rect(1).top() == view.row_rect(0).bottom() + 1
    view.editing.commit()
    assert view.row_rect(0).height() > before + 20


def test_letters_from_an_input_method_arrive(view: SegmentList) -> None:
    view.editing.begin(0, 0)
    field = view.editing.field
    QApplication.sendEvent(field, QInputMethodEvent("にほ", []))
    assert field_text(view) == view.document.segments[0].text  # not yet written
    done = QInputMethodEvent()
    done.setCommitString("日本語 𠮷 ")
    QApplication.sendEvent(field, done)
    QTest.keyClick(field, KEY.Key_Return)
    assert view.document.segments[0].text.startswith("日本語 𠮷 Good")
    # A letter that Qt counts twice does not move what is marked.
    spans = view.layout_of(0).spans
    assert view.word_under(place_of(view, 0, 2)) == (0, 2)
    view.editing.begin(0, spans[2][0])
    assert view.editing.field.place == spans[2][0]
    view.editing.abandon()


def test_nothing_is_written_while_a_job_listens(view: SegmentList) -> None:
    view.document.begin_live()
    view.document.hear(Heard(talk(3).segments))
    view.choose(1)
    QTest.keyClick(view, KEY.Key_F2)
    assert view.editing.row == -1
    QTest.keyClick(view, KEY.Key_F4)
    assert view.editing.times_row == -1


def test_start_and_end_are_typed(view: SegmentList) -> None:
    view.choose(0)
    QTest.keyClick(view, KEY.Key_F4)
    times = view.editing.times
    assert times.start.hasFocus()
    times.start.clear()
    QTest.keyClicks(times.start, "nonsense")
    QTest.keyClick(times.start, KEY.Key_Return)
    assert times.problem.isVisible()
    times.start.clear()
    QTest.keyClicks(times.start, "9")
    QTest.keyClick(times.start, KEY.Key_Return)
    assert "after" in times.problem.text()
    times.start.clear()
    QTest.keyClicks(times.start, "0:01.25")
    QTest.keyClick(times.start, KEY.Key_Return)
    assert not times.isVisible()
    assert view.document.segments[0].start == 1.25
    assert view.hasFocus()
    QTest.mouseDClick(view.viewport(), LEFT, pos=view.row_rect(1).topLeft() + QPoint(40, 20))
    assert view.editing.times_row == 1
    QTest.keyClick(times.end, KEY.Key_Escape)
    assert view.document.segments[1] == talk(40).segments[1]


# -- marks --------------------------------------------------------------------------------------


def test_tooltips_say_what_marks_mean(view: SegmentList, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    # The offscreen platform warns when a real tooltip comes up.
    monkeypatch.setattr(
        "app.transcription.segment_list.QToolTip.showText",
        lambda _at, words, _of: shown.append(words),
    )

    def tip(view: SegmentList, place: QPoint) -> str:
        at = view.viewport().mapToGlobal(place)
        QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, at))
        return shown[-1].removeprefix("<qt>").removesuffix("</qt>")

    view.show_suspects({3: "Nobody was sure."})
    assert tip(view, place_of(view, 3, 4)) == "Certainty 20 %"
    row = view.row_rect(3)
    frame = view.frame_of_rows
    mark = frame.marks(1)[0].center() + row.topLeft()
    assert "Nobody was sure." in tip(view, mark)
    assert "0:10.8" in tip(view, frame.time.center() + row.topLeft())
    assert tip(view, frame.badge.center() + row.topLeft()) == "Tom"
    assert tip(view, QPoint(20, 9999)) == ""


def test_hits_and_suspects_are_seen(view: SegmentList) -> None:
    plain = view.grab().toImage()
    view.show_hits([Hit(1, 0, 5)])
    marked = view.grab().toImage()
    assert marked != plain
    view.show_hits([Hit(1, 0, 5)], Hit(1, 0, 5))
    assert view.row == 1
    view.show_hits(())
    view.choose(0)
    view.show_suspects({1: "Why"})
    assert view.grab().toImage() != plain


def test_screen_readers_hear_time_speaker_text_and_marks(view: SegmentList) -> None:
    view.show_suspects({3: "Nobody was sure."})
    face = QAccessible.queryAccessibleInterface(view)
    assert face.role() == QAccessible.Role.List
    assert face.childCount() == 40
    row = face.child(3)
    assert row.role() == QAccessible.Role.ListItem
    said = row.text(QAccessible.Text.Name)
    assert said.startswith("0:10.8, Tom: Yes. The lamp")
    assert "suspect: Nobody was sure." in said
    assert face.child(4).text(QAccessible.Text.Name).endswith("edited")
    assert face.child(6).text(QAccessible.Text.Name).endswith("checked")
    rect = row.rect()
    assert rect.topLeft() == view.viewport().mapToGlobal(view.row_rect(3).topLeft())


# -- many ---------------------------------------------------------------------------------------


def test_the_rows_fill_the_list_without_gaps(view: SegmentList) -> None:
    for turn in (*[-120] * 15, *[120] * 9):
        wheel(view, turn)
        rows = view.in_sight()
        tops = [view.row_rect(row) for row in rows]
        for above, below in pairwise(tops):
            assert below.top() == above.bottom() + 1
        for row in rows:
            needed = view.layout_of(row).height + view.frame_of_rows.text.y()
            assert view.row_rect(row).height() >= needed


def test_what_is_looked_at_stays_when_the_width_changes(view: SegmentList) -> None:
    view.verticalScrollBar().setValue(view.places.top(20))
    view.resize(430, 600)
    QApplication.processEvents()
    assert view.in_sight().start in (19, 20)
    view.resize(850, 600)
    QApplication.processEvents()
    assert view.in_sight().start in (19, 20)


def test_live_segments_keep_the_end_in_sight_unless_one_scrolled_up(qtbot: QtBot) -> None:
    view = make(qtbot, Transcript())
    segments = talk(60).segments
    view.document.begin_live()
    for number in range(0, 40, 4):
        view.document.hear(Heard(segments[number : number + 4]))
    assert view.in_sight().stop == 40
    view.verticalScrollBar().setValue(0)
    view.document.hear(Heard(segments[40:]))
    assert view.in_sight().start == 0
    assert view.count == 60


def test_ten_thousand_segments_flow(qtbot: QtBot) -> None:
    """The budgets are those of a busy machine; what was measured is far below."""
    view = make(qtbot, talk(10_000))
    assert view.count == 10_000
    took: dict[str, list[float]] = {}

    def timed(name: str, act: object) -> None:
        start = time.perf_counter()
        assert callable(act)
        act()
        view.viewport().repaint()
        took.setdefault(name, []).append(1000 * (time.perf_counter() - start))

    for turn in range(30):
        timed("wheel", lambda: wheel(view, -240))
        timed("key", lambda: QTest.keyClick(view, KEY.Key_Down))
        timed("play", lambda t=turn: view.show_position(view.document.segments[t * 9].start))
    view.editing.begin(view.row)
    for letter in "abcdefghij":
        timed("letter", lambda x=letter: QTest.keyClicks(view.editing.field, x))
    timed("commit", lambda: QTest.keyClick(view.editing.field, KEY.Key_Return))
    timed("undo", view.document.undo)
    timed("split", lambda: view.document.split_at(5000, view.document.segments[5000].start + 1))
    timed("jump", lambda: QTest.keyClick(view, KEY.Key_End))
    middles = {name: sorted(times)[len(times) // 2] for name, times in took.items()}
    print(middles)  # noqa: T201
    assert middles["wheel"] < 16
    assert middles["key"] < 16
    assert middles["letter"] < 16
    assert middles["play"] < 16
    assert max(middles.values()) < 150


def test_a_narrow_list_puts_the_text_below(qtbot: QtBot) -> None:
    view = make(qtbot, Transcript((segment(0, "Hello there", "Ada"),)), width=360)
    frame = view.frame_of_rows
    assert frame.text.y() > frame.time.bottom()
    assert frame.name.right() < view.viewport().width()
