"""ONNX files opened for the CPU, with few threads: a face takes a tenth of a second."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime

#: More threads than this make one face no faster.
MOST_THREADS = 4
_ERRORS_ONLY = 3


def open_session(path: Path) -> "onnxruntime.InferenceSession":
    """A session that computes on the CPU and leaves the other cores to others."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(MOST_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    # Threads that have nothing to do sleep instead of keeping a core busy.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
