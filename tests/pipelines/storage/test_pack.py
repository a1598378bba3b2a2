"""Packs: everything a task needs in one file, and nothing but what was promised out of it."""

import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import registry
from pipelines.__main__ import main
from pipelines.errors import BadInput, DiskFull, HearthError, WrongHash
from pipelines.holdings import files_of
from pipelines.progress import Cancelled, Progress
from pipelines.registry import all_models, models_for
from pipelines.spec import Licence, LocalSource, Task, WeightFile
from pipelines.storage.pack import Packed, versions_for, write_pack
from pipelines.storage.pack_format import MANIFEST, packed_bytes, read_manifest
from pipelines.storage.unpack import install_pack
from pipelines.versions import Version
from pipelines.weights.store import WeightStore
from tests.fakes import FakeModel
from tests.pipelines.weights.web_site import LICENCE, cancel_at

CLOSED = Licence("Private", "https://example.org/closed", commercial=False)
CONTENTS = {f"{n}.pth": random.Random(n).randbytes(300_000 + n * 1111) for n in range(3)}
WEIGHTS = tuple(
    WeightFile(name, f"Model {name}", len(b), hashlib.sha256(b).hexdigest(), licence, ())
    for (name, b), licence in zip(CONTENTS.items(), (LICENCE, LICENCE, CLOSED), strict=True)
)
VERSIONS = (
    Version("fake", "000000000001", WEIGHTS[:2]),
    Version("fake", "000000000002", WEIGHTS[1:]),
)

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def full(tmp_path: Path) -> WeightStore:
    """A store with all files in it."""
    store = WeightStore(tmp_path / "full")
    store.folder.mkdir()
    for name, content in CONTENTS.items():
        (store.folder / name).write_bytes(content)
    return store


@pytest.fixture
def empty(tmp_path: Path) -> WeightStore:
    return WeightStore(tmp_path / "empty", offline=True)


@pytest.fixture
def pack(full: WeightStore, tmp_path: Path) -> Packed:
    return write_pack(Task.UPSCALING, VERSIONS, full, tmp_path / "out.tar", Progress())


def test_there_and_back(pack: Packed, empty: WeightStore) -> None:
    done = install_pack(pack.path, empty, WEIGHTS, Progress())
    assert {weight.name for weight in done.installed} == set(CONTENTS)
    for weight in WEIGHTS:
        path = empty.path_of(weight)
        assert path is not None
        assert path.read_bytes() == CONTENTS[weight.name]
    again = install_pack(pack.path, empty, WEIGHTS, Progress())
    assert (len(again.installed), len(again.present)) == (0, 3)


def test_the_list_says_hashes_sizes_licences_and_versions(pack: Packed) -> None:
    manifest = read_manifest(pack.path)
    assert manifest == pack.manifest
    assert [(f.name, f.sha256, f.size) for f in manifest.files] == [
        (w.name, w.sha256, w.size) for w in WEIGHTS
    ]
    assert [(f.licence, f.commercial) for f in manifest.files][1:] == [
        ("MIT", True),
        ("Private", False),
    ]
    assert [(v.model, v.version, len(v.files)) for v in manifest.versions] == [
        ("fake", "000000000001", 2),
        ("fake", "000000000002", 2),
    ]
    assert pack.bytes <= packed_bytes(manifest)


def test_any_tar_program_can_read_it(pack: Packed) -> None:
    with tarfile.open(pack.path) as archive:
        names = archive.getnames()
        assert names == [MANIFEST, *(f"files/{weight.sha256}" for weight in WEIGHTS)]
        member = archive.extractfile(names[1])
        assert member is not None
        assert member.read() == CONTENTS["0.pth"]


def test_a_task_brings_its_hidden_files_and_can_be_narrowed() -> None:
    every = files_of(versions_for(Task.UPSCALING, all_models()))
    names = {weight.name for weight in every}
    upscaling = models_for(Task.UPSCALING)
    assert {weight.name for spec in upscaling for weight in spec.catalogue()} == names
    assert any("pars" in name for name in names), "face parsing is missing"
    only = versions_for(Task.UPSCALING, all_models(), ["swinir"])
    assert {version.model for version in only} == {"swinir"}
    narrow = versions_for(Task.UPSCALING, all_models(), ["real-esrgan"], ["animevideov3"])
    narrow_names = {weight.name for weight in files_of(narrow)}
    assert "realesr-animevideov3.safetensors" in narrow_names
    assert any("pars" in name for name in narrow_names), "face_enhance would not run"
    assert "RealESRGAN_x4plus.safetensors" not in narrow_names
    for models, variants, words in (
        (["nobody"], [], "no model of upscaling"),
        (["spandrel"], [], "no model of upscaling"),
        ([], ["x4plus"], "name that model too"),
        (["real-esrgan"], ["nobody"], "no variant"),
    ):
        with pytest.raises(BadInput, match=words):
            versions_for(Task.UPSCALING, all_models(), models, variants)


