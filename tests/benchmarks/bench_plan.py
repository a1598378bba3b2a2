"""Memory as planned against memory as taken, for every model at three sizes.

    uv run python -m tests.benchmarks.bench_plan [--only gfpgan swinir] [--weights FOLDER]

Each case is a process of its own that reads, loads, runs and writes as a job does, on the CPU in
float32. What counts is the peak resident set (VmHWM, which misses nothing between two looks),
above the resident set once the engine is started: torch and the other libraries imported, nothing
loaded. Linux only. Prints Markdown; the exit code is 1 if a case is off by more than --limit.

Weights that only their publishers have are random ones in the real format. A face restorer is
told where one face is, since random weights find none. The file of the user's own is a copy of
a starter's tensors.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.heap import prepare_heap
from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.writing import write_picture
from pipelines.networks import catalogue
from pipelines.places import Places, default_places
from pipelines.registry import model
from pipelines.spec import ModelSpec, Task
from tests.examples import photo

SMALL = ((160, 120), (288, 224), (448, 320))
WIDE = ((320, 240), (800, 600), (1600, 1200))

#: Prompts of so many words, one line each.
WORDS = ((50, 1), (400, 1), (1500, 1))

#: Recordings of so many seconds.
SECONDS = ((30, 1), (300, 1), (1800, 1))

#: Model, params, and width and height of the three pictures.
CASES: tuple[tuple[str, dict[str, Any], tuple[tuple[int, int], ...]], ...] = (
    ("real-esrgan", {"version": "x4plus"}, SMALL),
    ("real-esrgan", {"version": "x4plus-anime"}, SMALL),
    ("real-esrgan", {"version": "animevideov3"}, WIDE),
    ("real-esrgan", {"version": "general-x4v3"}, WIDE),
    ("real-esrgan", {"version": "x2plus"}, SMALL),
    ("real-esrgan", {"version": "animevideov3", "face_enhance": True}, SMALL),
    ("gfpgan", {"version": "v1.4", "background_enhance": False}, WIDE),
    ("gfpgan", {"version": "v1.3", "background_enhance": True}, SMALL),
    ("codeformer", {"background_enhance": False, "face_upsample": False}, WIDE),
    ("codeformer", {}, SMALL),
    ("swinir", {"task_type": "Real-World Image Super-Resolution-Large"}, SMALL),
    ("swinir", {"task_type": "Real-World Image Super-Resolution-Medium"}, SMALL),
    ("swinir", {"task_type": "Color Image Denoising"}, SMALL),
    ("swinir", {"task_type": "Grayscale Image Denoising"}, SMALL),
    ("swinir", {"task_type": "JPEG Compression Artifact Reduction"}, SMALL),
    ("spandrel", {"checkpoint": catalogue.REAL_ESRGAN_X4PLUS_ANIME.name}, SMALL),
    ("spandrel", {"checkpoint": catalogue.REAL_ESRGAN_ANIMEVIDEOV3.name}, WIDE),
    ("spandrel", {"checkpoint": catalogue.SWINIR_MEDIUM_X2.name}, SMALL),
    ("chat", {"context_length": 2048, "max_new_tokens": 16}, WORDS),
    ("chat", {"max_new_tokens": 16}, WORDS),
    ("whisperx", {"model": "tiny.en", "diarize": True}, SECONDS),
    ("whisperx", {"model": "base"}, SECONDS),
)


def status() -> dict[str, int]:
    """VmRSS and VmHWM of this process in bytes."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    return {line[0].rstrip(":"): int(line[1]) * 1024 for line in lines if line[0].startswith("Vm")}


def reset_peak() -> None:
    """From now on VmHWM counts anew (proc(5), clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5")


def with_a_face(spec: ModelSpec[Any]) -> ModelSpec[Any]:
    """The same model, whose detector looks and is then told where a face is."""
    points = np.array([[0.39, 0.21], [0.47, 0.21], [0.44, 0.26], [0.4, 0.3], [0.48, 0.29]])

    def load(*given: Any) -> Any:
        loaded = spec.load(*given)
        network = loaded.faces.detector.network
        look = network.detect_faces

        def detect(image: NDArray[np.float32], threshold: float) -> NDArray[np.float32]:
            look(image, threshold)
            side = min(image.shape[:2])
            return np.concatenate([[0, 0, side, side, 0.99], points.ravel() * side])[None]

        network.detect_faces = detect
        return loaded

    return replace(spec, load=load)


def run_case(name: str, given: dict[str, Any], weights: Path, source: Path) -> dict[str, Any]:
    """In a fresh process: what was planned and what was taken, in bytes."""
    from pipelines.pace import Pace
    from pipelines.planning import Preferences
    from pipelines.progress import Progress
    from pipelines.residency import Residency
    from pipelines.run import Runtime, open_session, plan_for
    from pipelines.weights.store import WeightStore
    from tests.seeded_weights import SeededStore, weight_path

    spec, folder = model(name), source.parent
    if "checkpoint" in given:
        given = {**given, "checkpoint": weight_path(weights, given["checkpoint"])}
    if "face_enhance" in given or name in ("gfpgan", "codeformer"):
        spec = with_a_face(spec)
    is_prompt = spec.task is Task.CHAT
    params = spec.params(**{spec.input_field: source.read_text() if is_prompt else source}, **given)
    # a transcription asks for more while it runs, and does without
    is_talk = spec.task is Task.TRANSCRIPTION
    store = WeightStore(weights, offline=True) if is_talk else SeededStore(weights)
    places = Places(folder, folder)
    runtime = Runtime(
        places, store, Residency(), Preferences("cpu", "float32"), Pace(folder / "pace.json")
    )
    plan = plan_for(runtime, spec, params)
    store.fetch(tuple(spec.weights(params)), Progress())
    start_engine(spec)
    base = status()["VmRSS"]
    reset_peak()
    with open_session(runtime, spec, params, Progress()) as session:
        session.load(Progress())
        loading, loaded = status()["VmHWM"] - base, status()["VmRSS"] - base
        content = spec.read(params)
        result, used, notes = session.compute(content, params, Progress())
        running = status()["VmHWM"] - base
        provenance = session.provenance(params, used)
        suffix = ".json" if spec.task is Task.TRANSCRIPTION else source.suffix
        spec.write(result, folder / f"out{suffix}", spec.output(), provenance)
    return {
        "planned": plan.peak_bytes,
        "taken": status()["VmHWM"] - base,
        "loading": loading,
        "loaded": loaded,
        "running": running,
        "tile": used.tile,
        "reason": str(plan.reason),
        "steps": [str(step) for step in plan.steps],
        "notes": [str(note) for note in notes],
    }


def start_engine(spec: ModelSpec[Any]) -> None:
    """Import everything that a job imports, so that only the job's own memory is left."""
    prepare_heap()
    if spec.task is Task.TRANSCRIPTION:
        for name in (spec.engine, "av", "onnxruntime", "torch"):  # torch for speakers
            import_module(name)
        return
    for name in ("torch", "spandrel", "spandrel_extra_arches", "pipelines.networks.faces"):
        import_module(name)
    import_module("pipelines.networks.windows")
    import_module("pipelines.networks.compact")  # with numba, and its kernels
    import_module("gguf")
    import_module("xllamacpp")
    from pipelines.checkpoint import _install_extra_architectures
    from pipelines.media.vips import vips

    vips()
    _install_extra_architectures()


