"""The journal: remembers through kills, threads, processes and damage."""

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import BadInput, JobFailed, NotWritable
from pipelines.journal import BatchKey, ItemRecord, Journal, State
from pipelines.text import text

KEY = BatchKey("fake", "v1", {"scale": 2}, {"output_format": "png"}, Path("/out"), Path("/in"))


@pytest.fixture
def journal(tmp_path: Path):  # noqa: ANN201
    with Journal(tmp_path / "data" / "journal.sqlite3") as made:
        yield made


def queued(path: str, output: str = "/out/x.png") -> ItemRecord:
    return ItemRecord(path, 10, 20, State.QUEUED, Path(output))


def test_the_same_batch_is_found_again(journal: Journal) -> None:
    first = journal.open_batch(KEY)
    same = BatchKey("fake", "v1", {"scale": 2}, {"output_format": "png"}, Path("/out"), Path("/in"))
    assert journal.open_batch(same) == first
    assert journal.find_batch(same) == first
    for other in (
        replace(KEY, params={"scale": 3}),
        replace(KEY, output_options={"output_format": "jpg"}),
        replace(KEY, weights_version="v2"),
        replace(KEY, model="other"),
        replace(KEY, output_dir=Path("/out2")),
        replace(KEY, recursive=False),
    ):
        assert journal.find_batch(other) is None
        assert journal.open_batch(other) != first


def test_a_list_of_files_is_the_same_in_any_order(journal: Journal) -> None:
    a, b = Path("/a.png"), Path("/b.png")
    first = journal.open_batch(BatchKey("fake", "v1", {}, {}, Path("/out"), None, (a, b)))
    assert journal.open_batch(BatchKey("fake", "v1", {}, {}, Path("/out"), None, (b, a))) == first


