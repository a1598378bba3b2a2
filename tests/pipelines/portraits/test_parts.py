"""The pictures of one job: prompts, styles and seeds."""

from pathlib import Path

import pytest

from pipelines.diffusion.seeds import MAX_SEED
from pipelines.errors import BadInput
from pipelines.portraits.params import InstantIdParams
from pipelines.portraits.parts import joined_prompts, parts_of, prompts_in

PARAMS = InstantIdParams(image=Path("face.jpg"), prompt="a knight", negative_prompt="hats")


def changed(**values: object) -> InstantIdParams:
    return PARAMS.model_copy(update=values)


def test_a_part_is_one_picture_with_nothing_left_to_vary() -> None:
    (part,) = parts_of(changed(seed=7, style="neon"))
    assert part.params.seed == 7
    assert part.params.style == ""
    assert part.params.prompt.startswith("a knight at night")
    assert part.params.negative_prompt.endswith(", hats")
    assert part.names == {"prompt": "a knight", "style": "neon", "seed": 7}
    (again,) = parts_of(part.params)
    assert again.params == part.params  # so it can be drawn as it is


def test_prompts_times_styles_times_seeds() -> None:
    prompts = joined_prompts(["a knight", " ", "a painter"])
    parts = parts_of(changed(prompt=prompts, style="neon, mars", num_outputs=3, seed=MAX_SEED))
    assert len(parts) == 12
    assert [part.params.seed for part in parts[:3]] == [MAX_SEED, 0, 1]
    assert [part.names["prompt"] for part in parts[::6]] == ["a knight", "a painter"]
    assert [part.names["style"] for part in parts[::3]] == ["neon", "mars"] * 2
    assert {part.params.num_outputs for part in parts} == {1}
    assert len({part.key for part in parts}) == 12


def test_a_seed_that_is_not_given_is_drawn_once_and_told() -> None:
    first, second = parts_of(changed(num_outputs=2)), parts_of(changed(num_outputs=2))
    seeds = [part.params.seed for part in first]
    assert seeds[0] is not None
    assert seeds[1] == (seeds[0] + 1) % (MAX_SEED + 1)
    assert first[0].names["seed"] == seeds[0]
    assert seeds != [part.params.seed for part in second]
    # A batch that is gone on with knows them again all the same.
    assert [part.key for part in first] == [part.key for part in second]


def test_the_key_tells_what_is_drawn() -> None:
    keys = {
        parts_of(changed(**{"seed": 1, **values}))[0].key
        for values in (
            {},
            {"prompt": "a painter"},
            {"negative_prompt": ""},
            {"style": "neon"},
            {"seed": 2},
            {"seed": None},
        )
    }
    assert len(keys) == 6
    assert parts_of(changed(seed=1, guidance_scale=3.0))[0].key in keys


@pytest.mark.parametrize("words", ["", "  \n ", "---", " --- \n\n---\n"])
def test_an_empty_prompt_is_told(words: str) -> None:
    assert prompts_in(words) == ()
    with pytest.raises(BadInput, match="The prompt is empty"):
        parts_of(changed(prompt=words))


def test_a_style_that_is_not_there_is_told() -> None:
    with pytest.raises(BadInput, match="no style called pink"):
        parts_of(changed(style="pink"))
