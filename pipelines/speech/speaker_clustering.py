"""Which windows are the same voice: agglomerative clustering of vectors by their angle."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

#: Groups whose members are on average less alike than this (cosine) are different people. Found
#: on talks put together of LibriVox, of recorded and of synthetic voices: the parts of one voice
#: are 0.68 and more alike, two voices 0.64 and less. Two people on one telephone line can be 0.68,
#: so there the number has to be given.
ALIKE = 0.66
#: A voice that is heard in fewer windows than this, or in a smaller part of them, is another one
#: misheard.
_FEWEST, _PART = 3, 0.03
#: A voice lasts: fewer windows in a row than this, between two other voices, are those two at once.
_ROW = 3
#: Most vectors that are compared with each other; the rest joins the nearest group. Bounds memory
#: to 130 MB and time to seconds.
_MOST = 4000


@dataclass(frozen=True)
class Bounds:
    """How many speakers there are: at least and at most so many, 0 if that is not known."""

    least: int = 0
    most: int = 0

    def held(self, found: int) -> int:
        """The number nearest to `found` that is allowed."""
        found = max(found, self.least, 1)
        return min(found, self.most) if self.most else found


def cluster(vectors: np.ndarray, pure: np.ndarray, spans: np.ndarray, bounds: Bounds) -> np.ndarray:
    """A group number from 0 for each vector of shape (count, width), each of length 1.

    `pure` says which of them hold one voice only as far as can be told: these make the groups,
    the others join the nearest. `spans` numbers the stretch of speech that each is from.
    """
    chosen = np.flatnonzero(pure) if pure.sum() >= 2 else np.arange(len(vectors))
    if len(chosen) < 2:
        return np.zeros(len(vectors), int)
    chosen = chosen[:: -(-len(chosen) // _MOST)]
    centres = _groups(vectors[chosen], spans[chosen], bounds)
    return _numbered(np.argmax(vectors @ centres.T, axis=1))


def _groups(vectors: np.ndarray, spans: np.ndarray, bounds: Bounds) -> np.ndarray:
    """The mean direction of each voice."""
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(vectors, "average", metric="cosine")
    groups = _numbered(fcluster(tree, 1 - ALIKE, "distance"))
    sizes = _sizes(groups, spans)
    fewest = max(_FEWEST, int(_PART * len(vectors)))
    found = max(1, int((sizes >= fewest).sum()))
    number = bounds.held(found)
    if number != found:
        return _cut(vectors, tree, spans, number)
    return centres_of(vectors, groups)[np.argsort(-sizes, kind="stable")[:number]]


def _cut(vectors: np.ndarray, tree: np.ndarray, spans: np.ndarray, number: int) -> np.ndarray:
    """Centres of the first cut of the tree into `number` groups of some size, or the best try."""
    from scipy.cluster.hierarchy import fcluster

    best: tuple[int, np.ndarray] | None = None
    fewest = max(_FEWEST, int(_PART * len(vectors)))
    for wanted in range(number, min(len(vectors), number + 100) + 1):
        groups = _numbered(fcluster(tree, wanted, "maxclust"))
        sizes = _sizes(groups, spans)
        largest = np.argsort(-sizes, kind="stable")[:number]
        smallest = int(sizes[largest].min()) if len(largest) == number else -1
        if best is None or smallest > best[0]:
            best = smallest, centres_of(vectors, groups)[largest]
        if smallest >= fewest:
            break
    if best is None:  # more speakers are wanted than there are windows
        return vectors
    return best[1]


def _sizes(groups: np.ndarray, spans: np.ndarray) -> np.ndarray:
    """How many vectors each group has, without those of a change from one voice to the next."""
    changes = np.flatnonzero((np.diff(groups) != 0) | (np.diff(spans) != 0)) + 1
    edges = [0, *changes.tolist(), len(groups)]
    sizes = np.zeros(groups.max() + 1, int)
    for start, end in pairwise(edges):
        within = start > 0 and end < len(groups) and spans[start - 1] == spans[start] == spans[end]
        if end - start >= _ROW or not within:
            sizes[groups[start]] += end - start
    return sizes


def _numbered(groups: np.ndarray) -> np.ndarray:
    return np.unique(groups, return_inverse=True)[1]


def centres_of(vectors: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The mean direction of each group from 0 on, of length 1."""
    sums = np.stack([vectors[groups == group].sum(axis=0) for group in range(groups.max() + 1)])
    return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
