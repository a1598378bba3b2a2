"""One job: memory that runs out and a cancel at every step, and what is left behind."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from pipelines import device as devices
from pipelines import residency as residency_module
from pipelines.device import Device, Plan
from pipelines.errors import BadInput, JobFailed, NotWritable, OutOfMemory, UnreadablePicture
from pipelines.history import recorded
from pipelines.journal import Journal, State
from pipelines.media.picture import PictureOutput
from pipelines.places import Places
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from pipelines.run import (
    Outcome,
    Preferences,
    Runtime,
    build_runtime,
    open_session,
    plan_for,
    run,
    with_preferences,
)
from pipelines.validation import validate
from tests.fakes import FakeModel, FakeParams

GPU = Device("cuda:0", "Fake GPU", 8 * devices.GIB)
CPU = Device("cpu", "CPU", 16 * devices.GIB)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(np.full((8, 8, 3), 90, np.uint8)).save(path)
    return path


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    return build_runtime(Places(tmp_path / "data", tmp_path / "config"), offline=True)


@pytest.fixture
def with_gpu(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine with a GPU, as far as plans go. Returns the devices asked to give memory back."""
    released: list[str] = []
    monkeypatch.setattr(devices, "devices", lambda: (GPU, CPU))
    monkeypatch.setattr(devices, "free_bytes", lambda _device: 4 * devices.GIB)
    monkeypatch.setattr(devices, "choose_dtype", lambda _device, _supported: "float16")
    monkeypatch.setattr(devices, "release_memory", released.append)
    monkeypatch.setattr(residency_module, "release_memory", released.append)
    return released


class Bench:
    """Runs the fake on one photo and keeps the reports."""

    def __init__(self, runtime: Runtime, photo: Path) -> None:
        self.runtime, self.photo = runtime, photo
        self.target = photo.parent / "out" / "large.png"
        self.cancel = CancelToken()
        self.reports: list[Report] = []
        self.listener: Callable[[Report], None] = self.reports.append

    def run(self, model: FakeModel, runtime: Runtime | None = None, **params: Any) -> Outcome:
        return run(
            runtime or self.runtime,
            model.spec(),
            FakeParams(image=self.photo, **params),
            self.target,
            PictureOutput(),
            Progress(self.listener, self.cancel),
        )

    def left_behind(self) -> list[str]:
        folder = self.target.parent
        return [path.name for path in folder.iterdir()] if folder.exists() else []


@pytest.fixture
def bench(runtime: Runtime, photo: Path) -> Bench:
    return Bench(runtime, photo)


# -- the plain course -------------------------------------------------------------------------