def test_what_is_missing_is_fetched_first_or_named(tmp_path: Path, full: WeightStore) -> None:
    missing = full.folder / "2.pth"
    source = LocalSource(missing.rename(tmp_path / "elsewhere.pth"))
    offline = WeightStore(full.folder, offline=True)
    with pytest.raises(BadInput, match=r"2\.pth"):
        write_pack(Task.UPSCALING, VERSIONS, offline, tmp_path / "out.tar", Progress())
    assert not (tmp_path / "out.tar").exists()
    weights = (WEIGHTS[1], replace(WEIGHTS[2], sources=(source,)))
    versions = (VERSIONS[0], Version("fake", "000000000002", weights))
    packed = write_pack(Task.UPSCALING, versions, full, tmp_path / "out.tar", Progress())
    assert len(packed.manifest.files) == 3


# -- stopped, killed, damaged -----------------------------------------------------------------


def test_a_damaged_file_is_not_packed(full: WeightStore, tmp_path: Path) -> None:
    for weight in WEIGHTS:
        assert full.is_installed(weight)
    about = (full.folder / "1.pth").stat()
    content = bytearray(CONTENTS["1.pth"])
    content[1000] ^= 1
    (full.folder / "1.pth").write_bytes(content)  # as a failing disk does: size and time stay
    os.utime(full.folder / "1.pth", ns=(about.st_atime_ns, about.st_mtime_ns))
    with pytest.raises(WrongHash, match=r"1\.pth is damaged"):
        write_pack(Task.UPSCALING, VERSIONS, full, tmp_path / "out.tar", Progress())
    assert not (tmp_path / "out.tar").exists()


