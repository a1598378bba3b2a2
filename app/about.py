"""What this is, its versions, its licence, and where it keeps its files."""

import platform

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

import pipelines
from app.icons import Tint, set_icon
from app.labels import hint_label
from pipelines.places import Places


class AboutDialog(QDialog):
    """Every word in it can be selected and copied."""

    def __init__(self, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self.setWindowTitle(self.tr("About Hearth"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._head())
        words = self.tr(
            "Image, speech and vision models on your own computer. Your files stay here: the only "
            "thing Hearth fetches is the weights of a model you run for the first time."
        )
        column.addWidget(hint_label(words, "hint", self))
        column.addLayout(self._facts())
        column.addWidget(self._buttons())

    def _head(self) -> QHBoxLayout:
        mark = QLabel(self)
        set_icon(mark, "hearth", Tint.ACCENT, 48)
        name = QLabel(self.tr("Hearth {version}").format(version=pipelines.__version__), self)
        name.setProperty("role", "display")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(mark)
        row.addWidget(name, 1)
        return row

    def _facts(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(8)
        for title, value in (
            (self.tr("Licence"), "Apache-2.0"),
            (self.tr("Python"), platform.python_version()),
            (self.tr("Qt"), qVersion()),
            (self.tr("Models and journal"), str(self._places.data)),
            (self.tr("Settings file"), str(self._places.settings)),
        ):
            label = QLabel(value, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setAccessibleName(title)
            form.addRow(title, label)
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        folder = buttons.addButton(
            self.tr("Open the folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        folder.setAccessibleName(self.tr("Open the folder with models and journal"))
        folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._places.data)))
        )
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        return buttons
