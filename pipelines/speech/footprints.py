"""What memory a transcription takes, from the size of the model and the length of the recording.

Its stages are loaded one after another on one seat, so the largest of them counts.
"""

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint, Phase
from pipelines.speech.params import TranscriptionParams
from pipelines.text import text

MIB = 1024**2
#: Bytes of a second of sound: float32 at 16 kHz, half as much again while it is decoded.
_SECOND = 16_000 * 4
#: Bytes of one weight by number format; embeddings and convolutions stay in floats under int8.
_WEIGHT = {"int8": 1.3, "int8_float16": 1.3, "float16": 2.0, "float32": 4.0}


def compute_type_of(params: TranscriptionParams, plan: Plan) -> str:
    """The number format that Whisper computes with."""
    if params.compute_type != "auto":
        return params.compute_type
    return "int8" if plan.kind == "cpu" else "float16"


def transcription_footprint(
    parameters: int, extent: Extent, params: TranscriptionParams, plan: Plan
) -> Footprint:
    """Whisper with `parameters` weights on a recording of `extent.pixels` seconds."""
    seconds = extent.pixels
    whisper = int(parameters * _WEIGHT[compute_type_of(params, plan)])
    sound = seconds * _SECOND
    phases = [
        Phase(text("Decoding the recording"), 0, sound * 3 // 2),
        Phase(
            text("Transcribing"),
            _listening_bytes(parameters, params)
            if plan.kind == "cpu"
            else _listening_bytes(parameters, params) // 2,
            sound,
        ),
    ]
    return Footprint(whisper, 2 * parameters + whisper, tuple(phases))


def _listening_bytes(parameters: int, params: TranscriptionParams) -> int:
    """Encoder states and the beams' keys and values, which grow with batch and width."""
    width = (parameters / 190) ** 0.5  # within a tenth from tiny to large
    per_chunk = 1500 * width * 4 * 24
    return int(40 * MIB + params.batch_size * per_chunk)
