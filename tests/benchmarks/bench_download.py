"""Download torture: 200 downloads from a server that drops, stalls, lies, refuses and changes the
file, by downloaders that are killed at random. Prints what they met and what it cost.

Run with ``uv run python -m tests.benchmarks.bench_download [RUNS]``.
"""

import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.pipelines.weights.torture import SIZE, Ordeal, downloaders, ordeal

_RUNS = 200


def table(runs: list[Ordeal]) -> str:
    """Markdown, one line a figure."""
    met: Counter[str] = sum((run.met for run in runs), Counter())
    said: Counter[str] = sum((run.said for run in runs), Counter())
    ratios = [run.worst_ratio for run in runs]
    rows = [
        (f"runs, each a file of {SIZE / 1e6:.0f} MB", len(runs)),
        ("right in the end", sum(run.right for run in runs)),
        ("bytes read / size, median", f"{statistics.median(ratios):.4f}"),
        ("bytes read / size, worst", f"{max(ratios):.4f}"),
        ("files that changed on the server meanwhile", sum(run.changed for run in runs)),
        ("downloaders started", sum(run.starts for run in runs)),
        ("... killed with kill -9", sum(run.kills for run in runs)),
        ("... two at the same file at once", sum(run.pairs for run in runs)),
        *((f"answers: {fate}", count) for fate, count in met.most_common()),
        *((f"ends: {words}", count) for words, count in said.most_common()),
        ("seconds a run, median", f"{statistics.median(run.seconds for run in runs):.1f}"),
    ]
    return "\n".join(f"| {name} | {value} |" for name, value in (("", ""), ("---", "---"), *rows))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _RUNS
    runs: list[Ordeal] = []
    with downloaders() as processes, tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            place = Path(folder, str(seed))
            place.mkdir()
            run = ordeal(seed, place, processes)
            runs.append(run)
            if not run.right or run.worst_ratio > 1.05:
                print("BAD", run, file=sys.stderr, flush=True)
            for path in place.rglob("*"):
                if path.is_file():
                    path.unlink()
    print(table(runs))


if __name__ == "__main__":
    main()
