"""How much memory the face pipeline takes, as measured on a CPU. Imports no torch."""

from pipelines.device import Plan
from pipelines.media.picture import Picture

#: Peak of one face: GFPGAN took 0.73 GB, CodeFormer 0.64 GB, ParseNet 0.54 GB.
ONE_FACE_BYTES = 800_000_000

#: RetinaFace took 811 MB for its largest input, 1600 x 2150 pixels.
DETECTION_BYTES_PER_PIXEL = 240
DETECTION_PIXELS = 1600 * 2150

#: Blending keeps three masks (float32) of the face's surroundings, at most the whole picture.
PASTE_BYTES_PER_PIXEL = 12

#: Real-ESRGAN x2plus took 3.4 kB for each input pixel of a tile in float32.
X2_BYTES_PER_PIXEL = 3500
X2_CONTEXT = 64


def face_bytes(picture: Picture, scale: float) -> int:
    """The largest of: finding the faces, restoring one, pasting one that fills the picture."""
    pixels = picture.width * picture.height
    finding = min(pixels, DETECTION_PIXELS) * DETECTION_BYTES_PER_PIXEL
    pasting = int(pixels * scale * scale) * PASTE_BYTES_PER_PIXEL
    return max(finding, ONE_FACE_BYTES, pasting)


def rrdb_x2_bytes(picture: Picture, plan: Plan) -> int:
    """One tile of the picture through Real-ESRGAN x2plus."""
    side = plan.tile or max(picture.width, picture.height)
    pixels = min(side, picture.width) + X2_CONTEXT, min(side, picture.height) + X2_CONTEXT
    per_pixel = X2_BYTES_PER_PIXEL // (1 if plan.dtype == "float32" else 2)
    return pixels[0] * pixels[1] * per_pixel
