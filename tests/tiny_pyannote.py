"""pyannote's community-1 as it is published (config, checkpoints, PLDA), with random weights."""

from pathlib import Path
from typing import Any

import numpy as np

CONFIG = """
dependencies:
  pyannote.audio: 4.0.0
pipeline:
  name: pyannote.audio.pipelines.SpeakerDiarization
  params:
    clustering: VBxClustering
    segmentation: $model/segmentation
    segmentation_batch_size: 4
    embedding: $model/embedding
    embedding_batch_size: 4
    embedding_exclude_overlap: true
    plda: $model/plda
params:
  clustering:
    threshold: 0.6
    Fa: 0.07
    Fb: 0.8
  segmentation:
    min_duration_off: 0.0
"""


def write_random_community_1(folder: Path) -> dict[str, Path]:
    """Store name -> path."""
    import torch
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.embedding import WeSpeakerResNet34
    from pyannote.audio.models.segmentation import PyanNet

    from pipelines.speech.speaker_models import PYANNOTE_FILES

    config, segmentation, embedding, plda, transform = (
        folder / weight.name for weight in PYANNOTE_FILES
    )
    folder.mkdir(parents=True, exist_ok=True)
    config.write_text(CONFIG)
    torch.manual_seed(3)
    listener = PyanNet(lstm={"hidden_size": 16, "num_layers": 1, "bidirectional": True})
    listener.specifications = Specifications(
        Problem.MONO_LABEL_CLASSIFICATION,
        Resolution.FRAME,
        duration=10.0,
        classes=["speaker#1", "speaker#2", "speaker#3"],
        powerset_max_classes=2,
        permutation_invariant=True,
    )
    listener.build()
    with torch.no_grad():  # else each class is as likely as any other
        listener.classifier.weight.mul_(30)
    _save(listener, segmentation)
    voices = WeSpeakerResNet34()
    voices.specifications = Specifications(Problem.REPRESENTATION, Resolution.CHUNK, duration=5.0)
    voices.build()
    _save(voices, embedding)
    chance = np.random.default_rng(5)
    np.savez(
        transform, mean1=np.zeros(256), mean2=np.zeros(128), lda=chance.normal(size=(256, 128))
    )
    np.savez(plda, mu=np.zeros(128), tr=np.eye(128) + 0.01, psi=np.linspace(2, 1, 128))
    return {weight.name: folder / weight.name for weight in PYANNOTE_FILES}


def _save(network: Any, path: Path) -> None:
    import torch

    content: dict[str, Any] = {
        "state_dict": network.state_dict(),
        "hyper_parameters": dict(network.hparams),
        "hparams_name": "kwargs",
    }
    network.on_save_checkpoint(content)
    torch.save(content, path)
