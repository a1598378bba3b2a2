"""What a transcription tells while it runs, so that it can be shown and kept at once."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.speech.transcript import Segment, Transcript


@dataclass(frozen=True)
class Heard:
    """Whisper has decoded these segments, in order; their word times may still change.

    `reached` is the time (seconds) up to which the recording is decoded, None for the end of the
    last segment; a stretch in which nobody speaks has no segments.
    """

    segments: tuple[Segment, ...]
    reached: float | None = None


@dataclass(frozen=True)
class Improved:
    """A later stage (word times, speakers) has replaced all that was heard so far."""

    transcript: Transcript


Moment = Heard | Improved
#: Called in the job's thread. It may raise, which ends the job.
Hearer = Callable[[Moment], None]
