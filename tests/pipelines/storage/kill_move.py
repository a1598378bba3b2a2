"""Kills a move with SIGKILL at each of its steps in turn, and finishes it; run as a process.

A step is anything that the system is asked to do with a file. Prints how many kills it did.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from pipelines.places import Places, read_location
from pipelines.progress import Progress
from pipelines.storage.move import move
from tests.pipelines.storage.homes import faults, furnish

_STEPS = frozenset(("open", "os.rename", "os.remove", "os.link", "os.rmdir", "os.mkdir"))


def in_child(work: "object", kill_at: int | None) -> int:
    """Do `work` in a forked process. Returns its status; it is killed at step `kill_at`."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    steps = count()

    def on_event(event: str, _args: tuple[object, ...]) -> None:
        if event in _STEPS and next(steps) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        if kill_at is not None:
            sys.addaudithook(on_event)
        work()  # type: ignore[operator]
    except BaseException as error:
        os.write(2, f"FAILED {error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def present(config: Path, first: Path) -> Places:
    """The places as the next start finds them."""
    known = read_location(config / "location.toml")
    return Places(known.data if known else first, config)


def main(top: Path, linking: bool, every: int) -> int:
    killed = 0
    for step in count(0, every):
        folder = top / str(step)
        first, target, config = folder / "old", folder / "new", folder / "config"
        expected = furnish(Places(first, config))

        def work(first: Path = first, target: Path = target, config: Path = config) -> None:
            move(present(config, first), target, Progress(), linking=linking)

        status = in_child(work, step)
        wrong = faults(present(config, first), expected)
        assert not wrong, f"killed at step {step}: {wrong}"
        if status == 0:
            break
        assert status == signal.SIGKILL, f"step {step} ended with {status}"
        killed += 1
        finished = read_location(config / "location.toml")
        if finished is None or finished.leaving is not None:
            assert in_child(work, None) == 0, f"cannot go on after step {step}"
        places = present(config, first)
        assert places.data == target
        wrong = faults(places, expected)
        assert not wrong, f"after step {step} and going on: {wrong}"
        left = [path for path in first.rglob("*") if path.is_file() and path.suffix != ".lock"]
        assert not left, f"after step {step}: {left} is left"
        assert str(target) in places.settings.read_text()
        assert "# easier" in places.settings.read_text()
    os.write(1, f"{killed}\n".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] == "linking", int(sys.argv[3])))
