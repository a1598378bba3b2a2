"""How a speaker is shown: a name, initials and a colour that differ from the others'."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap

from app.theme import colors_of
from app.transcription.speaker_look import SpeakerLook

_NUMBERED = re.compile(r"SPEAKER_(\d+)", re.IGNORECASE)


def shown_name(speaker: str) -> str:
    """A speaker's name as it is read; "SPEAKER_00" is "Speaker 1", none is "No speaker"."""
    if not speaker:
        return QCoreApplication.translate("Speakers", "No speaker")
    numbered = _NUMBERED.fullmatch(speaker)
    if numbered is None:
        return speaker
    words = QCoreApplication.translate("Speakers", "Speaker {number}")
    return words.format(number=int(numbered[1]) + 1)


def initials(speaker: str) -> str:
    """Two letters at most: "Ada Lovelace" is AL, "Ada" is Ad, "SPEAKER_11" is 12."""
    numbered = _NUMBERED.fullmatch(speaker)
    if numbered is not None:
        return str(int(numbered[1]) + 1)
    parts = [part for part in re.split(r"\W+", speaker) if part]
    if len(parts) < 2:
        return parts[0][:2].capitalize() if parts else "?"
    return (parts[0][0] + parts[-1][0]).upper()


def new_speaker(taken: Iterable[str]) -> str:
    """A name in pyannote's way that nobody has yet."""
    used, number = set(taken), 0
    while f"SPEAKER_{number:02}" in used:
        number += 1
    return f"SPEAKER_{number:02}"


def ink(dark: bool) -> QColor:
    """What is written on a speaker's colour."""
    return QColor("#1A1816" if dark else "#FFFFFF")


def draw_badge(
    painter: QPainter, area: QRectF, speaker: str, place: int, palette: QPalette, font: QFont
) -> None:
    """A filled disc with the initials; only its edge where there is no speaker."""
    colors = colors_of(palette)
    small = QFont(font)
    small.setPointSizeF(max(6.5, font.pointSizeF() * 0.78))
    small.setBold(True)
    painter.save()
    painter.setFont(small)
    if speaker:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SpeakerLook(place).color(colors))
        painter.drawEllipse(area)
        painter.setPen(ink(colors.dark))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initials(speaker))
    else:
        painter.setPen(QColor(colors.edge))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
        middle = area.center()
        reach = QPointF(area.width() / 6, 0)
        painter.drawLine(middle - reach, middle + reach)
    painter.restore()


def badge_icon(
    speaker: str, place: int, palette: QPalette, font: QFont, ratio: float = 2.0
) -> QIcon:
    """The same as an icon for menus and lists, 20 logical pixels high."""
    side = 20
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_badge(painter, QRectF(0, 0, side, side), speaker, place, palette, font)
    return QIcon(pixmap)
