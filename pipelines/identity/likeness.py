"""How alike faces are, and one identity out of several photos of a person.

Likeness is the cosine of two measures, as ArcFace was trained for it: about 0 for two people,
mostly above 0.4 for two photos of one. Several photos become one as the templates of the IJB
benchmarks do (Whitelam et al. 2017, doi:10.1109/CVPRW.2017.87; insightface's own evaluation of
them): each vector is normalised, so that a sharp photo, whose vector is longer, does not
outweigh the others, and the mean is taken. InstantID was trained on vectors that are not
normalised, so the mean gets the mean length of its photos' vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.identity.face import Embedding

#: Below this likeness to the mean of the others a photo shows somebody else: above nearly all
#: pairs of different people, and below nearly all of the same.
SAME_PERSON = 0.3


@dataclass(frozen=True, eq=False)
class Identity:
    """One person out of several photos.

    `likenesses` has, for each photo in the order given, its cosine to the mean of the other photos
    that count, None for a single one. `outliers` are the places in that order of those that look
    like somebody else and do not count. `among` is the mean likeness of those that count, None if
    there is only one.
    """

    mean: Embedding
    likenesses: tuple[float | None, ...]
    outliers: tuple[int, ...]
    among: float | None


def likeness(one: Embedding, other: Embedding) -> float:
    """The cosine of two faces, -1 to 1. Raises ValueError for measures that cannot be compared."""
    if one.recogniser != other.recogniser:
        raise ValueError(f"{one.recogniser} and {other.recogniser} do not measure alike")
    return float(_normal(one.vector) @ _normal(other.vector))


def mean_identity(embeddings: Sequence[Embedding], threshold: float = SAME_PERSON) -> Identity:
    """The identity that these photos of a person share.

    While there is a photo whose likeness to the mean of the others is below `threshold`, the one
    with the least is left out. Of two photos that are not alike the first one counts. Raises
    ValueError for none, or for measures of different networks.
    """
    if not embeddings or len({item.recogniser for item in embeddings}) > 1:
        raise ValueError("an identity needs measures of one network")
    vectors = [_normal(item.vector) for item in embeddings]
    counted = list(range(len(vectors)))
    while len(counted) > 1:
        told = {place: _to_others(vectors, counted, place) for place in counted}
        # of photos that are equally unlike, the last one goes
        worst = min(counted, key=lambda place: (round(told[place], 6), -place))
        if told[worst] >= threshold:
            break
        counted.remove(worst)
    alone = counted if len(counted) == 1 else ()
    likenesses = tuple(
        None if place in alone else _to_others(vectors, counted, place)
        for place in range(len(vectors))
    )
    kept = [value for place in counted if (value := likenesses[place]) is not None]
    return Identity(
        mean=_shared([embeddings[place] for place in counted]),
        likenesses=likenesses,
        outliers=tuple(place for place in range(len(vectors)) if place not in counted),
        among=float(np.mean(kept)) if kept else None,
    )


def _shared(embeddings: Sequence[Embedding]) -> Embedding:
    """The mean with the mean length; a single one as it is, to the bit."""
    if len(embeddings) == 1:
        return embeddings[0]
    length = np.mean([np.linalg.norm(item.vector) for item in embeddings])
    mean = _mean([_normal(item.vector) for item in embeddings], range(len(embeddings))) * length
    told = mean.astype(np.float32)
    told.setflags(write=False)
    return Embedding(told, embeddings[0].recogniser)


def _to_others(vectors: Sequence[NDArray[np.float64]], counted: Sequence[int], place: int) -> float:
    others = [other for other in counted if other != place]
    return float(vectors[place] @ _mean(vectors, others))


def _mean(vectors: Sequence[NDArray[np.float64]], places: Sequence[int]) -> NDArray[np.float64]:
    """Of length 1."""
    return _normal(np.sum([vectors[place] for place in places], axis=0))


def _normal(vector: NDArray[np.floating]) -> NDArray[np.float64]:
    exact = np.asarray(vector, np.float64)
    return exact / max(float(np.linalg.norm(exact)), 1e-12)
