"""Torch, driver and GPU: every way in which they may not go together gets its own remedy."""

import pytest

from pipelines.doctor.finding import Grade
from pipelines.doctor.graphics import Build, Card, Driver, backend_for, examine, runs_on

CU130 = Build("2.13.0+cu130", "13.0", ("sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120"))
NEW, OLD = Driver("580.65", (13, 0)), Driver("550.54", (12, 4))


@pytest.mark.parametrize(
    ("capability", "archs", "expected"),
    [
        ((8, 9), ("sm_80", "sm_86"), True),
        ((8, 0), ("sm_86",), False),
        ((9, 0), ("sm_90a",), True),
        ((6, 1), ("sm_75", "sm_80"), False),
        ((12, 0), ("sm_90", "compute_90"), True),
        ((7, 0), ("compute_75",), False),
        ((12, 0), ("sm_120",), True),
        ((8, 0), (), False),
        ((8, 0), ("gfx90a",), False),
    ],
)
def test_a_build_runs_on_a_card_or_not(
    capability: tuple[int, int], archs: tuple[str, ...], expected: bool
) -> None:
    assert runs_on(capability, archs) is expected


@pytest.mark.parametrize(
    ("card", "build", "driver", "grade", "remedy"),
    [
        (Card("RTX 4090", (8, 9)), CU130, NEW, Grade.WELL, ""),
        (Card("RTX 5090", (12, 0)), CU130, NEW, Grade.WELL, ""),
        (Card("GTX 1080", (6, 1)), CU130, NEW, Grade.BROKEN, "--torch-backend=cu126"),
        (Card("RTX 3060", (8, 6)), CU130, OLD, Grade.BROKEN, "Update NVIDIA's driver"),
        (Card("RTX 3060", (8, 6)), CU130, OLD, Grade.BROKEN, "--torch-backend=cu126"),
        (Card("T4", (7, 5)), Build("2.13.0+cpu", "", ()), NEW, Grade.BROKEN, "cu130"),
    ],
)
def test_each_mismatch_has_its_remedy(
    card: Card, build: Build, driver: Driver, grade: Grade, remedy: str
) -> None:
    (found,) = examine([card], build, driver)
    assert found.grade is grade
    assert card.name in str(found.told)
    assert remedy in str(found.remedy or "")


def test_without_a_usable_card_the_reason_is_told() -> None:
    cpu = Build("2.13.0+cpu", "", ())
    (found,) = examine([], cpu, None)
    assert (found.grade, found.remedy) == (Grade.WELL, None)
    (found,) = examine([], CU130, None, {"0x10de"})
    assert found.grade is Grade.BROKEN
    assert "driver" in str(found.told)
    (found,) = examine([], CU130, None, {"0x1002"})
    assert found.grade is Grade.WEAK
    assert "AMD" in str(found.told)


def test_backends_go_by_card_and_driver() -> None:
    assert backend_for((6, 1), (13, 0)) == "cu126"
    assert backend_for((8, 6), (12, 9)) == "cu128"
    assert backend_for((8, 6), (12, 4)) == "cu126"
    assert backend_for((12, 0), (13, 1)) == "cu130"
