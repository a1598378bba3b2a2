"""The settings of one column: only those that differ from what the tab has chosen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.forms import ParamsForm
from app.icons import Tint, set_icon

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec

#: What all columns share, or what the picker decides.
SHARED = ("prompt", "system_prompt")


class ColumnSettings(QWidget):
    """A fold with the form. `changed` after the user changed anything."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: ParamsForm | None = None
        self._spec: ModelSpec[Any] | None = None
        self._base: Mapping[str, Any] = {}
        self.button = QPushButton(self)
        self.button.setProperty("role", "fold")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.button)
        self._fold(False)
        self._tell()

    def show_spec(self, spec: "ModelSpec[Any]", without: Mapping[str, Any]) -> None:
        """The form of that model; `without` are the values that the picker decides."""
        if spec is self._spec:
            return
        kept = self.overrides()
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self._spec = spec
        left_out = {*SHARED, spec.input_field, *without}
        self.form = ParamsForm.of(spec.params, self, without=left_out)
        self._column.addWidget(self.form)
        self.form.setVisible(self.button.isChecked())
        self.form.changed.connect(self._on_changed)
        self.set_base(self._base)
        self.set_overrides(kept)

    def set_base(self, base: Mapping[str, Any]) -> None:
        """The values of the tab: what is not changed here follows them."""
        kept = self.overrides()
        self._base = base
        if self.form is None:
            return
        for name, row in self.form.rows.items():
            if name in base:
                row.set_default(base[name])
            if not row.item.required:
                row.editor.set_value(row.default)
        self.form.set_values(kept)
        self._tell()

    def overrides(self) -> dict[str, Any]:
        """What is set otherwise here than in the tab."""
        if self.form is None:
            return {}
        return {
            name: row.editor.value()
            for name, row in self.form.rows.items()
            if row.editor.value() != row.default
        }

    def set_overrides(self, values: Mapping[str, Any]) -> None:
        """Show these over the tab's."""
        if self.form is not None:
            self.form.set_values(values)
        self._tell()

    def values(self) -> dict[str, Any]:
        """All that the form says."""
        return self.form.values() if self.form is not None else {}

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        count = len(self.overrides())
        words = self.tr("Settings ({count} of its own)") if count else self.tr("Settings")
        self.button.setText(words.format(count=count))
        self.button.setToolTip(self.tr("Temperature, length and the like, for this column alone"))

    def _fold(self, on: bool) -> None:
        set_icon(self.button, "chevron-down" if on else "chevron-right", Tint.MUTED, 16)
        if self.form is not None:
            self.form.setVisible(on)
