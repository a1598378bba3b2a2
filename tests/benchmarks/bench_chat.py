"""Speed of chat on the starter model against llama-cpp-python and transformers, in one run.

    uv run python -m tests.benchmarks.bench_chat [--python FOLDER/bin/python] [--rounds 10]

llama-cpp-python has no wheels: make it an environment of its own (uv venv FOLDER; uv pip install
--python FOLDER/bin/python llama-cpp-python, which compiles for minutes) and name its Python.
All get the same file, threads and prompt, and write the likeliest tokens, each in a process of
its own: two engines in one disturb each other's threads. Every round runs each contender once, in
turn; the table shows best and median of the rounds, and the ratios. Prints Markdown.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from pipelines.language.catalogue import STARTER
from pipelines.language.engine import Message, Request, Role, Sampling
from pipelines.language.llama_cpp import LlamaCpp
from pipelines.places import default_places
from pipelines.progress import Progress
from pipelines.weights.store import WeightStore

PROMPT = "Once upon a time, in a small town by the sea, there lived a girl who"
TOKENS = 128
#: Seconds to the first token, and tokens per second after it.
Speed = tuple[float, float]

#: A process that answers each line on its input with the two numbers of one run.
RUNNER = """
import json, sys
{make}
run = make(*json.loads(sys.argv[1]))
for _line in sys.stdin:
    print(json.dumps(run()), flush=True)
"""
THERE = """
import time
from llama_cpp import Llama

def make(path, threads, prompt, tokens):
    llm = Llama(path, n_ctx=2048, n_threads=threads, n_threads_batch=threads, verbose=False)

    def run():
        llm.reset()
        began, times = time.perf_counter(), []
        for _piece in llm(prompt, max_tokens=tokens, top_k=1, repeat_penalty=1.0, stream=True):
            times.append(time.perf_counter())
        times = times[:tokens]
        return times[0] - began, (len(times) - 1) / (times[-1] - times[0])

    return run
"""


def hearth(path: str, _threads: int, prompt: str, tokens: int) -> Callable[[], Speed]:
    engine = LlamaCpp(Path(path), "starter", 2048)
    sampling = Sampling(top_k=1, max_new_tokens=tokens)

    def run() -> Speed:
        engine.generate(Request(prompt="x", sampling=Sampling(max_new_tokens=1)), Progress())
        answer = engine.generate(Request(prompt=prompt, sampling=sampling), Progress())
        assert answer.new_tokens == tokens, answer
        return answer.first_token_s, answer.tokens_per_s

    return run


def transformers(path: str, threads: int, prompt: str, tokens: int) -> Callable[[], Speed]:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.generation.streamers import BaseStreamer

    torch.set_num_threads(threads)
    folder, name = str(Path(path).parent), Path(path).name
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name)
    # Any: the protocol that the stubs ask of a generating model leaves out half of the real one
    model: Any = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name)
    ids = tokenizer(prompt, return_tensors="pt").input_ids
    times: list[float] = []

    class Clock(BaseStreamer):
        def put(self, value: object) -> None:
            times.append(time.perf_counter())

        def end(self) -> None:
            pass

    def run() -> Speed:
        times.clear()
        with torch.inference_mode():
            model.generate(
                ids, do_sample=False, max_new_tokens=tokens, min_new_tokens=tokens, streamer=Clock()
            )
        read, *written = times
        return written[0] - read, (len(written) - 1) / (written[-1] - written[0])

    return run


class Contender:
    """An engine in a process of its own."""

    def __init__(self, python: str, make: str, given: str) -> None:
        code = RUNNER.format(make=make)
        self._process = subprocess.Popen(
            [python, "-c", code, given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self) -> Speed:
        """One run, while the others wait."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        to.write("go\n")
        to.flush()
        first, speed = json.loads(back.readline())
        return first, speed

    def end(self) -> None:
        """Leave it."""
        self._process.kill()
        self._process.wait()


def second_turn(path: Path) -> tuple[float, float]:
    """Seconds to the first token on the first and on the second turn of a long conversation."""
    engine = LlamaCpp(path, "starter", 4096)
    sampling = Sampling(top_k=1, max_new_tokens=32)
    turns = [Message(Role.USER, "Here is a story. " + "The owl sat in the old tree. " * 150)]
    first = engine.generate(Request(tuple(turns), sampling=sampling), Progress())
    turns += [Message(Role.ASSISTANT, first.text), Message(Role.USER, "What did the owl do?")]
    second = engine.generate(Request(tuple(turns), sampling=sampling), Progress())
    return first.first_token_s, second.first_token_s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default="", help="a Python that has llama-cpp-python")
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    weights = WeightStore(default_places().weights)
    path = weights.fetch((STARTER.weight,), Progress())[STARTER.weight.name]
    order = json.dumps([str(path), threads, PROMPT, TOKENS])
    here = "from tests.benchmarks.bench_chat import {} as make"
    contenders = {"Hearth": Contender(sys.executable, here.format("hearth"), order)}
    if given.python:
        contenders["llama-cpp-python"] = Contender(given.python, THERE, order)
    contenders["transformers"] = Contender(sys.executable, here.format("transformers"), order)
    speeds: dict[str, list[float]] = {name: [] for name in contenders}
    for _round in range(given.rounds):
        for name, contender in contenders.items():
            speeds[name].append(contender.run()[1])
    for contender in contenders.values():
        contender.end()
    print(f"{STARTER.title} {STARTER.quantisation}, {threads} threads, {TOKENS} tokens.\n")
    print("| engine, same file | tokens a second, best | median | Hearth is, best | median |")
    print("|---|---|---|---|---|")
    ours = speeds["Hearth"]
    for name, rounds in speeds.items():
        print(
            f"| {name} | {max(rounds):.1f} | {median(rounds):.1f} | "
            f"{max(ours) / max(rounds):.2f} × | {median(ours) / median(rounds):.2f} × |"
        )
    pairs = [second_turn(path) for _round in range(3)]
    first, second = min(pairs, key=lambda pair: pair[1] / pair[0])
    print("\n| first token of a conversation of 1,200 tokens | |\n|---|---|")
    print(f"| first turn | {first:.2f} s |\n| second turn | {second:.2f} s |")
    print(f"| second / first | {second / first:.3f} |")


if __name__ == "__main__":
    sys.exit(main())
