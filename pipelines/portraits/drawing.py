"""One picture to be drawn, with everything that decides it and nothing else.

The same drawing gives the same picture on the same device, bit for bit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from pipelines.identity.face import Box, Embedding
from pipelines.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: Height x width x 3, uint8, sRGB.
    Pixels = NDArray[np.uint8]

#: Gets a rough picture of what is being drawn, after some steps; from the job's thread.
Preview = Callable[["Pixels"], None]


class ControlKind(StrEnum):
    """What a further ControlNet holds on to, named as in zsxkib/instant-id."""

    POSE = "pose"
    CANNY = "canny"
    DEPTH = "depth"


@dataclass(frozen=True, eq=False)
class Control:
    """One further ControlNet: its `picture` has the size of the result; `strength` 0 to 1."""

    kind: ControlKind
    picture: "Pixels"
    strength: float


@dataclass(frozen=True, eq=False)
class Start:
    """A picture to begin from instead of noise; `strength` 0 keeps it, 1 forgets it."""

    picture: "Pixels"
    strength: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Drawing:
    """Inputs of the network. `keypoints` is the picture of the face's keypoints, in the size of
    the result; `mask` is the box of the face that alone is held to the identity, None for all.

    `scheduler` is one of the names of zsxkib/instant-id, or "LCMScheduler" with `lcm`, for which
    `steps` and `guidance` are those of LCM. `count` pictures are drawn in one batch, with the
    seeds `seed`, `seed + 1`, ...
    """

    identity: Embedding
    keypoints: "Pixels"
    prompt: str
    negative_prompt: str
    steps: int
    guidance: float
    ip_adapter_scale: float
    controlnet_conditioning_scale: float
    seed: int
    scheduler: str = "EulerDiscreteScheduler"
    lcm: bool = False
    mask: Box | None = None
    controls: tuple[Control, ...] = ()
    start: Start | None = None
    count: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the result in pixels."""
        height, width = self.keypoints.shape[:2]
        return width, height


class Painter(Protocol):
    """A loaded model that draws."""

    def draw(
        self,
        drawing: Drawing,
        progress: Progress,
        preview: Preview | None = None,
        tile: int | None = None,
    ) -> "list[Pixels]":
        """`drawing.count` pictures. Raises Cancelled at the next step.

        `tile` is the side in pixels of what is decoded at a time, 0 for all; None as it was loaded.
        """
        ...

    def is_unsafe(self, picture: "Pixels") -> bool:
        """Whether the safety checker objects; False where none is loaded."""
        ...
