"""The sound in any file that FFmpeg's libraries can read, a piece at a time, through PyAV.

Files come from anywhere: what is damaged is skipped, what a header claims is never believed, and
nothing in a file can make the decoder open another file or an address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from pipelines.errors import UnreadableRecording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Piece = NDArray[np.int16]

#: Samples a second of everything that is decoded here.
RATE = 16_000

#: A hole in a file's times, in seconds, from which on silence is put in its place, so that what
#: follows stays where a player has it; sound that begins later than the picture; and the longest
#: hole that is believed to be one.
_HOLE, _LATE, _LONGEST_HOLE = 0.5, 0.04, 60.0


@dataclass
class Decoded:
    """What was met while decoding: seconds of sound so far, and packets that were damaged."""

    seconds: float = 0.0
    damaged: int = 0
    broken_off: bool = False


@dataclass
class Sound:
    """An open file with a sound track. `told` is filled while `pieces` runs.

    `length` is the duration in seconds that the header states, None if it states none.
    """

    path: Path
    container: Any
    stream: Any
    length: float | None
    told: Decoded = field(default_factory=Decoded)

    @property
    def has_picture(self) -> bool:
        """Whether there is a film in it, and not only the picture of an album."""
        return any(not _is_cover(stream) for stream in self.container.streams.video)

    def pieces(self, layout: Literal["mono", "stereo"] = "mono") -> "Iterator[Piece]":
        """Samples at 16 kHz, (channels, n) each. Ends where nothing more can be decoded."""
        import numpy as np

        channels = 1 if layout == "mono" else 2
        resample = _Resampler(layout)
        expected, least = self._start(), _LATE
        for frame in self._frames():
            gap, least = _gap(frame, expected, least), _HOLE
            if gap:
                yield from resample.flush()
                yield np.zeros((channels, round(gap * RATE)), np.int16)
            lasts = frame.samples / frame.sample_rate
            expected = lasts + (expected + gap if frame.time is None else frame.time)
            self.told.seconds += lasts + gap
            yield from resample.of(frame)
        yield from resample.flush()

    def _start(self) -> float:
        """When the file begins on its own clock; sound may begin later than the picture."""
        import av

        start = self.container.start_time
        return start / av.time_base if start is not None and self.has_picture else _own(self.stream)

    def _frames(self) -> Iterator[Any]:
        from av.error import FFmpegError

        packets = self.container.demux(self.stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (FFmpegError, OSError):
                self.told.broken_off = True
                packet = None
            try:
                frames = self.stream.decode(packet)
            except (FFmpegError, ValueError):
                self.told.damaged += 1
                frames = []
            yield from (frame for frame in frames if frame.samples and frame.sample_rate)
            if packet is None:
                return


@contextmanager
def opened(path: Path) -> Iterator[Sound]:
    """The sound in a file. Raises UnreadableRecording for one without any."""
    import av
    from av.error import FFmpegError

    with _file(path) as file:
        try:
            container: Any = av.open(
                file, "r", metadata_errors="replace", options={"protocol_whitelist": "none"}
            )
        except (FFmpegError, OSError, ValueError, UnicodeError) as error:
            raise UnreadableRecording(
                "{name} is no recording that can be read: it is damaged, or not audio or video at "
                "all. Play it to check, or choose another file.",
                name=path.name,
            ) from error
        with container:
            streams = [stream for stream in container.streams.audio if _decodable(stream)]
            if not streams:
                raise _silent(path, container)
            length = container.duration / av.time_base if container.duration else None
            yield Sound(path, container, _best(streams), length)


def _file(path: Path) -> BinaryIO:
    """The file, open. Handed to FFmpeg instead of a name, which it would read as an address."""
    try:
        if path.is_dir():
            raise UnreadableRecording(
                "{path} is a folder: choose a recording in it, or run the folder as a batch.",
                path=path,
            )
        file = path.open("rb")
    except OSError as error:
        raise UnreadableRecording(
            "{path} cannot be read ({reason}): check that it exists and that you may read it.",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    if not file.read(1):
        file.close()
        raise UnreadableRecording(
            "{name} is empty: copy or record it again.",
            name=path.name,
        )
    file.seek(0)
    return file


def _silent(path: Path, container: Any) -> UnreadableRecording:
    if any(not _is_cover(stream) for stream in container.streams.video):
        return UnreadableRecording(
            "{name} is a video without sound: choose one with a sound track.", name=path.name
        )
    if container.streams.audio:
        return UnreadableRecording(
            "The sound of {name} is in a format that cannot be decoded here ({codec}): convert it "
            "to MP3, M4A or WAV first.",
            name=path.name,
            codec=container.streams.audio[0].name or "?",
        )
    return UnreadableRecording(
        "{name} has no sound in it: choose an audio or video file.", name=path.name
    )


def _decodable(stream: Any) -> bool:
    """Whether there is a decoder for it."""
    return stream.codec_context is not None


def _best(streams: list[Any]) -> Any:
    """The track that players take: the one marked as default, else the first."""
    from av.stream import Disposition

    marked = (stream for stream in streams if stream.disposition & Disposition.default)
    return next(marked, streams[0])


def _is_cover(stream: Any) -> bool:
    from av.stream import Disposition

    return bool(stream.disposition & Disposition.attached_pic)


def _own(stream: Any) -> float:
    if stream.start_time is None or stream.time_base is None:
        return 0.0
    return float(stream.start_time * stream.time_base)


def _gap(frame: Any, expected: float, least: float) -> float:
    """Seconds of silence to put before the frame."""
    if frame.time is None:
        return 0.0
    gap = frame.time - expected
    return gap if least <= gap <= _LONGEST_HOLE else 0.0


class _Resampler:
    """To 16 kHz and 16 bits; begins anew where the sound changes its form within the file."""

    def __init__(self, layout: str) -> None:
        self._layout = layout
        self._form: tuple[Any, ...] | None = None
        self._inner: Any = None

    def of(self, frame: Any) -> "Iterator[Piece]":
        import av

        form = (frame.format.name, frame.layout.name, frame.sample_rate)
        if form != self._form:
            yield from self.flush()
            self._form = form
            self._inner = av.AudioResampler(format="s16p", layout=self._layout, rate=RATE)
        frame.pts = None  # its times have been looked at, and need not be in order
        yield from (made.to_ndarray() for made in self._inner.resample(frame))

    def flush(self) -> "Iterator[Piece]":
        if self._inner is not None:
            yield from (made.to_ndarray() for made in self._inner.resample(None) if made)
        self._form = self._inner = None
