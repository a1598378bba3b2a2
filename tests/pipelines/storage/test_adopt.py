"""Models of other programs: found, used where they lie, never changed."""

import hashlib
import json
import os
import random
import sys
from pathlib import Path

import pytest

from pipelines import registry
from pipelines.__main__ import main
from pipelines.errors import BadInput
from pipelines.places import Places, default_places
from pipelines.progress import Cancelled, Progress
from pipelines.spec import WeightFile
from pipelines.storage.adopt import adopt, forget
from pipelines.storage.other_programs import find_programs, recognise_program
from pipelines.weights.adopted_list import AdoptedList, Program
from pipelines.weights.store import store_at
from tests.fakes import FakeModel
from tests.pipelines.own_models.weight_files import diffusers_folder, gguf, lora, upscaler
from tests.pipelines.weights.web_site import LICENCE, cancel_at

CONTENT = random.Random(3).randbytes(400_000)
DIGEST = hashlib.sha256(CONTENT).hexdigest()
KNOWN = WeightFile("known.pth", "Known", len(CONTENT), DIGEST, LICENCE, ())
#: Of the same length, and another file.
LOOKALIKE = random.Random(4).randbytes(400_000)

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def places() -> Places:
    return default_places()


def put(path: Path, content: bytes = CONTENT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def hub_cache(top: Path) -> Path:
    """As huggingface_hub leaves it: blobs by hash, snapshots of links to them."""
    repository = top / "models--owner--name"
    blob = put(repository / "blobs" / DIGEST)
    snapshot = repository / "snapshots" / "0a1b2c" / "weights.pth"
    snapshot.parent.mkdir(parents=True)
    try:
        snapshot.symlink_to(os.path.relpath(blob, snapshot.parent))
    except OSError:  # Windows without the right to make links: there it copies, too
        put(snapshot)
    put(repository / "refs" / "main", b"0a1b2c")
    put(top / ".locks" / "models--owner--name" / "x.lock", b"")
    return top


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.rglob("*")
    }


def test_a_known_file_counts_as_installed_and_nothing_is_touched(
    places: Places, tmp_path: Path
) -> None:
    cache = hub_cache(tmp_path / "hub")
    before = state_of(cache)
    adoption = adopt(places, cache, [KNOWN], Progress())
    assert adoption.adopted.program is Program.HUGGING_FACE
    assert [weight for weight, _path in adoption.found] == [KNOWN]
    store = store_at(places)
    path = store.path_of(KNOWN)
    assert path is not None
    assert path.is_relative_to(cache)
    assert path.read_bytes() == CONTENT
    assert store.remove([KNOWN], []).bytes == 0
    assert store.is_installed(KNOWN)
    usage = store.usage({"model": [KNOWN]})
    assert [file.own for file in usage] == [False]
    forget(places, cache)
    assert not store_at(places).is_installed(KNOWN)
    assert state_of(cache) == before


def test_a_file_of_the_same_length_is_not_taken(places: Places, tmp_path: Path) -> None:
    put(tmp_path / "a1111" / "models" / "ESRGAN" / "known.pth", LOOKALIKE)
    adoption = adopt(places, tmp_path / "a1111", [KNOWN], Progress())
    assert adoption.found == ()
    assert not store_at(places).is_installed(KNOWN)


