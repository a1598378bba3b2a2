"""`hearth models ...` through its real entry, with files from a server on this machine."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines import registry
from pipelines.__main__ import main
from pipelines.spec import ModelSpec
from tests.fakes import FakeModel
from tests.pipelines.weights.web_site import CONTENT, Site, serving, weight

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def models(site: Site, monkeypatch: pytest.MonkeyPatch) -> tuple[ModelSpec[Any], ...]:
    """Two models that share a file and have one each of their own."""
    site.files = dict.fromkeys("abc", CONTENT)
    a, b, shared = (weight(site.url(name), name=f"{name}.pth") for name in "abc")
    found = (
        FakeModel(name="one", weights=(a, shared)).spec(),
        FakeModel(name="two", weights=(b, shared)).spec(),
        FakeModel(name="own").spec(),
    )
    monkeypatch.setattr(registry, "all_models", lambda: found)
    return found


def told(capsys: Captured, *words: str, code: int = 0) -> Any:
    assert main(["models", *words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_from_nothing_to_nothing(
    models: tuple[ModelSpec[Any], ...], hearth_home: Path, capsys: Captured
) -> None:
    states = {entry["name"]: entry["variants"][0]["state"] for entry in told(capsys, "list")}
    assert states == {"one": "not installed", "two": "not installed", "own": "installed"}
    installed = told(capsys, "install", "one")
    assert installed["downloaded_bytes"] == 2 * len(CONTENT)
    (version,) = installed["installed"]
    assert version["installed"]
    assert [Path(path).name for path in version["files"]] == ["a.pth", "c.pth"]
    assert told(capsys, "install", f"one:{version['version']}")["downloaded_bytes"] == 0
    states = {entry["name"]: entry["variants"][0]["state"] for entry in told(capsys, "list")}
    assert states["two"] == "partly installed"
    assert told(capsys, "show", "two")["versions"][0]["download_bytes"] == len(CONTENT)
    assert told(capsys, "install", "two")["downloaded_bytes"] == len(CONTENT)
    (removed,) = told(capsys, "remove", "one")
    assert removed["freed_bytes"] == len(CONTENT)
    assert removed["shared"] == {"c.pth": ["two"]}
    assert [item["health"] for item in told(capsys, "verify", "two")] == ["good", "good"]
    (removed,) = told(capsys, "remove", "two")
    assert removed["freed_bytes"] == 2 * len(CONTENT)
    assert not list((hearth_home / "weights").glob("*.pth"))


def test_the_same_in_words(models: tuple[ModelSpec[Any], ...], capsys: Captured) -> None:
    assert main(["models", "install", "one", "two"]) == 0
    out, err = capsys.readouterr()
    assert out.count("6.0 MB, installed") == 2
    assert "Downloading" in err
    assert main(["models", "remove", "one"]) == 0
    out, _err = capsys.readouterr()
    assert out == "one: 3.0 MB given back\n  c.pth stays: two needs it too\n"
    assert main(["models", "search", "repeats", "pixel"]) == 0
    out, _err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines() if "(upscaling)" in line] == [
        "one",
        "two",
        "own",
    ]
    assert main(["models", "search", "chess"]) == 0
    assert "No model is about “chess”" in capsys.readouterr().out


def test_a_damaged_file_is_named_and_fetched_again(
    models: tuple[ModelSpec[Any], ...], hearth_home: Path, capsys: Captured
) -> None:
    assert main(["models", "install", "one"]) == 0
    path = hearth_home / "weights" / "a.pth"
    path.write_bytes(bytes(len(CONTENT)))
    capsys.readouterr()
    assert main(["models", "verify"]) == 1
    out, err = capsys.readouterr()
    assert "damaged  a.pth" in out
    assert f"{path} was damaged" in err
    assert main(["models", "install", "one"]) == 0
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("install own", "own runs a file of your own, so there is nothing to install"),
        ("install three", "There is no model called three"),
        ("install one:0123", "one has no version 0123"),
        ("install one --variant blue", "one has no variant blue. Choose one of: plain, fancy"),
        ("install one two --variant plain", "--variant is for one model at a time"),
        ("install one --all --variant plain", "Choose either --all or --variant"),
        ("install", "the following arguments are required"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(
    models: tuple[ModelSpec[Any], ...], words: str, sentence: str, capsys: Captured
) -> None:
    assert main(["models", *words.split()]) == 2
    assert sentence in capsys.readouterr().err


_SLOW = """
import sys
from pipelines import registry
from pipelines.__main__ import main
from tests.fakes import FakeModel, register
from tests.pipelines.weights.web_site import weight

