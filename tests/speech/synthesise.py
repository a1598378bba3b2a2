"""Make the synthesised clips again: ``python -m tests.speech.synthesise`` (needs espeak-ng).

The library tells at which sample each word begins, which is what makes these clips worth having.
"""

import ctypes
import ctypes.util
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent

_SYNCHRONOUS, _UTF8, _WORD, _END = 2, 1, 1, 0


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),  # ms
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_void_p),
    )


_HEAR = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


def speak(text: str, voice: str) -> tuple[NDArray[np.int16], int, list[dict[str, Any]]]:
    """Samples, their rate, and where each word of `text` begins in seconds."""
    library = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1")
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, None, 0)
    pieces: list[NDArray[np.int16]] = []
    begins: dict[int, float] = {}

    def hear(wave: Any, count: int, events: Any) -> int:
        if count:
            pieces.append(np.ctypeslib.as_array(wave, (count,)).copy())
        index = 0
        while events[index].type != _END:
            if events[index].type == _WORD:
                begins.setdefault(events[index].text_position - 1, events[index].sample / rate)
            index += 1
        return 0

    callback = _HEAR(hear)
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise SystemExit(f"espeak-ng has no voice {voice}")
    spoken = text.encode()
    library.espeak_Synth(spoken, len(spoken) + 1, 0, 1, 0, _UTF8, None, None)
    words, position = [], 0
    for word in text.split():
        position = text.index(word, position)
        words.append({"word": word, "start": begins.get(position)})
        position += len(word)
    return np.concatenate(pieces), rate, words


def main() -> None:
    import av

    told = json.loads((HERE / "synthesised.json").read_text(encoding="utf-8"))
    for name, clip in told.items():
        samples, rate, words = speak(clip["text"], clip["voice"])
        clip["words"] = words
        with av.open(str(HERE / f"{name}.flac"), "w") as container:
            stream = container.add_stream("flac", rate=16000, layout="mono")
            frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
            frame.sample_rate = rate
            resampler = av.AudioResampler(format="s16", layout="mono", rate=16000)
            for given in (frame, None):
                for made in resampler.resample(given):
                    container.mux(stream.encode(made))
            container.mux(stream.encode(None))
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (HERE / "synthesised.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
