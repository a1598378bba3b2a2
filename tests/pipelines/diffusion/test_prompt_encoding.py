"""Prompts as vectors, on the encoders of small random models, beside diffusers' own."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import torch

from pipelines.device import Offload, Plan
from pipelines.diffusion.prompt_encoding import Encoded, PromptEncoder, encode_prompt
from pipelines.offload import group_offload, place
from pipelines.text import text
from tests.tiny_diffusion import sd15_parts, sdxl_parts

CPU = Plan("cpu", "float32", 0, text("a test"))
#: Tokens of one block besides its start and end; the tokenizer makes one of each letter.
ROOM = 75
LETTERS = "abcdefghijklmnopqrstuvwxyz"

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def words(count: int, start: int = 0) -> str:
    """So many words of one token each."""
    return " ".join(LETTERS[n % 26] for n in range(start, start + count))


@pytest.fixture(scope="module")
def sdxl() -> Any:
    diffusers: Any = importlib.import_module("diffusers")
    return quiet(diffusers.StableDiffusionXLPipeline(**sdxl_parts(), add_watermarker=False))


@pytest.fixture(scope="module")
def sd15() -> Any:
    diffusers: Any = importlib.import_module("diffusers")
    return quiet(
        diffusers.StableDiffusionPipeline(
            **sd15_parts(),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        )
    )


@pytest.fixture(params=["sdxl", "sd15"])
def pipe(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def quiet(pipe: Any) -> Any:
    pipe.set_progress_bar_config(disable=True)
    return pipe


def stock(pipe: Any, prompt: str, negative: str | None = "", **given: Any) -> Encoded:
    """What diffusers makes of it."""
    if "text_encoder_2" in pipe.components:
        found = pipe.encode_prompt(prompt, device="cpu", negative_prompt=negative, **given)
        return Encoded(*(vectors.detach() for vectors in found))
    found = pipe.encode_prompt(prompt, "cpu", 1, True, negative_prompt=negative, **given)
    return Encoded(*(vectors.detach() for vectors in found))


def ours(pipe: Any, prompt: str, negative: str | None = "", **given: Any) -> Encoded:
    return encode_prompt(pipe, prompt, negative, device="cpu", **given)


def assert_same(found: Encoded, expected: Encoded) -> None:
    """To the bit."""
    assert found.arguments().keys() == expected.arguments().keys()
    for name, vectors in expected.arguments().items():
        assert torch.equal(found.arguments()[name], vectors), name
        assert found.arguments()[name].dtype == vectors.dtype, name


@pytest.mark.parametrize(
    ("prompt", "negative"),
    [
        ("a cat", "dog"),
        ("", ""),
        ("  A Cat,\n16:9 - it's  ", "low quality!"),
        ("eine schöne Grüße 猫 🐈", "é"),
        (words(ROOM), words(ROOM - 1)),
        ("a" * ROOM, words(3)),
    ],
)
def test_without_weights_it_is_diffusers_own(pipe: Any, prompt: str, negative: str) -> None:
    assert_same(ours(pipe, prompt, negative), stock(pipe, prompt, negative))


def test_what_weighs_nothing_changes_nothing(pipe: Any) -> None:
    found = ours(pipe, r"a \(cat\) (b c:1) ()", "[(x:1.1)]")
    assert_same(found, stock(pipe, "a (cat) b c ", "x"))


def test_half_precision_stays_so() -> None:
    diffusers: Any = importlib.import_module("diffusers")
    half = diffusers.StableDiffusionXLPipeline(**sdxl_parts(), add_watermarker=False)
    half.text_encoder.bfloat16()
    half.text_encoder_2.bfloat16()
    assert_same(ours(half, "a cat", "dog"), stock(half, "a cat", "dog"))
    weighed = ours(half, "a (cat:1.3)").prompt_embeds
    assert weighed.dtype == torch.bfloat16
    assert not torch.equal(weighed, stock(half, "a cat").prompt_embeds)


def skipped(pipe: Any, prompt: str, skip: int) -> torch.Tensor:
    """diffusers' own with SDXL; with SD 1.5 it does not find the last norm in transformers 5."""
    if "text_encoder_2" in pipe.components:
        return stock(pipe, prompt, clip_skip=skip).prompt_embeds
    tokens = pipe.tokenizer(
        prompt, padding="max_length", max_length=ROOM + 2, return_tensors="pt"
    ).input_ids
    with torch.no_grad():
        layers = pipe.text_encoder(tokens, output_hidden_states=True).hidden_states
        return pipe.text_encoder.final_layer_norm(layers[len(layers) - 1 - skip])


