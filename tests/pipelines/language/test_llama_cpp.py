"""GGUF models through llama.cpp: a tiny random one for the edges, the real starter for sense."""

import json
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipelines.errors import BadInput
from pipelines.language.engine import Answer, Finish, Message, Piece, Request, Role, Sampling
from pipelines.language.llama_cpp import LlamaCpp
from pipelines.progress import Cancelled, CancelToken, Progress
from tests.tiny_gguf import write_tiny_gguf


def asking(words: str, listener: Any = None, **sampling: Any) -> Request:
    messages = (Message(Role.SYSTEM, ""), Message(Role.USER, words))
    return Request(messages, sampling=Sampling(**sampling), listener=listener)


# -- the real starter ---------------------------------------------------------------------------


def test_the_starter_answers(starter: LlamaCpp) -> None:
    pieces: list[Piece] = []
    system = Message(Role.SYSTEM, "Answer in one short sentence.")
    question = Message(Role.USER, "What is the capital of France?")
    request = Request((system, question), sampling=Sampling(top_k=1), listener=pieces.append)
    answer = starter.generate(request, Progress())
    assert "Paris" in answer.text
    assert answer.finish is Finish.STOP
    assert "".join(piece.text for piece in pieces) == answer.text
    assert len(pieces) > 3
    assert answer.prompt_tokens == len(starter.tokenize(starter.render((system, question))))
    assert answer.new_tokens == len(starter.tokenize(answer.text)) + 1  # and the end itself
    assert 0 < answer.first_token_s <= answer.seconds


def test_the_same_seed_gives_the_same_text(starter: LlamaCpp) -> None:
    request = asking("Write a line about the sea.", seed=5, temperature=1.2, max_new_tokens=24)
    first = starter.generate(request, Progress())
    other = starter.generate(
        asking("Write a line about the sea.", temperature=1.2, max_new_tokens=24), Progress()
    )
    again = starter.generate(request, Progress())
    assert again.text == first.text
    assert again.seed == first.seed == 5
    assert other.seed != 5


def test_the_next_turn_reads_only_what_is_new(starter: LlamaCpp) -> None:
    turns = [Message(Role.USER, "Tell me about owls. " * 20)]
    first = starter.generate(Request(tuple(turns), sampling=Sampling(max_new_tokens=8)), Progress())
    turns += [Message(Role.ASSISTANT, first.text), Message(Role.USER, "And at night?")]
    second = starter.generate(
        Request(tuple(turns), sampling=Sampling(max_new_tokens=4)), Progress()
    )
    assert second.cached_tokens > first.prompt_tokens * 0.9
    assert second.prompt_tokens - second.cached_tokens < 40


def test_an_answer_follows_a_schema(starter: LlamaCpp) -> None:
    schema = {
        "type": "object",
        "properties": {"city": {"enum": ["Paris", "Rome"]}, "sure": {"type": "boolean"}},
        "required": ["city", "sure"],
        "additionalProperties": False,
    }
    request = Request((Message(Role.USER, "The capital of Italy, as JSON."),), schema=schema)
    found = json.loads(starter.generate(request, Progress()).text)
    assert found["city"] in ("Paris", "Rome")
    assert found["sure"] in (True, False)


def test_a_stop_sequence_ends_the_answer_and_is_not_in_it(starter: LlamaCpp) -> None:
    request = Request(
        prompt="Count: one, two, three, four,",
        sampling=Sampling(top_k=1, stop_sequences=(" six",), max_new_tokens=40),
    )
    answer = starter.generate(request, Progress())
    assert answer.text.strip().startswith("five")
    assert "six" not in answer.text
    assert answer.finish is Finish.STOP


def test_a_stronger_penalty_repeats_less(starter: LlamaCpp) -> None:
    def distinct(penalty: float) -> float:
        request = Request(
            prompt="The cat sat. The cat sat. The cat sat. The cat sat.",
            sampling=Sampling(top_k=1, repetition_penalty=penalty, max_new_tokens=32),
        )
        words = starter.generate(request, Progress()).text.split()
        return len(set(words)) / len(words)

    assert distinct(0.0) < distinct(1.0)
    assert distinct(1.0) > 0.6


def test_at_least_so_many_tokens(starter: LlamaCpp) -> None:
    def ask(least: int) -> Answer:
        messages = (
            Message(Role.SYSTEM, "Answer in one short sentence."),
            Message(Role.USER, "What is the capital of France?"),
        )
        sampling = Sampling(top_k=1, min_new_tokens=least, max_new_tokens=60)
        return starter.generate(Request(messages, sampling=sampling), Progress())

    short, long = ask(-1), ask(40)
    assert short.new_tokens < 20
    assert 40 <= long.new_tokens <= 60
    assert long.text.startswith(short.text[:10])
    assert long.prompt_tokens == short.prompt_tokens


# -- stopping -----------------------------------------------------------------------------------


def test_stop_answers_within_one_token(starter: LlamaCpp) -> None:
    cancel = CancelToken()
    heard: list[Piece] = []

    def listen(piece: Piece) -> None:
        heard.append(piece)
        if len(heard) == 3:
            cancel.cancel()

    request = asking("Tell me a long story.", listener=listen, max_new_tokens=500)
    answer = starter.generate(request, Progress(cancel=cancel))
    assert answer.finish is Finish.CANCELLED
    assert len(heard) == 3
    assert answer.text == "".join(piece.text for piece in heard)
    after = starter.generate(asking("Hello", max_new_tokens=4), Progress())
    assert after.new_tokens == 4


