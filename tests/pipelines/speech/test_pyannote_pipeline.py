"""pyannote's pipeline from files of the published form, with random weights and no network."""

import os
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipelines.device import Plan
from pipelines.errors import BadInput, UnsafeCheckpoint
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech.pyannote_pipeline import PyannoteDiarizer
from pipelines.speech.speaker_clustering import Bounds
from pipelines.speech.speaker_models import PYANNOTE_FILES
from pipelines.text import text
from tests.pipelines.speech.test_alignment import read

pytestmark = pytest.mark.filterwarnings("ignore")
PLAN = Plan("cpu", "float32", 0, text("test"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from tests.tiny_pyannote import write_random_community_1

        return write_random_community_1(tmp_path_factory.mktemp("community-1"))


def test_runs_offline(files: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        raise AssertionError("it wants the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    diarizer = PyannoteDiarizer(files, PLAN)
    assert os.environ["PYANNOTE_METRICS_ENABLED"] == "false"
    seen: list[float] = []
    samples = read("librivox-0880.flac")
    found = diarizer.diarize(
        samples, Bounds(most=2), Progress(lambda r: seen.append(r.fraction or 0))
    )
    assert found.engine == "pyannote/speaker-diarization-community-1"
    assert found.turns
    assert found.speakers[0] == "SPEAKER_00"
    assert len(found.speakers) <= 2
    assert all(0 <= turn.start < turn.end <= 10.1 for turn in found.turns)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert diarizer.diarize(np.zeros(10, np.float32), Bounds(), Progress()).turns == ()
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        diarizer.diarize(samples, Bounds(), Progress(cancel=token))
    diarizer.close()


def test_refuses_what_would_run_code(files: dict[str, Path], tmp_path: Path) -> None:
    import torch

    evil = tmp_path / "segmentation.bin"
    torch.save({"state_dict": {}, "run": os.system}, evil)
    with pytest.raises(UnsafeCheckpoint):
        PyannoteDiarizer({**files, PYANNOTE_FILES[1].name: evil}, PLAN)
    torch.save({"state_dict": {}}, evil)
    with pytest.raises(BadInput, match="cannot be used"):
        PyannoteDiarizer({**files, PYANNOTE_FILES[1].name: evil}, PLAN)
