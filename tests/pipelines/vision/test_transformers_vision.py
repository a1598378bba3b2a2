"""Models that see pictures in the transformers format, on small random ones of every family.

The reference is `generate` of transformers, called plainly on what the processor makes of the same
conversation.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipelines.device import Plan
from pipelines.language.engine import Message, Request, Role, Sampling
from pipelines.language.images import ImageInput, Region, image_input
from pipelines.progress import Progress
from pipelines.text import text
from pipelines.vision.folder_pictures import _Shelf
from pipelines.vision.transformers_vision import TransformersVisionEngine
from tests.tiny_vision import FAMILIES, write_tiny_llava_onevision

PLAN = Plan("cpu", "float32", 0, text("test"))
LENGTH = 12
WRITERS = {**FAMILIES, "llava_onevision": write_tiny_llava_onevision}


class Family:
    """A folder, the engine over it, and transformers itself."""

    def __init__(self, name: str, folder: Path) -> None:
        from transformers import AutoModelForImageTextToText, AutoProcessor
        from transformers.models.smolvlm import processing_smolvlm

        self.name = name
        self.folder = WRITERS[name](folder)
        self.engine = TransformersVisionEngine(self.folder, "Tiny", PLAN)
        with pytest.MonkeyPatch.context() as patch:
            # only asked whether it is there: it spells numbers for videos
            patch.setattr(processing_smolvlm, "num2words", str)
            self.processor: Any = AutoProcessor.from_pretrained(self.folder)
        self.model: Any = AutoModelForImageTextToText.from_pretrained(self.folder)
        self.model.eval()

    def ask(self, messages: Sequence[Message], **sampling: Any) -> tuple[Any, list[int]]:
        """The engine's answer, and its tokens."""
        options = {"temperature": 0.0, "max_new_tokens": LENGTH, **sampling}
        request = Request(tuple(messages), sampling=Sampling(**options))
        answer = self.engine.generate(request, Progress())
        return answer, list(self.engine._known._ids[answer.prompt_tokens :])

    def plain(self, messages: Sequence[Message]) -> tuple[int, list[int]]:
        """How many tokens transformers read for the same, and what it wrote."""
        import torch

        inputs = self.processor.apply_chat_template(
            [{"role": m.role.value, "content": parts_of(m)} for m in messages],
            add_generation_prompt=True,
            tokenize=True,
            return_dict=True,
            return_tensors="pt",
        )
        with torch.inference_mode():
            whole = self.model.generate(**inputs, do_sample=False, max_new_tokens=LENGTH)
        read = inputs["input_ids"].shape[1]
        return read, whole[0, read:].tolist()


def parts_of(message: Message) -> list[dict[str, Any]]:
    shown = [{"type": "image", "image": Image.fromarray(image.pixels)} for image in message.images]
    return [*shown, {"type": "text", "text": message.content}]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Several threads on such small models wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module", params=sorted(FAMILIES))
