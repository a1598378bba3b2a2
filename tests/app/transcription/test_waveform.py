"""The waveform: what is drawn where, and what mouse and keys ask for."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.jobs import JobQueue
from app.theme import DARK, LIGHT, Colors, palette_of
from app.transcription.peaks_work import BINS_PER_SECOND, Peaks, read_peaks
from app.transcription.speaker_look import SpeakerLook
from app.transcription.waveform import Waveform
from app.transcription.waveform_marks import Grip, Marks, marks_of
from app.transcription.waveform_scale import TimeScale
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech.transcript import Segment, Word
from tests.app.transcription.media_files import tone, write_film, write_sound

ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
LEFT = Qt.MouseButton.LeftButton
SEGMENTS = (
    Segment(1.0, 3.0, "One two", (Word("One", 1.0, 1.6), Word("two", 2.2, 3.0)), "Anna"),
    Segment(3.5, 5.0, "Three", (Word("Three", 3.5, 5.0),), "Bernd"),
    Segment(5.0, 8.0, "Four", (), "Anna"),
)


def flat_peaks(duration: float, loudness: int = 100) -> Peaks:
    bins = np.tile(np.array([[-loudness, loudness]], np.int8), (int(duration * BINS_PER_SECOND), 1))
    return Peaks.of_bins(bins, duration)


@pytest.fixture
def waveform(qtbot: QtBot, queue: JobQueue) -> Iterator[Waveform]:
    made = Waveform(queue)
    qtbot.addWidget(made)
    made.resize(1000, 240)
    made.show()
    qtbot.waitExposed(made)
    made.set_peaks(flat_peaks(10.0))
    made.set_segments(SEGMENTS)
    yield made
    made.clear()


def at(waveform: Waveform, seconds: float, above: bool = False) -> QPoint:
    """A place in the waveform, or in the ruler."""
    y = 5 if above else waveform.canvas.height() - 20
    return QPoint(round(waveform.scale.x_of(seconds)), y)


def drag(waveform: Waveform, start: float, end: float, let_go: bool = True) -> None:
    canvas = waveform.canvas
    QTest.mousePress(canvas, LEFT, pos=at(waveform, start))
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, at(waveform, start + (end - start) * part))
    if let_go:
        QTest.mouseRelease(canvas, LEFT, pos=at(waveform, end))


# -- peaks --------------------------------------------------------------------------------------


def test_peaks_of_a_file_show_where_it_is_loud(tmp_path: Path) -> None:
    quiet, loud = tone(1.0, loudness=0.1), tone(1.0, loudness=0.8)
    path = write_sound(tmp_path / "a.flac", np.concatenate((quiet, loud, quiet)), "flac")
    peaks = read_peaks(path, Progress())
    assert peaks.duration == pytest.approx(3.0, abs=0.001)
    lowest, highest = peaks.columns(0.0, 1.0, 3).T
    assert highest.tolist() == pytest.approx([13, 103, 13], abs=1)
    assert lowest.tolist() == pytest.approx([-13, -103, -13], abs=1)
    fine = peaks.columns(0.95, 0.01, 10)[:, 1]
    assert fine[0] < 20
    assert fine[-1] > 90


def test_every_zoom_sees_the_one_loud_sample() -> None:
    bins = np.zeros((200_000, 2), np.int8)
    bins[123_456, 1] = 99
    peaks = Peaks.of_bins(bins, 1000.0)
    for count in (7, 100, 1999, 50_000, 200_000):
        columns = peaks.columns(0.0, 1000.0 / count, count)
        assert columns[:, 1].max() == 99
        where = int(columns[:, 1].argmax()) * 1000.0 / count
        assert where == pytest.approx(123_456 / BINS_PER_SECOND, abs=1000.0 / count + 0.7)


def test_outside_of_the_recording_there_is_silence() -> None:
    columns = flat_peaks(1.0).columns(-1.0, 0.5, 6)
    assert columns[:, 1].tolist() == [0, 0, 100, 100, 0, 0]
    assert not Peaks.of_bins(np.zeros((0, 2), np.int8), 0.0).columns(0, 1, 3).any()


def test_reading_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "a.wav", tone(1.0))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        read_peaks(path, Progress(cancel=token))


def test_a_recording_is_read_on_a_thread(qtbot: QtBot, waveform: Waveform, tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.mp4")
    with qtbot.waitSignal(waveform.ready, timeout=20_000):
        waveform.open(path)
        assert waveform.canvas.notice == "Reading the recording…"
        assert not waveform.canvas.marks
    assert waveform.scale.duration == pytest.approx(2.0, abs=0.1)
    assert waveform.canvas.notice == ""


def test_a_file_without_sound_is_told(
    qtbot: QtBot, waveform: Waveform, tmp_path: Path, queue: JobQueue
) -> None:
    path = tmp_path / "no.wav"
    path.write_bytes(b"nothing" * 100)
    waveform.open(path)
    qtbot.waitUntil(lambda: queue.is_idle, timeout=10_000)
    assert waveform.canvas.notice.startswith("no.wav is no recording that can be read")
    other = write_sound(tmp_path / "a.wav", tone(1.0))
    waveform.open(path)
    waveform.open(other)  # the first one's end must not be taken for this one's
    qtbot.waitUntil(lambda: queue.is_idle, timeout=10_000)
    assert waveform.canvas.notice == ""
    assert waveform.scale.duration == pytest.approx(1.0, abs=0.01)


# -- what is seen where -------------------------------------------------------------------------


def test_scale_zooms_at_the_pointer_and_stays_inside() -> None:
    scale = TimeScale()
    scale.set_width(1000)
    scale.set_duration(100)
    assert (scale.first, scale.last) == (0, 100)
    scale.zoom_by(4, 80.0)
    assert scale.x_of(80.0) == pytest.approx(800)
    assert scale.span == 25
    scale.move_by(1000)
    assert scale.last == pytest.approx(100)
    scale.zoom_by(1e-9)
    assert scale.fitting
    scale.zoom_by(1e9)
    assert scale.span == 0.5
    scale.fit()
    scale.set_duration(200)
    assert scale.last == 200
    scale.show(50, 60)
    scale.turn_page(60.2)
    assert scale.first == 49
    scale.turn_page(62)
    assert scale.first == pytest.approx(62 - 12 * 0.05)


def test_speakers_differ_by_colour_and_by_pattern(qapp: QApplication) -> None:
    for colors in (LIGHT, DARK):
        looks = [SpeakerLook(number) for number in range(16)]
        seen = {(look.color(colors).name(), pattern_of(look, colors)) for look in looks}
        assert len(seen) == 16
        assert len({pattern_of(look, colors) for look in looks[:8]}) == 8


def pattern_of(look: SpeakerLook, colors: Colors) -> bytes:
    """The shape alone, without its colour."""
    image = look.pattern(colors).textureImage()
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    return bytes(alpha.constBits())


def test_the_drawing_shows_loudness_speakers_and_the_chosen_segment(waveform: Waveform) -> None:
    waveform.choose(1)
    picture = waveform.canvas.grab().toImage()
    ratio = picture.devicePixelRatio()
    middle = waveform.canvas.height() - 40

    def color(seconds: float, y: int = middle) -> QColor:
        return picture.pixelColor(round(waveform.scale.x_of(seconds) * ratio), round(y * ratio))

    assert color(2.0) == SpeakerLook(0).color(LIGHT)
    assert color(4.5) == SpeakerLook(1).color(LIGHT)
    assert color(9.0) == SpeakerLook(None).color(LIGHT)
    top = round(waveform.canvas.rows().wave_top) + 1
    assert color(4.5, top) == QColor(LIGHT.accent_soft)
    assert color(9.0, top) == QColor(LIGHT.surface)


def test_it_follows_the_theme(waveform: Waveform) -> None:
    light = waveform.canvas.grab().toImage()
    waveform.setPalette(palette_of(DARK))
    dark = waveform.canvas.grab().toImage()
    assert light.pixelColor(990, 150).lightness() > 60
    x, y = round(waveform.scale.x_of(9.5)), round(waveform.canvas.rows().wave_top) + 1
    assert light.pixelColor(x, y).lightness() > 200
    assert dark.pixelColor(x, y).lightness() < 60


def test_suspects_are_marked_in_both_pictures(waveform: Waveform) -> None:
    before = (waveform.canvas.grab().toImage(), waveform.overview.grab().toImage())
    waveform.set_segments(SEGMENTS, suspects={1})
    after = (waveform.canvas.grab().toImage(), waveform.overview.grab().toImage())
    assert before[0] != after[0]
    assert before[1] != after[1]
    waveform.choose(1)
    assert "Worth checking" in waveform.canvas.accessibleDescription()


# -- edges --------------------------------------------------------------------------------------


def test_an_edge_is_moved_and_told_once_it_is_let_go(qtbot: QtBot, waveform: Waveform) -> None:
    moved: list[tuple[int, str, float]] = []
    waveform.boundary_moved.connect(lambda *args: moved.append(args))
    drag(waveform, 3.5, 4.2, let_go=False)
    assert moved == []
    assert waveform.canvas.moving == (Grip(1, "start"), pytest.approx(4.2, abs=0.02))
    QTest.mouseRelease(waveform.canvas, LEFT, pos=at(waveform, 4.2))
    assert moved == [(1, "start", pytest.approx(4.2, abs=0.02))]
    assert waveform.canvas.marks[1].start == 3.5  # whoever owns the transcript changes it


def test_escape_abandons_a_drag(qtbot: QtBot, waveform: Waveform) -> None:
    moved: list[object] = []
    waveform.boundary_moved.connect(lambda *args: moved.append(args))
    drag(waveform, 3.5, 4.2, let_go=False)
    QTest.keyClick(waveform.canvas, Qt.Key.Key_Escape)
    assert waveform.canvas.moving is None
    QTest.mouseRelease(waveform.canvas, LEFT, pos=at(waveform, 4.2))
    assert moved == []


def test_an_edge_snaps_to_words_and_neighbours_and_stops_at_them(
    qtbot: QtBot, waveform: Waveform
) -> None:
    moved: list[tuple[int, str, float]] = []
    waveform.boundary_moved.connect(lambda *args: moved.append(args))
    drag(waveform, 1.0, 1.57)
    drag(waveform, 3.0, 3.47)
    drag(waveform, 3.0, 4.4)
    drag(waveform, 8.0, 9.3)
    assert moved == [
        (0, "start", 1.6),
        (0, "end", 3.5),
        (0, "end", 3.5),
        (2, "end", pytest.approx(9.3, abs=0.02)),
    ]


def test_where_two_touch_the_chosen_one_is_meant() -> None:
    marks = marks_of(SEGMENTS)
    assert marks.grip_at(5.0, 0.05, chosen=1) == Grip(1, "end")
    assert marks.grip_at(5.0, 0.05, chosen=2) == Grip(2, "start")
    assert marks.grip_at(4.98, 0.05, chosen=None) == Grip(1, "end")
    assert marks.grip_at(5.02, 0.05, chosen=None) == Grip(2, "start")
    assert marks.grip_at(6.0, 0.05, chosen=2) is None


def test_segments_never_end_before_they_begin() -> None:
    marks = marks_of(SEGMENTS)
    assert marks.limits(Grip(1, "end"), 10.0) == (3.52, 5.0)
    assert marks.limits(Grip(0, "start"), 10.0) == (0.0, 2.98)
    assert marks.snapped(Grip(1, "start"), 9.0, 0.05, 10.0) == pytest.approx(4.98)


def test_marks_are_found_among_overlapping_ones() -> None:
    marks = marks_of((Segment(0, 10, "long"), Segment(2, 3, "short"), Segment(11, 12, "later")))
    assert marks.at(2.5) == 1
    assert marks.at(5.0) == 0
    assert marks.at(10.5) is None
    assert list(marks.between(5, 6)) == [0, 1]
    assert not Marks().between(0, 1)


def test_what_is_held_may_go_while_it_is_held(qtbot: QtBot, waveform: Waveform) -> None:
    moved: list[object] = []
    waveform.boundary_moved.connect(lambda *args: moved.append(args))
    drag(waveform, 8.0, 9.0, let_go=False)
    waveform.scale.show(7.0, 9.0)
    first = waveform.scale.first
    waveform.set_position(1.0)
    assert waveform.scale.first == first  # the view stays under the hand
    waveform.set_segments(SEGMENTS[:1])
    QTest.mouseRelease(waveform.canvas, LEFT, pos=at(waveform, 8.5))
    assert moved == []


def test_nothing_can_be_moved_while_it_is_locked(qtbot: QtBot, waveform: Waveform) -> None:
    moved: list[object] = []
    waveform.boundary_moved.connect(lambda *args: moved.append(args))
    waveform.set_locked(True)
    waveform.choose(1)
    drag(waveform, 3.5, 4.2)
    QTest.keyClick(waveform.canvas, Qt.Key.Key_Left, ALT)
    assert moved == []


# -- mouse --------------------------------------------------------------------------------------


def test_a_click_seeks_and_chooses(qtbot: QtBot, waveform: Waveform) -> None:
    with qtbot.waitSignals([waveform.seek_wanted, waveform.segment_chosen]):
        QTest.mouseClick(waveform.canvas, LEFT, pos=at(waveform, 6.0))
    with qtbot.waitSignal(waveform.seek_wanted) as told:
        QTest.mouseClick(waveform.canvas, LEFT, pos=at(waveform, 3.5))  # on an edge, not moved
    assert told.args == [pytest.approx(3.5, abs=0.01)]


def test_a_double_click_plays_the_segment(qtbot: QtBot, waveform: Waveform) -> None:
    with qtbot.waitSignal(waveform.segment_activated) as told:
        QTest.mouseDClick(waveform.canvas, LEFT, pos=at(waveform, 4.0))
    assert told.args == [1]


def test_dragging_selects_a_span_in_both_directions(qtbot: QtBot, waveform: Waveform) -> None:
    for start, end in ((8.5, 9.5), (9.5, 8.5)):
        with qtbot.waitSignal(waveform.span_chosen) as told:
            drag(waveform, start, end)
        assert told.args == [pytest.approx(8.5, abs=0.02), pytest.approx(9.5, abs=0.02)]
    with qtbot.waitSignal(waveform.span_cleared):
        QTest.keyClick(waveform.canvas, Qt.Key.Key_Escape)
    assert waveform.span is None


def test_the_wheel_scrolls_and_with_ctrl_zooms_at_the_pointer(
    qtbot: QtBot, waveform: Waveform
) -> None:
    here = at(waveform, 8.0)
    turn(waveform, here, 240, CTRL)
    assert waveform.scale.span == pytest.approx(5.0)
    assert waveform.scale.x_of(8.0) == pytest.approx(here.x(), abs=1)
    first = waveform.scale.first
    turn(waveform, here, 120, Qt.KeyboardModifier.NoModifier)
    assert waveform.scale.first < first


def turn(waveform: Waveform, place: QPoint, angle: int, held: Qt.KeyboardModifier) -> None:
    canvas = waveform.canvas
    event = QWheelEvent(
        QPointF(place),
        QPointF(canvas.mapToGlobal(place)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_the_overview_moves_the_view(qtbot: QtBot, waveform: Waveform) -> None:
    waveform.scale.show(0, 1)
    overview = waveform.overview
    QTest.mousePress(overview, LEFT, pos=QPoint(overview.width() * 8 // 10, 10))
    assert waveform.scale.first < 8.0 < waveform.scale.last
    QTest.mouseMove(overview, QPoint(overview.width() * 5 // 10, 10))
    assert waveform.scale.first < 5.0 < waveform.scale.last
    QTest.mouseRelease(overview, LEFT, pos=QPoint(overview.width() * 5 // 10, 10))


def test_the_view_follows_the_playhead_unless_told_not_to(waveform: Waveform) -> None:
    waveform.scale.show(0, 1)
    waveform.set_position(5.0)
    assert waveform.scale.first < 5.0 < waveform.scale.last
    waveform.set_follows(False)
    waveform.set_position(1.0)
    assert waveform.scale.first > 1.0


# -- keys ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "held", "where"),
    [
        (Qt.Key.Key_Left, None, 4.0),
        (Qt.Key.Key_Right, None, 6.0),
        (Qt.Key.Key_Left, SHIFT, 0.0),
        (Qt.Key.Key_Right, SHIFT, 10.0),
        (Qt.Key.Key_Home, None, 0.0),
        (Qt.Key.Key_End, None, 10.0),
    ],
)
def test_keys_seek(
    qtbot: QtBot,
    waveform: Waveform,
    key: Qt.Key,
    held: Qt.KeyboardModifier | None,
    where: float,
) -> None:
    waveform.set_position(5.0)
    with qtbot.waitSignal(waveform.seek_wanted) as told:
        QTest.keyClick(waveform.canvas, key, held or Qt.KeyboardModifier.NoModifier)
    assert told.args == [where]


def test_keys_walk_from_segment_to_segment_play_and_nudge(qtbot: QtBot, waveform: Waveform) -> None:
    canvas = waveform.canvas
    chosen: list[int] = []
    waveform.segment_chosen.connect(chosen.append)
    waveform.segment_chosen.connect(waveform.choose)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(canvas, key)
    assert chosen == [0, 1, 0, 0]
    with qtbot.waitSignal(waveform.segment_activated) as told:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert told.args == [0]
    moved: list[tuple[int, str, float]] = []
    waveform.boundary_moved.connect(lambda *args: moved.append(args))
    QTest.keyClick(canvas, Qt.Key.Key_Left, ALT)
    QTest.keyClick(canvas, Qt.Key.Key_Right, ALT | SHIFT)
    assert moved == [(0, "start", 0.95), (0, "end", 3.05)]
    with qtbot.waitSignal(waveform.toggle_wanted):
        QTest.keyClick(canvas, Qt.Key.Key_Space)


def test_keys_zoom_and_select_a_span(qtbot: QtBot, waveform: Waveform) -> None:
    canvas = waveform.canvas
    waveform.set_position(2.0)
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert waveform.scale.span < 7
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert waveform.scale.fitting
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    waveform.set_position(3.25)
    with qtbot.waitSignal(waveform.span_chosen) as told:
        QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert told.args == [2.0, 3.25]


def test_a_screen_reader_knows_name_value_and_segment(waveform: Waveform) -> None:
    waveform.choose(1)
    waveform.set_position(4.25)
    canvas = waveform.canvas
    assert canvas.accessibleName() == "Waveform"
    assert "Segment 2 of 3, 0:03.5 to 0:05.0. Bernd: Three" in canvas.accessibleDescription()
    seen = QAccessible.queryAccessibleInterface(canvas)
    assert seen is not None
    assert seen.role() == QAccessible.Role.Slider
    value = seen.valueInterface()
    assert value is not None
    assert (value.currentValue(), value.maximumValue()) == (4000, 10_000)
    asked: list[float] = []
    waveform.seek_wanted.connect(asked.append)
    value.setCurrentValue(7000)
    assert asked == [7.0]
    for button in (waveform.closer, waveform.out, waveform.fit):
        assert button.accessibleName()
        assert button.toolTip()


def test_three_hours_at_4k_are_drawn_in_time(qtbot: QtBot, queue: JobQueue) -> None:
    """A frame of a 60 Hz screen is 16 ms; ten times that is allowed to a busy test machine."""
    duration = 3 * 3600.0
    segments = [
        Segment(start, start + 3.0, "What one says here", (), f"S{int(start) % 5}")
        for start in np.arange(0, duration - 4, 3.5).tolist()
    ]
    waveform = Waveform(queue)
    qtbot.addWidget(waveform)
    waveform.resize(3840, 400)
    waveform.show()
    waveform.set_peaks(flat_peaks(duration))
    waveform.set_segments(segments, suspects=set(range(0, len(segments), 20)))
    for span in (duration, 3600.0, 600.0, 60.0, 2.0):
        waveform.scale.show(4000.0, 4000.0 + span)
        took = []
        for _ in range(5):
            waveform.canvas.repaint_all()
            began = perf_counter()
            waveform.canvas.repaint()
            took.append(perf_counter() - began)
        assert min(took) < 0.16, span
