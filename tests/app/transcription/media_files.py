"""Recordings and films that the tests make."""

from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer

RATE = 16_000


def tone(seconds: float, hertz: float = 440, loudness: float = 0.5) -> np.ndarray:
    """Samples between -1 and 1."""
    times = np.arange(round(seconds * RATE)) / RATE
    return (np.sin(times * 2 * np.pi * hertz) * loudness).astype(np.float32)


def write_sound(path: Path, samples: np.ndarray, codec: str = "pcm_s16le") -> Path:
    """Mono, in the container that the name asks for."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        _encode_sound(container, stream, samples)
    return path


def write_film(path: Path, seconds: float = 2.0, size: tuple[int, int] = (320, 180)) -> Path:
    """A film of grounds that get redder, 10 a second, with a tone."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=10)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        sound = container.add_stream("aac", rate=RATE, layout="mono")
        count = round(seconds * 10)
        for at in range(count):
            picture = np.zeros((size[1], size[0], 3), np.uint8)
            picture[..., 0] = 40 + 200 * at // count
            for packet in video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                container.mux(packet)
        for packet in video.encode(None):
            container.mux(packet)
        _encode_sound(container, sound, tone(seconds))
    return path


def _encode_sound(container: OutputContainer, stream: object, samples: np.ndarray) -> None:
    size = 1024
    for start in range(0, len(samples), size):
        part = (samples[start : start + size] * 32767).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
        frame.rate, frame.pts = RATE, start
        for packet in stream.encode(frame):  # type: ignore[attr-defined]
            container.mux(packet)
    for packet in stream.encode(None):  # type: ignore[attr-defined]
        container.mux(packet)
