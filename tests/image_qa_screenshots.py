"""The Image Q&A tab's screens for `tests.screenshots`, with a scripted model that sees."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import skimage.data
from PIL import Image
from PySide6.QtCore import QRect

from app.chat.models import Known, ModelFacts
from app.image_qa.models import list_models
from app.image_qa.tab import ImageQaTab
from app.image_qa.views import views_over
from pipelines.language.engine import Abilities
from tests.app.image_qa.conftest import spec_of
from tests.chat_screenshots import pieces_of
from tests.language_fakes import FakeEngine

if TYPE_CHECKING:
    from pathlib import Path

    from tests.screenshots import Photographer

WHAT = "What is to be seen here, and what is she wearing?"
ANSWER = """A smiling woman in an **orange flight suit** with a wide collar ring.

- There is a patch on the chest and a name tag beside it.
- Behind her are a flag and a model of the Space Shuttle.
"""
PATCH = "The patch shows a shuttle over a globe, with names around its edge."


def take_image_qa(photographer: "Photographer") -> None:
    """Empty, a conversation, a region, several pictures, what overflows, and the questions."""
    window = photographer.window
    abilities = Abilities(images=True)
    engine = FakeEngine(
        pieces_of(ANSWER),
        window=8192,
        name="Qwen3-VL 4B",
        abilities=abilities,
        tokens_per_image=576,
    )
    specs = (spec_of(engine, "Qwen3-VL 4B"),)

    def known(found: Sequence[Any], runtime: Any) -> Known:
        told = list_models(found, runtime)
        named = tuple(replace(c, title=c.key, licence="Apache-2.0") for c in told.choices)
        facts = {c.key: ModelFacts(8192, image_tokens=576) for c in named}
        return replace(told, choices=named, facts=facts)

    views = views_over(lambda: specs, "image-qa")
    tab = ImageQaTab(window.context, "image-qa", lambda: specs, views, known=known)
    window.pages["image-qa"] = tab
    window.stack.addWidget(tab)
    window.show_tab([item.key for item in window.tabs].index("image-qa"))
    photographer.settle()
    photographer.take("image-qa-empty")
    photos = _photos(photographer)
    _add(photographer, tab, photos[:1])
    photographer.take("image-qa-picture")
    _say(photographer, tab, WHAT)
    photographer.take("image-qa-conversation")
    _region(photographer, tab, engine)
    engine.pieces = pieces_of("The first is a person, the others are a cat and a cup of coffee.")
    _add(photographer, tab, photos[1:4])
    tab.pictures.images.composer.edit.setPlainText("How do these differ from the first one?")
    photographer.settle()
    photographer.take("image-qa-several-draft")
    tab.run()
    photographer.settle()
    photographer.take("image-qa-several")
    _forty(photographer, tab, engine)
    window.resize(820, 720)
    photographer.settle()
    photographer.take("image-qa-narrow")
    tab.list_button.click()
    tab.panel_button.click()
    photographer.settle()
    photographer.take("image-qa-narrowest")
    tab.list_button.click()
    tab.panel_button.click()
    window.resize(1280, 800)
    photographer.settle()
    tab.pictures.edit_questions()
    photographer.settle()
    photographer.take("image-qa-questions")
    photographer.close_dialog()


def _photos(photographer: "Photographer") -> "list[Path]":
    folder = photographer.photo.parent
    made = []
    for name in ("astronaut", "chelsea", "coffee", "rocket"):
        path = folder / f"{name}.jpg"
        Image.fromarray(getattr(skimage.data, name)()).save(path, quality=92)
        made.append(path)
    return made


def _add(photographer: "Photographer", tab: ImageQaTab, paths: "Sequence[Path]") -> None:
    tab.pictures.chat.attach(paths)
    photographer.settle()


def _say(photographer: "Photographer", tab: ImageQaTab, words: str) -> None:
    tab.pictures.images.composer.edit.setPlainText(words)
    tab.run()
    photographer.settle()


def _region(photographer: "Photographer", tab: ImageQaTab, engine: FakeEngine) -> None:
    side = tab.pictures.side
    side.region_button.click()
    side.view.set_crop(QRect(126, 336, 92, 94))
    photographer.wait(0.3)
    photographer.take("image-qa-drawing")
    side.take_region()
    engine.pieces = pieces_of(PATCH)
    _say(photographer, tab, "What does this patch show?")
    tab.pictures.images.transcript.scroll_to_end()
    tab.pictures.side.look_at(tab.talk.turns[-2].images[-1])
    photographer.settle()
    photographer.take("image-qa-region")


def _forty(photographer: "Photographer", tab: ImageQaTab, engine: FakeEngine) -> None:
    """Forty pictures in ten questions, then one question too many."""
    tab.begin()
    engine.tokens_per_image = 1
    engine.pieces = pieces_of("Four views of the same cat.")
    cat = Image.fromarray(skimage.data.chelsea())
    for turn in range(10):
        paths = []
        for n in range(turn * 4, turn * 4 + 4):
            path = photographer.photo.with_name(f"view {n + 1}.jpg")
            cat.rotate(n * 9).crop((60 + n, 20, 300 + n, 260)).save(path)
            paths.append(path)
        _add(photographer, tab, paths)
        _say(photographer, tab, f"What do the pictures of round {turn + 1} have in common?")
    engine.tokens_per_image = 576
    _say(photographer, tab, "In which picture does the cat look to the left?")
    photographer.take("image-qa-overflow")
    tab.pictures.overflow.dismissed.emit()
    tab.pictures.images.composer.set_message("")
    photographer.settle()
