"""What a transcription has heard so far, on the disk before anybody is shown it.

One JSON record a line: first what is transcribed and how, then each batch of segments with the
time that it reaches, or a transcript that replaces all before it, at last that it is finished.
Each record is on the disk when its call returns, so that a kill at any moment loses nothing that
was shown; a record that it cut off counts for nothing.
"""

import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.media.atomic import cannot_write
from pipelines.process_identity import is_alive, own_identity
from pipelines.speech.audio_reference import AudioReference
from pipelines.speech.kept import kept, kept_segments, segments_of, transcript_of
from pipelines.speech.transcript import Segment, Transcript

SUFFIX = ".hearth-log"
FORMAT = "hearth-live-log"
VERSION = 1


@dataclass(frozen=True)
class Logged:
    """What a log says.

    `reached` is the time (seconds) up to which the recording was decoded: a later run can go on
    there. `improved` says that a later stage (word times, speakers) has given the whole
    transcript. `running` says that the process which writes it is still there. `about` is what the
    job noted at the beginning.
    """

    path: Path
    transcript: Transcript
    reached: float = 0.0
    improved: bool = False
    finished: bool = False
    running: bool = False
    audio: AudioReference | None = None
    model: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    started: str = ""


class LiveLog:
    """The log of one running job. Use it in a `with` block, or call `close`.

    Every writing method raises DiskFull and NotWritable.
    """

    def __init__(self, path: Path, descriptor: int, reached: float = 0.0) -> None:
        self.path = path
        self.reached = reached
        self._descriptor = descriptor

    @classmethod
    def create(
        cls,
        folder: Path,
        audio: AudioReference | None,
        model: str = "",
        params: Mapping[str, Any] | None = None,
        about: Mapping[str, Any] | None = None,
    ) -> "LiveLog":
        """Begin one in `folder`, which is made if need be, named for the recording.

        `about` is anything besides that whoever offers to go on has to know, as JSON knows it.
        """
        stem = re.sub(r"[^\w-]+", "_", Path(audio.path).stem if audio else "recording")[:60]
        now = datetime.now(UTC)
        name = f"{stem}-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}{SUFFIX}"
        path = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o666)
        except OSError as error:
            raise cannot_write(path, error) from error
        log = cls(path, descriptor)
        head = {
            "format": FORMAT,
            "format_version": VERSION,
            "by": own_identity(),
            "started": now.isoformat(timespec="seconds"),
            "audio": None if audio is None else vars(audio),
            "model": model,
            "params": dict(params or {}),
            "about": dict(about or {}),
        }
        try:
            log._add(head)
            _sync_folder(folder)
        except BaseException:
            log.remove()
            raise
        return log

    @classmethod
    def resume(cls, logged: Logged) -> "LiveLog":
        """Go on with a log that was read. Raises BadInput if its job still runs or is finished."""
        if logged.running or logged.finished:
            raise BadInput(
                "{name} cannot be gone on with: its transcription still runs, or has ended.",
                name=logged.path.name,
            )
        try:
            descriptor = os.open(logged.path, _FLAGS)
        except OSError as error:
            raise cannot_write(logged.path, error) from error
        log = cls(logged.path, descriptor, logged.reached)
        log._add({"by": own_identity()})
        return log

    def append(self, segments: Iterable[Segment], reached: float | None = None) -> None:
        """These segments were heard, and the recording is decoded up to `reached` (seconds); by
        default up to the last one's end. A chunk in which nobody speaks has no segments.
        """
        heard = tuple(segments)
        last = max((segment.end for segment in heard), default=self.reached)
        self.reached = max(self.reached, last if reached is None else reached)
        self._add({"heard": kept_segments(heard), "reached": self.reached})

    def describe(self, transcript: Transcript) -> None:
        """What is known of the whole: language, speech, duration. Segments stay as they are."""
        self._add({"described": kept(replace(transcript, segments=()))})

    def replace(self, transcript: Transcript) -> None:
        """A later stage has made this of all that was heard."""
        self._add({"improved": kept(transcript)})

    def finish(self, transcript: Transcript | None = None) -> None:
        """The job is done; nothing of it has to be offered again."""
        if transcript is not None:
            self.replace(transcript)
        self._add({"finished": True})
        self._release()

    def close(self) -> None:
        """No more is written. What is not finished is among the `unfinished` from now on."""
        if self._descriptor >= 0:
            with suppress(Exception):  # what ended the job is what counts
                self._add({"by": ""})
        self._release()

    def remove(self) -> None:
        """Close it and take it off the disk; its result is safe elsewhere. Never raises."""
        self._release()
        remove_log(self.path)

    def __enter__(self) -> "LiveLog":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def _release(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with suppress(OSError):
                os.close(descriptor)

    def _add(self, record: Mapping[str, Any]) -> None:
        # The line break comes first, to part it from a record that was cut off.
        words = json.dumps(record, ensure_ascii=False, default=str)
        line = b"\n" + words.encode("utf-8", "replace")
        try:
            while line:
                line = line[os.write(self._descriptor, line) :]
            os.fsync(self._descriptor)
        except OSError as error:
            raise cannot_write(self.path, error) from error


_FLAGS = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)


