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

#: Width and decoder layers of the published models, by their number of weights.
_SHAPES = {
    37_760_000: (384, 4),
    72_600_000: (512, 6),
    166_100_000: (768, 4),
    241_700_000: (768, 12),
    394_400_000: (1024, 2),
    756_400_000: (1280, 2),
    763_900_000: (1024, 24),
    808_900_000: (1280, 4),
    1_543_500_000: (1280, 32),
}
#: Frames of half a minute, and tokens that a text of it takes.
_FRAMES, _TOKENS = 1500, 200
#: Tokenizer, sound filters and voice activity, measured; what decoding takes for itself.
_BESIDE, _WORKING = 20 * MIB, 160 * MIB


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
    compute_type = compute_type_of(params, plan)
    whisper = int(parameters * _WEIGHT[compute_type]) + _BESIDE
    sound = seconds * _SECOND
    at_once = min(params.batch_size, -(-seconds // params.chunk_size))
    number = 2 if "float16" in compute_type else 4
    phases = [
        Phase(text("Decoding the recording"), 0, sound * 3 // 2),
        Phase(
            text("Transcribing"),
            _WORKING + at_once * _stretch_bytes(parameters, params.beam_size, number),
            sound,
        ),
    ]
    return Footprint(whisper, 2 * parameters + whisper, tuple(phases))


def _stretch_bytes(parameters: int, beams: int, number: int) -> int:
    """What one stretch of half a minute takes, of numbers with so many bytes.

    While it is encoded, each head's attention of all frames to all; while it is decoded, keys and
    values of the frames, and of each beam's text, for every layer.
    """
    nearest = min(_SHAPES, key=lambda known: max(known, parameters) / min(known, parameters))
    width, layers = _SHAPES[nearest]
    encoding = width // 64 * _FRAMES**2 * number * 23 // 20  # with what is between the layers
    decoding = 2 * width * layers * (_FRAMES + beams * _TOKENS) * number
    return max(encoding, decoding)
