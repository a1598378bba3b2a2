"""Pixels for tests: real photographs with a clear licence."""

import numpy as np
from numpy.typing import NDArray


def photo(height: int, width: int, top: int = 60, left: int = 160) -> NDArray[np.uint8]:
    """A piece of NASA's portrait of Eileen Collins (public domain) as (height, width, 3)."""
    from skimage.data import astronaut

    return np.ascontiguousarray(astronaut()[top : top + height, left : left + width])
