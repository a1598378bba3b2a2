"""Models that see of other families than LLaVA, in llama.cpp's formats: each cuts pictures up in
its own way."""

from pathlib import Path

import pytest

from pipelines.language.engine import Message, Role
from pipelines.vision.llama_vision import LlamaVision
from tests.pipelines.vision.asking import MakePicture, ask
from tests.tiny_gguf import write_tiny_gguf
from tests.tiny_mmproj import SMOLVLM_MARKS, write_tiny_qwen_eye, write_tiny_smolvlm_eye


@pytest.fixture(scope="module", params=["smolvlm", "qwen"])
def family(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model of the family, which has its own way to cut pictures up."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "qwen":
        write_tiny_gguf(folder / "tiny.gguf", context=1024, family="qwen3vl")
        write_tiny_qwen_eye(folder / "mmproj.gguf")
    else:
        write_tiny_gguf(folder / "tiny.gguf", context=1024, marks=SMOLVLM_MARKS)
        write_tiny_smolvlm_eye(folder / "mmproj.gguf")
    return folder


def test_every_family_counts_keeps_and_answers_alike(family: Path, picture: MakePicture) -> None:
    engine = LlamaVision(family / "tiny.gguf", None, "Tiny")
    counts = set()
    for image in (picture(1), picture(2, 300, 200), picture(3, 900, 300)):
        first = ask(engine, "What is it?", image)
        messages = (Message(Role.USER, "What is it?", (image,)),)
        counted = engine.image_tokens(image)
        assert first.prompt_tokens == len(engine.tokenize(engine.render(messages))) + counted
        other = ask(engine, "How many are there?", image)
        assert other.cached_tokens >= counted
        assert other.text != ask(engine, "How many are there?", picture(4)).text
        assert ask(engine, "What is it?", image).text == first.text
        counts.add(counted)
    assert len(counts) > 1  # the shape of the picture decides


def test_detail_limits_the_tokens_of_a_picture(family: Path, picture: MakePicture) -> None:
    image = picture(3, 900, 600)
    counts = []
    for detail in (0, 30, 10):
        engine = LlamaVision(family / "tiny.gguf", None, "Tiny", image_tokens=detail)
        counts.append(engine.image_tokens(image))
        ask(engine, "What is it?", image)
    assert counts[0] > counts[1] > counts[2]


def test_a_photograph_leaves_room_in_a_short_window(tmp_path: Path, picture: MakePicture) -> None:
    path = write_tiny_gguf(tmp_path / "tiny.gguf", context=1024, family="qwen3vl")
    write_tiny_qwen_eye(tmp_path / "mmproj.gguf")
    engine = LlamaVision(path, None, "Tiny", window=256)
    photograph = picture(5, 2000, 1500)  # 2,914 tokens if nothing held it back
    assert 96 < engine.image_tokens(photograph) < 160
    assert ask(engine, "What?", photograph).new_tokens
