"""Plans: made before anything is loaded, from headers and shapes, with a reason people can read."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipelines import device as devices
from pipelines.__main__ import main
from pipelines.budget import ANY, budget_of, parse_budget, parse_size, spoken
from pipelines.device import Device, Offload, Plan
from pipelines.errors import BadInput, OutOfMemory
from pipelines.footprint import Extent, Footprint, Phase
from pipelines.media.picture import PictureOutput
from pipelines.media.reading import picture_extent
from pipelines.pace import Pace
from pipelines.places import Places
from pipelines.planning import Preferences, pace_key, spoken_time
from pipelines.progress import Progress
from pipelines.run import (
    Runtime,
    build_runtime,
    load_now,
    plan_for,
    run,
    unload_now,
    weights_version,
    with_preferences,
)
from pipelines.text import text
from tests.fakes import FakeModel, FakeParams
from tests.speech_samples import write_recording

GB = 10**9
GPU = Device("cuda:0", "Fake GPU", 12 * GB)
CPU = Device("cpu", "CPU", 32 * GB)


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A machine with a GPU; the numbers are what is free and may be changed."""
    free = {"cuda:0": 11 * GB, "cpu": 20 * GB}
    monkeypatch.setattr(devices, "devices", lambda: (GPU, CPU))
    monkeypatch.setattr(devices, "free_bytes", lambda device: free[device])
    monkeypatch.setattr(devices, "choose_dtype", lambda _device, _supported: "float16")
    return free


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(np.full((100, 150, 3), 90, np.uint8)).save(path)
    return path


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    return build_runtime(Places(tmp_path / "data", tmp_path / "config"), offline=True)


def planned(runtime: Runtime, photo: Path, model: FakeModel, **wanted: Any) -> Plan:
    preferred = with_preferences(runtime, Preferences(**wanted))
    return plan_for(preferred, model.spec(), FakeParams(image=photo))


def per_tile(size: int) -> FakeModel:
    """One GB of weights, and `size` bytes for each pixel along a tile's side."""
    return FakeModel(resident=GB, activation=lambda plan: plan.tile * size)


# -- the reason ---------------------------------------------------------------------------------


def test_it_fits(runtime: Runtime, photo: Path, free: dict[str, int]) -> None:
    plan = planned(runtime, photo, per_tile(8_000_000))
    assert str(plan.reason) == "fits: 5.1 of 11.0 GB"
    assert (plan.device, plan.tile, plan.fits) == ("cuda:0", 512, True)
    assert plan.peak_bytes == GB + 512 * 8_000_000
    assert [str(step) for step in plan.steps] == [
        "Fake GPU in float16",
        "The loaded model: 1.0 GB",
        "Running: 4.1 GB more",
    ]


def test_it_needs_smaller_tiles(runtime: Runtime, photo: Path, free: dict[str, int]) -> None:
    free["cuda:0"] = 4 * GB
    plan = planned(runtime, photo, per_tile(10_000_000))
    assert str(plan.reason) == "needs tiles of 256: 3.6 of 4.0 GB"


def test_some_models_use_no_tiles_where_there_is_room(
    runtime: Runtime, photo: Path, free: dict[str, int]
) -> None:
    model = FakeModel(activation=lambda plan: 5 * GB if plan.tile == 0 else plan.tile * 5_000_000)
    whole = replace(model.spec(), whole_first=True)

    def found(**wanted: Any) -> Plan:
        preferred = with_preferences(runtime, Preferences(**wanted))
        return plan_for(preferred, whole, FakeParams(image=photo))

    assert (found().tile, str(found().reason)) == (0, "fits: 5.0 of 11.0 GB")
    assert found(tile=256).tile == 256
    free["cuda:0"] = 3 * GB
    assert (found().tile, str(found().reason)) == (512, "needs tiles of 512: 2.6 of 3.0 GB")
    assert planned(runtime, photo, model).tile == 512
    free["cuda:0"] = 0
    assert (found().device, found().tile) == ("cpu", 0)
    free["cpu"] = 2 * GB
    assert str(found().reason) == "will run on the CPU and needs tiles of 384: 1.9 of 2.0 GB"


