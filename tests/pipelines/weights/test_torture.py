"""Downloads that go through everything at once; 200 of them are in bench_download."""

from pathlib import Path

from tests.pipelines.weights.torture import downloaders, ordeal

RUNS = 20


def test_every_file_is_right_in_the_end_and_little_is_fetched_twice(tmp_path: Path) -> None:
    with downloaders() as processes:
        for seed in range(RUNS):
            folder = tmp_path / str(seed)
            folder.mkdir()
            run = ordeal(seed, folder, processes)
            assert run.right, run
            assert run.worst_ratio <= 1.05, run
