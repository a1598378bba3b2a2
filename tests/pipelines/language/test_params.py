"""Settings of language models: whatever is given runs, or fails with the field's name."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.language.engine import Finish, Sampling
from pipelines.language.llama_cpp import LlamaCpp
from pipelines.language.params import LanguageParams, split_stops
from pipelines.language.text_model import read, run
from pipelines.models.chat import ChatParams
from pipelines.progress import CancelToken, Progress
from pipelines.text import text
from pipelines.validation import validate

GUIDE = {
    "temperature": (0.7, 0.1, 5),
    "top_p": (0.95, 0, 1),
    "top_k": (-1, -1, 50),
    "max_new_tokens": (128, 1, 1024),
    "min_new_tokens": (-1, -1, 1024),
    "repetition_penalty": (0, 0, 1),
}

numbers = st.one_of(
    st.integers(-3, 1100),
    st.floats(-1, 6),
    st.sampled_from([float("nan"), float("inf"), 2**40, None, "", "0.5", True]),
)
words = st.text(st.characters(), max_size=20)
inputs = st.fixed_dictionaries(
    {"prompt": st.one_of(words, st.just("hello there"))},
    optional={
        "system_prompt": words,
        "temperature": st.one_of(st.floats(0.1, 5), numbers),
        "top_p": st.one_of(st.floats(0, 1), numbers),
        "top_k": st.one_of(st.integers(-1, 50), numbers),
        "max_new_tokens": st.one_of(st.integers(1, 1024), numbers),
        "min_new_tokens": st.one_of(st.integers(-1, 1024), numbers),
        "stop_sequences": words,
        "repetition_penalty": st.one_of(st.floats(0, 1), numbers),
        "seed": st.one_of(st.none(), st.integers(0, 2**31 - 1), numbers),
    },
)


def checked(values: dict[str, Any]) -> tuple[LanguageParams | None, str]:
    """The params, or None and what is wrong with them."""
    try:
        return validate(LanguageParams, values), ""
    except BadInput as error:
        return None, str(error)


@settings(
    max_examples=1000,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(values=inputs)
def test_a_thousand_params_run_or_name_their_field(tiny: LlamaCpp, values: dict[str, Any]) -> None:
    params, sentence = checked(values)
    if params is None:
        assert any(f"({name})" in sentence for name in values), sentence
        return
    cancel = CancelToken()
    heard = 0

    def listen(_piece: object) -> None:
        nonlocal heard
        heard += 1
        if heard == 3:
            cancel.cancel()

    request = read(params)
    request = type(request)(request.messages, None, request.sampling, None, listen)
    plan = Plan("cpu", "float32", 0, text("test"))
    if not params.prompt.strip():
        with pytest.raises(BadInput, match="prompt is empty"):
            run(tiny, request, params, plan, Progress(cancel=cancel))
        return
    answer = run(tiny, request, params, plan, Progress(cancel=cancel))
    assert answer.finish in Finish
    assert answer.new_tokens <= params.max_new_tokens


@pytest.mark.parametrize("name", GUIDE)
def test_names_ranges_and_defaults_are_the_guides(name: str) -> None:
    default, low, high = GUIDE[name]
    properties = ChatParams.model_json_schema()["properties"][name]
    assert (properties["default"], properties["minimum"], properties["maximum"]) == (
        default,
        low,
        high,
    )


def test_the_penalty_never_rewards_repetition() -> None:
    for strength in (-1.0, 0.0, 0.1, 0.5, 1.0):
        assert Sampling(repetition_penalty=strength).multiplicative_penalty >= 1.0
    assert Sampling(repetition_penalty=0.2).multiplicative_penalty == pytest.approx(1.2)


def test_stop_sequences_are_separated_by_commas() -> None:
    assert split_stops("") == ()
    assert split_stops("Q:,###") == ("Q:", "###")
    assert split_stops(r"\n\n,a\,b,\\") == ("\n\n", "a,b", "\\")
    assert split_stops(",,") == ()
    params = LanguageParams(prompt="x", stop_sequences="a,b")
    assert params.sampling.stop_sequences == ("a", "b")


def test_halves_of_signs_are_refused_by_name() -> None:
    with pytest.raises(BadInput, match=r"Prompt \(prompt\).*no valid text"):
        validate(LanguageParams, {"prompt": "\ud83c"})
