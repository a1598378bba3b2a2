"""The prompt workshop: templates, what they send, one answer, or a whole table of them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.chat.asking import ModelUse
from app.chat.views import ViewPage
from app.chat_views.answer_box import AnswerBox
from app.chat_views.chosen import ChosenModel
from app.chat_views.engine_work import asking_work
from app.chat_views.preview_box import PreviewBox
from app.chat_views.table_panel import TablePanel
from app.chat_views.template_editor import TemplateEditor
from app.chat_views.template_list import TemplateList
from app.chat_views.template_store import TemplateStore
from app.chat_views.variable_editor import VariableFields
from app.context import AppContext
from app.error_view import MessageStrip
from app.icons import Tint, set_icon
from app.translation import translate
from pipelines.errors import HearthError
from pipelines.prompts.template import PromptTemplate, compose

#: Below the first width in pixels the editor is one of the tabs; the page never asks for more than
#: the second.
_NARROW, _LEAST_WIDTH = 960, 560

#: Fields for variables that are seen at once; more are scrolled.
MOST_FIELDS = 3


class WorkshopPage(ViewPage):
    """Templates on the left, one of them in the middle, what comes of it on the right."""

    def __init__(
        self, context: AppContext, chosen: ChosenModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self.chosen = context, chosen
        self._narrow: bool | None = None
        self._schema: Mapping[str, Any] | None = None
        self.strip = MessageStrip(self)
        self.list = TemplateList(self)
        self.editor = TemplateEditor(self)
        self.values = VariableFields(self)
        self.preview = PreviewBox(context, chosen, self)
        self.answer = AnswerBox(self.tr("Answer to the template"), self)
        self.table = TablePanel(context, chosen, self)
        self.output = QTabWidget(self)
        self.store = TemplateStore(context, self.list, self.editor, self.strip, self)
        self._make_buttons()
        self._lay_out()
        self.editor.changed.connect(self._on_edit)
        self.values.changed.connect(self._on_edit)
        self.answer.ended.connect(self._on_answer)
        self.table.state_changed.connect(self._refresh)
        chosen.changed.connect(self._refresh)
        context.theme.changed.connect(self.editor.recolour)
        self.store.load()
        self._on_edit()

    def _make_buttons(self) -> None:
        self.run_button = QPushButton(self.tr("Run once"), self)
        self.run_button.setProperty("role", "primary")
        self.run_button.setToolTip(self.tr("Ask the model once, with these values (Ctrl+Return)"))
        set_icon(self.run_button, "play", Tint.ON_ACCENT, 16)
        self.cancel_button = QPushButton(self.tr("Stop"), self)
        self.cancel_button.setToolTip(self.tr("Stop the answer (Esc); what was said stays"))
        set_icon(self.cancel_button, "stop", side=16)
        self.run_button.clicked.connect(self.run)
        self.cancel_button.clicked.connect(self.answer.cancel)

    def _lay_out(self) -> None:
        self._template, self._values = self._scroll(self.editor), self._scroll(self.values)
        self._template.setMinimumWidth(300)
        once = QWidget(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.run_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        inside = QVBoxLayout(once)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(8)
        self._once = QSplitter(Qt.Orientation.Vertical, once)
        self._once.setChildrenCollapsible(False)
        self._once.addWidget(self.preview)
        self._once.addWidget(self.answer)
        title = QLabel(self.tr("Values"), once)
        title.setProperty("role", "heading")
        inside.addWidget(title)
        inside.addWidget(self._values)
        inside.addWidget(self._once, 1)
        inside.addLayout(buttons)
        self.output.addTab(once, self.tr("Run once"))
        self.output.addTab(self.table, self.tr("Run over a table"))
        self._work = QSplitter(Qt.Orientation.Horizontal, self)
        self._work.setChildrenCollapsible(False)
        self._work.addWidget(self._template)
        self._work.addWidget(self.output)
        for place in (0, 1):
            self._work.setStretchFactor(place, 1)
        self._whole = QSplitter(Qt.Orientation.Horizontal, self)
        self._whole.setChildrenCollapsible(False)
        self._whole.addWidget(self.list)
        self._whole.addWidget(self._work)
        self._whole.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.strip)
        column.addWidget(self._whole, 1)

    def _scroll(self, page: QWidget) -> QScrollArea:
        scroll = QScrollArea(self)
        page.setProperty("role", "page")
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def minimumSizeHint(self) -> QSize:
        """That of the narrow arrangement: the wide one must not keep the window from shrinking."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), _LEAST_WIDTH), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        """Editor and output side by side, or the editor as the first of the tabs."""
        narrow = width < _NARROW
        if narrow is self._narrow:
            return
        self._narrow = narrow
        before = self.output.currentWidget()
        if narrow:
            self.output.insertTab(0, self._template, self.tr("Template"))
            self.output.setCurrentIndex(0)
        else:
            if self.output.indexOf(self._template) >= 0:
                self.output.removeTab(self.output.indexOf(self._template))
            self._work.insertWidget(0, self._template)
            self._template.show()
            half = (width - 220) // 2
            self._work.setSizes([half, half])
            if before is not self._template:
                self.output.setCurrentWidget(before)
        side = 180 if narrow else 220
        self._whole.setSizes([side, width - side])

    # -- what is sent ----------------------------------------------------------------------

    def _on_edit(self) -> None:
        template = self.editor.template()
        self.values.show_names(template.variables)
        self._values.setFixedHeight(self.values.height_of(MOST_FIELDS))
        self.preview.show_request(template, self.values.values())
        self.table.show_template(template if self.editor.is_valid else None)
        self._refresh()

    @property
    def can_run(self) -> bool:
        ready = self.chosen.use is not None and self.editor.is_valid
        if self.output.currentWidget() is self.table:
            return self.table.can_run
        return ready and not self.answer.is_busy

    @property
    def can_cancel(self) -> bool:
        return self.answer.is_busy or self.table.is_busy

    @property
    def can_save(self) -> bool:
        return bool(self.editor.name.text().strip()) and self.editor.is_valid

    def run(self) -> None:
        """Ask once, or over the table if that is in front."""
        if self.output.currentWidget() is self.table:
            self.table.run()
        elif self.can_run and self.chosen.use is not None:
            self._run_once(self.editor.template(), self.chosen.use)

    def _run_once(self, template: PromptTemplate, use: ModelUse) -> None:

        try:
            sampling = use.params.sampling
            request = compose(template, self.values.values(), sampling=sampling)
        except HearthError as error:
            self.strip.show_error(error)
            return
        work = asking_work(self.context, use, request, self.answer.begin())
        lane = self.context.engine.lane(self.context.settings.value)
        self._schema = request.schema
        title = template.name or self.tr("Prompt workshop")
        self.answer.follow(self.context.jobs.submit(work, title, lane))
        self._refresh()

    def _on_answer(self) -> None:
        """Say whether it follows the schema: an answer that was cut does not."""
        if self._schema is not None and self.answer.told is not None:
            from pipelines.prompts.schema import check_answer

            verdict = check_answer(self.answer.text, self._schema)
            words = self.tr("✓ Follows the schema.")
            if verdict.problem is not None:
                words = self.tr("✗ Does not follow the schema: {reason}")
                words = words.format(reason=translate(verdict.problem))
            self.answer.say(words)
        self._refresh()

    def cancel(self) -> None:
        """Stop what runs."""
        self.answer.cancel()
        self.table.cancel()

    def save(self) -> None:
        """Keep the template as one of the user's own."""
        self.store.save()

    def take_focus(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_view(self) -> None:
        self.preview.close_box()

    def _refresh(self) -> None:
        ready = self.chosen.use is not None and self.editor.is_valid
        self.run_button.setEnabled(ready and not self.answer.is_busy)
        self.cancel_button.setEnabled(self.answer.is_busy)
        self.editor.save_button.setEnabled(self.can_save)
        self.state_changed.emit()
