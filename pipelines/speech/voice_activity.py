"""Where somebody speaks, and the stretches of it that Whisper hears at once.

Cut and merge as in whisperx (Bain et al. 2023, arXiv:2303.00747; `whisperx.vads`): speech begins
above one score and ends below another, what is too long is cut where the score is lowest, and
neighbours are joined up to the length that Whisper takes. Done here again because importing it from
whisperx imports pyannote and torch, which takes seconds and hundreds of megabytes; the tests prove
that both give the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.progress import Progress
from pipelines.speech.speech_scores import SpeechScores, pyannote_scores, silero_scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Span = tuple[float, float]

Method = Literal["silero", "pyannote"]

_RATE = 16_000

#: What Silero's own function does to its scores, in seconds: shorter pauses are none, shorter
#: speech is a click or a cough, and speech begins a little before it is noticed. pyannote's scores
#: are taken as they are, as whisperx does.
_SHORTEST_PAUSE, _SHORTEST_SPEECH, _MARGIN = 0.1, 0.25, 0.1


@dataclass(frozen=True)
class Chunk:
    """A stretch that Whisper hears at once, in seconds; `spans` are where speech is within it."""

    start: float
    end: float
    spans: tuple[Span, ...]

    @property
    def duration(self) -> float:
        return self.end - self.start

    def within(self, first: float, last: float) -> "Chunk | None":
        """The part of it from `first` to `last`, or None if there is no speech in that."""
        spans = tuple(
            (max(start, first), min(end, last))
            for start, end in self.spans
            if end > first and start < last
        )
        return Chunk(spans[0][0], spans[-1][1], spans) if spans else None


@dataclass(frozen=True, eq=False)
class VoiceActivity:
    """Where speech was found in a recording of `duration` seconds: `spans`, in order."""

    scores: SpeechScores
    method: Method
    onset: float
    offset: float
    duration: float
    spans: tuple[Span, ...]

    @property
    def speech_seconds(self) -> float:
        return sum(end - start for start, end in self.spans)


def find_speech(
    samples: "NDArray[np.float32]",
    method: Method = "silero",
    onset: float = 0.5,
    offset: float = 0.363,
    progress: Progress | None = None,
) -> VoiceActivity:
    """Speech in 16 kHz mono `samples` (n,): from a score above `onset` to one below `offset`.

    Raises Cancelled.
    """
    progress = progress or Progress()
    scoring = silero_scores if method == "silero" else pyannote_scores
    scores = scoring(samples, progress)
    duration = len(samples) / _RATE
    spans = _regions(scores, method, onset, offset, duration, float("inf"))
    return VoiceActivity(scores, method, onset, offset, duration, spans)


def cut_and_merge(activity: VoiceActivity, chunk_size: float = 30) -> tuple[Chunk, ...]:
    """What Whisper hears at once: stretches of at most about `chunk_size` seconds, in order."""
    regions = _regions(
        activity.scores,
        activity.method,
        activity.onset,
        activity.offset,
        activity.duration,
        chunk_size,
    )
    return _merged(regions, chunk_size)


def _regions(
    scores: SpeechScores,
    method: Method,
    onset: float,
    offset: float,
    duration: float,
    longest: float,
) -> tuple[Span, ...]:
    found = _binarized(scores, onset, offset, longest)
    if method == "pyannote":
        return tuple((max(0.0, start), min(end, duration)) for start, end in found)
    found = _without_pauses(found)
    return _with_margin([s for s in found if s[1] - s[0] >= _SHORTEST_SPEECH], duration)


def _binarized(scores: SpeechScores, onset: float, offset: float, longest: float) -> list[Span]:
    """Hysteresis, and a cut at the lowest score in the second half of what is too long.

    Follows `whisperx.vads.pyannote.Binarize` to the letter, also in what it remembers of a pause.
    """
    if not len(scores.values):
        return []
    values = scores.values.tolist()
    times = [scores.first + index * scores.step for index in range(len(values))]
    found: list[Span] = []
    start, speaking = times[0], values[0] > onset
    since, scored = [times[0]], [values[0]]
    for time, value in zip(times[1:], values[1:], strict=True):
        if not speaking:
            if value > onset:
                start, speaking = time, True
            continue
        if time - start > longest:
            half = len(scored) // 2
            lowest = min(range(half, len(scored)), key=scored.__getitem__)
            found.append((start, since[lowest]))
            start = since[lowest]
            since, scored = since[lowest + 1 :], scored[lowest + 1 :]
        elif value < offset:
            found.append((start, time))
            start, speaking = time, False
            since, scored = [], []
        since.append(time)
        scored.append(value)
    if speaking:
        found.append((start, times[-1]))
    return [span for span in found if span[1] - span[0] > 1e-6]


def _without_pauses(spans: Sequence[Span]) -> list[Span]:
    """Neighbours joined over short pauses; a cut has no pause and stays."""
    found: list[Span] = []
    for start, end in spans:
        if found and 0 < start - found[-1][1] < _SHORTEST_PAUSE:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _with_margin(spans: Sequence[Span], duration: float) -> tuple[Span, ...]:
    """Each a little longer on both sides, up to the middle of a pause."""
    found: list[Span] = []
    for index, (start, end) in enumerate(spans):
        before = spans[index - 1][1] if index else 0.0
        after = spans[index + 1][0] if index + 1 < len(spans) else duration
        room = (start - before) / 2 if index else start
        rest = (after - end) / 2 if index + 1 < len(spans) else after - end
        low, high = start - min(_MARGIN, max(0, room)), end + min(_MARGIN, max(0, rest))
        found.append((low, min(high, duration)))
    return tuple(found)


def _merged(spans: Sequence[Span], longest: float) -> tuple[Chunk, ...]:
    """Neighbours together as long as they last at most `longest` with their pauses."""
    found: list[Chunk] = []
    held: list[Span] = []
    for start, end in spans:
        if held and end - held[0][0] > longest:
            found.append(Chunk(held[0][0], held[-1][1], tuple(held)))
            held = []
        held.append((start, end))
    if held:
        found.append(Chunk(held[0][0], held[-1][1], tuple(held)))
    return tuple(found)
