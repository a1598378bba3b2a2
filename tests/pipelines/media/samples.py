"""Pictures and metadata that the tests of media write to disk."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.writing import write_picture

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
MAKER_NOTE = b"MAKER\0\1\2\3" * 5
PROVENANCE = {
    "hearth": "0.1.0",
    "model": "real-esrgan",
    "version": "abc123",
    "licence": "BSD-3-Clause",
    "commercial_use": True,
    "settings": {"scale": 4.0, "denoise": 0.5, "words": 'ä <&> "quoted"'},
    "device": "cpu",
}


def pixels(
    height: int = 48, width: int = 64, channels: int = 3, dtype: str = "uint8"
) -> NDArray[np.uint8]:
    """Smooth, without symmetry, and with every channel different."""
    peak = np.iinfo(dtype).max
    rows, columns = np.mgrid[0:height, 0:width]
    layers = [
        (rows * (index + 1) / (height * 5) + columns / width * (0.3 + 0.1 * index))
        for index in range(channels)
    ]
    return np.rint(np.clip(np.stack(layers, axis=-1), 0, 1) * peak).astype(dtype)


def camera_exif(orientation: int = 1, thumbnail: bytes = b"") -> bytes:
    """An EXIF block with camera, date, place, maker's note and, if given, a thumbnail."""
    block = Image.Exif()
    block[0x010F], block[0x0110], block[0x0112] = "Cam", "Mod", orientation
    block[0x0132] = "2020:01:02 03:04:05"
    inner = block.get_ifd(0x8769)
    inner[0x9003] = "2020:01:02 03:04:05"
    inner[0x829A] = (1, 100)
    inner[0xA002], inner[0xA003] = 64, 48
    inner[0x927C] = MAKER_NOTE
    place = block.get_ifd(0x8825)
    place[1], place[2] = "N", (10.0, 20.0, 30.5)
    data = block.tobytes()
    return _with_thumbnail(data, thumbnail) if thumbnail else data


def _with_thumbnail(exif: bytes, thumbnail: bytes) -> bytes:
    """Append a second directory that points to a JPEG."""
    import struct

    data = bytearray(exif[6:])
    order = "<" if data[:2] == b"II" else ">"
    (first,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, first)
    data += bytes(len(data) % 2)
    second = len(data)
    struct.pack_into(order + "I", data, first + 2 + 12 * count, second)
    begin = second + 2 + 24 + 4
    data += struct.pack(order + "H", 2)
    data += struct.pack(order + "HHII", 0x0201, 4, 1, begin)
    data += struct.pack(order + "HHII", 0x0202, 4, 1, len(thumbnail))
    data += struct.pack(order + "I", 0) + thumbnail
    return exif[:6] + bytes(data)


def picture(array: NDArray[np.uint8] | NDArray[np.uint16], **more: object) -> Picture:
    """A picture with its source named ``photo.png``."""
    return Picture(array, **{"source": Path("photo.png"), **more})  # type: ignore[arg-type]


def orientation_of(exif: bytes) -> int:
    """What the block says, by Pillow's reading."""
    block = Image.Exif()
    block.load(exif)
    return block.get(0x0112, 1)


def exif_of(path: Path) -> bytes:
    """The EXIF block of a file that is no TIFF, by Pillow's reading."""
    with Image.open(path) as file:
        return file.info["exif"]


def written_exif(made: Picture, folder: Path) -> bytes:
    """The EXIF block that the picture gets in a JPEG."""
    return exif_of(write_picture(made, folder / "written.jpg", PictureOutput(), PROVENANCE))
