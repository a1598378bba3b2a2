"""Recordings that Qt's player cannot open, turned into a WAV that it can."""

import wave
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.progress import Progress
from pipelines.text import text


def write_spare(path: Path, target: Path, progress: Progress) -> Path:
    """Decode the first sound track into `target`, 16 bit stereo at its own rate.

    Raises BadInput if nothing can be decoded, and Cancelled.
    """
    import av
    from av.error import FFmpegError

    progress.stage(text("Preparing the recording for listening"))
    try:
        with av.open(str(path)) as container, wave.open(str(target), "wb") as out:
            stream = container.streams.audio[0]
            rate = stream.rate or 48_000
            length = (container.duration or 0) / av.time_base
            out.setnchannels(2)
            out.setsampwidth(2)
            out.setframerate(rate)
            resampler = av.AudioResampler("s16", "stereo", rate)
            for frame in container.decode(stream):
                done = frame.time / length if frame.time is not None and length else None
                progress.update(done)
                for part in resampler.resample(frame):
                    out.writeframes(part.to_ndarray().tobytes())
            for part in resampler.resample(None):
                out.writeframes(part.to_ndarray().tobytes())
    except (FFmpegError, IndexError) as error:
        raise BadInput(
            "{name} cannot be played: there is no sound in it that can be decoded.", name=path.name
        ) from error
    return target
