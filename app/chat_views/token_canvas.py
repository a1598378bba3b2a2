"""Tokens as coloured cells, painted by itself: thousands of them cost what is seen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.chat_views.token_layout import TokenLayout, lay_out
from app.chat_views.token_words import Written, hex_bytes
from app.labels import wrapped_tooltip
from app.theme import Colors, colors_of
from pipelines.language.engine import Token

#: The colours that take turns; each holds the text's contrast in both schemes (`app.theme`).
HUES = ("info_soft", "warning_soft", "success_soft", "error_soft")

_MARGIN = 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}


class TokenCanvas(QAbstractScrollArea):
    """Shows tokens; arrow keys go from one to the next, Shift selects, Ctrl+C copies the ids.

    `current_changed` with the index of the token under the cursor, or -1.
    """

    current_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Tokens"))
        self.viewport().setMouseTracking(False)
        self.viewport().setAutoFillBackground(False)
        self.tokens: tuple[Token, ...] = ()
        self._written: tuple[Written, ...] = ()
        self.cells = TokenLayout()
        self.current = -1
        self._anchor = -1
        self._with_ids = True
        self._words_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)

    # -- what is shown ---------------------------------------------------------------------

    def show_tokens(self, tokens: Sequence[Token], written: Sequence[Written]) -> None:
        """Show these from their beginning, as they are `written`."""
        self.tokens, self._written = tuple(tokens), tuple(written)
        self.current = self._anchor = -1
        self._lay_out()
        self.current_changed.emit(-1)

    def show_ids(self, on: bool) -> None:
        """Write the ids under the tokens."""
        self._with_ids = on
        self._lay_out()

    @property
    def selection(self) -> range:
        """The selected tokens, the one under the cursor at least."""
        if self.current < 0:
            return range(0)
        low, high = sorted((self.current, self._anchor))
        return range(low, high + 1)

    def select(self, index: int, extend: bool = False) -> None:
        """Put the cursor on a token; `extend` selects all from where it began."""
        if not self.tokens:
            return
        self.current = min(len(self.tokens) - 1, max(0, index))
        if not extend or self._anchor < 0:
            self._anchor = self.current
        self._bring_into_view()
        self.viewport().update()
        self.current_changed.emit(self.current)

    def ids(self) -> list[int]:
        """Those selected, or all if only the cursor stands somewhere."""
        chosen = self.selection if len(self.selection) > 1 else range(len(self.tokens))
        return [self.tokens[index].id for index in chosen]

    def copy_ids(self) -> None:
        """Put the ids on the clipboard, as a list of numbers."""
        QGuiApplication.clipboard().setText(str(self.ids()))

    def about(self, index: int) -> str:
        """All about one token, in words."""
        token = self.tokens[index]
        words = self.tr("Token {number} of {total}: {shown}   id {id}   bytes {bytes}")
        return words.format(
            number=index + 1,
            total=len(self.tokens),
            shown=self._written[index].label,
            id=token.id,
            bytes=hex_bytes(token),
        )

    # -- layout ----------------------------------------------------------------------------

    def _fonts(self) -> tuple[QFont, QFont]:
        words, numbers = QFont(self._words_font), QFont(self.font())
        words.setPointSizeF(self.font().pointSizeF() + 1)
        numbers.setPointSizeF(max(7.0, self.font().pointSizeF() - 2))
        return words, numbers

    def _lay_out(self) -> None:
        words, numbers = self._fonts()
        width = max(40, self.viewport().width() - 2 * _MARGIN)
        measure = QFontMetricsF(numbers) if self._with_ids else None
        self.cells = lay_out(self._written, width, QFontMetricsF(words), measure)
        page = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, int(self.cells.height) + 2 * _MARGIN - page))
        bar.setPageStep(page)
        bar.setSingleStep(max(1, int(self.cells.line_height)))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out()

    def _bring_into_view(self) -> None:
        cell, bar = self.cells.rect(self.current), self.verticalScrollBar()
        top, bottom = int(cell.top()), int(cell.bottom()) + 2 * _MARGIN
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(bottom - self.viewport().height())

    # -- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = colors_of(self.palette())
        offset = self.verticalScrollBar().value() - _MARGIN
        area: QRect = event.rect()
        words, numbers = self._fonts()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(_MARGIN, -offset)
            for index in self.cells.within(area.top() + offset, area.bottom() + offset):
                self._paint_cell(painter, index, colors, words, numbers)

    def _paint_cell(
        self, painter: QPainter, index: int, colors: Colors, words: QFont, numbers: QFont
    ) -> None:
        cell = self.cells.rect(index).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = index in self.selection
        many = chosen and len(self.selection) > 1
        fill = colors.accent if many else getattr(colors, HUES[index % len(HUES)])
        edge, width = (colors.accent, 2.5) if chosen else (colors.edge, 1.0)
        if chosen and self.hasFocus():
            edge = colors.text
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(cell, 4, 4)
        painter.setPen(QColor(colors.on_accent if many else colors.text))
        painter.setFont(words)
        upper = QRectF(cell)
        if self._with_ids:
            metrics = QFontMetricsF(numbers)
            lower = QRectF(cell)
            lower.setTop(cell.bottom() - metrics.height() - 1)
            upper.setBottom(lower.top())
        label, room = self._written[index].label, cell.width() - 4
        if len(label) * 4 > room:  # only what may be too long is measured
            label = QFontMetricsF(words).elidedText(label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, label)
        if self._with_ids:
            painter.setFont(numbers)
            painter.setPen(QColor(colors.on_accent if many else colors.text))
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, str(self.tokens[index].id))

    # -- mouse and keys --------------------------------------------------------------------

    def _at(self, place: QPoint) -> int | None:
        y = place.y() + self.verticalScrollBar().value() - _MARGIN
        return self.cells.at(place.x() - _MARGIN, y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.select(found, extend=shift)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.select(found, extend=True)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(event.pos())
            if found is not None:
                QToolTip.showText(event.globalPos(), wrapped_tooltip(self.about(found)), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_ids()
            return
        if event.matches(QKeySequence.StandardKey.SelectAll) and self.tokens:
            self._anchor = 0
            self.select(len(self.tokens) - 1, extend=True)
            return
        target = self._target(event)
        if target is None or not self.tokens:
            super().keyPressEvent(event)
            return
        self.select(target, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _target(self, event: QKeyEvent) -> int | None:
        """Where a key leads."""
        key, now = event.key(), self.current
        if key in _STEPS:
            return now + _STEPS[Qt.Key(key)]
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else len(self.tokens) - 1
        lines = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.cells.cell_height:
            page = max(1, int(self.viewport().height() // self.cells.line_height) - 1)
            lines = {Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key not in lines:
            return None
        if now < 0:
            return 0
        cell = self.cells.rect(now)
        y = cell.center().y() + lines[Qt.Key(key)] * self.cells.line_height
        y = min(max(0.0, y), max(0.0, self.cells.height - 1))
        return self.cells.at(cell.center().x(), y)

    def focusInEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().focusInEvent(event)  # pyright: ignore[reportArgumentType]
        if self.current < 0 and self.tokens:
            self.select(0)
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().focusOutEvent(event)  # pyright: ignore[reportArgumentType]
        self.viewport().update()
