"""Styles of portraits: words around the prompt, in the order in which they are offered.

Those that come with Hearth can be changed and deleted like the user's own. The file of the user's
list is YAML that a person can read; what Hearth brings and nobody changed stands in it by its key,
so that its name is said in the language of the window. The words themselves are English, which is
what the text encoders were trained on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.media.atomic import replacing
from pipelines.prompts.records import check_name, damaged, dump_record, read_record
from pipelines.text import Text, as_text, text

#: Stands for the prompt in the words of a style.
PLACE = "{prompt}"
#: Far more than anybody offers.
MOST = 200
#: The longer side of a thumbnail in pixels.
THUMBNAIL_SIDE = 320

_LIST = "styles"
_FIELDS = {"key", "name", "prompt", "negative", "thumbnail"}


@dataclass(frozen=True)
class Style:
    """`name` is offered; `prompt` holds `PLACE`, `negative` goes before the negative prompt.

    `key` names one of Hearth's; "" is the user's own. `thumbnail` is the name of a picture beside
    the list, "" without one.
    """

    name: Text
    prompt: str
    negative: str = ""
    key: str = ""
    thumbnail: str = ""

    @property
    def word(self) -> str:
        """What it is called in `InstantIdParams.style`."""
        return self.key or str(self.name)

    def applied(self, prompt: str, negative: str) -> tuple[str, str]:
        """The prompt and the negative prompt in this style."""
        both = ", ".join(filter(None, (self.negative, negative.strip())))
        return self.prompt.replace(PLACE, prompt), both

    def undone(self, prompt: str, negative: str) -> tuple[str, str] | None:
        """What `applied` was given to say this; None if it cannot have said it.

        >>> Style(Text("Ink"), "ink of {prompt}", "photo").undone("ink of a man", "photo, hat")
        ('a man', 'hat')
        """
        before, _place, after = self.prompt.partition(PLACE)
        own = prompt.removeprefix(before).removesuffix(after)
        rest = (
            negative.removeprefix(self.negative).removeprefix(", ") if self.negative else negative
        )
        fits = bool(own) and self.applied(own, rest) == (prompt, negative)
        return (own, rest) if fits else None


def told_apart(styles: Sequence[Style], word: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings with the style of that name apart from the prompt and the negative prompt, if
    it is present and its words are still those that were drawn; else as they are."""
    style = next((one for one in styles if one.word == word), None)
    said = (str(settings.get("prompt", "")), str(settings.get("negative_prompt", "")))
    parts = style.undone(*said) if style is not None and not settings.get("style") else None
    if parts is None:
        return dict(settings)
    return {**settings, "prompt": parts[0], "negative_prompt": parts[1], "style": word}


_PHOTO_FAULTS = "(low quality:1.2), (blurry:1.1), text, watermark, extra fingers, deformed hands"
_DRAWING_FAULTS = "photograph, (low quality:1.2), text, watermark, deformed face, extra fingers"

