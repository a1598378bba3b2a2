"""Killed at a random moment, a folder of questions ends as if nothing had been."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from pipelines.answers.gallery import Gallery
from pipelines.errors import DiskFull
from pipelines.journal import State
from pipelines.media.xmp import Packet
from tests.pipelines.answering.bench import AnswerBench, bench_in, read_lines
from tests.pipelines.batch_bench import paint

KILLED = """
import sys
from pathlib import Path
from tests.pipelines.answering.bench import bench_in

output, kind, in_place = sys.argv[2:]
with bench_in(Path(sys.argv[1])) as bench:
    bench.run(
        output, kind, in_place=in_place == "True",
        listener=lambda event: print(type(event).__name__, flush=True),
    )
"""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[AnswerBench]:
    with bench_in(tmp_path) as made:
        yield made


def eighty(folder: Path) -> list[str]:
    """72 good pictures in three folders and 8 bad ones among them. Returns the bad."""
    for number in range(72):
        paint(folder / ("", "one", "two/three")[number % 3] / f"p{number}.jpg", 8 + number % 9)
    bad = [f"bad {number}.png" for number in range(8)]
    for number, name in enumerate(bad):
        (folder / name).write_bytes(b"" if number % 2 else b"Dear diary, this is a text.")
    return bad


def kill_at_random(base: Path, output: Path, kind: str, in_place: bool, seed: int) -> int:
    """Begin the run in another process and kill it. Returns how much was heard of it."""
    dice = random.Random(seed)
    words = [sys.executable, "-c", KILLED, str(base), str(output), kind, str(in_place)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    heard = [process.stdout.readline() for _event in range(dice.randint(10, 200))]
    time.sleep(dice.random() * 0.01)
    process.kill()
    process.wait()
    process.stdout.close()
    return len([line for line in heard if line])


@pytest.mark.parametrize(
    ("kind", "in_place", "seeds"),
    [("csv,jsonl", False, (0, 1)), ("txt,csv", False, (2,)), ("xmp,csv", True, (3, 4))],
)
def test_killed_at_a_random_moment_it_finishes_the_same(
    bench: AnswerBench, kind: str, in_place: bool, seeds: tuple[int, ...]
) -> None:
    bad = eighty(bench.inputs)
    originals = {path: path.read_bytes() for path in bench.inputs.rglob("*.jpg")}
    for seed in seeds:
        assert kill_at_random(bench.inputs.parent, bench.out, kind, in_place, seed)
        for table in bench.out.glob("answers.*"):  # no reader ever sees half a file
            assert table.read_bytes().endswith(b"\n")
    result = bench.run(bench.out, kind, in_place=in_place)
    assert len(result.done) + len(result.skipped) == 72
    assert sorted(event.path.name for event in result.failed) == bad
    rows = bench.rows()
    assert len(rows) == 80
    assert len({row["file"] for row in rows}) == 80
    for row in rows:
        name = Path(row["file"]).name
        assert bool(row["error"]) == (name in bad)
        assert row["answer"] == ("" if name in bad else f"What is it? It is {name}.")
    for path, content in originals.items():
        if in_place:
            assert path.with_name(path.name + "_original").read_bytes() == content
            with Image.open(path) as picture:
                picture.load()
                said = Packet(picture.info["xmp"]).get(
                    ("http://purl.org/dc/elements/1.1/", "description")
                )
            assert said == f"What is it? It is {path.name}."
        else:
            assert path.read_bytes() == content
    expected = {"answers.csv"} | ({"answers.jsonl"} if "jsonl" in kind else set())
    if "txt" in kind:
        expected |= {
            path.relative_to(bench.inputs).with_suffix(".txt").as_posix() for path in originals
        }
    assert set(bench.written()) == expected
    if "jsonl" in kind:
        lines = read_lines(bench.out / "answers.jsonl")
        assert [line["file"] for line in lines] == [row["file"] for row in rows]
    states = list(bench.states().values())
    assert (states.count(State.DONE), states.count(State.FAILED)) == (72, 8)
    with Gallery(bench.places.answers) as gallery:
        assert gallery.search("What").total == 72
    bench.asked()
    bench.run(bench.out, kind, in_place=in_place)
    assert bench.asked() == []


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
def test_a_disk_that_is_really_full(bench: AnswerBench) -> None:
    bench.paint(*(f"{n}.png" for n in range(12)))
    bench.out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(bench.out)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("may not mount here")
    try:
        bench.engine.say = lambda name, _question: f"{name} {'and so on ' * 400}"
        result = bench.run()
        assert isinstance(result.stopped, DiskFull)
        rows = bench.rows()
        assert 0 < len(rows) < 12
        assert all(row["answer"].endswith("and so on") for row in rows)
        assert list(bench.states().values()).count(State.QUEUED) > 0
    finally:
        subprocess.run(["umount", str(bench.out)], check=True)
    assert bench.run().stopped is None  # with room for it
    assert len(bench.rows()) == 12
    assert len(bench.engine.asked) <= 12 + 4