def make_picture(path: Path, width: int, height: int) -> Path:
    """A photo repeated to that size, as PNG."""
    piece = photo(512, 512, 0, 0)
    pixels = np.tile(piece, (-(-height // 512), -(-width // 512), 1))[:height, :width]
    write_picture(Picture(np.ascontiguousarray(pixels)), path, PictureOutput(), {})
    return path


def make_recording(path: Path, seconds: int) -> Path:
    """Clips joined with pauses, over and over."""
    from tests.speech_samples import LIBRIVOX, RATE, joined, synthesised, write_recording

    piece = joined((*LIBRIVOX[:3], synthesised(), *LIBRIVOX[3:]), pauses=(1, 2)).samples
    return write_recording(path, np.resize(piece, seconds * RATE))


def make_input(folder: Path, name: str, width: int, height: int) -> Path:
    """A picture of that size, a prompt of so many words, or so many seconds of speech."""
    if model(name).task is Task.TRANSCRIPTION:
        return make_recording(folder / "in.wav", width)
    if model(name).task is not Task.CHAT:
        return make_picture(folder / "in.png", width, height)
    path = folder / "in.txt"
    path.write_text("\n".join(["owl " * width] * height))
    return path


def measure(name: str, given: dict[str, Any], size: tuple[int, int], weights: Path) -> Any:
    """One case in a process of its own."""
    with TemporaryDirectory() as folder:
        source = make_input(Path(folder), name, *size)
        command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.bench_plan"]
        case = json.dumps([name, given, str(weights), str(source)])
        done = subprocess.run([*command, "--case", case], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return json.loads(done.stdout.splitlines()[-1])


def chosen(only: list[str]) -> list[tuple[str, dict[str, Any], tuple[tuple[int, int], ...]]]:
    """The cases whose model or values contain one of these words; all for none."""
    return [
        (name, given, sizes)
        for name, given, sizes in CASES
        if not only or any(word in f"{name} {title_of(given)}" for word in only)
    ]


def title_of(given: dict[str, Any]) -> str:
    return " ".join(str(value) for value in given.values())


def prepare(weights: Path, only: list[str]) -> None:
    """All weights there before anything is measured."""
    from pipelines.progress import Progress
    from tests.seeded_weights import SeededStore

    store = SeededStore(weights)
    for name, given, _sizes in chosen(only):
        spec = model(name)
        wanted = spec.weights(spec.example(**given))
        if "checkpoint" in given:
            wanted = tuple(w for w in catalogue.ALL if w.name == given["checkpoint"])
        store.fetch(wanted, Progress())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="models or versions")
    parser.add_argument("--weights", type=Path, default=default_places().weights)
    parser.add_argument("--limit", type=float, default=10.0, help="per cent")
    parser.add_argument("--sizes", type=int, nargs="*", default=[0, 1, 2], help="of the three")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.case:
        name, given, weights, source = json.loads(asked.case)
        print(json.dumps(run_case(name, given, Path(weights), Path(source))))
        return 0
    prepare(asked.weights, asked.only)
    worst = 0.0
    print("| model | picture | tile | planned | taken | off by |")
    print("|---|---|---|---|---|---|", flush=True)
    for name, given, sizes in chosen(asked.only):
        for size in (sizes[number] for number in asked.sizes):
            found = measure(name, given, size, asked.weights)
            off = (found["planned"] / found["taken"] - 1) * 100
            worst = max(worst, abs(off))
            print(
                f"| {name} {title_of(given)} | {size[0]}×{size[1]} | {found['tile']} "
                f"| {found['planned'] / 1e6:.0f} MB | {found['taken'] / 1e6:.0f} MB "
                f"| {off:+.1f} % |",
                flush=True,
            )
            if asked.verbose:
                print(json.dumps(found), flush=True)
    print(f"\nFurthest off: {worst:.1f} %.")
    return 1 if worst > asked.limit else 0


if __name__ == "__main__":
    sys.exit(main())
