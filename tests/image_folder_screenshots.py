"""The Folder and Search pages of the Image Q&A tab for `tests.screenshots`: a scripted model."""

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import skimage.data
from PIL import Image
from PySide6.QtWidgets import QScrollArea

from app.chat.models import Known, ModelFacts
from app.image_qa.folder_page import FolderPage
from app.image_qa.gallery_page import GalleryPage
from app.image_qa.models import list_models
from app.image_qa.tab import ImageQaTab
from app.image_qa.views import FOLDER, SEARCH, views_over
from app.widgets.state_icons import FileState
from tests.pipelines.answering.bench import SeeingEngine, seeing_model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.screenshots import Photographer

CAPTIONS = {
    "astronaut": "A smiling woman in an orange flight suit stands in front of a flag and a model "
    "of the Space Shuttle; the light is soft and comes from the left.",
    "camera": "A man in a dark coat looks through a film camera on a tripod; behind him lie a lawn "
    "and the towers of a town, in black and white.",
    "chelsea": "A tabby cat with green eyes lies on a bed and looks to the right; its whiskers are "
    "lit from the side.",
    "coffee": "A cup of coffee with foam on a saucer, a spoon beside it, on a wooden table.",
    "coins": "Twenty-four old coins in four rows on a dark ground, in black and white.",
    "hubble_deep_field": "Hundreds of galaxies, yellow, blue and red, in front of a black sky.",
    "horse": "The outline of a horse that stands, in black.",
    "moon": "The surface of the moon with a large crater, in grey.",
    "page": "A page of a printed book; its text is about image segmentation.",
    "rocket": "A rocket starts at night from a launch pad; its light mirrors in the clouds.",
}


def take_image_folders(photographer: "Photographer") -> None:
    """Empty, put in, running, finished with a failed picture; then the search."""
    window = photographer.window
    engine = SeeingEngine(window=8192, say=lambda name, asked: _said(name, asked))
    specs = (seeing_model(engine, "Qwen3-VL 4B"),)

    def known(found: "Sequence[Any]", runtime: Any) -> Known:
        told = list_models(found, runtime)
        facts = {choice.key: ModelFacts(8192, image_tokens=576) for choice in told.choices}
        return replace(told, facts=facts)

    views = views_over(lambda: specs, "image-qa")
    tab = ImageQaTab(window.context, "image-qa", lambda: specs, views, known=known)
    window.pages["image-qa"] = tab
    window.stack.addWidget(tab)
    window.show_tab([item.key for item in window.tabs].index("image-qa"))
    tab.views.show_view(SEARCH)
    photographer.settle()
    photographer.take("image-search-nothing")
    tab.views.show_view(FOLDER)
    photographer.settle()
    page = tab.views.page
    assert isinstance(page, FolderPage)
    _run(photographer, page, engine)
    page.tab.viewer.search_button.click()
    photographer.settle()
    found = tab.views.page
    assert isinstance(found, GalleryPage)
    _search(photographer, found)


def _run(photographer: "Photographer", page: FolderPage, engine: SeeingEngine) -> None:
    tab = page.tab
    assert tab.panel.form is not None
    tab.panel.form.set_values({"prompt": ""})
    tab.panel.form.changed.emit()
    photographer.take("image-folder-empty")
    folder = _folder(photographer)
    page.add_paths([folder])
    photographer.settle()
    tab.panel.boxes[0].edit.setPlainText("Describe this picture in one sentence.")
    tab.panel.form.rows["prompt"].editor.controls()[-1].click()  # pyright: ignore[reportAttributeAccessIssue]
    tab.panel.boxes[1].edit.setPlainText("List five keywords, parted by commas.")
    photographer.settle()
    photographer.take("image-folder-input")
    go = threading.Event()
    engine.on_piece = lambda _n: go.wait(60) if len(engine.asked) == 9 else None
    page.run()
    photographer.wait(20, lambda: len(engine.asked) == 9)
    photographer.wait(1.0)
    photographer.take("image-folder-running")
    go.set()
    photographer.wait(30, lambda: not tab.busy)
    photographer.settle()
    photographer.take("image-folder-finished")
    failed = tab.viewer.queue.model.paths(FileState.FAILED)
    tab.viewer.queue.select(failed[0])
    photographer.settle()
    photographer.take("image-folder-failed")
    tab.viewer.queue.select(folder / "chelsea.jpg")
    assert tab.panel.output_form is not None
    tab.panel.output_form.set_values({"format": "csv,xmp", "in_place": True})
    tab.panel.output_form.unfold()
    tab.panel.output_form.changed.emit()
    photographer.window.resize(820, 720)
    photographer.settle()
    scroll = tab.panel.findChild(QScrollArea)
    assert scroll is not None
    assert tab.panel.place is not None
    scroll.ensureWidgetVisible(tab.panel.place)
    photographer.settle()
    photographer.take("image-folder-narrow")
    photographer.window.resize(1280, 800)


def _search(photographer: "Photographer", page: GalleryPage) -> None:
    photographer.settle()
    photographer.take("image-search-all")
    page.filters.field.setText("black white")
    photographer.wait(0.4)
    photographer.settle()
    photographer.take("image-search-hits")
    (photographer.photo.with_name("holiday") / "coins.jpg").unlink()
    page.look()
    photographer.settle()
    page.view.setCurrentIndex(page.model.index(1))
    photographer.settle()
    photographer.take("image-search-missing")
    photographer.window.resize(820, 720)
    photographer.settle()
    photographer.take("image-search-narrow")
    photographer.window.resize(1280, 800)
    page.filters.field.setText("black elephants")
    photographer.wait(0.4)
    photographer.settle()
    photographer.take("image-search-none")


def _said(name: str, asked: str) -> str:
    words = CAPTIONS[name.partition(".")[0]]
    if "keywords" in asked:
        return ", ".join([word.strip(",.;").lower() for word in words.split() if len(word) > 5][:5])
    return words


def _folder(photographer: "Photographer") -> "Path":
    folder = photographer.photo.with_name("holiday")
    folder.mkdir(exist_ok=True)
    for name in CAPTIONS:
        pixels = getattr(skimage.data, name)()
        if pixels.dtype == bool:
            pixels = pixels.astype("uint8") * 255
        Image.fromarray(pixels).convert("RGB").save(folder / f"{name}.jpg", quality=92)
    cut = (folder / "moon.jpg").read_bytes()[:700]
    (folder / "harbour.jpg").write_bytes(cut)
    return folder
