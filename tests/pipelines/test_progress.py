"""Progress: slices of a bar, time left, and cancelling."""

import threading

import pytest

from pipelines.progress import Cancelled, CancelToken, Progress, Report
from pipelines.text import Text, text


class Clock:
    """Time as the test says."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seen() -> list[Report]:
    return []


def fractions(seen: list[Report]) -> list[float | None]:
    return [report.fraction for report in seen]


def test_a_part_is_a_slice_of_the_whole(seen: list[Report]) -> None:
    progress = Progress(seen.append)
    progress.update(0.25)
    half = progress.part(0.5, 1.0)
    half.update(0.0)
    half.update(0.5)
    half.part(0.5, 1.0).update(1.0)
    assert fractions(seen) == [0.25, 0.5, 0.75, 1.0]


def test_a_fraction_never_leaves_its_part(seen: list[Report]) -> None:
    part = Progress(seen.append).part(0.2, 0.4)
    part.update(-3)
    part.update(7)
    assert fractions(seen) == [pytest.approx(0.2), pytest.approx(0.4)]


def test_an_unknown_length_stays_unknown(seen: list[Report]) -> None:
    Progress(seen.append).part(0.5, 1).update(None, text("Waiting"))
    assert (seen[0].fraction, seen[0].remaining_s, str(seen[0].text)) == (None, None, "Waiting")


def test_the_words_stay_until_there_are_others(seen: list[Report]) -> None:
    progress = Progress(seen.append)
    progress.part(0, 0.5).update(0.1, text("Tile {n}", n=1))
    progress.update(0.6)
    progress.stage(text("Writing"))
    assert [str(report.text) for report in seen] == ["Tile 1", "Tile 1", "Writing"]
    assert seen[0].text == Text("Tile {n}", {"n": 1})


def test_the_time_left_follows_the_pace(seen: list[Report]) -> None:
    clock = Clock()
    progress = Progress(seen.append, now=clock)
    progress.update(0.0)
    assert seen[-1].remaining_s is None  # too early to say
    clock.now += 10
    progress.update(0.25)
    assert seen[-1].remaining_s == pytest.approx(30)
    clock.now += 10
    progress.update(0.75)
    assert seen[-1].remaining_s == pytest.approx(20 / 0.75 * 0.25)
    assert seen[-1].elapsed_s == pytest.approx(20)


def test_a_slow_start_does_not_spoil_the_time_left(seen: list[Report]) -> None:
    clock = Clock()
    progress = Progress(seen.append, now=clock)
    progress.stage(text("Loading"))
    clock.now += 60
    progress.stage(text("Running"))
    work = progress.part(0.1, 1.0)
    work.update(0.0)
    clock.now += 9
    work.update(0.5)
    assert seen[-1].remaining_s == pytest.approx(9)


def test_a_cancel_from_another_thread_is_noticed_after_the_report(seen: list[Report]) -> None:
    token = CancelToken()
    progress = Progress(seen.append, token)
    progress.update(0.1)
    thread = threading.Thread(target=token.cancel)
    thread.start()
    thread.join()
    with pytest.raises(Cancelled):
        progress.part(0, 0.5).update(0.4)
    assert len(seen) == 2
    for step in (progress.check, lambda: progress.stage(text("More")), progress.update):
        with pytest.raises(Cancelled):
            step()


def test_without_a_listener_it_only_checks() -> None:
    token = CancelToken()
    progress = Progress(cancel=token)
    progress.update(0.5)
    assert not token.cancelled
    token.cancel()
    with pytest.raises(Cancelled):
        progress.update(0.6)
