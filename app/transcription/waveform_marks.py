"""What the waveform shows of a transcript: spans of time, found and snapped to quickly."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from app.transcription.speakers import shown_name
from pipelines.speech.transcript import SHORTEST, Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Edge = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One segment. `speaker` counts speakers from 0, None where nobody knows; `label` is theirs."""

    start: float
    end: float
    text: str = ""
    speaker: int | None = None
    label: str = ""
    suspect: bool = False
    words: tuple[float, ...] = ()  # where words begin and end, in order

    def edge(self, which: Edge) -> float:
        return self.start if which == "start" else self.end


@dataclass(frozen=True, slots=True)
class Grip:
    """An edge of a mark that can be moved."""

    index: int
    edge: Edge


class Marks(Sequence[Mark]):
    """Marks in the order of their starts."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = list(marks)
        self._starts = [mark.start for mark in self._marks]
        self._doubted = [index for index, mark in enumerate(self._marks) if mark.suspect]
        # The latest end so far: with overlapping speakers, ends need not be in order.
        self._reach: list[float] = []
        for mark in self._marks:
            self._reach.append(max(mark.end, self._reach[-1] if self._reach else mark.end))

    def __len__(self) -> int:
        return len(self._marks)

    def __getitem__(self, index: int) -> Mark:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._marks[index]

    def between(self, start: float, end: float) -> range:
        """Indexes of all that may be seen there."""
        return range(bisect_left(self._reach, start), bisect_right(self._starts, end))

    @cached_property
    def arrays(self) -> "tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]":
        """Starts, ends and speakers (-1: nobody known), each of shape (marks,)."""
        import numpy as np

        speakers = (-1 if mark.speaker is None else mark.speaker for mark in self._marks)
        return (
            np.array(self._starts, np.float64),
            np.array([mark.end for mark in self._marks], np.float64),
            np.fromiter(speakers, np.int64, len(self._marks)),
        )

    def longer(self, among: range, seconds: float) -> list[int]:
        """Those of them that last at least so long."""
        starts, ends, _speakers = self.arrays
        part = slice(among.start, among.stop)
        return ((ends[part] - starts[part] >= seconds).nonzero()[0] + among.start).tolist()

    def suspects(self, among: range) -> list[int]:
        """Those of them that want checking."""
        part = slice(
            bisect_left(self._doubted, among.start), bisect_left(self._doubted, among.stop)
        )
        return self._doubted[part]

    def at(self, seconds: float) -> int | None:
        """The mark at that moment; of several the one that began last."""
        for index in reversed(self.between(seconds, seconds)):
            if self._marks[index].start <= seconds < self._marks[index].end:
                return index
        return None

    def grip_at(self, seconds: float, reach: float, chosen: int | None) -> Grip | None:
        """The nearest edge within `reach` seconds.

        Where two marks touch, the chosen one's edge is meant, and else that of the mark on the
        pointer's side.
        """
        best: tuple[float, bool, Grip] | None = None
        for index in self.between(seconds - reach, seconds + reach):
            edges: tuple[Edge, ...] = ("start", "end")
            for edge in edges:
                place = self._marks[index].edge(edge)
                away = abs(place - seconds)
                inside = (seconds >= place) == (edge == "start")
                rank = (away, not inside, Grip(index, edge))
                if index == chosen and away <= reach:
                    return rank[2]
                if away <= reach and (best is None or rank[:2] < best[:2]):
                    best = rank
        return best[2] if best else None

    def limits(self, grip: Grip, duration: float) -> tuple[float, float]:
        """How far that edge may go: not over its neighbour's, nor over its own other edge.

        Where two speak at once already they may go on doing so.
        """
        mark = self._marks[grip.index]
        if grip.edge == "start":
            before = self._marks[grip.index - 1] if grip.index else None
            least = 0.0
            if before is not None:
                least = before.end if before.end <= mark.start else before.start
            return least, mark.end - SHORTEST
        after = self._marks[grip.index + 1] if grip.index + 1 < len(self) else None
        most = max(duration, mark.end)
        if after is not None and after.start >= mark.end:
            most = after.start
        return mark.start + SHORTEST, most

    def snapped(self, grip: Grip, seconds: float, reach: float, duration: float) -> float:
        """That moment for that edge: inside its limits, and on what is near it.

        Near are the neighbour's edge and the beginnings and ends of words of this mark and of
        both beside it.
        """
        least, most = self.limits(grip, duration)
        seconds = min(max(seconds, least), most)
        near = [least] if grip.edge == "start" else [most]
        for index in range(max(0, grip.index - 1), min(len(self), grip.index + 2)):
            near += self._marks[index].words
        near = [place for place in near if least <= place <= most]
        closest = min(near, key=lambda place: abs(place - seconds), default=seconds)
        return closest if abs(closest - seconds) <= reach else seconds


def marks_of(
    segments: Sequence[Segment],
    suspects: Collection[int] = (),
    names: Mapping[str, str] = {},
    places: Mapping[str, int] = {},
) -> Marks:
    """`suspects` are indexes of segments, `names` what speakers are called, where it differs;
    `places` numbers the speakers, whose colours follow from it."""
    doubted = frozenset(suspects)
    speakers = dict(places)
    marks: list[Mark] = []
    for index, segment in enumerate(segments):
        who = segment.speaker
        marks.append(
            Mark(
                segment.start,
                segment.end,
                segment.text,
                speakers.setdefault(who, len(speakers)) if who else None,
                names.get(who) or (shown_name(who) if who else ""),
                index in doubted,
                tuple(
                    moment
                    for word in segment.words
                    for moment in (word.start, word.end)
                    if moment is not None
                ),
            )
        )
    return Marks(marks)
