"""Fifty random jobs among all models under a budget that holds only the largest of them.

    uv run python -m tests.benchmarks.bench_soak [--jobs 50] [--seed 1] [--weights FOLDER]

Every job is a real one (read, load, run, write) on a small picture or a prompt, on the CPU in
float32, in one process. Afterwards idle models are unloaded, so that what is compared from job to
job is what stays for good. Fails if a job runs out of memory, if the loaded models exceed the
budget, or if the resident set after the last job is more than 5 % above the one after the tenth.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipelines.budget import ANY, spoken
from pipelines.places import Places, default_places
from pipelines.progress import Progress
from pipelines.registry import model
from pipelines.spec import ModelSpec, Task
from tests.benchmarks.bench_plan import (
    chosen,
    make_picture,
    prepare,
    start_engine,
    status,
    with_a_face,
)
from tests.seeded_weights import SeededStore, weight_path
from tests.speech_samples import joined, write_recording

#: Width and height of the pictures, and the words of the prompts.
SIZES = ((64, 48), (96, 80), (128, 96))
WORDS = (20, 200, 800)


def choices(weights: Path, only: list[str]) -> list[tuple[ModelSpec[Any], dict[str, Any]]]:
    """The models and versions of the memory table, ready to run."""
    found: list[tuple[ModelSpec[Any], dict[str, Any]]] = []
    for name, given, _sizes in chosen(only):
        spec = model(name)
        if "checkpoint" in given:
            given = {**given, "checkpoint": weight_path(weights, given["checkpoint"])}
        if "face_enhance" in given or name in ("gfpgan", "codeformer"):
            spec = with_a_face(spec)
        found.append((spec, given))
    return found


class Soak:
    """Random jobs, one after another, in one process."""

    def __init__(self, folder: Path, weights: Path, only: list[str], seed: int) -> None:
        from pipelines.planning import Preferences
        from pipelines.residency import Residency
        from pipelines.run import Runtime, plan_for, with_preferences

        self.folder, self.draw = folder, random.Random(seed)
        self.pictures = [make_picture(folder / f"{w}.png", w, h) for w, h in SIZES]
        self.prompts = [" ".join(["picture"] * words) for words in WORDS]
        self.recordings = [
            write_recording(folder / f"{times}.wav", joined(times=times).samples)
            for times in (1, 2, 4)
        ]
        self.models = choices(weights, only)
        store, places = SeededStore(weights), Places(folder, folder)
        free = Runtime(places, store, Residency(), Preferences("cpu", "float32"))
        self.budget = max(
            plan_for(free, spec, self._params(spec, given, -1)).peak_bytes
            for spec, given in self.models
        )
        wanted = Preferences("cpu", "float32", 0, {ANY: self.budget})
        self.runtime: Runtime = with_preferences(free, wanted)

    def _params(self, spec: ModelSpec[Any], given: dict[str, Any], number: int) -> Any:
        inputs: dict[Task, Sequence[Any]] = {
            Task.CHAT: self.prompts,
            Task.TRANSCRIPTION: self.recordings,
            Task.UPSCALING: self.pictures,
        }
        return spec.params(**{spec.input_field: inputs[spec.task][number]}, **given)

    def run_one(self) -> str:
        """One job on one of the models; a line about it. Raises AssertionError."""
        from pipelines.run import run

        residency = self.runtime.residency
        spec, given = self.draw.choice(self.models)
        params = self._params(spec, given, self.draw.randrange(len(SIZES)))
        endings = {Task.CHAT: "txt", Task.TRANSCRIPTION: "srt", Task.UPSCALING: "png"}
        target = self.folder / f"out.{endings[spec.task]}"
        outcome = run(self.runtime, spec, params, target, spec.output(), Progress())
        residents, loaded = residency.residents(), residency.loaded_bytes("cpu")
        assert not any("memory" in str(note) for note in outcome.notes), outcome.notes
        assert loaded <= self.budget, (loaded, self.budget)
        assert not any(item.leases for item in residents)
        return (
            f"{spec.name:<12} {outcome.seconds:6.1f} s, {len(residents)} loaded with "
            f"{spoken(loaded)}, resident {spoken(status()['VmRSS'])}"
        )

    def settled(self) -> int:
        """What is resident with every model unloaded, in bytes."""
        self.runtime.residency.free_now()
        return status()["VmRSS"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[], help="models or versions")
    parser.add_argument("--weights", type=Path, default=default_places().weights)
    asked = parser.parse_args()
    prepare(asked.weights, asked.only)
    start_engine(model("whisperx"))  # which brings torch, too
    with TemporaryDirectory() as name:
        soak = Soak(Path(name), asked.weights, asked.only, asked.seed)
        print(f"{len(soak.models)} models, budget {spoken(soak.budget)}: the largest alone fits.")
        early = min(10, asked.jobs // 2)
        first = 0
        for number in range(1, asked.jobs + 1):
            print(f"{number:3} {soak.run_one()}", flush=True)
            if number == early:
                first = soak.settled()
        growth = (soak.settled() / first - 1) * 100
    print(f"\nResident with nothing loaded, after job {early}: {spoken(first)}.")
    print(f"Growth from job {early} to {asked.jobs}: {growth:+.1f} %.")
    return 1 if growth > 5 else 0


if __name__ == "__main__":
    sys.exit(main())
