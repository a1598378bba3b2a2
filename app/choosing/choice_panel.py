"""The side panel with a picker of models and versions in place of the plain list of models."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.choosing.choices import Choice, default_choice
from app.choosing.model_picker import ModelPicker
from app.settings import SettingsStore
from app.side_panel import SidePanel

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


class ChoicePanel(SidePanel):
    """Model, version, settings and Run. `choice` is what is picked."""

    choice_changed = Signal(object)

    def __init__(self, settings: SettingsStore, tab: str, parent: QWidget | None = None) -> None:
        self._choice: Choice | None = None
        super().__init__(settings, tab, parent)
        self._store, self._key = settings, tab

    def _make_model_choice(self) -> None:
        super()._make_model_choice()
        # The plain list stays the panel's memory of its specs; the picker takes its place.
        self._attic = QWidget(self)
        self._attic.hide()
        # As a whole: of widgets in a layout within a layout PySide keeps the items, which Qt
        # deletes when one is taken out, and takes whatever comes to lie there for them.
        self._model_choice.setParent(self._attic)
        self.picker = self.make_picker(self)
        self.picker.chosen.connect(self._on_choice)
        self.column.insertWidget(0, self.picker)

    def make_picker(self, parent: QWidget) -> ModelPicker:
        """What the model is chosen with."""
        return ModelPicker(parent)

    def model_controls(self) -> list[QWidget]:
        return [self.picker.box, self.picker.remove_button, self.picker.add_button]

    @property
    def choice(self) -> Choice | None:
        return self._choice

    def set_choices(self, choices: Sequence[Choice], select: str = "") -> None:
        """Offer these. The first time the last used one is chosen, else one with free weights."""
        self.picker.set_choices(choices)
        wanted = select or ("" if self._choice else self._store.value.last_models.get(self._key))
        if wanted and self.picker.choose(str(wanted)):
            pass
        elif self.picker.choice is None:
            fallback = default_choice(choices)
            if fallback is not None:
                self.picker.choose(fallback.key)
        if self.picker.choice is not None:
            self._on_choice(self.picker.choice)

    def _on_choice(self, choice: Choice) -> None:
        if choice == self._choice:
            return
        self._choice = choice
        models = {**self._store.value.last_models, self._key: choice.key}
        self._store.change(last_models=models)
        if self.spec is not choice.spec:
            self.spec = choice.spec
            self._replace_forms(choice.spec)
            self.model_changed.emit(choice.spec)
        self._apply_overrides(choice)
        self.choice_changed.emit(choice)
        self._on_changed()

    def _replace_forms(self, spec: "ModelSpec[Any]") -> None:
        super()._replace_forms(spec)
        if self.form is None or self._choice is None:
            return
        # What the picker decides is not asked for a second time, yet other fields may depend on it.
        for name in self._choice.overrides:
            row = self.form.rows.get(name)
            if row is not None:
                row.setParent(self._attic)

    def _apply_overrides(self, choice: Choice) -> None:
        if self.form is not None:
            self.form.set_values(choice.overrides)

    def values(self) -> dict[str, Any]:
        """The settings as they stand, the picked version included."""
        return self.form_values()

    def form_values(self) -> dict[str, Any]:
        picked = self._choice.overrides if self._choice is not None else {}
        return {**super().form_values(), **picked}

    def restore(
        self, values: Mapping[str, Any], output: Mapping[str, Any] | None = None
    ) -> list[str]:
        """Show these settings, and how results are written if that is given.

        Returns the names of the settings that cannot be shown.
        """
        if self.form is None:
            return list(values)
        picked = self._choice.overrides if self._choice is not None else {}
        refused = self.form.set_values({n: v for n, v in values.items() if n not in picked})
        if output is not None and self.output_form is not None:
            self.output_form.set_values(output)
        self._on_changed()
        return refused

    def build(self, **given: Any) -> Any | None:
        overrides = self._choice.overrides if self._choice is not None else {}
        return super().build(**{**overrides, **given})

    def remember(self) -> None:
        super().remember()
        if self._choice is not None:
            # The version belongs to the choice, not to the values of the model.
            last = dict(self._store.value.last_params.get(self._choice.spec.name, {}))
            kept = {n: v for n, v in last.items() if n not in self._choice.overrides}
            self._store.remember_params(self._choice.spec.name, kept)
