"""`hearth run` and `hearth batch` of the models that redraw, on small weights."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipelines.__main__ import main
from pipelines.media.provenance import read_provenance
from pipelines.own_models.shelf import OwnModels
from pipelines.places import default_places
from pipelines.progress import Progress
from tests.redraw_weights import SmallFiles, small_catalogue, write_small_files
from tests.tiny_enlarger import write_enlarger

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

Captured = pytest.CaptureFixture[str]
ULTIMATE, TILE = "ultimate-sd-upscale", "high-resolution-controlnet-tile"
#: 96 x 80 becomes 192 x 160 in nine tiles.
QUICK = (
    "--tile-width", "64", "--tile-height", "64", "--tile-padding", "16", "--steps", "2",
    "--cfg", "1", "--denoise", "0.4", "--seed", "3", "--quiet",
)  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallFiles:
    return write_small_files(tmp_path_factory.mktemp("small"))


@pytest.fixture(autouse=True)
def catalogue(small: SmallFiles) -> Iterator[None]:
    with small_catalogue(small):
        yield


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    source = Image.open("resources/examples/cat.jpg").resize((96, 80))
    source.save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def pixels(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def ultimate(photo: Path, out: Path, *words: str) -> int:
    return main(["run", ULTIMATE, "--image", str(photo), "--output", str(out), *QUICK, *words])


def test_one_picture_and_what_it_says_of_itself(
    photo: Path, tmp_path: Path, hearth_home: Path, capfd: Captured
) -> None:
    out = tmp_path / "out.png"
    words = ("--upscale-by", "1.5", "--sampler-name", "dpm_fast", "--json")
    assert ultimate(photo, out, *words) == 0
    told = json.loads(capfd.readouterr().out)
    assert any("dpmpp_2m ran" in note for note in told["notes"])
    made = read_provenance(out)
    assert made is not None
    assert (made.model, made.settings["seed"], made.settings["upscale_by"]) == (ULTIMATE, 3, 1.5)
    assert pixels(out).shape == (120, 144, 3)
    assert [path.is_dir() for path in (hearth_home / "redraws").glob("*[0-9a-f]")].count(True) == 1


def test_killed_in_the_middle_it_goes_on_at_the_next_tile(
    photo: Path, tmp_path: Path, hearth_home: Path, small: SmallFiles, capfd: Captured
) -> None:
    whole = tmp_path / "whole.png"
    assert ultimate(photo, whole) == 0
    shutil.rmtree(hearth_home / "redraws")
    out = tmp_path / "out.png"
    words = [
        "run", ULTIMATE, "--image", str(photo), "--output", str(out), *QUICK,
    ]  # fmt: skip
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pipelines.__main__ import main\n"
        "from tests.redraw_weights import SmallFiles, small_catalogue\n"
        f"small = SmallFiles({ {name: str(path) for name, path in small.files.items()}!r},\n"
        f"    Path({str(small.settings)!r}), Path({str(small.net)!r}))\n"
        "small = SmallFiles({name: Path(path) for name, path in small.files.items()},\n"
        "    small.settings, small.net)\n"
        "with small_catalogue(small):\n"
        "    sys.exit(main(sys.argv[1:]))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, *words], env={**os.environ})
    try:
        deadline = time.monotonic() + 200
        tiles: list[Path] = []
        while len(tiles) < 3 and time.monotonic() < deadline and process.poll() is None:
            tiles = list((hearth_home / "redraws").glob("*/work/tiles/*-*.png"))
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == -signal.SIGKILL
    assert not out.exists()
    before = {
        path: path.stat().st_mtime_ns
        for path in (hearth_home / "redraws").glob("*/work/tiles/[0-9]*.png")
    }
    assert 3 <= len(before) < 9
    assert ultimate(photo, out) == 0
    after = sorted((hearth_home / "redraws").glob("*/work/tiles/[0-9]*.png"))
    assert len(after) == 9
    assert {path: path.stat().st_mtime_ns for path in before} == before  # not drawn again
    assert (pixels(out) == pixels(whole)).all()


def test_a_folder_goes_on_after_a_bad_file(photo: Path, tmp_path: Path, capfd: Captured) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("a.png", "c.png"):
        shutil.copy(photo, folder / name)
    (folder / "b.png").write_bytes(b"no picture")
    words = ["batch", ULTIMATE, str(folder), "--output", str(out), *QUICK, "--json"]
    words += ["--name-pattern", "{name}_{scale}", "--upscaler", "None"]
    assert main(words) == 1
    told = json.loads(capfd.readouterr().out)
    assert [Path(item["output"]).name for item in told["done"]] == ["a_2.png", "c_2.png"]
    assert {item["seed"] for item in told["done"]} == {3}
    assert [Path(item["input"]).name for item in told["failed"]] == ["b.png"]
    assert (pixels(out / "a_2.png") == pixels(out / "c_2.png")).all()
    assert main(words) == 1
    again = json.loads(capfd.readouterr().out)
    assert len(again["skipped"]) == 2


def test_ones_own_upscaler_and_checkpoint_by_name(
    photo: Path, tmp_path: Path, small: SmallFiles, capfd: Captured
) -> None:
    shelf = OwnModels(default_places().own_models)
    file = write_enlarger(tmp_path / "mine.safetensors", seed=5)
    shelf.add(file, Progress(), name="me/mine")
    out = tmp_path / "out.png"
    assert ultimate(photo, out, "--own-upscaler", "me/mine", "--denoise", "0") == 0
    by_name = pixels(out)
    assert ultimate(photo, out, "--own-upscaler", str(file), "--denoise", "0") == 0
    assert (pixels(out) == by_name).all()
    assert ultimate(photo, out, "--upscaler", "None", "--denoise", "0") == 0
    assert (pixels(out) != by_name).any()
    made = tmp_path / "own.png"
    base = small.files["realistic-vision-v5.1.safetensors"]
    assert ultimate(photo, made, "--checkpoint", str(base)) == 0
    told = read_provenance(made)
    assert told is not None
    assert told.version == "base"
    assert told.settings["checkpoint"] == "base"
    assert str(tmp_path) not in json.dumps(dict(told.settings))


def test_what_cannot_be_is_told_in_one_sentence(photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    assert ultimate(photo, out, "--base-model", "juggernaut-xl-v8") == 2
    assert ultimate(photo, out, "--sampler-name", "dpmpp_4m") == 2
    assert ultimate(photo, out, "--loras", str(tmp_path / "none.safetensors")) == 2
    assert ultimate(photo, out, "--controlnet", str(photo)) == 2
    assert not out.exists()


@pytest.mark.slow
def test_the_tile_model_at_its_smallest(photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jpg"
    words = ["run", TILE, "--image", str(photo), "--resolution", "2048", "--steps", "4"]
    words += ["--creativity", "0.3", "--guidance-scale", "1", "--seed", "1"]
    assert main([*words, "--output", str(out), "--quiet"]) == 0
    assert pixels(out).shape == (2048, 2432, 3)
