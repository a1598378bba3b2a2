"""One column of a comparison: a model, its own settings, and its answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.chat.asking import ModelUse
from app.chat_views.answer_box import AnswerBox
from app.chat_views.compare_settings import ColumnSettings
from app.choosing.choice_lines import full_title
from app.choosing.choices import Choice
from app.choosing.model_picker import ModelPicker
from app.icons import Tint, set_icon

#: Four of them scroll sideways where the window is narrow.
LEAST_WIDTH = 250


class CompareColumn(QFrame):
    """`number` counts from 1. `use_wanted` with itself when the user wants to go on with its model,
    `removal_wanted` when it is to go."""

    use_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumWidth(LEAST_WIDTH)
        self.picker = ModelPicker(self, suffixes=())
        self.picker.summary.hide()
        for label in self.picker.findChildren(QLabel):
            if label.buddy() is self.picker.box:
                label.hide()  # the column's title says it
        self.settings = ColumnSettings(self)
        self.answer = AnswerBox("", self)
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.close_button = QToolButton(self)
        set_icon(self.close_button, "close", Tint.MUTED, 16)
        self.use_button = QPushButton(self.tr("Use this model"), self)
        self.use_button.setToolTip(self.tr("Go on with this model and its settings"))
        self.use_button.setEnabled(False)
        self.answer.buttons.insertWidget(1, self.use_button)
        self.set_number(number)
        self._lay_out()
        self.picker.chosen.connect(self._on_choice)
        self.use_button.clicked.connect(lambda: self.use_wanted.emit(self))
        self.close_button.clicked.connect(lambda: self.removal_wanted.emit(self))

    def set_number(self, number: int) -> None:
        """Name everything in it by its place."""
        self.number = number
        words = self.tr("Model {number}").format(number=number)
        self.title.setText(words)
        self.setAccessibleName(words)
        self.picker.box.setAccessibleName(self.tr("Model of column {n}").format(n=number))
        self.settings.button.setAccessibleName(self.tr("Settings of column {n}").format(n=number))
        answer = self.tr("Answer in column {n}").format(n=number)
        self.answer.view.setAccessibleName(answer)
        self.answer.copy_button.setAccessibleName(self.tr("Copy {answer}").format(answer=answer))
        self.use_button.setAccessibleName(self.tr("Use the model of column {n}").format(n=number))
        close = self.tr("Remove column {n}").format(n=number)
        self.close_button.setAccessibleName(close)
        self.close_button.setToolTip(close)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        page = QWidget(self)
        page.setProperty("role", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(8)
        inside.addWidget(self.picker)
        inside.addWidget(self.settings)
        inside.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(scroll)
        split.addWidget(self.answer)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([112, 400])
        self.settings.button.toggled.connect(self._give_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(split, 1)

    def _give_room(self, on: bool) -> None:
        """The open form takes the answer's place: a column has no room for both."""
        self.answer.setVisible(not on)

    # -- model and settings ----------------------------------------------------------------

    @property
    def choice(self) -> Choice | None:
        return self.picker.choice

    @property
    def model_title(self) -> str:
        return full_title(self.choice) if self.choice is not None else ""

    def set_choices(self, choices: Sequence[Choice], wanted: str) -> None:
        """Offer these; `wanted` is the key of one to begin with."""
        before = self.choice
        self.picker.set_choices(choices)
        if before is None and choices and not self.picker.choose(wanted):
            self.picker.choose(choices[0].key)
        if self.choice is not None:
            self._on_choice(self.choice)

    def _on_choice(self, choice: Choice) -> None:
        self.settings.show_spec(choice.spec, choice.overrides)
        self.picker.summary.hide()
        self.use_button.setEnabled(True)

    def build(self, prompt: str, system_prompt: str) -> ModelUse | None:
        """What to ask with; None, with messages under the fields, if a setting is not valid."""
        choice, form = self.choice, self.settings.form
        if choice is None or form is None:
            return None
        given: dict[str, Any] = {"system_prompt": system_prompt, **choice.overrides}
        params = form.build(choice.spec.params, **{choice.spec.input_field: prompt, **given})
        if params is None:
            self.settings.button.setChecked(True)
            return None
        self.settings.button.setChecked(False)
        return ModelUse(choice.key, choice.spec, params, choice.version)

    def form_values(self) -> Mapping[str, Any]:
        """What another form needs to have the same model and settings."""
        overrides = self.choice.overrides if self.choice is not None else {}
        return {**self.settings.values(), **overrides}
