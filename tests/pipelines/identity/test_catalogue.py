"""What is declared of the face files, and that those of insightface's own folder are taken."""

import re
from pathlib import Path

import pytest

from pipelines.identity.catalogue import ALL, ANTELOPE, GLINTR100, SCRFD, YUNET
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.spec import ArchiveSource, HuggingFaceSource, PackageSource
from pipelines.storage.adopt import adopt
from pipelines.storage.other_programs import find_programs, recognise_program
from pipelines.weights.adopted_list import Program
from pipelines.weights.store import WeightStore
from tests.pipelines.weights.web_site import weight


def test_every_file_is_pinned_and_has_a_licence() -> None:
    for file in ALL:
        assert file.sha256 is not None
        assert re.fullmatch("[0-9a-f]{64}", file.sha256)
        assert file.licence.url.startswith("https://")
    assert SCRFD.size + GLINTR100.size < 280_000_000
    assert all(not file.licence.commercial and file.licence.note for file in ANTELOPE)
    assert YUNET.licence.name == "MIT"


def test_flat_mirrors_come_first_and_the_publishers_archive_last() -> None:
    for file in ANTELOPE:
        kinds = [type(source) for source in file.sources]
        assert kinds == [HuggingFaceSource] * 2 + [ArchiveSource] * 2
        archive = file.sources[-1]
        assert isinstance(archive, ArchiveSource)
        assert archive.member == file.name
    (package,) = YUNET.sources
    assert isinstance(package, PackageSource)


@pytest.mark.parametrize("folder", ["antelopev2", "antelopev2/antelopev2"])
def test_insightfaces_own_folder_can_be_adopted(tmp_path: Path, folder: str) -> None:
    """Flat or, as insightface unpacks its archive, nested."""
    content = bytes(range(256)) * 50
    file = weight(content=content, name="scrfd.onnx")
    home = tmp_path / "home"
    there = home / ".insightface" / "models" / folder
    there.mkdir(parents=True)
    (there / "scrfd.onnx").write_bytes(content)
    (found,) = find_programs({}, home)
    assert found == recognise_program(home / ".insightface")
    assert found.program is Program.INSIGHTFACE
    places = Places(tmp_path / "data", tmp_path / "config")
    adoption = adopt(places, found.path, [file], Progress())
    assert [path for _file, path in adoption.found] == [there / "scrfd.onnx"]
    store = WeightStore(places.weights, offline=True, adopted=adoption.adopted.folders)
    assert store.path_of(file) == there / "scrfd.onnx"


def test_the_folder_of_the_models_alone_will_do(tmp_path: Path) -> None:
    (tmp_path / "models" / "antelopev2").mkdir(parents=True)
    (tmp_path / "models" / "antelopev2" / "glintr100.onnx").write_bytes(b"x")
    assert recognise_program(tmp_path / "models" / "antelopev2").program is Program.OTHER
