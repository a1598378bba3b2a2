"""Batches in trouble: bad files, full disks, killed processes; nothing is lost."""

import errno
import os
import platform
import random
import shutil
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from pipelines.batch import (
    ItemStarted,
)
from pipelines.errors import DiskFull, JobFailed, NotWritable, UnknownCheckpoint, UnusableFolder
from pipelines.journal import Journal, State
from pipelines.media.atomic import replacing
from tests.pipelines.batch_bench import Bench, bench_in, paint


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with bench_in(tmp_path) as made:
        yield made


# -- bad files --------------------------------------------------------------------------------


def bad_files(folder: Path) -> list[str]:
    """Twenty bad files of the usual kinds, as many of each."""
    good = folder / "good.tmp"
    paint(good, side=64, format="PNG")
    data = good.read_bytes()
    good.unlink()
    makers: list[Callable[[Path], object]] = [
        lambda p: p.write_bytes(b""),
        lambda p: p.write_bytes(data[: len(data) // 2]),
        lambda p: p.write_bytes(_png_header(60_000, 60_000) + data[33:]),
        lambda p: p.write_bytes(_png_header(0, 0) + data[33:]),
        lambda p: p.write_text("Dear diary, this is a text."),
    ]
    names = []
    for number in range(20):
        name = f"bad {number}.png"
        makers[number % len(makers)](folder / name)
        names.append(name)
    return names


def _png_header(width: int, height: int) -> bytes:
    import struct
    import zlib

    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def two_hundred(folder: Path) -> list[str]:
    """180 good pictures in three folders and 20 bad ones among them. Returns the bad."""
    for number in range(180):
        paint(folder / ("", "one", "two/three")[number % 3] / f"p{number}.png", 8 + number % 9)
    return bad_files(folder)


def test_two_hundred_files_with_twenty_bad_ones(bench: Bench) -> None:
    bad = two_hundred(bench.inputs)
    result = bench.run()
    assert len(result.done) == 180
    assert len(bench.written()) == 180
    assert sorted(event.path.name for event in result.failed) == sorted(bad)
    for event in result.failed:
        said = str(event.reason)
        assert event.path.name in said
        assert "unexpected" not in said
    assert set(bench.states().values()) == {State.DONE, State.FAILED}
    fractions = [r.fraction for r in bench.reports if r.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_only_the_failed_are_retried(bench: Bench) -> None:
    bench.paint("a.png", "b.png", "c.png")
    (bench.inputs / "b.png").write_bytes(b"")
    (bench.inputs / "c.png").write_bytes(b"")
    assert len(bench.run().failed) == 2
    bench.paint("b.png", "new.png")
    bench.events.clear()
    result = bench.run(retry_failed_only=True)
    assert bench.heard(ItemStarted) == ["b.png"]
    assert [event.path.name for event in result.done] == ["b.png"]
    assert [event.path.name for event in result.failed] == ["c.png"]
    assert bench.written() == ["a_fake.png", "b_fake.png"]


def test_a_sub_folder_that_cannot_be_read_is_one_failure(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.paint("a.png", "locked/b.png", "open/c.png")
    scandir = os.scandir

    def guarded(path: Path) -> object:  # as root, no mode of a folder keeps us out
        if Path(path).name == "locked":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    result = bench.run()
    assert [event.path.name for event in result.done] == ["a.png", "c.png"]
    assert [event.path.name for event in result.failed] == ["locked"]
    assert "Permission denied" in str(result.failed[0].reason)


def test_an_unexpected_failure_is_told_by_kind(bench: Bench) -> None:
    bench.paint("a.png", "b.png", "c.png")
    bench.model.fail_on = {"b.png": ZeroDivisionError("division by zero")}
    result = bench.run()
    assert len(result.done) == 2
    assert "ZeroDivisionError: division by zero" in str(result.failed[0].reason)
    record = bench.journal.items(bench.journal.batches()[0].id)["b.png"]
    assert str(record.reason) == str(result.failed[0].reason)


def test_a_model_that_does_not_load_stops_at_once(bench: Bench) -> None:
    bench.paint("a.png", "b.png")
    bench.model.load_error = JobFailed("The weights are damaged.")
    with pytest.raises(JobFailed, match="damaged"):
        bench.run()
    assert set(bench.states().values()) == {State.QUEUED}
    bench.model.load_error = None
    assert len(bench.run().done) == 2


def test_out_of_memory_makes_smaller_tiles_and_goes_on(bench: Bench) -> None:
    bench.paint("a.png", "b.png")
    bench.model.out_of_memory = lambda plan, _step: plan.tile > 100
    result = bench.run()
    assert len(result.done) == 2
    assert any("memory" in str(note) for note in result.done[0].notes)
    assert result.done[1].notes == ()  # the second starts with what worked


# -- the disk ---------------------------------------------------------------------------------


def full_after(bench: Bench, count: int) -> None:
    def on_write(_name: str) -> None:
        if len(bench.model.called("write")) > count:
            with replacing(bench.out / "x.png"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    bench.model.on_write = on_write


def test_a_full_disk_stops_and_keeps_what_is_done(bench: Bench) -> None:
    bench.paint(*(f"{n}.png" for n in range(10)))
    full_after(bench, 4)
    result = bench.run()
    assert isinstance(result.stopped, DiskFull)
    assert "no room" in str(result.stopped)
    assert (len(result.done), result.failed, result.cancelled) == (4, [], False)
    assert len(bench.written()) == 4
    assert list(bench.states().values()).count(State.QUEUED) == 6
    bench.model.on_write = lambda _name: None
    assert len(bench.run().done) == 6
    assert len(bench.written()) == 10


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
def test_a_disk_that_is_really_full(bench: Bench) -> None:
    bench.paint(*(f"{n}.png" for n in range(12)))
    bench.out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(bench.out)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("may not mount here")
    try:
        (bench.out / "ballast").write_bytes(bytes(16 * 1024))
        result = bench.run()
        assert isinstance(result.stopped, DiskFull)
        kept = [event.output for event in result.done]
        assert sorted(bench.written()) == sorted([*(path.name for path in kept), "ballast"])
        for path in kept:
            with Image.open(path) as picture:
                picture.load()
        (bench.out / "ballast").unlink()
        second = bench.run()
        assert second.stopped is None or isinstance(second.stopped, DiskFull)
        assert len(second.done) >= 1
    finally:
        subprocess.run(["umount", str(bench.out)], check=True)


def test_a_target_that_cannot_be_written_stops_with_one_sentence(bench: Bench) -> None:
    bench.paint(*(f"{n}.png" for n in range(5)))
    bench.out.write_text("a file where the folder should be")
    with pytest.raises(UnusableFolder, match="cannot be written"):
        bench.run()
    assert bench.model.calls == []  # told before the work, not after


def test_a_target_that_goes_away_meanwhile_stops(bench: Bench) -> None:
    bench.paint(*(f"{n}.png" for n in range(5)))

    def on_write(_name: str) -> None:
        if len(bench.model.called("write")) == 3:
            shutil.rmtree(bench.out)
            bench.out.write_text("a file where the folder was")

    bench.model.on_write = on_write
    result = bench.run()
    assert isinstance(result.stopped, NotWritable)
    assert len(str(result.stopped).splitlines()) == 1
    assert len(result.done) == 2
    assert list(bench.states().values()).count(State.QUEUED) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a read-only disk")
def test_a_read_only_target(bench: Bench) -> None:
    bench.paint("a.png", "b.png")
    bench.out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k,ro", "tmpfs", str(bench.out)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("may not mount here")
    try:
        with pytest.raises(UnusableFolder, match="Read-only file system"):
            bench.run()
    finally:
        subprocess.run(["umount", str(bench.out)], check=True)


def test_one_name_that_cannot_be_written_is_one_failure(bench: Bench) -> None:
    bench.paint("a.png", "b.png", "c.png")

    def on_write(name: str) -> None:
        if name.startswith("b"):
            raise NotWritable("{name} is open in another program.", name=name)

    bench.model.on_write = on_write
    bench.out.mkdir()
    result = bench.run()
    assert result.stopped is None
    assert [event.path.name for event in result.failed] == ["b.png"]
    assert len(result.done) == 2


def test_a_full_disk_under_the_journal(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.paint("a.png", "b.png", "c.png")

    def full(*_args: object) -> None:
        raise DiskFull("There is no room left for the record of jobs.")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "set_done", full)
        result = bench.run()
    assert isinstance(result.stopped, DiskFull)
    assert len(bench.run().done) == 3
    assert len(bench.written()) == 3


def test_only_leftovers_of_killed_processes_are_removed(bench: Bench) -> None:
    bench.paint("a.png")
    bench.out.mkdir()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    mark = f".hearth-{zlib.crc32(platform.node().encode()):08x}"
    ours = bench.out / f"{mark}-{gone.pid}-abc.part"
    kept = [
        bench.out / f"{mark}-{os.getppid()}-abc.part",  # someone is still writing it
        bench.out / f".hearth-00000000-{gone.pid}-abc.part",  # another machine's
        bench.out / "download.part",
    ]
    for path in (ours, *kept):
        path.write_text("half a picture")
    bench.run()
    assert not ours.exists()
    assert all(path.exists() for path in kept)


# -- killed -----------------------------------------------------------------------------------

KILLED = """
import sys, time
from pathlib import Path
from pipelines.batch import run_batch
from pipelines.journal import Journal
from pipelines.media.picture import PictureOutput
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.run import build_runtime
from tests.fakes import FakeModel, FakeParams

base = Path(sys.argv[1])
places = Places(base / "data", base / "config")
with Journal(places.journal) as journal:
    run_batch(
        build_runtime(places, offline=True),
        FakeModel(steps=2).spec(),
        FakeParams(image=Path("placeholder")),
        base / "in",
        base / "out",
        PictureOutput(),
        Progress(),
        journal=journal,
        listener=lambda event: print(type(event).__name__, flush=True),
    )
"""


def test_killed_twice_before_a_result_was_noted_it_is_written_once(bench: Bench) -> None:
    """First between writing and noting, then before that file's turn came again."""
    bench.paint("a.png")
    bench.run()
    with sqlite3.connect(bench.journal.path) as db:
        db.execute("UPDATE items SET state = 'running'")
    bench.runtime.residency.free_now()
    bench.model.load_error = UnknownCheckpoint("The second start goes no further than loading.")
    with pytest.raises(UnknownCheckpoint):
        bench.run()
    assert list(bench.states().values()) == [State.QUEUED]
    bench.model.load_error = None
    assert len(bench.run().done) == 1
    assert bench.written() == ["a_fake.png"]


@pytest.mark.parametrize(("seed", "kills"), [(0, 1), (1, 1), (2, 2)])
def test_killed_at_a_random_moment_it_finishes_the_same(
    bench: Bench, seed: int, kills: int
) -> None:
    bad = two_hundred(bench.inputs)
    dice = random.Random(seed)
    base = bench.inputs.parent
    for _kill in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(base)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        heard = [process.stdout.readline() for _event in range(dice.randint(20, 500))]
        time.sleep(dice.random() * 0.01)
        process.kill()
        process.wait()
        process.stdout.close()
        assert any(heard)
    result = bench.run()
    assert len(result.done) + len(result.skipped) == 180
    assert sorted(event.path.name for event in result.failed) == sorted(bad)
    written = bench.written()
    assert len(written) == 180
    assert not [name for name in written if "_2" in name or ".part" in name]
    for event in (*result.done, *result.skipped):
        with Image.open(event.output) as picture, Image.open(event.path) as source:
            picture.load()
            assert picture.size == (source.width * 2, source.height * 2)
    states = list(bench.states().values())
    assert (states.count(State.DONE), states.count(State.FAILED)) == (180, 20)
    assert len(states) == 200
