"""What a job may consist of, and what looks at its input before the model is there."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipelines.progress import Progress
from pipelines.weight_files import WeightFile

P = TypeVar("P")


@dataclass(frozen=True)
class Part(Generic[P]):
    """One of the jobs that a job consists of, with one result.

    `key` tells it from the others and is the same at every start; `names` are what it says to the
    name pattern and to who listens (prompt, style, seed).
    """

    key: str
    params: P
    names: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class FirstLook(Generic[P]):
    """Small models that look at the decoded input before the large one is fetched or loaded, so
    that what is wrong with the input is told at once.

    `weights(params)` are among those of the model. `load(files, params)` puts them on the CPU,
    where they take `size(params)` bytes, and `look(loaded, content, params, progress)` gives the
    content that the model runs on. Both raise BadInput for what cannot be worked on. `starters`
    are small files with which a window can see a little before `weights` are here.
    """

    weights: Callable[[P], tuple[WeightFile, ...]]
    resident_key: Callable[[P], Hashable]
    load: Callable[[Mapping[str, Path], P], Any]
    look: Callable[[Any, Any, P, Progress], Any]
    size: Callable[[P], int]
    starters: tuple[WeightFile, ...] = ()
