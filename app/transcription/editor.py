"""The page on which a transcript is made right: segments, search, suspects, speakers, export."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.jobs import JobQueue
from app.labels import hint_label
from app.transcription.document import TranscriptDocument
from app.transcription.editor_actions import EditorActions
from app.transcription.export_dialog import ExportDialog
from app.transcription.find_bar import FindBar
from app.transcription.find_walk import FindWalk
from app.transcription.live_line import LiveLine
from app.transcription.rerun_dialog import RerunChoices, RerunDialog
from app.transcription.row_edits import RowEdits
from app.transcription.segment_list import SegmentList
from app.transcription.speaker_menu import speaker_menu
from app.transcription.speakers_dialog import SpeakersDialog
from app.transcription.suspect_bar import SuspectBar
from app.transcription.suspect_walk import SuspectWalk
from app.transcription.toolbar import EditorToolbar
from app.translation import translate
from pipelines.speech.transcript import Segment

if TYPE_CHECKING:
    from pipelines.speech.output import TranscriptOutput


class EditorState(Enum):
    """Nothing there, a job that writes, or a transcript that may be changed."""

    EMPTY = auto()
    RUNNING = auto()
    EDITING = auto()


class TranscriptEditor(QWidget):
    """Shows `document`. `seek_requested` (seconds) and `play_requested` (start, end) go to a
    player, whose place comes back by `show_position`; `export_requested` with an `ExportChoice`,
    `save_requested`, `rerun_requested` with a `RerunRequest` (then `show_rerun` or
    `show_rerun_problem` is awaited) and `rerun_stopped` go to whoever runs jobs."""

    seek_requested = Signal(float)
    play_requested = Signal(float, float)
    export_requested = Signal(object)
    save_requested = Signal()
    rerun_requested = Signal(object)
    rerun_stopped = Signal()

    def __init__(
        self,
        document: TranscriptDocument | None = None,
        jobs: JobQueue | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """With `jobs` the suspects of long transcripts are looked for beside the window."""
        super().__init__(parent)
        self.document = document if document is not None else TranscriptDocument(self)
        self.rerun_choices = RerunChoices()
        self.export_path = Path.home() / "transcript"
        self.output: TranscriptOutput | None = None
        self.list = SegmentList(self.document, self)
        self.actions_ = EditorActions(self, self.list)
        self.toolbar = EditorToolbar(self.actions_, self)
        self.live_line = LiveLine(self)
        self.find_bar = FindBar(self)
        self.suspect_bar = SuspectBar(self)
        self.finding = FindWalk(self.list, self.find_bar)
        self.suspects = SuspectWalk(self.list, self.suspect_bar, jobs)
        self.edits = RowEdits(self.list)
        self._rerun: RerunDialog | None = None
        self.empty = hint_label(self.tr("There is no transcript yet."), "hint", self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.list)
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.toolbar, self.live_line, self.suspect_bar, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def set_media(self, widget: QWidget) -> None:
        """Put waveform, player or video above the segments; the border can be dragged."""
        self.splitter.insertWidget(0, widget)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(self.splitter.count() - 1, 1)

    def _connect(self) -> None:
        document, view, actions = self.document, self.list, self.actions_
        view.seek_requested.connect(self.seek_requested)
        view.play_requested.connect(self.play_requested)
        view.menu_requested.connect(self._open_menu)
        view.speaker_requested.connect(self._open_speakers)
        self.toolbar.speaker.clicked.connect(self._open_speakers_below)
        for signal in (document.replaced, document.state_changed, document.history_changed):
            signal.connect(self._refresh)
        document.changed.connect(lambda _first, _gone, _new: self._refresh())
        document.selection_changed.connect(self._refresh_selection)
        edits = self.edits
        acts: list[tuple[object, Callable[[], object]]] = [
            *((actions.undo, edits.undo), (actions.redo, edits.redo)),
            *((actions.edit, edits.edit), (actions.times, edits.times)),
            *((actions.play, edits.play), (actions.split, edits.split)),
            *((actions.merge, edits.merge), (actions.insert, edits.insert)),
            *((actions.delete, edits.delete), (actions.check, self.check)),
            *((actions.rerun, self.open_rerun), (actions.new_speaker, edits.new_speaker)),
            *((actions.speakers, self.open_speakers), (actions.find, self.finding.open)),
            *((actions.replace, lambda: self.finding.open(True)),),
            *(
                (actions.find_next, self.finding.next),
                (actions.find_previous, self.finding.previous),
            ),
            *((actions.next_suspect, self.suspects.next),),
            *((actions.previous_suspect, self.suspects.previous),),
            *((actions.save, self.save), (actions.export, self.open_export)),
        ]
        for action, act in acts:
            action.triggered.connect(lambda _on=False, act=act: act())  # pyright: ignore[reportAttributeAccessIssue]
        for digit, action in enumerate(actions.digits):
            action.triggered.connect(lambda _on=False, n=digit: edits.speaker_of_key(n))
        actions.follow.toggled.connect(view.set_follows)
        self.suspects.seek_requested.connect(self.seek_requested)
        for part in (self.suspects, self.edits):
            part.refused.connect(self.live_line.tell)
        document.changed.connect(lambda _first, _gone, _new: self.live_line.forget())
        document.selection_changed.connect(self.live_line.forget)
        self.suspect_bar.right.connect(self.check)
        self.suspect_bar.rerun_wanted.connect(self.open_rerun)
        self.suspect_bar.write_wanted.connect(self.write_gap)

    # -- state -----------------------------------------------------------------------------

    @property
    def state(self) -> EditorState:
        if self.document.is_live:
            return EditorState.RUNNING
        return EditorState.EDITING if self.document.segments else EditorState.EMPTY

    def _refresh(self) -> None:
        state, document, actions = self.state, self.document, self.actions_
        self.live_line.show_live(state is EditorState.RUNNING, len(document.segments))
        if state is not EditorState.EDITING:
            self.list.editing.abandon()
        self.stack.setCurrentWidget(self.list if document.segments else self.empty)
        self.empty.setText(
            self.tr("Nothing has been heard yet.")
            if document.is_live
            else self.tr("There is no transcript yet.")
        )
        for action in actions.editing:
            action.setEnabled(state is EditorState.EDITING)
        for action in (actions.find, actions.find_next, actions.find_previous, actions.play):
            action.setEnabled(state is not EditorState.EMPTY)
        self.toolbar.speaker.setEnabled(state is EditorState.EDITING)
        self.toolbar.show_step(actions.undo, _name(document.can_undo and document.undo_name))
        self.toolbar.show_step(actions.redo, _name(document.can_redo and document.redo_name))
        actions.undo.setEnabled(document.can_undo)
        actions.redo.setEnabled(document.can_redo)
        self._refresh_selection()

    def _refresh_selection(self) -> None:
        document, actions = self.document, self.actions_
        segments = [one for row in document.rows if (one := document.segment(row)) is not None]
        checked = bool(segments) and all(segment.checked for segment in segments)
        actions.check.setText(
            self.tr("Take the mark “right” off") if checked else self.tr("Mark as right")
        )
        many = len(segments) > 1
        actions.merge.setText(
            self.tr("Merge the selected") if many else self.tr("Merge with the next")
        )

    def commit(self) -> None:
        """Keep what is being written in a row, before the transcript is used."""
        self.list.editing.commit()

    # -- what comes from outside -----------------------------------------------------------

    def show_position(self, seconds: float) -> None:
        """The player is there: its word is marked, and the list follows."""
        self.list.show_position(seconds)

    def move_boundary(self, row: int, edge: str, seconds: float) -> None:
        """`edge` "start" or "end" of a segment was moved in the waveform."""
        self.document.move_boundary(row, edge, seconds)

    def choose(self, row: int) -> None:
        """A segment was chosen in the waveform."""
        self.commit()
        self.list.choose(row)

    # -- projects --------------------------------------------------------------------------

    def view_state(self) -> dict[str, Any]:
        """What a project keeps of the view, as JSON knows it."""
        return {
            "row": self.list.row,
            "follows": self.list.follows,
            "speakers": self.document.known_speakers,
        }

    def restore_view(self, view: Mapping[str, Any]) -> None:
        """As `view_state` told it; what cannot be is left as it is."""
        speakers, row, follows = view.get("speakers"), view.get("row"), view.get("follows")
        if isinstance(speakers, list):
            self.document.know_speakers(str(one) for one in speakers)
        if isinstance(follows, bool):
            self.actions_.follow.setChecked(follows)
        if isinstance(row, int) and 0 <= row < len(self.document.segments):
            self.list.choose(row)
        self.list.viewport().update()

    # -- events ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.suspects.resume()
        self.finding.resume()

    def hideEvent(self, event: QHideEvent) -> None:
        self.suspects.pause()
        self.finding.pause()
        super().hideEvent(event)

    # -- acts ------------------------------------------------------------------------------

    def check(self) -> None:
        """Say that the selected segments are right; from a suspect on to the next one."""
        self.commit()
        was_suspect = self.suspects.present is not None
        if self.edits.check() and was_suspect:
            self.suspects.next()

    def write_gap(self) -> int:
        """An empty segment where speech has no text, ready to be written in; its row."""
        self.commit()
        gap = self.suspects.present
        if gap is None or not gap.is_gap:
            return -1
        row = self.document.insert(gap.start, gap.end)
        self.list.editing.begin(row)
        return row

    def save(self) -> None:
        """Ask for the project to be saved."""
        self.commit()
        self.save_requested.emit()

    def open_speakers(self) -> SpeakersDialog:
        """Rename and merge."""
        self.commit()
        dialog = SpeakersDialog(self.document, self)
        dialog.open()
        return dialog

    def open_export(self) -> ExportDialog:
        """Ask for formats and a place."""
        self.commit()
        dialog = ExportDialog(self.document.transcript, self.export_path, self.output, self)
        dialog.chosen.connect(self.export_requested)
        dialog.open()
        return dialog

    def open_rerun(self) -> RerunDialog | None:
        """Ask how the present segment is to be heard again."""
        self.commit()
        gap = self.suspects.present
        row = self.write_gap() if gap is not None and gap.is_gap else self.list.row
        self.commit()
        segment = self.document.segment(row)
        if segment is None:
            self.edits.refuse_without_row()
        if segment is None or self.document.is_live:
            return None
        language = self.document.transcript.language
        dialog = RerunDialog(row, segment, self.rerun_choices, language, self)
        dialog.run_wanted.connect(self.rerun_requested)
        dialog.stopped.connect(self.rerun_stopped)
        dialog.play_requested.connect(self.play_requested)
        dialog.taken.connect(lambda found: self._take(row, segment, found))
        dialog.finished.connect(self._on_rerun_closed)
        self._rerun = dialog
        dialog.open()
        return dialog

    def _on_rerun_closed(self) -> None:
        self._rerun = None

    def show_rerun(self, segments: Sequence[Segment]) -> None:
        """What `rerun_requested` asked for was heard."""
        if self._rerun is not None:
            self._rerun.show_result(segments)

    def show_rerun_problem(self, words: str) -> None:
        """It could not be heard."""
        if self._rerun is not None:
            self._rerun.show_problem(words)

    def _take(self, row: int, before: Segment, segments: Sequence[Segment]) -> None:
        if self.document.segment(row) is before:
            self.document.replace_segment(row, segments)
            self.list.choose(min(row, len(self.document.segments) - 1))

    # -- menus -----------------------------------------------------------------------------

    def speaker_menu(self) -> QMenu:
        """Who speaks the selected segments."""
        more = [self.actions_.new_speaker, self.actions_.speakers]
        return speaker_menu(self, self.document, self.edits.set_speaker, more)

    def segment_menu(self) -> QMenu:
        """All that can be done with the selected segments."""
        menu = QMenu(self)
        actions = self.actions_
        for action in actions.of_segments:
            menu.addAction(action)
            if action in (actions.times, actions.delete):
                menu.addSeparator()
        speakers = self.speaker_menu()
        speakers.setEnabled(self.state is EditorState.EDITING)
        menu.addMenu(speakers)
        return menu

    def _open_menu(self, place: QPoint) -> None:
        menu = self.segment_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _open_speakers(self, place: QPoint) -> None:
        if self.state is EditorState.EDITING and self.list.row >= 0:
            menu = self.speaker_menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def _open_speakers_below(self) -> None:
        button = self.toolbar.speaker
        self._open_speakers(button.mapToGlobal(button.rect().bottomLeft()))


def _name(step: object) -> str:
    from pipelines.text import Text

    return translate(step) if isinstance(step, Text) else ""
