"""Pictures in the form that llama.cpp takes them: a file in a word, not larger than it can use."""

import base64
import io
from typing import TYPE_CHECKING

from pipelines.language.images import ImageInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: No model here sees more by itself: 4,096 tokens of 32 x 32 pixels.
_TOKENS, _TOKEN_PIXELS = 4096, 32 * 32


def shown_size(image: ImageInput, detail: int = 0) -> tuple[int, int]:
    """Width and height in which the picture is sent; `detail` is its most tokens, 0 the usual."""
    height, width = image.pixels.shape[:2]
    factor = (max(_TOKENS, detail) * _TOKEN_PIXELS / (width * height)) ** 0.5
    if factor >= 1:
        return width, height
    return max(1, int(width * factor)), max(1, int(height * factor))


def data_uri(image: ImageInput, detail: int = 0) -> str:
    """The picture as a data URI. BMP, since packing takes longer than carrying."""
    width, height = shown_size(image, detail)
    pixels = image.pixels
    if (height, width) != pixels.shape[:2]:
        from pipelines.media.arrays import resized

        pixels = resized(pixels, width, height)
    return _uri(pixels, "BMP")


def blank_uri(size: tuple[int, int]) -> str:
    """A white picture of that width and height."""
    import numpy as np

    return _uri(np.full((size[1], size[0], 3), 255, np.uint8), "PNG")


def _uri(pixels: "NDArray[np.uint8]", kind: str) -> str:
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind, compress_level=1)
    packed = base64.b64encode(file.getvalue()).decode("ascii")
    return f"data:image/{kind.lower()};base64,{packed}"