def test_items_keep_state_reason_and_output(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with Journal(path) as journal:
        batch = journal.open_batch(KEY)
        journal.queue_items(batch, [queued("a.png"), queued("b.png"), queued("ü/c 10.png")])
        journal.set_state(batch, ["a.png"], State.RUNNING)
        journal.set_done(batch, "a.png", Path("/out/a.png"), 1.5)
        journal.set_state(batch, ["b.png"], State.FAILED, text("{name} is empty.", name="b.png"))
    with Journal(path) as journal:
        items = journal.items(batch)
        assert [item.state for item in items.values()] == [State.DONE, State.FAILED, State.QUEUED]
        assert (items["a.png"].output, items["a.png"].seconds) == (Path("/out/a.png"), 1.5)
        reason = items["b.png"].reason
        assert reason is not None
        assert str(reason) == "b.png is empty."
        assert reason.template == "{name} is empty."  # still translatable
        (record,) = journal.batches()
        assert record.counts == {State.DONE: 1, State.FAILED: 1, State.QUEUED: 1}
        assert (record.model, record.params) == ("fake", {"scale": 2})
        assert journal.outputs_of(Path("/in")) == {Path("/out/a.png"), Path("/out/x.png")}
        assert journal.outputs_of(Path("/out")) == set()


def test_a_change_that_fails_changes_nothing(journal: Journal) -> None:
    batch = journal.open_batch(KEY)
    journal.queue_items(batch, [queued("a.png")])

    def paths():  # noqa: ANN202
        yield "a.png"
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        journal.set_state(batch, paths(), State.FAILED)
    assert journal.items(batch)["a.png"].state is State.QUEUED


def test_a_batch_has_one_holder(journal: Journal) -> None:
    batch = journal.open_batch(KEY)
    with (
        journal.claim(batch),
        Journal(journal.path) as second,
        pytest.raises(BadInput, match="running already"),
        second.claim(batch),
    ):
        pass
    with journal.claim(batch):
        pass


def test_what_a_killed_process_held_is_free(journal: Journal) -> None:
    batch = journal.open_batch(KEY)
    journal.queue_items(batch, [queued("a.png"), queued("b.png")])
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from pipelines.journal import Journal, State\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "with journal.claim(int(sys.argv[2])):\n"
        "    journal.set_state(int(sys.argv[2]), ['a.png'], State.RUNNING)\n"
        "    journal.start_job('fake', 'v1', {})\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(journal.path), str(batch)], check=False)
    assert journal.items(batch)["a.png"].state is State.RUNNING
    with journal.claim(batch):
        items = journal.items(batch)
        assert (items["a.png"].state, items["b.png"].state) == (State.CANCELLED, State.QUEUED)
    with Journal(journal.path) as later:
        (job,) = later.jobs()
        assert job.state is State.FAILED
        assert "closed before" in str(job.reason)


def test_threads_and_processes_write_at_once(journal: Journal) -> None:
    batch = journal.open_batch(KEY)
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pipelines.journal import ItemRecord, Journal, State\n"
        "with Journal(Path(sys.argv[1])) as journal:\n"
        "    for n in range(50):\n"
        "        item = ItemRecord(f'{sys.argv[3]}-{n}', 1, 1, State.QUEUED)\n"
        "        journal.queue_items(int(sys.argv[2]), [item])\n"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", code, str(journal.path), str(batch), f"p{n}"])
        for n in range(2)
    ]

    def write(name: str) -> None:
        for n in range(50):
            journal.queue_items(batch, [queued(f"{name}-{n}")])
            journal.set_done(batch, f"{name}-{n}", Path("/x"), 0.1)

    threads = [threading.Thread(target=write, args=(f"t{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(60) for other in others] == [0, 0]
    items = journal.items(batch)
    assert len(items) == 250
    assert sum(item.state is State.DONE for item in items.values()) == 150


def test_jobs_are_listed_newest_first(journal: Journal) -> None:
    first = journal.start_job("fake", "v1", {"image": Path("/a.png")})
    second = journal.start_job("fake", "v1", {"image": "/b.png"})
    journal.finish_job(first, State.DONE, 2.0, Path("/out/a.png"))
    journal.finish_job(second, State.FAILED, 0.1, reason=text("No."))
    jobs = journal.jobs()
    assert [job.id for job in jobs] == [second, first]
    assert (jobs[1].state, jobs[1].output, jobs[1].seconds) == (State.DONE, Path("/out/a.png"), 2.0)
    assert jobs[1].params == {"image": str(Path("/a.png"))}
    assert str(jobs[0].reason) == "No."
    assert [job.id for job in journal.jobs(limit=1)] == [second]


def test_the_file_is_in_wal_mode_with_a_version(journal: Journal) -> None:
    db = sqlite3.connect(journal.path)
    try:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.execute("PRAGMA user_version").fetchone()[0] == 3
    finally:
        db.close()


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with Journal(path) as journal:
        killed, ended = journal.open_batch(KEY), journal.open_batch(replace(KEY, model="other"))
        journal.queue_items(killed, [replace(queued("a.png"), state=State.RUNNING)])
        journal.queue_items(ended, [queued("a.png")])
    db = sqlite3.connect(path)
    db.execute("ALTER TABLE batches DROP COLUMN held")
    db.execute("ALTER TABLE items DROP COLUMN begun")
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()
    with Journal(path) as journal:
        assert [record.id for record in journal.broken_off()] == [killed]
        assert journal.items(ended)["a.png"].state is State.QUEUED
        assert not journal.items(ended)["a.png"].begun
        assert journal.items(killed)["a.png"].begun


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(b"this is no database, whatever it says" * 200)
    with Journal(path) as journal:
        assert journal.batches() == []
        journal.open_batch(KEY)
    aside = [item for item in tmp_path.iterdir() if "damaged" in item.name]
    assert len(aside) == 1
    assert aside[0].read_bytes().startswith(b"this is no database")


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(JobFailed, match="newer Hearth"):
        Journal(path)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable, match="cannot be written"):
        Journal(tmp_path / "file" / "journal.sqlite3")
