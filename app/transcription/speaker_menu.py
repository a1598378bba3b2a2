"""The menu in which somebody is chosen as the speaker of the selected segments."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.transcription.document import TranscriptDocument
from app.transcription.speakers import badge_icon, shown_name

#: So many speakers have a key of their own, Ctrl and a digit.
KEYS = 9


def speaker_menu(
    parent: QWidget,
    document: TranscriptDocument,
    choose: Callable[[str], object],
    more: list[QAction],
) -> QMenu:
    """Every speaker with their badge and key, then `more`. `choose` is called with the speaker's
    name, "" for nobody. The present one is ticked."""
    menu = QMenu(QCoreApplication.translate("Speakers", "Speaker"), parent)
    segment = document.segment(document.row)
    present = segment.speaker if segment is not None else None
    for number, speaker in enumerate(document.speakers, 1):
        action = menu.addAction(shown_name(speaker).replace("&", "&&"))
        place = document.place_of(speaker)
        action.setIcon(badge_icon(speaker, place, parent.palette(), parent.font()))
        _finish(action, number if number <= KEYS else None, speaker == present)
        action.triggered.connect(lambda _on=False, name=speaker: choose(name))
    nobody = menu.addAction(shown_name(""))
    nobody.setIcon(badge_icon("", -1, parent.palette(), parent.font()))
    _finish(nobody, 0, present == "")
    nobody.triggered.connect(lambda _on=False: choose(""))
    menu.addSeparator()
    menu.addActions(more)
    return menu


def _finish(action: QAction, digit: int | None, present: bool) -> None:
    if digit is not None:  # shown only: the keys belong to the whole editor
        keys = QKeySequence(f"Ctrl+{digit}").toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(f"{action.text()}\t{keys}")
    if present:
        font = action.font()
        font.setBold(True)
        action.setFont(font)
        words = QCoreApplication.translate("Speakers", "{speaker} (now)")
        name, tab, keys = action.text().partition("\t")
        action.setText(f"{words.format(speaker=name)}{tab}{keys}")
