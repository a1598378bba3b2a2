"""Any text as the tokens that the chosen model reads, with their ids."""

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.chat.asking import ModelUse
from app.chat.views import ViewPage
from app.chat_views.chosen import ChosenModel
from app.chat_views.engine_work import NotLoaded, loading_work, looking_work
from app.chat_views.token_canvas import TokenCanvas
from app.chat_views.token_words import Counts, Written, count, write
from app.choosing.choice_lines import file_size
from app.context import AppContext
from app.error_view import sentence_of
from app.forms import order_focus
from app.icons import set_icon
from app.jobs import QUICK, Job, JobState
from app.labels import hint_label
from pipelines.language.engine import Engine, Token

#: After the last key, in milliseconds.
WAIT_MS = 250


@dataclass(frozen=True)
class Cut:
    """A text in tokens, and how each is written; `window` is the model's, in tokens."""

    tokens: tuple[Token, ...]
    written: tuple[Written, ...]
    counts: Counts
    window: int


def cut(engine: Engine, text: str, special: bool) -> Cut:
    """Ask the model's tokenizer; for a job's thread."""
    tokens = engine.tokenize(text, special) if text else ()
    return Cut(tokens, write(tokens), count(text, tokens), engine.window)


class TokenPage(ViewPage):
    """A box for text, and its tokens below. The model is loaded by itself where it is installed;
    before a download the user is asked."""

    def __init__(
        self, context: AppContext, chosen: ChosenModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self.chosen = context, chosen
        self._job: Job | None = None
        self._stale = False
        self._tried: Hashable = None
        self._shown: Hashable = None
        self._make_controls()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.refresh)
        self.box.textChanged.connect(self._timer.start)
        self.special.toggled.connect(lambda _on: self.refresh())
        self.ids.toggled.connect(self.canvas.show_ids)
        self.copy.clicked.connect(self.canvas.copy_ids)
        self.load.clicked.connect(self.load_model)
        self.canvas.current_changed.connect(self._tell_current)
        chosen.changed.connect(self._on_model)
        self._on_model()

    def _make_controls(self) -> None:
        self.box = QPlainTextEdit(self)
        self.box.setAccessibleName(self.tr("Text to cut into tokens"))
        self.box.setPlaceholderText(self.tr("Type or paste any text here to see its tokens."))
        self.box.setTabChangesFocus(True)
        self.special = QCheckBox(self.tr("&Special tokens"), self)
        self.special.setToolTip(
            self.tr("Read marks such as <|im_start|> as one token, as in a conversation")
        )
        self.ids = QCheckBox(self.tr("Show &ids"), self)
        self.ids.setToolTip(self.tr("The number of each token in the model's vocabulary"))
        for check in (self.special, self.ids):
            check.setProperty("role", "box")
            check.setChecked(True)
        self.copy = QPushButton(self.tr("&Copy ids"), self)
        self.copy.setToolTip(self.tr("Copy the ids of the selected tokens, or of all of them"))
        set_icon(self.copy, "copy", side=16)
        self.load = QPushButton(self)
        self.load.setProperty("role", "primary")
        self.load.hide()
        self.counts = hint_label("", "heading", self)
        self.counts.setAccessibleName(self.tr("Counts"))
        self.state = hint_label("", "hint", self)
        self.problem = hint_label("", "problem", self)
        self.problem.hide()
        self.canvas = TokenCanvas(self)
        self.current = QLabel(self)
        self.current.setProperty("role", "small")
        self.current.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(12)
        for widget in (self.special, self.ids, self.copy):
            bar.addWidget(widget)
        bar.addStretch(1)
        start = QHBoxLayout()
        start.addWidget(self.load)
        start.addStretch(1)
        below = QWidget(self)
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(bar)
        inside.addWidget(self.counts)
        inside.addWidget(self.problem)
        inside.addLayout(start)
        inside.addWidget(self.canvas, 1)
        inside.addWidget(self.current)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.box)
        split.addWidget(below)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([120, 480])
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(split, 1)
        order_focus([self.box, self.special, self.ids, self.copy, self.load, self.canvas])

    def take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_view(self) -> None:
        self._timer.stop()

    # -- cutting ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Cut the text anew; while that is being done already, once more afterwards."""
        use = self.chosen.use
        self._timer.stop()
        if use is None:
            return
        if self._job is not None:
            self._stale = True
            return
        self._submit(use, load=False)

    def load_model(self) -> None:
        """Fetch and load the chosen model, then cut the text."""
        use = self.chosen.use
        if use is not None and self._job is None:
            self._submit(use, load=True)

    def _submit(self, use: ModelUse, load: bool) -> None:
        text, special = self.box.toPlainText(), self.special.isChecked()

        def look(engine: Engine) -> Cut:
            return cut(engine, text, special)

        title = self.tr("Cutting text into tokens")
        if load:
            self._tried = self.chosen.loaded_as
            lane = self.context.engine.lane(self.context.settings.value)
            work = loading_work(self.context, use, look)
            self.state.setText(self.tr("Loading {model}…").format(model=self.chosen.title))
            self.load.hide()
            job = self.context.jobs.submit(work, title, lane)
        else:
            job = self.context.jobs.submit(looking_work(self.context, use, look), title, QUICK)
        self._job, self._stale = job, False
        key = self.chosen.loaded_as
        job.finished.connect(lambda state: self._on_done(job, use, key, state))

    def _on_done(self, job: Job, use: ModelUse, key: Hashable, state: JobState) -> None:
        self._job = None
        if key != self.chosen.loaded_as:
            self.refresh()
            return
        result = job.result
        if isinstance(result, NotLoaded):
            self._offer_loading(use, result.download_bytes)
            return
        self._show_state()
        if state is JobState.DONE:
            self._show(result)
        elif state is JobState.FAILED and job.error is not None:
            self._tell_problem(sentence_of(job.error))
        else:
            self._offer_loading(use, 0)
        if self._stale and state is JobState.DONE:
            self.refresh()

    def _offer_loading(self, use: ModelUse, download: int) -> None:
        if not download and self._tried != self.chosen.loaded_as and self.box.toPlainText():
            self._submit(use, load=True)
            return
        words = self.tr("&Load {model}")
        if download:
            words = self.tr("&Load {model} (downloads {size})")
        self.load.setText(words.format(model=self.chosen.title, size=file_size(download)))
        self.load.show()
        self._show_state(self.tr("The text is cut by the model itself, which is not loaded yet."))

    # -- showing ---------------------------------------------------------------------------

    def _on_model(self) -> None:
        self.box.setEnabled(self.chosen.use is not None)
        if self.chosen.loaded_as == self._shown and self._shown is not None:
            return  # a setting that changes no token
        self._shown = self.chosen.loaded_as
        self.load.hide()
        self._tell_problem("")
        self.canvas.show_tokens((), ())
        self._show_counts(None)
        self._show_state()
        self.refresh()

    def _show_state(self, more: str = "") -> None:
        if self.chosen.use is None:
            words = self.tr("Choose a model first: each cuts text in its own way.")
        else:
            words = self.tr("Tokenizer of {model}.").format(model=self.chosen.title)
        self.state.setText(f"{words} {more}".rstrip())

    def _show(self, result: Cut) -> None:
        self.load.hide()
        self._tell_problem("")
        self.canvas.show_tokens(result.tokens, result.written)
        self._show_counts(result)

    def _show_counts(self, result: Cut | None) -> None:
        if result is None or not result.tokens:
            self.counts.clear()
            self.copy.setEnabled(False)
            self.canvas.setAccessibleDescription("")
            return
        counts, say = result.counts, QLocale().toString
        parts = [
            self.tr("{number} tokens").format(number=say(counts.tokens)),
            self.tr("{number} characters").format(number=say(counts.characters)),
        ]
        if counts.words:
            per_word = say(counts.tokens_per_word, "f", 2)
            parts.append(self.tr("{number} tokens per word").format(number=per_word))
        share = say(100 * counts.tokens / result.window, "f", 1)
        parts.append(self.tr("{share} % of the model's window").format(share=share))
        words = "   ·   ".join(parts)
        self.counts.setText(words)
        self.canvas.setAccessibleDescription(words)
        self.copy.setEnabled(True)

    def _tell_current(self, index: int) -> None:
        words = self.canvas.about(index) if index >= 0 else ""
        if len(self.canvas.selection) > 1:
            chosen = self.tr("{number} selected").format(number=len(self.canvas.selection))
            words = f"{words}   ({chosen})"
        self.current.setText(words)
        self.canvas.setAccessibleDescription(words or self.counts.text())

    def _tell_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
