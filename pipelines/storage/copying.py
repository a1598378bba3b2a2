"""One file to another folder: copied, read again and compared, and only then given its name."""

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pipelines.errors import JobFailed, NotWritable
from pipelines.storage.inventory import Item
from pipelines.storage.target import MOVING
from pipelines.weights.records import CHUNK, sha256_of

#: Tells how many more bytes were handled; may raise to stop.
OnBytes = Callable[[int], None]

_TRIES = 2
#: From so many bytes on a file goes to the disk by itself; smaller ones go together at the end.
_LARGE = 1 << 20


def bring(item: Item, source: Path, target: Path, on_bytes: OnBytes, linking: bool) -> str:
    """Put one file of `source` at its place in `target`. Returns its sha256, if it was read.

    `on_bytes` hears of each byte twice: copied, then verified. With `linking` the file gets a
    second name instead, which is the same file. Raises JobFailed if the copy does not come out
    right, NotWritable, OSError, and what `on_bytes` raises.
    """
    origin, place = source / item.path, target / item.path
    place.parent.mkdir(parents=True, exist_ok=True)
    scratch = target / MOVING / "copy"
    scratch.unlink(missing_ok=True)
    if item.link:
        _bring_link(origin, _destination(item, source, target), scratch, place)
        return ""
    if linking and _bring_name(origin, scratch, place):
        on_bytes(2 * item.size)
        return ""
    for _try in range(_TRIES):
        expected = _copy(origin, scratch, on_bytes)
        if _digest_on_disk(scratch, on_bytes) == expected:
            shutil.copystat(origin, scratch)  # with its time, what is remembered of it stays true
            scratch.replace(place)
            return expected
        on_bytes(-2 * item.size)
    scratch.unlink(missing_ok=True)
    raise JobFailed(
        "{file} came out different on {folder}, twice: that disk or its cable is faulty. Choose "
        "another one; nothing was taken from the present folder.",
        file=item.path,
        folder=target,
    )


def _destination(item: Item, source: Path, target: Path) -> Path:
    """Where the link has to lead from the new place."""
    folder = os.path.realpath((source / item.path).parent)
    leads_to = Path(os.path.normpath(os.path.join(folder, item.link)))
    top = Path(os.path.realpath(source))
    return target / leads_to.relative_to(top) if top in leads_to.parents else leads_to


def _bring_link(origin: Path, destination: Path, scratch: Path, place: Path) -> None:
    try:
        scratch.symlink_to(destination, origin.is_dir())
    except (OSError, NotImplementedError) as error:
        raise NotWritable(
            "{folder} cannot hold links, and {file} is one: put the file itself in its place, "
            "then move.",
            folder=place.parent,
            file=origin,
        ) from error
    scratch.replace(place)


def _bring_name(origin: Path, scratch: Path, place: Path) -> bool:
    """A second name for the same file; False where the disk cannot."""
    if place.exists() and place.samefile(origin):
        return True  # renaming one name of a file to another would leave both
    try:
        os.link(origin, scratch)
    except (OSError, NotImplementedError):
        return False
    scratch.replace(place)
    return True


def _copy(origin: Path, scratch: Path, on_bytes: OnBytes) -> str:
    digest = hashlib.sha256()
    with origin.open("rb") as reading, scratch.open("wb") as writing:
        while block := reading.read(CHUNK):
            writing.write(block)
            digest.update(block)
            on_bytes(len(block))
        writing.flush()
        if writing.tell() >= _LARGE:
            os.fsync(writing.fileno())
        if hasattr(os, "posix_fadvise"):  # read again from the disk, not from memory
            with suppress(OSError):
                os.posix_fadvise(writing.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return digest.hexdigest()


def _digest_on_disk(path: Path, on_bytes: OnBytes) -> str:
    before = 0

    def tell(done: int) -> None:
        nonlocal before
        on_bytes(done - before)
        before = done

    return sha256_of(path, tell)
