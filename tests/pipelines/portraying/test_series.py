"""A series with a scripted model: what is finished stays, whatever happens to the next."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipelines.errors import BadInput, JobFailed
from pipelines.journal import Journal, State
from pipelines.media.picture import PictureOutput
from pipelines.media.provenance import read_provenance
from pipelines.portraying.axes import axis_from, cells_of
from pipelines.portraying.events import (
    PortraitDone,
    PortraitEvent,
    PortraitFailed,
    PortraitProgress,
    PortraitStarted,
    SeriesResult,
)
from pipelines.portraying.series import draw_series
from pipelines.portraying.sheet import CELL, draw_sheet
from pipelines.progress import CancelToken, Progress
from pipelines.run import Runtime
from pipelines.spec import Part
from pipelines.weights.store import WeightStore
from tests.fakes import FakeModel, FakeParams

OUTPUT = PictureOutput(output_format="png")


class Bench:
    """A photo, a model that does what it is told, and what was heard."""

    def __init__(self, folder: Path, runtime: Runtime) -> None:
        self.folder, self.runtime = folder, runtime
        self.model = FakeModel(steps=2)
        self.photo = folder / "face.png"
        Image.new("RGB", (8, 8), (200, 100, 50)).save(self.photo)
        self.heard: list[PortraitEvent] = []
        self.on_event: Callable[[PortraitEvent], None] = lambda _event: None
        self.cancel = CancelToken()

    def part(self, number: int) -> Part[Any]:
        params = FakeParams(image=self.photo, note=str(number))
        return Part(str(number), params, {"seed": number, "prompt": "a knight"})

    def target(self, _part: Part[Any], number: int) -> Path:
        return self.folder / "out" / f"{number}.png"

    def hear(self, event: PortraitEvent) -> None:
        if isinstance(event, PortraitDone):  # on disk, and readable, before it is told
            with Image.open(event.path) as picture:
                assert picture.size == (16, 16)
        self.heard.append(event)
        self.on_event(event)

    def draw(self, count: int = 3, **given: Any) -> SeriesResult:
        parts = [self.part(number) for number in range(count)]
        progress = Progress(None, self.cancel)
        spec = self.model.spec()
        settings = (self.runtime, spec, parts, self.target, OUTPUT, progress)
        return draw_series(*settings, listener=self.hear, **given)

    def written(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "out").glob("*"))


def failing(wanted: str) -> Callable[[str], None]:
    """Something that nobody foresaw, for the file of that name."""

    def fail(name: str) -> None:
        if name == wanted:
            raise ZeroDivisionError

    return fail


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    from pipelines.places import Places
    from pipelines.residency import Residency

    places = Places(tmp_path / "data", tmp_path / "config")
    return Bench(tmp_path, Runtime(places, WeightStore(places.weights), Residency()))


def test_each_picture_is_on_disk_before_it_is_told(bench: Bench) -> None:
    result = bench.draw()
    assert [event.path.name for event in result.done] == ["0.png", "1.png", "2.png"]
    started = [event for event in bench.heard if isinstance(event, PortraitStarted)]
    assert [event.part.key for event in started] == ["0", "1", "2"]
    assert any(isinstance(event, PortraitProgress) for event in bench.heard)
    assert not result.cancelled
    assert result.stopped is None
    told = read_provenance(bench.folder / "out" / "1.png")
    assert told is not None
    assert told.details["part"] == {"seed": 1, "prompt": "a knight"}
    assert told.settings["note"] == "1"


def test_the_model_is_loaded_once(bench: Bench) -> None:
    bench.draw(5)
    assert len(bench.model.called("load")) == 1


def test_one_that_fails_does_not_cost_the_others(bench: Bench) -> None:
    def fail(_name: str, _step: int) -> None:
        if len(bench.model.called("step")) == 3:  # in the first step of the second
            raise JobFailed("The picture is not fit to be shown.")

    bench.model.on_step = fail
    result = bench.draw()
    assert bench.written() == ["0.png", "2.png"]
    (failed,) = result.failed
    assert (failed.number, str(failed.reason)) == (1, "The picture is not fit to be shown.")
    assert [type(event) for event in bench.heard if not isinstance(event, PortraitProgress)] == [
        PortraitStarted, PortraitDone, PortraitStarted, PortraitFailed, PortraitStarted,
        PortraitDone,
    ]  # fmt: skip


def test_what_nobody_foresaw_fails_one_picture_too(bench: Bench) -> None:
    bench.model.on_write = failing("0.png")
    result = bench.draw(2)
    assert bench.written() == ["1.png"]
    assert "ZeroDivisionError" in str(result.failed[0].reason)


@pytest.mark.parametrize("picture", [0, 1, 2])
@pytest.mark.parametrize("step", [0, 1])
def test_a_cancel_takes_effect_at_the_next_step(bench: Bench, picture: int, step: int) -> None:
    def cancel(_name: str, _step: int) -> None:
        if len(bench.model.called("step")) == picture * 2 + step + 1:
            bench.cancel.cancel()

    bench.model.on_step = cancel
    result = bench.draw()
    assert result.cancelled
    assert len(bench.model.called("step")) == picture * 2 + step + 1
    assert bench.written() == [f"{number}.png" for number in range(picture)]
    assert len(result.done) == picture


def test_a_full_disk_ends_the_series_and_keeps_what_is_there(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    real = os.fsync

    def full(descriptor: int) -> None:
        if len(bench.model.called("write")) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    result = bench.draw()
    assert "no room left" in str(result.stopped)
    assert bench.written() == ["0.png"]
    assert len(bench.model.called("write")) == 2  # the third was not even drawn


def test_running_out_of_memory_everywhere_ends_the_series(bench: Bench) -> None:
    bench.model.out_of_memory = lambda _plan, _step: len(bench.model.called("write")) == 1
    result = bench.draw()
    assert "not enough memory" in str(result.stopped)
    assert bench.written() == ["0.png"]


def test_a_bad_photo_is_told_before_the_model_is_loaded(bench: Bench) -> None:
    bench.photo.write_text("no picture")
    with pytest.raises(BadInput, match=r"face\.png"):
        bench.draw()
    assert not bench.model.called("load")


def test_each_picture_is_a_job_of_the_journal(bench: Bench, tmp_path: Path) -> None:
    bench.model.on_write = failing("1.png")
    with Journal(tmp_path / "journal.sqlite3") as journal:
        bench.draw(3, journal=journal)
        jobs = journal.jobs()
    assert [job.state for job in jobs] == [State.DONE, State.FAILED, State.DONE]
    assert jobs[0].output == bench.folder / "out" / "2.png"
    assert jobs[0].params["note"] == "2"


# -- sheets -----------------------------------------------------------------------------------


def counted(picture: Image.Image, colour: tuple[int, int, int]) -> int:
    return int((np.asarray(picture.convert("RGB")) == colour).all(axis=2).sum())


def sheet(bench: Bench, *axes: str) -> Any:
    spec, base = bench.model.spec(), bench.part(7)
    made = [axis_from(spec, base.params, words) for words in axes]
    path = bench.folder / "sheet.png"
    settings = (bench.runtime, spec, base, made, bench.target, path, OUTPUT)
    return draw_sheet(*settings, Progress(None, bench.cancel), listener=bench.hear)


def test_a_sheet_has_a_picture_for_each_pair_of_values(bench: Bench) -> None:
    result = sheet(bench, "strength=0.1,0.5,0.9", "sharpen=true,false")
    done = result.series.done
    chosen = [(event.part.params.strength, event.part.params.sharpen) for event in done]
    assert chosen == [
        (0.1, True),
        (0.5, True),
        (0.9, True),
        (0.1, False),
        (0.5, False),
        (0.9, False),
    ]
    assert len(bench.written()) == 6
    with Image.open(result.path) as picture:
        assert picture.format == "PNG"
        # the six squares of 16 pixels are the only parts in the photo's colour
        assert counted(picture, (200, 100, 50)) == 6 * 16 * 16
    told = read_provenance(result.path)
    assert told is not None
    assert told.details["sheet"]["varied"] == {
        "strength": [0.1, 0.5, 0.9],
        "sharpen": [True, False],
    }
    assert "strength" not in told.settings


def test_a_cell_that_failed_is_left_empty(bench: Bench) -> None:
    bench.model.on_write = failing("1.png")
    result = sheet(bench, "strength=0.1,0.5,0.9")
    with Image.open(result.path) as picture:
        assert counted(picture, (200, 100, 50)) == 2 * 16 * 16
        assert counted(picture, (228, 228, 228)) >= 16 * 16  # and some of the letters' edges


def test_a_sheet_that_was_stopped_is_not_made(bench: Bench) -> None:
    bench.on_event = lambda event: (
        bench.cancel.cancel() if isinstance(event, PortraitDone) else None
    )
    result = sheet(bench, "strength=0.1,0.5")
    assert result.path is None
    assert bench.written() == ["0.png"]


def test_large_cells_are_shown_small(bench: Bench, tmp_path: Path) -> None:
    from pipelines.portraying.sheet import composed

    Image.new("RGB", (1280, 960), (1, 2, 3)).save(tmp_path / "large.png")
    spec, base = bench.model.spec(), bench.part(7)
    axes = [axis_from(spec, base.params, "strength=0.1,0.5")]
    pixels = composed({0: tmp_path / "large.png"}, base, axes)
    assert 2 * CELL < pixels.shape[1] < 2 * CELL + 100


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("strength", "given as NAME=VALUE"),
        ("strength=", "which values of strength"),
        ("strenth=1", "cannot vary strenth. It can vary: scale, strength, face_enhance, sharpen."),
        ("strength=0.1,7", "must be a number from 0 to 1"),
        ("strength=many", "must be a number from 0 to 1"),
        ("note=a,b", "cannot vary note"),
        ("version=plain,fancy", "calls for other weights"),
    ],
)
def test_what_cannot_be_varied_is_told(bench: Bench, words: str, sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        axis_from(bench.model.spec(), bench.part(1).params, words)
    assert sentence in str(caught.value)


def test_two_different_settings_at_most(bench: Bench) -> None:
    spec, base = bench.model.spec(), bench.part(1)
    one, other, third = (
        axis_from(spec, base.params, words)
        for words in ("strength=0.1,0.2", "scale=1,2", "sharpen=on,off")
    )
    assert len(cells_of(base, [one, other])) == 4
    for axes in ([], [one, one], [one, other, third]):
        with pytest.raises(BadInput, match="one setting or two"):
            cells_of(base, axes)
    many = axis_from(spec, base.params, "strength=" + ",".join(str(n / 100) for n in range(90)))
    with pytest.raises(BadInput, match="at most 100"):
        cells_of(base, [many, other])
