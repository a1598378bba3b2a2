"""Who speaks when, as a result: turns, and what found them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

#: Turns of one speaker that are no further apart than this, in seconds, are one.
_TOGETHER = 0.3


@dataclass(frozen=True, slots=True)
class Turn:
    """Seconds from the start of the recording; `speaker` is "SPEAKER_00" and so on."""

    start: float
    end: float
    speaker: str


@dataclass(frozen=True)
class Diarization:
    """Turns by their start; those of two people may overlap. `engine` names what found them."""

    turns: tuple[Turn, ...]
    engine: str

    @property
    def speakers(self) -> tuple[str, ...]:
        """In the order of their first turn."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))


def in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Turns by their start, neighbours of one voice joined, voices named by who speaks first."""
    joined: list[Turn] = []
    for turn in sorted(turns, key=lambda turn: (turn.start, turn.end)):
        last = joined[-1] if joined else None
        if last and last.speaker == turn.speaker and turn.start - last.end <= _TOGETHER:
            joined[-1] = replace(last, end=max(last.end, turn.end))
        else:
            joined.append(turn)
    voices = dict.fromkeys(turn.speaker for turn in joined)
    names = {voice: f"SPEAKER_{number:02d}" for number, voice in enumerate(voices)}
    return tuple(
        Turn(round(turn.start, 3), round(turn.end, 3), names[turn.speaker]) for turn in joined
    )
