"""A seat holds one stage, and lets go of it before the next is loaded."""

import pytest

from pipelines.speech.seat import Seat


class Stage:
    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self._log = name, log
        log.append(f"load {name}")

    def close(self) -> None:
        self._log.append(f"close {self.name}")


def test_what_comes_next_sends_away_what_was_there() -> None:
    log: list[str] = []
    seat = Seat()
    first = seat.take("a", lambda: Stage("a", log))
    assert seat.take("a", lambda: Stage("again", log)) is first
    assert seat.key == "a"
    seat.take(("b", 1), lambda: Stage("b", log))
    assert log == ["load a", "close a", "load b"]
    seat.clear()
    seat.clear()
    assert log[3:] == ["close b"]
    assert seat.key is None


def test_a_stage_that_cannot_be_loaded_leaves_the_seat_empty() -> None:
    log: list[str] = []
    seat = Seat()
    seat.take("a", lambda: Stage("a", log))

    def fail() -> Stage:
        raise MemoryError

    with pytest.raises(MemoryError):
        seat.take("b", fail)
    assert seat.key is None
    assert log == ["load a", "close a"]
    seat.take("a", lambda: Stage("a", log))
    assert log[2:] == ["load a"]


def test_a_seat_that_nobody_has_any_more_gives_back_what_it_held() -> None:
    log: list[str] = []
    seat = Seat()
    seat.take("a", lambda: Stage("a", log))
    del seat
    assert log == ["load a", "close a"]