def test_reading_a_long_prompt_can_be_stopped(starter: LlamaCpp) -> None:
    cancel = CancelToken()
    seen: list[float] = []

    def watch(report: Any) -> None:
        seen.append(report.fraction)
        cancel.cancel()

    answer = starter.generate(asking("word " * 1500), Progress(watch, cancel))
    assert answer.finish is Finish.CANCELLED
    assert answer.text == ""
    assert seen
    assert seen[0] < 0.1


def test_a_job_stopped_before_it_began_asks_nothing(tiny: LlamaCpp) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        tiny.generate(asking("hi"), Progress(cancel=cancel))


def test_an_error_of_the_listener_comes_out(tiny: LlamaCpp) -> None:
    def break_down(_piece: Piece) -> None:
        raise RuntimeError("the listener broke")

    with pytest.raises(RuntimeError, match="the listener broke"):
        tiny.generate(asking("hi", listener=break_down, max_new_tokens=200), Progress())


# -- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "   \n"])
def test_an_empty_prompt_is_one_sentence(tiny: LlamaCpp, words: str) -> None:
    with pytest.raises(BadInput, match="prompt is empty"):
        tiny.generate(asking(words), Progress())


def test_a_prompt_longer_than_the_window_is_one_sentence(tiny: LlamaCpp) -> None:
    with pytest.raises(BadInput, match=r"has \d+ tokens, and the window of Tiny takes 256"):
        tiny.generate(asking("long " * 200), Progress())


def test_a_full_window_ends_the_answer_and_says_so(tiny: LlamaCpp) -> None:
    request = Request(prompt="x" * 200, sampling=Sampling(max_new_tokens=400, min_new_tokens=300))
    answer = tiny.generate(request, Progress())
    assert answer.finish is Finish.LENGTH
    assert any("window of 256 tokens is full" in str(note) for note in answer.notes)


def test_a_schema_that_is_none_is_one_sentence(tiny: LlamaCpp) -> None:
    request = Request((Message(Role.USER, "hi"),), schema={"type": "nonsense"})
    with pytest.raises(BadInput, match="JSON schema cannot be used"):
        tiny.generate(request, Progress())


def test_a_file_cut_in_half(starter_file: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.gguf"
    content = starter_file.read_bytes()
    half.write_bytes(content[: len(content) // 2])
    with pytest.raises(BadInput, match=r"half\.gguf is damaged or was not copied whole"):
        LlamaCpp(half, "Half")


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    letter = tmp_path / "letter.gguf"
    letter.write_text("Dear reader")
    with pytest.raises(BadInput, match=r"letter\.gguf is no GGUF language model"):
        LlamaCpp(letter, "Letter")
    with pytest.raises(BadInput, match="cannot be read"):
        LlamaCpp(tmp_path / "gone.gguf", "Gone")


@pytest.mark.parametrize(
    "template", ["{% if %}", "{% for m in messages %}{{ m.nope() }}{% endfor %}"]
)
def test_a_broken_template_is_told_and_the_model_still_continues_texts(
    tmp_path: Path, template: str
) -> None:
    engine = LlamaCpp(write_tiny_gguf(tmp_path / "broken.gguf", template), "Broken")
    with pytest.raises(BadInput, match="chat template of Broken is broken"):
        engine.generate(asking("hi"), Progress())
    with pytest.raises(BadInput, match="chat template of Broken is broken"):
        engine.render((Message(Role.USER, "hi"),))
    request = Request(prompt="once", sampling=Sampling(max_new_tokens=3))
    assert engine.generate(request, Progress()).new_tokens == 3


def test_a_base_model_has_no_chat(tmp_path: Path) -> None:
    engine = LlamaCpp(write_tiny_gguf(tmp_path / "base.gguf", None), "Base")
    assert not engine.has_template
    with pytest.raises(BadInput, match="Base is a base model without a chat template"):
        engine.generate(asking("hi"), Progress())


# -- around it ----------------------------------------------------------------------------------


def test_tokens_give_the_text_back(starter: LlamaCpp) -> None:
    words = "Schöne Grüße, 東京 🎉 and <|im_end|>"
    tokens = starter.tokenize(words)
    assert b"".join(token.raw for token in tokens).decode() == words
    assert tokens[-1].text == "<|im_end|>"
    assert len(starter.tokenize(words, special=False)) > len(tokens)


def test_nobody_else_can_use_the_engine(tiny: LlamaCpp) -> None:
    address = str(tiny._http.base_url)
    assert address.startswith("http://127.0.0.1:")
    stranger = httpx.post(f"{address}/completion", json={"prompt": "hi"}, trust_env=False)
    assert stranger.status_code == 401


def test_one_generation_at_a_time(tiny: LlamaCpp) -> None:
    inside, most = 0, 0
    lock = threading.Lock()

    def listen(_piece: Piece) -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        with lock:
            inside -= 1

    def work() -> None:
        tiny.generate(asking("hi", listener=listen, max_new_tokens=30), Progress())

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most <= 1