register(FakeModel(name="one", weights=(weight(sys.argv[1]),)).spec())
sys.exit(main(["models", "install", "one"]))
"""


def test_ctrl_c_keeps_the_part_and_again_goes_on(site: Site, hearth_home: Path) -> None:
    site.files["a"] = CONTENT
    site.pause_after = 1_500_000
    command = [sys.executable, "-c", _SLOW, site.url("a")]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as process:
        assert site.paused.wait(30)
        part = hearth_home / "weights" / "a.pth.part"
        while not part.exists() or part.stat().st_size < 1_000_000:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        site.released.set()
        _out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "What is here is kept: the same command goes on from there." in err
    kept = part.stat().st_size
    assert kept >= 1_000_000
    site.pause_after = None
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert site.requests[-1]["range"] == f"bytes={kept}-"
    assert (hearth_home / "weights" / "a.pth").read_bytes() == CONTENT


# -- models of one's own ----------------------------------------------------------------------


@pytest.fixture
def own_file(
    tmp_path: Path, models: tuple[ModelSpec[Any], ...], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A checkpoint, in place on the shelf of a fresh home as me/lines."""
    import torch
    from spandrel.architectures.Compact import Compact

    monkeypatch.setenv("HEARTH_HOME", str(tmp_path / "home"))
    network = Compact(num_in_ch=3, num_out_ch=3, num_feat=8, num_conv=2, upscale=2)
    path = tmp_path / "2x_lines.pth"
    torch.save(network.state_dict(), path)
    assert main(["models", "import", str(path), "--name", "me/lines", "--no-copy"]) == 0
    return path


def test_own_models_are_listed_found_and_shown(own_file: Path, capsys: Captured) -> None:
    capsys.readouterr()
    assert main(["models", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["name"] for entry in listed] == ["one", "two", "own", "me/lines"]
    assert [entry["own"] for entry in listed] == [False, False, False, True]
    assert (listed[-1]["path"], listed[-1]["installed"]) == (str(own_file), True)
    assert main(["models", "search", "LINES", "--json"]) == 0
    assert [entry["name"] for entry in json.loads(capsys.readouterr().out)] == ["me/lines"]
    assert main(["models", "show", "me/lines"]) == 0
    out = capsys.readouterr().out
    assert str(own_file) in out
    assert "scale: 2" in out
    assert main(["models", "show", "me/nothing"]) == 2
    assert "no model of your own named me/nothing" in capsys.readouterr().err


def test_own_models_are_verified_and_taken_off(own_file: Path, capsys: Captured) -> None:
    assert main(["models", "verify", "me/lines"]) == 0
    assert "good  me/lines" in capsys.readouterr().out
    content = own_file.read_bytes()
    own_file.write_bytes(content[: len(content) // 2])
    assert main(["models", "verify", "me/lines", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)[0]["health"] == "damaged"
    assert "import it again" in told.err
    assert main(["models", "remove", "me/lines", "one", "me/nothing"]) == 2
    assert main(["models", "remove", "me/lines"]) == 0
    assert f"{own_file} stays" in capsys.readouterr().out
    assert own_file.exists()
    assert main(["models", "verify", "me/lines"]) == 2
