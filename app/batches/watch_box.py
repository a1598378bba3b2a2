"""Whether a folder is watched: what is put into it later is done, too."""

from PySide6.QtWidgets import QCheckBox, QWidget


class WatchBox(QCheckBox):
    """Hidden unless exactly one folder was put in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "box")
        self.setText(self.tr("Watch the folder"))
        self.setAccessibleName(self.text())
        self.setToolTip(
            self.tr("Go on waiting, and do what is put into the folder later; Cancel ends it")
        )
        self.hide()
