"""Who speaks when by pyannote's community-1 (pyannote.audio 4), from files that lie here.

Its own loader unpickles whatever a checkpoint holds and tells its makers of every use; here the
networks are put together from tensors that were read safely, and that telling is off.
"""

import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from inspect import signature
from pathlib import Path
from typing import Any

import numpy as np

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.progress import Progress
from pipelines.spec import HuggingFaceSource, Licence, WeightFile
from pipelines.speech.ctc_aligner import SAMPLE_RATE, release
from pipelines.speech.pickled import classes_in_pyannote_checkpoints, read_pickled
from pipelines.speech.speaker_clustering import Bounds
from pipelines.speech.turns import Diarization, Turn, in_order

ENGINE = "pyannote/speaker-diarization-community-1"

_LICENCE = Licence(
    "CC-BY-4.0",
    "https://huggingface.co/pyannote/speaker-diarization-community-1",
    note="Free to use, also commercially, with the makers named; its page asks you to log in and "
    "to agree to its terms before the first download.",
)


def _weight(file: str, title: str, size: int) -> WeightFile:
    return WeightFile(
        "pyannote-community-1." + file.replace("/", "-"),
        f"Speakers: {title}",
        size,
        None,
        _LICENCE,
        (HuggingFaceSource(ENGINE, "main", file),),
    )


_CONFIG = _weight("config.yaml", "settings", 500)
_SEGMENTATION = _weight("segmentation/pytorch_model.bin", "who speaks at once", 5_906_507)
_EMBEDDING = _weight("embedding/pytorch_model.bin", "voices", 26_646_242)
_PLDA = _weight("plda/plda.npz", "likeness of voices", 134_000)
_TRANSFORM = _weight("plda/xvec_transform.npz", "space of voices", 134_000)

#: Everything that the pipeline loads. The repository is gated: an access token is needed.
PYANNOTE_FILES: tuple[WeightFile, ...] = (_CONFIG, _SEGMENTATION, _EMBEDDING, _PLDA, _TRANSFORM)

#: The networks that its checkpoints may name.
_NETWORKS = {
    "PyanNet": "pyannote.audio.models.segmentation",
    "WeSpeakerResNet34": "pyannote.audio.models.embedding",
}
#: Settings of a configuration that are taken over; paths and names are not.
_SETTINGS = (
    "segmentation_step",
    "segmentation_batch_size",
    "embedding_batch_size",
    "embedding_exclude_overlap",
)
_DEFAULTS = {"segmentation_batch_size": 8, "embedding_batch_size": 8,
             "embedding_exclude_overlap": True}  # fmt: skip
#: Share of the work that is done when each of its steps begins and ends.
_STEPS = {"segmentation": (0.0, 0.4), "embeddings": (0.4, 0.97)}

#: The pipeline changes torch's switches for the whole process while it runs.
_running = threading.Lock()


class PyannoteDiarizer:
    """The loaded pipeline. Raises BadInput or UnsafeCheckpoint for files that are not its own."""

    def __init__(self, files: Mapping[str, Path], plan: Plan) -> None:
        import torch
        import yaml

        with _quiet():
            stay_silent()
            from pyannote.audio.core.plda import PLDA
            from pyannote.audio.pipelines import SpeakerDiarization

            try:
                told = yaml.safe_load(files[_CONFIG.name].read_text(encoding="utf-8"))
                given = told["pipeline"]["params"]
                pipeline: Any = SpeakerDiarization(
                    segmentation=_network(files[_SEGMENTATION.name]),
                    embedding=_network(files[_EMBEDDING.name]),
                    plda=PLDA(files[_TRANSFORM.name], files[_PLDA.name]),
                    clustering="VBxClustering",
                    **_DEFAULTS | {name: given[name] for name in _SETTINGS if name in given},
                )
                pipeline.instantiate(told.get("params") or pipeline.default_parameters())
                pipeline.to(torch.device(plan.device))
            except (KeyError, TypeError, ValueError, AttributeError, OSError) as error:
                raise _unusable(error) from error
            except RuntimeError as error:
                if isinstance(error, torch.OutOfMemoryError):
                    raise
                raise _unusable(error) from error
        self._pipeline: Any = pipeline
        self._device = plan.device

    def diarize(self, samples: np.ndarray, bounds: Bounds, progress: Progress) -> Diarization:
        """Turns in float32 mono samples at 16 kHz; those of two people may overlap.

        Raises Cancelled between batches, and torch's out-of-memory error.
        """
        import torch

        if len(samples) < SAMPLE_RATE // 10:
            return Diarization((), ENGINE)

        def hook(step: str, *_made: Any, **told: Any) -> None:
            first, last = _STEPS.get(step, (0.97, 1.0))
            total = told.get("total")
            progress.update(first + (last - first) * told.get("completed", 0) / total
                            if total else None)  # fmt: skip

        sound = {"waveform": torch.from_numpy(samples)[None], "sample_rate": SAMPLE_RATE}
        with _running, _quiet():
            found = self._pipeline(
                sound,
                min_speakers=bounds.least or None,
                max_speakers=bounds.most or None,
                hook=hook,
            )
        tracks = found.speaker_diarization.itertracks(yield_label=True)
        turns = [Turn(piece.start, piece.end, str(voice)) for piece, _track, voice in tracks]
        progress.update(1.0)
        return Diarization(in_order(turns), ENGINE)

    def close(self) -> None:
        """Give the networks' memory back."""
        self._pipeline = None
        release(self._device)


def stay_silent() -> None:
    """pyannote.audio reports each use over the network unless it is told not to."""
    from pyannote.audio.telemetry import set_telemetry_metrics

    set_telemetry_metrics(False)


def _network(path: Path) -> Any:
    """The network of a checkpoint, with its weights in it."""
    from importlib import import_module

    content = read_pickled(path, classes_in_pyannote_checkpoints())
    about = content["pyannote.audio"]
    name = about["architecture"]["class"]
    if name not in _NETWORKS:
        raise ValueError(f"an unknown network, {name}")
    kind = getattr(import_module(_NETWORKS[name]), name)
    known = signature(kind).parameters  # a checkpoint tells of more than it was made with
    given = {key: value for key, value in content["hyper_parameters"].items() if key in known}
    network: Any = kind(**given)
    network.on_load_checkpoint(content)
    network.load_state_dict(content["state_dict"], strict=False)
    missing = set(network.state_dict()) - set(content["state_dict"])
    if missing:
        raise ValueError(f"no weights for {min(missing)}")
    return network.eval()


def _unusable(error: Exception) -> BadInput:
    return BadInput(
        "The models of pyannote that tell speakers apart cannot be used ({reason}): remove them "
        "and fetch them again.",
        reason=" ".join(str(error).split())[:200],
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """It warns of torchcodec, of TF32, and of recordings that are shorter than its window."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
