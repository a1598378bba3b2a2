"""The left side of a tab: which model, its settings, how results are written, and Run."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.controls import CalmComboBox
from app.forms import ParamsForm, order_focus
from app.icons import Tint, set_icon
from app.labels import hint_label
from app.settings import SettingsStore
from app.translation import translate_param

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec, WeightFile

WIDTH = 344


class LicenceBadge(QFrame):
    """Says that some weights are for non-commercial use only; hidden where all may be sold with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("kind", "warning")
        self._icon = QLabel(self)
        set_icon(self._icon, "warning", Tint.WARNING, 16)
        self._words = hint_label("", "", self)
        self._words.setOpenExternalLinks(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_weights(self, weights: "Sequence[WeightFile]") -> None:
        """Judge these weights."""
        bound = {w.licence.name for w in weights if not w.licence.commercial}
        words = self.tr("Non-commercial use only: {licences}")
        self._words.setText(words.format(licences=", ".join(sorted(bound))))
        self.setVisible(bool(bound))


def _makes_pictures(spec: "ModelSpec[Any]") -> bool:
    return spec.names is None


def _output_key(spec: "ModelSpec[Any]") -> str:
    """Under which the settings keep how results of that kind are written."""
    return f"output of {spec.task}"


class SidePanel(QWidget):
    """Model, forms and Run. Empty until `set_specs`.

    `changed` after any value or the model changed, `model_changed` with the new spec,
    `run_requested` from the button.
    """

    changed = Signal()
    model_changed = Signal(object)
    run_requested = Signal()

    def __init__(self, settings: SettingsStore, tab: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._tab = settings, tab
        self._specs: tuple[ModelSpec[Any], ...] = ()
        self.spec: ModelSpec[Any] | None = None
        self.form: ParamsForm | None = None
        self.output_form: ParamsForm | None = None
        self.setProperty("role", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._page = QWidget(self)
        self._page.setProperty("role", "page")
        self.column = QVBoxLayout(self._page)
        self.column.setContentsMargins(24, 20, 20, 20)
        self.column.setSpacing(16)
        self._make_model_choice()
        self._forms = QVBoxLayout()
        self._forms.setSpacing(16)
        self._output_line = QFrame(self._page)
        self._output_line.setProperty("role", "line")
        self._output_title = QLabel(self.tr("Result file"), self._page)
        self._output_title.setProperty("role", "title")
        for widget in (self._output_line, self._output_title):
            self._forms.addWidget(widget)
            widget.hide()
        self.column.addLayout(self._forms)
        self.column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(self._page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.run_button = QPushButton(self.tr("Run"), self)
        self.run_button.setProperty("role", "primary")
        set_icon(self.run_button, "play", Tint.ON_ACCENT, 16)
        self.run_button.setToolTip(self.tr("Run the model (Ctrl+Return)"))
        self.run_button.setAccessibleName(self.tr("Run the model"))
        self.run_button.setEnabled(False)
        self.run_button.clicked.connect(self.run_requested)
        self.run_hint = hint_label("", "small", self)
        self.run_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out(scroll)

    def _lay_out(self, scroll: QScrollArea) -> None:
        foot = QWidget(self)
        foot.setProperty("role", "footer")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(24, 12, 20, 12)
        inside.setSpacing(4)
        self._above_run = QVBoxLayout()
        inside.addLayout(self._above_run)
        inside.addWidget(self.run_button)
        inside.addWidget(self.run_hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(foot)

    def _make_model_choice(self) -> None:
        self._model_choice = whole = QWidget(self._page)
        title = QLabel(self.tr("Model"), whole)
        title.setProperty("role", "heading")
        self.model_box = CalmComboBox(whole)
        self.model_box.setAccessibleName(self.tr("Model"))
        self.model_box.setToolTip(self.tr("Which model does the work"))
        self.model_box.setEnabled(False)
        title.setBuddy(self.model_box)
        self._summary = hint_label("", "hint", whole)
        self.badge = LicenceBadge(whole)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (title, self.model_box, self._summary, self.badge):
            box.addWidget(widget)
        self.column.addWidget(whole)
        self.model_box.currentIndexChanged.connect(self._on_model)

    def add_above_run(self, widget: QWidget) -> None:
        """Put a line above the button."""
        self._above_run.addWidget(widget)

    # -- models ----------------------------------------------------------------------------

    def set_specs(self, specs: "Sequence[ModelSpec[Any]]") -> None:
        """Offer these models; the last used one is chosen, else the first that may be sold with."""
        self._specs = tuple(specs)
        self.model_box.blockSignals(True)
        self.model_box.clear()
        for spec in self._specs:
            self.model_box.addItem(translate_param(spec.title), spec.name)
        self.model_box.blockSignals(False)
        self.model_box.setEnabled(len(self._specs) > 0)
        wanted = self._settings.value.last_models.get(self._tab)
        names = [spec.name for spec in self._specs]
        index = names.index(wanted) if wanted in names else self._first_free()
        if self._specs:
            self.model_box.setCurrentIndex(index)
            self._on_model(index)

    def select_model(self, name: str) -> bool:
        """Choose the model of that name; False if there is none."""
        index = self.model_box.findData(name)
        if index >= 0:
            self.model_box.setCurrentIndex(index)
        return index >= 0

    def _first_free(self) -> int:
        for index, spec in enumerate(self._specs):
            if all(weight.licence.commercial for weight in self._weights(spec, {})):
                return index
        return 0

    def _on_model(self, index: int) -> None:
        if not 0 <= index < len(self._specs) or self._specs[index] is self.spec:
            return
        spec = self.spec = self._specs[index]
        self._summary.setText(translate_param(spec.summary))
        models = {**self._settings.value.last_models, self._tab: spec.name}
        self._settings.change(last_models=models)
        self._replace_forms(spec)
        self.model_changed.emit(spec)
        self._on_changed()

    def _replace_forms(self, spec: "ModelSpec[Any]") -> None:
        for old in (self.form, self.output_form):
            if old is not None:
                self._forms.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.form = self.make_form(spec)
        self.form.set_values(self._settings.value.last_params.get(spec.name, {}))
        self.output_form = self.make_output_form(spec)
        self.output_form.set_values(self._output_options(spec))
        for form in (self.form, self.output_form):
            form.show_help(self._settings.value.show_help)
            form.changed.connect(self._on_changed)
        self._forms.insertWidget(0, self.form)
        self._forms.addWidget(self.output_form)
        self._output_title.show()
        # Forms made later come last in the chain by themselves, after the whole window.
        forms = [*self.form.focus_order(), *self.output_form.focus_order()]
        order_focus([*self.model_controls(), *forms, self.run_button])
        self._output_line.show()

    def make_form(self, spec: "ModelSpec[Any]") -> ParamsForm:
        """The settings of a model, without its input."""
        return ParamsForm.of(spec.params, self._page, without={spec.input_field})

    def make_output_form(self, spec: "ModelSpec[Any]") -> ParamsForm:
        """How its results are written."""
        return ParamsForm.of(spec.output, self._page)

    def model_controls(self) -> list[QWidget]:
        """What the Tab key visits before the forms."""
        return [self.model_box]

    # -- values ----------------------------------------------------------------------------

    def form_values(self) -> dict[str, Any]:
        """The settings as they stand, valid or not."""
        return self.form.values() if self.form is not None else {}

    def build(self, **given: Any) -> Any | None:
        """The model's params with `given` (the input) added; None, with messages, if invalid."""
        if self.form is None or self.spec is None:
            return None
        return self.form.build(self.spec.params, **given)

    def build_output(self) -> Any | None:
        """The output params; None, with messages, if invalid."""
        if self.output_form is None or self.spec is None:
            return None
        return self.output_form.build(self.spec.output)

    def remember(self) -> None:
        """Keep the present values for the next time."""
        if self.spec is not None and self.form is not None and self.output_form is not None:
            values = {n: v for n, v in self.form.values().items() if not isinstance(v, Path)}
            self._settings.remember_params(self.spec.name, values)
            self._remember_output(self.spec, self.output_form.values())

    def _output_options(self, spec: "ModelSpec[Any]") -> Mapping[str, Any]:
        """How results of that kind were last written; pictures have a table of their own."""
        if _makes_pictures(spec):
            return self._settings.value.output_options
        return self._settings.value.last_params.get(_output_key(spec), {})

    def _remember_output(self, spec: "ModelSpec[Any]", values: dict[str, Any]) -> None:
        if _makes_pictures(spec):
            self._settings.change(output_options=values)
        else:
            self._settings.remember_params(_output_key(spec), values)

    def show_help(self, on: bool) -> None:
        """Show or hide every help line."""
        for form in (self.form, self.output_form):
            if form is not None:
                form.show_help(on)

    def toggle_help(self) -> bool:
        """The help line of the field with the focus; False if none has it."""
        forms = (self.form, self.output_form)
        return any(form is not None and form.toggle_help_at_focus() for form in forms)

    def _weights(self, spec: "ModelSpec[Any]", values: dict[str, Any]) -> "Sequence[WeightFile]":
        from pydantic import ValidationError

        try:
            return spec.weights(spec.params(**values, **{spec.input_field: Path("example")}))
        except ValidationError:
            return ()

    def _on_changed(self) -> None:
        if self.spec is not None and self.form is not None:
            self.badge.show_weights(self._weights(self.spec, self.form.values()))
        self.changed.emit()
