"""Speed of chat on the starter model against llama-cpp-python and transformers, in one run.

    uv run python -m tests.benchmarks.bench_chat [--python FOLDER/bin/python] [--rounds 5]

llama-cpp-python has no wheels: make it an environment of its own (uv venv FOLDER; uv pip install
--python FOLDER/bin/python llama-cpp-python, which compiles for minutes) and name its Python.
All get the same file, threads and prompt, and write the likeliest tokens. Every round runs each
contender once, in turn; the table shows each one's best round and the ratios. Prints Markdown.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
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

THERE = """
import json, sys, time
from llama_cpp import Llama
path, threads, prompt, tokens = json.loads(sys.argv[1])
llm = Llama(path, n_ctx=2048, n_threads=threads, n_threads_batch=threads, verbose=False)
for _line in sys.stdin:
    llm.reset()
    began, times = time.perf_counter(), []
    for _piece in llm(prompt, max_tokens=tokens, top_k=1, repeat_penalty=1.0, stream=True):
        times.append(time.perf_counter())
    times = times[:tokens]
    print(json.dumps([times[0] - began, (len(times) - 1) / (times[-1] - times[0])]), flush=True)
"""


def hearth(path: Path) -> Callable[[], Speed]:
    engine = LlamaCpp(path, "starter", 2048)
    sampling = Sampling(top_k=1, max_new_tokens=TOKENS)

    def run() -> Speed:
        engine.generate(Request(prompt="x", sampling=Sampling(max_new_tokens=1)), Progress())
        answer = engine.generate(Request(prompt=PROMPT, sampling=sampling), Progress())
        assert answer.new_tokens == TOKENS, answer
        return answer.first_token_s, answer.tokens_per_s

    return run


def llama_cpp_python(path: Path, python: str, threads: int) -> Callable[[], Speed]:
    given = json.dumps([str(path), threads, PROMPT, TOKENS])
    process = subprocess.Popen(
        [python, "-c", THERE, given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    to, back = process.stdin, process.stdout

    def run() -> Speed:
        to.write("go\n")
        to.flush()
        first, speed = json.loads(back.readline())
        return first, speed

    return run


def transformers(path: Path, threads: int) -> Callable[[], Speed]:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.generation.streamers import BaseStreamer

    torch.set_num_threads(threads)
    tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    # Any: the protocol that the stubs ask of a generating model leaves out half of the real one
    model: Any = AutoModelForCausalLM.from_pretrained(path.parent, gguf_file=path.name)
    ids = tokenizer(PROMPT, return_tensors="pt").input_ids
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
                ids, do_sample=False, max_new_tokens=TOKENS, min_new_tokens=TOKENS, streamer=Clock()
            )
        read, *written = times
        return written[0] - read, (len(written) - 1) / (written[-1] - written[0])

    return run


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
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    weights = WeightStore(default_places().weights)
    path = weights.fetch((STARTER.weight,), Progress())[STARTER.weight.name]
    contenders = {"Hearth": hearth(path)}
    if given.python:
        contenders["llama-cpp-python"] = llama_cpp_python(path, given.python, threads or 1)
    contenders["transformers"] = transformers(path, threads or 1)
    best: dict[str, float] = {}
    for _round in range(given.rounds):
        for name, run in contenders.items():
            best[name] = max(best.get(name, 0.0), run()[1])
    print(f"{STARTER.title} {STARTER.quantisation}, {threads} threads, {TOKENS} tokens.\n")
    print("| engine, same file | tokens a second | Hearth is |")
    print("|---|---|---|")
    for name, speed in best.items():
        print(f"| {name} | {speed:.1f} | {best['Hearth'] / speed:.2f} × |")
    pairs = [second_turn(path) for _round in range(3)]
    first, second = min(pairs, key=lambda pair: pair[1] / pair[0])
    print("\n| first token of a conversation of 1,200 tokens | |\n|---|---|")
    print(f"| first turn | {first:.2f} s |\n| second turn | {second:.2f} s |")
    print(f"| second / first | {second / first:.3f} |")


if __name__ == "__main__":
    sys.exit(main())
