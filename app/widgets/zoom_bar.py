"""Buttons for the zoom of a viewport, with the present zoom written out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.widgets.viewport import Viewport

_STEP = 1.25


class ZoomBar(QWidget):
    """Zoom out, the zoom in per cent, zoom in, fit, 100 % and 200 %."""

    def __init__(self, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = viewport
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.out = self._button("−", self.tr("Zoom out (-)"))
        self.percent = QLabel(self)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("3200 %") + 8)
        self.percent.setAccessibleName(self.tr("Zoom"))
        self.closer = self._button("+", self.tr("Zoom in (+)"))
        self.fit = self._button(self.tr("Fit"), self.tr("Show the whole picture (0)"))
        self.fit.setCheckable(True)
        self.actual = self._button("100 %", self.tr("One picture pixel is one screen pixel (1)"))
        self.double = self._button("200 %", self.tr("Twice that size (2)"))
        for part in (self.out, self.percent, self.closer, self.fit, self.actual, self.double):
            row.addWidget(part)
        self.out.clicked.connect(lambda: viewport.zoom_by(1 / _STEP))
        self.closer.clicked.connect(lambda: viewport.zoom_by(_STEP))
        self.fit.clicked.connect(viewport.fit)
        self.actual.clicked.connect(lambda: viewport.zoom_to(1.0))
        self.double.clicked.connect(lambda: viewport.zoom_to(2.0))
        viewport.changed.connect(self._read)
        self._read()

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        return button

    def _read(self) -> None:
        there = not self._viewport.scene.isEmpty()
        self.percent.setText(f"{self._viewport.zoom * 100:.0f} %" if there else "—")
        self.fit.setChecked(there and self._viewport.fitting)
        for button in (self.out, self.closer, self.fit, self.actual, self.double):
            button.setEnabled(there)
