"""How full the model's window is: a bar with its parts, and the same in words."""

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.labels import hint_label
from app.theme import colors_of
from pipelines.language.context import ContextUse

_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
)


class MeterBar(QWidget):
    """Five parts from the left: system prompt, pictures, history, message, room for the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.use: ContextUse | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, use = colors_of(self.palette()), self.use
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colors.edge), 1))
            painter.setBrush(QColor(colors.surface))
            painter.drawRoundedRect(area, 3, 3)
            if use is None or use.window <= 0:
                return
            whole = max(use.window, use.total)
            paints = (colors.text, colors.info, colors.accent, colors.accent, colors.muted)
            left = area.left()
            parts = (use.system, use.pictures, use.history, use.draft, use.reserved)
            for tokens, color, pattern in zip(parts, paints, _PATTERNS, strict=True):
                width = area.width() * tokens / whole
                part = QRectF(left, area.top(), width, area.height())
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QBrush(QColor(color), pattern))
                painter.drawRect(part)
                left += width
            if use.overflows:
                limit = area.left() + area.width() * use.window / whole
                painter.setPen(QPen(QColor(colors.error), 2))
                painter.drawLine(QPointF(limit, 0), QPointF(limit, self.height()))


class ContextMeter(QWidget):
    """The bar and the sentence under it. Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = MeterBar(self)
        self.words = hint_label("", "small", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self.use: ContextUse | None = None
        self.exact = False

    def show_use(self, use: ContextUse, exact: bool) -> None:
        """Show these tokens; not `exact` is marked by "about"."""
        self.use, self.exact, self.bar.use = use, exact, use
        self.bar.update()
        number = QLocale().toString
        about = "" if exact else self.tr("about") + " "
        head = self.tr("{about}{total} of {window} tokens").format(
            about=about, total=number(use.total), window=number(use.window)
        )
        words = (
            self.tr(
                "system prompt {system} · pictures {pictures} · history {history} · message "
                "{draft} · answer up to {reserved}"
            )
            if use.pictures
            else self.tr(
                "system prompt {system} · history {history} · message {draft} · answer up to "
                "{reserved}"
            )
        )
        parts = words.format(
            pictures=number(use.pictures),
            system=number(use.system),
            history=number(use.history),
            draft=number(use.draft),
            reserved=number(use.reserved),
        )
        over = ""
        if use.overflows:
            over = self.tr("{n} too many").format(n=number(-use.free)) + " · "
        self.words.setText(f"{head}  ·  {over}{parts}")
        self.setToolTip(f"{head}\n{parts}")
        self.words.setAccessibleName(self.tr("Context: {words}").format(words=self.words.text()))