def test_it_will_run_on_the_cpu(runtime: Runtime, photo: Path, free: dict[str, int]) -> None:
    free["cuda:0"] = GB // 2
    plan = planned(runtime, photo, per_tile(5_000_000))
    assert (plan.device, plan.tile) == ("cpu", 384)
    assert str(plan.reason) == "will run on the CPU: 2.9 of 20.0 GB"
    assert str(plan.steps[0]) == "Fake GPU: needs 1.3 GB, 500 MB free"


def test_the_time_comes_from_earlier_runs(
    runtime: Runtime, photo: Path, free: dict[str, int]
) -> None:
    free["cuda:0"] = 0
    model = per_tile(1)
    version = weights_version(model.spec(), FakeParams(image=photo))
    plan = Plan("cpu", "float16", 384, text("x"))
    runtime.pace.note(pace_key(version, plan), pixels=10**6, seconds=2667.0)
    found = planned(runtime, photo, model)
    assert found.seconds == pytest.approx(40, abs=0.1)
    assert str(found.reason) == "will run on the CPU: about 40 s, 1.0 of 20.0 GB"


def test_nothing_fits(runtime: Runtime, photo: Path, free: dict[str, int]) -> None:
    free.update({"cuda:0": GB, "cpu": GB})
    plan = planned(runtime, photo, per_tile(50_000_000))
    assert not plan.fits
    assert (plan.device, plan.tile) == ("cpu", 64)
    assert str(plan.reason).startswith("may not fit: needs 4.2 GB, and there are 1.0 GB for it.")
    assert len(plan.steps) == 2


def test_offload_is_tried_before_smaller_tiles_are(
    runtime: Runtime, photo: Path, free: dict[str, int]
) -> None:
    from dataclasses import replace

    def footprint(_extent: Extent, _params: Any, plan: Plan) -> Footprint:
        resident = {Offload.NONE: 20, Offload.MODEL: 9, Offload.GROUP: 2}[plan.offload]
        return Footprint(resident * GB, phases=(Phase(text("Denoising"), GB),))

    spec = replace(FakeModel().spec(), footprint=footprint, offloads=(Offload.MODEL, Offload.GROUP))
    params = FakeParams(image=photo)
    plan = plan_for(runtime, spec, params)
    assert plan.offload is Offload.MODEL
    assert str(plan.reason) == "fits with parts of the model in main memory: 10.0 of 11.0 GB"
    free["cuda:0"] = 4 * GB
    assert plan_for(runtime, spec, params).offload is Offload.GROUP


# -- the budget -----------------------------------------------------------------------------------


def test_the_user_may_allow_less_than_is_free(
    runtime: Runtime, photo: Path, free: dict[str, int]
) -> None:
    model = per_tile(10_000_000)
    plan = planned(runtime, photo, model, memory_budget={"cuda:0": 4 * GB})
    assert (plan.tile, plan.budget_bytes) == (256, 4 * GB)
    plan = planned(runtime, photo, model, memory_budget={ANY: 10**8, "cpu": 3 * GB})
    assert (plan.device, plan.tile, plan.budget_bytes) == ("cpu", 192, 3 * GB)


def test_less_than_the_least_is_refused_before_loading(
    runtime: Runtime, photo: Path, free: dict[str, int]
) -> None:
    model = per_tile(1_000_000)
    small = with_preferences(runtime, Preferences(memory_budget={ANY: GB}))
    params, target = FakeParams(image=photo), photo.with_name("out.png")
    with pytest.raises(OutOfMemory, match=r"needs 1.1 GB, and the memory budget is 1.0 GB"):
        run(small, model.spec(), params, target, PictureOutput(), Progress())
    assert model.called("load") == []


