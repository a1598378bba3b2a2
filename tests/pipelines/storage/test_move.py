"""Moving the data folder: nothing is lost, whatever happens, and what cannot work is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.errors import BadInput, DiskFull, JobFailed, NotWritable
from pipelines.journal import Journal
from pipelines.places import Places, default_places, read_location
from pipelines.progress import Cancelled, Progress
from pipelines.run import build_runtime
from pipelines.storage import copying
from pipelines.storage.location import use_folder
from pipelines.storage.move import move, unfinished
from pipelines.storage.presence import announce
from tests.pipelines.storage.homes import faults, furnish
from tests.pipelines.weights.web_site import cancel_at

ROOT = Path(__file__).parents[3]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "old", tmp_path / "config")


def files_below(folder: Path) -> list[str]:
    found = [path for path in folder.rglob("*") if path.is_file() or path.is_symlink()]
    return sorted(path.relative_to(folder).as_posix() for path in found)


@pytest.mark.parametrize("linking", [True, False])
def test_everything_arrives_and_the_old_folder_goes(
    places: Places, tmp_path: Path, linking: bool
) -> None:
    expected = furnish(places)
    times = {name: (places.data / name).stat().st_mtime_ns for name in expected}
    seen: list[float] = []
    listener = Progress(lambda report: seen.append(report.fraction or 0))
    moved = move(places, tmp_path / "new", listener, linking=linking)
    assert moved.places == Places(tmp_path / "new", places.config)
    assert faults(moved.places, expected) == []
    assert {name: (tmp_path / "new" / name).stat().st_mtime_ns for name in expected} == times
    assert not places.data.exists()
    assert read_location(places.location) is not None
    assert unfinished(places) is None
    assert moved.left == ()
    assert moved.bytes > 3_000_000
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert not (tmp_path / "new" / ".moving").exists()
    assert str(tmp_path / "new" / "models") in places.settings.read_text()


def test_the_next_start_finds_the_new_folder(
    tmp_path: Path, hearth_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = default_places()
    assert usual == Places(hearth_home, hearth_home)
    expected = furnish(usual)
    moved = move(usual, tmp_path / "new", Progress())
    assert default_places() == moved.places == Places(tmp_path / "new", hearth_home)
    assert files_below(hearth_home) == ["location.toml", "settings.toml"]
    back = move(moved.places, hearth_home, Progress())
    assert default_places() == back.places == usual
    assert faults(usual, expected) == []
    monkeypatch.setenv("HEARTH_HOME", str(tmp_path / "another"))
    assert default_places().data == tmp_path / "another"


def test_a_missing_drive_is_told_and_no_empty_folder_is_begun(
    places: Places, tmp_path: Path
) -> None:
    expected = furnish(places)
    drive = tmp_path / "drive"
    moved = move(places, drive / "hearth", Progress())
    moved.places.check()
    drive.rename(tmp_path / "elsewhere")
    with pytest.raises(BadInput, match="connect its drive"):
        moved.places.check()
    assert not drive.exists()
    found = use_folder(moved.places, tmp_path / "elsewhere" / "hearth")
    found.check()
    assert found.data == tmp_path / "elsewhere" / "hearth"
    # What holds whole paths was not moved by us, so only the files themselves are as they were.
    assert [fault for fault in faults(found, expected) if "sought" not in fault] == [
        "the batch is not known any more"
    ]


def test_a_damaged_location_is_no_reason_to_use_another_folder(hearth_home: Path) -> None:
    hearth_home.mkdir()
    for words in ("data = ", "other = 1", "data = 'relative'", "data = 3"):
        (hearth_home / "location.toml").write_text(words)
        with pytest.raises(BadInput, match=r"location\.toml"):
            default_places()


@pytest.mark.parametrize("linking", [True, False])
def test_cancelled_and_started_again_it_goes_on(
    places: Places, tmp_path: Path, linking: bool
) -> None:
    expected = furnish(places)
    with pytest.raises(Cancelled):
        move(places, tmp_path / "new", cancel_at(0.4), linking=linking)
    assert faults(places, expected) == []
    assert read_location(places.location) is None
    (places.weights / "small.pth").unlink()  # the user goes on with the old folder meanwhile
    del expected["weights/small.pth"]
    (places.own_models / "mine.json").write_bytes(b"{}")
    expected["models/mine.json"] = (
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )
    moved = move(places, tmp_path / "new", Progress(), linking=linking)
    assert faults(moved.places, expected) == []
    assert not (moved.places.weights / "small.pth").exists()
    assert not places.data.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")
@pytest.mark.parametrize("way", ["linking", "copying"])
def test_killed_at_any_step_nothing_is_lost_and_it_goes_on(tmp_path: Path, way: str) -> None:
    words = [str(tmp_path), way, "29"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.pipelines.storage.kill_move", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5


def test_a_disk_that_writes_something_else_is_found_out(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = furnish(places)
    honest = copying.sha256_of

    def flip(path: Path, *rest: object) -> str:
        with path.open("rb+") as file:
            file.seek(1)
            file.write(b"?")
        return honest(path)

    monkeypatch.setattr(copying, "sha256_of", flip)
    with pytest.raises(JobFailed, match="came out different"):
        move(places, tmp_path / "new", Progress(), linking=False)
    assert faults(places, expected) == []
    assert read_location(places.location) is None


def test_foreign_files_stay_and_are_named(places: Places, tmp_path: Path) -> None:
    furnish(places)
    (places.data / "notes.txt").write_text("mine")
    moved = move(places, tmp_path / "new", Progress())
    assert moved.left == (places.data / "notes.txt",)
    assert files_below(places.data) == ["notes.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_lead_where_they_led(places: Places, tmp_path: Path) -> None:
    expected = furnish(places)
    other = tmp_path / "other.pth"
    other.write_bytes(b"elsewhere")
    (places.weights / "linked.pth").symlink_to(other)
    (places.weights / "beside.pth").symlink_to("../../other.pth")
    (places.weights / "inner.pth").symlink_to("small.pth")
    folder = tmp_path / "examples"
    folder.mkdir()
    (folder / "x.txt").write_text("x")
    (places.examples / "far").symlink_to(folder)
    moved = move(places, tmp_path / "deep" / "er" / "new", Progress(), linking=False)
    assert faults(moved.places, expected) == []
    assert (moved.places.weights / "linked.pth").read_bytes() == b"elsewhere"
    assert (moved.places.weights / "beside.pth").read_bytes() == b"elsewhere"
    inner = (moved.places.weights / "inner.pth").read_bytes()
    assert inner == (moved.places.weights / "small.pth").read_bytes()
    assert (moved.places.examples / "far").is_symlink()
    assert (folder / "x.txt").read_text() == "x"
    assert not places.data.exists()


# -- refusals ---------------------------------------------------------------------------------


def test_places_that_cannot_take_it(places: Places, tmp_path: Path) -> None:
    expected = furnish(places)
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "holiday.jpg").touch()
    (tmp_path / "hearths" / "weights").mkdir(parents=True)
    for target, words in {
        places.data: "already",
        places.data / "sub": "inside",
        tmp_path / "file": "is a file",
        tmp_path / "full": "not empty",
        tmp_path / "hearths": "--use",
    }.items():
        with pytest.raises(BadInput, match=words):
            move(places, target, Progress())
    with pytest.raises(DiskFull, match="only 1 MB are free"):
        move(places, tmp_path / "new", Progress(), linking=False, free_bytes=lambda _folder: 10**6)
    assert faults(places, expected) == []
    assert read_location(places.location) is None


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden")
def test_a_folder_that_cannot_be_written(places: Places, tmp_path: Path) -> None:
    furnish(places)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(NotWritable):
        move(places, locked / "new", Progress())


def test_two_at_once_and_a_running_job_are_refused(places: Places, tmp_path: Path) -> None:
    expected = furnish(places)
    with (
        FileLock(places.data / "locks" / "moving.lock"),
        pytest.raises(BadInput, match="another process"),
    ):
        move(places, tmp_path / "new", Progress())
    with (
        FileLock(places.weights / ".locks" / "a.pth.lock"),
        pytest.raises(BadInput, match="download is running"),
    ):
        move(places, tmp_path / "new", Progress())
    with Journal(places.journal) as journal:
        journal.start_job("fake", "v1", {})
        with pytest.raises(BadInput, match="job or a download"):
            move(places, tmp_path / "new", Progress())
        assert files_below(tmp_path / "new") == ["locks/moving.lock"]
    assert read_location(places.location) is None
    assert all((places.data / name).exists() for name in expected)


def test_another_process_that_is_open_is_named_until_it_ends(
    places: Places, tmp_path: Path
) -> None:
    furnish(places)
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipelines.places import Places\n"
        "from pipelines.storage.presence import announce\n"
        "held = announce(Places(Path(sys.argv[1]), Path(sys.argv[2])))\n"
        "print('here', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(places.data), str(places.config)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        with pytest.raises(BadInput, match=str(process.pid)):
            move(places, tmp_path / "new", Progress())
        process.kill()
        process.communicate()
    assert move(places, tmp_path / "new", Progress()).files > 5


def test_whoever_still_has_the_old_folder_is_told(places: Places, tmp_path: Path) -> None:
    furnish(places)
    runtime = build_runtime(places)  # this process's own does not stop its own move
    move(places, tmp_path / "new", Progress())
    with pytest.raises(BadInput, match="start it again"):
        announce(places)
    with pytest.raises(BadInput, match="start it again"):
        build_runtime(places)
    assert not places.data.exists()
    assert runtime.presence is not None


def test_nobody_begins_while_a_move_goes_on(places: Places) -> None:
    furnish(places)
    with (
        FileLock(places.data / "locks" / "moving.lock"),
        pytest.raises(BadInput, match="are being moved"),
    ):
        build_runtime(places)
