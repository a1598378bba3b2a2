"""The Portraits tab's screens for `tests.screenshots`; every portrait is scripted and says so."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import skimage.data
from PIL import Image, ImageOps

from app.portraits.folder_tab import PortraitFolder
from app.portraits.result_model import Order
from app.portraits.tab import FOLDER, PortraitsTab
from pipelines.portraits.params import InstantIdParams
from pipelines.portraits.tips import Tip, Trouble, tip_for
from tests.portrait_fakes import ASTRONAUT, FakeLooker, FakePortraits, face_at

if TYPE_CHECKING:
    from tests.screenshots import Photographer

PROMPT = "a woman as the captain of an old sailing ship, wind in her hair, (golden light:1.2)"


def take_portraits(photographer: "Photographer") -> None:
    """Empty, boxes, drawing, the grid, tips, large, a sheet, several photos, and a folder."""
    window = photographer.window
    model = FakePortraits(size=512, steps=4, likeness=_likeness, among=0.71)
    window.context.settings.change(
        seen_licences=tuple({w.licence.name for w in model.weights}), last_params={}
    )
    looker = _looker()
    tab = PortraitsTab(window.context, "portraits", lambda: (model.spec(),), looker)
    window.pages["portraits"] = tab
    window.stack.addWidget(tab)
    window.show_tab([item.key for item in window.tabs].index("portraits"))
    photographer.settle()
    photographer.take("portraits-empty")
    photos = _photos(photographer.photo.parent)
    studio = tab.studio
    studio.add_paths([photos["couple.jpg"]])
    studio.panel.change({"prompt": PROMPT, "num_outputs": 6, "seed": 11, "style": "film-noir"})
    photographer.settle()
    photographer.take("portraits-faces")
    studio.viewer.photos.show_photos((photos["astronaut.jpg"],))
    studio._on_photos()

    def hold(seed: int, step: int) -> None:
        time.sleep(0.06 if seed == 14 else 0)  # previews come no faster than they are looked at
        photographer.hold(seed == 14 and step == 3)

    model.on_step = hold
    studio.run()
    photographer.wait_held()
    photographer.take("portraits-drawing")
    photographer.let_go()
    photographer.settle()
    model.on_step = lambda _seed, _step: None
    studio.viewer.grid.sort_by(Order.LIKENESS)
    studio.viewer.grid.view.select(studio.viewer.grid.shown()[0])
    photographer.settle()
    photographer.take("portraits-grid")
    studio.tips.follow(_tip())
    photographer.settle()
    photographer.take("portraits-tip")
    studio.strip.dismiss()
    studio.viewer.open_large(studio.viewer.grid.shown()[0])
    photographer.settle()
    photographer.take("portraits-large")
    studio.viewer.leave_large()
    studio.ask_sheet()
    photographer.settle()
    photographer.take("portraits-vary")
    photographer.press_default()
    photographer.settle()
    studio.strip.dismiss()
    photographer.wait(20, lambda: not studio.thumbnails.busy)
    photographer.take("portraits-sheet")
    studio.viewer.show_grid()
    studio.viewer.photos.add_photos([photos["second.jpg"], photos["third.jpg"]])
    studio.viewer.photos.set_pose(photos["pose.jpg"])
    photographer.settle()
    photographer.take("portraits-several")
    studio.panel.styles_wanted.emit()
    photographer.settle()
    photographer.take("portraits-styles")
    photographer.close_dialog()
    window.resize(1024, 720)
    photographer.settle()
    photographer.take("portraits-narrow")
    window.resize(1280, 800)
    _folder(photographer, tab, model)


def _likeness(params: InstantIdParams) -> float | None:
    seed = params.seed or 0
    return round(0.18 + 0.35 * params.ip_adapter_scale + (seed * 37 % 11) * 0.022, 3)


def _looker() -> FakeLooker:
    faces = {
        "astronaut.jpg": (ASTRONAUT,),
        "couple.jpg": (ASTRONAUT, face_at(560, 90, 108)),
        "second.jpg": (ASTRONAUT,),
        "third.jpg": (ASTRONAUT,),
        "pose.jpg": (ASTRONAUT,),
    }
    return FakeLooker(faces, (0.73, 0.70, 0.12), 0.71, frozenset({"third.jpg"}))


def _photos(folder: Path) -> dict[str, Path]:
    astronaut = Image.fromarray(skimage.data.astronaut())
    couple = Image.new("RGB", (900, 512), "#6a6f74")
    couple.paste(astronaut, (0, 0))
    couple.paste(ImageOps.mirror(astronaut).crop((112, 0, 500, 512)).convert("L"), (400, 10))
    made = {
        "astronaut.jpg": astronaut,
        "couple.jpg": couple,
        "second.jpg": ImageOps.mirror(astronaut),
        "third.jpg": Image.fromarray(skimage.data.camera()).convert("RGB"),
        "pose.jpg": astronaut.rotate(12),
    }
    paths = {}
    for name, image in made.items():
        paths[name] = folder / name
        image.save(paths[name], quality=92)
    return paths


def _tip() -> Tip:
    return tip_for(Trouble.LIKENESS_LOW)


def _folder(photographer: "Photographer", tab: PortraitsTab, model: FakePortraits) -> None:
    folder = photographer.photo.parent / "faces"
    folder.mkdir()
    for name in ("astronaut", "chelsea", "rocket"):
        Image.fromarray(getattr(skimage.data, name)()).save(folder / f"{name}.jpg")
    tab.views.show_view(FOLDER)
    photographer.settle()
    photographer.take("portraits-folder-empty")
    page = tab.views.page
    assert isinstance(page, PortraitFolder)
    page.panel.change({"prompt": f"{PROMPT}\n---\na painter", "num_outputs": 2})
    page.add_paths([folder])
    photographer.settle()
    page.run()
    photographer.settle()
    photographer.take("portraits-folder")
