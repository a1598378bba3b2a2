"""Weights in prompts: the documentation's own numbers, and any text at all."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.diffusion.prompt_weights import LARGEST, Part, loose_brackets, parse

SPECIAL = re.compile(r"[()\[\]\\]")


def pairs(prompt: str) -> list[tuple[str, float]]:
    return [(part.text, part.weight) for part in parse(prompt)]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        # "Attention/emphasis" of the web UI's documentation
        ("a (word)", [("a ", 1), ("word", 1.1)]),
        ("a ((word))", [("a ", 1), ("word", 1.21)]),
        ("a [word]", [("a ", 1), ("word", 0.909091)]),
        ("a (word:1.5)", [("a ", 1), ("word", 1.5)]),
        ("a (word:0.25)", [("a ", 1), ("word", 0.25)]),
        (r"a \(word\)", [("a (word)", 1)]),
        ("( n )", [(" n ", 1.1)]),
        ("(((((( n ))))))", [(" n ", 1.771561)]),
        ("[[ n ]]", [(" n ", 0.826446)]),
        # the guide's example
        ("(low quality:1.2), blurry", [("low quality", 1.2), (", blurry", 1)]),
        # nested ones multiply, wherever the number stands
        ("((house:1.3)) [on] a (hill:0.5)",
         [("house", 1.43), (" ", 1), ("on", 0.909091), (" a ", 1), ("hill", 0.5)]),
        ("(a (b:1.5) c:1.2)", [("a ", 1.2), ("b", 1.8), (" c", 1.2)]),
        ("((a:1.2):1.3)", [("a", 1.56)]),
        ("(one [two] three)", [("one ", 1.1), ("two", 1), (" three", 1.1)]),
        ("(un)(parted)", [("unparted", 1.1)]),
        # what is a number, and what is not
        ("(a: 1.3 )", [("a", 1.3)]),
        ("(a:.5)(b:2.)(c:+1.5)(d:-1)", [("a", 0.5), ("b", 2), ("c", 1.5), ("d", -1)]),
        ("(a:b)", [("a:b", 1.1)]),
        ("(a:1.2.3)", [("a:1.2.3", 1.1)]),
        ("(a:1.2:1.3)", [("a:1.2", 1.3)]),
        ("[a:1.2]", [("a:1.2", 0.909091)]),
        ("ratio 16:9, a:1.2", [("ratio 16:9, a:1.2", 1)]),
        ("(a:1)", [("a", 1)]),
        ("(a:99999999)", [("a", LARGEST)]),
        # escapes
        (r"(a \(b\):1.2)", [("a (b)", 1.2)]),
        (r"(smile \:\):1.2)", [(r"smile \:)", 1.2)]),
        (r"\[a\] \\ \o/", [(r"[a] \ \o/", 1)]),
        # without the other half
        ("(a", [("(a", 1)]),
        ("a) :]", [("a) :]", 1)]),
        ("(a:1.2", [("(a:1.2", 1)]),
        ("((a)", [("(", 1), ("a", 1.1)]),
        ("(a [b)", [("a [b", 1.1)]),
        ("([a)]", [("[a", 1.1), ("]", 1)]),
        # nothing
        ("", []),
        ("()", []),
        ("[](:1.5)", []),
        ("a () b", [("a  b", 1)]),
    ],
)  # fmt: skip
def test_examples(prompt: str, expected: list[tuple[str, float]]) -> None:
    assert pairs(prompt) == expected


@pytest.mark.parametrize(
    ("prompt", "loose"),
    [("(a) [b]", ()), ("a (b", (2,)), ("a) (b [c)", (1, 6)), (r"\( (", (3,)), (":-)", (2,))],
)
def test_loose_brackets_are_told(prompt: str, loose: tuple[int, ...]) -> None:
    assert loose_brackets(prompt) == loose


@given(st.text())
def test_text_without_brackets_is_itself(prompt: str) -> None:
    plain = SPECIAL.sub("", prompt)
    assert parse(plain) == ((Part(plain),) if plain else ())


@given(st.text(alphabet=st.sampled_from("ab:1.2()[]\\ ")))
def test_brackets_are_kept_when_escaped(prompt: str) -> None:
    escaped = SPECIAL.sub(lambda found: "\\" + found.group(), prompt)
    assert parse(escaped) == ((Part(prompt),) if prompt else ())
    assert loose_brackets(escaped) == ()


@given(st.text(alphabet=st.sampled_from("ab:1.2-()[]\\ ")) | st.text())
def test_any_text_has_parts(prompt: str) -> None:
    parts = parse(prompt)
    assert all(part.text and abs(part.weight) <= LARGEST for part in parts)
    assert all(one.weight != other.weight for one, other in itertools.pairwise(parts))
    assert all(prompt[at] in "()[]" for at in loose_brackets(prompt))


@given(st.recursive(
    st.sampled_from(["a", "b c", ", "]).map(lambda word: (word, word, 1.0)),
    lambda inner: st.tuples(inner, st.sampled_from([None, 0.5, 1.3])).map(
        lambda made: (
            f"({made[0][0]})" if made[1] is None else f"({made[0][0]}:{made[1]})",
            made[0][1],
            made[0][2] * (made[1] or 1.1),
        )
    ),
    max_leaves=4,
))  # fmt: skip
def test_nesting_multiplies(made: tuple[str, str, float]) -> None:
    prompt, words, weight = made
    (part,) = parse(prompt)
    assert part.text == words
    assert part.weight == pytest.approx(min(weight, LARGEST), abs=1e-6)


def test_many_brackets_take_no_time() -> None:
    assert parse("(" * 2000 + "a" + ")" * 2000) == (Part("a", LARGEST),)
    assert len(loose_brackets("([" * 5000)) == 10000