def test_what_was_read_is_not_read_again(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.weights import records

    cache = hub_cache(tmp_path / "hub")
    adopt(places, cache, [KNOWN], Progress())

    def forbidden(*_args: object) -> str:
        raise AssertionError("read again")

    monkeypatch.setattr(records, "sha256_of", forbidden)
    assert store_at(places).is_installed(KNOWN)


def test_cancelled_it_is_not_on_the_list(places: Places, tmp_path: Path) -> None:
    cache = hub_cache(tmp_path / "hub")
    with pytest.raises(Cancelled):
        adopt(places, cache, [KNOWN], cancel_at(0.5))
    assert AdoptedList(places.adopted).all() == ()


# -- layouts ----------------------------------------------------------------------------------


def test_comfyui_with_its_extra_paths(tmp_path: Path) -> None:
    comfy = tmp_path / "ComfyUI"
    put(comfy / "models" / "checkpoints" / "x.safetensors")
    (comfy / "models" / "upscale_models").mkdir()
    other = tmp_path / "webui"
    put(other / "models" / "ESRGAN" / "y.pth")
    put(other / "models" / "Lora" / "z.safetensors")
    (comfy / "extra_model_paths.yaml").write_text(
        "# a comment\n"
        "a111:\n    base_path: ../webui\n    is_default: true\n"
        "    checkpoints: models/Stable-diffusion\n"
        "    upscale_models: |\n        models/ESRGAN\n        models/RealESRGAN\n"
        "    loras: models/Lora\n"
        "broken: 3\n"
    )
    found = recognise_program(comfy)
    assert found.program is Program.COMFYUI
    extra = (other / "models" / "ESRGAN", other / "models" / "Lora")
    assert found.folders == (comfy / "models", *extra)
    assert recognise_program(comfy / "models").folders == (comfy / "models",)
    (comfy / "extra_model_paths.yaml").write_text("a: [")
    assert recognise_program(comfy).folders == (comfy / "models",)


def test_a1111_is_told_apart(tmp_path: Path) -> None:
    put(tmp_path / "webui" / "models" / "Stable-diffusion" / "x.safetensors")
    put(tmp_path / "webui" / "models" / "GFPGAN" / "y.pth")
    found = recognise_program(tmp_path / "webui")
    assert found.program is Program.A1111
    assert found.folders == (tmp_path / "webui" / "models",)


def test_they_are_found_where_they_usually_are(tmp_path: Path) -> None:
    home = tmp_path / "home"
    hub_cache(home / ".cache" / "huggingface" / "hub")
    put(home / "ComfyUI" / "models" / "upscale_models" / "x.pth")
    (home / "stable-diffusion-webui").mkdir()  # nothing in it
    assert [item.program for item in find_programs({}, home)] == [
        Program.HUGGING_FACE,
        Program.COMFYUI,
    ]
    hub_cache(tmp_path / "big" / "hub")
    found = find_programs({"HF_HOME": str(tmp_path / "big")}, home)
    assert found[0].folders == (tmp_path / "big" / "hub",)
    named = find_programs({"HF_HUB_CACHE": str(tmp_path / "big" / "hub")}, home)
    assert named[0].path == tmp_path / "big" / "hub"


def test_what_cannot_be_adopted(places: Places, tmp_path: Path) -> None:
    for folder, words in {
        tmp_path / "nothing": "no folder",
        Path(tmp_path.anchor): "own, or holds it",
        places.data: "own, or holds it",
        places.data.parent: "own, or holds it",
    }.items():
        with pytest.raises(BadInput, match=words):
            adopt(places, folder, [], Progress())
    with pytest.raises(BadInput, match="was not adopted"):
        forget(places, tmp_path)
    assert not places.adopted.exists()


def test_the_list_can_be_written_by_hand(places: Places, tmp_path: Path) -> None:
    put(tmp_path / "mine" / "anything.bin")
    places.config.mkdir(parents=True)
    places.adopted.write_text(f"[[adopted]]\npath = '{tmp_path / 'mine'}' # big disk\n")
    assert store_at(places).is_installed(KNOWN)
    places.adopted.write_text("adopted = 3")
    with pytest.raises(BadInput, match=r"adopted\.toml"):
        store_at(places)


# -- the command ------------------------------------------------------------------------------


def test_adopt_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    model = FakeModel(weights=(KNOWN,))
    monkeypatch.setattr(registry, "all_models", lambda: (model.spec(),))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "none"))
    comfy = tmp_path / "ComfyUI"
    put(comfy / "models" / "upscale_models" / "known.pth")
    put(comfy / "models" / "vae" / "part.safetensors")
    upscaler(comfy / "models" / "upscale_models" / "4x-mine.safetensors")
    put(comfy / "models" / "upscale_models" / "broken.pth", b"\0" * 20_000)
    (comfy / "models" / "loras").mkdir()
    lora(comfy / "models" / "loras" / "style.safetensors")
    before = state_of(comfy)

    assert main(["models", "adopt", str(comfy), "--json", "--quiet"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [item["name"] for item in told["found"]] == ["known.pth"]
    assert {Path(item["path"]).name: item["guess"] for item in told["offers"]} == {
        "4x-mine.safetensors": "upscaler",
        "broken.pth": "upscaler",
        "style.safetensors": "LoRA",
    }
    assert main(["models", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed[0]["variants"][0]["installed"] is True

    assert main(["models", "adopt", str(comfy), "--import", "--json", "--quiet"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [item["name"] for item in told["imported"]] == ["me/style", "me/4x-mine"]
    assert [Path(item["path"]).name for item in told["refused"]] == ["broken.pth"]
    assert state_of(comfy) == before

    assert main(["models", "adopt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["adopted"] == [
        {"program": "ComfyUI", "folder": str(comfy)}
    ]
    assert main(["models", "adopt", str(comfy), "--forget"]) == 0
    assert main(["models", "adopt", str(comfy), "--forget"]) == 2
    out, err = capsys.readouterr()
    assert "nothing in it was changed" in out
    assert "was not adopted" in err


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_folders_and_language_models_are_offered(places: Places, tmp_path: Path) -> None:
    hub = hub_cache(tmp_path / "hub")
    snapshot = hub / "models--me--diffusion" / "snapshots" / "1"
    snapshot.parent.mkdir(parents=True)
    diffusers_folder(snapshot)
    (hub / "models--me--words" / "snapshots" / "1").mkdir(parents=True)
    gguf(hub / "models--me--words" / "snapshots" / "1" / "words.gguf")
    offers = adopt(places, hub, [KNOWN], Progress()).offers
    assert [(offer.path.name, offer.guess) for offer in offers] == [
        ("1", "diffusers"),
        ("words.gguf", "GGUF"),
    ]
