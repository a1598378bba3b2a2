"""A user's own checkpoints: recognised, and kept on the shelf."""

import json
from collections import OrderedDict
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from spandrel.architectures.Compact import Compact
from spandrel.architectures.ESRGAN import ESRGAN

from pipelines.checkpoint import CheckpointShelf, load_descriptor, read_checkpoint, recognise
from pipelines.errors import BadInput, UnknownCheckpoint

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


# -- the shelf ------------------------------------------------------------------------------


def test_the_shelf_keeps_lists_and_removes(tmp_path: Path, compact: State, esrgan: State) -> None:
    shelf = CheckpointShelf(tmp_path / "shelf")
    assert shelf.all() == ()
    first, second = tmp_path / "4x Ünïcode (final).pth", tmp_path / "other.pth"
    torch.save({"params": compact}, first)
    torch.save(esrgan, second)
    added = shelf.add(first)
    assert (added.name, added.title) == ("4x-unicode-final", "4x Ünïcode (final)")
    assert added.info == recognise(first)
    assert _equal(read_checkpoint(added.path), compact)
    assert shelf.add(first) == added
    other = shelf.add(second)
    assert CheckpointShelf(tmp_path / "shelf").all() == (added, other)
    assert shelf.get("other") == other
    shelf.remove("other")
    assert shelf.all() == (added,)
    assert second.exists()
    with pytest.raises(BadInput, match="choose one of 4x-unicode-final"):
        shelf.get("other")


def test_names_on_the_shelf_do_not_clash(tmp_path: Path, compact: State, esrgan: State) -> None:
    shelf = CheckpointShelf(tmp_path / "shelf")
    names = []
    for number, state in enumerate((compact, esrgan)):
        path = tmp_path / str(number) / "モデル.pth"
        path.parent.mkdir()
        torch.save(state, path)
        names.append(shelf.add(path).name)
    assert names == ["checkpoint", "checkpoint-2"]


def test_a_damaged_record_hides_only_itself(tmp_path: Path, compact: State) -> None:
    shelf = CheckpointShelf(tmp_path / "shelf")
    path = tmp_path / "a.pth"
    torch.save(compact, path)
    added = shelf.add(path)
    (shelf.folder / "b.json").write_text("{")
    (shelf.folder / "c.json").write_text(json.dumps({"title": "C", "info": {"scale": 4}}))
    assert shelf.all() == (added,)


def test_tied_tensors_can_be_kept(tmp_path: Path, compact: State) -> None:
    tied = dict(compact)
    tied["body.1.weight"] = tied["body.3.weight"]
    path = tmp_path / "a.pth"
    torch.save(tied, path)
    assert _equal(read_checkpoint(CheckpointShelf(tmp_path / "shelf").add(path).path), tied)


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
            CheckpointShelf(tmp_path / "shelf").add(path)
    assert CheckpointShelf(tmp_path / "shelf").all() == ()