def family(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Family:
    return Family(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Family:
    """One that is read by the way that serves all."""
    return Family("llava_onevision", tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[ImageInput]:
    """Noise in different sizes and shapes."""
    folder, random = tmp_path_factory.mktemp("pictures"), np.random.default_rng(3)
    made = []
    for number, (height, width) in enumerate(((40, 24), (20, 64), (40, 24), (33, 33))):
        path = folder / f"{number}.png"
        Image.fromarray(random.integers(0, 256, (height, width, 3), np.uint8)).save(path)
        made.append(image_input(path))
    return made


def user(words: str, *images: ImageInput) -> Message:
    return Message(Role.USER, words, images)


@pytest.mark.parametrize("shown", [(0,), (1,), (0, 1), (2, 3, 1), ()])
def test_greedy_tokens_are_those_of_transformers(
    family: Family, pictures: list[ImageInput], shown: tuple[int, ...]
) -> None:
    family.engine._known.forget()
    asked = [user("What is it? Größe", *(pictures[n] for n in shown))]
    answer, tokens = family.ask(asked)
    read, wanted = family.plain(asked)
    assert answer.prompt_tokens == read
    assert tokens == wanted
    rendered = family.engine.tokenize(family.engine.render(asked))
    seen = sum(family.engine.image_tokens(pictures[n]) for n in shown)
    assert len(rendered) + seen == read


@pytest.fixture
def looks(family: Family, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one for each picture that goes through the tower; nothing is known before."""
    base, seen = family.engine._model.base_model, []
    look = base.get_image_features

    def counted(**given: Any) -> Any:
        seen.append(1)
        return look(**given)

    family.engine._known.forget()
    monkeypatch.setattr(family.engine._pictures, "_features", _Shelf(2**28))
    monkeypatch.setattr(base, "get_image_features", counted)
    return seen


def said(words: str) -> Message:
    return Message(Role.ASSISTANT, words)


def test_follow_up_questions_do_not_look_again(
    family: Family, pictures: list[ImageInput], looks: list[int]
) -> None:
    first, second = pictures[:2]
    turns = [user("What?", first)]
    seen = 0
    for shown in ((), (second,), ()):
        answer, tokens = family.ask(turns)
        assert (answer.prompt_tokens, tokens) == family.plain(turns)
        assert answer.cached_tokens >= seen
        seen = answer.prompt_tokens - 1
        turns += [said("A bird."), user("And then?", *shown)]
    answer, tokens = family.ask(turns)
    assert (answer.prompt_tokens, tokens) == family.plain(turns)
    assert answer.cached_tokens >= seen
    assert len(looks) == 2


def test_the_same_placeholders_with_another_picture_are_not_known(
    family: Family, pictures: list[ImageInput], looks: list[int]
) -> None:
    """0 and 2 have the same size."""
    told = {}
    for shown in (0, 2, 0):
        asked = [user("What?", pictures[shown])]
        answer, tokens = family.ask(asked)
        assert tokens == family.plain(asked)[1]
        assert answer.cached_tokens <= family.engine._known._pictures[0].start
        told[shown] = tokens
    assert told[0] != told[2]
    assert len(looks) == 2  # what was seen before is still there
    region = Region(0, 0, 24, 20)
    part = ImageInput(pictures[0].path, pictures[0].digest, region)
    assert family.ask([user("What?", part)])[1] == family.plain([user("What?", part)])[1]
    assert len(looks) == 3


def test_going_back_in_a_conversation(
    family: Family, pictures: list[ImageInput], looks: list[int]
) -> None:
    """Positions behind a picture depend on its shape: those of the longer turn must not stay."""
    wide = pictures[1]
    begun = [user("What?", pictures[0])]
    both = [*begun, said("A fish."), user("And here?", wide, wide)]
    swapped = [user("What?", wide), said("A fish."), user("And here?", pictures[0])]
    bare = [user("What?"), said("A fish."), user("And here?", wide)]
    for turns in (both, begun, both, swapped, bare, [user("What?")], both):
        answer, tokens = family.ask(turns)
        assert (answer.prompt_tokens, tokens) == family.plain(turns)
    assert len(looks) == 2


def test_a_seed_reads_all_anew_and_tells_the_same(
    family: Family, pictures: list[ImageInput]
) -> None:
    asked = [user("What?", pictures[0])]
    first, tokens = family.ask(asked, temperature=1.5, seed=4)
    family.ask([*asked, said("So."), user("More", pictures[1])])
    again, same = family.ask(asked, temperature=1.5, seed=4)
    assert tokens == same
    assert first.text == again.text
    assert again.cached_tokens == 0


def test_a_family_that_nobody_knows_reads_pictures_anew(
    other: Family, pictures: list[ImageInput]
) -> None:
    """It shows several pictures otherwise than one, so nothing of the turn before may be used."""
    turns = [user("What?", pictures[0])]
    asked = [turns[:], [user("Only words")]]
    for shown in ((), (pictures[1],), ()):
        turns += [said("A bird."), user("And then?", *shown)]
        asked.insert(0, turns[:])
    for messages in asked:
        answer, _tokens = other.ask(messages)
        read, wanted = other.plain(messages)
        told = other.processor.tokenizer.decode(wanted, skip_special_tokens=True)
        assert (answer.prompt_tokens, answer.text) == (read, told)
        assert answer.cached_tokens == 0
    rendered = other.engine.tokenize(other.engine.render(turns[:1]))
    assert len(rendered) + other.engine.image_tokens(pictures[0]) == other.plain(turns[:1])[0]


def test_ten_thousand_pictures_do_not_pile_up() -> None:
    import torch

    shelf = _Shelf(1000)
    for number in range(50):
        thing = torch.zeros(100, dtype=torch.uint8)
        shelf.put(number, thing, [thing])
        assert shelf.get(number) is thing
    assert [shelf.get(n) is not None for n in (0, 39, 40, 49)] == [False, False, True, True]
    assert shelf.pop(49) is not None
    assert shelf.pop(49) is None
    large = torch.zeros(5000, dtype=torch.uint8)
    shelf.put("large", large, [large])  # alone, but there
    assert shelf.get("large") is large
    assert shelf.get(48) is None
