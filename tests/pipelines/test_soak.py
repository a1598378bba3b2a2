"""Models that take turns under a budget for one of them: nothing runs out, nothing piles up."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.weights.store import WeightStore


@pytest.mark.slow
def test_eight_jobs_in_a_process_of_its_own(kept_weights: Path, starter_store: WeightStore) -> None:
    """The short form of tests/benchmarks/bench_soak.py, on the smallest models."""
    done = subprocess.run(
        [
            sys.executable, "-W", "ignore", "-m", "tests.benchmarks.bench_soak",
            "--jobs", "8", "--weights", str(kept_weights),
            "--only", "x4plus-anime", "real-esrgan animevideov3", "general-x4v3", "chat",
        ],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Growth from job 4 to 8" in done.stdout
