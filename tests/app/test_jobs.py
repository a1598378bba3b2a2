"""One end for every job, lanes, cancelling, and no flood of reports."""

import gc
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.jobs import CPU, DOWNLOADS, QUICK, Job, JobQueue, JobState, device_lane
from pipelines.errors import JobFailed
from pipelines.progress import Cancelled, Progress
from pipelines.text import text


def ends_of(job: Job) -> list[JobState]:
    seen: list[JobState] = []
    job.finished.connect(seen.append)
    return seen


def wait_for(qtbot: QtBot, queue: JobQueue) -> None:
    qtbot.waitUntil(lambda: queue.is_idle, timeout=10_000)


def test_result_comes_back_on_the_gui_thread(qtbot: QtBot, queue: JobQueue) -> None:
    where: list[int] = []
    job = queue.submit(lambda _progress: threading.get_ident())
    job.finished.connect(lambda _state: where.append(threading.get_ident()))
    ends = ends_of(job)
    wait_for(qtbot, queue)
    assert ends == [JobState.DONE]
    assert where == [threading.get_ident()]
    assert job.result != threading.get_ident()


@pytest.mark.parametrize(
    "error",
    [
        JobFailed("No {what}.", what="luck"),
        RuntimeError("boom"),
        MemoryError(),
        SystemExit(3),
        KeyboardInterrupt(),
        StopIteration(),
        GeneratorExit(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_whatever_is_raised_is_one_failed_end(
    qtbot: QtBot, queue: JobQueue, error: BaseException
) -> None:
    def work(_progress: Progress) -> None:
        raise error

    job = queue.submit(work)
    ends = ends_of(job)
    wait_for(qtbot, queue)
    assert ends == [JobState.FAILED]
    assert job.error is error
    assert type(error).__name__ in job.details


def test_a_failed_job_keeps_no_frames_alive(qtbot: QtBot, queue: JobQueue) -> None:
    class Tensor:
        pass

    kept: list[Any] = []

    def work(_progress: Progress) -> None:
        tensor = Tensor()
        kept.append(weakref.ref(tensor))
        try:
            raise ValueError("inner")
        except ValueError as inner:
            raise RuntimeError("outer") from inner

    job = queue.submit(work)
    wait_for(qtbot, queue)
    gc.collect()
    assert job.state is JobState.FAILED
    assert kept[0]() is None
    assert "inner" in job.details


def step_until(gate: threading.Event) -> Callable[[Progress], None]:
    def work(progress: Progress) -> None:
        while not gate.is_set():
            progress.update(0.5, text("Step"))
            time.sleep(0.005)

    return work


def test_cancel_takes_effect_at_the_next_step(qtbot: QtBot, queue: JobQueue) -> None:
    job = queue.submit(step_until(threading.Event()))
    ends = ends_of(job)
    stops: list[bool] = []
    job.stopping_changed.connect(lambda: stops.append(job.stopping))
    qtbot.waitUntil(lambda: job.report is not None)
    job.cancel()
    job.cancel()
    assert stops == [True]
    assert job.state is JobState.RUNNING
    wait_for(qtbot, queue)
    assert ends == [JobState.CANCELLED]


def test_a_waiting_job_is_cancelled_at_once(qtbot: QtBot, queue: JobQueue) -> None:
    gate = threading.Event()
    first = queue.submit(step_until(gate))
    ran: list[int] = []
    second = queue.submit(lambda _progress: ran.append(1))
    qtbot.waitUntil(lambda: first.state is JobState.RUNNING)
    ends = ends_of(second)
    second.cancel()
    assert ends == [JobState.CANCELLED]
    gate.set()
    wait_for(qtbot, queue)
    assert first.state is JobState.DONE
    assert not ran


def test_cancelled_after_the_last_step_is_done(qtbot: QtBot, queue: JobQueue) -> None:
    gate, inside = threading.Event(), threading.Event()

    def work(_progress: Progress) -> str:
        inside.set()
        gate.wait(5)
        return "on disk"

    job = queue.submit(work)
    qtbot.waitUntil(inside.is_set)
    job.cancel()
    gate.set()
    wait_for(qtbot, queue)
    assert (job.state, job.result) == (JobState.DONE, "on disk")


@pytest.mark.parametrize(
    ("lane", "most"), [(CPU, 1), (device_lane("cuda:0"), 1), (DOWNLOADS, 2), (QUICK, 2)]
)
def test_a_lane_runs_no_more_than_its_capacity(
    qtbot: QtBot, queue: JobQueue, lane: Any, most: int
) -> None:
    lock, running, peak = threading.Lock(), [0], [0]
    order: list[int] = []

    def work(number: int) -> None:
        with lock:
            running[0] += 1
            peak[0] = max(peak[0], running[0])
            order.append(number)
        time.sleep(0.03)
        with lock:
            running[0] -= 1

    for number in range(6):
        queue.submit(lambda _progress, number=number: work(number), lane=lane)
    wait_for(qtbot, queue)
    assert peak[0] == most
    if most == 1:
        assert order == list(range(6))


def test_two_gpus_and_the_cpu_work_side_by_side(qtbot: QtBot, queue: JobQueue) -> None:
    together = threading.Barrier(3, timeout=5)
    lanes = (device_lane("cuda:0"), device_lane("cuda:1"), device_lane("cpu"))
    jobs = [queue.submit(lambda _progress: together.wait(), lane=lane) for lane in lanes]
    wait_for(qtbot, queue)
    assert all(job.state is JobState.DONE for job in jobs)


def test_devices_have_lanes() -> None:
    assert device_lane("cpu") == CPU
    assert device_lane("auto") == device_lane("cuda:0") == device_lane("mps")
    assert device_lane("cuda:1") != device_lane("cuda:0")


def test_a_storm_of_reports_does_not_reach_the_window(qtbot: QtBot, queue: JobQueue) -> None:
    def work(progress: Progress) -> None:
        until = time.monotonic() + 0.5
        n = 0
        while time.monotonic() < until:
            n += 1
            progress.update(min(1.0, n / 1e6), text("{n}", n=n))

    job = queue.submit(work)
    seen: list[float] = []
    job.progressed.connect(lambda report: seen.append(report.fraction))
    wait_for(qtbot, queue)
    assert 2 <= len(seen) <= 20 * job.seconds + 2
    assert seen == sorted(seen)


def test_the_last_report_is_seen_before_the_end(qtbot: QtBot, queue: JobQueue) -> None:
    job = queue.submit(lambda progress: progress.update(1.0, text("Done")))
    seen: list[str] = []
    job.progressed.connect(lambda report: seen.append(str(report.text)))
    job.finished.connect(lambda _state: seen.append("end"))
    wait_for(qtbot, queue)
    assert seen == ["Done", "end"]


def test_quiet_jobs_do_not_make_the_queue_busy(qtbot: QtBot, queue: JobQueue) -> None:
    gate = threading.Event()
    queue.submit(lambda _progress: gate.wait(5), lane=QUICK)
    assert not queue.busy
    assert not queue.is_idle
    loud = queue.submit(lambda _progress: gate.wait(5))
    assert queue.busy
    gate.set()
    wait_for(qtbot, queue)
    assert loud.state is JobState.DONE


def test_a_job_that_raises_cancelled_by_itself_is_cancelled(qtbot: QtBot, queue: JobQueue) -> None:
    def work(_progress: Progress) -> None:
        raise Cancelled

    job = queue.submit(work)
    wait_for(qtbot, queue)
    assert job.state is JobState.CANCELLED


def test_shutdown_cancels_waits_and_takes_no_more(qtbot: QtBot, queue: JobQueue) -> None:
    jobs = [queue.submit(step_until(threading.Event())) for _ in range(3)]
    qtbot.waitUntil(lambda: jobs[0].state is JobState.RUNNING)
    assert queue.shutdown(5)
    assert [job.state for job in jobs] == [JobState.CANCELLED] * 3
    late = queue.submit(lambda _progress: None)
    wait_for(qtbot, queue)
    assert late.state is JobState.CANCELLED


def test_a_job_started_by_the_end_of_another(qtbot: QtBot, queue: JobQueue) -> None:
    done: list[str] = []
    first = queue.submit(lambda _progress: "first")

    def chain(_state: JobState) -> None:
        second = queue.submit(lambda _progress: "second")
        second.finished.connect(lambda _s: done.append(second.result))

    first.finished.connect(chain)
    qtbot.waitUntil(lambda: done == ["second"], timeout=5000)
    assert queue.is_idle