#: What comes with Hearth.
BUILT_IN: tuple[Style, ...] = (
    Style(
        text("Watercolour"),
        "watercolour portrait of {prompt}, loose wet washes on rough paper, pigment blooms, "
        "soft edges, light showing through, visible brush marks",
        f"{_DRAWING_FAULTS}, hard outlines, plastic",
        key="watercolour",
    ),
    Style(
        text("Film noir"),
        "black and white crime film still of {prompt}, one hard lamp from the side, deep shadows, "
        "blinds on the wall, cigarette haze, 1940s, silver film grain",
        f"{_PHOTO_FAULTS}, colour, smiling sun, flat light",
        key="film-noir",
    ),
    Style(
        text("Neon"),
        "{prompt} at night between glowing signs, magenta and cyan light on the skin, wet street, "
        "reflections, shallow depth of field, future city",
        f"{_PHOTO_FAULTS}, daylight, dull colours",
        key="neon",
    ),
    Style(
        text("Jungle"),
        "{prompt} among dense tropical plants, giant leaves, shafts of sunlight through mist, "
        "dew, green shade, nature magazine photograph",
        f"{_PHOTO_FAULTS}, indoors, city",
        key="jungle",
    ),
    Style(
        text("Mars"),
        "{prompt} on the red plains of Mars, dust in thin air, distant mesas, low sun, worn "
        "space suit details, expedition photograph",
        f"{_PHOTO_FAULTS}, trees, blue sky, water",
        key="mars",
    ),
    Style(
        text("Vivid colours"),
        "bold portrait of {prompt}, saturated contrasting colour fields, splashes of paint, "
        "graphic shapes, studio light, playful poster",
        f"{_PHOTO_FAULTS}, grey, washed out",
        key="vivid-colours",
    ),
    Style(
        text("Winter"),
        "{prompt} in falling snow, frost on hair and collar, breath in cold air, soft overcast "
        "light, pale blue tones, out-of-focus firs",
        f"{_PHOTO_FAULTS}, summer, harsh sun",
        key="winter",
    ),
    Style(
        text("Ink drawing"),
        "ink line drawing of {prompt}, confident contours, sparse hatching, white paper, no fill, "
        "hand of an illustrator",
        f"{_DRAWING_FAULTS}, colour, shading, gradients",
        key="ink-drawing",
    ),
    Style(
        text("Oil painting"),
        "oil portrait of {prompt}, old master light, layered glazes, thick strokes in the "
        "highlights, dark plain ground, canvas texture",
        _DRAWING_FAULTS,
        key="oil-painting",
    ),
    Style(
        text("Studio photo"),
        "studio portrait photograph of {prompt}, large soft key light, gentle rim light, seamless "
        "grey background, natural skin with pores, 85 mm lens",
        f"{_PHOTO_FAULTS}, painting, airbrushed skin, oversaturated",
        key="studio-photo",
    ),
)
_BY_KEY = {style.key: style for style in BUILT_IN}


class StyleLibrary:
    """The list in its file; without one it is what comes with Hearth. Thumbnails lie beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def pictures(self) -> Path:
        """The folder of the thumbnails."""
        return self.path.with_name(f"{self.path.stem}-pictures")

    def load(self) -> tuple[Style, ...]:
        """As saved last. Raises BadInput for a damaged file, which stays as it is."""
        return read_styles(self.path) if self.path.exists() else BUILT_IN

    def save(self, styles: Sequence[Style]) -> None:
        """Raises BadInput for a style that cannot be kept, DiskFull and NotWritable."""
        write_styles(self.path, styles)

    def thumbnail_of(self, style: Style) -> Path | None:
        """Its picture; None without one."""
        path = self.pictures / style.thumbnail
        return path if style.thumbnail and path.is_file() else None

    def pictured(self, style: Style, picture: Path) -> Style:
        """The style with a small copy of `picture` for its thumbnail; it still has to be saved.

        Raises UnreadablePicture, PictureTooLarge, DiskFull and NotWritable.
        """
        from pipelines.media.preview import preview
        from pipelines.media.vips import from_array

        small = from_array(preview(picture, THUMBNAIL_SIDE)).flatten(background=[255] * 3)
        name = f"{_file_word(style.word)}.webp"
        with (
            replacing(self.pictures / name) as descriptor,
            open(descriptor, "wb", closefd=False) as file,
        ):
            file.write(small.webpsave_buffer(Q=80, keep=0))
        return replace(style, thumbnail=name)


def styles_in(data_folder: Path) -> StyleLibrary:
    """The user's library."""
    return StyleLibrary(data_folder / "prompts" / "portrait-styles.yaml")


def find_styles(styles: Sequence[Style], words: str) -> tuple[Style, ...]:
    """Those that `words` name, parted by commas, in that order; case does not count.

    Raises BadInput for one that is not there.
    """
    known = {name.casefold(): style for style in styles for name in (str(style.name), style.word)}
    found: dict[str, Style] = {}
    for word in filter(None, (word.strip() for word in words.split(","))):
        style = known.get(word.casefold())
        if style is None:
            raise BadInput(
                "There is no style called {name}. Known are: {known}.",
                name=word,
                known=", ".join(style.word for style in styles) or text("none"),
            )
        found.setdefault(style.word, style)
    return tuple(found.values())


