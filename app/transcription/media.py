"""The recording above its text: waveform, player, and the picture with its captions."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QToolButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.jobs import JobQueue
from app.transcription.document import TranscriptDocument
from app.transcription.player import Player
from app.transcription.player_bar import PlayerBar
from app.transcription.video_preview import VideoPreview
from app.transcription.waveform import Waveform

if TYPE_CHECKING:
    from pipelines.speech.output import TranscriptOutput

_WAIT_MS = 120
#: A film that has shown no picture for so long is damaged.
_NO_PICTURE_MS = 2_000


class MediaPane(QWidget):
    """Shows the recording of `document`. `position_changed` (seconds) while it plays,
    `segment_chosen` and `boundary_moved` as the waveform tells, `failed` with a sentence."""

    position_changed = Signal(float)
    segment_chosen = Signal(int)
    boundary_moved = Signal(int, str, float)
    failed = Signal(str)

    def __init__(
        self, jobs: JobQueue, document: TranscriptDocument, scope: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._output: TranscriptOutput | None = None
        self.player = Player(jobs, self)
        self.waveform = Waveform(jobs, self)
        self.bar = PlayerBar(self.player, scope, self)
        self.preview = VideoPreview(self.player, self)
        self.preview.hide()
        self.captions = QToolButton(self)
        set_icon(self.captions, "captions")
        self.captions.setCheckable(True)
        self.captions.setToolTip(
            self.tr("Show the captions as they will look, over the picture (Ctrl+Shift+V)")
        )
        self.captions.setAccessibleName(self.tr("Preview of the captions"))
        self.captions.setShortcut("Ctrl+Shift+V")
        self.bar.add(self.captions)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._show_marks)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_NO_PICTURE_MS)
        self._patience.timeout.connect(self._hide_without_picture)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.waveform)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        document, waveform, player = self._document, self.waveform, self.player
        self.captions.toggled.connect(self._show_preview)
        player.position_changed.connect(waveform.set_position)
        player.position_changed.connect(self.position_changed)
        player.failed.connect(self._hide_preview)
        player.failed.connect(self.failed)
        player.opened.connect(self._on_opened)
        waveform.ready.connect(self._on_read)
        waveform.seek_wanted.connect(player.seek)
        waveform.toggle_wanted.connect(player.toggle)
        waveform.segment_chosen.connect(self.segment_chosen)
        waveform.segment_activated.connect(self.play_segment)
        waveform.span_chosen.connect(player.play_span)
        waveform.span_cleared.connect(player.forget_span)
        waveform.boundary_moved.connect(self.boundary_moved)
        waveform.ready.connect(lambda: player.set_duration(waveform.scale.duration))
        self.bar.loop_changed.connect(self._on_loop)
        document.changed.connect(lambda _first, _gone, _new: self._later.start())
        document.replaced.connect(self._show_marks)
        document.state_changed.connect(self._show_marks)
        document.selection_changed.connect(self._show_selection)

    # -- the recording ---------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Show and be ready to play this; nothing happens if it is shown already."""
        if self.player.path != path:
            self.player.open(path)
            self.waveform.open(path)
            self._show_marks()

    def clear(self) -> None:
        """There is no recording."""
        self.player.close()
        self.waveform.clear()
        self._hide_preview()

    def shut_down(self) -> None:
        """The window closes."""
        self._later.stop()
        self._patience.stop()
        self.waveform.clear()
        self.player.shut_down()

    def play(self, start: float, end: float) -> None:
        """Play a stretch."""
        self.player.play_span(start, end)

    def play_segment(self, row: int) -> None:
        """Play one segment."""
        segment = self._document.segment(row)
        if segment is not None:
            self.player.play_span(segment.start, segment.end)

    def play_from(self, seconds: float) -> None:
        """A word was clicked: hear it, and what follows."""
        self.player.forget_span()
        self.player.seek(seconds)
        self.player.play()

    def _on_loop(self, loops: bool) -> None:
        """Repeat the selected segment rather than the whole recording."""
        if loops and self.player.span is None:
            self.play_segment(self._document.row)

    def _on_opened(self) -> None:
        # A picture is worth a look; without one there is nothing to lay captions over.
        self.captions.setChecked(self.player.has_video)
        if self.player.has_video:
            self._patience.start()

    def _hide_preview(self) -> None:
        """There is nothing to be seen: neither black nor what the last film left."""
        self._patience.stop()
        self.captions.setChecked(False)

    def _hide_without_picture(self) -> None:
        """The header spoke of a picture, and none can be made of the file."""
        if self.player.has_video and not self.preview.has_picture:
            self._hide_preview()

    def _on_read(self) -> None:
        if self.waveform.scale.duration > 0:  # a header may lie about it
            self.player.set_duration(self.waveform.scale.duration)

    # -- the transcript --------------------------------------------------------------------

    def show_output(self, output: "TranscriptOutput | None") -> None:
        """How captions are laid out."""
        self._output = output
        self._show_captions()

    def show_suspects(self, rows: Sequence[int]) -> None:
        """Mark these segments."""
        self._suspects = tuple(rows)
        self._show_marks()

    _suspects: tuple[int, ...] = ()

    def _show_marks(self) -> None:
        document = self._document
        places = {name: document.place_of(name) for name in document.transcript.speakers}
        self.waveform.set_segments(document.segments, self._suspects, places=places)
        self.waveform.set_locked(document.is_live)
        self._show_selection()
        self._show_captions()

    def _show_selection(self) -> None:
        row = self._document.row
        self.waveform.choose(row if row >= 0 else None)

    def _show_preview(self, shown: bool) -> None:
        self.preview.setVisible(shown)
        if shown:
            width = self.splitter.width()
            self.splitter.setSizes([width * 2 // 3, width // 3])
            self._show_captions()

    def _show_captions(self) -> None:
        if not self.captions.isChecked():
            return
        from pipelines.speech.output import TranscriptOutput, captions_for

        output = self._output or TranscriptOutput()
        self.preview.set_captions(captions_for(self._document.transcript, output))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._later.start()
        super().changeEvent(event)
