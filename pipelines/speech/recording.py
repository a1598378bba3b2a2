"""Recordings: what their headers say, and their sound as samples at 16 kHz."""

import os
import wave
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import UnreadableRecording
from pipelines.media.atomic import replacing
from pipelines.progress import Progress
from pipelines.speech.decoding import RATE, Sound, opened
from pipelines.speech.suffixes import AUDIO_SUFFIXES, RECORDING_SUFFIXES, VIDEO_SUFFIXES
from pipelines.text import Text, text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "AUDIO_SUFFIXES",
    "RATE",
    "RECORDING_SUFFIXES",
    "VIDEO_SUFFIXES",
    "Recording",
    "RecordingInfo",
    "UnreadableRecording",
    "probe",
    "read_recording",
    "stereo_blocks",
    "write_wav",
]

#: The header may differ by this many seconds, and this share, from what was decoded.
_TOLERANCE, _TOLERANCE_SHARE = 2.0, 0.03


@dataclass(frozen=True)
class RecordingInfo:
    """What a header says. `duration` in seconds is 0 where it says nothing, and may be wrong."""

    duration: float
    channels: int
    sample_rate: int
    codec: str
    has_video: bool
    title: str = ""


@dataclass(frozen=True, eq=False)
class Recording:
    """Sound as float32 `samples` (n,), mono, 16 kHz, -1 to 1; `notes` tell of what was damaged."""

    samples: "NDArray[np.float32]"
    info: RecordingInfo
    notes: tuple[Text, ...] = ()

    @property
    def duration(self) -> float:
        """Seconds that were really there."""
        return len(self.samples) / RATE


def probe(path: Path) -> RecordingInfo:
    """What the header says, without decoding. Raises UnreadableRecording."""
    with opened(path) as sound:
        return _info(sound)


def _info(sound: Sound) -> RecordingInfo:
    stream = sound.stream
    metadata = {**sound.container.metadata, **stream.metadata}
    return RecordingInfo(
        duration=max(0.0, sound.length or 0.0),
        channels=stream.channels or 1,
        sample_rate=stream.rate or 0,
        codec=stream.codec_context.name,
        has_video=sound.has_picture,
        title=str(sound.container.metadata.get("title") or metadata.get("title") or ""),
    )


def read_recording(path: Path, progress: Progress | None = None) -> Recording:
    """All of the sound, its channels mixed into one.

    Takes at its height one and a half times the memory of the samples. Raises
    UnreadableRecording, and Cancelled.
    """
    import numpy as np

    with opened(path) as sound:
        info = _info(sound)
        blocks = [block[0] for block in _blocks(sound, progress or Progress(), "mono")]
    notes = _notes(path, sound, sum(map(len, blocks)))
    samples = np.empty(sum(map(len, blocks)), np.float32)
    at = len(samples)
    while blocks:  # each is given back as soon as it is copied
        block = blocks.pop()
        at -= len(block)
        np.divide(block, np.float32(32768), out=samples[at : at + len(block)])
    return Recording(samples, info, notes)


def cut(recording: Recording, start: float, end: float) -> Recording:
    """The part from `start` to `end` seconds, without a copy of the samples."""
    samples = recording.samples[max(0, int(start * RATE)) : max(0, int(end * RATE))]
    return replace(recording, samples=samples, notes=())


def stereo_blocks(path: Path, progress: Progress | None = None) -> "Iterator[NDArray[np.int16]]":
    """Left and right of a recording, (2, n) at 16 kHz, a minute at a time: an hour takes 230 MB.

    A mono one has the same on both sides. Raises UnreadableRecording, and Cancelled.
    """
    count = 0
    with opened(path) as sound:
        for block in _blocks(sound, progress or Progress(), "stereo"):
            count += block.shape[1]
            yield block
    _notes(path, sound, count)


def _blocks(sound: Sound, progress: Progress, layout: str) -> "Iterator[NDArray[np.int16]]":
    """Pieces joined to a minute each: a list of millions of pieces would take more than they do."""
    import numpy as np

    pieces: list[NDArray[np.int16]] = []
    held = 0
    for piece in sound.pieces("stereo" if layout == "stereo" else "mono"):
        pieces.append(piece)
        held += piece.shape[1]
        if held >= 60 * RATE:
            yield np.concatenate(pieces, axis=1)
            pieces, held = [], 0
            share = sound.told.seconds / sound.length if sound.length else None
            progress.update(None if share is None else min(1.0, share))
    if pieces:
        yield np.concatenate(pieces, axis=1)
    progress.check()


def _notes(path: Path, sound: Sound, count: int) -> tuple[Text, ...]:
    """What a person should know of the decoding. Raises UnreadableRecording if nothing came."""
    if not count:
        raise UnreadableRecording(
            "No sound could be decoded from {name}: it is damaged, or holds something else than "
            "its name says. Play it to check, or choose another file.",
            name=path.name,
        )
    seconds, stated = count / RATE, sound.length or 0.0
    missing = stated - seconds
    if sound.told.damaged or sound.told.broken_off:
        return (
            text(
                "{name} is damaged: {seconds} of sound could be read and were used.",
                name=path.name,
                seconds=_spoken(seconds),
            ),
        )
    if missing > max(_TOLERANCE, stated * _TOLERANCE_SHARE):
        return (
            text(
                "{name} says that it lasts {stated}, but holds only {seconds} of sound, which "
                "were used. It may be incomplete.",
                name=path.name,
                stated=_spoken(stated),
                seconds=_spoken(seconds),
            ),
        )
    return ()


def _spoken(seconds: float) -> str:
    """ "1.5 s", "3:20 min" or "10:00:00 h", the same in every language."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02} h" if hours else f"{minutes}:{rest:02} min"


def write_wav(path: Path, samples: "NDArray[np.floating | np.int16]", rate: int = RATE) -> Path:
    """Samples, (n,) or (channels, n), as 16-bit WAV; floats are -1 to 1.

    The file is there whole or not at all. Raises DiskFull and NotWritable.
    """
    import numpy as np

    table = np.atleast_2d(samples)
    with (
        replacing(path) as descriptor,
        os.fdopen(descriptor, "wb", closefd=False) as plain,
        wave.open(plain, "wb") as file,
    ):
        file.setnchannels(table.shape[0])
        file.setsampwidth(2)
        file.setframerate(rate)
        for start in range(0, table.shape[1], 60 * rate):
            block = table[:, start : start + 60 * rate]
            if np.issubdtype(block.dtype, np.floating):
                block = np.round(np.clip(block, -1, 1) * 32767)
            file.writeframes(block.T.astype("<i2").tobytes())
    return path
