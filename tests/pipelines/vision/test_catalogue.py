"""The catalogue of models that see: pinned, plausible, licensed, loaded from the right files."""

import re
import shutil
from pathlib import Path

import pytest

from pipelines.cards import HEADINGS, card_of
from pipelines.device import Plan
from pipelines.language.language_model import Tier, kv_bytes
from pipelines.models import llava
from pipelines.registry import model
from pipelines.spec import HuggingFaceSource, WeightFile
from pipelines.text import text
from pipelines.vision.catalogue import ALL, UNPINNED, Runner, VisionModel, by_key
from pipelines.vision.llama_vision import LlamaVision
from pipelines.vision.transformers_vision import TransformersVisionEngine
from tests.tiny_gguf import write_tiny_gguf
from tests.tiny_mmproj import write_tiny_mmproj
from tests.tiny_vision import FAMILIES

each_model = pytest.mark.parametrize("known", ALL, ids=lambda known: known.key)
CPU = Plan("cpu", "float32", 0, text("test"))
GPU = Plan("cuda", "float16", 0, text("test"))

#: Reckoned by hand: all files, the cache of 8,192 tokens (4,096 of LLaVA 1.5), and 1 GiB.
TIERS = {
    Tier.NO_GPU: {"smolvlm2-256m", "smolvlm2-500m"},
    Tier.GB_4: {"qwen3-vl-2b", "smolvlm2-500m-hf"},
    Tier.GB_8: {
        "smolvlm2-2.2b",
        "qwen3-vl-4b",
        "qwen3-vl-8b",
        "llava-1.5-7b",
        "llava-1.6-mistral-7b",
        "llava-1.6-vicuna-7b",
    },
    Tier.GB_12: {"qwen3-vl-4b-hf"},
    Tier.GB_24: {"llava-1.5-7b-hf", "llava-1.6-mistral-7b-hf", "llava-1.6-vicuna-7b-hf"},
    None: {"llava-1.5-13b-hf", "llava-1.6-vicuna-13b-hf"},
}


def sources(known: VisionModel) -> list[HuggingFaceSource]:
    found = [source for file in known.files for source in file.sources]
    return [source for source in found if isinstance(source, HuggingFaceSource)]


def test_keys_titles_and_files_are_unique() -> None:
    assert len({known.key for known in ALL}) == len({known.title for known in ALL}) == len(ALL)
    names = [file.name.lower() for known in ALL for file in known.files]
    assert len(set(names)) == len(names)
    hashes = [file.sha256 for known in ALL for file in known.files if file.sha256]
    assert len(set(hashes)) == len(hashes)


def test_what_is_chosen_without_a_choice_runs_anywhere() -> None:
    assert ALL[0].tier is Tier.NO_GPU
    assert ALL[0].runner is Runner.LLAMA_CPP
    assert ALL[0].licence.commercial
    assert all(file.sha256 for file in ALL[0].files)
    assert model("llava").example().model == ALL[0].key


@each_model
def test_a_key_can_be_typed_and_finds_its_model(known: VisionModel) -> None:
    assert re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", known.key)
    assert by_key(known.key) is known
    assert known.key.endswith("-hf") == (known.runner is Runner.TRANSFORMERS)


@each_model
def test_files_are_pinned_where_anybody_states_how(known: VisionModel) -> None:
    for file, source in zip(known.files, sources(known), strict=True):
        assert re.fullmatch(r"main|[0-9a-f]{40}", source.revision)
        assert file.sha256 or source.revision != "main" or source.repo in UNPINNED
        if source.repo in UNPINNED:
            assert (file.sha256, source.revision) == (None, "main")


@each_model
def test_a_gguf_file_comes_with_its_mmproj_and_a_folder_whole(known: VisionModel) -> None:
    names = [source.file for source in sources(known)]
    if known.runner is Runner.LLAMA_CPP:
        assert len(names) == 2
        assert "mmproj" in names[1]
        assert all(name.endswith(".gguf") for name in names)
        assert ["mmproj" in file.name for file in known.files] == [False, True]
        return
    assert {"config.json", "preprocessor_config.json", "tokenizer.json", "chat_template.json"} <= {
        *names
    }
    assert [known.part_of(file) for file in known.files] == names
    shards = [name for name in names if name.endswith(".safetensors")]
    if shards != ["model.safetensors"]:
        assert "model.safetensors.index.json" in names
        wanted = [
            f"model-{n:05}-of-{len(shards):05}.safetensors" for n in range(1, len(shards) + 1)
        ]
        assert shards == wanted


@each_model
def test_the_size_fits_the_parameters(known: VisionModel) -> None:
    bits = known.bytes * 8 / known.parameters
    low, high = (4.5, 9.0) if known.runner is Runner.LLAMA_CPP else (15.9, 33.0)
    assert low < bits < high


