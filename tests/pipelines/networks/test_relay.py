"""Strips go through layers in an order that never lets them read what is not there."""

import random
import threading
import time

import pytest
import torch

from pipelines.networks.relay import Relay, Team, Work

STRIPS, LAYERS, REACH = 7, 12, 2


@pytest.fixture(scope="module")
def team() -> Team:
    before = torch.get_num_threads()
    torch.set_num_threads(3)  # more than this machine may have, and not what is the default
    try:
        return Team()
    finally:
        torch.set_num_threads(before)


def race(team: Team, work: Work, layers: int = LAYERS) -> None:
    with Relay(team, STRIPS, REACH, [work] * team.size) as relay:
        for _ in range(layers):
            relay.open_next()


def test_each_strip_finds_its_neighbours_one_layer_behind(team: Team) -> None:
    """Behind: at least one layer, which it reads, and never more than one ahead of that."""
    done = [0] * STRIPS
    seen: list[tuple[int, int]] = []
    luck = random.Random(0)

    def work(layer: int, strip: int) -> None:
        near = done[max(0, strip - REACH) : strip + REACH + 1]
        assert all(layer <= other <= layer + 1 for other in near)
        time.sleep(luck.random() / 500)
        near = done[max(0, strip - REACH) : strip + REACH + 1]
        assert all(layer <= other <= layer + 1 for other in near)
        done[strip] += 1
        seen.append((layer, strip))

    race(team, work)
    assert sorted(seen) == [(layer, strip) for layer in range(LAYERS) for strip in range(STRIPS)]


def test_no_layer_begins_before_it_is_opened(team: Team) -> None:
    opened = 0
    early: list[int] = []

    def work(layer: int, strip: int) -> None:
        if layer >= opened:
            early.append(layer)

    with Relay(team, STRIPS, REACH, [work] * team.size) as relay:
        for _ in range(LAYERS):
            opened += 1
            relay.open_next()
    assert early == []


def test_an_error_in_a_thread_comes_out(team: Team) -> None:
    def work(layer: int, strip: int) -> None:
        if (layer, strip) == (3, 4):
            raise MemoryError("no room")

    with pytest.raises(MemoryError, match="no room"):
        race(team, work)


def test_an_error_of_the_owner_stops_the_threads(team: Team) -> None:
    count = 0

    def work(layer: int, strip: int) -> None:
        nonlocal count
        count += 1

    def fail_after_three() -> None:
        with Relay(team, STRIPS, REACH, [work] * team.size) as relay:
            for _ in range(3):
                relay.open_next()
            raise KeyError

    with pytest.raises(KeyError):
        fail_after_three()
    after = count
    race(team, work, layers=1)  # the team is free again, and nothing of before goes on
    assert count == after + STRIPS


def test_torch_has_one_core_in_the_team_and_as_many_as_before_elsewhere() -> None:
    before = torch.get_num_threads()
    team = Team()
    inside: set[int] = set()

    def work(layer: int, strip: int) -> None:
        torch.mm(torch.rand(300, 300), torch.rand(300, 300))  # torch settles at the first use
        inside.add(torch.get_num_threads())

    race(team, work)
    fresh: list[int] = []
    thread = threading.Thread(target=lambda: fresh.append(torch.get_num_threads()))
    thread.start()
    thread.join()
    assert (inside, fresh, torch.get_num_threads()) == ({1}, [before], before)


def test_the_threads_end_with_the_team() -> None:
    before = set(threading.enumerate())
    team = Team()
    race(team, lambda layer, strip: None)
    hired = set(threading.enumerate()) - before
    assert len(hired) == torch.get_num_threads()
    del team
    for thread in hired:
        thread.join(30)
    assert not any(thread.is_alive() for thread in hired)
