"""What was typed and not sent, by conversation, with its pictures, kept over a restart."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from pipelines.conversations.pictures import ImageAttachment, is_copy
from pipelines.language.images import Region

#: The draft of a conversation that has not begun.
NEW = 0

_SAVE_AFTER_MS = 800
#: Beside the drafts by conversation; no conversation is called so.
_PICTURES = "pictures"


class Drafts(QObject):
    """Read once when made; written a moment after the last change, and when closed.

    `pictures` is the folder in which copies of their pictures lie.
    """

    def __init__(
        self, path: Path, parent: QObject | None = None, pictures: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._path, self._folder = path, pictures
        self._words, self._images = _read(path)
        self._written = self._content()
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def of(self, conversation: int | None) -> str:
        """The draft there, or nothing."""
        return self._words.get(str(conversation or NEW), "")

    def images_of(self, conversation: int | None) -> tuple[ImageAttachment, ...]:
        """The pictures that go with it, as far as they are still there."""
        folder = self._folder
        if folder is None:
            return ()
        saved = self._images.get(str(conversation or NEW), ())
        found = [_image_of(item, folder) for item in saved]
        return tuple(image for image in found if image is not None and image.is_there)

    @property
    def files(self) -> frozenset[str]:
        """The names of all copies that drafts refer to."""
        return frozenset(str(item["file"]) for items in self._images.values() for item in items)

    def keep(
        self, conversation: int | None, words: str, images: Sequence[ImageAttachment] = ()
    ) -> None:
        """Remember; an empty one is forgotten."""
        key = str(conversation or NEW)
        _set(self._words, key, words if words.strip() else "")
        _set(self._images, key, tuple(_saved(image) for image in images))
        if self._content() != self._written:
            self.save() if self._closed else self._timer.start()

    def close(self) -> None:
        """Write now, and later changes at once."""
        self._closed = True
        self.save()

    def save(self) -> None:
        """Write now. A disk that refuses costs the drafts of this session only."""
        self._timer.stop()
        content = self._content()
        if content == self._written:
            return
        self._written = content
        part = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            part.replace(self._path)
        except OSError:
            part.unlink(missing_ok=True)

    def _content(self) -> dict[str, Any]:
        images = {key: list(items) for key, items in self._images.items()}
        return {**self._words, **({_PICTURES: images} if images else {})}


def _set(values: dict[str, Any], key: str, value: Any) -> None:
    if value:
        values[key] = value
    else:
        values.pop(key, None)


def _saved(image: ImageAttachment) -> dict[str, Any]:
    region = image.region
    return {
        "name": image.name,
        "file": image.path.name,
        "digest": image.digest,
        "size": list(image.size),
        "region": list(vars(region).values()) if region is not None else None,
    }


def _image_of(saved: Mapping[str, Any], folder: Path) -> ImageAttachment | None:
    try:
        width, height = saved["size"]
        region = Region(*saved["region"]) if saved["region"] else None
        path = folder / saved["file"]
        return ImageAttachment(
            str(saved["name"]), path, str(saved["digest"]), (width, height), region
        )
    except (KeyError, TypeError, ValueError):
        return None


def _read(path: Path) -> tuple[dict[str, str], dict[str, tuple[dict[str, Any], ...]]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}, {}
    if not isinstance(found, Mapping):
        return {}, {}
    words = {str(key): words for key, words in found.items() if isinstance(words, str)}
    images = found.get(_PICTURES)
    if not isinstance(images, Mapping):
        return words, {}
    return words, {
        str(key): tuple(
            item for item in items if isinstance(item, dict) and is_copy(str(item.get("file", "")))
        )
        for key, items in images.items()
        if isinstance(items, list)
    }
