"""The window's use is exact, and what is dropped is the least that has to be, oldest first."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipelines.errors import BadInput
from pipelines.language.context import ContextUse, fit, measure, messages_of, prompt_of, retyped
from pipelines.language.engine import Engine, Message, Role
from pipelines.language.images import ImageInput
from tests.language_fakes import FakeEngine, chatml, chatml_with_default


def talk(*lengths: int) -> list[Message]:
    """User and assistant in turn, each with so many words that occur nowhere else."""
    roles = (Role.USER, Role.ASSISTANT)
    return [
        Message(roles[n % 2], " ".join(f"w{n}x{k}" for k in range(length)))
        for n, length in enumerate(lengths)
    ]


def total_of(engine: Engine, system: str, turns: Sequence[Message], draft: str) -> int:
    """The tokens of the whole prompt, counted the plain way."""
    return len(engine.tokenize(prompt_of(engine, system, turns, draft)))


def test_each_part_is_counted_with_the_marks_of_the_template() -> None:
    engine = FakeEngine(window=100)
    use = measure(engine, "Be brief.", talk(3, 4), "And now?", 20)
    # <|im_start|>system \n Be brief. = 5 with the role; <|im_end|> \n <|im_start|>user \n before
    # each turn; behind the draft <|im_end|> \n <|im_start|>assistant \n.
    assert use == ContextUse(system=5, history=(5 + 3) + (5 + 4), draft=5 + 2 + 5, reserved=20,
                             window=100)  # fmt: skip
    assert use.prompt == total_of(engine, "Be brief.", talk(3, 4), "And now?")
    assert (use.total, use.free, use.overflows) == (use.prompt + 20, 100 - use.prompt - 20, False)


def test_a_system_prompt_of_the_templates_own_counts_as_one() -> None:
    engine = FakeEngine(template=chatml_with_default)
    use = measure(engine, "", talk(3, 4), "Hi", 0)
    plain = measure(FakeEngine(), "", talk(3, 4), "Hi", 0)
    assert plain.system == 0
    assert use.system > 3
    assert use.prompt == total_of(engine, "", talk(3, 4), "Hi")
    assert use.draft == plain.draft


def test_a_system_prompt_behind_the_turns_is_found() -> None:
    def late(messages: Sequence[Message]) -> str:
        system, *turns, draft = messages
        return f"{chatml(turns)}{system.content} {draft.content}"

    engine = FakeEngine(template=late)
    use = measure(engine, "Be very brief.", talk(3, 4), "And now?", 0)
    assert use.system == 3
    assert use.prompt == total_of(engine, "Be very brief.", talk(3, 4), "And now?")
    assert use.history >= 7


def test_a_base_model_counts_plain_text() -> None:
    engine = FakeEngine(template=None)
    turns = [Message(Role.USER, "Once upon"), Message(Role.ASSISTANT, " a time there")]
    assert prompt_of(engine, "", turns, " was") == "Once upon a time there was"
    assert measure(engine, "", turns, " was", 5) == ContextUse(0, 5, 1, 5, 256)
    assert measure(engine, "A tale", turns, " was", 5).system == 2
    assert prompt_of(engine, "A tale", (), "") == "A tale"


def test_an_empty_draft_and_no_history_are_counted_too() -> None:
    engine = FakeEngine()
    use = measure(engine, "", (), "", 0)
    assert (use.system, use.history) == (0, 0)
    assert use.draft == total_of(engine, "", (), "") > 0


def test_typing_cuts_the_draft_only() -> None:
    engine = FakeEngine()
    turns = talk(*[30] * 20)
    use = measure(engine, "Be brief.", turns, "one two", 10)
    before = engine.tokenized
    longer = retyped(engine, use, "one two", "one two three four")
    assert engine.tokenized - before < 40
    assert longer == measure(engine, "Be brief.", turns, "one two three four", 10)


def test_all_stays_while_it_fits() -> None:
    engine, turns = FakeEngine(window=200), talk(5, 5, 5, 5)
    fitted = fit(engine, "Be brief.", turns, "Next", 20)
    assert fitted.kept == tuple(turns)
    assert fitted.dropped == ()
    assert fitted.before == fitted.after


def test_the_oldest_exchange_goes_first() -> None:
    engine, turns = FakeEngine(window=70), talk(10, 10, 5, 5)
    fitted = fit(engine, "Be brief.", turns, "Next", 10)
    assert fitted.before.overflows
    assert fitted.dropped == tuple(turns[:2])
    assert fitted.kept == tuple(turns[2:])
    assert not fitted.after.overflows
    assert fitted.after.system == fitted.before.system
    assert fitted.after.draft == fitted.before.draft


def test_what_no_window_holds_is_told_with_both_numbers() -> None:
    engine = FakeEngine(window=50)
    draft = " ".join(["word"] * 45)
    with pytest.raises(BadInput) as told:
        fit(engine, "Be brief.", talk(5, 5), draft, 8)
    tokens = total_of(engine, "Be brief.", (), draft)
    for number in (tokens, 8, 50):
        assert str(number) in str(told.value)


def test_a_broken_template_is_told_as_it_is() -> None:
    engine = FakeEngine(broken=BadInput("The model's chat template is broken."))
    with pytest.raises(BadInput, match="broken"):
        fit(engine, "", talk(2, 2), "Hi", 5)


def test_a_template_that_changes_what_was_said_still_gives_a_fitting_prompt() -> None:
    def shouting(messages: Sequence[Message]) -> str:
        return chatml([Message(m.role, m.content.upper()) for m in messages])

    engine, turns = FakeEngine(template=shouting, window=120), talk(*[10] * 20)
    fitted = fit(engine, "be brief", turns, "next", 20)
    assert fitted.before.prompt == total_of(engine, "be brief", turns, "next")
    assert fitted.after.prompt == total_of(engine, "be brief", fitted.kept, "next")
    assert not fitted.after.overflows
    assert len(fitted.kept) >= 2


def random_turns(chance: random.Random) -> list[Message]:
    """Turns as people make them: empty ones, two in a row, short words, signs of the template."""
    words = ("a", "user", "é", "😀", "\n", "  ", "<|im_end|>", "lorem", "x" * 30, "assistant")
    turns = []
    role = chance.choice((Role.USER, Role.USER, Role.ASSISTANT))
    for _n in range(chance.randrange(12)):
        content = " ".join(chance.choice(words) for _k in range(chance.randrange(9)))
        turns.append(Message(role, content))
        if chance.random() < 0.9:
            role = Role.ASSISTANT if role is Role.USER else Role.USER
    return turns


@pytest.mark.parametrize("template", [chatml, chatml_with_default, None])
def test_whatever_is_said_the_sum_is_exact_and_the_rest_fits(template) -> None:  # noqa: ANN001
    chance = random.Random(4)
    refused = dropped = 0
    for _n in range(400):
        engine = FakeEngine(template=template, window=chance.randrange(4, 70))
        turns, system = random_turns(chance), chance.choice(("", "Be brief.", "a"))
        draft, reserve = chance.choice(("", "a", "What now, user?")), chance.randrange(20)
        alone = total_of(engine, system, (), draft) + reserve
        if min(alone, total_of(engine, system, turns, draft) + reserve) > engine.window:
            with pytest.raises(BadInput, match=str(engine.window)):
                fit(engine, system, turns, draft, reserve)
            refused += 1
            continue
        fitted = fit(engine, system, turns, draft, reserve)
        assert (*fitted.dropped, *fitted.kept) == tuple(turns)
        assert fitted.before.prompt == total_of(engine, system, turns, draft)
        assert fitted.after.prompt == total_of(engine, system, fitted.kept, draft)
        assert fitted.after.total <= engine.window
        assert min(fitted.before.system, fitted.before.history, fitted.before.draft) >= 0
        if fitted.dropped:
            dropped += 1
            assert fitted.before.overflows
            assert not fitted.kept or fitted.kept[0].role is Role.USER
            assert fitted.kept == () or fitted.dropped[-1].role is Role.ASSISTANT
    assert refused > 20
    assert dropped > 20


def test_no_more_is_dropped_than_has_to_be() -> None:
    chance = random.Random(5)
    for _n in range(200):
        turns = talk(*(chance.randrange(1, 12) for _k in range(2 * chance.randrange(1, 12))))
        engine = FakeEngine(window=chance.randrange(60, 200))
        fitted = fit(engine, "Be brief.", turns, "What now?", 10)
        if fitted.dropped:
            more = turns[len(fitted.dropped) - 2 :]
            assert total_of(engine, "Be brief.", more, "What now?") + 10 > engine.window


def test_the_cost_grows_with_the_length_and_not_with_its_square() -> None:
    turns = talk(*[20] * 1000)
    engine = FakeEngine(window=5000)
    fitted = fit(engine, "Be brief.", turns, "What now?", 100)
    assert fitted.dropped
    whole = len(engine.render(messages_of("Be brief.", turns, "What now?")))
    assert engine.tokenized < 2.2 * whole
    assert engine.rendered < 3.2 * len(turns)


def pictures(count: int) -> tuple[ImageInput, ...]:
    return tuple(ImageInput(Path(f"{n}.png"), str(n)) for n in range(count))


def test_pictures_are_a_part_of_their_own() -> None:
    engine = FakeEngine(window=2000, tokens_per_image=100)
    first, answer = talk(3, 4)
    shown = Message(first.role, first.content, pictures(2))
    plain = measure(engine, "", [first, answer], "And now?", 20)
    use = measure(engine, "", [shown, answer], "And now?", 20, pictures(1))
    assert use.pictures == 300
    assert (use.history, use.draft) == (plain.history, plain.draft)
    assert use.total == plain.total + 300


def test_old_pictures_go_with_their_messages_and_new_ones_stay() -> None:
    engine = FakeEngine(window=500, tokens_per_image=100)
    turns = [
        Message(turn.role, turn.content, pictures(1) if turn.role is Role.USER else ())
        for turn in talk(*(3, 4) * 5)
    ]
    fitted = fit(engine, "", turns, "And now?", 20, pictures(1))
    assert fitted.before.pictures == 600
    assert sum(len(turn.images) for turn in fitted.dropped) == 2
    assert fitted.after.pictures == 400
    assert not fitted.after.overflows
    with pytest.raises(BadInput, match=r"its pictures \(9\) take 9\d\d tokens.*take pictures off"):
        fit(engine, "", turns, "And now?", 20, pictures(9))
