"""What makes a portrait again without the photos: written into it as one JSON text, read back.

The face's measure is the one thing in it that belongs to a person: `PortraitOutput.keep_recipe`
leaves all of it out. It comes from a file that anyone may have made, and is read with suspicion.
"""

import base64
import binascii
import io
import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipelines.errors import BadInput
from pipelines.identity.face import Embedding
from pipelines.portraits.drawing import ControlKind
from pipelines.portraits.sitting import Keypoints, Sitting

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels

_FORMAT = 1
_DIMENSIONS = 512
#: The longest side in pixels; params allow 2048.
_LONGEST = 4096


def recipe_of(sitting: Sitting) -> str:
    """The JSON. Pictures are PNGs, which lose nothing; numbers come back as they were."""
    import numpy as np

    vector = np.ascontiguousarray(sitting.identity.vector, dtype="<f4")
    recipe: dict[str, Any] = {
        "format": _FORMAT,
        "identity": base64.b64encode(vector.tobytes()).decode(),
        "recogniser": sitting.identity.recogniser,
        "keypoints": [list(map(float, point)) for point in sitting.keypoints],
        "box": list(map(float, sitting.box)),
        "size": list(sitting.size),
        "photos": list(sitting.digests),
    }
    if sitting.controls:
        recipe["controls"] = {
            kind.value: _encoded(picture) for kind, picture in sitting.controls.items()
        }
    if sitting.start is not None:
        recipe["start"] = _encoded(sitting.start)
    if sitting.among is not None:
        recipe["among"] = float(sitting.among)
    return json.dumps(recipe, separators=(",", ":"))


def sitting_from(recipe: str) -> Sitting:
    """The sitting of a recipe. Raises BadInput for what is damaged or of a newer Hearth."""
    try:
        found = json.loads(recipe)
        if not isinstance(found, dict):
            raise ValueError
        if found.get("format") != _FORMAT:
            raise BadInput("This picture was made by a newer Hearth: update Hearth.")
        return _sitting(found)
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise BadInput(
            "What this picture says about how it was made is damaged, so that it cannot be made "
            "again."
        ) from error


def _sitting(found: Mapping[str, Any]) -> Sitting:
    width, height = (_whole(side) for side in found["size"])
    keypoints = tuple(_point(point) for point in found["keypoints"])
    box = tuple(map(_number, found["box"]))
    if len(keypoints) != 5 or len(box) != 4:
        raise ValueError("not a face")
    size = (width, height)
    kinds = {ControlKind(kind): picture for kind, picture in found.get("controls", {}).items()}
    start, among = found.get("start"), found.get("among")
    points: Keypoints = keypoints  # type: ignore[assignment]  # five, as was looked
    return Sitting(
        identity=Embedding(_vector(found["identity"]), str(found["recogniser"])),
        keypoints=points,
        box=(box[0], box[1], box[2], box[3]),
        size=size,
        controls={kind: _decoded(picture, size) for kind, picture in kinds.items()},
        start=None if start is None else _decoded(start, size),
        among=None if among is None else _number(among),
        digests=tuple(map(str, found.get("photos", ()))),
    )


def _vector(words: str) -> Any:
    import numpy as np

    data = base64.b64decode(words, validate=True)
    if len(data) != 4 * _DIMENSIONS:
        raise ValueError("not a measure of a face")
    vector = np.frombuffer(data, dtype="<f4").astype(np.float32)
    if not np.isfinite(vector).all():
        raise ValueError("not a measure of a face")
    return vector


def _encoded(picture: "Pixels") -> str:
    from PIL import Image

    image = Image.fromarray(picture)
    if bool((picture[..., :1] == picture).all()):
        image = image.convert("L")  # depths and edges: a third
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode()


def _decoded(words: str, size: tuple[int, int]) -> "Pixels":
    import numpy as np
    from PIL import Image

    try:
        data = base64.b64decode(words, validate=True)
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            if image.size != size:
                raise ValueError("another size")
            return np.array(image.convert("RGB"))
    except (OSError, SyntaxError, binascii.Error, Image.DecompressionBombError) as error:
        raise ValueError("not a picture") from error


def _point(found: Any) -> tuple[float, float]:
    x, y = map(_number, found)
    return x, y


def _number(found: Any) -> float:
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not math.isfinite(found):
        raise ValueError("not a number")
    return float(found)


def _whole(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not 8 <= found <= _LONGEST:
        raise ValueError("not a size")
    return found
