"""The waveform with its overview and zoom: a recording as one sees it."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.jobs import Job, JobQueue, JobState, Lane
from app.transcription.overview import Overview
from app.transcription.peaks_work import PeakSource, read_peaks
from app.transcription.waveform_canvas import WaveformCanvas
from app.transcription.waveform_marks import marks_of
from app.transcription.waveform_scale import TimeScale
from app.translation import translate
from pipelines.errors import HearthError
from pipelines.progress import Report
from pipelines.speech.transcript import Segment

#: Looking at a long recording takes half a minute and is missed by nobody when the window closes.
_LANE = Lane("waveform", quiet=True)
_ZOOM = 1.5


class Waveform(QWidget):
    """Shows one recording and its segments; changes neither.

    Signals: `seek_wanted(seconds)`; `segment_chosen(index)`, `segment_activated(index)`, which
    means play it; `boundary_moved(index, "start" or "end", seconds)`; `span_chosen(start, end)`
    and `span_cleared`; `toggle_wanted`, by the space bar; `menu_wanted(index or None, seconds,
    global position)`; `ready` once the loudness is there.
    """

    seek_wanted = Signal(float)
    segment_chosen = Signal(int)
    segment_activated = Signal(int)
    boundary_moved = Signal(int, str, float)
    span_chosen = Signal(float, float)
    span_cleared = Signal()
    toggle_wanted = Signal()
    menu_wanted = Signal(object, float, object)
    ready = Signal()

    def __init__(self, jobs: JobQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.follows = True
        self.scale = TimeScale(self)
        self.canvas = WaveformCanvas(self.scale, self)
        self.overview = Overview(self.scale, self)
        self.closer = self._button("zoom-in", self.tr("Zoom in (+ or Ctrl and wheel)"))
        self.out = self._button("zoom-out", self.tr("Zoom out (-)"))
        self.fit = self._button("fit-width", self.tr("Show the whole recording (0)"))
        self._lay_out()
        self._connect()
        self._read_scale()

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, name, side=18)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.overview, 1)
        for button in (self.out, self.closer, self.fit):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.canvas, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.seek_wanted.connect(self.seek_wanted)
        canvas.segment_chosen.connect(self.segment_chosen)
        canvas.segment_activated.connect(self.segment_activated)
        canvas.boundary_moved.connect(self.boundary_moved)
        canvas.span_chosen.connect(self.span_chosen)
        canvas.span_cleared.connect(self.span_cleared)
        canvas.toggle_wanted.connect(self.toggle_wanted)
        canvas.menu_wanted.connect(self.menu_wanted)
        self.closer.clicked.connect(lambda: canvas.zoom(_ZOOM))
        self.out.clicked.connect(lambda: canvas.zoom(1 / _ZOOM))
        self.fit.clicked.connect(self.scale.fit)
        self.scale.changed.connect(self._read_scale)

    def _read_scale(self) -> None:
        there = self.scale.duration > 0
        self.closer.setEnabled(there)
        for button in (self.out, self.fit):
            button.setEnabled(there and not self.scale.fitting)

    # -- the recording ---------------------------------------------------------------------

    def open(self, path: Path, duration: float = 0.0) -> None:
        """Show another recording; its loudness comes from a thread. `duration` if it is known."""
        self.clear()
        self.scale.set_duration(duration)
        self.canvas.set_notice(self.tr("Reading the recording…"))
        title = self.tr("Waveform of {name}").format(name=path.name)
        self._job = self._jobs.submit(lambda progress: read_peaks(path, progress), title, _LANE)
        self._job.progressed.connect(self._on_progress)
        self._job.finished.connect(self._on_read)

    def clear(self) -> None:
        """Show nothing."""
        if self._job is not None:
            self._job.progressed.disconnect(self._on_progress)
            self._job.finished.disconnect(self._on_read)
            self._job.cancel()
            self._job = None
        self.canvas.set_notice("")
        self.set_peaks(None)
        self.set_segments(())
        self.set_span(None)
        self.canvas.set_position(0.0)
        self.scale.fit()
        self.scale.set_duration(0.0)

    def _on_progress(self, report: Report) -> None:
        if self._job is not None and report.fraction is not None:
            words = self.tr("Reading the recording… {percent} %")
            self.canvas.set_notice(words.format(percent=int(report.fraction * 100)))

    def _on_read(self, state: JobState) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        if state is JobState.DONE:
            self.canvas.set_notice("")
            self.set_peaks(job.result)
            self.ready.emit()
        elif state is JobState.FAILED:
            self.canvas.set_notice(self._why(job.error))

    def _why(self, error: BaseException | None) -> str:
        if isinstance(error, HearthError):
            return translate(error.text)
        return self.tr("The sound of this file cannot be shown.")

    def set_peaks(self, peaks: PeakSource | None) -> None:
        """The loudness of the recording, if it was read elsewhere."""
        if peaks is not None and peaks.duration > 0:
            self.scale.set_duration(peaks.duration)
        self.canvas.set_peaks(peaks)
        self.overview.set_peaks(peaks)

    # -- the transcript --------------------------------------------------------------------

    def set_segments(
        self,
        segments: Sequence[Segment],
        suspects: Collection[int] = (),
        names: Mapping[str, str] | None = None,
        places: Mapping[str, int] | None = None,
    ) -> None:
        """What was said. `suspects`: indexes to check; `names`: what speakers are called;
        `places`: their numbers, which stand for colours."""
        marks = marks_of(segments, suspects, names or {}, places or {})
        if marks and marks[len(marks) - 1].end > self.scale.duration:
            self.scale.set_duration(marks[len(marks) - 1].end)
        self.canvas.set_marks(marks, self.canvas.chosen)
        self.overview.set_marks(marks)

    def choose(self, index: int | None, reveal: bool = True) -> None:
        """Emphasise a segment, and bring it into view."""
        self.canvas.choose(index)
        if index is not None and reveal and 0 <= index < len(self.canvas.marks):
            mark = self.canvas.marks[index]
            self.scale.reveal(mark.start, mark.end)

    def set_position(self, seconds: float) -> None:
        """Move the playhead, and the view with it while `follows`."""
        self.canvas.set_position(seconds)
        self.overview.set_position(seconds)
        if self.follows and not self.canvas.held:
            self.scale.turn_page(seconds)

    def set_follows(self, follows: bool) -> None:
        self.follows = follows

    def set_span(self, span: tuple[float, float] | None) -> None:
        self.canvas.set_span(span)

    @property
    def span(self) -> tuple[float, float] | None:
        """What is selected by dragging, in seconds."""
        return self.canvas.span

    def set_locked(self, locked: bool) -> None:
        """Whether edges stay where they are, as while a job still changes them."""
        self.canvas.locked = locked

    def focus(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
