"""Batches that were killed are found again, with all that is needed to go on."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.batch import run_batch
from pipelines.batch_plan import batch_key
from pipelines.batch_resume import Unfinished, unfinished_batches
from pipelines.media.picture import PictureOutput
from pipelines.progress import Progress
from pipelines.spec import Media, Params, param
from tests.fakes import FakeModel, FakeParams
from tests.pipelines.batch_bench import Bench, paint

KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.batch import ItemDone, run_batch
from pipelines.journal import Journal
from pipelines.media.picture import PictureOutput
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.spec import Media, Params, param
from pipelines.run import build_runtime
from tests.fakes import FakeModel, FakeParams

base, inputs = Path(sys.argv[1]), [Path(word) for word in sys.argv[2:]]
places = Places(base / "data", base / "config")
with Journal(places.journal) as journal:
    run_batch(
        build_runtime(places, offline=True),
        FakeModel(steps=2).spec(),
        FakeParams(image=Path("placeholder"), scale=3, strength=0.25),
        inputs if len(inputs) > 1 else inputs[0],
        base / "out",
        PictureOutput(output_format="webp"),
        Progress(),
        journal=journal,
        recursive=False,
        listener=lambda event: isinstance(event, ItemDone) and os.kill(os.getpid(), signal.SIGKILL),
    )
"""


class Fewer(Params):
    """What an update may have left of the settings."""

    image: Path = param(title="Image", description="The picture.", media=Media.IMAGE)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.journal.close()


def kill_one(bench: Bench, *inputs: Path) -> None:
    """Run a batch in a process of its own that is killed when the first file is done."""
    base = bench.inputs.parent
    words = [str(path) for path in inputs or (bench.inputs,)]
    ended = subprocess.run([sys.executable, "-c", KILLED, str(base), *words], check=False)
    assert ended.returncode != 0


def found(bench: Bench) -> list[Unfinished]:
    return unfinished_batches(bench.journal, [bench.model.spec()], bench.runtime.versions)


def go_on(bench: Bench, item: Unfinished) -> Any:
    return run_batch(
        *(bench.runtime, item.spec, item.params, item.inputs, item.out_dir, item.output),
        Progress(),
        journal=bench.journal,
        recursive=item.recursive,
    )


def test_a_killed_folder_goes_on_with_its_settings(bench: Bench) -> None:
    bench.paint(*(f"{n}.png" for n in range(6)), "deep/inside.png")
    kill_one(bench)
    (item,) = found(bench)
    assert item.params == FakeParams(image=item.params.image, scale=3, strength=0.25)
    assert item.output == PictureOutput(output_format="webp")
    assert (item.inputs, item.out_dir, item.recursive) == (bench.inputs, bench.out, False)
    assert (item.total, 0 < item.left < 6) == (6, True)
    result = go_on(bench, item)
    assert (len(result.done), len(result.skipped)) == (item.left, 6 - item.left)
    assert len(list(bench.out.glob("*.webp"))) == 6
    assert found(bench) == []


def test_a_killed_list_of_files_goes_on_too(bench: Bench) -> None:
    paths = [paint(bench.inputs / f"{n}.png") or bench.inputs / f"{n}.png" for n in range(5)]
    kill_one(bench, *paths)
    (item,) = found(bench)
    assert item.inputs == tuple(paths)
    assert len(go_on(bench, item).done) == item.left
    assert found(bench) == []


def test_what_was_let_go_is_not_found_again_but_can_be_started(bench: Bench) -> None:
    bench.paint(*(f"{n}.png" for n in range(5)))
    kill_one(bench)
    (item,) = found(bench)
    bench.journal.let_go(item.id)
    assert found(bench) == []
    result = go_on(bench, item)
    assert len(result.done) == item.left
    assert len(result.skipped) == 5 - item.left


def test_what_a_person_stopped_or_what_runs_is_not_unfinished(bench: Bench) -> None:
    bench.paint("a.png", "b.png", "c.png")

    def on_step(name: str, _step: int) -> None:
        assert found(bench) == []  # it is running
        if name == "b.png":
            bench.cancel.cancel()

    bench.model.on_step = on_step
    assert bench.run().cancelled
    assert found(bench) == []


def test_a_checkpoint_that_was_removed_is_left_out(bench: Bench) -> None:
    from pipelines.models.spandrel import SPEC, SpandrelParams

    bench.paint("a.png")
    checkpoint = bench.inputs.with_name("2x_lines.safetensors")
    checkpoint.touch()
    params = SpandrelParams(image=Path("placeholder"), checkpoint=checkpoint)
    key = batch_key(SPEC, params, bench.inputs, bench.out, bench.output, recursive=True)
    bench.journal.open_batch(key)
    with sqlite3.connect(bench.journal.path) as db:  # as a killed process leaves it
        db.execute("UPDATE batches SET held = 1")
    db.close()
    (item,) = unfinished_batches(bench.journal, [SPEC], bench.runtime.versions)
    assert (item.params.checkpoint, item.left) == (checkpoint, 1)
    checkpoint.unlink()
    assert unfinished_batches(bench.journal, [SPEC], bench.runtime.versions) == []


@pytest.mark.parametrize("what", ["folder", "files", "settings", "model"])
def test_what_cannot_go_on_as_it_was_is_left_out(bench: Bench, what: str) -> None:
    bench.paint(*(f"{n}.png" for n in range(5)))
    kill_one(bench)
    spec = bench.model.spec()
    if what == "folder":
        shutil.rmtree(bench.inputs)
    elif what == "files":
        (item,) = found(bench)
        for path in bench.inputs.iterdir():
            record = bench.journal.items(item.id)[path.name]
            if record.output is None or not record.output.exists():
                path.unlink()
    elif what == "settings":
        spec = replace(spec, params=Fewer)
    else:
        spec = FakeModel(name="another").spec()
    assert unfinished_batches(bench.journal, [spec], bench.runtime.versions) == []
