"""Tensors out of every kind of file, among them real exploits that must not run."""

import io
import os
import pickle
import struct
import zipfile
from collections import OrderedDict
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from spandrel.architectures.Compact import Compact

from pipelines.checkpoint import load_descriptor, read_checkpoint, recognise
from pipelines.errors import BadInput, UnsafeCheckpoint
from pipelines.own_models.shelf import OwnModels
from pipelines.progress import Progress
from pipelines.weights.safe_load import read_groups

State = dict[str, torch.Tensor]


@pytest.fixture(scope="module")
def compact() -> State:
    torch.manual_seed(0)
    model = Compact(num_in_ch=3, num_out_ch=3, num_feat=8, num_conv=2, upscale=2)
    return OrderedDict(model.state_dict())


def _equal(one: State, other: State) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[key], other[key]) for key in one)


@pytest.mark.parametrize("name", ["m.pth", "m.safetensors", "m.txt", "ünï.ckpt"])
def test_reads_every_format_whatever_its_name(tmp_path: Path, compact: State, name: str) -> None:
    path = tmp_path / name
    torch.save(compact, path)
    assert _equal(read_checkpoint(path), compact)
    torch.save(compact, path, _use_new_zipfile_serialization=False)
    assert _equal(read_checkpoint(path), compact)
    save_file(compact, path)
    assert _equal(read_checkpoint(path), compact)


@pytest.mark.parametrize("key", ["params_ema", "params", "state_dict", "model"])
def test_takes_the_wrapper_off(tmp_path: Path, compact: State, key: str) -> None:
    path = tmp_path / "m.pth"
    torch.save({key: compact, "epoch": 3}, path)
    assert _equal(read_checkpoint(path), compact)
    parameters = {f"module.{name}": torch.nn.Parameter(value) for name, value in compact.items()}
    torch.save({key: parameters}, path)
    found = read_checkpoint(path)
    assert _equal(found, compact)
    assert not any(value.requires_grad for value in found.values())


# -- exploits -------------------------------------------------------------------------------


class Touch:
    """Unpickling this runs a shell command."""

    def __init__(self, marker: Path) -> None:
        self.command = f"touch '{marker}'"

    def __reduce__(self) -> Any:
        return os.system, (self.command,)


def _write_exploit(path: Path, how: str, state: State, marker: Path) -> None:
    content = {**state, "x": Touch(marker)}
    if how == "zip":
        torch.save(content, path)
    elif how == "legacy":
        torch.save(content, path, _use_new_zipfile_serialization=False)
    elif how.startswith("plain"):
        path.write_bytes(pickle.dumps(Touch(marker), protocol=int(how[-1])))
    else:  # the exploit in a zip made by hand
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("archive/data.pkl", pickle.dumps(Touch(marker), protocol=4))
            archive.writestr("archive/version", "3\n")


FORMATS = ["zip", "legacy", "plain0", "plain2", "plain4", "zip by hand"]


@pytest.mark.parametrize("name", ["evil.pth", "evil.safetensors"])
@pytest.mark.parametrize("how", FORMATS)
def test_an_exploit_is_refused_by_name(tmp_path: Path, compact: State, how: str, name: str) -> None:
    path, marker = tmp_path / name, tmp_path / "marker"
    _write_exploit(path, how, compact, marker)
    shelf = OwnModels(tmp_path / "shelf")
    add = partial(shelf.add, progress=Progress())
    for attempt in (read_checkpoint, recognise, load_descriptor, add):
        with pytest.raises(UnsafeCheckpoint) as caught:
            attempt(path)
        assert name in str(caught.value)
        assert "posix.system" in str(caught.value) or "nt.system" in str(caught.value)
    assert not marker.exists()


