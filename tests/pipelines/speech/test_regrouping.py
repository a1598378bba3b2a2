"""Sentences out of the pieces that Whisper's own times make."""

from dataclasses import replace

from pipelines.speech.regrouping import into_sentences
from pipelines.speech.transcript import Segment, joined
from tests.pipelines.speech.talks import random_talk, spoken


def test_pieces_of_one_sentence_are_joined_and_a_piece_with_two_is_parted() -> None:
    pieces = (
        spoken("When the rain had", 0.0, 1.0),
        spoken("stopped, we went home. It was", 1.1, 3.0),
        spoken("late.", 3.1, 3.5),
    )
    first, second = into_sentences(pieces, "en")
    assert first.text == "When the rain had stopped, we went home."
    assert second.text == "It was late."
    assert (first.start, second.end) == (0.0, 3.5)
    assert first.end == first.words[-1].end
    assert second.start == second.words[0].start


def test_a_long_pause_ends_a_segment_whatever_the_punctuation_says() -> None:
    pieces = (spoken("and then", 0.0, 1.0), spoken("nothing came", 4.0, 5.0))
    assert [item.text for item in into_sentences(pieces, "en")] == ["and then", "nothing came"]


def test_the_worse_figures_are_kept() -> None:
    one = replace(spoken("It was a", 0, 1), avg_logprob=-0.2, temperature=0.0, no_speech_prob=0.1)
    two = replace(
        spoken("fine day.", 1, 2),
        avg_logprob=-0.9,
        temperature=0.4,
        no_speech_prob=None,
        compression_ratio=1.3,
    )
    (made,) = into_sentences((one, two), "en")
    assert (made.avg_logprob, made.temperature, made.no_speech_prob) == (-0.9, 0.4, 0.1)
    assert made.compression_ratio == 1.3


def test_what_has_no_times_stays_as_it_is() -> None:
    plain = Segment(2.0, 3.0, "without words")
    pieces = (spoken("One", 0, 1), plain, spoken("two.", 3, 4))
    assert [item.text for item in into_sentences(pieces, "en")] == ["One", "without words", "two."]
    assert into_sentences(pieces, "en")[1] is plain
    assert into_sentences((), "en") == ()


def test_languages_without_spaces() -> None:
    words = [spoken(sign, at, at + 0.5).words[0] for at, sign in enumerate("今日は。晴れ。")]
    segment = Segment(0, 7, "今日は。晴れ。", tuple(words))
    assert [item.text for item in into_sentences((segment,), "ja")] == ["今日は。", "晴れ。"]


def test_no_word_is_lost_or_moved() -> None:
    for seed in range(40):
        talk = random_talk(seed, gaps=False)
        made = into_sentences(talk.segments, "en")
        before = [word for segment in talk.segments for word in segment.words]
        assert [word for segment in made for word in segment.words] == before
        for segment in made:
            assert segment.text == joined((word.text for word in segment.words), "en")
        assert into_sentences(made, "en") == made
