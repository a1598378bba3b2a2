"""The waveform as columns of pixels: numpy paints thousands of them in a millisecond or two."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

from app.theme import Colors
from app.transcription.peaks_work import PeakSource
from app.transcription.speaker_look import SpeakerLook, mixed
from app.transcription.waveform_marks import Marks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: A quiet recording is drawn this much taller at most.
_LARGEST_GAIN = 8.0


def gain_of(peaks: PeakSource | None) -> float:
    """Stretches a quiet recording to the room there is."""
    if peaks is None or peaks.duration <= 0:
        return 1.0
    loudest = int(abs(peaks.columns(0.0, peaks.duration / 64, 64).astype("int16")).max())
    return min(127 / loudest, _LARGEST_GAIN) if loudest else 1.0


class Columns:
    """Colours of `count` columns of `step` seconds from `first` on, in ARGB."""

    def __init__(
        self, marks: Marks, chosen: int | None, first: float, step: float, count: int, wide: float
    ) -> None:
        """Segments shorter than `wide` seconds have no room for more than their colour."""
        import numpy as np

        starts, ends, speakers = marks.arrays
        times = first + (np.arange(count) + 0.5) * step
        owner = np.searchsorted(starts, times, "right") - 1
        # One who began earlier may still be speaking.
        for _ in range(2):
            gone = (owner >= 0) & (times >= ends[owner]) if len(marks) else owner < -1
            earlier = gone & (owner >= 1)
            before = np.maximum(owner - 1, 0)
            takes = earlier & (times < ends[before]) if len(marks) else gone
            owner = np.where(takes, owner - 1, owner)
        inside = (owner >= 0) & (times < ends[owner]) if len(marks) else owner >= 0
        # Tables have an entry for silence, one for nobody known, and one for each speaker.
        self._who = np.where(inside, speakers[owner] + 2, 0) if len(marks) else owner + 1
        self._chosen = inside & (owner == (-1 if chosen is None else chosen))
        lengths = ends - starts
        self._narrow = inside & (lengths[owner] < wide) if len(marks) else inside
        self._voices = int(speakers.max(initial=-1)) + 1

    def inks(self, colors: Colors) -> "NDArray[np.uint32]":
        """What the loudness is drawn in."""
        import numpy as np

        looks = [SpeakerLook(None), *self._looks()]
        return np.array([look.color(colors).rgba() for look in looks], np.uint32)[self._who]

    def grounds(self, colors: Colors) -> "NDArray[np.uint32]":
        """What is behind the loudness."""
        import numpy as np

        quiet = QColor(colors.surface)
        tints = [quiet, *(mixed(quiet, look.soft(colors), 0.55) for look in self._looks())]
        table = np.array([tint.rgba() for tint in tints], np.uint32)
        return np.where(
            self._chosen, np.uint32(QColor(colors.accent_soft).rgba()), table[self._who]
        )

    def bands(self, colors: Colors) -> "NDArray[np.uint32]":
        """What is behind the names: the full colour where a name has no room.

        Where nobody is known there is no colour to be told by, and a dark block would look like
        a warning.
        """
        import numpy as np

        tints = [QColor(colors.surface), *(look.soft(colors) for look in self._looks())]
        table = np.array([tint.rgba() for tint in tints], np.uint32)
        soft = np.where(self._chosen, _ink(colors.accent_soft), table[self._who])
        return np.where(self._narrow & (self._who > 1), self.inks(colors), soft)

    def _looks(self) -> list[SpeakerLook]:
        return [SpeakerLook(None), *(SpeakerLook(number) for number in range(self._voices))]


def _ink(color: str) -> "np.uint32":
    import numpy as np

    return np.uint32(QColor(color).rgba())


def wave_pixels(
    columns: "NDArray[np.int8]",
    gain: float,
    height: int,
    inks: "NDArray[np.uint32]",
    grounds: "NDArray[np.uint32]",
) -> "NDArray[np.uint32]":
    """`columns` (width, 2) as strokes in `inks` (width,) on `grounds` (width,): (height, width)."""
    import numpy as np

    half = height / 2
    scaled = columns.astype(np.float32) * (gain * half * 0.94 / 127)
    top = np.floor(half - scaled[:, 1]).clip(0, height - 1).astype(np.int32)
    bottom = np.ceil(half - scaled[:, 0]).clip(1, height).astype(np.int32)
    rows = np.arange(height, dtype=np.int32)[:, None]
    return np.where((rows >= top) & (rows < np.maximum(bottom, top + 1)), inks, grounds)


def image_of(pixels: "NDArray[np.uint32]", ratio: float) -> QImage:
    """(height, width) in ARGB as a picture that shares their memory: keep them while it is used."""
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    return image
