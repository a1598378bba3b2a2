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
from pipelines.speech import speaker_models
from pipelines.speech.ctc_aligner import SAMPLE_RATE, release
from pipelines.speech.pickled import classes_in_pyannote_checkpoints, read_pickled
from pipelines.speech.speaker_clustering import Bounds
from pipelines.speech.turns import Diarization, Turn, in_order

ENGINE = speaker_models.PYANNOTE

#: What it takes at its height beside the recording: networks, and a batch of windows.
PYANNOTE_BYTES = 1200 * 1024**2

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

            transform, plda = speaker_models.TRANSFORM.name, speaker_models.PLDA.name
            try:
                told = yaml.safe_load(files[speaker_models.CONFIG.name].read_text(encoding="utf-8"))
                given = told["pipeline"]["params"]
                pipeline: Any = SpeakerDiarization(
                    segmentation=_network(files[speaker_models.SEGMENTATION.name]),
                    embedding=_network(files[speaker_models.EMBEDDING.name]),
                    plda=PLDA(files[transform], files[plda]),
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
            total, done = told.get("total"), told.get("completed")
            if step in _STEPS and total and done is not None:
                first, last = _STEPS[step]
                progress.update(first + (last - first) * float(done) / total)
            else:
                progress.check()

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