@pytest.mark.parametrize("skip", [0, 1])
def test_layers_are_left_out_in_both_prompts(pipe: Any, skip: int) -> None:
    found = ours(pipe, "a cat", "dog", clip_skip=skip)
    for prompt, vectors in (("a cat", found.prompt_embeds), ("dog", found.negative_prompt_embeds)):
        assert vectors is not None
        assert torch.equal(vectors, skipped(pipe, prompt, skip))


def test_no_negative_is_what_the_checkpoint_says(sdxl: Any, sd15: Any) -> None:
    assert_same(ours(sdxl, "a cat", None), stock(sdxl, "a cat", None))
    negative = ours(sdxl, words(100), None).negative_prompt_embeds
    assert negative is not None
    assert negative.shape[1] == 2 * (ROOM + 2)
    assert not negative.any()
    assert_same(ours(sd15, "a cat", None), stock(sd15, "a cat", ""))


def test_without_guidance_there_is_no_negative(pipe: Any) -> None:
    found = ours(pipe, "a cat", words(200), guided=False)
    assert found.negative_prompt_embeds is None
    assert found.negative_pooled_prompt_embeds is None
    assert torch.equal(found.prompt_embeds, stock(pipe, "a cat").prompt_embeds)


def test_a_weight_moves_a_token_from_the_empty_prompt(pipe: Any) -> None:
    found = ours(pipe, "a (b c:1.3) [d] (e:-0.5)")
    plain, empty = stock(pipe, "a b c d e"), stock(pipe, "")
    weights = torch.ones(ROOM + 2)
    weights[2:4], weights[4], weights[5] = 1.3, 1 / 1.1, -0.5  # after the start and "a"
    nothing = empty.prompt_embeds
    expected = nothing + (plain.prompt_embeds - nothing) * weights[None, :, None]
    torch.testing.assert_close(found.prompt_embeds, expected, rtol=0, atol=1e-5)
    heavy = (found.prompt_embeds - plain.prompt_embeds).abs().amax(-1)[0]
    assert (heavy[[0, 1, *range(6, ROOM + 2)]] < 1e-6).all()
    assert (heavy[2:6] > 1e-3).all()
    if plain.pooled_prompt_embeds is not None:
        assert found.pooled_prompt_embeds is not None
        assert torch.equal(found.pooled_prompt_embeds, plain.pooled_prompt_embeds)


def test_a_long_prompt_is_blocks_one_after_another(pipe: Any) -> None:
    found = ours(pipe, words(180), "dog")
    blocks = [stock(pipe, words(75)), stock(pipe, words(75, 75)), stock(pipe, words(30, 150))]
    expected = torch.cat([block.prompt_embeds for block in blocks], dim=1)
    assert torch.equal(found.prompt_embeds, expected)
    others = [stock(pipe, each).prompt_embeds for each in ("dog", "", "")]
    assert found.negative_prompt_embeds is not None
    assert torch.equal(found.negative_prompt_embeds, torch.cat(others, dim=1))
    if "text_encoder_2" in pipe.components:
        assert found.pooled_prompt_embeds is not None
        assert blocks[0].pooled_prompt_embeds is not None
        assert torch.equal(found.pooled_prompt_embeds, blocks[0].pooled_prompt_embeds)


def test_a_long_negative_fills_up_the_prompt(pipe: Any) -> None:
    found = ours(pipe, "cat", words(76))
    others = [stock(pipe, each).prompt_embeds for each in ("cat", "")]
    assert torch.equal(found.prompt_embeds, torch.cat(others, dim=1))


def test_a_word_goes_to_the_next_block_whole(sd15: Any) -> None:
    found = ours(sd15, words(72) + " quality a").prompt_embeds
    parts = [stock(sd15, words(72)), stock(sd15, "quality a")]
    assert torch.equal(found, torch.cat([part.prompt_embeds for part in parts], dim=1))


def test_an_endless_word_is_cut(sd15: Any) -> None:
    found = ours(sd15, words(70) + " " + "x" * 160).prompt_embeds
    assert found.shape[1] == 4 * (ROOM + 2)  # 230 tokens
    assert torch.isfinite(found).all()


def test_weights_reach_beyond_the_first_block(sd15: Any) -> None:
    found = ours(sd15, f"{words(74)} (b c:1.4) d").prompt_embeds[0]
    first, second = stock(sd15, words(74) + " b"), stock(sd15, "c d")
    empty = stock(sd15, "").prompt_embeds[0]
    for token, at, block in ((ROOM, ROOM, first), (1, ROOM + 3, second)):
        vector = block.prompt_embeds[0, token]
        expected = empty[token] + (vector - empty[token]) * 1.4
        torch.testing.assert_close(found[at], expected, rtol=0, atol=1e-5)
    assert torch.equal(found[ROOM + 4 :], second.prompt_embeds[0, 2:])