def test_the_exploits_are_real(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    pickle.loads(pickle.dumps(Touch(marker)))
    assert marker.exists()


@pytest.mark.parametrize("attribute", ["eval", "exec", "__import__"])
def test_python_2_spelling_is_named_as_today(tmp_path: Path, attribute: str) -> None:
    path = tmp_path / "evil.pth"
    path.write_bytes(b"\x80\x02c__builtin__\n" + attribute.encode() + b"\n(X\x01\x00\x00\x001tR.")
    with pytest.raises(UnsafeCheckpoint, match=rf"builtins\.{attribute}"):
        read_checkpoint(path)


def test_a_name_hidden_from_the_scan_still_runs_nothing(tmp_path: Path) -> None:
    """The scan is fooled by a popped string; torch's own fence is not."""
    marker = tmp_path / "marker"
    pushed = b"\x8c\x05posix\x8c\x06system" + b"N0" * 3
    decoy = b"\x8c\x0bcollections0\x8c\x0bOrderedDict0"
    code = b"\x80\x04" + pushed + decoy + b"\x93\x8c" + bytes([len(f"touch {marker}")])
    path = tmp_path / "evil.pth"
    path.write_bytes(code + f"touch {marker}".encode() + b"\x85R.")
    pickle.loads(path.read_bytes())
    assert marker.exists()
    marker.unlink()
    with pytest.raises(BadInput):
        read_checkpoint(path)
    assert not marker.exists()


def test_torchscript_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.pt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model/data.pkl", pickle.dumps({}, protocol=2))
        archive.writestr("model/constants.pkl", pickle.dumps((), protocol=2))
        archive.writestr("model/code/__torch__.py", "raise SystemExit")
    with pytest.raises(UnsafeCheckpoint, match=r"model\.pt is a TorchScript program"):
        read_checkpoint(path)


def test_a_whole_pickled_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.pth"
    torch.save(torch.nn.Linear(2, 2), path)
    with pytest.raises(UnsafeCheckpoint, match=r"torch\.nn\.modules\.linear\.Linear"):
        read_checkpoint(path)


# -- files that are no checkpoint -----------------------------------------------------------


def _bytes(state: State, legacy: bool = False) -> bytes:
    buffer = io.BytesIO()
    torch.save(state, buffer, _use_new_zipfile_serialization=not legacy)
    return buffer.getvalue()


@pytest.mark.parametrize("legacy", [True, False])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_a_sentence(
    tmp_path: Path, compact: State, legacy: bool, share: float
) -> None:
    path, whole = tmp_path / "m.pth", _bytes(compact, legacy)
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BadInput, match=r"m\.pth is damaged"):
        read_checkpoint(path)


def test_a_truncated_safetensors_is_a_sentence(tmp_path: Path, compact: State) -> None:
    path = tmp_path / "m.safetensors"
    save_file(compact, path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadInput, match="damaged or incomplete"):
        read_checkpoint(path)


def _zip(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"hello, this is a text, renamed.", "holds no model weights"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "holds no model weights"),
        (struct.pack("<Q", 2) + b"{}", "holds no model weights"),
        (_zip(document="text"), "holds no model weights"),
        (pickle.dumps([1, 2, 3], protocol=2), "damaged"),
        (_zip(**{"a/data.pkl": "x" * 10_000_000}), "damaged"),
    ],
    ids=["empty", "text", "png", "empty safetensors", "zip", "list", "bomb"],
)
def test_other_files_are_a_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "model.pth"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=rf"model\.pth {says}|model\.pth is {says}"):
        read_checkpoint(path)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"cannot be read \(No such file"):
        read_checkpoint(tmp_path / "none.pth")
    with pytest.raises(BadInput, match="cannot be read"):
        read_checkpoint(tmp_path)


@pytest.mark.parametrize("kind", ["pickle", "safetensors"])
def test_an_adapter_comes_in_groups(tmp_path: Path, kind: str) -> None:
    groups = {"image_proj": {"a.weight": torch.ones(2)}, "ip_adapter": {"1.b": torch.zeros(3)}}
    path = tmp_path / "ip-adapter.bin"
    if kind == "pickle":
        torch.save(groups, path)
    else:
        flat = {
            f"{group}.{name}": value for group in groups for name, value in groups[group].items()
        }
        save_file(flat, path)
    found = read_groups(path)
    assert {group: set(found[group]) for group in found} == {
        "image_proj": {"a.weight"},
        "ip_adapter": {"1.b"},
    }
    assert torch.equal(found["image_proj"]["a.weight"], torch.ones(2))


def test_groups_run_nothing_and_are_not_empty(tmp_path: Path) -> None:
    path = tmp_path / "ip-adapter.bin"
    path.write_bytes(pickle.dumps({"image_proj": partial(os.system, "true")}))
    with pytest.raises(UnsafeCheckpoint):
        read_groups(path)
    torch.save({"image_proj": {}, "epoch": 3}, path)
    with pytest.raises(BadInput, match="holds no model weights"):
        read_groups(path)
