"""Compiled kernels are kept where Hearth keeps what it can make again, and can be done without."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from spandrel.architectures.Compact import Compact

from pipelines.networks.winograd import accelerate

#: A real command, then the kernels, in one process; and where numba kept them.
LOAD = """
import sys
from pipelines.__main__ import main
assert main(["models", "list", "--json"]) == 0
assert "numba" not in sys.modules
from pipelines.networks.winograd_kernels import gather, spread
for kernel in (spread, gather):
    print(kernel.stats.cache_path, len(kernel.overloads), sum(kernel.stats.cache_hits.values()))
"""


def load() -> list[tuple[Path, int, int]]:
    """For each kernel: its folder, whether it is compiled, whether it came from the folder."""
    run = subprocess.run(
        [sys.executable, "-c", LOAD], capture_output=True, text=True, check=True, timeout=300
    )
    lines = [line.rsplit(maxsplit=2) for line in run.stdout.splitlines()[-2:]]
    return [(Path(folder), int(ready), int(found)) for folder, ready, found in lines]


def test_kernels_are_kept_and_a_damaged_copy_does_no_harm(
    hearth_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    for expected in (0, 1):
        for folder, ready, found in load():
            assert folder.is_relative_to(hearth_home / "cache")
            assert (ready, found) == (1, expected)
    kept = [path for path in (hearth_home / "cache").rglob("*") if path.is_file()]
    assert len(kept) == 4
    for path in kept:
        path.write_bytes(b"damaged")
    assert [ready for _folder, ready, _found in load()] == [1, 1]


def test_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file" / "below"))
    monkeypatch.setenv("NUMBA_CACHE_LOCATOR_CLASSES", "UserProvidedCacheLocator")
    assert [(ready, found) for _folder, ready, found in load()] == [(1, 0), (1, 0)]


def test_without_numba_torch_does_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("compact", "winograd_kernels"):
        monkeypatch.delitem(sys.modules, f"pipelines.networks.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "numba", None)
    model = Compact(num_conv=1, upscale=2).eval()
    with caplog.at_level(logging.WARNING):
        slow = accelerate(model)
    assert "without compiled kernels" in caplog.text
    x = torch.rand(1, 3, 20, 24)
    with torch.no_grad():
        assert torch.equal(slow(x), model(x))