def test_names_of_textual_inversions_stand_for_all_their_vectors() -> None:
    diffusers: Any = importlib.import_module("diffusers")
    pipe = diffusers.StableDiffusionPipeline(
        **sd15_parts(), safety_checker=None, feature_extractor=None, requires_safety_checker=False
    )
    pipe.load_textual_inversion(torch.randn(3, 24), token="<mine>")
    assert_same(ours(pipe, "a <mine> b"), stock(pipe, "a <mine> b"))
    plain, found = stock(pipe, "a <mine> b"), ours(pipe, "a (<mine>:1.2) b")
    changed = (found.prompt_embeds - plain.prompt_embeds).abs().amax(-1)[0] > 1e-4
    assert changed.nonzero().flatten().tolist() == [2, 3, 4]


@pytest.fixture
def passes(pipe: Any) -> Iterator[list[str]]:
    """The name of a text encoder for each time that one ran."""
    seen: list[str] = []
    encoders = {name: part for name, part in pipe.components.items() if "text_encoder" in name}

    def watch(name: str) -> Any:
        return lambda *_given: seen.append(name)

    handles = [part.register_forward_hook(watch(name)) for name, part in encoders.items()]
    yield seen
    for handle in handles:
        handle.remove()


def test_sixteen_pictures_of_one_prompt_encode_it_once(pipe: Any, passes: list[str]) -> None:
    encoder = PromptEncoder(pipe)
    made = [encoder.encode(CPU, "a (cat:1.2)", "dog") for _ in range(16)]
    assert encoder.encodes == 1
    assert passes.count("text_encoder") == 3  # the prompt, the empty one, the negative
    assert len(passes) == 3 * sum("text_encoder" in name for name in pipe.components)
    for each in made:
        assert_same(each, ours(pipe, "a (cat:1.2)", "dog"))


def test_another_prompt_negative_or_layer_is_another_encoding(sd15: Any) -> None:
    encoder = PromptEncoder(sd15)
    for _ in range(2):
        encoder.encode(CPU, "a cat", "dog")
        encoder.encode(CPU, "a cat", "")
        encoder.encode(CPU, "a dog", "dog")
        encoder.encode(CPU, "a cat", "dog", clip_skip=1)
        encoder.encode(CPU, "a cat", "dog", guided=False)
        encoder.encode(CPU, "a cat", "other", guided=False)  # which nobody hears
    assert encoder.encodes == 5


def test_the_prompts_used_last_are_kept(sd15: Any) -> None:
    encoder = PromptEncoder(sd15, keep=2)
    for prompt in ("a", "b", "a", "c", "a", "b"):
        encoder.encode(CPU, prompt)
    assert encoder.encodes == 4  # a, b, c, and b again
    encoder.forget()
    encoder.encode(CPU, "b")
    assert encoder.encodes == 5


def test_every_offload_gives_the_same(pipe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = ours(pipe, "a (cat:1.2), " + words(80), "dog")
    place(pipe, CPU)
    assert_same(PromptEncoder(pipe).encode(CPU, "a (cat:1.2), " + words(80), "dog"), expected)
    with monkeypatch.context() as patch:
        patch.setattr(Plan, "kind", "cuda")  # so that it is not taken for the CPU's plan
        plan = replace(CPU, offload=Offload.MODEL)
        place(pipe, plan)
        assert hasattr(pipe.text_encoder, "_hf_hook")
        found = PromptEncoder(pipe).encode(plan, "a (cat:1.2), " + words(80), "dog")
        assert_same(found, expected)
    place(pipe, CPU)
    group_offload(pipe, torch.device("cpu"))
    found = PromptEncoder(pipe).encode(
        replace(CPU, offload=Offload.GROUP), "a (cat:1.2), " + words(80), "dog"
    )
    assert_same(found, expected)
    place(pipe, CPU)


def test_a_picture_from_the_vectors_is_that_of_the_prompt(pipe: Any) -> None:
    def draw(**given: Any) -> torch.Tensor:
        return pipe(
            **given, generator=torch.Generator().manual_seed(1), num_inference_steps=1,
            height=64, width=64, output_type="latent",
        ).images  # fmt: skip

    encoded = PromptEncoder(pipe).encode(CPU, "a cat", "dog")
    plain = draw(prompt="a cat", negative_prompt="dog")
    assert torch.equal(draw(**encoded.arguments()), plain)
    heavy = PromptEncoder(pipe).encode(CPU, "a (cat:1.4)", words(90))
    assert not torch.allclose(draw(**heavy.arguments()), plain, atol=1e-4)
