"""Before and after: a slider between them, side by side, or the one held over the other.

Both pictures lie over the same scene, so zoom and pan are locked together even though the
result has more pixels than the source.
"""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from app.widgets.background import Background
from app.widgets.compare_canvas import CompareCanvas, Cover, draw_caption
from app.widgets.picture_source import PictureSource
from app.widgets.picture_view import PictureCanvas, shows_smooth
from app.widgets.pyramid import Pyramid
from app.widgets.viewport import Viewport
from app.widgets.zoom_bar import ZoomBar


class CompareMode(Enum):
    """How the two are shown."""

    SLIDER = "slider"
    SIDE_BY_SIDE = "side by side"


class _Side(PictureCanvas):
    """One of two canvases next to each other; the right one can be made to show the left."""

    def __init__(self, pyramid: Pyramid, viewport: Viewport, parent: QWidget) -> None:
        super().__init__(viewport, parent)
        self.pyramid = pyramid
        self.caption = ""
        self.cover: Cover | None = None

    def paint_scene(self, painter: QPainter) -> None:
        whole, ratio = QRectF(self.rect()), self.devicePixelRatioF()
        smooth = shows_smooth(self.viewport)
        self.pyramid.paint(painter, self.scene_place(), whole, ratio, smooth)
        if self.cover is not None:
            self.cover.paint(painter, self.scene_place(), whole)
        draw_caption(self, painter, self.caption, whole, Qt.AlignmentFlag.AlignLeft)


