"""Single controls that the forms are made of: a switch, and boxes that the wheel passes by."""

from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from app.icons import Tint
from app.theme import colors_of


class Switch(QCheckBox):
    """A check box drawn as a switch; the knob's place and a tick say on, not only the colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(44, 28)

    def hitButton(self, pos: Any) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = colors_of(self.palette())
        on, track = self.isChecked(), self.rect().adjusted(3, 4, -3, -4)
        track.setWidth(38)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                painter.setPen(QPen(Tint.TEXT.of(colors), 2))
                painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), 12, 12)
            edge = Tint.ACCENT.of(colors) if on else Tint.MUTED.of(colors)
            if not self.isEnabled():
                painter.setOpacity(0.45)
            painter.setPen(QPen(edge, 1.5))
            painter.setBrush(edge if on else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track, 10, 10)
            knob = Tint.ON_ACCENT.of(colors) if on else edge
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(knob)
            left = track.right() - 17 if on else track.left() + 4
            painter.drawEllipse(left, track.center().y() - 6, 14, 14)
            if on:
                painter.setPen(QPen(edge, 2))
                middle = track.center().y() + 1
                painter.drawPolyline(
                    [
                        QPoint(left + 4, middle),
                        QPoint(left + 6, middle + 2),
                        QPoint(left + 10, middle - 3),
                    ]
                )


class _Calm:
    """Lets the form scroll: the wheel changes a control only while that has the focus.

    Overriding `wheelEvent`, not an event filter: a filter in Python takes the interpreter's lock
    for every event of the widget, and a busy worker makes each of those wait.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():  # pyright: ignore[reportAttributeAccessIssue]
            super().wheelEvent(event)  # pyright: ignore[reportAttributeAccessIssue]
        else:
            event.ignore()


class CalmComboBox(_Calm, QComboBox):
    """A combo box that the wheel passes by, and that says so when its text is cut short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        # Qt's own painting clips here without a sign.
        option.currentText = self.fontMetrics().elidedText(  # pyright: ignore[reportAttributeAccessIssue]
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QStylePainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class CalmSlider(_Calm, QSlider):
    """A horizontal slider that the wheel passes by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class CalmSpinBox(_Calm, QDoubleSpinBox):
    """A spin box that the wheel passes by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
