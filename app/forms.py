"""A Params class becomes a form: editors, help on demand, advanced fields folded, messages inline.

Nothing here knows a model. pydantic (through `pipelines.spec`) is imported by the first form, not
by the window.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.editors import Editor, SwitchEditor, editor_for
from app.icons import Tint, set_icon
from app.labels import WrappedLabel, hint_label, wrapped_tooltip
from app.translation import translate_param

if TYPE_CHECKING:
    from pydantic import ValidationError

    from pipelines.spec import ParamField, Params


MakeEditor = Callable[["ParamField", QWidget], Editor]


def _small_button(icon: str, name: str, tip: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    set_icon(button, icon, Tint.MUTED, 16)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setFixedSize(26, 26)
    return button


def order_focus(chain: Sequence[QWidget]) -> None:
    """Make the Tab key visit these one after the other."""
    for first, second in pairwise(chain):
        QWidget.setTabOrder(first, second)


class FieldRow(QWidget):
    """Title, (i) and reset; the editor; the help line; the message if the value is wrong."""

    changed = Signal()

    def __init__(
        self, item: "ParamField", parent: QWidget | None = None, make: MakeEditor = editor_for
    ) -> None:
        super().__init__(parent)
        self.item, self.default = item, item.default
        title, about = translate_param(item.title), translate_param(item.description)
        self.editor: Editor = make(item, self)
        self._title = WrappedLabel(title, self)  # long ones must not widen the form
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._title.setBuddy(self.editor.controls()[0])
        self.help_button = _small_button(
            "info",
            self.tr("What {setting} does").format(setting=title),
            self.tr("What this does (F1)"),
            self,
        )
        self.help_button.setCheckable(True)
        self._reset = _small_button(
            "reset",
            self.tr("Reset {setting}").format(setting=title),
            "",
            self,
        )
        self.help = hint_label(about, "hint", self)
        self.help.hide()
        self.problem = hint_label("", "problem", self)
        self.problem.hide()
        self._lay_out()
        for widget in (self._title, *self.editor.controls()):
            widget.setWhatsThis(about)
            if not widget.toolTip():
                widget.setToolTip(wrapped_tooltip(about))
        self.help_button.toggled.connect(self.help.setVisible)
        self._reset.clicked.connect(self.reset)
        self.editor.changed.connect(self._on_changed)
        if not item.required:
            self.editor.set_value(item.default)
        self.set_default(item.default)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        keep = self._reset.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if isinstance(self.editor, SwitchEditor):
            # The order of focus follows the order of making; the switch comes before its buttons.
            head.addWidget(self._reset)
            head.addWidget(self.help_button)
            head.addWidget(self.editor)
            column.addLayout(head)
        else:
            head.addWidget(self._reset)
            head.addWidget(self.help_button)
            column.addLayout(head)
            column.addWidget(self.editor)
        column.addWidget(self.problem)
        column.addWidget(self.help)
        self._column, self._further = column, list[QWidget]()

    def add_below(self, control: QWidget) -> None:
        """One more control for this field, below its editor; Tab comes to it from there."""
        before = self.focus_order()[-1]
        self._further.append(control)
        self._column.insertWidget(self._column.indexOf(self.problem), control)
        QWidget.setTabOrder(before, control)

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits here, as one reads it."""
        return [self._reset, self.help_button, *self.editor.controls(), *self._further]

    def _shown(self, value: Any) -> str:
        if isinstance(value, bool):
            return self.tr("on") if value else self.tr("off")
        if value is None or value == "":
            return self.tr("none")
        if self.item.lowest and value == self.item.minimum:
            return translate_param(self.item.lowest)
        if self.item.choices:
            shown = translate_param(self.item.label(value))
        else:
            shown = QLocale().toString(value, "g", 6) if isinstance(value, float) else f"{value}"
        unit = translate_param(self.item.unit)
        return f"{shown} {unit}" if unit else shown

    def set_default(self, value: Any) -> None:
        """What Reset goes back to, where that depends on more than the declaration."""
        self.default = value
        words = self.tr("Back to the default: {value}")
        self._reset.setToolTip(words.format(value=self._shown(value)))
        self.show_reset()

    def reset(self) -> None:
        """Back to the default."""
        self.editor.set_value(self.default)
        self._on_changed()
        self.editor.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, words: str) -> None:
        """Say what is wrong under the editor; empty takes it away."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        for control in self.editor.controls():
            control.setProperty("problem", bool(words))
            control.style().unpolish(control)
            control.style().polish(control)

    def _on_changed(self) -> None:
        if self.problem.text():
            self.show_problem("")
        self.show_reset()
        self.changed.emit()

    def show_reset(self) -> None:
        """Offer the way back only where there is one."""
        differs = not self.item.required and self.editor.value() != self.default
        self._reset.setVisible(differs)


class ParamsForm(QWidget):
    """The form of a list of fields, usually those of a `Params` class.

    `changed` after the user changed anything. `values` gives every field in the form, shown or
    not, by name.
    """

    changed = Signal()

    def __init__(
        self,
        items: "Sequence[ParamField]",
        parent: QWidget | None = None,
        *,
        without: Collection[str] = (),
        editors: Mapping[str, MakeEditor] | None = None,
    ) -> None:
        """`without` leaves fields out, `editors` gives some a special editor, both by name."""
        super().__init__(parent)
        self._editors = editors or {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.rows: dict[str, FieldRow] = {}
        chosen = [item for item in items if item.name not in without]
        self._add(item for item in chosen if not item.advanced)
        self._fold, self._more = self._make_fold()
        self._add((item for item in chosen if item.advanced), self._more)
        self._fold.setVisible(any(item.advanced for item in chosen))
        self._show_relevant()
        order_focus(self.focus_order())

    @classmethod
    def of(
        cls,
        params: "type[Params]",
        parent: QWidget | None = None,
        *,
        without: Collection[str] = (),
    ) -> "ParamsForm":
        """The form of a Params class, without the named fields."""
        from pipelines.spec import fields_of

        return cls(fields_of(params), parent, without=without)

    def _add(self, items: "Iterable[ParamField]", parent: QWidget | None = None) -> None:
        box = parent.layout() if parent is not None else self._column
        for item in items:
            row = FieldRow(item, parent or self, self._editors.get(item.name, editor_for))
            row.changed.connect(self._on_changed)
            self.rows[item.name] = row
            if box is not None:
                box.addWidget(row)

    def _make_fold(self) -> tuple[QPushButton, QWidget]:
        button = QPushButton(self.tr("Advanced"), self)
        button.setProperty("role", "fold")
        button.setAccessibleName(self.tr("Show advanced settings"))
        button.setToolTip(self.tr("Settings that are rarely changed"))
        button.setCheckable(True)
        set_icon(button, "chevron-right", Tint.MUTED, 16)
        more = QWidget(self)
        inside = QVBoxLayout(more)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        more.hide()
        button.toggled.connect(more.setVisible)
        button.toggled.connect(
            lambda on: set_icon(button, "chevron-down" if on else "chevron-right", Tint.MUTED, 16)
        )
        self._column.addWidget(button)
        self._column.addWidget(more)
        return button, more

    def focus_order(self) -> list[QWidget]:
        """What the Tab key visits in this form, as one reads it."""
        plain = [row for row in self.rows.values() if not row.item.advanced]
        deep = [row for row in self.rows.values() if row.item.advanced]
        chain = [widget for row in plain for widget in row.focus_order()]
        return [*chain, self._fold, *(widget for row in deep for widget in row.focus_order())]

    def values(self) -> dict[str, Any]:
        """What the form says now, by name."""
        return {name: row.editor.value() for name, row in self.rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> list[str]:
        """Show these values; returns the names that the form does not know or cannot show."""
        refused: list[str] = []
        for name, value in values.items():
            row = self.rows.get(name)
            try:
                if row is None:
                    raise ValueError(name)
                row.editor.set_value(value)
                row.show_reset()
            except ValueError:
                refused.append(name)
        self._show_relevant()
        return refused

    def reset(self) -> None:
        """Every field back to its default."""
        self.set_values({n: r.default for n, r in self.rows.items() if not r.item.required})
        self.show_problems({})
        self.changed.emit()

    def unfold(self, on: bool = True) -> None:
        """Show the advanced fields."""
        self._fold.setChecked(on)

    def show_help(self, on: bool) -> None:
        """Show or hide every help line."""
        for row in self.rows.values():
            row.help_button.setChecked(on)

    def toggle_help_at_focus(self) -> bool:
        """Turn the help line of the field with the focus; False if none has it."""
        focus = QApplication.focusWidget()
        for row in self.rows.values():
            if focus is not None and row.isAncestorOf(focus):
                row.help_button.toggle()
                return True
        return False

    def build(self, params: "type[Params]", **given: Any) -> "Params | None":
        """The Params these values make, `given` added; None with messages shown if they do not."""
        from pydantic import ValidationError

        values = {n: v for n, v in self.values().items() if n in params.model_fields}
        try:
            built = params(**{**values, **given})
        except ValidationError as error:
            self.show_problems(self._explained(error))
            return None
        self.show_problems({})
        return built

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put each message under its field and take the others away; unfolds and scrolls there."""
        first: FieldRow | None = None
        for name, row in self.rows.items():
            row.show_problem(problems.get(name, ""))
            first = first or (row if name in problems else None)
        if first is not None:
            if first.item.advanced:
                self.unfold()
            first.editor.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _explained(self, error: "ValidationError") -> dict[str, str]:
        found: dict[str, str] = {}
        for item in error.errors():
            name = str(item["loc"][0]) if item["loc"] else ""
            if name in self.rows and name not in found:
                found[name] = explain(self.rows[name].item, item["msg"])
        return found

    def _on_changed(self) -> None:
        self._show_relevant()
        self.changed.emit()

    def _show_relevant(self) -> None:
        for row in self.rows.values():
            row.setVisible(all(self._holds(n, v) for n, v in row.item.shown_when.items()))

    def _holds(self, name: str, wanted: Any) -> bool:
        row = self.rows.get(name)
        if row is None:
            return True
        value = row.editor.value()
        return value in wanted if isinstance(wanted, (tuple, list, set)) else value == wanted


def explain(item: "ParamField", reason: str) -> str:
    """One sentence about what a field wants."""
    if item.required and item.kind in ("file", "text"):
        return QCoreApplication.translate("ParamsForm", "Please fill this in.")
    if item.minimum is not None and item.maximum is not None:
        return QCoreApplication.translate(
            "ParamsForm", "Please give a number from {low} to {high}."
        ).format(low=f"{item.minimum:g}", high=f"{item.maximum:g}")
    return QCoreApplication.translate("ParamsForm", "This value cannot be used: {reason}").format(
        reason=reason
    )
