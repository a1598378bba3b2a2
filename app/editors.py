"""One editor per kind of field: switch, number, choice, text, file. All speak value and changed."""

import os
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from app.controls import CalmComboBox, CalmSlider, CalmSpinBox, Switch
from app.icons import set_icon
from app.translation import translate_param

if TYPE_CHECKING:
    from pipelines.spec import ParamField

#: More steps than this and a slider can no longer be aimed.
_MOST_SLIDER_STEPS = 1000


class Editor(QWidget):
    """Base: `value`, `set_value` (silent), `changed`, and `focus` for the control inside."""

    changed = Signal()

    def __init__(self, item: "ParamField", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show that value without emitting `changed`. Raises ValueError if it cannot be shown."""
        raise NotImplementedError

    def controls(self) -> list[QWidget]:
        """The controls inside, the main one first."""
        raise NotImplementedError


class SwitchEditor(Editor):
    def __init__(self, item: "ParamField", parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._switch = Switch(self)
        self.row.addWidget(self._switch)
        self._switch.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        return self._switch.isChecked()

    def set_value(self, value: Any) -> None:
        if not isinstance(value, bool):
            raise ValueError(value)
        with QSignalBlocker(self._switch):
            self._switch.setChecked(value)
        self._switch.update()

    def controls(self) -> list[QWidget]:
        return [self._switch]


class NumberEditor(Editor):
    """A spin box, with a slider before it where the range is bounded and small enough."""

    def __init__(self, item: "ParamField", parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        low = item.minimum if item.minimum is not None else -1e15
        high = item.maximum if item.maximum is not None else 1e15
        bounded = item.minimum is not None and item.maximum is not None
        self._step = item.step or (1.0 if item.kind == "int" else (high - low) / 100)
        if not bounded and not item.step:
            self._step = 1.0
        self._low = low
        # A double spin box holds whole numbers up to 2**53; QSpinBox would overflow on seeds.
        self._spin = CalmSpinBox(self)
        self._spin.setDecimals(0 if item.kind == "int" else _decimals(self._step, item.default))
        self._spin.setRange(low, high)
        self._spin.setSingleStep(self._step)
        self._spin.setKeyboardTracking(False)
        if item.unit:
            self._spin.setSuffix(f" {translate_param(item.unit)}")
        self._spin.setSpecialValueText(translate_param(item.lowest))
        self._spin.lineEdit().setTextMargins(4, 0, 4, 0)
        self._slider: QSlider | None = None
        steps = round((high - low) / self._step)
        if bounded and 1 < steps <= _MOST_SLIDER_STEPS:
            self._slider = self._make_slider(steps)
            # Not NoButtons: with a style sheet that leaves the text no width.
            self._spin.setProperty("compact", True)
            self._spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
            longest = f"{high:.{self._spin.decimals()}f}{self._spin.suffix()}"
            texts = (self._spin.specialValueText(), longest)
            words = max(map(self.fontMetrics().horizontalAdvance, texts))
            self._spin.setFixedWidth(max(84, words + 36))
            self.row.addWidget(self._slider, 1)
        self.row.addWidget(self._spin, 0 if self._slider else 1)
        self._spin.valueChanged.connect(self._on_spin)

    def _make_slider(self, steps: int) -> QSlider:
        slider = CalmSlider(self)
        slider.setRange(0, steps)
        slider.setPageStep(max(1, steps // 10))
        slider.setMinimumHeight(24)
        slider.valueChanged.connect(self._on_slider)
        return slider

    def _on_slider(self, place: int) -> None:
        self._spin.setValue(self._low + place * self._step)

    def _on_spin(self, value: float) -> None:
        self._place_slider(value)
        self.changed.emit()

    def _place_slider(self, value: float) -> None:
        if self._slider is not None:
            with QSignalBlocker(self._slider):
                self._slider.setValue(round((value - self._low) / self._step))

    def value(self) -> float | int:
        value = self._spin.value()
        return round(value) if self.item.kind == "int" else round(value, 10)

    def set_value(self, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(value)
        if not self._spin.minimum() <= value <= self._spin.maximum():
            raise ValueError(value)
        with QSignalBlocker(self._spin):
            self._spin.setValue(float(value))
        self._place_slider(float(value))

    def controls(self) -> list[QWidget]:
        return [self._slider, self._spin] if self._slider else [self._spin]


def _decimals(step: float, default: object) -> int:
    """As many as the step has, or the default, which must come back as it is."""
    decimals = max(0, min(6, -int(log10(step) // 1))) if step < 1 else 2
    if isinstance(default, float):
        decimals = max(decimals, len(f"{default:.6f}".rstrip("0").partition(".")[2]))
    return decimals


class ChoiceEditor(Editor):
    def __init__(self, item: "ParamField", parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._box = CalmComboBox(self)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(8)
        if item.optional:
            self._box.addItem(QCoreApplication.translate("ChoiceEditor", "Automatic"), None)
        for choice in item.choices:
            self._box.addItem(translate_param(item.label(choice)), choice)
        self.row.addWidget(self._box, 1)
        self._box.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def value(self) -> Any:
        return self._box.currentData()

    def set_value(self, value: Any) -> None:
        index = next((i for i in range(self._box.count()) if self._box.itemData(i) == value), -1)
        if index < 0:
            raise ValueError(value)
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(index)

    def controls(self) -> list[QWidget]:
        return [self._box]


class TextEditor(Editor):
    def __init__(self, item: "ParamField", parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._line = QLineEdit(self)
        self.row.addWidget(self._line, 1)
        self._line.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> Any:
        words = self._line.text()
        return None if self.item.optional and not words else words

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self._line):
            self._line.setText("" if value is None else str(value))

    def controls(self) -> list[QWidget]:
        return [self._line]


class LongTextEditor(Editor):
    """Text of several lines; the Tab key goes on to the next control."""

    def __init__(self, item: "ParamField", parent: QWidget | None = None, lines: int = 5) -> None:
        super().__init__(item, parent)
        self._text = QPlainTextEdit(self)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)
        self.row.addWidget(self._text, 1)
        self._text.textChanged.connect(self.changed)

    def value(self) -> Any:
        words = self._text.toPlainText()
        return None if self.item.optional and not words else words

    def set_value(self, value: Any) -> None:
        words = "" if value is None else str(value)
        if words != self._text.toPlainText():
            with QSignalBlocker(self._text):
                self._text.setPlainText(words)

    def controls(self) -> list[QWidget]:
        return [self._text]


class FileEditor(TextEditor):
    """A path typed, or chosen in a dialog. `folders` chooses folders instead of files."""

    def __init__(
        self, item: "ParamField", parent: QWidget | None = None, *, folders: bool = False
    ) -> None:
        super().__init__(item, parent)
        self._folders = folders
        self._browse = QPushButton(self)
        set_icon(self._browse, "folder")
        self._browse.setFixedWidth(44)
        self._browse.setToolTip(QCoreApplication.translate("FileEditor", "Browse…"))
        self._browse.clicked.connect(self._choose)
        self.row.addWidget(self._browse)
        self._line.setClearButtonEnabled(item.optional)

    def value(self) -> Path | None:
        words = self._line.text().strip()
        return Path(words) if words else None

    def controls(self) -> list[QWidget]:
        return [self._line, self._browse]

    def _choose(self) -> None:
        title = translate_param(self.item.title)
        if self._folders:
            chosen = QFileDialog.getExistingDirectory(self, title, self._line.text())
        else:
            chosen, _kind = QFileDialog.getOpenFileName(self, title, self._line.text())
        if chosen:
            self._line.setText(chosen)


class FilesEditor(FileEditor):
    """Any number of paths, parted as the system parts them in lists (``:`` or ``;``)."""

    def value(self) -> tuple[Path, ...]:  # type: ignore[override]
        words = self._line.text().split(os.pathsep)
        return tuple(Path(word.strip()) for word in words if word.strip())

    def set_value(self, value: Any) -> None:
        if isinstance(value, (str, Path)):
            raise ValueError(value)
        super().set_value(os.pathsep.join(str(path) for path in value or ()))

    def _choose(self) -> None:
        title, held = translate_param(self.item.title), self.value()
        folder = str(held[-1].parent) if held else ""
        chosen, _kind = QFileDialog.getOpenFileNames(self, title, folder)
        if chosen:
            self._line.setText(os.pathsep.join([*map(str, held), *chosen]))


class OptionalEditor(Editor):
    """Another editor behind a switch; off means None."""

    def __init__(self, inner: Editor, parent: QWidget | None = None) -> None:
        super().__init__(inner.item, parent)
        self._inner = inner
        self._switch = Switch(self)
        inner.setParent(self)
        inner.setEnabled(False)
        self.row.addWidget(self._switch)
        self.row.addWidget(inner, 1)
        self._switch.toggled.connect(self._on_toggled)
        inner.changed.connect(self.changed)

    def _on_toggled(self, on: bool) -> None:
        self._inner.setEnabled(on)
        self.changed.emit()

    def value(self) -> Any:
        return self._inner.value() if self._switch.isChecked() else None

    def set_value(self, value: Any) -> None:
        if value is not None:
            self._inner.set_value(value)
        with QSignalBlocker(self._switch):
            self._switch.setChecked(value is not None)
        self._inner.setEnabled(value is not None)

    def controls(self) -> list[QWidget]:
        return [self._switch, *self._inner.controls()]


_EDITORS: dict[str, type[Editor]] = {
    "bool": SwitchEditor,
    "int": NumberEditor,
    "float": NumberEditor,
    "choice": ChoiceEditor,
    "text": TextEditor,
    "file": FileEditor,
    "files": FilesEditor,
}


def long_text_editor(item: "ParamField", parent: QWidget | None = None, lines: int = 5) -> Editor:
    """An editor of so many lines, with accessible names set on its control."""
    return name_controls(LongTextEditor(item, parent, lines))


def editor_for(item: "ParamField", parent: QWidget | None = None) -> Editor:
    """The editor of a field, with accessible names set on its controls."""
    editor = _EDITORS[item.kind](item, parent)
    if item.optional and item.kind in ("int", "float"):
        editor = OptionalEditor(editor, parent)
    return name_controls(editor)


def name_controls(editor: Editor) -> Editor:
    """Tell screen readers what each control is for."""
    title = translate_param(editor.item.title)
    for control in editor.controls():
        own = control.toolTip() if isinstance(control, QPushButton) else ""
        control.setAccessibleName(f"{title}: {own}" if own else title)
        control.setAccessibleDescription(translate_param(editor.item.description))
    return editor
