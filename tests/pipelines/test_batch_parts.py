"""Batches whose inputs have several results each: a key and a name for every one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.batch import ItemDone, ItemStarted, plan_batch, run_batch
from pipelines.batch_resume import unfinished_batches
from pipelines.errors import BadInput, JobFailed
from pipelines.journal import State
from pipelines.media.picture import PictureOutput
from pipelines.media.provenance import read_provenance
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec, Part
from pipelines.versions import VersionLedger
from tests.fakes import FakeParams
from tests.pipelines.batch_bench import PARAMS, Bench, bench_in

OUTPUT = PictureOutput(name_pattern="{prompt}/{name}-{seed}")


def parts_of(params: FakeParams) -> tuple[Part[FakeParams], ...]:
    """A result for each word of the note."""
    return tuple(
        Part(word, params.model_copy(update={"note": word}), {"prompt": word, "seed": len(word)})
        for word in params.note.split()
    )


class Parted:
    """A bench whose model makes a result for each word."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.spec: ModelSpec[Any] = replace(bench.model.spec(), parts=parts_of, varied=("note",))
        self.events: list[Any] = []

    def run(self, words: str, **given: Any) -> Any:
        bench, params = self.bench, PARAMS.model_copy(update={"note": words})
        settings = (bench.runtime, self.spec, params, bench.inputs, bench.out, OUTPUT)
        progress = Progress(None, given.pop("cancel", None) or CancelToken())
        hear = self.events.append
        return run_batch(*settings, progress, journal=bench.journal, listener=hear, **given)

    def started(self) -> list[tuple[str, object]]:
        return [
            (event.path.name, event.names["prompt"])
            for event in self.events
            if isinstance(event, ItemStarted)
        ]


@pytest.fixture
def parted(tmp_path: Path) -> Iterator[Parted]:
    with bench_in(tmp_path) as bench:
        bench.paint("a.png", "b.png")
        yield Parted(bench)


def test_every_part_has_a_result_of_its_own(parted: Parted) -> None:
    result = parted.run("red blue")
    assert parted.started() == [
        ("a.png", "red"), ("a.png", "blue"), ("b.png", "red"), ("b.png", "blue"),
    ]  # fmt: skip
    assert parted.bench.written() == [
        "blue/a-4.png", "blue/b-4.png", "red/a-3.png", "red/b-3.png",
    ]  # fmt: skip
    assert [item.names["seed"] for item in result.done] == [3, 4, 3, 4]
    told = read_provenance(parted.bench.out / "blue" / "a-4.png")
    assert told is not None
    assert told.settings["note"] == "blue"
    assert told.details["part"] == {"prompt": "blue", "seed": 4}


def test_other_parts_are_the_same_batch(parted: Parted) -> None:
    parted.run("red blue")
    parted.events.clear()
    result = parted.run("blue green red")
    assert parted.started() == [("a.png", "green"), ("b.png", "green")]
    assert len(result.skipped) == 4
    assert len(parted.bench.journal.batches()) == 1


def test_one_that_failed_is_tried_again_alone(parted: Parted) -> None:
    def fail(name: str, step: int) -> None:
        if len(parted.bench.model.called("step")) == 1:
            raise JobFailed("Not this time.")

    parted.bench.model.on_step = fail
    result = parted.run("red blue")
    (failed,) = result.failed
    assert (failed.path.name, failed.names["prompt"]) == ("a.png", "red")
    parted.events.clear()
    assert not parted.run("red blue", retry_failed_only=True).failed
    assert parted.started() == [("a.png", "red")]


def test_it_goes_on_where_it_was_stopped_with_its_own_names(parted: Parted) -> None:
    cancel = CancelToken()
    parted.bench.model.on_step = lambda _name, _step: (
        cancel.cancel() if len(parted.bench.model.called("step")) == 4 else None
    )
    assert parted.run("red blue", cancel=cancel).cancelled
    parted.bench.model.on_step = lambda _name, _step: None
    done = {event.output for event in parted.events if isinstance(event, ItemDone)}
    parted.events.clear()
    result = parted.run("red blue")
    assert {event.output for event in result.skipped} == done
    assert len(done) + len(result.done) == 4
    assert len(parted.bench.written()) == 4  # nothing twice under a second name


def test_a_batch_that_was_killed_is_offered_with_the_latest_parts(parted: Parted) -> None:
    bench = parted.bench
    parted.run("red")
    with bench.journal._changing() as db:
        db.execute("UPDATE batches SET held = 1")  # as if its process had been killed
    ledger = VersionLedger(bench.runtime.places.versions)
    assert unfinished_batches(bench.journal, [parted.spec], ledger) == []
    params = PARAMS.model_copy(update={"note": "red blue"})
    plan = plan_batch(parted.spec, params, bench.inputs, bench.out, OUTPUT, journal=bench.journal)
    bench.journal.open_batch(plan.key)
    (offered,) = unfinished_batches(bench.journal, [parted.spec], ledger)
    assert offered.params.note == "red blue"
    assert (offered.left, offered.total) == (2, 4)


def test_parts_that_cannot_be_are_told_before_anything_begins(parted: Parted) -> None:
    def refuse(_params: FakeParams) -> tuple[Part[FakeParams], ...]:
        raise BadInput("There is no style called baroque.")

    parted.spec = replace(parted.spec, parts=refuse)
    with pytest.raises(BadInput, match="baroque"):
        parted.run("red")
    assert not parted.bench.written()


def test_a_model_without_parts_keeps_its_keys(parted: Parted) -> None:
    """So that what older versions of Hearth began is gone on with."""
    bench = parted.bench
    settings = (bench.model.spec(), PARAMS, bench.inputs, bench.out, PictureOutput())
    plan = plan_batch(*settings, journal=bench.journal)
    assert [source.key for source in plan.todo] == ["a.png", "b.png"]
    assert '"note": ""' in plan.key.identity
    assert '"varied"' not in plan.key.identity
    assert State.QUEUED not in {item.state for item in bench.journal.items(1).values()}
