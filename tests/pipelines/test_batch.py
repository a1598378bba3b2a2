"""Batches of real pictures: goes on, resumes, retries, overlaps, and never loses a result."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipelines import batch_line
from pipelines.batch import (
    BatchEvent,
    ItemDone,
    ItemFailed,
    ItemProgress,
    ItemSkipped,
    ItemStarted,
    plan_batch,
)
from pipelines.errors import BadInput
from pipelines.journal import State
from pipelines.media.picture import PictureOutput
from pipelines.progress import CancelToken, Progress, Report
from tests.pipelines.batch_bench import PARAMS, Bench, bench_in, paint


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with bench_in(tmp_path) as made:
        yield made


# -- what a batch does ------------------------------------------------------------------------


def test_keeps_sub_folders_and_the_natural_order(bench: Bench) -> None:
    bench.paint("p10.png", "p2.png", "sub/deep/x.jpg", "Sub2/y.webp")
    bench.paint(".hidden.png", ".cache/z.png")
    (bench.inputs / "notes.txt").write_text("no picture")
    result = bench.run()
    assert bench.heard(ItemStarted) == ["p2.png", "p10.png", "x.jpg", "y.webp"]
    assert bench.written() == [
        "Sub2/y_fake.webp",
        "p10_fake.png",
        "p2_fake.png",
        "sub/deep/x_fake.jpg",
    ]
    assert len(result.done) == 4
    assert not result.failed
    with Image.open(bench.out / "p2_fake.png") as picture:
        assert picture.size == (16, 16)


def test_not_recursive(bench: Bench) -> None:
    bench.paint("a.png", "sub/b.png")
    bench.run(recursive=False)
    assert bench.written() == ["a_fake.png"]


def test_an_output_folder_among_the_inputs_is_no_input(bench: Bench) -> None:
    bench.paint("a.png")
    inside = bench.inputs / "results"
    paint(inside / "old.png")
    bench.run(out=inside)
    assert bench.heard(ItemStarted) == ["a.png"]


def test_results_beside_the_inputs_are_no_inputs(bench: Bench) -> None:
    bench.paint("a.png", "b.png")
    bench.run(out=bench.inputs)
    assert len(bench.run(out=bench.inputs).skipped) == 2
    other = PARAMS.model_copy(update={"scale": 3})  # another batch on the same folder
    bench.events.clear()
    bench.run(out=bench.inputs, params=other)
    assert bench.heard(ItemStarted) == ["a.png", "b.png"]


def test_what_is_done_is_skipped_until_it_changes(bench: Bench) -> None:
    bench.paint("a.png", "b.png", "c.png")
    bench.run()
    again = bench.run()
    assert [event.path.name for event in again.skipped] == ["a.png", "b.png", "c.png"]
    assert not again.done
    paint(bench.inputs / "a.png", side=12)
    (bench.out / "b_fake.png").unlink()
    third = bench.run()
    assert [event.path.name for event in third.done] == ["a.png", "b.png"]
    assert bench.written() == ["a_fake.png", "b_fake.png", "c_fake.png"]
    with Image.open(bench.out / "a_fake.png") as picture:
        assert picture.size == (24, 24)  # its own old result was replaced


def test_other_settings_are_another_batch_and_overwrite_nothing(bench: Bench) -> None:
    bench.paint("a.png")
    bench.run()
    before = (bench.out / "a_fake.png").read_bytes()
    bench.run(params=PARAMS.model_copy(update={"scale": 3}))
    assert bench.written() == ["a_fake.png", "a_fake_2.png"]
    assert (bench.out / "a_fake.png").read_bytes() == before


def test_a_file_of_someone_else_is_not_overwritten(bench: Bench) -> None:
    bench.paint("a.png")
    bench.out.mkdir()
    (bench.out / "a_fake.png").write_text("mine")
    bench.run()
    assert (bench.out / "a_fake.png").read_text() == "mine"
    assert bench.written() == ["a_fake.png", "a_fake_2.png"]


def test_the_same_stem_does_not_collide(bench: Bench) -> None:
    bench.paint("a.jpg", "a.png", "A.webp")
    bench.output = PictureOutput(output_format="png")
    result = bench.run()
    assert len(result.done) == 3
    names = bench.written()
    assert len({name.casefold() for name in names}) == 3
    assert not bench.run().done
    assert bench.written() == names


def test_a_list_of_files_and_folders(bench: Bench, tmp_path: Path) -> None:
    bench.paint("a.png", "sub/b.png", "c.png")
    elsewhere = tmp_path / "elsewhere" / "a.png"
    paint(elsewhere)
    given = [bench.inputs / "a.png", elsewhere, bench.inputs / "sub", bench.inputs / "a.png"]
    result = bench.run(given)
    assert len(result.done) == 3
    assert bench.written() == ["a_fake.png", "a_fake_2.png", "sub/b_fake.png"]
    assert len(bench.run(list(reversed(given))).skipped) == 3


def test_names_beyond_ascii_and_running_numbers(bench: Bench) -> None:
    bench.paint("été 1.png", "été 2.png", "図.png")
    bench.output = PictureOutput(name_pattern="{n}-{name}-{scale}")
    bench.run()
    assert bench.written() == ["1-été 1-2.png", "2-été 2-2.png", "3-図-2.png"]


def test_nothing_to_do_says_so(bench: Bench) -> None:
    with pytest.raises(BadInput, match="nothing to work on"):
        bench.run()
    with pytest.raises(BadInput, match="cannot be read"):
        bench.run(bench.inputs / "missing")
    bench.paint("a.png")
    bench.output = PictureOutput(name_pattern="{nme}")
    with pytest.raises(BadInput, match="pattern"):
        bench.run()
    assert bench.journal.batches() == []


def test_a_plan_counts_and_changes_nothing(bench: Bench) -> None:
    bench.paint("a.png", "b.png")
    (bench.inputs / "bad.png").write_text("no picture")
    spec = bench.model.spec()

    def plan(**options: Any) -> tuple[int, int, int]:
        made = plan_batch(
            spec, PARAMS, bench.inputs, bench.out, bench.output, journal=bench.journal, **options
        )
        return len(made.todo), len(made.done), len(made.failed)

    assert plan() == (3, 0, 0)
    assert bench.journal.batches() == []
    assert not bench.out.exists()
    bench.run()
    assert plan() == (1, 2, 1)
    assert plan(retry_failed_only=True) == (1, 2, 1)


def test_the_same_batch_does_not_run_twice_at_once(bench: Bench) -> None:
    bench.paint("a.png")
    said: list[str] = []

    def second(_name: str, _step: int) -> None:
        try:
            bench.run()
        except BadInput as error:
            said.append(str(error))

    bench.model.on_step = second
    assert len(bench.run().done) == 1
    assert "running already" in said[0]


# -- cancelling -------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(3))
def test_a_cancel_is_obeyed_at_the_next_tile(bench: Bench, step: int) -> None:
    bench.model.steps = 3
    bench.paint(*(f"{n}.png" for n in range(6)))

    def on_step(name: str, now: int) -> None:
        if (name, now) == ("3.png", step):
            bench.cancel.cancel()

    bench.model.on_step = on_step
    result = bench.run()
    assert result.cancelled
    assert bench.model.called("step")[-1][:2] == ("3.png", step)
    assert [event.path.name for event in result.done] == ["0.png", "1.png", "2.png"]
    assert len(bench.written()) == 3
    states = bench.states()
    assert [states[f"{n}.png"] for n in range(6)] == [
        *[State.DONE] * 3,
        State.CANCELLED,
        *[State.QUEUED] * 2,
    ]
    bench.cancel, bench.model.on_step = CancelToken(), lambda _name, _step: None
    assert len(bench.run().done) == 3


def test_cancelled_before_it_begins(bench: Bench) -> None:
    bench.paint("a.png")
    bench.cancel.cancel()
    result = bench.run()
    assert result.cancelled
    assert not bench.out.exists()
    assert bench.states() == {"a.png": State.QUEUED}


def test_cancelled_while_waiting_for_the_decoder(bench: Bench) -> None:
    bench.paint("a.png", "b.png")

    def on_read(name: str) -> None:
        if name == "b.png":
            bench.cancel.cancel()

    bench.model.on_read = on_read
    assert bench.run().cancelled


# -- overlap ----------------------------------------------------------------------------------


def test_decoding_running_and_encoding_overlap(bench: Bench) -> None:
    """While b is run, c must be decoded and a encoded: run waits for both, or times out."""
    bench.paint("a.png", "b.png", "c.png")
    encoding_a, decoding_c, running_b = threading.Event(), threading.Event(), threading.Event()
    met: list[bool] = []

    def on_read(name: str) -> None:
        if name == "c.png":
            decoding_c.set()
            met.append(running_b.wait(20))

    def on_write(name: str) -> None:
        if name == "a_fake.png":
            encoding_a.set()
            met.append(running_b.wait(20))

    def on_step(name: str, step: int) -> None:
        if (name, step) == ("b.png", 0):
            met.append(encoding_a.wait(20))
            met.append(decoding_c.wait(20))
            running_b.set()

    bench.model.on_read, bench.model.on_write, bench.model.on_step = on_read, on_write, on_step
    assert len(bench.run().done) == 3
    assert met == [True] * 4
    threads = bench.model.threads
    assert threads["step"] == {threading.get_ident()}
    assert len(threads["read"] | threads["write"] | threads["step"]) == 3


def test_the_decoder_is_only_a_few_files_ahead(bench: Bench) -> None:
    bench.paint(*(f"{n}.png" for n in range(12)))
    ahead: list[int] = []

    def on_step(_name: str, step: int) -> None:
        if step == 0:
            run = len({call[0] for call in bench.model.called("step")})
            ahead.append(len(bench.model.called("read")) - run)

    bench.model.on_step = on_step
    bench.run()
    assert max(ahead) <= batch_line.AHEAD + 1  # the queue and the one in hand


def test_the_model_is_loaded_once(bench: Bench) -> None:
    bench.paint(*(f"{n}.png" for n in range(5)))
    bench.run()
    assert len(bench.model.called("load")) == 1


def test_events_come_in_order_and_one_at_a_time(bench: Bench) -> None:
    bench.paint("a.png", "b.png", "c.png")
    (bench.inputs / "b.png").write_text("no")
    inside = threading.Lock()

    def listener(event: BatchEvent) -> None:
        assert inside.acquire(blocking=False)
        bench.events.append(event)
        inside.release()

    bench.run(listener=listener)
    assert bench.heard(ItemStarted) == ["a.png", "c.png"]
    assert bench.heard(ItemDone) == ["a.png", "c.png"]
    assert bench.heard(ItemFailed) == ["b.png"]
    assert set(bench.heard(ItemProgress)) == {"a.png", "c.png"}
    starts = [event for event in bench.events if isinstance(event, ItemStarted)]
    assert [(event.number, event.total) for event in starts] == [(1, 3), (3, 3)]
    bench.events.clear()
    bench.run()
    assert bench.heard(ItemSkipped) == ["a.png", "c.png"]


@pytest.mark.parametrize("kind", [ItemStarted, ItemDone, ItemFailed])
def test_a_listener_that_breaks_leaves_no_thread(bench: Bench, kind: type[BatchEvent]) -> None:
    bench.paint(*(f"{n}.png" for n in range(8)))
    (bench.inputs / "3.png").write_text("no")

    def listener(event: BatchEvent) -> None:
        if isinstance(event, kind):
            raise RuntimeError("broken listener")

    with pytest.raises(RuntimeError, match="broken listener"):
        bench.run(listener=listener)
    assert len(bench.run().done) + len(bench.written()) >= 7


def test_the_time_left_is_for_the_whole_batch() -> None:
    now = [0.0]
    reports: list[Report] = []
    whole = Progress(reports.append, now=lambda: now[0])
    whole.stage(batch_line.text("Loading"))
    whole.update(0.0)
    now[0] = 10.0
    whole.update(0.25)
    assert reports[-1].remaining_s == pytest.approx(30)
