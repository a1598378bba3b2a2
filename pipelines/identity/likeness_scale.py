"""A likeness beside that of the photos of a person among themselves. Imports nothing large."""

#: How alike two good photos of one person are, where there is only one photo to go by: the cosine
#: of ArcFace's measures is mostly above 0.4 for two photos of one person, 0.6 between good ones.
USUAL = 0.6
#: Photos that are less alike than this give no measure to go by.
_LEAST_AMONG = 0.2


def relative_likeness(likeness: float, among: float | None) -> float:
    """How alike a result is, where 1 is as alike as the photos of the person are to each other.

    Both are cosines to a mean of photos. With a single photo `USUAL` stands for the second.
    """
    return likeness / max(_LEAST_AMONG, among if among is not None else USUAL)