@each_model
def test_tiers_are_as_reckoned(known: VisionModel) -> None:
    assert [tier for tier, keys in TIERS.items() if known.key in keys] == [known.tier]


@each_model
def test_a_photograph_fits_the_window_with_an_answer(known: VisionModel) -> None:
    assert known.image_tokens >= 64
    assert known.image_tokens + 1024 < known.window


@each_model
def test_licences_can_be_read_and_limits_are_told(known: VisionModel) -> None:
    assert len({file.licence for file in known.files}) == 1
    assert known.licence.url.startswith("https://")
    assert known.licence.commercial
    assert known.licence.name in ("Apache-2.0", "MIT") or known.licence.note


@each_model
def test_a_sentence_says_what_it_is_good_for(known: VisionModel) -> None:
    assert str(known.good_for).endswith(".")
    assert len(str(known.good_for)) < 90


@each_model
def test_memory_is_told_before_loading(known: VisionModel) -> None:
    params = llava.LlavaParams(image=Path("x.png"), prompt="?", model=known.key)
    plan = CPU if known.runner is Runner.LLAMA_CPP else GPU
    small = llava.footprint(llava.SPEC.measure(params), params, plan)
    window = min(8192, known.window)
    assert small.peak(on_host=False) > min(known.bytes, known.parameters) + kv_bytes(known, window)
    more = params.model_copy(update={"context_length": 2048})
    assert llava.footprint(llava.SPEC.measure(more), more, plan).peak(False) < small.peak(False)


def test_a_gguf_file_runs_where_llama_cpp_does_and_a_folder_everywhere() -> None:
    gguf, folder = (
        llava.LlavaParams(image=Path("x.png"), prompt="?", model=key)
        for key in ("smolvlm2-500m", "smolvlm2-500m-hf")
    )
    kinds = llava.SPEC.device_kinds(gguf)
    assert kinds
    assert kinds[-1] == "cpu"
    assert llava.SPEC.device_kinds(folder) is None


def test_what_is_loaded_anew_is_what_is_baked_in() -> None:
    params = llava.LlavaParams(image=Path("x.png"), prompt="?")
    key = llava.resident_key(params)
    same = params.model_copy(update={"temperature": 1.0, "prompt": "!"})
    assert llava.resident_key(same) == key
    for change in ({"image_tokens": 256}, {"context_length": 4096}, {"model": "qwen3-vl-2b"}):
        assert llava.resident_key(params.model_copy(update=change)) != key


def test_the_card_names_every_model_in_its_row() -> None:
    card = card_of("llava")
    assert card.headings == HEADINGS
    rows = [line for line in card.body.splitlines() if line.startswith("| ")]
    for tier, keys in TIERS.items():
        start = {None: "| more", Tier.NO_GPU: "| no graphics card"}.get(tier)
        start = start or f"| {tier.value if tier else ''} GB"
        (row,) = [row for row in rows if row.startswith(start)]
        assert keys <= set(re.findall("`([^`]+)`", row))
    for example in card.examples:
        by_key(example.inputs.get("model", ALL[0].key))


# -- loading ------------------------------------------------------------------------------------


def stored(folder: Path, known: VisionModel) -> dict[str, Path]:
    """The files of a folder under the names that the store gives them."""
    store = folder.parent / "store"
    store.mkdir()
    return {
        file.name: Path(shutil.copy(folder / known.part_of(file), store / file.name))
        for file in known.files
    }


def test_a_folder_is_put_together_from_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = FAMILIES["llava"](tmp_path / "tiny")
    pattern = by_key("llava-1.5-7b-hf")
    files = tuple(
        WeightFile(f"{pattern.key}.{path.name}", path.name, 1, None, pattern.licence, ())
        for path in sorted(folder.iterdir())
    )
    known = VisionModel(**{**pattern.__dict__, "files": files})
    monkeypatch.setattr(llava, "by_key", lambda _key: known)
    params = llava.LlavaParams(image=Path("x.png"), prompt="?", model=pattern.key)
    engine = llava.load(stored(folder, known), params, CPU)
    assert isinstance(engine, TransformersVisionEngine)
    assert engine.name == "LLaVA 1.5 7B (transformers)"
    engine.close()


def test_a_gguf_file_and_its_mmproj_are_found_in_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = by_key("llava-1.5-7b")
    store = tmp_path / "elsewhere"
    store.mkdir()
    names = [file.name for file in known.files]
    files = {
        names[0]: write_tiny_gguf(store / "a", context=512),
        names[1]: write_tiny_mmproj(store / "b"),
    }
    params = llava.LlavaParams(image=Path("x.png"), prompt="?", model=known.key)
    engine = llava.load(files, params, CPU)
    assert isinstance(engine, LlamaVision)
    assert (engine.name, engine.window) == (known.title, 512)