def test_cancelled_packing_leaves_nothing(full: WeightStore, tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    with pytest.raises(Cancelled):
        write_pack(Task.UPSCALING, VERSIONS, full, tmp_path / "packs" / "out.tar", cancel_at(0.7))
    assert list((tmp_path / "packs").iterdir()) == []


def test_cancelled_installing_goes_on(pack: Packed, empty: WeightStore) -> None:
    with pytest.raises(Cancelled):
        install_pack(pack.path, empty, WEIGHTS, cancel_at(0.5))
    assert empty.is_installed(WEIGHTS[0])
    assert not empty.is_installed(WEIGHTS[2])
    done = install_pack(pack.path, empty, WEIGHTS, Progress())
    assert WEIGHTS[0] in done.present
    assert WEIGHTS[2] in done.installed


KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.progress import Progress
from pipelines.storage.unpack import install_pack
from pipelines.weights.store import WeightStore
from tests.pipelines.storage.test_pack import WEIGHTS
def listen(report):
    if report.fraction is not None and report.fraction >= float(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
install_pack(Path(sys.argv[1]), WeightStore(Path(sys.argv[2]), offline=True), WEIGHTS,
             Progress(listen))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_killed_installing_goes_on(pack: Packed, empty: WeightStore) -> None:
    for fraction in ("0.1", "0.4", "0.6", "0.9"):
        words = [str(pack.path), str(empty.folder), fraction]
        root = Path(__file__).parents[3]
        done = subprocess.run([sys.executable, "-c", KILLED, *words], cwd=root, check=False)
        assert done.returncode == -signal.SIGKILL
        for weight in WEIGHTS:
            path = empty.folder / weight.name
            assert not path.exists() or path.read_bytes() == CONTENTS[weight.name]
    install_pack(pack.path, empty, WEIGHTS, Progress())
    assert all(empty.is_installed(weight) for weight in WEIGHTS)


def test_a_pack_that_is_not_whole(pack: Packed, empty: WeightStore, tmp_path: Path) -> None:
    content = pack.path.read_bytes()
    cut = tmp_path / "cut.tar"
    for end in (600, 2048, 320_000, 700_000):
        cut.write_bytes(content[:end])
        with pytest.raises(BadInput, match=r"is not whole|damaged"):
            install_pack(cut, empty, WEIGHTS, Progress())
    assert empty.is_installed(WEIGHTS[0])
    assert not empty.is_installed(WEIGHTS[2])
    flipped = bytearray(content)
    flipped[-300_000] ^= 1
    cut.write_bytes(flipped)
    with pytest.raises(WrongHash, match="is not the Model"):
        install_pack(cut, empty, WEIGHTS, Progress())
    assert not (empty.folder / "2.pth").exists()
    install_pack(pack.path, empty, WEIGHTS, Progress())
    assert empty.is_installed(WEIGHTS[2])


def test_there_must_be_room(pack: Packed, empty: WeightStore, full: WeightStore) -> None:
    with pytest.raises(DiskFull, match="only 1 MB are free"):
        install_pack(pack.path, empty, WEIGHTS, Progress(), free_bytes=lambda _folder: 10**6)
    with pytest.raises(DiskFull, match="only 1 MB are free"):
        write_pack(
            Task.UPSCALING,
            VERSIONS,
            full,
            pack.path.with_name("two.tar"),
            Progress(),
            free_bytes=lambda _folder: 10**6,
        )


# -- hostile tar files ------------------------------------------------------------------------


def forged(pack: Packed, target: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    """The true list, then these members."""
    with tarfile.open(pack.path) as archive, tarfile.open(target, "w") as out:
        first = archive.getmembers()[0]
        out.addfile(first, archive.extractfile(first))
        for info, content in members:
            info.size = len(content) if info.isreg() else 0
            out.addfile(info, io.BytesIO(content))
    return target


def test_names_in_the_tar_lead_nowhere(pack: Packed, empty: WeightStore, tmp_path: Path) -> None:
    escaping = [tarfile.TarInfo(name) for name in ("../evil", "/tmp/evil", "files/../../evil")]
    linking = tarfile.TarInfo(f"files/{WEIGHTS[0].sha256}")
    linking.type, linking.linkname = tarfile.SYMTYPE, "/etc/passwd"
    twin = tarfile.TarInfo("files/" + "0" * 64)
    before = sorted(tmp_path.rglob("*"))
    for index, info in enumerate([*escaping, linking, twin]):
        bad = forged(pack, tmp_path / f"bad{index}.tar", (info, b"evil"))
        with pytest.raises(BadInput, match="no pack that Hearth made"):
            install_pack(bad, empty, WEIGHTS, Progress())
        bad.unlink()
    found = [p for p in sorted(tmp_path.rglob("*")) if p not in before and p != empty.folder]
    assert found == []


def test_a_name_in_the_list_is_only_compared(
    pack: Packed, empty: WeightStore, tmp_path: Path
) -> None:
    text = pack.manifest.model_dump_json().replace('"0.pth"', '"../../0.pth"')
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text.encode()))
        for name, content in CONTENTS.items():
            member = tarfile.TarInfo(f"files/{hashlib.sha256(content).hexdigest()}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
            assert name
    done = install_pack(tmp_path / "evil.tar", empty, WEIGHTS, Progress())
    assert [file.name for file in done.unknown] == ["../../0.pth"]
    assert not list(tmp_path.rglob("0.pth"))[1:]
    assert {weight.name for weight in done.installed} == {"1.pth", "2.pth"}


def test_foreign_files_are_refused(tmp_path: Path, pack: Packed, empty: WeightStore) -> None:
    plain = tmp_path / "plain.tar"
    with tarfile.open(plain, "w") as archive:
        archive.add(pack.path, "x")
    (tmp_path / "text.tar").write_text("no tar at all")
    newer = tmp_path / "newer.tar"
    words = json.dumps({**pack.manifest.model_dump(), "format": 99, "made_by": "9.9"})
    with tarfile.open(newer, "w") as archive:
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(words)
        archive.addfile(info, io.BytesIO(words.encode()))
    for path, expected in {
        plain: "no pack",
        tmp_path / "text.tar": "no pack",
        tmp_path / "none.tar": "There is no file",
        newer: r"newer Hearth \(9.9\)",
    }.items():
        with pytest.raises(HearthError, match=expected):
            install_pack(path, empty, WEIGHTS, Progress())
    with pytest.raises(BadInput, match="knows none of the files"):
        install_pack(pack.path, empty, [], Progress())


# -- the command ------------------------------------------------------------------------------


def test_pack_and_install_on_the_command_line(
    full: WeightStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(registry, "all_models", lambda: (FakeModel(weights=WEIGHTS).spec(),))
    monkeypatch.setenv("HEARTH_HOME", str(tmp_path / "first"))
    (tmp_path / "first").mkdir()
    full.folder.rename(tmp_path / "first" / "weights")
    out = tmp_path / "task.tar"
    assert main(["models", "pack", "upscaling", str(out)]) == 0
    told, said = capsys.readouterr()
    assert told == f"{out}\n"
    assert "NON-COMMERCIAL use only: Private" in said
    assert main(["models", "pack", "cooking", str(out)]) == 2
    assert "no task called cooking" in capsys.readouterr().err

    (tmp_path / "first" / "weights" / "2.pth").rename(tmp_path / "2.pth")
    assert main(["models", "pack", "upscaling", str(out), "--installed"]) == 2
    assert "Nothing of that is installed" in capsys.readouterr().err
    assert main(["models", "pack", "upscaling", str(out), "--offline"]) == 2
    assert "2.pth. Install them first" in capsys.readouterr().err
    assert len(read_manifest(out).files) == 3  # the pack of before is untouched

    monkeypatch.setenv("HEARTH_HOME", str(tmp_path / "second"))
    assert main(["models", "install", "pack", str(out), "--json", "--offline", "--quiet"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["installed"] == [weight.name for weight in WEIGHTS]
    assert told["versions"][0].startswith("fake:")
    assert main(["models", "install", str(out)]) == 0
    assert "0 files installed" in capsys.readouterr().out
    assert main(["models", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["variants"][0]["installed"] is True
    assert main(["models", "install", "pack"]) == 2
    assert main(["models", "install", str(tmp_path / "nothing.tar")]) == 2
    assert "There is no file" in capsys.readouterr().err
