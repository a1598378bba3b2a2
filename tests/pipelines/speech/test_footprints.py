"""What a transcription is planned to take, against what it was measured to take."""

from dataclasses import replace

import pytest

from pipelines.device import Plan
from pipelines.models import whisperx
from pipelines.speech.footprints import compute_type_of
from pipelines.speech.speech_model import extent_for
from pipelines.speech.whisper_models import ALL, by_key
from pipelines.text import text

CPU = Plan("cpu", "float32", 0, text("on the CPU"))
GPU = replace(CPU, device="cuda:0")

#: Peak resident set above that of the imported engine, in MiB, by `tests.benchmarks.bench_plan`'s
#: way of measuring, on two cores.
MEASURED = {
    ("tiny.en", 30): 320,
    ("base", 30): 299,
    ("tiny.en", 300): 704,
    ("base", 300): 903,
    ("tiny.en", 3600): 1090,
}


def planned(key: str, seconds: float, plan: Plan = CPU, **given: object) -> int:
    params = whisperx.SPEC.example(model=key, **given)
    return whisperx.footprint(extent_for(seconds), params, plan).peak(plan is CPU)


@pytest.mark.parametrize(("key", "seconds"), MEASURED)
def test_the_plan_is_near_what_was_measured(key: str, seconds: int) -> None:
    found = planned(key, seconds) / 1024**2
    assert found == pytest.approx(MEASURED[key, seconds], rel=0.2)


def test_it_grows_with_model_length_and_batch() -> None:
    for key in ("tiny", "small", "large-v3"):
        assert planned(key, 30) < planned(key, 300) < planned(key, 7200)
        assert planned(key, 600, batch_size=1) < planned(key, 600, batch_size=16)
    sizes = [planned(key, 600) for key in ("tiny", "base", "small", "medium", "large-v3")]
    assert sizes == sorted(sizes)
    assert planned("large-v3-turbo", 600) < planned("large-v3", 600) / 1.5


def test_a_short_recording_is_not_planned_as_a_full_batch() -> None:
    assert planned("base", 20, batch_size=64) == planned("base", 20, batch_size=1)


def test_what_is_known_of_large_models_is_plausible() -> None:
    assert 4.5e9 < planned("large-v3", 30) < 6e9  # the file and what is made of it, while loading
    assert 4e9 < planned("large-v3", 600) < 9e9  # eight stretches, in floats
    on_gpu = planned("large-v3", 600, GPU)
    assert 4.5e9 < on_gpu < 7.5e9  # people report 6 to 8 GB for batches in float16
    assert planned("large-v3", 600, GPU, compute_type="int8_float16") < on_gpu


def test_the_number_format_follows_the_device() -> None:
    params = whisperx.SPEC.example()
    assert compute_type_of(params, CPU) == "int8"
    assert compute_type_of(params, GPU) == "float16"
    chosen = params.model_copy(update={"compute_type": "float32"})
    assert compute_type_of(chosen, GPU) == "float32"


def test_every_model_of_the_catalogue_has_a_plan() -> None:
    for model in ALL:
        assert planned(model.key, 60) > by_key(model.key).parameters