def check_style(style: Style) -> None:
    """Raise BadInput if it cannot be offered."""
    name = check_name(str(style.name))
    if "," in name:
        raise BadInput("The name of a style has no comma, since commas part several styles.")
    if style.prompt.count(PLACE) != 1:
        raise BadInput(
            "The words of the style {name} need {place} once, where your prompt goes.",
            name=name,
            place=PLACE,
        )


def restored(styles: Sequence[Style]) -> tuple[Style, ...]:
    """Hearth's as they were, then the user's own."""
    return (*BUILT_IN, *(style for style in styles if not style.key))


def joined(present: Sequence[Style], brought: Sequence[Style]) -> tuple[Style, ...]:
    """Both; brought ones of a name that is taken get a number, equal ones come once."""
    result = list(present)
    for style in brought:
        same = (style.prompt, style.negative)
        if any((other.prompt, other.negative) == same for other in result):
            continue
        taken = {name.casefold() for one in result for name in (str(one.name), one.word)}
        name, number = str(style.name), 2
        while name.casefold() in taken:
            name, number = f"{style.name} {number}", number + 1
        changed = name != str(style.name) or style.key
        result.append(replace(style, name=Text(name), key="", thumbnail="") if changed else style)
    return tuple(result)


def read_styles(path: Path) -> tuple[Style, ...]:
    """The list in a file, the library's or one that was given on. Raises BadInput."""
    found = read_record(path).get(_LIST)
    if not isinstance(found, list) or len(found) > MOST:
        raise damaged(path, text("{field} is not a list as it should be", field=_LIST))
    return tuple(_style_from(item, path) for item in found)


def write_styles(path: Path, styles: Sequence[Style]) -> None:
    """Raises BadInput for styles that cannot be kept, DiskFull and NotWritable."""
    for style in styles:
        check_style(style)
    words = [style.word.casefold() for style in styles]
    twice = next((style for style in styles if words.count(style.word.casefold()) > 1), None)
    if twice is not None:
        raise BadInput("Two styles are called {name}: give one another name.", name=twice.word)
    content = dump_record({_LIST: [_record(style) for style in styles]})
    with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        file.write(content)


def _style_from(record: Any, path: Path) -> Style:
    if not isinstance(record, dict) or not set(record) <= _FIELDS:
        raise damaged(path, text("a style is {names}", names=", ".join(sorted(_FIELDS))))
    if not all(isinstance(value, str) for value in record.values()):
        raise damaged(path, text("the words of a style must be text"))
    key, thumbnail = record.get("key", ""), Path(record.get("thumbnail", "")).name
    if key in _BY_KEY and "prompt" not in record:
        return replace(_BY_KEY[key], thumbnail=thumbnail)
    style = Style(
        as_text(record.get("name", "").strip()),
        record.get("prompt", ""),
        record.get("negative", ""),
        key=key if key in _BY_KEY else "",
        thumbnail=thumbnail,
    )
    try:
        check_style(style)
    except BadInput as error:
        raise damaged(path, error.text) from error
    return style


def _record(style: Style) -> dict[str, str]:
    known = _BY_KEY.get(style.key)
    record = {"key": style.key, "thumbnail": style.thumbnail}
    if known is None or replace(known, thumbnail=style.thumbnail) != style:
        record |= {"name": str(style.name), "prompt": style.prompt, "negative": style.negative}
    return {name: value for name, value in record.items() if value}


def _file_word(word: str) -> str:
    """The word as a file's name, and no other's."""
    import hashlib

    plain = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in word.casefold())
    return f"{plain[:40]}-{hashlib.sha256(word.encode()).hexdigest()[:6]}"
