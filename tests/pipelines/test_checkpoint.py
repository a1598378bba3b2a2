"""A user's own checkpoints are recognised, and what cannot be run is turned away."""

from collections import OrderedDict
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from spandrel.architectures.Compact import Compact
from spandrel.architectures.ESRGAN import ESRGAN

from pipelines.checkpoint import load_descriptor, recognise
from pipelines.errors import UnknownCheckpoint
from pipelines.own_models.shelf import OwnModels
from pipelines.progress import Progress

State = dict[str, torch.Tensor]


@pytest.fixture(scope="module")
def compact() -> State:
    torch.manual_seed(0)
    model = Compact(num_in_ch=3, num_out_ch=3, num_feat=8, num_conv=2, upscale=2)
    return OrderedDict(model.state_dict())


@pytest.fixture(scope="module")
def esrgan() -> State:
    torch.manual_seed(0)
    return OrderedDict(ESRGAN(num_filters=8, num_blocks=1, scale=4).state_dict())


def _equal(one: State, other: State) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[key], other[key]) for key in one)


# -- recognising ----------------------------------------------------------------------------


def test_recognises_by_tensors(tmp_path: Path, compact: State, esrgan: State) -> None:
    path = tmp_path / "m.pth"
    torch.save({"params_ema": compact}, path)
    info = recognise(path)
    assert (info.architecture, info.scale, info.purpose) == ("Compact", 2, "SR")
    assert info.parameters == sum(value.numel() for value in compact.values())
    torch.save(esrgan, path)
    assert (recognise(path).architecture, recognise(path).scale) == ("ESRGAN", 4)


def test_the_descriptor_runs(tmp_path: Path, compact: State) -> None:
    path = tmp_path / "m.safetensors"
    save_file(compact, path)
    descriptor = load_descriptor(path)
    assert not descriptor.model.training
    assert descriptor(torch.zeros(1, 3, 8, 10)).shape == (1, 3, 16, 20)


def test_unknown_tensors_are_a_sentence(tmp_path: Path, compact: State) -> None:
    path = tmp_path / "m.pth"
    torch.save({"weight": torch.zeros(3)}, path)
    with pytest.raises(UnknownCheckpoint, match="no known kind of model fits it"):
        recognise(path)
    broken = {key: value for key, value in compact.items() if key != "body.2.weight"}
    torch.save(broken, path)
    with pytest.raises(UnknownCheckpoint, match="no known kind of model fits it"):
        recognise(path)


def test_face_and_inpainting_models_are_turned_away(tmp_path: Path) -> None:
    from spandrel.architectures.LaMa import LaMa
    from spandrel.architectures.RestoreFormer import RestoreFormer

    small = RestoreFormer(
        n_embed=16, embed_dim=32, ch=32, ch_mult=(1,) * 6, num_res_blocks=1, z_channels=32
    )
    for model, says in [(LaMa(), "masked parts"), (small, "cropped faces only")]:
        path = tmp_path / "m.pth"
        torch.save(model.state_dict(), path)
        with pytest.raises(UnknownCheckpoint, match=says):
            OwnModels(tmp_path / "shelf").add(path, Progress())
    assert OwnModels(tmp_path / "shelf").all() == ()
