"""What is a variable in a prompt, and how values take its place."""

import pytest

from pipelines.errors import BadInput
from pipelines.prompts.variables import NOT_VARIABLES, fill, find_variables


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Write about <animal>.", ("animal",)),
        ("<b> <a-b> <a_b> <2nd name> <a-b>", ("a-b", "a_b", "2nd name")),
        ("<Größe> <हिंदी> <名前>", ("Größe", "हिंदी", "名前")),
        ("<|im_start|>user\n<question><|im_end|>", ("question",)),
        ("a<br>b<br/>c<hr />d<a href='x'>e</a>", ()),
        ("<think>no</think> <THINK> <s> <start_of_turn>user", ()),
        ("<document>\n<text>\n</document>", ("text",)),
        ("<document> without its end", ("document",)),
        ("I <3 you, 1 < 2 > 0, <-> <> < a> <a > <a  b> <1>", ()),
        ("<two\nlines> <" + "x" * 65 + ">", ()),
        (r"\<animal> and \\<animal>", ("animal",)),
        ("<<animal>>", ("animal",)),
    ],
)
def test_names_are_found_once_and_in_order(words: str, names: tuple[str, ...]) -> None:
    assert find_variables(words) == names


def test_names_of_several_texts_are_one_list() -> None:
    assert find_variables("<a> <b2>", "<b2> <c>") == ("a", "b2", "c")


def test_values_take_the_places() -> None:
    filled = fill("<animal> and <animal> by <painter>", {"animal": "cat", "painter": "Marc"})
    assert filled == "cat and cat by Marc"


def test_a_value_is_not_filled_again() -> None:
    assert fill("<a> <c>", {"a": r"<c> \<c> \1", "c": "<a>"}) == r"<c> \<c> \1 <a>"


def test_what_is_no_variable_stays_and_a_backslash_makes_it_literal() -> None:
    assert (
        fill(r"\<animal> \\<animal> <br> <|x|>", {"animal": "cat"}) == r"<animal> \cat <br> <|x|>"
    )
    assert fill(r"\<think> C:\temp \<|x|>", {}) == r"<think> C:\temp \<|x|>"


def test_missing_values_are_named() -> None:
    with pytest.raises(BadInput, match="<animal>, <painter>"):
        fill("<animal> <day> <painter>", {"day": "Monday", "other": "x"})
    assert fill("<animal>", {"animal": ""}) == ""


def test_every_reserved_name_is_left_alone() -> None:
    words = " ".join(f"<{name}>" for name in sorted(NOT_VARIABLES))
    assert find_variables(words) == ()
    assert fill(words, {}) == words
