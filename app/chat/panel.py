"""The right side: which model answers, and how."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.chat.asking import ModelUse
from app.chat.models import Known, ModelFacts
from app.choosing.choices import Choice
from app.choosing.model_picker import ModelPicker
from app.context import AppContext
from app.editors import long_text_editor
from app.forms import ParamsForm
from app.plan_line import PlanLine
from app.side_panel import WIDTH

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


class ChatPanel(QWidget):
    """`choice_changed` with the choice and whether a person made it, `changed` after any value
    changed by a person."""

    choice_changed = Signal(object, bool)
    changed = Signal()

    def __init__(
        self,
        context: AppContext,
        key: str,
        suffixes: Sequence[str],
        parent: QWidget | None = None,
        given: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """`suffixes` are those of models that the user may add, `given` params that are no settings
        here, with their values."""
        super().__init__(parent)
        self.given = given
        self._context, self._key = context, key
        self.known = Known()
        self.form: ParamsForm | None = None
        self._spec: ModelSpec[Any] | None = None
        self._by_hand = True
        self.setProperty("role", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        page = QWidget(self)
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 16, 20, 20)
        self._column.setSpacing(16)
        self.picker = ModelPicker(page, suffixes=suffixes)
        self.picker.chosen.connect(self._on_choice)
        self._column.addWidget(self.picker)
        self._column.addStretch(1)
        self._page = page
        scroll = QScrollArea(self)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plan_line = PlanLine(context, self)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 6, 20, 10)
        foot.addWidget(self.plan_line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)

    # -- the model -------------------------------------------------------------------------

    @property
    def choice(self) -> Choice | None:
        return self.picker.choice

    @property
    def facts(self) -> ModelFacts:
        """What is known of the chosen model."""
        choice = self.choice
        return self.known.of(choice.key) if choice is not None else ModelFacts()

    def set_known(self, known: Known, select: str = "") -> None:
        """Offer these, and choose that one. Without it the first time the last used one is chosen,
        else the first that is ready."""
        self.known = known
        first = self.choice is None
        self.picker.set_choices(known.choices)
        last = self._context.settings.value.last_models.get(self._key)
        if self.choice is None:
            free = [c.key for c in known.choices if c.commercial is not False]
            if not self.choose(str(last)) and free:
                self.choose(free[0])
        elif first:
            self._on_choice(self.choice)
        if select:
            self.picker.choose(select)  # as if by hand: the user has just added it
        self._plan()

    def choose(self, key: str) -> bool:
        """Choose by key, as another part of the tab wants it; False if there is no such model."""
        self._by_hand = False
        try:
            return self.picker.choose(key)
        finally:
            self._by_hand = True

    def _on_choice(self, choice: Choice) -> None:
        models = {**self._context.settings.value.last_models, self._key: choice.key}
        self._context.settings.change(last_models=models)
        if self._spec is not choice.spec:
            self._spec = choice.spec
            self._replace_form(choice)
        self._take_advice(choice)
        self.choice_changed.emit(choice, self._by_hand)
        self._plan()

    def _replace_form(self, choice: Choice) -> None:
        from pipelines.spec import fields_of

        old, spec = self.form, choice.spec
        hidden = {spec.input_field, *choice.overrides, *self.given}
        self.form = ParamsForm(
            fields_of(spec.params),
            self._page,
            without=hidden,
            editors={"system_prompt": long_text_editor},
        )
        self.form.set_values(self._context.settings.value.last_params.get(spec.name, {}))
        if old is not None:
            self.form.set_values(old.values())
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.form.show_help(self._context.settings.value.show_help)
        self.form.changed.connect(self._on_changed)
        self._column.insertWidget(1, self.form)

    def _take_advice(self, choice: Choice) -> None:
        """What the publisher recommends is the default; who chose something else keeps it."""
        if self.form is None:
            return
        advice = self.known.of(choice.key).advice
        for name, row in self.form.rows.items():
            usual = row.default
            wanted = advice.get(name, row.item.default)
            if wanted != usual:
                if row.editor.value() == usual:
                    self.form.set_values({name: wanted})
                row.set_default(wanted)

    # -- the settings ----------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """The settings as they stand, valid or not."""
        return self.form.values() if self.form is not None else {}

    def set_values(self, values: Mapping[str, Any]) -> list[str]:
        """Show these; returns the names that are not known."""
        if self.form is None:
            return list(values)
        refused = self.form.set_values(values)
        self._plan()
        return refused

    def use(self) -> ModelUse | None:
        """The model with valid settings; None, with a message at the field, if one is wrong."""
        choice, form = self.choice, self.form
        if choice is None or form is None:
            return None
        spec = choice.spec
        fixed = {**self.given, **choice.overrides, spec.input_field: "-"}
        params = form.build(spec.params, **fixed)
        if params is None:
            return None
        values = {n: v for n, v in form.values().items() if v is not None}
        self._context.settings.remember_params(spec.name, values)
        return ModelUse(choice.key, spec, params, choice.version, frozenset(self.given))

    def toggle_help(self) -> None:
        """The help line of the field with the focus, or all of them."""
        if self.form is None or self.form.toggle_help_at_focus():
            return
        store = self._context.settings
        store.change(show_help=not store.value.show_help)
        self.form.show_help(store.value.show_help)

    def _on_changed(self) -> None:
        self._plan()
        self.changed.emit()

    def _plan(self) -> None:
        choice = self.choice
        if choice is None:
            self.plan_line.show_for(None, {}, None)
            return
        values = {**self.given, **self.values(), **choice.overrides}
        self.plan_line.show_for(choice.spec, values, "-", choice.version)
