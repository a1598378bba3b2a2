"""The preview of a prompt beside its template, kept up to date while one writes."""

import json
from collections.abc import Mapping

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.chat.asking import ModelUse
from app.chat_views.chosen import ChosenModel
from app.chat_views.engine_work import NotLoaded, loading_work, looking_work
from app.chat_views.preview import Preview, plain_preview, rendering
from app.choosing.choice_lines import file_size
from app.context import AppContext
from app.error_view import sentence_of
from app.jobs import QUICK, Job, JobState
from app.labels import hint_label
from app.translation import translate
from pipelines.errors import HearthError
from pipelines.language.engine import Request, Sampling
from pipelines.prompts.template import PromptTemplate, compose

WAIT_MS = 300


class PreviewBox(QWidget):
    """`show_request` says of what; the model is asked only if it is loaded, or by the button."""

    def __init__(
        self, context: AppContext, chosen: ChosenModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._chosen = context, chosen
        self._asked: tuple[PromptTemplate, Mapping[str, str]] | None = None
        self._job: Job | None = None
        self._stale = False
        self.preview: Preview | None = None
        self.view = QPlainTextEdit(self)
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setAccessibleName(self.tr("Preview of the prompt"))
        self.state = hint_label("", "hint", self)
        self.extra = hint_label("", "small", self)
        self.problem = hint_label("", "problem", self)
        self.problem.hide()
        self.load = QPushButton(self)
        self.load.setAccessibleName(self.tr("Load the model for the preview"))
        self.load.setToolTip(self.tr("To see the marks that its own template puts around turns"))
        self.load.hide()
        self.load.clicked.connect(self.load_model)
        title = QLabel(self.tr("This is sent"), self)
        title.setProperty("role", "heading")
        title.setBuddy(self.view)
        row = QHBoxLayout()
        row.addWidget(self.load)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        for widget in (title, self.state, self.problem):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.extra)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.refresh)
        chosen.changed.connect(self._timer.start)

    def close_box(self) -> None:
        """Look at nothing any more."""
        self._timer.stop()

    def show_request(self, template: PromptTemplate, values: Mapping[str, str]) -> None:
        """Preview this, a moment after the last change."""
        self._asked = template, dict(values)
        self._timer.start()

    def refresh(self) -> None:
        """Preview it now."""
        self._timer.stop()
        if self._asked is None:
            return
        template, values = self._asked
        try:
            request = compose(template, values, sampling=Sampling())
        except HearthError as error:
            self._tell_problem(sentence_of(error))
            self.view.clear()
            self.state.clear()
            self.extra.clear()
            return
        self._tell_problem("")
        self._show_extra(request)
        use = self._chosen.use
        if use is None:
            self._show(plain_preview(request))
        elif self._job is not None:
            self._stale = True
        else:
            self._submit(use, load=False)

    def load_model(self) -> None:
        """Fetch and load the chosen model for its template."""
        if self._chosen.use is not None and self._job is None and self._asked is not None:
            self._submit(self._chosen.use, load=True)

    def _submit(self, use: ModelUse, load: bool) -> None:
        assert self._asked is not None
        template, values = self._asked
        look = rendering(template, values, Sampling())
        context = self._context
        title = self.tr("Preview of a prompt")
        if load:
            self.load.hide()
            self.state.setText(self.tr("Loading {model}…").format(model=self._chosen.title))
            lane = context.engine.lane(context.settings.value)
            job = context.jobs.submit(loading_work(context, use, look), title, lane)
        else:
            job = context.jobs.submit(looking_work(context, use, look), title, QUICK)
        self._job, self._stale = job, False
        job.finished.connect(lambda state: self._on_done(job, use, state))

    def _on_done(self, job: Job, use: ModelUse, state: JobState) -> None:
        self._job = None
        if self._stale or use is not self._chosen.use:
            self.refresh()
            return
        if state is JobState.FAILED and job.error is not None:
            self._tell_problem(sentence_of(job.error))
            self.state.clear()
            self.view.clear()
        elif isinstance(job.result, Preview):
            self._show(job.result)
        elif self._asked is not None:
            download = job.result.download_bytes if isinstance(job.result, NotLoaded) else 0
            template, values = self._asked
            self._show(plain_preview(compose(template, values, sampling=Sampling())), download)

    def _show(self, preview: Preview, download: int = 0) -> None:
        self.preview = preview
        bar = self.view.verticalScrollBar()
        place = bar.value()
        self.view.setPlainText(preview.words)
        bar.setValue(place)
        use, say = self._chosen.use, QLocale().toString
        self.load.setVisible(use is not None and not preview.is_exact)
        if preview.is_exact:
            words = self.tr("Exactly so by {model}: {tokens} of {window} tokens.").format(
                model=self._chosen.title,
                tokens=say(preview.tokens),
                window=say(preview.window),
            )
        elif use is None:
            words = self.tr("Choose a model to see the marks that it puts around turns.")
        else:
            words = self.tr("{model} is not loaded: the marks of its template come when it runs.")
            words = words.format(model=self._chosen.title)
            button = self.tr("Load {model}")
            if download:
                button = self.tr("Load {model} (downloads {size})")
            self.load.setText(button.format(model=self._chosen.title, size=file_size(download)))
        notes = (translate(note) for note in preview.notes)
        self.state.setText(" ".join((words, *notes)))

    def _show_extra(self, request: Request) -> None:
        """What goes along and is no text of the prompt."""
        parts = []
        if request.sampling.stop_sequences:
            stops = ", ".join(
                json.dumps(s, ensure_ascii=False) for s in request.sampling.stop_sequences
            )
            parts.append(self.tr("Stops before: {stops}").format(stops=stops))
        if request.schema is not None:
            parts.append(self.tr("The answer is held to the JSON schema."))
        self.extra.setText("\n".join(parts))

    def _tell_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
