"""Asks which one or two settings a sheet varies, and over which values."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.controls import CalmComboBox
from app.labels import hint_label
from app.portraits.sheet import MOST, Axis, Sheet, parse_values, usual_values
from app.translation import translate_param

if TYPE_CHECKING:
    from pipelines.spec import ParamField

#: Those that are chosen before anybody says otherwise.
_FIRST = ("ip_adapter_scale", "controlnet_conditioning_scale")
#: Numbers that say nothing about how a portrait looks, or that the sheet needs for itself.
_LEFT_OUT = (
    "seed",
    "num_outputs",
    "face",
    "output_width",
    "output_height",
    "face_detection_input_width",
    "face_detection_input_height",
)


def can_vary(item: "ParamField") -> bool:
    """Whether a sheet may vary that setting."""
    if item.name in _LEFT_OUT or item.variant:
        return False
    return item.kind in ("int", "float") and not item.optional


class _AxisFields(QWidget):
    """A setting and its values. `changed` when either is another one."""

    changed = Signal()

    def __init__(
        self,
        title: str,
        items: "Sequence[ParamField]",
        present: Mapping[str, Any],
        optional: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._items = {item.name: item for item in items}
        self._present = present
        self.title = QLabel(title, self)
        self.title.setProperty("role", "heading")
        self.box = CalmComboBox(self)
        self.box.setAccessibleName(title)
        self.title.setBuddy(self.box)
        if optional:
            self.box.addItem(self.tr("Nothing"), "")
        for item in items:
            self.box.addItem(translate_param(item.title), item.name)
        self.values = QLineEdit(self)
        self.values.setAccessibleName(self.tr("Values of {axis}").format(axis=title))
        self.trouble = hint_label("", "problem", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self.box, 1, 0)
        grid.addWidget(self.values, 1, 1)
        grid.addWidget(self.trouble, 2, 0, 1, 2)
        self.box.currentIndexChanged.connect(lambda _index: self._on_item())
        self.values.textChanged.connect(lambda _words: self.changed.emit())

    def choose(self, name: str) -> None:
        """Vary that setting."""
        self.box.setCurrentIndex(max(0, self.box.findData(name)))
        self._on_item()

    @property
    def item(self) -> "ParamField | None":
        return self._items.get(self.box.currentData())

    def _on_item(self) -> None:
        item = self.item
        self.values.setEnabled(item is not None)
        words = ""
        if item is not None:
            present = self._present.get(item.name, item.default)
            words = "; ".join(f"{value:g}" for value in usual_values(item, present))
        self.values.setText(words)
        self.changed.emit()

    def axis(self) -> Axis | None:
        """What is asked for; None for nothing, or with the trouble said for what is wrong."""
        item = self.item
        self.trouble.hide()
        if item is None:
            return None
        try:
            return Axis(item, parse_values(item, self.values.text()))
        except ValueError:
            words = self.tr("Please give numbers from {low} to {high}, parted by semicolons.")
            low = item.minimum if item.minimum is not None else 0
            high = item.maximum if item.maximum is not None else 0
            self.trouble.setText(words.format(low=f"{low:g}", high=f"{high:g}"))
            self.trouble.show()
            return None

    @property
    def is_wrong(self) -> bool:
        return self.item is not None and not self.trouble.isHidden()


class SheetDialog(QDialog):
    """`wanted` with the `Sheet` to draw."""

    wanted = Signal(object)

    def __init__(
        self,
        items: "Sequence[ParamField]",
        present: Mapping[str, Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Vary settings"))
        self.resize(520, 320)
        varied = [item for item in items if can_vary(item)]
        words = hint_label(
            self.tr(
                "One portrait for each pair of values, all from the same seed, in a table with "
                "the values at its edges."
            ),
            "hint",
            self,
        )
        self.across = _AxisFields(self.tr("Columns"), varied, present, False, self)
        self.down = _AxisFields(self.tr("Rows"), varied, present, True, self)
        self.told = hint_label("", "heading", self)
        self.box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.draw_button = self.box.addButton(
            self.tr("Draw the sheet"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.draw_button.setProperty("role", "primary")
        for button in self.box.buttons():
            button.setAccessibleName(button.text().replace("&", ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        for widget in (words, self.across, self.down, self.told):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.box)
        for fields, name in zip((self.across, self.down), _FIRST, strict=True):
            fields.choose(name)
            fields.changed.connect(self._tell)
        self.box.accepted.connect(self._accept)
        self.box.rejected.connect(self.reject)
        self._tell()

    def sheet(self) -> Sheet | None:
        """What is asked for, or None where something is wrong."""
        across, down = self.across.axis(), self.down.axis()
        if across is None or self.across.is_wrong or self.down.is_wrong:
            return None
        if down is not None and down.item.name == across.item.name:
            self.down.trouble.setText(self.tr("Choose another setting than for the columns."))
            self.down.trouble.show()
            return None
        return Sheet(across, down)

    def _tell(self) -> None:
        sheet = self.sheet()
        words = ""
        if sheet is not None:
            rows, columns = sheet.count // sheet.columns, sheet.columns
            words = self.tr("{columns} × {rows} = {n} portraits")
            words = words.format(columns=columns, rows=rows, n=sheet.count)
            if sheet.count > MOST:
                words = self.tr("{n} portraits are too many; at most {most} go into a sheet.")
                words = words.format(n=sheet.count, most=MOST)
        self.told.setText(words)
        self.draw_button.setEnabled(sheet is not None and sheet.count <= MOST)

    def _accept(self) -> None:
        sheet = self.sheet()
        if sheet is not None and sheet.count <= MOST:
            self.wanted.emit(sheet)
            self.accept()
