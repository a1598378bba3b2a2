"""Contrast that can be read, and light and dark that follow."""

from dataclasses import fields

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.batches.nested_box import NestedBox
from app.batches.watch_box import WatchBox
from app.icons import Tint, icon, set_icon
from app.settings import ColorMode
from app.theme import DARK, LIGHT, Colors, Theme, colors_of, palette_of


def luminance(color: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    c = QColor(color)
    return 0.2126 * part(c.redF()) + 0.7152 * part(c.greenF()) + 0.0722 * part(c.blueF())


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = [
    *[(front, back) for front in ("text", "muted") for back in ("window", "surface", "raised")],
    ("accent", "window"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("text", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("error", "surface"),
    ("error", "window"),
    *[("text", f"{kind}_soft") for kind in ("error", "warning", "success", "info")],
    *[(kind, f"{kind}_soft") for kind in ("error", "warning", "success", "info")],
]
EDGES = [
    *[("edge", back) for back in ("surface", "window", "raised", "accent_soft", "warning_soft")],
    ("accent", "raised"),
    ("muted", "surface"),
]


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(colors: Colors, front: str, back: str) -> None:
    assert contrast(getattr(colors, front), getattr(colors, back)) >= 4.5


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), EDGES)
def test_controls_stand_out(colors: Colors, front: str, back: str) -> None:
    assert contrast(getattr(colors, front), getattr(colors, back)) >= 3


def boxes() -> dict[str, QWidget]:
    """What can be ticked and is not; their edges have the contrast tested above."""
    rows = QListWidget()
    row = QListWidgetItem("A model", rows)
    row.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
    row.setCheckState(Qt.CheckState.Unchecked)
    watch, nested = WatchBox(), NestedBox()
    nested.setChecked(False)
    return {"plain": QCheckBox("A box"), "watch": watch, "nested": nested, "row": rows}


@pytest.mark.parametrize("mode", [ColorMode.LIGHT, ColorMode.DARK], ids=["light", "dark"])
def test_a_box_without_a_tick_is_seen(qtbot: QtBot, qapp: QApplication, mode: ColorMode) -> None:
    theme = Theme(qapp, mode)
    colors = theme.colors
    assert colors is not None
    for name, box in boxes().items():
        qtbot.addWidget(box)
        box.show()
        picture = box.grab(QRect(0, 0, 28, 30)).toImage()
        seen = [picture.pixelColor(x, y).name() for x in range(28) for y in range(30)]
        assert seen.count(colors.edge.lower()) > 30, name  # of the 50 and more around it


def test_both_schemes_name_every_colour() -> None:
    for colors in (LIGHT, DARK):
        for item in fields(Colors):
            if item.name != "dark":
                assert QColor(getattr(colors, item.name)).isValid(), item.name


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_a_widget_tells_its_scheme_from_its_palette(colors: Colors) -> None:
    assert colors_of(palette_of(colors)) is colors


def test_a_styled_button_keeps_its_scheme(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, ColorMode.LIGHT)
    for role in ("primary", "quiet", ""):
        button = QPushButton("x")
        button.setProperty("role", role)
        qtbot.addWidget(button)
        button.show()
        assert colors_of(button.palette()) is LIGHT
    assert theme.colors is LIGHT


def test_the_system_is_followed_live_unless_overridden(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, ColorMode.AUTO)
    told = qapp.styleHints().colorSchemeChanged  # the offscreen platform never says it by itself
    told.emit(Qt.ColorScheme.Dark)
    qtbot.waitUntil(lambda: theme.colors is DARK, timeout=2000)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    theme.set_mode(ColorMode.LIGHT)
    told.emit(Qt.ColorScheme.Dark)
    assert theme.colors is LIGHT
    theme.set_mode(ColorMode.AUTO)
    assert theme.colors is DARK
    told.emit(Qt.ColorScheme.Light)
    assert theme.colors is LIGHT


def test_icons_follow_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, ColorMode.LIGHT)
    button = QToolButton()
    qtbot.addWidget(button)
    set_icon(button, "play", Tint.TEXT)
    button.show()

    def color() -> str:
        image = button.icon().pixmap(20, 20).toImage()
        seen = {image.pixelColor(x, y).name() for x in range(20) for y in range(20)
                if image.pixelColor(x, y).alpha() == 255}  # fmt: skip
        return seen.pop() if len(seen) == 1 else str(seen)

    assert color().upper() == LIGHT.text
    theme.set_mode(ColorMode.DARK)
    qtbot.waitUntil(lambda: color().upper() == DARK.text, timeout=2000)
    theme.set_mode(ColorMode.LIGHT)


def test_every_icon_draws_something(qapp: QApplication) -> None:
    from app.icons import _FOLDER

    for path in _FOLDER.glob("*.svg"):
        image = icon(path.stem, palette_of(LIGHT)).pixmap(20, 20).toImage()
        points = [image.pixelColor(x, y).alpha() for x in range(20) for y in range(20)]
        assert max(points) > 0, path.name


def test_a_theme_is_gone_with_its_test(qapp: QApplication) -> None:
    """Those above have dressed the application; here nobody has."""
    assert qapp.styleSheet() == ""
    assert qapp.palette().color(QPalette.ColorRole.Window) != QColor(LIGHT.window)
    assert qapp.palette().color(QPalette.ColorRole.Window) != QColor(DARK.window)
