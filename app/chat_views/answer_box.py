"""One answer as it comes, from the job that gives it: words, thoughts, speed, and why it ended."""

from html import escape

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.chat.highlighting import code_html
from app.chat.markdown import Prose, blocks_of
from app.chat.stream import Stream
from app.chat_views.answer_words import fact_lines
from app.chat_views.engine_work import Told
from app.error_view import sentence_of
from app.icons import Tint, set_icon
from app.jobs import Job, JobState
from app.labels import hint_label
from app.theme import colors_of
from app.translation import translate

_LOOK_EVERY_MS = 50

_SHEET = """
p {{ margin: 0 0 8px 0; }}
a {{ color: {accent}; }}
code, pre {{ background-color: {raised}; font-family: monospace; }}
pre {{ white-space: pre-wrap; margin: 4px 0 8px 0; }}
blockquote {{ margin: 0 0 8px 16px; color: {muted}; }}
"""


class AnswerBox(QWidget):
    """Empty until `follow`. `ended` after the job has; `told` is what it gave, `failure` why not.

    While it grows the answer is plain text, so that adding to it stays cheap; whole, it is shown
    as Markdown.
    """

    ended = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = self.thinking = self.failure = ""
        self.told: Told | None = None
        self.job: Job | None = None
        self._stream = Stream()
        self._is_dark: bool | None = None
        self.state = hint_label("", "small", self)
        self.state.setAccessibleName(self.tr("State of the answer"))
        self.thoughts_button = QPushButton(self.tr("Thoughts"), self)
        self.thoughts_button.setProperty("role", "fold")
        self.thoughts_button.setCheckable(True)
        self.thoughts_button.setToolTip(self.tr("What the model told itself before the answer"))
        set_icon(self.thoughts_button, "chevron-right", Tint.MUTED, 16)
        self.thoughts = QPlainTextEdit(self)
        self.thoughts.setReadOnly(True)
        self.thoughts.setMaximumHeight(140)
        self.thoughts.setAccessibleName(self.tr("Thoughts of the model"))
        self.view = QTextBrowser(self)
        self.view.setAccessibleName(name)
        self.view.setOpenLinks(False)
        self.view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.view.document().setDocumentMargin(4)
        self.problem = hint_label("", "problem", self)
        self.facts = hint_label("", "small", self)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = QPushButton(self.tr("Copy"), self)
        self.copy_button.setAccessibleName(self.tr("Copy {answer}").format(answer=name))
        self.copy_button.setToolTip(self.tr("Copy the answer as it was written"))
        set_icon(self.copy_button, "copy", side=16)
        self._lay_out()
        self.thoughts_button.toggled.connect(self._fold)
        self.copy_button.clicked.connect(self.copy)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.clear()

    def _lay_out(self) -> None:
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.copy_button)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.state, self.thoughts_button, self.thoughts):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.problem)
        column.addWidget(self.facts)
        column.addLayout(self.buttons)

    @property
    def is_busy(self) -> bool:
        return self.job is not None

    def clear(self) -> None:
        """Forget the last answer."""
        self.text = self.thinking = self.failure = ""
        self.told = None
        self._stream = Stream()
        self.view.clear()
        self.thoughts.clear()
        self.thoughts_button.setChecked(False)
        for widget in (self.thoughts_button, self.thoughts, self.problem, self.facts, self.state):
            widget.hide()
        self.copy_button.setEnabled(False)

    def begin(self) -> Stream:
        """Forget the last answer, and where the next one is to come from."""
        self.clear()
        return self._stream

    def follow(self, job: Job) -> None:
        """Show what that job writes to the stream that `begin` gave, until it has ended."""
        self.job = job
        job.started.connect(self._timer.start)
        job.progressed.connect(lambda _report: self._tell_stage())
        job.stopping_changed.connect(self._tell_stage)
        job.finished.connect(self._on_finished)
        self._tell_stage()

    def cancel(self) -> None:
        """Stop the job, if there is one."""
        if self.job is not None:
            self.job.cancel()

    def copy(self) -> None:
        """The answer, as Markdown."""
        QGuiApplication.clipboard().setText(self.text)

    def say(self, words: str) -> None:
        """A line above the answer."""
        self.state.setText(words)
        self.state.show()

    # -- while it grows --------------------------------------------------------------------

    def _tell_stage(self) -> None:
        job = self.job
        if job is None:
            return
        if job.stopping:
            words = self.tr("Stopping…")
        elif job.state is JobState.QUEUED:
            words = self.tr("Waiting for its turn…")
        elif self.text:
            words = self.tr("Writing…")
        elif self.thinking:
            words = self.tr("Thinking…")
        else:
            told = job.report.text if job.report is not None else None
            words = translate(told) if told is not None else self.tr("Starting…")
        self.say(words)

    def _look(self) -> None:
        batch = self._stream.take()
        if batch.restarted:
            self.text = self.thinking = ""
            self.view.clear()
            self.thoughts.clear()
        if batch.thinking:
            self.thinking += batch.thinking
            _append(self.thoughts, batch.thinking)
            self.thoughts_button.show()
        if batch.text:
            if not self.text:
                batch.text = batch.text.lstrip()
            self.text += batch.text
            _append(self.view, batch.text)
        if batch.text or batch.thinking:
            self._tell_stage()

    def _on_finished(self, state: JobState) -> None:
        job, self.job = self.job, None
        self._timer.stop()
        self._look()
        self.state.hide()
        if job is not None and state is JobState.DONE:
            self._show_told(job.result)
        elif job is not None and job.error is not None:
            self.failure = sentence_of(job.error)
            self.problem.setText(self.tr("Failed: {reason}").format(reason=self.failure))
            self.problem.show()
        else:
            self.say(self.tr("Stopped before the first word."))
        self.copy_button.setEnabled(bool(self.text))
        self.ended.emit()

    # -- whole -----------------------------------------------------------------------------

    def _show_told(self, told: Told) -> None:
        self.told = told
        self.text, self.thinking = told.answer.text.strip(), told.answer.thinking.strip()
        if not self.text:
            self.say(self.tr("The model said nothing."))
        self._render()
        self.facts.setText("\n".join(fact_lines(told)))
        self.facts.show()

    def _render(self) -> None:
        colors = colors_of(self.palette())
        self._is_dark = colors.dark
        self.view.document().setDefaultStyleSheet(_SHEET.format(**vars(colors)))
        parts = []
        for block in blocks_of(self.text):
            if isinstance(block, Prose):
                parts.append(block.html)
            else:
                parts.append(f"<pre>{code_html(block.text, block.language, colors.dark)}</pre>")
        place = self.view.verticalScrollBar().value()
        self.view.setHtml("".join(parts) or escape(self.text))
        self.view.verticalScrollBar().setValue(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_paint = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if is_paint and self.told is not None and self._is_dark != colors_of(self.palette()).dark:
            self._render()

    def _fold(self, on: bool) -> None:
        self.thoughts.setVisible(on)
        set_icon(self.thoughts_button, "chevron-down" if on else "chevron-right", Tint.MUTED, 16)


def _append(view: QTextBrowser | QPlainTextEdit, words: str) -> None:
    """At the end; who reads the end keeps seeing it, who scrolled back stays where they are."""
    bar = view.verticalScrollBar()
    at_end = bar.value() >= bar.maximum() - 4
    cursor = QTextCursor(view.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(words)
    if at_end:
        bar.setValue(bar.maximum())
