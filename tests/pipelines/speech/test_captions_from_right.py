"""Hebrew and Arabic stand on the line as they are read, by the rules of Unicode."""

import unicodedata

import pytest

from pipelines.speech.captions.from_right import (
    as_shown,
    begins_from_right,
    is_from_right,
    joined_up,
)

#: Capital letters stand for Hebrew ones, as in Unicode's own examples.
_HEBREW = str.maketrans("ABCDEFGHIJ", "אבגדהוזחטי")
_BACK = str.maketrans("אבגדהוזחטי", "ABCDEFGHIJ")


@pytest.mark.parametrize(
    ("said", "from_right", "shown"),
    [
        ("plain text, 12.", False, "plain text, 12."),
        ("ABC", True, "CBA"),
        ("ABC DEF.", True, ".FED CBA"),
        ("ABC 123 DEF", True, "FED 123 CBA"),
        ("abc ABC 123 def", False, "abc 123 CBA def"),
        ("he said ABC DEF.", False, "he said FED CBA."),
        ("ABC hello world DEF", True, "FED hello world CBA"),
        ("ABC 12.5 D", True, "D 12.5 CBA"),
        ("ABC 50% D", True, "D 50% CBA"),
        ("ABC (DEF)", True, "(FED) CBA"),
        ("ABC?", True, "?CBA"),
        ("", True, ""),
    ],
)
def test_lines_are_put_in_order(said: str, from_right: bool, shown: str) -> None:
    assert as_shown(said.translate(_HEBREW), from_right).translate(_BACK) == shown


def names(text: str) -> list[str]:
    return [unicodedata.name(letter).removeprefix("ARABIC ") for letter in text]


def test_arabic_letters_are_joined() -> None:
    assert names(joined_up("\u0633\u0644\u0627\u0645")) == [
        "LETTER SEEN INITIAL FORM",
        "LIGATURE LAM WITH ALEF FINAL FORM",
        "LETTER MEEM ISOLATED FORM",
    ]
    assert names(joined_up("\u0628\u064e\u064a\u062a \u062f\u0627\u0631")) == [
        "LETTER BEH INITIAL FORM",
        "FATHA",
        "LETTER YEH MEDIAL FORM",
        "LETTER TEH FINAL FORM",
        "SPACE",
        "LETTER DAL ISOLATED FORM",
        "LETTER ALEF ISOLATED FORM",
        "LETTER REH ISOLATED FORM",
    ]
    assert joined_up("Hebrew \u05d0\u05d1 and Latin") == "Hebrew \u05d0\u05d1 and Latin"


def test_which_side_a_text_begins_on() -> None:
    assert begins_from_right("12 \u05d0 a")
    assert not begins_from_right("a \u05d0")
    assert not begins_from_right("12")
    assert is_from_right("a \u05d0")
    assert not is_from_right("a 1")
