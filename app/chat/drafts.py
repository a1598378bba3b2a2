"""What was typed and not sent, by conversation, kept over a restart."""

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

#: The draft of a conversation that has not begun.
NEW = 0

_SAVE_AFTER_MS = 800


class Drafts(QObject):
    """Read once when made; written a moment after the last change, and when closed."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._words = _read(path)
        self._written = dict(self._words)
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def of(self, conversation: int | None) -> str:
        """The draft there, or nothing."""
        return self._words.get(str(conversation or NEW), "")

    def keep(self, conversation: int | None, words: str) -> None:
        """Remember; an empty one is forgotten."""
        key = str(conversation or NEW)
        if words.strip():
            self._words[key] = words
        else:
            self._words.pop(key, None)
        if self._words != self._written:
            self.save() if self._closed else self._timer.start()

    def close(self) -> None:
        """Write now, and later changes at once."""
        self._closed = True
        self.save()

    def save(self) -> None:
        """Write now. A disk that refuses costs the drafts of this session only."""
        self._timer.stop()
        if self._words == self._written:
            return
        self._written = dict(self._words)
        part = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._words, ensure_ascii=False), encoding="utf-8")
            part.replace(self._path)
        except OSError:
            part.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, Mapping):
        return {}
    return {str(key): words for key, words in found.items() if isinstance(words, str)}
