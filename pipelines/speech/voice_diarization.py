"""Who speaks when by the starter's voice vectors, where pyannote's gated models are not there.

Windows of 1.6 seconds are embedded, clustered, and each moment goes to the voice it is most like.
It does not hear two people at once, nor turns much shorter than a second.
"""

from collections.abc import Sequence

import numpy as np

from pipelines.progress import Progress
from pipelines.speech.speaker_clustering import Bounds, centres_of, cluster
from pipelines.speech.speaker_embedding import VoiceEncoder
from pipelines.speech.turns import Diarization, Turn, in_order
from pipelines.speech.voice_windows import pure_windows, voices_in, windows_of

ENGINE = "resemblyzer"

#: What it takes at its height beside the recording: the network, a batch, an hour's windows.
VOICE_BYTES = 500 * 1024**2


def diarize_by_voice(
    samples: np.ndarray,
    speech: Sequence[tuple[float, float]],
    encoder: VoiceEncoder,
    bounds: Bounds,
    progress: Progress,
) -> Diarization:
    """Turns within `speech` (start, end in seconds) of float32 mono samples at 16 kHz.

    Raises Cancelled between batches, and torch's out-of-memory error.
    """
    progress.update(0.0)
    spans, windows = windows_of(samples, speech)
    if not windows:
        return Diarization((), ENGINE)
    vectors = encoder.embed(
        windows, lambda done: progress.update(0.05 + 0.85 * done / len(windows))
    )
    numbers = np.repeat(np.arange(len(spans)), [len(span.windows) for span in spans])
    groups = cluster(vectors, pure_windows(spans, vectors), numbers, bounds)
    progress.update(0.95)
    likeness = vectors @ centres_of(vectors, groups).T
    turns = [
        Turn(start, end, str(voice))
        for span in spans
        for start, end, voice in voices_in(span, likeness)
    ]
    progress.update(1.0)
    return Diarization(in_order(turns), ENGINE)
