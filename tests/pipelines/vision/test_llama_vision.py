"""GGUF models that see: a tiny random LLaVA in llama.cpp's real formats, both files of it."""

import json
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import BadInput
from pipelines.language.context import fit, measure
from pipelines.language.engine import Finish, Message, Piece, Request, Role, Sampling
from pipelines.language.images import Region, image_input
from pipelines.language.llama_cpp import LlamaCpp
from pipelines.language.mmproj_facts import mmproj_beside, read_mmproj
from pipelines.progress import CancelToken, Progress
from pipelines.vision.llama_pictures import shown_size
from pipelines.vision.llama_vision import LlamaVision
from tests.pipelines.vision.asking import MakePicture, ask
from tests.tiny_gguf import write_tiny_gguf
from tests.tiny_mmproj import TOKENS, write_tiny_mmproj

# -- seeing -------------------------------------------------------------------------------------


def test_the_answer_depends_on_the_picture(engine: LlamaVision, picture: MakePicture) -> None:
    one, other = ask(engine, "What is it?", picture(1)), ask(engine, "What is it?", picture(2))
    none = ask(engine, "What is it?")
    assert len({one.text, other.text, none.text}) == 3
    again = ask(engine, "What is it?", picture(1))
    assert again.text == one.text
    assert engine.abilities.images


def test_a_region_is_another_picture(engine: LlamaVision, picture: MakePicture) -> None:
    whole = picture(1)
    part = image_input(whole.path, Region(5, 5, 20, 20))
    assert ask(engine, "What?", part).text != ask(engine, "What?", whole).text


def test_pictures_stand_before_the_words_of_their_message(
    engine: LlamaVision, picture: MakePicture
) -> None:
    image = picture(1)
    said = engine.said((Message(Role.SYSTEM, ""), Message(Role.USER, "What?", (image, image))))
    assert [part["type"] for part in said[0]["content"]] == ["image_url", "image_url", "text"]
    assert len(said) == 1
    assert said[0]["content"][2]["text"] == "\nWhat?"  # as LLaVA learned it


def test_streamed_is_unstreamed(engine: LlamaVision, picture: MakePicture) -> None:
    pieces: list[Piece] = []
    answer = ask(engine, "Go on.", picture(1), listener=pieces.append, max_new_tokens=60)
    assert "".join(piece.text for piece in pieces) == answer.text
    assert len(pieces) > 3
    assert answer.text == ask(engine, "Go on.", picture(1), max_new_tokens=60).text
    assert any(ord(letter) > 127 for letter in answer.text)  # signs of several bytes among them


def test_an_answer_about_a_picture_follows_a_schema(
    engine: LlamaVision, picture: MakePicture
) -> None:
    schema = {"enum": ["a cat", "a dog"]}
    answer = ask(engine, "What is it?", picture(1), schema=schema, temperature=1.5, seed=3)
    assert json.loads(answer.text) in ("a cat", "a dog")


# -- counting -----------------------------------------------------------------------------------


def test_tokens_of_a_picture_are_exactly_those_of_the_prompt(
    engine: LlamaVision, picture: MakePicture
) -> None:
    image = picture(1)
    assert engine.image_tokens(image) == TOKENS
    messages = (Message(Role.USER, "How many?", (image, picture(2))),)
    answer = engine.generate(Request(messages), Progress())
    rendered = len(engine.tokenize(engine.render(messages)))
    assert answer.prompt_tokens == rendered + 2 * TOKENS


def test_counting_does_not_look_at_the_picture(pair: Path, picture: MakePicture) -> None:
    """A file whose picture would be 576 tokens, seen by many wide layers, is counted at once."""
    import time

    eye = write_tiny_mmproj(pair / "slow.bin", size=336, layers=24, seen=512)
    slow = LlamaVision(pair / "tiny.gguf", eye, "Slow")
    image = picture(1)
    began = time.monotonic()
    assert slow.image_tokens(image) == 576
    counted = time.monotonic() - began
    first = ask(slow, "What is it?", image, max_new_tokens=2)
    assert counted < first.first_token_s / 4
    second = ask(slow, "And now?", image, max_new_tokens=2)
    assert second.cached_tokens >= 576
    assert second.first_token_s <= 0.2 * first.first_token_s


def test_pictures_count_in_the_window(engine: LlamaVision, picture: MakePicture) -> None:
    use = measure(engine, "", (), "What?", 100, (picture(1),))
    plain = measure(engine, "", (), "\nWhat?", 100)
    assert use.total == plain.total + TOKENS


