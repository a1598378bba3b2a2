"""Files inside a zip archive: the archive is verified as a whole, then one file is read out of it.

Nothing is unpacked by the names in the archive, so those can point nowhere; and never more is
written than the file is known to have.
"""

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from pipelines.spec import ArchiveSource
from pipelines.text import text
from pipelines.weights.meter import SourceFailed
from pipelines.weights.records import CHUNK


def read_member(
    source: ArchiveSource,
    archive: Path,
    target: Path,
    size: int | None,
    on_chunk: Callable[[int], None],
) -> None:
    """Write the member to `target`; `on_chunk` gets the bytes so far and may raise to stop.

    Raises SourceFailed if it is not there exactly once, with `size` bytes (None: any number) and
    readable, and OSError.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entry = _entry(source, opened)
            if size is not None and entry.file_size != size:
                raise SourceFailed(
                    text(
                        "{member} in {archive} has {found} bytes instead of {expected}",
                        member=source.member,
                        archive=source.name,
                        found=entry.file_size,
                        expected=size,
                    )
                )
            with opened.open(entry) as reading, target.open("wb") as writing:
                # zipfile gives no more than `file_size`, whatever the packed bytes hold
                while block := reading.read(CHUNK):
                    writing.write(block)
                    on_chunk(writing.tell())
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        # RuntimeError is a file behind a password; NotImplementedError an unusual compression
        raise SourceFailed(
            text(
                "{archive} cannot be unpacked: {detail}",
                archive=source.name,
                detail=str(error) or type(error).__name__,
            )
        ) from error


def _entry(source: ArchiveSource, opened: zipfile.ZipFile) -> zipfile.ZipInfo:
    found = [
        entry
        for entry in opened.infolist()
        if not entry.is_dir() and PurePosixPath(entry.filename).name == source.member
    ]
    if len(found) != 1:
        raise SourceFailed(
            text(
                "{member} is in {archive} {count} times",
                member=source.member,
                archive=source.name,
                count=len(found),
            )
        )
    return found[0]
