"""Recordings that Qt's player cannot open, turned into a WAV that it can."""

import wave
from pathlib import Path

from pipelines.progress import Progress
from pipelines.speech.decoding import RATE, opened


def write_spare(path: Path, target: Path, progress: Progress) -> Path:
    """Decode the sound into `target`, stereo at 16 kHz, as the transcription hears it.

    Raises UnreadableRecording and Cancelled.
    """
    with opened(path) as sound, wave.open(str(target), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        for piece in sound.pieces("stereo"):
            out.writeframes(piece.T.astype("<i2").tobytes())
            share = sound.told.seconds / sound.length if sound.length else None
            progress.update(None if share is None else min(1.0, share))
    return target