def test_forty_pictures_are_cut_to_what_fits(pair: Path, picture: MakePicture) -> None:
    engine = LlamaVision(pair / "tiny.gguf", None, "Tiny", window=256)
    turns: list[Message] = []
    for number in range(40):
        turns += [Message(Role.USER, "x", (picture(number),)), Message(Role.ASSISTANT, "y")]
    fitted = fit(engine, "", turns, "Which?", 16)
    assert fitted.dropped
    assert not fitted.after.overflows
    request = Request((*fitted.kept, Message(Role.USER, "Which?")), sampling=Sampling(seed=1))
    assert engine.generate(request, Progress()).prompt_tokens <= 256


# -- what is kept -------------------------------------------------------------------------------


def test_a_follow_up_does_not_look_again(engine: LlamaVision, picture: MakePicture) -> None:
    image = picture(7)
    first = ask(engine, "Tell me about it. " * 10, image, temperature=0.7)
    before = (
        Message(Role.USER, "Tell me about it. " * 10, (image,)),
        Message(Role.ASSISTANT, first.text),
    )
    second = ask(engine, "And the colour?", before=before, temperature=0.7)
    assert second.cached_tokens > first.prompt_tokens * 0.9
    third = ask(engine, "Something else", image, temperature=0.7)
    assert TOKENS < third.cached_tokens < third.prompt_tokens


@pytest.mark.parametrize("sampling", [{"temperature": 0}, {"temperature": 0.9, "seed": 11}])
def test_the_same_answer_whatever_was_asked_before(
    pair: Path, engine: LlamaVision, picture: MakePicture, sampling: dict[str, Any]
) -> None:
    image = picture(8)
    fresh = LlamaVision(pair / "tiny.gguf", None, "Fresh")
    wanted = ask(fresh, "What is here?", image, max_new_tokens=40, **sampling)
    assert wanted.cached_tokens == 0
    for words in ("What is here?", "A question, much longer than the other one", "a"):
        ask(engine, words, image)
        known = ask(engine, "What is here?", image, max_new_tokens=40, **sampling)
        assert known.text == wanted.text
        assert known.cached_tokens > TOKENS  # and yet the picture was not read again
        assert known.prompt_tokens == wanted.prompt_tokens
    ask(engine, "other", picture(9))
    assert ask(engine, "What is here?", image, max_new_tokens=40, **sampling).text == wanted.text


# -- stopping -----------------------------------------------------------------------------------


def test_stop_answers_within_one_token(engine: LlamaVision, picture: MakePicture) -> None:
    cancel = CancelToken()
    heard: list[Piece] = []

    def listen(piece: Piece) -> None:
        heard.append(piece)
        if len(heard) == 3:
            cancel.cancel()

    answer = ask(
        engine,
        "Go on.",
        picture(1),
        listener=listen,
        progress=Progress(cancel=cancel),
        max_new_tokens=500,
        seed=2,
    )
    assert answer.finish is Finish.CANCELLED
    assert len(heard) == 3
    assert answer.text == "".join(piece.text for piece in heard)
    assert ask(engine, "Hello", picture(1), max_new_tokens=4).new_tokens <= 4


def test_stop_while_the_picture_is_read(engine: LlamaVision, picture: MakePicture) -> None:
    cancel = CancelToken()
    progress = Progress(lambda _report: cancel.cancel(), cancel)
    answer = ask(engine, "Go on.", picture(31), progress=progress, max_new_tokens=500)
    assert answer.finish is Finish.CANCELLED
    assert answer.text == ""


def test_an_error_of_the_listener_comes_out(engine: LlamaVision, picture: MakePicture) -> None:
    def break_down(_piece: Piece) -> None:
        raise RuntimeError("the listener broke")

    with pytest.raises(RuntimeError, match="the listener broke"):
        ask(engine, "hi", picture(1), listener=break_down, max_new_tokens=200)


def test_one_answer_at_a_time(engine: LlamaVision, picture: MakePicture) -> None:
    images = [picture(number) for number in range(3)]
    alone = [ask(engine, "Which?", image).text for image in images]
    found: dict[int, str] = {}

    def work(number: int) -> None:
        found[number] = ask(engine, "Which?", images[number]).text

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(3)] == alone


# -- bad input ----------------------------------------------------------------------------------


def test_a_question_longer_than_the_window_is_told_before_the_picture_is_read(
    engine: LlamaVision, picture: MakePicture
) -> None:
    with pytest.raises(BadInput, match=r"has \d+ tokens, and the window of Tiny takes 1024"):
        ask(engine, "long " * 400, picture(41))
    after = ask(engine, "short", picture(41))
    assert after.cached_tokens <= 8  # the picture was new


def test_an_empty_question_is_one_sentence(engine: LlamaVision, picture: MakePicture) -> None:
    with pytest.raises(BadInput, match="prompt is empty"):
        ask(engine, "  ", picture(1))


