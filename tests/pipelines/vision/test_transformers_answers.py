"""How answers about pictures come, stop and fail, in the transformers format."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from PIL import Image

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.language.context import measure
from pipelines.language.engine import Finish, Message, Piece, Request, Role, Sampling
from pipelines.language.images import ImageInput, image_input
from pipelines.language.transformers_engine import TransformersEngine
from pipelines.progress import CancelToken, Progress
from pipelines.text import text
from pipelines.vision.transformers_vision import TransformersVisionEngine
from tests.tiny_transformers import write_tiny_folder
from tests.tiny_vision import (
    write_tiny_llava,
    write_tiny_llava_next,
    write_tiny_qwen2_vl,
    write_tiny_qwen3_vl,
    write_tiny_smolvlm,
)

PLAN = Plan("cpu", "float32", 0, text("test"))


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Several threads on such small models wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_qwen3_vl(tmp_path_factory.mktemp("qwen"))


@pytest.fixture(scope="module")
def engine(folder: Path) -> TransformersVisionEngine:
    return TransformersVisionEngine(folder, "Tiny", PLAN)


def picture(folder: Path, height: int, width: int, seed: int = 1) -> ImageInput:
    path = folder / f"{height}x{width}-{seed}.png"
    random = np.random.default_rng(seed)
    Image.fromarray(random.integers(0, 256, (height, width, 3), np.uint8)).save(path)
    return image_input(path)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> ImageInput:
    return picture(tmp_path_factory.mktemp("picture"), 48, 32)


def asking(words: str, *images: ImageInput, listener: Any = None, **sampling: Any) -> Request:
    return Request(
        (Message(Role.USER, words, images),), sampling=Sampling(**sampling), listener=listener
    )


# -- how it comes and stops ----------------------------------------------------------------


def test_what_comes_is_what_was_written(
    engine: TransformersVisionEngine, shown: ImageInput
) -> None:
    """A random model writes signs of several bytes, and bytes that are none."""
    for seed in range(6):
        pieces: list[Piece] = []
        request = asking(
            "?", shown, listener=pieces.append, temperature=3.0, seed=seed, max_new_tokens=60
        )
        answer = engine.generate(request, Progress())
        ids = list(engine._known._ids[answer.prompt_tokens :])
        whole = engine._tokenizer.decode(ids, skip_special_tokens=True)
        assert "".join(piece.text for piece in pieces) == answer.text == whole
        assert len(ids) == answer.new_tokens


def test_stop_sequences_end_the_answer(engine: TransformersVisionEngine, shown: ImageInput) -> None:
    request = asking("?", shown, temperature=0.0, max_new_tokens=40, min_new_tokens=40)
    whole = engine.generate(request, Progress()).text
    stop = whole[7:10]
    pieces: list[Piece] = []
    request = asking(
        "?",
        shown,
        listener=pieces.append,
        temperature=0.0,
        max_new_tokens=40,
        stop_sequences=("never", stop),
    )
    answer = engine.generate(request, Progress())
    assert answer.text == whole[: whole.index(stop)]
    assert "".join(piece.text for piece in pieces) == answer.text
    assert answer.finish is Finish.STOP
    assert answer.new_tokens < 40


@pytest.mark.parametrize("reports", [1, 2, 3, 5])
def test_cancel_takes_effect_within_one_token(
    engine: TransformersVisionEngine, shown: ImageInput, reports: int
) -> None:
    """Also while pictures are looked at; the next question works."""
    engine._known.forget()
    cancel = CancelToken()
    seen: list[Any] = []

    def watch(report: Any) -> None:
        seen.append(report)
        if len(seen) == reports:
            cancel.cancel()

    request = asking("?", shown, temperature=0.0, max_new_tokens=50, min_new_tokens=50)
    answer = engine.generate(request, Progress(watch, cancel))
    assert answer.finish is Finish.CANCELLED
    assert answer.new_tokens <= reports
    again = engine.generate(request, Progress())
    assert again.new_tokens == 50
    assert again.text.startswith(answer.text.rstrip("\ufffd"))


@pytest.mark.parametrize("where", ["get_image_features", "language_model", "lm_head"])
def test_an_exception_in_the_model_reaches_the_caller(
    engine: TransformersVisionEngine,
    shown: ImageInput,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = asking("Fails", shown, temperature=0.0, max_new_tokens=8, min_new_tokens=8)
    wanted = engine.generate(request, Progress()).text
    owner = engine._model if where == "lm_head" else engine._model.base_model

    class Broken(Exception):
        pass

    def fail(*_: Any, **__: Any) -> None:
        raise Broken

    with monkeypatch.context() as patch:
        engine._pictures.close()
        engine._pictures._model = engine._model
        engine._known.forget()
        target = owner if where == "get_image_features" else getattr(owner, where)
        patch.setattr(target, where if target is owner else "forward", fail)
        with pytest.raises(Broken):
            engine.generate(request, Progress())
    assert engine.generate(request, Progress()).text == wanted


def test_answers_follow_a_schema(engine: TransformersVisionEngine, shown: ImageInput) -> None:
    schema = {
        "type": "object",
        "properties": {"count": {"type": "integer"}, "kind": {"enum": ["bird", "fish"]}},
        "required": ["count", "kind"],
        "additionalProperties": False,
    }
    for seed in range(3):
        sampling = Sampling(temperature=1.0, seed=seed, max_new_tokens=150)
        request = Request((Message(Role.USER, "?", (shown,)),), sampling=sampling, schema=schema)
        answer = engine.generate(request, Progress())
        assert answer.finish is Finish.STOP, answer.text
        jsonschema.validate(json.loads(answer.text), schema)


# -- detail --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("write", "budget", "wide", "square"),
    [
        (write_tiny_qwen2_vl, 0, 5 * 11, 8 * 8),
        (write_tiny_qwen2_vl, 16, 2 * 5, 4 * 4),
        (write_tiny_qwen3_vl, 200, 10 * 20, 14 * 14),
        (write_tiny_smolvlm, 0, (4 * 2 + 1) * 4, (4 * 4 + 1) * 4),
        (write_tiny_smolvlm, 40, (2 * 1 + 1) * 4, (2 * 2 + 1) * 4),
        (write_tiny_smolvlm, 8, 4, 4),
        (write_tiny_llava_next, 0, 16 + 4 * (8 + 1), 16 + 8 * (8 + 1)),
        (write_tiny_llava_next, 60, 16 + 4 * (8 + 1), 16 + 4 * (4 + 1)),
        (write_tiny_llava, 0, 16, 16),
        (write_tiny_llava, 4, 16, 16),
    ],
)
def test_detail_bounds_what_a_picture_takes(
    tmp_path: Path, write: Any, budget: int, wide: int, square: int
) -> None:
    """Counted in placeholders, without the marks that SmolVLM puts around them."""
    engine = TransformersVisionEngine(write(tmp_path), "Tiny", PLAN, image_tokens=budget)
    for image, most in (
        (picture(tmp_path, 300, 600), wide),
        (picture(tmp_path, 300, 300), square),
    ):
        ids = engine._pictures.placeholders(image).ids.tolist()
        assert ids.count(engine._processor.image_token_id) == most
        answer = engine.generate(asking("?", image, max_new_tokens=2), Progress())
        assert answer.prompt_tokens == answer_reads(engine, image)


def test_a_photograph_leaves_room_in_the_window(tmp_path: Path) -> None:
    """Qwen3-VL would take 16,384 tokens of 8,192 by itself."""
    folder = write_tiny_qwen3_vl(tmp_path)
    engine = TransformersVisionEngine(folder, "Tiny", PLAN, window=100)
    assert engine.image_tokens(picture(tmp_path, 300, 300)) == 7 * 7 - 1


def answer_reads(engine: TransformersVisionEngine, image: ImageInput) -> int:
    """What the context meter says that the question takes."""
    return measure(engine, "", (), "?", 0, (image,)).prompt


def test_tiny_and_thin_pictures(tmp_path: Path) -> None:
    for number, write in enumerate((write_tiny_llava, write_tiny_llava_next, write_tiny_smolvlm)):
        engine = TransformersVisionEngine(write(tmp_path / str(number)), "Tiny", PLAN)
        for height, width in ((1, 1), (1, 30), (30, 1), (3, 3)):
            image = picture(tmp_path, height, width)
            answer = engine.generate(asking("?", image, max_new_tokens=2), Progress())
            assert answer.new_tokens


# -- what cannot be ------------------------------------------------------------------------


def test_a_picture_that_the_model_cannot_take(
    engine: TransformersVisionEngine, tmp_path: Path
) -> None:
    strip = picture(tmp_path, 1, 300)
    with pytest.raises(BadInput, match=r"^Tiny cannot be shown 1x300-1\.png \(.+\): crop it, or"):
        engine.generate(asking("?", strip), Progress())
    with pytest.raises(BadInput, match="cannot be shown"):
        engine.image_tokens(strip)


def test_too_many_tokens(engine: TransformersVisionEngine, tmp_path: Path) -> None:
    images = [picture(tmp_path, 80, 80, seed) for seed in range(20)]
    sentence = r"^The prompt has (1\d{3}) tokens, 1280 of them for pictures, and the window of Tiny"
    with pytest.raises(BadInput, match=sentence):
        engine.generate(asking("?", *images), Progress())
    with pytest.raises(BadInput, match=r"^The prompt has \d+ tokens, and the window of Tiny"):
        engine.generate(asking("x" * 2000), Progress())


def test_a_mark_typed_into_the_text(engine: TransformersVisionEngine, shown: ImageInput) -> None:
    with pytest.raises(BadInput, match=r"has the mark <\|image_pad\|> in it"):
        engine.generate(asking("a <|image_pad|>", shown), Progress())
    with pytest.raises(BadInput, match="cannot go on with a text that shows pictures"):
        engine.generate(Request(prompt="a <|image_pad|>"), Progress())
    assert engine.generate(Request(prompt="Once"), Progress()).text


def test_an_empty_question(engine: TransformersVisionEngine, shown: ImageInput) -> None:
    with pytest.raises(BadInput, match="prompt is empty"):
        engine.generate(asking(" ", shown), Progress())


def test_a_text_model_is_shown_a_picture(tmp_path: Path, shown: ImageInput) -> None:
    folder = write_tiny_folder(tmp_path)
    engine = TransformersEngine(folder, "Words", PLAN)
    with pytest.raises(BadInput, match=r"^Words cannot see pictures"):
        engine.generate(asking("?", shown), Progress())
    with pytest.raises(BadInput, match=r"^Words cannot see pictures"):
        TransformersVisionEngine(folder, "Words", PLAN)


def copied(folder: Path, to: Path, *without: str) -> Path:
    shutil.copytree(folder, to, ignore=lambda _folder, names: set(names) & set(without))
    return to


def test_folders_that_are_not_whole(folder: Path, tmp_path: Path) -> None:
    for number, (missing, sentence) in enumerate(
        (
            ("config.json", "^transformers cannot load Half"),
            ("model.safetensors", "^transformers cannot load Half"),
            ("tokenizer.json", "^transformers cannot load Half"),
            ("processor_config.json", r"^Half has no preprocessor_config\.json"),
        )
    ):
        half = copied(folder, tmp_path / str(number), missing)
        with pytest.raises(BadInput, match=sentence):
            TransformersVisionEngine(half, "Half", PLAN)


def test_templates_missing_and_of_words_only(
    folder: Path, tmp_path: Path, shown: ImageInput
) -> None:
    bare = copied(folder, tmp_path / "bare", "chat_template.jinja")
    engine = TransformersVisionEngine(bare, "Bare", PLAN)
    assert not engine.has_template
    with pytest.raises(BadInput, match="without a chat template"):
        engine.generate(asking("?", shown), Progress())
    words = "{% for m in messages %}{{ m.content[-1].text }}{% endfor %}"
    (bare / "chat_template.jinja").write_text(words)
    engine = TransformersVisionEngine(bare, "Bare", PLAN)
    with pytest.raises(BadInput, match="template of Bare leaves pictures out"):
        engine.generate(asking("?", shown), Progress())


def test_llava_without_a_template(tmp_path: Path, shown: ImageInput) -> None:
    """The layout of its card; with the start mark that the tokenizer puts first."""
    engine = TransformersVisionEngine(write_tiny_llava(tmp_path, None), "Tiny", PLAN)
    turns = (
        Message(Role.SYSTEM, "Be short."),
        Message(Role.USER, "What?", (shown,)),
        Message(Role.ASSISTANT, "A bird."),
        Message(Role.USER, "Which?"),
    )
    assert engine.render(turns[1:2]) == "<s>USER: <image>\nWhat? ASSISTANT:"
    assert engine.render(turns) == (
        "<s>Be short. USER: <image>\nWhat? ASSISTANT: A bird.</s>USER: Which? ASSISTANT:"
    )
    answer = engine.generate(asking("What?", shown, max_new_tokens=3), Progress())
    assert answer.prompt_tokens == len("USER: \nWhat? ASSISTANT:") + 1 + 16


def test_an_old_folder_of_llava(tmp_path: Path, shown: ImageInput) -> None:
    """Its processor leaves the size of patches to config.json."""
    folder = write_tiny_llava(tmp_path / "new")
    wanted = TransformersVisionEngine(folder, "New", PLAN).image_tokens(shown)
    path = folder / "processor_config.json"
    told = json.loads(path.read_text())
    for name in ("patch_size", "vision_feature_select_strategy", "num_additional_image_tokens"):
        del told[name]
    path.write_text(json.dumps(told))
    old = TransformersVisionEngine(folder, "Old", PLAN)
    assert old.image_tokens(shown) == wanted
    assert old.generate(asking("?", shown, max_new_tokens=2), Progress()).new_tokens
