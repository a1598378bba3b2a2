"""Speed and memory of transcription against whisperX's and openai-whisper's commands, in one run.

    uv run python -m tests.benchmarks.bench_transcription [--model tiny.en] [--minutes 5]

All three get the same recording (the five LibriVox clips of the tests, with pauses, over and over)
and the same weights, English, beam 5; whisperX its defaults but int8, as ours, and no aligner, for
which there are no weights in packages. Each is a process of its own from start to end, imports
included; every round runs each once, in turn, and a first round, which writes their bytecode as an
installation has it, does not count. openai-whisper gets the weights in its own format
(tests/benchmarks/openai_weights.py) and comes by ``uv run --with openai-whisper``. whisperX and
openai-whisper decode with the ffmpeg program, which has to be there. Prints Markdown.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from pipelines.places import default_places
from pipelines.progress import Progress
from pipelines.speech.whisper_folder import folder_for
from pipelines.speech.whisper_models import by_key
from pipelines.weights.store import WeightStore
from tests.benchmarks.openai_weights import save_for_openai
from tests.speech_samples import RATE, joined, word_error_rate, write_recording

PAUSE_S = 2.0


@dataclass
class Side:
    """A command with where it writes its text, and what was measured of it."""

    name: str
    command: list[str]
    output: Path
    bytecode: Path
    environment: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Once, as a process of its own; its peak is what the kernel noted of the process."""
        began = time.monotonic()
        process = subprocess.Popen(
            self.command,
            env={
                **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
                **self.environment,
                "PYTHONPYCACHEPREFIX": str(self.bytecode),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self.output.parent,
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"{self.name}: {said.decode(errors='replace')[-2000:]}")
        self.seconds.append(time.monotonic() - began)
        self.peaks.append(usage.ru_maxrss * 1024)

    @property
    def text(self) -> str:
        told = json.loads(self.output.read_text(encoding="utf-8"))
        return " ".join(segment["text"] for segment in told["segments"])


def recording(folder: Path, minutes: float) -> tuple[Path, str]:
    """A file of about that length, and what is said in it."""
    once = joined(pauses=(PAUSE_S,))
    made = joined(times=max(1, round(minutes * 60 / once.seconds)), pauses=(PAUSE_S,))
    return write_recording(folder / "recording.wav", made.samples), made.text


def sides(folder: Path, audio: Path, model: str) -> list[Side]:
    """The contenders, with their weights in place."""
    store = WeightStore(default_places().weights)
    chosen = by_key(model)
    files = store.fetch(chosen.files, Progress())
    plain_folder = folder / model
    with folder_for(files, chosen) as made:
        plain_folder.mkdir()
        for path in made.path.iterdir():
            (plain_folder / path.name).symlink_to(path.resolve())
    checkpoint = folder / f"{model}.pt"
    save_for_openai(plain_folder / "model.bin", checkpoint)
    ours, bytecode = folder / "hearth.json", folder / "bytecode"
    hearth = [sys.executable, "-m", "pipelines", "run", "whisperx", "--audio", str(audio)]
    hearth += ["--model", model, "--language", "en", "--align-output", "false", "--offline"]
    hearth += ["--quiet", "--device", "cpu", "--output", str(ours)]
    theirs = [sys.executable, "-m", "whisperx", str(audio), "--model", str(plain_folder)]
    theirs += ["--language", "en", "--device", "cpu", "--compute_type", "int8", "--no_align"]
    theirs += ["--output_format", "json", "--output_dir", str(folder)]
    first = [sys.executable, "-m", "whisper.transcribe", str(audio), "--model", str(checkpoint)]
    first += ["--language", "en", "--fp16", "False", "--device", "cpu", "--beam_size", "5"]
    first += ["--output_format", "json", "--output_dir", str(folder / "openai")]
    return [
        Side("Hearth", hearth, ours, bytecode, {"PYTHONPATH": str(Path.cwd())}),
        Side("whisperX", theirs, folder / "recording.json", bytecode, {"HF_HUB_OFFLINE": "1"}),
        Side(
            "openai-whisper",
            first,
            folder / "openai" / "recording.json",
            bytecode,
            {"PYTHONPATH": openai_packages()},
        ),
    ]


def openai_packages() -> str:
    """The folder with openai-whisper, installed for the occasion."""
    code = "import whisper, pathlib; print(pathlib.Path(whisper.__file__).parents[1])"
    words = ["uv", "run", "--no-sync", "--with", "openai-whisper", "python", "-c", code]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def table(found: Sequence[Side], said: str, seconds: float) -> str:
    """Markdown; ratios above 1 mean that Hearth is faster or needs less."""
    ours = found[0]
    lines = [
        "| | seconds (median) | real-time factor | peak memory | word errors | Hearth is faster "
        "| and takes of its memory |",
        "|---|---|---|---|---|---|---|",
    ]
    for side in found:
        taken, peak = median(side.seconds), max(side.peaks)
        errors = word_error_rate(said, side.text)
        lines.append(
            f"| {side.name} | {taken:.1f} | {taken / seconds:.3f} | {peak / 1e6:.0f} MB "
            f"| {errors:.1%} | {taken / median(ours.seconds):.2f} × "
            f"| {max(ours.peaks) / peak:.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "openai").mkdir()
        audio, said = recording(folder, given.minutes)
        found = sides(folder, audio, given.model)
        for number in range(given.rounds + 1):
            for side in found:
                side.run()
                if number == 0:
                    side.seconds.clear()
                    continue
                print(f"{side.name}: {side.seconds[-1]:.1f} s", file=sys.stderr)
        seconds = audio.stat().st_size / 2 / RATE
        print(f"{given.model}, {seconds:.0f} s of speech, whole commands, {given.rounds} rounds.\n")
        print(table(found, said, seconds))


if __name__ == "__main__":
    main()