def test_an_answer_about_a_picture_has_no_least_length(
    engine: LlamaVision, picture: MakePicture
) -> None:
    with pytest.raises(BadInput, match="no least length"):
        ask(engine, "hi", picture(1), min_new_tokens=5)
    assert ask(engine, "hi", min_new_tokens=5, max_new_tokens=6).new_tokens >= 5


def test_a_model_without_an_eye_says_so(pair: Path, tmp_path: Path, picture: MakePicture) -> None:
    shutil.copy(pair / "tiny.gguf", tmp_path / "tiny.gguf")
    with pytest.raises(BadInput, match="cannot see without its mmproj file"):
        LlamaVision(tmp_path / "tiny.gguf", None, "Tiny")
    blind = LlamaCpp(tmp_path / "tiny.gguf", "Blind")
    with pytest.raises(BadInput, match="Blind cannot see pictures"):
        blind.generate(Request((Message(Role.USER, "hi", (picture(1),)),)), Progress())


def test_an_eye_of_another_model_is_told(pair: Path, tmp_path: Path) -> None:
    other = write_tiny_mmproj(tmp_path / "other.gguf", width=64)
    with pytest.raises(BadInput, match=r"other\.gguf does not fit tiny\.gguf, which takes .* 32"):
        LlamaVision(pair / "tiny.gguf", other, "Tiny")


def test_an_eye_that_only_llama_cpp_finds_wrong_is_told(pair: Path, tmp_path: Path) -> None:
    """Its inner width is by chance that of the model."""
    other = write_tiny_mmproj(tmp_path / "other.gguf", width=64, seen=32)
    with pytest.raises(BadInput, match=r"cannot load Tiny with other\.gguf: the two may not"):
        LlamaVision(pair / "tiny.gguf", other, "Tiny")


@pytest.mark.parametrize("whole", [True, False])
def test_files_that_are_no_eye_are_told(pair: Path, tmp_path: Path, whole: bool) -> None:
    if whole:
        path, words = pair / "tiny.gguf", "is no mmproj file"
    else:
        content = (pair / "mmproj-tiny.gguf").read_bytes()
        path, words = tmp_path / "half.gguf", "damaged"
        path.write_bytes(content[: len(content) // 2])
    with pytest.raises(BadInput, match=words):
        LlamaVision(pair / "tiny.gguf", path, "Tiny")
    with pytest.raises(BadInput, match="cannot be read"):
        LlamaVision(pair / "tiny.gguf", tmp_path / "gone.gguf", "Tiny")


# -- around it ----------------------------------------------------------------------------------


def test_of_several_eyes_the_one_with_the_models_name_is_taken(pair: Path, tmp_path: Path) -> None:
    for name in ("model-b-Q4.gguf", "model-a-Q4.gguf"):
        shutil.copy(pair / "tiny.gguf", tmp_path / name)
    for name in ("mmproj-model-a.gguf", "mmproj-model-b.gguf"):
        shutil.copy(pair / "mmproj-tiny.gguf", tmp_path / name)
    for letter in "ab":
        found = mmproj_beside(tmp_path / f"model-{letter}-Q4.gguf")
        assert found == tmp_path / f"mmproj-model-{letter}.gguf"
    facts = read_mmproj(tmp_path / "mmproj-model-a.gguf")
    assert (facts.projector, facts.sees) == ("mlp", True)
    assert 32 in facts.sides


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("llava-v1.5-7b.gguf", "Be kind. USER: \nWhat? ASSISTANT:"),
        ("llava-v1.6-mistral-7b.gguf", "[INST] Be kind.\n\n\nWhat? [/INST]"),
    ],
)
def test_an_old_llava_without_a_template_gets_its_own(
    pair: Path, tmp_path: Path, picture: MakePicture, name: str, wanted: str
) -> None:
    path = write_tiny_gguf(tmp_path / name, template=None, context=512)
    engine = LlamaVision(path, pair / "mmproj-tiny.gguf", "Old")
    messages = (Message(Role.SYSTEM, "Be kind."), Message(Role.USER, "What?", (picture(1),)))
    assert engine.has_template
    assert engine.render(messages) == wanted
    assert ask(engine, "What?", picture(1)).prompt_tokens > TOKENS


def test_pictures_are_sent_no_larger_than_any_model_sees(picture: MakePicture) -> None:
    small, long = picture(1), picture(2, 4000, 20)
    assert shown_size(small) == (60, 40)
    assert shown_size(long) == (4000, 20)
    large = picture(3, 4000, 3000)
    width, height = shown_size(large)
    assert width * height <= 4096 * 1024
    assert width / height == pytest.approx(4 / 3, rel=0.01)
    assert shown_size(large, detail=16_384) == (4000, 3000)
