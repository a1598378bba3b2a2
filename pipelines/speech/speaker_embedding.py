"""Voices as vectors: Resemblyzer's VoiceEncoder, the starter for telling speakers apart.

Three LSTM layers on mel power, trained by GE2E (Wan et al. 2018, arXiv 1710.10467); the network
and the treatment of sound are those of resemble-ai/Resemblyzer 0.1.4 (Apache-2.0), whose librosa
features are computed with torch here. Vectors are of length 1 and have no negative parts.
"""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.errors import BadInput
from pipelines.speech.ctc_aligner import SAMPLE_RATE, release
from pipelines.speech.pickled import read_pickled

if TYPE_CHECKING:
    pass

#: A frame is 25 ms wide and they are 10 ms apart; the network hears 160 of them at once.
HOP, _WIDTH, MELS, WINDOW = 160, 400, 40, 160
_HIDDEN, _LAYERS = 256, 3
_LEAST_DBFS = -30.0
#: Windows at once, and frames whose spectrum is taken at once.
_BATCH, _BLOCK = 128, 6000


class VoiceEncoder:
    """The loaded network. Raises BadInput for a file that holds something else."""

    def __init__(self, weights: Path, device: str = "cpu") -> None:
        import torch

        content = read_pickled(weights)
        state = content.get("model_state", {}) if isinstance(content, dict) else {}
        self._lstm: Any = torch.nn.LSTM(MELS, _HIDDEN, _LAYERS, batch_first=True)
        self._linear: Any = torch.nn.Linear(_HIDDEN, _HIDDEN)
        try:
            for prefix, part in (("lstm.", self._lstm), ("linear.", self._linear)):
                part.load_state_dict(
                    {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}
                )
                part.eval().to(device)
        except RuntimeError as error:
            raise BadInput(
                "{name} does not hold the model for voices: remove it and fetch it again.",
                name=weights.name,
            ) from error
        self._device = device

    def embed(
        self, windows: Sequence[np.ndarray], between: Callable[[int], None] = lambda done: None
    ) -> np.ndarray:
        """Vectors of shape (windows, 256) for mel power of shape (160, 40) each.

        `between` is called after each batch with the number done; it may raise.
        """
        import torch

        found = np.empty((len(windows), _HIDDEN), np.float32)
        for first in range(0, len(windows), _BATCH):
            batch = torch.from_numpy(np.stack(windows[first : first + _BATCH])).to(self._device)
            with torch.inference_mode():
                _all, (hidden, _cell) = self._lstm(batch)
                raw = torch.relu(self._linear(hidden[-1]))
                raw = raw / raw.norm(dim=1, keepdim=True).clamp_min(1e-9)
            found[first : first + len(batch)] = raw.cpu().numpy()
            between(min(first + _BATCH, len(windows)))
        return found

    def embed_utterance(self, samples: np.ndarray) -> np.ndarray:
        """One vector for the voice in samples at 16 kHz, as Resemblyzer's `embed_utterance`.

        Silences are not cut out, which Resemblyzer leaves to its `preprocess_wav`.
        """
        starts = _utterance_starts(len(samples))
        mel = mel_power(louder(np.pad(samples, (0, (starts[-1] + WINDOW) * HOP)), samples))
        vectors = self.embed([mel[start : start + WINDOW] for start in starts])
        mean = vectors.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def close(self) -> None:
        """Give the network's memory back."""
        self._lstm = self._linear = None
        release(self._device)


def _utterance_starts(samples: int, rate: float = 1.3, coverage: float = 0.75) -> list[int]:
    """The first frame of each window, as Resemblyzer's `compute_partial_slices`."""
    step = round(SAMPLE_RATE / rate / HOP)
    frames = math.ceil((samples + 1) / HOP)
    starts = list(range(0, max(1, frames - WINDOW + step + 1), step))
    covered = (samples - starts[-1] * HOP) / (WINDOW * HOP)
    return starts[:-1] if covered < coverage and len(starts) > 1 else starts


def louder(samples: np.ndarray, speech: np.ndarray) -> np.ndarray:
    """Samples with the gain that brings `speech` to -30 dBFS, if it is quieter than that."""
    power = float(np.mean(np.square(speech, dtype=np.float64))) if len(speech) else 0.0
    return samples * np.float32(gain_for(power))


def gain_for(power: float) -> float:
    """What samples of that mean square are multiplied by, never less than 1."""
    if power <= 0:
        return 1.0
    return max(1.0, 10 ** ((_LEAST_DBFS - 10 * math.log10(power)) / 20))


def mel_power(samples: np.ndarray) -> np.ndarray:
    """Mel power (not its logarithm) of shape (frames, 40), equal to librosa's `melspectrogram`.

    A frame's centre is at its number times 10 ms. Works through the sound in blocks of a minute.
    """
    import torch
    from torchaudio.functional import melscale_fbanks

    bank = melscale_fbanks(
        _WIDTH // 2 + 1, 0.0, SAMPLE_RATE / 2, MELS, SAMPLE_RATE, "slaney", "slaney"
    )
    window = torch.hann_window(_WIDTH)
    padded = torch.from_numpy(np.pad(samples.astype(np.float32, copy=False), _WIDTH // 2))
    frames = len(samples) // HOP + 1
    found = np.empty((frames, MELS), np.float32)
    for first in range(0, frames, _BLOCK):
        count = min(_BLOCK, frames - first)
        piece = padded[first * HOP : (first + count - 1) * HOP + _WIDTH]
        spectrum = torch.stft(piece, _WIDTH, HOP, window=window, center=False, return_complex=True)
        found[first : first + count] = (spectrum.abs() ** 2).T.matmul(bank).numpy()
    return found
