"""The list of Whisper models, and the folders that they are loaded from."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.errors import BadInput
from pipelines.spec import HuggingFaceSource, JoinedPackages, PackageSource
from pipelines.speech import whisper_models
from pipelines.speech.languages import LANGUAGES
from pipelines.speech.whisper_folder import folder_for, own_folder
from tests.speech_samples import whisper_files


def test_every_file_is_complete() -> None:
    names = [file.name for model in whisper_models.ALL for file in model.files]
    assert len(set(names)) == len(names)
    for model in whisper_models.ALL:
        parts = {model.part_of(file) for file in model.files}
        assert {"model.bin", "config.json", "tokenizer.json"} < parts
        assert parts & {"vocabulary.txt", "vocabulary.json"}
        assert ("preprocessor_config.json" in parts) == ("v3" in model.key or "distil" in model.key)
        assert model.english_only != model.multilingual
        for file in model.files:
            assert re.fullmatch(r"whisper-[\w.-]+", file.name)
            assert file.sha256 is None or re.fullmatch(r"[0-9a-f]{64}", file.sha256)
            hub = file.sources[-1]
            assert isinstance(hub, HuggingFaceSource)
            assert re.fullmatch(r"[0-9a-f]{40}", hub.revision)
            assert file.licence.name == "MIT"
        weights = model.files[0]
        assert weights.sha256 is not None  # the large file is always pinned
        assert 1.9 < weights.size / model.parameters < 2.1  # float16


def test_the_repositories_are_those_of_faster_whisper() -> None:
    from faster_whisper.utils import _MODELS

    for model in whisper_models.ALL:
        assert _MODELS[model.key] == model.repo


def test_the_starters_come_from_packages() -> None:
    assert [model.key for model in whisper_models.STARTERS] == ["tiny.en", "base"]
    for model in whisper_models.STARTERS:
        for file in model.files:
            assert isinstance(file.sources[0], (PackageSource, JoinedPackages))
    assert isinstance(whisper_models.BASE.files[0].sources[0], JoinedPackages)
    for model in whisper_models.ALL:
        if model not in whisper_models.STARTERS:
            assert all(isinstance(file.sources[0], HuggingFaceSource) for file in model.files)


def test_keys() -> None:
    assert whisper_models.by_key("large-v3-turbo").translates is False
    with pytest.raises(KeyError):
        whisper_models.by_key("enormous")


def test_the_languages_are_whisper_s() -> None:
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    assert set(LANGUAGES) == set(_LANGUAGE_CODES)
    names = list(LANGUAGES.values())
    assert names == sorted(names)
    assert len(set(names)) == len(names)


def test_looking_things_up_imports_nothing_heavy() -> None:
    modules = (
        "pipelines.speech.whisper_models, pipelines.speech.whisper_folder, "
        "pipelines.speech.whisper_options, pipelines.speech.languages, pipelines.speech.recording, "
        "pipelines.speech.voice_activity, pipelines.speech.whisper"
    )
    heavy = "{'torch', 'numpy', 'av', 'ctranslate2', 'faster_whisper', 'whisperx', 'onnxruntime'}"
    code = f"import sys, {modules}; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- folders --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(kept_weights: Path) -> Mapping[str, Path]:
    return whisper_files(kept_weights, "tiny.en")


def check_folder(folder: Path, files: Mapping[str, Path]) -> None:
    for file in whisper_models.TINY_EN.files:
        part = folder / whisper_models.TINY_EN.part_of(file)
        assert part.samefile(files[file.name])  # no copy of 75 MB


def test_a_folder_is_links_and_goes_away(files: Mapping[str, Path]) -> None:
    with folder_for(files, whisper_models.TINY_EN) as folder:
        check_folder(folder.path, files)
    assert not folder.path.exists()
    assert all(path.is_file() for path in files.values())


def test_where_symbolic_links_are_not_allowed(
    files: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_given: object, **_more: object) -> None:
        raise OSError("a required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    with folder_for(files, whisper_models.TINY_EN) as folder:
        check_folder(folder.path, files)
    assert not folder.path.exists()
    monkeypatch.setattr(os, "link", refuse)
    with folder_for(files, whisper_models.TINY_EN) as folder:
        sizes = {path.name: path.stat().st_size for path in folder.path.iterdir()}
        assert sizes["model.bin"] == whisper_models.TINY_EN.files[0].size
    assert not list(files["whisper-tiny.en.model.bin"].parent.glob(".whisper-*"))


def test_a_folder_of_the_user_s_own(files: Mapping[str, Path], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no model folder"):
        own_folder(tmp_path / "none")
    with pytest.raises(BadInput, match=r"lacks model\.bin"):
        own_folder(tmp_path)
    with folder_for(files, whisper_models.TINY_EN) as folder:
        own = own_folder(folder.path)
        own.close()
        assert folder.path.exists()  # it is the user's
        (folder.path / "vocabulary.txt").unlink()
        with pytest.raises(BadInput, match=r"lacks vocabulary\.json"):
            own_folder(folder.path)
