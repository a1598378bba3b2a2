"""Models in the transformers format, on a small random Llama and against transformers itself."""

import json
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.language.engine import Finish, Message, Piece, Request, Role, Sampling
from pipelines.language.stop_keeper import StopKeeper
from pipelines.language.token_text import TokenText
from pipelines.language.transformers_engine import TransformersEngine
from pipelines.progress import CancelToken, Progress
from pipelines.text import text
from tests.tiny_transformers import write_tiny_folder

PLAN = Plan("cpu", "float32", 0, text("test"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_folder(tmp_path_factory.mktemp("tiny-llama"))


@pytest.fixture(scope="module")
def tiny(folder: Path) -> TransformersEngine:
    return TransformersEngine(folder, "Tiny", PLAN)


def asking(words: str, listener: Any = None, **sampling: Any) -> Request:
    messages = (Message(Role.USER, words),)
    return Request(messages, sampling=Sampling(**sampling), listener=listener)


def test_it_answers_and_counts(tiny: TransformersEngine) -> None:
    pieces: list[Piece] = []
    answer = tiny.generate(asking("hi", pieces.append, max_new_tokens=12), Progress())
    assert 1 <= answer.new_tokens <= 12
    assert "".join(piece.text for piece in pieces) == answer.text
    assert answer.prompt_tokens == len(tiny.tokenize(tiny.render((Message(Role.USER, "hi"),))))
    assert answer.finish in (Finish.LENGTH, Finish.STOP)


def test_greedy_text_is_that_of_transformers(tiny: TransformersEngine, folder: Path) -> None:
    """The most certain tokens, with the penalty as transformers defines it."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    model: Any = AutoModelForCausalLM.from_pretrained(folder)
    ids = tokenizer("Once upon", return_tensors="pt").input_ids
    with torch.inference_mode():
        wanted = model.generate(
            ids, do_sample=False, repetition_penalty=1.4, max_new_tokens=20, min_new_tokens=20
        )[0, ids.shape[1] :]
    sampling = Sampling(top_k=1, repetition_penalty=0.4, max_new_tokens=20, min_new_tokens=20)
    got = tiny.generate(Request(prompt="Once upon", sampling=sampling), Progress())
    assert got.text == tokenizer.decode(wanted, skip_special_tokens=True)
    assert got.new_tokens == 20


def test_the_same_seed_gives_the_same_text(tiny: TransformersEngine) -> None:
    request = asking("hi", seed=3, temperature=2.0, max_new_tokens=16)
    first = tiny.generate(request, Progress())
    tiny.generate(asking("something else", max_new_tokens=4), Progress())
    assert tiny.generate(request, Progress()).text == first.text


def test_the_next_turn_reads_only_what_is_new(tiny: TransformersEngine) -> None:
    first = tiny.generate(Request(prompt="abc" * 20, sampling=Sampling(top_k=1)), Progress())
    assert first.cached_tokens == 0
    second = tiny.generate(
        Request(prompt="abc" * 20 + "xyz", sampling=Sampling(top_k=1, max_new_tokens=6)),
        Progress(),
    )
    assert second.cached_tokens == 60
    tiny.generate(Request(prompt="zzz", sampling=Sampling(max_new_tokens=2)), Progress())
    anew = tiny.generate(
        Request(prompt="abc" * 20 + "xyz", sampling=Sampling(top_k=1, max_new_tokens=6)),
        Progress(),
    )
    assert anew.cached_tokens == 0
    assert anew.text == second.text


def test_stop_answers_within_one_token(tiny: TransformersEngine) -> None:
    cancel = CancelToken()
    seen: list[float] = []

    def watch(report: Any) -> None:
        seen.append(report.fraction)
        if len(seen) == 4:
            cancel.cancel()

    answer = tiny.generate(asking("hi", min_new_tokens=100), Progress(watch, cancel))
    assert answer.finish is Finish.CANCELLED
    assert answer.new_tokens <= 4


SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "objects": {
            "type": "array",
            "items": {"type": "string", "maxLength": 5},
            "minItems": 1,
            "maxItems": 2,
        },
        "count": {"type": "integer", "minimum": 0, "maximum": 9},
        "kind": {"enum": ["bird", "fish"]},
    },
    "required": ["objects", "count", "kind"],
    "additionalProperties": False,
}


@pytest.mark.parametrize("temperature", [0.0, 2.0])
def test_answers_follow_a_schema(tiny: TransformersEngine, temperature: float) -> None:
    """A random model writes noise, so every answer that fits was held to it."""
    for seed in range(2):
        sampling = Sampling(temperature=temperature, seed=seed, max_new_tokens=200, top_k=5)
        request = Request((Message(Role.USER, "list"),), sampling=sampling, schema=SCHEMA)
        answer = tiny.generate(request, Progress())
        assert answer.finish is Finish.STOP, answer.text
        jsonschema.validate(json.loads(answer.text), SCHEMA)


@pytest.mark.parametrize(
    "schema", [{"type": "strange"}, {"$ref": "#/nowhere"}, {"type": "string", "pattern": "("}]
)
def test_a_schema_that_is_wrong_is_told(tiny: TransformersEngine, schema: dict[str, Any]) -> None:
    request = Request((Message(Role.USER, "hi"),), schema=schema)
    with pytest.raises(BadInput, match=r"^The JSON schema cannot be used \(.+\): correct it\.$"):
        tiny.generate(request, Progress())


def test_temperature_0_is_greedy(tiny: TransformersEngine, folder: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    model: Any = AutoModelForCausalLM.from_pretrained(folder)
    ids = tokenizer("Ünï", return_tensors="pt").input_ids
    with torch.inference_mode():
        wanted = model.generate(ids, do_sample=False, max_new_tokens=60)[0, ids.shape[1] :]
    sampling = Sampling(temperature=0.0, max_new_tokens=60)
    got = tiny.generate(Request(prompt="Ünï", sampling=sampling), Progress())
    assert got.text == tokenizer.decode(wanted, skip_special_tokens=True)


def test_an_exception_of_the_listener_reaches_the_caller(tiny: TransformersEngine) -> None:
    def fail(piece: Piece) -> None:
        raise KeyError(piece.text)

    with pytest.raises(KeyError):
        tiny.generate(asking("hi", fail), Progress())
    assert tiny.generate(asking("hi", max_new_tokens=3, min_new_tokens=3), Progress()).text


def test_text_that_comes_is_the_text_of_all_tokens(folder: Path) -> None:
    """Signs of several bytes, bytes that are none, and marks that are not shown."""
    from transformers import AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    random = Random(5)
    for words in ("größer 日本語 👩‍👩‍👧 fin", "\n\n a\n", "é"):
        ids = tokenizer(words, add_special_tokens=False).input_ids
        for tokens in (ids, [0, *ids, 2], [random.randrange(259) for _ in range(80)]):
            text = TokenText(tokenizer)
            came = [text.add(token) for token in tokens]
            whole = tokenizer.decode(tokens, skip_special_tokens=True)
            assert "".join((*came, text.rest())) == whole


@pytest.mark.parametrize(
    ("words", "sentence"), [("  ", "prompt is empty"), ("x" * 400, r"has \d+ tokens, and the")]
)
def test_bad_prompts_are_one_sentence(tiny: TransformersEngine, words: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        tiny.generate(asking(words), Progress())


def test_templates_missing_and_broken(tmp_path: Path) -> None:
    base = TransformersEngine(write_tiny_folder(tmp_path / "base", None), "Base", PLAN)
    assert not base.has_template
    with pytest.raises(BadInput, match="base model without a chat template"):
        base.generate(asking("hi"), Progress())
    broken = TransformersEngine(write_tiny_folder(tmp_path / "b", "{% if %}"), "Broken", PLAN)
    with pytest.raises(BadInput, match="template of Broken refuses this conversation or is broken"):
        broken.generate(asking("hi"), Progress())


def test_a_folder_that_is_not_whole(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    with pytest.raises(BadInput, match="transformers cannot load Half"):
        TransformersEngine(tmp_path, "Half", PLAN)


@pytest.mark.parametrize("size", [1, 2, 7])
def test_stop_sequences_stay_out_of_the_text(size: int) -> None:
    keeper, whole, got = StopKeeper(("###", "Q:")), "one ## two Q three ### four", ""
    for start in range(0, len(whole), size):
        got += keeper.add(whole[start : start + size])
    assert got + keeper.rest() == "one ## two Q three "


def test_a_folder_that_lacks_weights_is_refused_without_a_report(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """transformers would make them up at random, and the answers would be noise."""
    from safetensors.torch import load_file, save_file

    folder = write_tiny_folder(tmp_path / "holes")
    weights = load_file(folder / "model.safetensors")
    del weights["model.layers.1.mlp.up_proj.weight"]
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    capfd.readouterr()
    with pytest.raises(BadInput, match="its weights are not those"):
        TransformersEngine(folder, "Holes", PLAN)
    assert capfd.readouterr().err == ""
