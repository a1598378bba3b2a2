"""Edits keep what they should, never break the order or the words, and can be taken back."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from pipelines.speech.boundary_edits import Edge, move_boundary
from pipelines.speech.editing import (
    change_word,
    delete,
    insert,
    mark_checked,
    merge_with_next,
    place_of,
    replace_segment,
    set_text,
    split_at_text,
    split_at_time,
    split_at_word,
)
from pipelines.speech.history import History
from pipelines.speech.speaker_edits import merge_speakers, rename_speaker, set_speaker
from pipelines.speech.transcript import SHORTEST, Segment, Transcript, Word, joined
from pipelines.text import text
from tests.pipelines.speech.talks import random_talk, spoken, talk


def told(transcript: Transcript) -> list[str]:
    return [segment.text for segment in transcript.segments]


def test_unchanged_words_keep_their_times_and_new_ones_get_some() -> None:
    before = talk()
    after = set_text(before, 0, "Hello  there,\nhow on earth are you?")
    segment, old = after.segments[0], before.segments[0]
    assert segment.text == "Hello there, how on earth are you?"
    assert segment.edited
    kept = [word for word in segment.words if word.text not in ("on", "earth")]
    assert tuple(kept) == old.words
    new = segment.words[3:5]
    assert [word.score for word in new] == [None, None]
    assert all(word.speaker == "SPEAKER_00" for word in new)
    starts = [word.start for word in segment.words]
    assert starts == sorted(starts)  # type: ignore[type-var]
    assert all(word.end > word.start for word in segment.words)  # type: ignore[operator]


def test_a_corrected_word_keeps_its_time_and_loses_its_score() -> None:
    word = set_text(talk(), 0, "Hello where, how are you?").segments[0].words[1]
    old = talk().segments[0].words[1]
    assert (word.text, word.start, word.end, word.score) == ("where,", old.start, old.end, None)


def test_japanese_words_are_found_letter_by_letter() -> None:
    names = ["今日", "は", "良い", "天気", "です"]
    words = tuple(Word(name, float(n), n + 1.0, 0.8) for n, name in enumerate(names))
    before = Transcript((Segment(0.0, 5.0, "今日は良い天気です", words),), language="ja")
    after = set_text(before, 0, "今日は悪い天気ですね").segments[0]
    assert [word.text for word in after.words] == ["今日", "は", "悪い", "天気", "です", "ね"]
    assert after.words[0] == words[0]
    assert after.words[3:5] == words[3:5]
    assert (after.words[2].start, after.words[2].score) == (2.0, None)
    assert after.words[5].start is not None
    merged = merge_with_next(split_at_word(before, 0, 2), 0)
    assert told(merged) == ["今日は良い天気です"]


def test_no_times_are_made_up_where_none_were() -> None:
    silent = Transcript((Segment(0.0, 5.0, "No times at all"),), language="en")
    assert set_text(silent, 0, "Still no times at all").segments[0].words == ()
    untimed = Segment(0.0, 1.0, "a b", (Word("a"), Word("b")))
    after = set_text(Transcript((untimed,), language="en"), 0, "a b c")
    assert [word.start for word in after.segments[0].words] == [None] * 3


def test_split_at_a_word_parts_text_words_and_times() -> None:
    after = split_at_word(talk(), 1, 3)
    assert told(after)[1:3] == ["I am fine,", "thank you very much indeed."]
    left, right = after.segments[1:3]
    assert left.end == left.words[-1].end
    assert right.start == right.words[0].start
    assert left.words + right.words == talk().segments[1].words
    assert right.end == talk().segments[1].end


def test_split_inside_a_word_parts_its_time() -> None:
    after = split_at_text(talk(), 0, 3)
    assert told(after)[:2] == ["Hel", "lo there, how are you?"]
    first, second = after.segments[0].words[-1], after.segments[1].words[0]
    assert (first.text, second.text) == ("Hel", "lo")
    assert first.end == second.start == pytest.approx(0.5 + 0.4 * 3 / 5)


def test_split_at_a_time_takes_the_nearest_word_boundary() -> None:
    after = split_at_time(talk(), 0, 1.35)  # words are 0.4 s long: 0.5, 0.9, 1.3 ...
    assert told(after)[:2] == ["Hello there,", "how are you?"]
    assert after.segments[0].end == after.segments[1].start == 1.35
    assert after.segments[1].words[0].start == 1.35
    untimed = talk().with_segments([Segment(0.0, 10.0, "one two three four")])
    assert told(split_at_time(untimed, 0, 5.0)) == ["one two", "three four"]


def test_splitting_between_speakers_names_both() -> None:
    words = (Word("Hi.", 0.0, 1.0, 1.0, "A"), Word("Ho.", 1.0, 2.0, 1.0, "B"))
    before = Transcript((Segment(0.0, 2.0, "Hi. Ho.", words, "A"),), language="en")
    assert [s.speaker for s in split_at_word(before, 0, 1).segments] == ["A", "B"]


def test_merging_takes_back_a_split() -> None:
    before = talk()
    again = merge_with_next(split_at_word(before, 1, 4), 1)
    assert again == before


def test_merging_words_with_none_still_stands_for_all_of_the_text() -> None:
    before = talk().with_segments(
        [replace(spoken("One two", 0, 1), avg_logprob=-0.2), Segment(1, 4, "three four", (), "B")]
    )
    merged = merge_with_next(before, 0).segments[0]
    assert [word.text for word in merged.words] == ["One", "two", "three", "four"]
    assert (merged.start, merged.end, merged.speaker) == (0, 4, "B")
    assert merged.avg_logprob == pytest.approx(-0.2)


def test_a_boundary_pushes_its_neighbour_and_keeps_words_inside() -> None:
    after = move_boundary(talk(), 0, Edge.END, 4.5)
    one, two = after.segments[:2]
    assert (one.end, two.start) == (4.5, 4.5)
    assert all(4.5 <= word.start < word.end <= 6.1 for word in two.words)  # type: ignore[operator]
    assert told(after) == told(talk())
    assert move_boundary(talk(), 0, Edge.END, 4.5, push=False).segments[0].end == 2.9
    far = move_boundary(talk(), 0, Edge.END, 999.0)
    assert far.segments[0].end == pytest.approx(6.1 - SHORTEST)
    start = move_boundary(talk(), 1, Edge.START, 1.0)
    assert (start.segments[0].end, start.segments[1].start) == (1.0, 1.0)
    assert move_boundary(talk(), 1, Edge.START, -7).segments[1].start == 0.5 + SHORTEST
    assert move_boundary(talk(), 0, Edge.START, -7).segments[0].start == 0.0
    assert move_boundary(talk(), 2, Edge.END, 99).segments[2].end == 14.0


def test_people_who_speak_at_once_are_left_so() -> None:
    both = talk().with_segments([spoken("one two", 0, 5, "A"), spoken("three", 3, 6, "B")])
    after = move_boundary(both, 0, Edge.END, 4.0)
    assert [(s.start, s.end) for s in after.segments] == [(0, 4.0), (3, 6)]
    early = move_boundary(both, 1, Edge.START, 1.0)
    assert [(s.start, s.end) for s in early.segments] == [(0, 5), (1.0, 6)]


def test_speakers() -> None:
    renamed = rename_speaker(talk(), "SPEAKER_00", "  Ada  Lovelace ")
    assert renamed.speakers == ("Ada Lovelace", "SPEAKER_01")
    assert {word.speaker for word in renamed.segments[2].words} == {"Ada Lovelace"}
    assert merge_speakers(talk(), "SPEAKER_00", "SPEAKER_01").speakers == ("SPEAKER_00",)
    two = set_speaker(talk(), [0, 1, 77], "Bob")
    assert two.speakers == ("Bob", "SPEAKER_00")
    assert rename_speaker(talk(), "nobody", "Bob") == talk()
    same = talk()
    assert set_speaker(same, [0], "SPEAKER_00") is same


def test_insert_delete_and_checked() -> None:
    after = insert(talk(), 8.0, 9.0, " What\nnow? ", "Bob")
    assert told(after)[2] == "What now?"
    assert place_of(talk(), 8.0) == 2
    assert insert(talk(), 20.0, 20.0, "late").segments[-1].end <= 14.0 + 1e-9
    assert told(delete(after, [2, 2, 50, -1])) == told(talk())
    checked = mark_checked(talk(), [1, 9])
    assert [segment.checked for segment in checked.segments] == [False, True, False]
    assert mark_checked(checked, [1]) is checked


def test_another_run_replaces_one_segment_only() -> None:
    heard = [
        Segment(2.0, 4.0, "I am mine,", (Word("I", 2.0, 2.9), Word("am", 3.0, 3.2), Word("mine,"))),
        Segment(4.0, 7.0, "tanks."),
        Segment(6.2, 6.4, "Beside."),
        Segment(4.0, 4.5, "  "),
    ]
    after = replace_segment(talk(), 1, heard)
    made = after.segments[1:4]
    assert [segment.text for segment in made] == ["I am mine,", "tanks.", "Beside."]
    assert made[0].start == 2.9
    assert max(segment.end for segment in made) == pytest.approx(6.1)
    assert {segment.speaker for segment in made} == {"SPEAKER_01"}
    assert (after.segments[0], after.segments[4]) == (talk().segments[0], talk().segments[2])
    assert told(replace_segment(talk(), 1, [])) == ["Hello there, how are you?", "Good."]


def test_a_word_is_changed_in_its_place_though_it_comes_twice() -> None:
    before = talk().with_segments([spoken("the cat the dog", 0, 4)])
    after = change_word(before, 0, 2, "a big").segments[0]
    assert after.text == "the cat a big dog"
    assert [word.start for word in after.words] == [0.0, 1.0, 2.0, pytest.approx(2.25), 3.0]
    assert change_word(before, 0, 0, "").segments[0].text == "cat the dog"
    assert change_word(before, 0, 1, "cat") is before


BAD: list[Callable[[Transcript, int], Transcript]] = [
    lambda talk, index: set_text(talk, index, "x"),
    lambda talk, index: split_at_word(talk, index, 1),
    lambda talk, index: split_at_time(talk, index, 1.0),
    lambda talk, index: split_at_text(talk, index, 4),
    lambda talk, index: move_boundary(talk, index, Edge.END, 3.0),
    lambda talk, index: replace_segment(talk, index, []),
    lambda talk, index: change_word(talk, index, 0, "x"),
    lambda talk, index: delete(talk, [index]),
    lambda talk, index: mark_checked(talk, [index]),
    lambda talk, index: set_speaker(talk, [index], "x"),
]


@pytest.mark.parametrize("index", [-1, -3, 3, 99])
@pytest.mark.parametrize("act", BAD)
def test_a_bad_index_changes_nothing(
    act: Callable[[Transcript, int], Transcript], index: int
) -> None:
    before = talk()
    assert act(before, index) is before


def test_what_cannot_be_done_changes_nothing() -> None:
    before = talk()
    assert split_at_word(before, 0, 0) is before
    assert split_at_word(before, 0, 5) is before
    assert split_at_text(before, 0, 25) is before
    assert split_at_time(before, 0, 0.5) is before
    assert split_at_time(before, 2, 12.2) is before  # one word
    assert merge_with_next(before, 2) is before
    assert change_word(before, 0, 9, "x") is before
    assert move_boundary(before, 0, Edge.END, float("nan")) is before


@pytest.mark.parametrize("seed", range(150))
def test_random_edits_leave_a_sound_transcript(seed: int) -> None:
    """Order of starts, lengths, words inside and standing for the text, all after 40 edits."""
    chance = random.Random(seed)
    now = random_talk(seed, words=seed % 5 > 0, language="en")
    history = History(now)
    for _ in range(40):
        now = _edited(now, chance)
        history.do(text("Step"), now)
        assert history.present == now
        _check(now)
    last = now
    while history.can_undo:
        history.undo()
    assert history.present == random_talk(seed, words=seed % 5 > 0, language="en")
    while history.can_redo:
        history.redo()
    assert history.present == last


def _edited(now: Transcript, chance: random.Random) -> Transcript:
    size = len(now.segments)
    index = chance.randrange(-1, size + 1)
    segment = now.segments[index] if 0 <= index < size else None
    place = chance.randrange(0, 40)
    time = chance.uniform(-1, now.duration + 1)
    if segment is not None and chance.random() < 0.8:
        time = chance.uniform(segment.start - 0.5, segment.end + 0.5)
    push = chance.random() < 0.7
    said = _mangled(chance, segment.text if segment else "")
    word = chance.choice(("", "x", "x y z"))
    choices: list[Callable[[], Transcript]] = [
        lambda: split_at_word(now, index, place),
        lambda: split_at_text(now, index, place),
        lambda: split_at_time(now, index, time),
        lambda: merge_with_next(now, index),
        lambda: move_boundary(now, index, Edge.START, time, push),
        lambda: move_boundary(now, index, Edge.END, time, push),
        lambda: set_text(now, index, said),
        lambda: change_word(now, index, place, word),
        lambda: delete(now, [index]),
        lambda: insert(now, time, time + 1, "new words here"),
    ]
    return chance.choice(choices)()


def _mangled(chance: random.Random, words: str) -> str:
    names = words.split()
    for _ in range(chance.randint(1, 4)):
        where = chance.randint(0, len(names))
        if chance.random() < 0.4 and names:
            del names[where - 1]
        else:
            names.insert(where, chance.choice(("new", "the", "two words")))
    return " ".join(names)


def _check(transcript: Transcript) -> None:
    starts = [segment.start for segment in transcript.segments]
    assert starts == sorted(starts)
    for segment in transcript.segments:
        assert segment.duration >= SHORTEST - 1e-6
        assert segment.start >= 0
        if segment.words:
            assert joined((word.text for word in segment.words), "en") == segment.text
        for word in segment.words:
            assert (word.start is None) == (word.end is None)
            if word.start is not None and word.end is not None:
                assert word.end > word.start
                assert segment.start - 1e-3 <= word.start <= word.end <= segment.end + 1e-3


def test_typing_in_one_segment_is_one_step() -> None:
    clock = [0.0]
    history = History(talk(), now=lambda: clock[0])
    for words in ("Good m", "Good mo", "Good morning."):
        clock[0] += 0.5
        assert history.do(text("Typing"), set_text(history.present, 2, words), key=("text", 2))
    clock[0] += 10
    assert history.do(text("Typing"), set_text(history.present, 2, "Good night."), key=("text", 2))
    history.seal()
    history.do(text("Typing"), set_text(history.present, 2, "Good day."), key=("text", 2))
    seen = []
    while history.can_undo:
        seen.append(history.undo().segments[2].text)
    assert seen == ["Good night.", "Good morning.", "Good."]
    assert history.redo_name == text("Typing")


def test_history_knows_what_was_saved_and_forgets_the_oldest() -> None:
    history = History(talk(), steps=3)
    assert not history.is_changed
    for number in range(5):
        history.do(text("Rename"), set_speaker(history.present, [0], f"P{number}"))
    assert history.is_changed
    history.mark_saved()
    assert not history.is_changed
    assert history.undo_name == text("Rename")
    history.undo()
    assert history.is_changed
    history.redo()
    assert not history.is_changed
    assert [history.undo() for _ in range(9)][-1].segments[0].speaker == "P1"
    assert not history.do(text("Nothing"), history.present)
