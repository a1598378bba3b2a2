"""Colours, style sheet, light and dark.

Fusion with our own palette, so that the app looks the same on every desktop. Every text colour
here has a contrast of at least 4.5 to 1 on the surfaces it stands on, every control's edge and the
focus ring at least 3 to 1 (WCAG 2.2 AA); a test computes them.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QScrollBar

from app.settings import ColorMode
from app.style_sheet import style_sheet


@dataclass(frozen=True)
class Colors:
    """One colour scheme. `edge` outlines controls, `line` only parts surfaces."""

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    error: str
    error_soft: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    info: str
    info_soft: str


LIGHT = Colors(
    dark=False,
    window="#F5F3F0",
    surface="#FFFFFF",
    raised="#EFECE8",
    line="#E2DED9",
    edge="#8C857D",
    text="#211E1B",
    muted="#5F5953",
    accent="#B0420E",
    accent_hover="#97370A",
    accent_soft="#FBEAE1",
    on_accent="#FFFFFF",
    error="#AD2119",
    error_soft="#FCECEA",
    success="#1B6638",
    success_soft="#E7F4EB",
    warning="#755000",
    warning_soft="#FCF3DC",
    info="#1D5A96",
    info_soft="#E8F1FA",
)

DARK = Colors(
    dark=True,
    window="#1A1816",
    surface="#242120",
    raised="#302C2A",
    line="#3A3633",
    edge="#857C74",
    text="#F2EEE9",
    muted="#B8B0A8",
    accent="#F58A4F",
    accent_hover="#FFA06A",
    accent_soft="#43291B",
    on_accent="#1E1108",
    error="#FFA198",
    error_soft="#43211E",
    success="#86D6A2",
    success_soft="#1D3526",
    warning="#F0C566",
    warning_soft="#3B2F14",
    info="#97C6F7",
    info_soft="#1D2F42",
)


def colors_of(palette: QPalette) -> Colors:
    """The scheme a widget is in, told from its own palette: no theme needs to be handed down.

    By the colour of lines: style sheets put a widget's background into the role Window.
    """
    return DARK if palette.color(QPalette.ColorRole.Mid).lightness() < 128 else LIGHT


def palette_of(colors: Colors) -> QPalette:
    """The Qt palette of a scheme."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for key, value in (
        (role.Window, colors.window),
        (role.WindowText, colors.text),
        (role.Base, colors.surface),
        (role.AlternateBase, colors.raised),
        (role.Text, colors.text),
        (role.PlaceholderText, colors.muted),
        (role.Button, colors.surface),
        (role.ButtonText, colors.text),
        (role.BrightText, colors.error),
        (role.ToolTipBase, colors.raised),
        (role.ToolTipText, colors.text),
        (role.Highlight, colors.accent),
        (role.HighlightedText, colors.on_accent),
        (role.Accent, colors.accent),
        (role.Link, colors.accent),
        (role.LinkVisited, colors.accent),
        (role.Light, colors.surface),
        (role.Midlight, colors.raised),
        (role.Mid, colors.line),
        (role.Dark, colors.edge),
        (role.Shadow, "#000000"),
    ):
        palette.setColor(key, QColor(value))
    faded = QColor(colors.muted)
    faded.setAlphaF(0.65)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, key, faded)
    palette.setColor(group.Disabled, role.Highlight, QColor(colors.edge))
    return palette


class Theme(QObject):
    """Dresses the application and follows the system while the mode is AUTO."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: ColorMode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self.mode = mode
        self.colors: Colors | None = None
        app.setStyle("Fusion")
        app.setFont(readable_font(app.font()))
        self._system = app.styleHints().colorScheme()
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._dress()

    def set_mode(self, mode: ColorMode) -> None:
        """Light, dark, or whatever the system says."""
        if mode is not self.mode:
            self.mode = mode
            self._dress()

    @Slot(Qt.ColorScheme)
    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        if self.mode is ColorMode.AUTO:
            self._dress()

    def _dress(self) -> None:
        wanted = self._wanted()
        if wanted is self.colors:
            return
        self.colors = wanted
        # Qt takes three times as long to replace a style sheet as to drop it and set another.
        # Without one everything is smaller for a moment, and what is scrolled would lose its place.
        bars = [bar for bar in self._app.allWidgets() if isinstance(bar, QScrollBar)]
        places = [(bar, bar.value()) for bar in bars if bar.value() > bar.minimum()]
        self._app.setStyleSheet("")
        self._app.setPalette(palette_of(wanted))
        self._app.setStyleSheet(style_sheet(wanted))
        if places:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for bar, place in places:
            bar.setValue(place)
        self.changed.emit()

    def _wanted(self) -> Colors:
        if self.mode is ColorMode.AUTO:
            return DARK if self._system is Qt.ColorScheme.Dark else LIGHT
        return DARK if self.mode is ColorMode.DARK else LIGHT


def readable_font(system: QFont) -> QFont:
    """The system's own font, 10 points at least; a good one where the system names none."""
    font = QFont(system)
    if font.family().lower() in ("sans serif", "sans", ""):
        known = set(QFontDatabase.families())
        for family in ("Inter", "Noto Sans", "Cantarell", "DejaVu Sans"):
            if family in known:
                font.setFamily(family)
                break
    font.setPointSizeF(max(10.0, font.pointSizeF()))
    return font
