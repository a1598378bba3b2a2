"""What is looked for is found where it stands; what is replaced keeps the other words' times."""

import time

import pytest

from pipelines.errors import BadInput
from pipelines.speech.finding import Hit, Search, find, replace_all, replace_hit, time_of
from pipelines.speech.transcript import Transcript
from tests.pipelines.speech.talks import spoken, talk


def said(*texts: str) -> Transcript:
    segments = (spoken(text, n * 5.0, n * 5.0 + 4.0, "A") for n, text in enumerate(texts))
    return Transcript(tuple(segments), language="en")


def found(transcript: Transcript, search: Search) -> list[str]:
    return [
        transcript.segments[hit.segment].text[hit.start : hit.end]
        for hit in find(transcript, search)
    ]


def test_plain_words() -> None:
    here = said("The cat. the Cat's category", "A (cat)? cat.")
    assert found(here, Search("cat")) == ["cat", "Cat", "cat", "cat", "cat"]
    assert found(here, Search("cat", case=True)) == ["cat", "cat", "cat", "cat"]
    assert found(here, Search("cat", whole_words=True)) == ["cat", "Cat", "cat", "cat"]
    assert find(here, Search("(cat)?")) == (Hit(1, 2, 8),)
    assert find(here, Search("")) == ()
    assert found(said("Straße STRASSE"), Search("strasse")) == ["Straße", "STRASSE"]


def test_accents() -> None:
    here = said("Über uber u\u0308ber naïve")
    assert found(here, Search("uber")) == ["uber"]
    assert found(here, Search("uber", accents=False)) == ["Über", "uber", "u\u0308ber"]
    assert found(here, Search("über", accents=False)) == ["Über", "uber", "u\u0308ber"]
    assert found(here, Search("nai", accents=False)) == ["naï"]


def test_patterns_and_their_groups() -> None:
    here = said("Call 12 34 or 56 78 now")
    pair = Search(r"(\d\d) (?P<last>\d\d)", pattern=True)
    assert found(here, pair) == ["12 34", "56 78"]
    after, count = replace_all(here, pair, r"\g<last>-\1\\")
    assert (after.text, count) == ("Call 34-12\\ or 78-56\\ now", 2)
    folded = Search("(cafe) (x)?", pattern=True, accents=False)
    assert replace_all(said("Café bar"), folded, r"\1\2!")[0].text == "Café!bar"
    assert find(here, Search("x*", pattern=True)) == ()


def test_bad_patterns_are_one_sentence() -> None:
    with pytest.raises(BadInput, match=r"\(\[a-z is no regular expression"):
        find(talk(), Search("([a-z", pattern=True))
    with pytest.raises(BadInput, match="names the group 2"):
        replace_all(talk(), Search("(fine)", pattern=True), r"\2")
    with pytest.raises(BadInput, match="names the group other"):
        replace_all(talk(), Search("(fine)", pattern=True), r"\g<other>")


def test_a_pattern_that_would_take_years_is_given_up() -> None:
    begun = time.monotonic()
    with pytest.raises(BadInput, match="takes too long"):
        find(said("a" * 60 + "b"), Search(r"((?:a|aa)+)+$", pattern=True))
    assert time.monotonic() - begun < 10


def test_replacing_keeps_the_other_words_and_is_one_step() -> None:
    here = said("the cat saw the cat", "no dog", "the cat")
    after, count = replace_all(here, Search("cat"), "black dog")
    assert count == 3
    assert [s.text for s in after.segments] == [
        "the black dog saw the black dog",
        "no dog",
        "the black dog",
    ]
    assert after.segments[1] is here.segments[1]
    old, new = here.segments[0].words, after.segments[0].words
    assert (new[0], new[3], new[4]) == (old[0], old[2], old[3])
    assert [word.score for word in new] == [0.9, None, None, 0.9, 0.9, None, None]
    assert replace_all(here, Search("bird"), "x") == (here, 0)


def test_one_place_is_replaced_only_where_it_still_is() -> None:
    here = said("the cat saw the cat")
    second = find(here, Search("cat"))[1]
    after = replace_hit(here, second, Search("cat"), "dog")
    assert after.text == "the cat saw the dog"
    assert replace_hit(after, second, Search("cat"), "dog") is after
    assert replace_hit(here, Hit(7, 0, 3), Search("cat"), "dog") is here
    assert replace_all(said("only"), Search("only"), "")[0].segments[0].text == ""


def test_the_time_of_a_hit_is_its_first_words() -> None:
    here = said("the cat saw the cat")
    hits = find(here, Search("cat"))
    assert [time_of(here, hit) for hit in hits] == [0.8, 3.2]
    assert time_of(here, Hit(3, 0, 1)) is None
