"""A user's checkpoint: found by file and by name, run at any scale, and honestly described."""

import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from spandrel.architectures.Compact import Compact

from pipelines.checkpoint import load_descriptor
from pipelines.device import Plan
from pipelines.errors import BadInput, UnknownCheckpoint, UnsafeCheckpoint
from pipelines.media.picture import PictureOutput
from pipelines.media.provenance import read_provenance
from pipelines.media.reading import read_picture
from pipelines.models.spandrel import SPEC, SpandrelParams
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.run import build_runtime, run
from pipelines.text import text
from tests.examples import photo

PLAN = Plan("cpu", "float32", 0, text("test"))


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    model = Compact(num_in_ch=3, num_out_ch=3, num_feat=8, num_conv=2, upscale=2)
    path = tmp_path / "2x-Tiny Thing.pth"
    torch.save({"params": model.state_dict()}, path)
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(photo(40, 48)).save(path)
    return path


def _result(params: SpandrelParams) -> Any:
    loaded = SPEC.load({}, params, PLAN)
    return SPEC.run(loaded, SPEC.read(params), params, PLAN, Progress()).pixels


def test_equals_the_network_itself(checkpoint: Path, picture: Path) -> None:
    result = _result(SpandrelParams(image=picture, checkpoint=checkpoint))
    tensor = torch.from_numpy(photo(40, 48)).permute(2, 0, 1)[None].float() / 255
    expected = load_descriptor(checkpoint)(tensor)[0].permute(1, 2, 0).numpy() * 255
    assert result.shape == (80, 96, 3)
    assert np.abs(result.astype(float) - expected.round()).max() <= 1


@pytest.mark.parametrize(("scale", "size"), [(0, (80, 96)), (3, (120, 144)), (1, (40, 48))])
def test_scale(checkpoint: Path, picture: Path, scale: float, size: tuple[int, int]) -> None:
    result = _result(SpandrelParams(image=picture, checkpoint=checkpoint, scale=scale))
    assert result.shape[:2] == size


def test_a_checkpoint_that_went_away_is_told_in_a_sentence(checkpoint: Path, picture: Path) -> None:
    params = SpandrelParams(image=picture, checkpoint=checkpoint)
    checkpoint.unlink()
    for ask in (SPEC.read, SPEC.resident_key):
        with pytest.raises(BadInput, match=r"no checkpoint .*: give a file"):
            ask(params)


def test_a_replaced_file_is_another_model(checkpoint: Path, picture: Path) -> None:
    params = SpandrelParams(image=picture, checkpoint=checkpoint)
    before = SPEC.resident_key(params)
    assert before == SPEC.resident_key(params)
    os.utime(checkpoint, (1, 1))
    assert SPEC.resident_key(params) != before
    hash(before)


def test_exploits_are_refused_and_do_not_run(tmp_path: Path, picture: Path) -> None:
    proof = tmp_path / "pwned"

    class Exploit:
        def __reduce__(self) -> Any:
            return os.system, (f"touch {proof}",)

    path = tmp_path / "evil.pth"
    path.write_bytes(pickle.dumps({"params": Exploit()}))
    with pytest.raises(UnsafeCheckpoint):
        _result(SpandrelParams(image=picture, checkpoint=path))
    assert not proof.exists()


def test_a_grey_network_is_refused_in_a_sentence(tmp_path: Path, picture: Path) -> None:
    model = Compact(num_in_ch=1, num_out_ch=1, num_feat=8, num_conv=2, upscale=2)
    path = tmp_path / "grey.pth"
    torch.save(model.state_dict(), path)
    with pytest.raises(UnknownCheckpoint, match=r"grey\.pth"):
        _result(SpandrelParams(image=picture, checkpoint=path))


def test_the_result_says_which_checkpoint_and_claims_no_licence(
    checkpoint: Path, picture: Path, tmp_path: Path
) -> None:
    runtime = build_runtime(Places(tmp_path / "data", tmp_path / "config"))
    params = SpandrelParams(image=picture, checkpoint=checkpoint)
    target = tmp_path / "out.png"
    outcome = run(runtime, SPEC, params, target, PictureOutput(), Progress())
    assert read_picture(outcome.path).pixels.shape == (80, 96, 3)
    told = read_provenance(outcome.path)
    assert told is not None
    assert told.model == "spandrel"
    assert told.settings["checkpoint"] == "2x-Tiny Thing"
    assert "commercial_use" not in told.details
    assert str(tmp_path) not in repr(told)
