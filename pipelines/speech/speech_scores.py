"""How likely each moment of a recording is speech, by Silero or by pyannote, both of this machine.

Silero VAD 6 (https://github.com/snakers4/silero-vad, MIT) comes with faster-whisper, pyannote's
segmentation model (Bredin and Laurent 2021, arXiv:2104.04045, MIT) with whisperx.
"""

import gc
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.heap import trim_heap
from pipelines.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RATE = 16_000

#: Samples that Silero judges at once, and those before them that it sees.
_FRAME, _CONTEXT = 512, 64
#: Frames between two looks at whether to stop: a minute of recording.
_BATCH = 1875


@dataclass(frozen=True, eq=False)
class SpeechScores:
    """`values` (n,), 0 to 1; the middle of value i is at `first` + i * `step` seconds."""

    values: "NDArray[np.float32]"
    first: float
    step: float


def silero_scores(samples: "NDArray[np.float32]", progress: Progress) -> SpeechScores:
    """A score each 32 ms. Memory stays that of a minute, however long the recording."""
    import numpy as np
    from faster_whisper.utils import get_assets_path
    from faster_whisper.vad import SileroVADModel

    session = SileroVADModel(str(Path(get_assets_path()) / "silero_vad_v6.onnx")).session
    memory, cell = (np.zeros((1, 1, 128), np.float32) for _ in range(2))
    before = np.zeros(_CONTEXT, np.float32)
    found: list[NDArray[np.float32]] = []
    for start in range(0, len(samples), _BATCH * _FRAME):
        block = samples[start : start + _BATCH * _FRAME]
        block = np.pad(block, (0, -len(block) % _FRAME))
        frames = block.reshape(-1, _FRAME)
        contexts = np.vstack((before, frames[:-1, -_CONTEXT:]))
        given = {"input": np.hstack((contexts, frames)), "h": memory, "c": cell}
        values, memory, cell = map(np.asarray, session.run(None, given))
        found.append(values.reshape(-1))
        before = frames[-1, -_CONTEXT:]
        progress.update(min(1.0, (start + len(block)) / len(samples)))
    values = np.concatenate(found) if found else np.zeros(0, np.float32)
    step = _FRAME / _RATE
    return SpeechScores(values, step / 2, step)


def pyannote_scores(samples: "NDArray[np.float32]", progress: Progress) -> SpeechScores:
    """A score each 17 ms: whether anybody of up to three speaks. As whisperx computes it."""
    import numpy as np
    import torch

    if len(samples) < _FRAME:
        return SpeechScores(np.zeros(0, np.float32), 0.0, 1.0)
    model = _segmentation_model()

    def tell(completed: int | None = None, total: int | None = None, **_more: Any) -> None:
        progress.update(completed / total if completed is not None and total else None)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pyannote.audio import Inference

            inference = Inference(model, pre_aggregation_hook=_anybody)
            sound = {"waveform": torch.from_numpy(samples).unsqueeze(0), "sample_rate": _RATE}
            found: Any = inference(sound, hook=tell)
        window = found.sliding_window
        values = np.ravel(found.data).astype(np.float32)
    finally:
        del model
        gc.collect()
        trim_heap()
    return SpeechScores(values, window.start + window.duration / 2, window.step)


def _anybody(scores: "NDArray[np.floating]") -> "NDArray[np.floating]":
    return scores.max(axis=-1, keepdims=True)


def _segmentation_model() -> Any:
    """pyannote's network with the weights that whisperx carries, of which nothing is run."""
    import importlib.util

    from pipelines.speech.pickled import classes_in_pyannote_checkpoints, read_pickled

    found = importlib.util.find_spec("whisperx")
    assert found is not None
    assert found.origin is not None
    weights = Path(found.origin).parent / "assets" / "pytorch_model.bin"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # says at length that torchcodec is not there
        from pyannote.audio.models.segmentation import PyanNet

        checkpoint = read_pickled(weights, classes_in_pyannote_checkpoints())
        model = PyanNet(**checkpoint["hyper_parameters"])
        model.on_load_checkpoint(checkpoint)
    model.load_state_dict(checkpoint["state_dict"])
    return model.eval()
