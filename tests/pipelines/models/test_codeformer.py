"""CodeFormer against numbers of the original network, on random weights in the real format.

The original's code is under a non-commercial licence, so it is not kept here: tests/golden has
what it gave for weights and an input that any machine can draw again.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from pipelines.checkpoint import load_descriptor
from pipelines.device import Plan
from pipelines.models import codeformer
from pipelines.models.codeformer import SPEC, CodeformerParams
from pipelines.networks import catalogue
from pipelines.networks.faces import FaceNetwork
from pipelines.text import text
from tests.reference import seeded_state

GOLDEN = Path(__file__).parents[2] / "golden" / "codeformer.json"
PLAN = Plan("cpu", "float32", 0, text("a test"))


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaceNetwork]:
    from spandrel_extra_arches.architectures.CodeFormer import CodeFormer

    blank = CodeFormer(connect_list=["32", "64", "128", "256"])
    path = tmp_path_factory.mktemp("weights") / "codeformer.pth"
    torch.save({"params_ema": seeded_state(blank.state_dict(), 7)}, path)
    yield FaceNetwork(load_descriptor(path), PLAN)
    path.unlink()  # 0.4 GB


@pytest.mark.parametrize("fidelity", [0.5, 0.0])
def test_the_network_equals_the_original(network: FaceNetwork, fidelity: float) -> None:
    small = np.random.default_rng(2).random((32, 32, 3), dtype=np.float32)
    found = network(small.repeat(16, 0).repeat(16, 1), fidelity)
    samples = json.loads(GOLDEN.read_text())["fidelity"][str(fidelity)]
    assert len(samples) == 32
    for row, column, channel, value in samples:
        assert found[row, column, channel] == pytest.approx(value, abs=1e-3)


def test_the_habits_are_codeformers(network: FaceNetwork) -> None:
    habits = network.habits
    assert habits.short_side == 640
    assert habits.feather
    assert habits.keep_grey


def _params(**values: Any) -> CodeformerParams:
    return CodeformerParams(image=Path("photo.jpg"), **values)


def test_what_is_downloaded_follows_the_settings() -> None:
    upsampler = catalogue.REAL_ESRGAN_X2PLUS
    assert upsampler in codeformer.weights(_params())
    assert upsampler in codeformer.weights(_params(background_enhance=False))
    neither = _params(background_enhance=False, face_upsample=False)
    assert upsampler not in codeformer.weights(neither)
    assert codeformer.resident_key(neither) != codeformer.resident_key(_params())
    assert codeformer.resident_key(_params(upscale=4)) == codeformer.resident_key(_params())


def test_it_is_marked_as_non_commercial() -> None:
    assert not all(weight.licence.commercial for weight in SPEC.catalogue())
    assert "non-commercial" in SPEC.summary


def test_defaults_are_those_of_the_guide() -> None:
    params = _params()
    assert (params.codeformer_fidelity, params.upscale) == (0.5, 2)
    assert params.background_enhance
    assert params.face_upsample
