"""The segments as a Qt list, so that screen readers find them: each row says all that is shown."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.transcription.document import TranscriptDocument
from app.transcription.speakers import shown_name
from app.transcription.times import clock
from pipelines.speech.transcript import Segment

Index = QModelIndex | QPersistentModelIndex


class SegmentModel(QAbstractListModel):
    """Follows a document row by row; the `Segment` of a row is in the role UserRole."""

    def __init__(self, document: TranscriptDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.segments: tuple[Segment, ...] = document.transcript.segments
        self._reasons: Mapping[int, str] = {}
        document.changed.connect(self._on_changed)
        document.replaced.connect(self._on_replaced)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.segments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        if not 0 <= row < len(self.segments):
            return None
        segment = self.segments[row]
        if role == Qt.ItemDataRole.UserRole:
            return segment
        if role == Qt.ItemDataRole.DisplayRole:
            return segment.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.remarks(row)
        return None

    def spoken(self, row: int) -> str:
        """What a screen reader says: time, speaker, text and what is marked."""
        segment = self.segments[row]
        words = self.tr("{time}: {text}")
        if segment.speaker:
            words = self.tr("{time}, {speaker}: {text}")
        text = segment.text or self.tr("no words")
        line = words.format(
            time=clock(segment.start), speaker=shown_name(segment.speaker), text=text
        )
        remarks = self.remarks(row)
        return f"{line} — {remarks}" if remarks else line

    def remarks(self, row: int) -> str:
        """The marks of a row in words."""
        segment, parts = self.segments[row], []
        if row in self._reasons:
            parts.append(self.tr("suspect: {reasons}").format(reasons=self._reasons[row]))
        if segment.edited:
            parts.append(self.tr("edited"))
        if segment.checked:
            parts.append(self.tr("checked"))
        return ", ".join(parts)

    def set_reasons(self, reasons: Mapping[int, str]) -> None:
        """Rows that are suspect, each with why in words."""
        rows = [row for row in {**self._reasons, **reasons} if row < len(self.segments)]
        self._reasons = dict(reasons)
        for row in rows if len(rows) <= 200 else ():
            self.dataChanged.emit(self.index(row), self.index(row))
        if len(rows) > 200:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def is_suspect(self, row: int) -> bool:
        return row in self._reasons

    # -- following the document ------------------------------------------------------------

    def _on_replaced(self) -> None:
        self.beginResetModel()
        self.segments = self.document.transcript.segments
        self._reasons = {}
        self.endResetModel()

    def _on_changed(self, first: int, removed: int, added: int) -> None:
        now = self.document.transcript.segments
        kept = min(removed, added)
        here = QModelIndex()
        if added > removed:
            self.beginInsertRows(here, first + kept, first + added - 1)
            self.segments = now
            self.endInsertRows()
        elif removed > added:
            self.beginRemoveRows(here, first + kept, first + removed - 1)
            self.segments = now
            self.endRemoveRows()
        self.segments = now
        if added != removed:
            self._move_reasons(first, removed, added)
        if kept:
            self.dataChanged.emit(self.index(first), self.index(first + kept - 1))

    def _move_reasons(self, first: int, removed: int, added: int) -> None:
        """Until the suspects are looked for again the marks stay with their segments."""
        self._reasons = {
            row + (added - removed if row >= first + removed else 0): why
            for row, why in self._reasons.items()
            if not first <= row < first + removed
        }