def test_a_job_writes_its_result_and_says_how(bench: Bench) -> None:
    outcome = bench.run(FakeModel(), scale=3, note="hello")
    assert outcome.path == bench.target
    with Image.open(bench.target) as picture:
        assert picture.size == (24, 24)
    assert outcome.provenance["model"] == "fake"
    assert outcome.provenance["settings"]["note"] == "hello"
    assert "image" not in outcome.provenance["settings"]
    fractions = [r.fraction for r in bench.reports if r.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert bench.left_behind() == ["large.png"]


def test_the_second_job_finds_the_model_loaded(bench: Bench) -> None:
    model = FakeModel()
    bench.run(model)
    bench.run(model)
    assert model.called("load") == [("cpu",)]
    bench.run(model, version="fancy")  # other weights, so another resident
    assert len(model.called("load")) == 2


def test_a_bad_input_is_told_before_anything_is_loaded(bench: Bench) -> None:
    bench.photo.write_text("no picture")
    model = FakeModel()
    with pytest.raises(UnreadablePicture):
        bench.run(model)
    assert model.called("load") == []


def test_a_failure_of_the_model_comes_out_as_it_is(bench: Bench) -> None:
    with pytest.raises(ZeroDivisionError):
        bench.run(FakeModel(fail_on={"photo.png": ZeroDivisionError()}))
    assert bench.left_behind() == []
    assert bench.run(FakeModel()).path.exists()  # the lease was given back


def test_a_target_that_cannot_be_written(bench: Bench) -> None:
    bench.target.parent.write_text("a file where the folder should be")
    with pytest.raises(NotWritable):
        bench.run(FakeModel())


# -- memory -----------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [MemoryError, torch.OutOfMemoryError])
@pytest.mark.parametrize("step", range(4))
def test_out_of_memory_at_any_step_leads_to_smaller_tiles(
    bench: Bench, step: int, error: type[Exception]
) -> None:
    def runs_out(plan: Plan, now: int) -> bool:
        return plan.tile > 100 and now == step

    outcome = bench.run(FakeModel(steps=4, out_of_memory=runs_out, memory_error=error))
    assert outcome.plan.tile <= 100
    assert outcome.plan.device == "cpu"
    assert [str(note) for note in outcome.notes] == [
        "Ran out of memory: trying tiles of 192 px.",
        "Ran out of memory: trying tiles of 96 px.",
    ]
    assert outcome.provenance["tile"] == outcome.plan.tile
    assert bench.target.exists()


@pytest.mark.parametrize("step", range(3))
def test_a_gpu_too_small_hands_over_to_the_cpu(
    bench: Bench, with_gpu: list[str], step: int
) -> None:
    model = FakeModel(out_of_memory=lambda plan, now: plan.device != "cpu" and now == step)
    outcome = bench.run(model)
    assert (outcome.plan.device, outcome.plan.dtype) == ("cpu", "float32")
    tiles = list(dict.fromkeys(call[2:] for call in model.called("step")))
    assert tiles == [*(("cuda:0", side) for side in (512, 256, 128, 64)), ("cpu", 256)]
    assert "trying the CPU" in str(outcome.notes[-1])
    assert len(model.called("load")) == 2  # once on each device, not once for each tile
    assert "cuda:0" in with_gpu


def test_memory_that_never_suffices_is_one_sentence(bench: Bench, with_gpu: list[str]) -> None:
    with pytest.raises(OutOfMemory, match="not enough memory"):
        bench.run(FakeModel(out_of_memory=lambda _plan, _step: True))
    assert bench.left_behind() == []
    assert bench.runtime.residency.evict("cuda:0") >= 0
    assert not any(r.leases for r in bench.runtime.residency._residents.values())


def test_idle_models_make_room_before_the_tiles_shrink(bench: Bench, with_gpu: list[str]) -> None:
    with bench.runtime.residency.lease("another", "cuda:0", object, 100):
        pass

    def runs_out(_plan: Plan, _step: int) -> bool:
        return bench.runtime.residency.is_loaded("another")

    model = FakeModel(out_of_memory=runs_out)
    outcome = bench.run(model)
    assert outcome.plan.tile == 512
    assert [str(note) for note in outcome.notes] == [
        "Ran out of memory: unloaded the models not in use."
    ]
    assert len(model.called("load")) == 1  # its own model stayed


def test_out_of_memory_while_loading(bench: Bench, with_gpu: list[str]) -> None:
    model = FakeModel()

    def on_load() -> None:
        if model.called("load")[-1] != ("cpu",):
            raise torch.OutOfMemoryError

    model.on_load = on_load
    assert bench.run(model).plan.device == "cpu"


def test_words_about_memory_are_no_out_of_memory(bench: Bench) -> None:
    error = RuntimeError("CUDA out of memory, says somebody")
    model = FakeModel(fail_on={"photo.png": error})
    with pytest.raises(RuntimeError, match="says somebody"):
        bench.run(model)
    assert len(model.called("step")) == 1


def test_tiles_fit_the_free_memory_from_the_start(bench: Bench, with_gpu: list[str]) -> None:
    model = FakeModel(activation=lambda plan: plan.tile * devices.GIB // 32)
    outcome = bench.run(model)
    assert outcome.plan.tile == 128
    assert {call[3] for call in model.called("step")} == {128}
    forced = with_preferences(bench.runtime, Preferences(tile=256))
    assert bench.run(model, forced).plan.tile == 256


def test_a_session_remembers_tiles_that_fit_but_returns_to_the_gpu(
    bench: Bench, with_gpu: list[str]
) -> None:
    limit = [100]
    model = FakeModel(
        out_of_memory=lambda plan, _step: plan.device != "cpu" and plan.tile > limit[0]
    )
    params = FakeParams(image=bench.photo)
    with open_session(bench.runtime, model.spec(), params, Progress()) as session:
        content = model.spec().read(params)

        def plan_of_next() -> Plan:
            return session.compute(content, params, Progress())[1]

        assert plan_of_next().tile == 64
        assert len(model.called("step")) == 3 + 3  # 512, 256, 128, then three at 64
        assert plan_of_next().tile == 64
        assert len(model.called("step")) == 9
        limit[0] = 1  # one picture is too much for the GPU
        assert plan_of_next().device == "cpu"
        limit[0] = 100
        assert plan_of_next().device == "cuda:0"


# -- cancel -----------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(4))
def test_a_cancel_at_any_step_stops_at_the_next(bench: Bench, step: int) -> None:
    def on_step(_name: str, now: int) -> None:
        if now == step:
            bench.cancel.cancel()

    model = FakeModel(steps=4, on_step=on_step)
    with pytest.raises(Cancelled):
        bench.run(model)
    assert [call[1] for call in model.called("step")] == list(range(step + 1))
    assert bench.left_behind() == []
    assert model.called("write") == []
    bench.cancel, model.on_step = CancelToken(), lambda _name, _step: None
    assert bench.run(model).path.exists()
    assert len(model.called("load")) == 1  # the model stayed, and can be leased


def test_a_cancel_at_any_report_stops_or_finishes(runtime: Runtime, photo: Path) -> None:
    """Whenever it comes: no half result, and no result that is called cancelled."""
    Bench(runtime, photo).run(FakeModel())  # loads the model, which is a report less later
    whole = Bench(runtime, photo)
    whole.run(FakeModel())
    whole.target.unlink()
    ends: list[bool] = []
    for number in range(1, len(whole.reports) + 1):
        bench = Bench(runtime, photo)

        def listen(report: Report, bench: Bench = bench, number: int = number) -> None:
            bench.reports.append(report)
            if len(bench.reports) == number:
                bench.cancel.cancel()

        bench.listener = listen
        try:
            outcome = bench.run(FakeModel())
        except Cancelled:
            assert bench.left_behind() == []
            ends.append(False)
        else:
            assert bench.left_behind() == [outcome.path.name]
            outcome.path.unlink()
            ends.append(True)
    assert ends == [*[False] * (len(ends) - 1), True]


# -- what can be asked for --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Image (image) is missing; please give it."),
        ({"image": "x", "scale": 5}, "Scale (scale) must be a number from 1 to 4."),
        ({"image": "x", "scale": "big"}, "Scale (scale) must be a number from 1 to 4."),
        ({"image": "x", "version": "odd"}, "Version (version) must be one of: plain, fancy."),
        ({"image": "x", "colour": 1}, "There is no setting called colour."),
        ({"image": "x", "sharpen": "perhaps"}, "Sharpen (sharpen) cannot be 'perhaps'"),
    ],
)
def test_wrong_values_are_told_in_one_sentence(values: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as raised:
        validate(FakeParams, values)
    assert str(raised.value).startswith(said)
    assert raised.value.exit_code == 2


def test_the_plan_follows_the_preferences(
    runtime: Runtime, photo: Path, with_gpu: list[str]
) -> None:
    def plan(**wanted: Any) -> Plan:
        preferred = with_preferences(runtime, Preferences(**wanted))
        return plan_for(preferred, FakeModel().spec(), FakeParams(image=photo))

    assert (plan().device, plan().dtype) == ("cuda:0", "float16")
    assert plan(device="cpu").device == "cpu"
    assert plan(device="cuda").device == "cuda:0"
    assert plan(dtype="float32").dtype == "float32"
    assert plan(tile=96).tile == 96
    with pytest.raises(BadInput, match=r"no device called mps here. Choose one of: cuda:0, cpu"):
        plan(device="mps")


# -- history ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "state", "said"),
    [
        (None, State.DONE, None),
        (Cancelled(), State.CANCELLED, None),
        (KeyboardInterrupt(), State.CANCELLED, None),
        (JobFailed("No {what}.", what="luck"), State.FAILED, "No luck."),
        (ZeroDivisionError("x / 0"), State.FAILED, "ZeroDivisionError: x / 0"),
    ],
)
def test_a_run_is_noted_however_it_ends(
    tmp_path: Path, error: BaseException | None, state: State, said: str | None
) -> None:
    spec, params = FakeModel().spec(), FakeParams(image=Path("x.png"))
    with Journal(tmp_path / "journal.sqlite3") as journal:
        expected = [type(error)] if error is not None else []
        with suppress(*expected), recorded(journal, spec, params) as note:
            assert journal.jobs()[0].state is State.RUNNING
            if error is not None:
                raise error
            note(Path("y.png"))
        (job,) = journal.jobs()
    assert job.state is state
    assert job.params["image"] == "x.png"
    assert job.output == (Path("y.png") if error is None else None)
    assert (said in str(job.reason)) if said else job.reason is None
