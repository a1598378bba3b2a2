"""Where recordings come in: dropped, chosen, pasted as a file, or spoken into the microphone."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QWidget

from app.icons import Tint, set_icon
from app.transcription.opening import TRANSCRIPT_SUFFIXES
from app.widgets.drop_zone import DropZone, paths_in


class RecordingDropZone(DropZone):
    """`record_requested` for the microphone."""

    record_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Drop recordings, videos or a folder here"),
            self.tr(
                "or choose them, or record something. Transcripts of Hearth and subtitles "
                "(.srt, .vtt, .json) can be opened here, too, and a CTranslate2 folder with a "
                "Whisper model of your own."
            ),
            parent,
            icon="microphone",
        )
        self.record_button = QPushButton(self.tr("Record…"), self)
        set_icon(self.record_button, "record")
        self.record_button.setToolTip(self.tr("Record with the microphone (Ctrl+Shift+R)"))
        self.record_button.setAccessibleName(self.tr("Record with the microphone"))
        self.record_button.setShortcut("Ctrl+Shift+R")
        self.record_button.clicked.connect(self.record_requested)
        set_icon(self.browse_button, "drop", Tint.ON_ACCENT)
        _row_of(self.paste_button, self.layout()).insertWidget(3, self.record_button)
        QWidget.setTabOrder(self.folder_button, self.record_button)
        QWidget.setTabOrder(self.record_button, self.paste_button)

    def receive(self, mime: QMimeData | None) -> bool:
        if mime is not None and not paths_in(mime) and mime.hasImage():
            self.refused.emit(
                self.tr("A picture has no sound: put in a recording, a video or a transcript.")
            )
            return True
        return super().receive(mime)

    def kind_line(self, patterns: str) -> str:
        texts = " ".join(f"*{suffix}" for suffix in TRANSCRIPT_SUFFIXES)
        words = self.tr("Recordings and videos ({patterns})")
        return words.format(patterns=f"{patterns} {texts}")


def _row_of(widget: QWidget, layout: QLayout | None) -> QHBoxLayout:
    """The row of buttons that holds the widget."""
    assert layout is not None
    for index in range(layout.count()):
        item = layout.itemAt(index)
        row = item.layout() if item is not None else None
        if isinstance(row, QHBoxLayout) and row.indexOf(widget) >= 0:
            return row
    raise LookupError("the widget is in no row")