class CompareView(QWidget):
    """Shows a source and its result. `failed` when one of them cannot be read."""

    failed = Signal(object)

    def __init__(self, background: Background | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background or Background(self)
        self.viewport = Viewport(self)
        self.before = Pyramid(self._background, self)
        self.after = Pyramid(self._background, self)
        self.canvas = CompareCanvas(self.before, self.after, self.viewport, self)
        self._pair = QWidget(self)
        self.left = _Side(self.before, self.viewport, self._pair)
        self.right = _Side(self.after, self.viewport, self._pair)
        self._wanted = CompareMode.SLIDER
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self._pair)
        self._lay_out()
        for pyramid in (self.before, self.after):
            pyramid.ready.connect(self._rescale)
            pyramid.failed.connect(self.failed)
            pyramid.changed.connect(self._pyramid_changed)
        self.show_names()
        self._rescale()

    # -- what is shown ---------------------------------------------------------------------

    def open(self, before: PictureSource | None, after: PictureSource | None) -> None:
        """Show this pair; without `after` the source alone."""
        self.before.open(before)
        self.after.open(after)
        if before is None and after is None:
            self._rescale()

    def set_after(self, after: PictureSource | None) -> None:
        """Show a result next to the source that is there already; zoom and place stay."""
        self.after.open(after)

    def set_cover(self, cover: Cover | None) -> None:
        """Paint this over the result, or over the source as long as there is none."""
        self.canvas.cover = self.right.cover = cover
        self.refresh_cover()

    def add_tool(self, button: QToolButton) -> None:
        """Put a button into the line below, beside those that say how the two are shown."""
        self._tools.addWidget(button)

    def refresh_cover(self) -> None:
        """What lies over the result has changed."""
        self.canvas.update()
        self.right.update()

    def show_names(self, before: str = "", after: str = "") -> None:
        """What the two are called; by default "Before" and "After"."""
        self._names = (before or self.tr("Before"), after or self.tr("After"))
        self._write_captions()

    @property
    def mode(self) -> CompareMode:
        paired = self._stack.currentWidget() is self._pair
        return CompareMode.SIDE_BY_SIDE if paired else CompareMode.SLIDER

    def set_mode(self, mode: CompareMode) -> None:
        """Show them so, as soon as there are both."""
        self._wanted = mode
        self._show_mode(mode)

    def _show_mode(self, mode: CompareMode) -> None:
        paired = mode is CompareMode.SIDE_BY_SIDE
        focused = any(one.hasFocus() for one in (self.canvas, self.left, self.right))
        self._stack.setCurrentWidget(self._pair if paired else self.canvas)
        if focused:
            self.focus_canvas()
        (self.side_button if paired else self.slider_button).setChecked(True)

    def hold_before(self, hold: bool) -> None:
        """Show the source where the result is, as long as the key or the button is down."""
        self.canvas.show_only_before(hold)
        self.right.pyramid = self.before if hold else self.after
        self.right.caption = self.left.caption if hold else self._captions[1]
        self.right.cover = None if hold else self.canvas.cover
        self.hold_button.setDown(hold)
        self.right.update()

    def focus_canvas(self) -> None:
        paired = self.mode is CompareMode.SIDE_BY_SIDE
        (self.left if paired else self.canvas).setFocus()

    def _pyramid_changed(self) -> None:
        self.left.update()
        self.right.update()
        self._rescale()

    def _rescale(self) -> None:
        """The scene is the result, so that 100 % shows its pixels; without one, the source."""
        size = self.after.size if not self.after.size.isEmpty() else self.before.size
        self.viewport.set_scene(QSizeF(size) if not size.isEmpty() else QSizeF(0, 0))
        both = self._both
        for button in (self.slider_button, self.side_button, self.hold_button):
            button.setVisible(both)
        self._show_mode(self._wanted if both else CompareMode.SLIDER)
        self._write_captions()

    @property
    def _both(self) -> bool:
        return not self.before.size.isEmpty() and not self.after.size.isEmpty()

    def _write_captions(self) -> None:
        self._captions = tuple(
            f"{name}  {p.size.width()} × {p.size.height()}" if not p.size.isEmpty() else name
            for name, p in zip(self._names, (self.before, self.after), strict=True)
        )
        if self.before.size.isEmpty():
            self._captions = ("", "")
        self.canvas.set_captions(*self._captions)
        self.left.caption, self.right.caption = self._captions

    # -- parts -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        pair = QHBoxLayout(self._pair)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(2)
        pair.addWidget(self.left, 1)
        pair.addWidget(self.right, 1)
        self.left.setAccessibleName(self.tr("Before"))
        self.right.setAccessibleName(self.tr("After"))
        bar = QHBoxLayout()
        bar.setSpacing(4)
        self.slider_button = self._mode_button(self.tr("Slider"), "S", CompareMode.SLIDER)
        set_icon(self.slider_button, "slider-compare")
        self.side_button = self._mode_button(self.tr("Side by side"), "D", CompareMode.SIDE_BY_SIDE)
        set_icon(self.side_button, "side-by-side")
        group = QButtonGroup(self)
        for button in (self.slider_button, self.side_button):
            group.addButton(button)
            bar.addWidget(button)
        self.slider_button.setChecked(True)
        self.hold_button = QToolButton(self)
        self.hold_button.setText(self.tr("Hold for before"))
        self.hold_button.setToolTip(self.tr("Show the source as long as this is pressed (B)"))
        self.hold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(self.hold_button, "eye")
        self.hold_button.setAutoRaise(True)
        self.hold_button.pressed.connect(lambda: self.hold_before(True))
        self.hold_button.released.connect(lambda: self.hold_before(False))
        bar.addWidget(self.hold_button)
        self._tools = QHBoxLayout()
        bar.addLayout(self._tools)
        bar.addStretch(1)
        self.zoom_bar = ZoomBar(self.viewport, self)
        bar.addWidget(self.zoom_bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)
        column.addLayout(bar)

    def _mode_button(self, words: str, key: str, mode: CompareMode) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        button.setToolTip(f"{words} ({key})")
        button.clicked.connect(lambda: self.set_mode(mode))
        return button

    # -- keys ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.key() == Qt.Key.Key_B and self._both:
            if not event.isAutoRepeat():
                self.hold_before(True)
        elif plain and event.key() == Qt.Key.Key_S and self._both:
            self.set_mode(CompareMode.SLIDER)
            self.focus_canvas()
        elif plain and event.key() == Qt.Key.Key_D and self._both:
            self.set_mode(CompareMode.SIDE_BY_SIDE)
            self.focus_canvas()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        # The key's release goes elsewhere when the window loses the keyboard.
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.hold_before(False)
        super().changeEvent(event)
