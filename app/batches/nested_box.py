"""Whether the folders inside a dropped folder are worked on, too."""

from PySide6.QtWidgets import QCheckBox, QWidget


class NestedBox(QCheckBox):
    """Hidden until there is something to choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "box")
        self.setText(self.tr("With sub-folders"))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Also work on the files in folders inside folders"))
        self.setChecked(True)
        self.hide()