def read_log(path: Path) -> Logged:
    """What a log says, however it ended.

    Raises BadInput for a file that cannot be read, is no log or is of a newer Hearth.
    """
    records = _records(path)
    head = next(records, None)
    if head is None or head.get("format") != FORMAT:
        raise BadInput(
            "{name} is no record of a transcription: choose a file that ends in {suffix}.",
            name=path.name,
            suffix=SUFFIX,
        )
    if isinstance(head.get("format_version"), int) and head["format_version"] > VERSION:
        raise BadInput(
            "{name} was written by a newer Hearth: update Hearth, then open it again.",
            name=path.name,
        )
    logged = Logged(
        path=path,
        transcript=Transcript(),
        audio=_audio_of(head.get("audio")),
        model=str(head.get("model") or ""),
        params=_mapping(head.get("params")),
        about=_mapping(head.get("about")),
        started=str(head.get("started") or ""),
    )
    writer = str(head.get("by") or "")
    for record in records:
        writer = str(record.get("by", writer))
        # A record that is damaged, not cut off, is left out like one that is.
        with suppress(ValueError, TypeError, RecursionError):
            logged = _with(logged, record)
    return replace(logged, running=not logged.finished and bool(writer) and is_alive(writer))


def _with(logged: Logged, record: Mapping[str, Any]) -> Logged:
    """The log after one more record."""
    transcript = logged.transcript
    if "improved" in record:
        return replace(logged, transcript=transcript_of(record["improved"]), improved=True)
    if "described" in record:
        described = transcript_of(record["described"])
        return replace(logged, transcript=described.with_segments(transcript.segments))
    if "heard" in record:
        segments = (*transcript.segments, *segments_of(record["heard"]))
        reached = max(logged.reached, float(record.get("reached") or 0.0))
        return replace(logged, transcript=transcript.with_segments(segments), reached=reached)
    return replace(logged, finished=logged.finished or bool(record.get("finished")))


def unfinished(folder: Path) -> tuple[Logged, ...]:
    """The logs whose job ended before it was finished, the newest first. Never raises.

    Logs of jobs that are still running, in this process or another, are not among them, nor such
    in which nothing was heard.
    """
    found: list[Logged] = []
    with suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with suppress(BadInput):
                logged = read_log(path)
                if not logged.finished and not logged.running and logged.transcript.segments:
                    found.append(logged)
    return tuple(sorted(found, key=lambda logged: logged.started, reverse=True))


def remove_log(path: Path) -> None:
    """Take a log off the disk. Never raises."""
    with suppress(OSError):
        path.unlink()


def remove_useless(folder: Path) -> None:
    """Take off what nobody needs: finished logs, and such in which nothing was heard."""
    with suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with suppress(BadInput):
                logged = read_log(path)
                if not logged.running and (logged.finished or not logged.transcript.segments):
                    remove_log(path)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(
            "{name} cannot be read ({reason}).",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    for line in raw.split(b"\n"):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):  # empty, or cut off
            continue
        if isinstance(record, dict):
            yield record


def _audio_of(told: object) -> AudioReference | None:
    from pydantic import TypeAdapter, ValidationError

    if told is None:
        return None
    try:
        return TypeAdapter(AudioReference).validate_python(told)
    except ValidationError:
        return None


def _mapping(told: object) -> Mapping[str, Any]:
    return told if isinstance(told, dict) else {}


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets one open a folder."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
