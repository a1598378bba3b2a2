"""Templates become turns for chat models and one text for base models."""

import pytest

from pipelines.errors import BadInput
from pipelines.language.engine import Message, Role, Sampling
from pipelines.prompts.template import FewShot, Form, Labels, PromptTemplate, compose

OPPOSITES = PromptTemplate(
    name="opposites",
    system_prompt="Give the opposite in <language>.",
    text="<word>",
    few_shot=(FewShot("hot", "cold"), FewShot("<word>", "a literal row")),
    stop_sequences=("END",),
)
VALUES = {"language": "English", "word": "early"}


def test_rows_are_turns_for_chat_models() -> None:
    request = compose(OPPOSITES, VALUES)
    assert request.prompt is None
    assert request.messages == (
        Message(Role.SYSTEM, "Give the opposite in English."),
        Message(Role.USER, "hot"),
        Message(Role.ASSISTANT, "cold"),
        Message(Role.USER, "<word>"),
        Message(Role.ASSISTANT, "a literal row"),
        Message(Role.USER, "early"),
    )
    assert request.sampling.stop_sequences == ("END",)


def test_rows_are_text_for_base_models_with_a_stop_sequence() -> None:
    request = compose(OPPOSITES, VALUES, Form.COMPLETION, Sampling(stop_sequences=("x", "END")))
    assert request.messages == ()
    assert request.prompt == (
        "Give the opposite in English.\n\nQ: hot\nA: cold\n\nQ: <word>\nA: a literal row\n\n"
        "Q: early\nA:"
    )
    assert request.sampling.stop_sequences == ("x", "END", "\nQ:")


@pytest.mark.parametrize(
    ("labels", "prompt", "stop"),
    [
        (Labels("Word:", "Opposite:"), "Word: a\nOpposite: b\n\nWord: q\nOpposite:", "\nWord:"),
        (Labels("In: ", "Out: ", "\n---\n"), "In: a\nOut: b\n---\nIn: q\nOut:", "\nIn: "),
        (Labels("Q:", "A:", " ## "), "Q: a\nA: b ## Q: q\nA:", " ## Q:"),
        (Labels("", "=", "\n\n"), "a\n= b\n\nq\n=", "\n\n"),
    ],
)
def test_labels_and_their_stop_sequence(labels: Labels, prompt: str, stop: str) -> None:
    template = PromptTemplate("t", "q", few_shot=(FewShot("a", "b"),), labels=labels)
    request = compose(template, {}, Form.COMPLETION)
    assert request.prompt == prompt
    assert request.sampling.stop_sequences == (stop,)
    # A model that goes on with another row is stopped before its question.
    shown = f" the answer{labels.separator}{labels.question} x"
    assert shown.partition(stop)[0].strip("\n- ") == "the answer"


def test_a_completion_without_rows_is_the_text_itself() -> None:
    template = PromptTemplate("t", "Once upon a <time>", form=Form.COMPLETION)
    request = compose(template, {"time": "day"})
    assert (request.prompt, request.sampling.stop_sequences) == ("Once upon a day", ())


def test_marks_of_a_completion_do_not_stop_a_chat() -> None:
    template = PromptTemplate("t", "x", form=Form.COMPLETION, stop_sequences=("User:",))
    assert compose(template, {}, Form.CHAT).sampling.stop_sequences == ()


def test_the_schema_goes_along_and_settings_stay() -> None:
    template = PromptTemplate("t", "x", schema={"type": "object"})
    request = compose(template, {}, sampling=Sampling(temperature=0.2, seed=4))
    assert request.schema == {"type": "object"}
    assert (request.sampling.temperature, request.sampling.seed) == (0.2, 4)


def test_an_empty_prompt_and_a_missing_value_are_refused() -> None:
    with pytest.raises(BadInput, match="empty"):
        compose(PromptTemplate("t", "<a> "), {"a": " \n"})
    with pytest.raises(BadInput, match="<language>"):
        compose(OPPOSITES, {"word": "x"})


def test_variables_of_system_prompt_and_text() -> None:
    assert OPPOSITES.variables == ("language", "word")
