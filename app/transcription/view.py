"""The middle of the Transcription tab: one recording with its text, and the list of several."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.batches.batch_tab import QueueResultView
from app.jobs import JobQueue
from app.results import show_in_folder
from app.transcription.editor import TranscriptEditor
from app.transcription.media import MediaPane
from app.translation import translate
from app.widgets.button_row import ButtonRow
from app.widgets.state_icons import FileState
from pipelines.speech.languages import named


class TranscriptionView(QueueResultView):
    """`source_changed` when another recording is looked at, `record_requested` for the microphone,
    `left` when a job has done with a recording.

    Whoever opens transcripts fills `editor.document`; the view only knows which file is looked at.
    """

    source_changed = Signal(object)
    record_requested = Signal()
    left = Signal(object)

    def __init__(self, jobs: JobQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source: Path | None = None
        self._result: Path | None = None
        self._looked_at: Path | None = None
        self._following = True
        self._selecting = False
        self.editor = TranscriptEditor(jobs=jobs, parent=self)
        scope = parent if parent is not None else self  # the player's keys act in all of the tab
        self.media = MediaPane(jobs, self.editor.document, scope, self)
        self.editor.set_media(self.media)
        self._make_queue()
        self.queue.current_changed.connect(self._on_current)
        self.queue.opened.connect(self.show_source)
        self._title = self._heading()
        self.other_button = self._text_button(
            self.tr("Other files…"), "drop", self.tr("Put in other files (Ctrl+O)")
        )
        self.record_button = self._text_button(
            self.tr("Record…"), "record", self.tr("Record with the microphone (Ctrl+Shift+R)")
        )
        self.record_button.setShortcut("Ctrl+Shift+R")
        self.folder_button = self._text_button(
            self.tr("Show in folder"), "folder", self.tr("Show the result in its folder")
        )
        self.folder_button.setEnabled(False)
        self._lay_out()
        self._order()
        self._connect()

    def _lay_out(self) -> None:
        parts = (self.other_button, self.record_button, self.folder_button)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.editor)
        self.splitter.addWidget(self.queue)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([480, 200])
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.queue.setMinimumHeight(150)
        self._dragged = False
        self.editor.splitter.splitterMoved.connect(self._on_dragged)
        self.queue.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(ButtonRow(self._title, parts, self))
        column.addWidget(self.splitter, 1)

    def _order(self) -> None:
        """Tab goes from top to bottom: buttons, recording, text, list."""
        groups: tuple[list[QWidget], ...] = ([], [], [], [])
        current = self.nextInFocusChain()
        while current is not None and current is not self:
            if self.isAncestorOf(current) and current.focusPolicy() & Qt.FocusPolicy.TabFocus:
                in_parts = (self.media, self.editor, self.queue)
                found = [n for n, part in enumerate(in_parts, 1) if part.isAncestorOf(current)]
                groups[found[0] if found else 0].append(current)
            current = current.nextInFocusChain()
        chain = [widget for group in groups for widget in group]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        editor, media = self.editor, self.media
        self.other_button.clicked.connect(self.replace_requested)
        self.record_button.clicked.connect(self.record_requested)
        self.folder_button.clicked.connect(self._show_folder)
        media.position_changed.connect(editor.show_position)
        media.segment_chosen.connect(editor.choose)
        media.boundary_moved.connect(editor.move_boundary)
        editor.seek_requested.connect(media.play_from)
        editor.play_requested.connect(media.play)
        editor.suspects.found.connect(media.show_suspects)
        editor.actions_.follow.toggled.connect(media.waveform.set_follows)
        editor.document.state_changed.connect(self._show_title)

    def _on_dragged(self, _place: int, _index: int) -> None:
        self._dragged = True

    def show_queue(self, shown: bool) -> None:
        super().show_queue(shown)
        if not self._dragged:  # beside a list, the text needs the room more than the waves
            self.editor.splitter.setSizes([150 if shown else 210, 2000])

    # -- what is shown ---------------------------------------------------------------------

    @property
    def result(self) -> Path | None:
        return self._result

    def show_inputs(self, paths: list[Path]) -> None:
        self.queue.model.clear()
        self.source, self._result = None, None
        self._following = True
        self.queue.setVisible(len(paths) > 1)
        self.queue.add(paths)
        if paths:
            self._select(paths[0])
        else:
            self._looked_at = None
            self._title.clear()
            self.folder_button.setEnabled(False)

    def show_source(self, path: Path) -> None:
        """Look at this recording."""
        row = self.queue.model.row_of(path)
        self._result = row.result if row is not None else None
        self.folder_button.setEnabled(self._result is not None)
        if path == self.source:
            return
        self.source = path
        self.show_title(path)
        self.media.open(path)
        self.source_changed.emit(path)

    def show_title(self, path: Path) -> None:
        """What is looked at."""
        self._looked_at = path
        self._show_title()

    def _show_title(self) -> None:
        """The name, and the language with how sure that is if Whisper found it out."""
        path = self._looked_at
        if path is None:
            self._title.clear()
            return
        transcript = self.editor.document.transcript
        language, sure = transcript.language, transcript.language_probability
        name = path.name
        if language and sure is not None:
            words = self.tr("{name}  ·  {language}, {percent} % sure")
            told = translate(named(language))
            name = words.format(name=name, language=told, percent=round(100 * sure))
        elif language:
            words = self.tr("{name}  ·  {language}")
            name = words.format(name=name, language=translate(named(language)))
        self._title.setText(name)
        self._title.setToolTip(str(path))

    def show_result(self, source: Path, outcome: Any) -> None:
        self.set_state(source, FileState.DONE, result=outcome.path)

    def set_state(self, path: Path, state: FileState, **told: Any) -> None:
        super().set_state(path, state, **told)
        if state is FileState.RUNNING and self._following and path != self.source:
            self._select(path)
        if path == self.source and state in (FileState.DONE, FileState.SKIPPED):
            self.show_source(path)
        if state not in (FileState.WAITING, FileState.RUNNING):
            self.left.emit(path)

    def follow(self) -> None:
        self._following = True

    def _on_current(self, path: Path | None) -> None:
        if path is not None:
            # A choice by hand, in the list, ends going along with the run.
            if not self._selecting:
                self._following = self._following and not self.queue.view.hasFocus()
            self.show_source(path)

    def _select(self, path: Path) -> None:
        """Look at it without anybody having chosen it."""
        self._selecting = True
        self.queue.select(path)
        self._selecting = False
        self.show_source(path)

    def clear(self) -> None:
        self.show_inputs([])
        self.media.clear()

    def close_view(self) -> None:
        self.media.shut_down()

    def _show_folder(self) -> None:
        if self._result is not None:
            show_in_folder(self._result)
