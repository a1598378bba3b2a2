"""What a picture file is by its system and its header, to know it again."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.media.kinds import cannot_open
from pipelines.media.reading import picture_size


@dataclass(frozen=True)
class PictureFacts:
    """Bytes and time of change (ns) of the file, width and height in pixels of the upright
    picture."""

    size: int
    mtime_ns: int
    width: int
    height: int

    @property
    def stamp(self) -> tuple[int, int]:
        """What tells the file from itself after a change."""
        return self.size, self.mtime_ns


def facts_of(path: Path) -> PictureFacts:
    """The facts, from the header alone. Raises UnreadablePicture or PictureTooLarge."""
    stamp = stamp_of(path)
    width, height = picture_size(path)
    return PictureFacts(*stamp, width, height)


def stamp_of(path: Path) -> tuple[int, int]:
    """Bytes and time of change (ns). Raises UnreadablePicture."""
    try:
        about = path.stat()
    except OSError as error:
        raise cannot_open(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise cannot_open(path, OSError(str(error))) from error
    return about.st_size, about.st_mtime_ns
