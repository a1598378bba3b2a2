"""What a transcription tells while it runs, so that it can be shown and kept at once."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.speech.transcript import Segment, Transcript


@dataclass(frozen=True)
class Heard:
    """Whisper has decoded these segments, in order; their word times may still change."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Improved:
    """A later stage (word times, speakers) has replaced all that was heard so far."""

    transcript: Transcript


Moment = Heard | Improved
#: Called in the job's thread. It may raise, which ends the job.
Hearer = Callable[[Moment], None]