def test_idle_models_make_room_in_the_budget_least_recently_used_first(
    runtime: Runtime, photo: Path, free: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.residency.release_memory", lambda _device: None)
    held = with_preferences(runtime, Preferences(memory_budget={ANY: 7 * GB // 2}))
    models = [FakeModel(name=f"m{n}", resident=GB, activation=lambda _plan: 0) for n in range(5)]
    params, target = FakeParams(image=photo), photo.with_name("out.png")

    def use(number: int) -> list[str]:
        run(held, models[number].spec(), params, target, PictureOutput(), Progress())
        keys = [resident.key for resident in runtime.residency.residents()]
        return sorted(str(key[0]) for key in keys if isinstance(key, tuple))

    assert use(0) == ["m0"]
    assert use(1) == ["m0", "m1"]
    assert use(2) == ["m0", "m1", "m2"]
    assert use(0) == ["m0", "m1", "m2"]
    assert use(3) == ["m0", "m2", "m3"]
    assert use(4) == ["m0", "m3", "m4"]
    assert len(models[0].called("load")) == 1


def test_what_other_jobs_use_is_not_planned_with(
    runtime: Runtime, photo: Path, free: dict[str, int]
) -> None:
    with runtime.residency.lease("other", "cuda:0", object, 6 * GB):
        free["cuda:0"] = 5 * GB  # of 11: the other job's model is there
        assert planned(runtime, photo, per_tile(1)).budget_bytes == 5 * GB
        assert planned(runtime, photo, per_tile(10_000_000)).tile == 384
    # Idle, it could go.
    assert planned(runtime, photo, per_tile(1)).budget_bytes == 11 * GB


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("6GB", 6 * GB),
        ("1,5 gb", 1_500_000_000),
        ("800m", 800_000_000),
        ("512 MiB", 512 * 2**20),
        ("100000000", 10**8),
    ],
)
def test_sizes_as_people_write_them(words: str, size: int) -> None:
    assert parse_size(words) == size


@pytest.mark.parametrize("words", ["", "much", "6 XB", "-1GB", "6", "cpu", "1GB2"])
def test_what_is_no_size(words: str) -> None:
    with pytest.raises(BadInput):
        parse_size(words)


def test_budgets_by_device() -> None:
    budget = parse_budget("cuda=6GB, cuda:1=8GB,2GB")
    assert budget_of(budget, "cuda:0") == 6 * GB
    assert budget_of(budget, "cuda:1") == 8 * GB
    assert budget_of(budget, "cpu") == 2 * GB
    assert parse_budget("") == parse_budget("auto") == {}
    assert budget_of({}, "cpu") is None


def test_amounts_in_words() -> None:
    assert [spoken(size) for size in (380_000_000, 5_110_000_000)] == ["380 MB", "5.1 GB"]
    assert [spoken_time(s) for s in (0.2, 7.4, 41, 180, 7200)] == [
        "1 s", "7 s", "40 s", "3 min", "2.0 h",
    ]  # fmt: skip


# -- headers --------------------------------------------------------------------------------------


def test_the_size_is_read_from_the_header_alone(tmp_path: Path) -> None:
    """The pixels of this file are missing; its header is all there is."""
    path = tmp_path / "large.png"
    Image.fromarray(np.zeros((2000, 3000, 4), np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[:300])
    assert picture_extent(path) == Extent(3000, 2000, 4, 1)


@pytest.mark.parametrize(
    ("mode", "suffix", "expected"),
    [
        ("L", "png", (1, 1)),
        ("I;16", "png", (1, 2)),
        ("RGB", "jpg", (3, 1)),
        ("RGBA", "tiff", (4, 1)),
    ],
)
def test_channels_and_depth_as_they_will_be_decoded(
    tmp_path: Path, mode: str, suffix: str, expected: tuple[int, int]
) -> None:
    from pipelines.media.picture_model import extent_of
    from pipelines.media.reading import read_picture

    path = tmp_path / f"x.{suffix}"
    Image.new(mode, (40, 30)).save(path)
    found = picture_extent(path)
    assert (found.channels, found.sample_bytes) == expected
    assert found == extent_of(read_picture(path))


# -- by hand --------------------------------------------------------------------------------------


def test_loading_and_unloading_by_hand(runtime: Runtime, photo: Path) -> None:
    model = FakeModel(resident=GB)
    spec, params = model.spec(), FakeParams(image=photo)
    load_now(runtime, spec, params, Progress())
    (resident,) = runtime.residency.residents()
    assert (resident.device, resident.bytes, resident.leases) == ("cpu", GB, 0)
    run(runtime, spec, params, photo.with_name("out.png"), PictureOutput(), Progress())
    assert len(model.called("load")) == 1
    assert unload_now(runtime, spec) == 1
    assert runtime.residency.residents() == ()
    assert unload_now(runtime, spec) == 0


def test_a_run_notes_its_pace(runtime: Runtime, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(np.zeros((200, 200, 3), np.uint8)).save(path)
    model, params = FakeModel(), FakeParams(image=path)
    assert plan_for(runtime, model.spec(), params).seconds is None
    run(runtime, model.spec(), params, tmp_path / "out.png", PictureOutput(), Progress())
    assert plan_for(runtime, model.spec(), params).seconds is not None
    again = build_runtime(runtime.places, offline=True)
    assert plan_for(again, model.spec(), params).seconds is not None


def test_pace_survives_a_damaged_record_and_small_pictures(tmp_path: Path) -> None:
    record = tmp_path / "pace.json"
    record.write_text("{")
    pace = Pace(record)
    assert pace.seconds("a", 100) is None
    pace.note("a", 100, 5.0)
    assert pace.seconds("a", 10**6) is None
    pace.note("a", 10**6, 4.0)
    pace.note("a", 10**6, 2.0)
    assert pace.seconds("a", 2 * 10**6) == pytest.approx(6.0)


# -- every model ---------------------------------------------------------------------------------


def test_a_plan_is_made_without_torch(tmp_path: Path) -> None:
    """In a process of its own: every model planned, every device listed, no torch in it."""
    path = tmp_path / "photo.png"
    Image.fromarray(np.zeros((300, 400, 3), np.uint8)).save(path)
    sound = write_recording(tmp_path / "talk.wav", np.zeros(16_000, np.float32))
    program = f"""
import sys
from pathlib import Path
from pipelines.device import devices
from pipelines.places import default_places
from pipelines.registry import all_models
from pipelines.run import build_runtime, plan_for
assert devices()[-1].id == "cpu"
runtime = build_runtime(default_places(), offline=True)
for spec in all_models():
    for variant in spec.variants():
        photo, sound = Path({str(path)!r}), Path({str(sound)!r})
        given = {{"prompt": "hello", "audio": sound}}.get(spec.input_field, photo)
        if not spec.catalogue():  # needs a file of the user's own
            continue
        params = spec.example(**{{spec.input_field: given, **variant.overrides}})
        plan = plan_for(runtime, spec, params)
        assert plan.peak_bytes > 10**7, (spec.name, plan)
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(np.zeros((300, 400, 3), np.uint8)).save(path)

    def hearth(*words: str) -> tuple[int, str, str]:
        code = main(["plan", *words])
        said = capfd.readouterr()
        return code, said.out, said.err

    command = [sys.executable, "-m", "pipelines", "plan", "real-esrgan"]
    words = ["--image", str(path), "--device", "cpu", "--json"]
    found = subprocess.run([*command, *words], capture_output=True, text=True)
    plan = json.loads(found.stdout)
    assert found.returncode == 0, found.stderr
    assert plan["input"] == {"width": 400, "height": 300, "channels": 3}
    assert plan["device"] == "cpu"
    assert plan["fits"]
    assert plan["to_download_bytes"] == 66_857_836
    assert 0 < plan["peak_bytes"] < plan["budget_bytes"]
    _code, told, _said = hearth("real-esrgan", "--size", "400x300", "--device", "cpu")
    assert told.startswith("Real-ESRGAN, 400x300 pixels: will run on the CPU: ")
    code, told, _said = hearth("real-esrgan", "--device", "cpu", "--memory-budget", "100MB")
    assert code == 1
    assert "may not fit" in told
    assert hearth("real-esrgan", "--image", str(tmp_path / "none.png"))[0] == 2
    assert hearth("real-esrgan", "--memory-budget", "much")[0] == 2
    assert "Which model?" in hearth()[2]
