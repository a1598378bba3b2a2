"""`hearth run`, `batch` and `remake` of portraits on small weights, from typing to the disk."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

import resources
from pipelines.__main__ import main
from pipelines.media.provenance import read_provenance
from tests.portrait_weights import SmallFiles, small_catalogue, write_small_files

Captured = pytest.CaptureFixture[str]
ASTRONAUT = Path(resources.__file__).parent / "examples" / "astronaut.jpg"
QUICK = (
    "--width", "640", "--output-width", "64", "--output-height", "64", "--num-inference-steps",
    "1", "--enable-pose-controlnet", "false", "--disable-safety-checker",
)  # fmt: skip

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallFiles]:
    made = write_small_files(tmp_path_factory.mktemp("small"))
    with small_catalogue(made):
        yield made


@pytest.fixture(autouse=True)
def installed(
    small: SmallFiles, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One home for all, so that the files are fetched once."""
    home = tmp_path_factory.getbasetemp() / "portrait-home"
    monkeypatch.setenv("HEARTH_HOME", str(home))


def run(*words: str, image: Path = ASTRONAUT) -> int:
    return main(["run", "instant-id", "--image", str(image), *QUICK, *words])


def test_portraits_are_written_and_listed_as_they_come(tmp_path: Path, capfd: Captured) -> None:
    words = ("--prompt", "a knight", "--num-outputs", "2", "--style", "neon,mars", "--seed", "7")
    assert run(*words, "--output", f"{tmp_path}/") == 0
    told = capfd.readouterr()
    paths = [Path(line) for line in told.out.splitlines()]
    assert [path.name for path in paths] == [
        "astronaut_instant-id_7.webp", "astronaut_instant-id_8.webp",
        "astronaut_instant-id_7_2.webp", "astronaut_instant-id_8_2.webp",
    ]  # fmt: skip
    assert all(path.is_file() for path in paths)
    assert "seed 7, likeness" in told.err
    made = read_provenance(paths[2])
    assert made is not None
    assert made.details["part"] == {"prompt": "a knight", "style": "mars", "seed": 7}


def test_json_lists_all_with_seed_and_likeness(tmp_path: Path, capfd: Captured) -> None:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("a knight\n\na painter\n", encoding="utf-8")
    out = tmp_path / "out.png"
    assert run("--prompts", str(prompts), "--output", str(out), "--json", "--quiet") == 0
    told = json.loads(capfd.readouterr().out)
    assert told["output"] == [str(tmp_path / "out_1.png"), str(tmp_path / "out_2.png")]
    first, second = told["portraits"]
    assert first["part"]["prompt"] == "a knight"
    assert second["settings"]["prompt"] == "a painter"
    assert first["seed"] == second["seed"]  # drawn once for the job, and told
    assert -1 <= first["likeness"] <= 1
    assert told["failed"] == []
    assert (told["cancelled"], told["stopped"]) == (False, None)
    with Image.open(out.with_name("out_1.png")) as picture:
        assert (picture.format, picture.size) == ("PNG", (64, 64))


def test_a_sheet_lies_beside_its_cells(tmp_path: Path, capfd: Captured) -> None:
    words = (
        "--sheet", "ip_adapter_scale=0.4,0.8", "--sheet", "controlnet-conditioning-scale=0.4,0.8",
        "--prompt", "a knight", "--output", str(tmp_path / "face.png"), "--quiet",
    )  # fmt: skip
    assert run(*words) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [Path(line).name for line in lines] == [
        "face_1.png", "face_2.png", "face_3.png", "face_4.png", "face_sheet.png",
    ]  # fmt: skip
    seeds = {read_provenance(Path(line)).settings["seed"] for line in lines}  # type: ignore[union-attr]
    assert len(seeds) == 1
    with Image.open(lines[-1]) as picture:
        assert picture.width > 128
        assert picture.height > 128


