"""Python, libraries, memory, disk, and whether the places that weights come from answer."""

import platform
import shutil
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import httpx
import psutil

from pipelines.doctor.finding import Finding, Grade
from pipelines.spec import ArchiveSource, HttpsSource, HuggingFaceSource, Source
from pipelines.text import Text, text
from pipelines.weights.hub import Hub

_LIBRARIES = ("torch", "torchvision", "diffusers", "transformers", "spandrel", "PySide6-Essentials")
_LITTLE_DISK, _LITTLE_MEMORY = 5 * 10**9, 4 * 10**9
_PATIENCE_S = 6.0


def examine_python() -> Finding:
    """The interpreter."""
    subject = text("Python")
    where = f"{platform.system()} {platform.release()} {platform.machine()}"
    told = text("{version} on {system}", version=platform.python_version(), system=where)
    if (3, 11) <= sys.version_info[:2] < (3, 13):
        return Finding(subject, Grade.WELL, told)
    remedy = text("Hearth is made for Python 3.11 and 3.12: install one of them.")
    return Finding(subject, Grade.BROKEN, told, remedy)


def examine_libraries(names: Sequence[str] = _LIBRARIES) -> Finding:
    """The main packages and their versions."""
    found, missing = [], []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    subject = text("Libraries")
    if missing:
        told = text("Missing: {names}", names=", ".join(missing))
        return Finding(subject, Grade.BROKEN, told, text("Run: uv sync"))
    return Finding(subject, Grade.WELL, Text(", ".join(found)))


def examine_memory() -> Finding:
    """Main memory."""
    memory = psutil.virtual_memory()
    free, total = f"{memory.available / 1e9:.1f}", f"{memory.total / 1e9:.1f}"
    told = text("{free} of {total} GB free", free=free, total=total)
    if memory.available < _LITTLE_MEMORY:
        remedy = text("Close other programs before you run large models.")
        return Finding(text("Memory"), Grade.WEAK, told, remedy)
    return Finding(text("Memory"), Grade.WELL, told)


def examine_disk(folder: Path) -> Finding:
    """The disk that models are kept on."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    told = text("{free} GB free where models are kept", free=f"{free / 1e9:.1f}")
    if free < _LITTLE_DISK:
        remedy = text("Make room, or move the models to another disk: hearth models move FOLDER")
        return Finding(text("Disk"), Grade.WEAK, told, remedy)
    return Finding(text("Disk"), Grade.WELL, told)


def addresses_of(sources: Iterable[Source], hub: Hub) -> dict[str, str]:
    """Host -> an address there, for every host that weights may come from."""
    found: dict[str, str] = {}
    for source in sources:
        url = ""
        if isinstance(source, (HttpsSource, ArchiveSource)):
            url = source.url
        elif isinstance(source, HuggingFaceSource):
            url = hub.page_of(source)
        if url:
            found.setdefault(httpx.URL(url).host, url)
    return found


def examine_sources(addresses: dict[str, str], offline: bool) -> tuple[Finding, ...]:
    """Ask each host for the head of a file; any answer at all counts as reachable."""
    if offline:
        told = text("Not asked: offline mode is on.")
        return (Finding(text("Sources of weights"), Grade.SKIPPED, told),)
    with ThreadPoolExecutor(4, "hearth-doctor") as pool:
        return tuple(pool.map(lambda pair: _ask(*pair), addresses.items()))


def _ask(host: str, url: str) -> Finding:
    subject = text("Source {host}", host=host)
    try:
        with httpx.Client(timeout=_PATIENCE_S, follow_redirects=False) as client:
            status = client.head(url, headers={"User-Agent": "hearth"}).status_code
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        told = text("Cannot be reached ({reason}).", reason=type(error).__name__)
        remedy = text(
            "Check connection, proxy and firewall. Without it, files can be put in by hand or by "
            "a task pack."
        )
        return Finding(subject, Grade.WEAK, told, remedy)
    if status >= 500:
        told = text("Answers {status}: it has a problem of its own.", status=status)
        return Finding(subject, Grade.WEAK, told, text("Try again later."))
    return Finding(subject, Grade.WELL, text("Answers."))