def test_a_portrait_is_made_again_beside_it(tmp_path: Path, capfd: Captured) -> None:
    assert run("--prompt", "a knight", "--output", str(tmp_path / "a.png"), "--quiet") == 0
    capfd.readouterr()
    assert main(["remake", str(tmp_path / "a.png"), "--quiet"]) == 0
    again = Path(capfd.readouterr().out.strip())
    assert again == tmp_path / "a_again.png"
    with Image.open(again) as second, Image.open(tmp_path / "a.png") as first:
        assert second.tobytes() == first.tobytes()
    assert main(["remake", str(ASTRONAUT)]) == 2
    assert "no portrait drawn by Hearth" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--prompt", ""), "The prompt is empty"),
        (("--style", "none-such"), "no style called none-such"),
        (("--sheet", "prompt=a,b"), "cannot vary prompt"),
        (("--sheet", "ip_adapter_scale=0.4", "--num-outputs", "2"), "one prompt, one style"),
        (("--prompts", "gone.txt"), "gone.txt cannot be read"),
        (("--prompts", str(ASTRONAUT)), "not UTF-8 text"),
        (("--prompts", "x.txt", "--prompt", "b"), "either --prompt or --prompts"),
        (("--output", "a.gif"), "cannot write .gif"),
        (("--output", str(ASTRONAUT)), "is the source itself"),
        (("--output", "/proc/none/a.png"), "cannot be written"),
        (("--height", "600"), "must be a number from 640 to 4096"),
        (("--output", "/tmp/", "--name-pattern", "{x}"), "knows no {x}"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_one_sentence(
    words: tuple[str, ...], sentence: str, capfd: Captured
) -> None:
    assert run(*words) == 2
    told = capfd.readouterr()
    assert sentence in told.err
    assert len(told.err.strip().splitlines()) == 1
    assert told.out == ""


def test_a_text_file_called_jpg_is_told_in_one_sentence(tmp_path: Path, capfd: Captured) -> None:
    photo = tmp_path / "text.jpg"
    photo.write_text("no picture")
    assert run("--prompt", "a knight", "--quiet", image=photo) == 2
    (line,) = capfd.readouterr().err.strip().splitlines()
    assert "text.jpg" in line


# -- batches ----------------------------------------------------------------------------------


def batch(folder: Path, *words: str) -> int:
    given = ["batch", "instant-id", str(folder / "faces"), "--output", str(folder / "out")]
    return main([*given, *QUICK, "--quiet", *words])


@pytest.fixture
def faces(tmp_path: Path) -> Path:
    """Two faces, and one picture in which there is nobody."""
    (tmp_path / "faces").mkdir()
    with Image.open(ASTRONAUT) as picture:
        picture.save(tmp_path / "faces" / "a.png")
        picture.rotate(2).save(tmp_path / "faces" / "b.png")
    Image.new("RGB", (64, 64), (9, 9, 9)).save(tmp_path / "faces" / "nobody.png")
    (tmp_path / "prompts.txt").write_text("a knight\na painter\n")
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder / "out").as_posix() for path in folder.glob("out/**/*.*"))


def test_a_folder_of_faces_times_prompts(faces: Path, capfd: Captured) -> None:
    words = ("--prompts", str(faces / "prompts.txt"), "--seed", "3")
    words += ("--name-pattern", "{prompt}/{name}-{seed}", "--json")
    assert batch(faces, *words) == 1  # for nobody
    told = json.loads(capfd.readouterr().out)
    assert names(faces) == [
        "a knight/a-3.webp", "a knight/b-3.webp", "a painter/a-3.webp", "a painter/b-3.webp",
    ]  # fmt: skip
    assert {(item["prompt"], item["seed"]) for item in told["done"]} == {
        ("a knight", 3), ("a painter", 3),
    }  # fmt: skip
    assert all(-1 <= item["likeness"] <= 1 for item in told["done"])
    assert [Path(item["input"]).name for item in told["failed"]] == ["nobody.png"] * 2
    assert "No face was found" in told["failed"][0]["reason"]

    # Started again nothing is done twice, and a further prompt is all that is done.
    (faces / "prompts.txt").write_text("a painter\na sailor\na knight\n")
    assert batch(faces, *words) == 1
    told = json.loads(capfd.readouterr().out)
    assert [item["prompt"] for item in told["done"]] == ["a sailor", "a sailor"]
    assert len(told["skipped"]) == 4
    assert len(names(faces)) == 6

    # What failed is tried again by itself.
    with Image.open(ASTRONAUT) as picture:
        picture.save(faces / "faces" / "nobody.png")
    assert batch(faces, *words, "--retry-failed") == 0
    told = json.loads(capfd.readouterr().out)
    assert [Path(item["input"]).name for item in told["done"]] == ["nobody.png"] * 3
    assert len(names(faces)) == 9


def test_a_seed_that_is_not_given_is_the_same_work_at_the_next_start(
    faces: Path, capfd: Captured
) -> None:
    (faces / "faces" / "nobody.png").unlink()
    words = ("--prompt", "a knight", "--num-outputs", "2", "--json")
    assert batch(faces, *words) == 0
    first = json.loads(capfd.readouterr().out)
    assert len(first["done"]) == 4
    assert len({item["seed"] for item in first["done"]}) == 2  # each face with the same two
    assert batch(faces, *words) == 0
    again = json.loads(capfd.readouterr().out)
    assert again["done"] == []
    assert len(again["skipped"]) == 4
