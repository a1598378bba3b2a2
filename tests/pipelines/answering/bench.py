"""A folder of real pictures and a fake model that sees, for the tests of answers."""

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.answering.batch import AnswersResult, run_answers
from pipelines.answering.target import target_of
from pipelines.batch import BatchEvent
from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.journal import Journal, State
from pipelines.language.engine import Answer, Piece, Request
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.run import Runtime, build_runtime
from pipelines.spec import ModelSpec
from pipelines.vision.output import AnswerOutput
from pipelines.vision.params import PictureQuestionParams
from pipelines.vision.vision_model import picture_question_model
from tests.language_fakes import FakeEngine
from tests.pipelines.batch_bench import paint

Say = Callable[[str, str], str]


def plain(name: str, question: str) -> str:
    """What the fake answers unless a test says otherwise."""
    return f"{question} It is {name}."


@dataclass
class SeeingEngine(FakeEngine):
    """Says `say(file name, question)` about the last picture that it is shown."""

    say: Say = plain
    asked: list[tuple[str, str]] = field(default_factory=list)

    def generate(self, request: Request, progress: Progress) -> Answer:
        shown, question = request.images[-1].path.name, request.messages[-1].content
        progress.check()
        self.asked.append((shown, question))
        self.pieces = [Piece(self.say(shown, question))]
        return super().generate(request, progress)


def seeing_model(engine: FakeEngine, name: str = "fake-llava") -> ModelSpec[PictureQuestionParams]:
    """A model of the Image Q&A tab over that engine, with nothing to fetch."""

    def load(_files: Mapping[str, Path], _params: Any, _plan: Plan) -> FakeEngine:
        return engine

    def footprint(_extent: Extent, _params: Any, _plan: Plan) -> Footprint:
        return Footprint(0)

    return picture_question_model(
        name=name,
        title="Fake LLaVA",
        summary="Says what a test tells it to.",
        source="https://example.org/fake",
        params=PictureQuestionParams,
        weights=lambda _params: (),
        resident_key=lambda _params: "only",
        load=load,
        footprint=footprint,
        engine="json",
    )


class AnswerBench:
    """A folder of pictures, a fake model, and everything else that questions need."""

    def __init__(self, base: Path) -> None:
        self.inputs, self.out = base / "in", base / "out"
        self.inputs.mkdir(exist_ok=True)
        self.places = Places(base / "data", base / "config")
        self.runtime: Runtime = build_runtime(self.places, offline=True)
        self.journal = Journal(self.places.journal)
        self.engine = SeeingEngine()
        self.prompt, self.settings = "What is it?", dict[str, Any]()
        self.events: list[BatchEvent] = []
        self.cancel = CancelToken()

    @property
    def spec(self) -> ModelSpec[Any]:
        spec = seeing_model(self.engine)
        assert spec.kept is not None
        return spec.kept(spec, self.places.data)

    @property
    def table(self) -> Path:
        return self.out / "answers.csv"

    def paint(self, *names: str) -> None:
        for name in names:
            paint(self.inputs / name)

    def run(
        self,
        output: str | Path = "",
        format: str = "auto",
        inputs: Any = None,
        in_place: bool = False,
        **options: Any,
    ) -> AnswersResult:
        """The batch with `output` as typed, `answers.csv` in the output folder by default."""
        params = PictureQuestionParams(image=Path("x"), prompt=self.prompt, **self.settings)
        wanted = AnswerOutput(format=format, in_place=in_place)
        settings: dict[str, Any] = {"journal": self.journal, "listener": self.events.append}
        return run_answers(
            self.runtime,
            self.spec,
            params,
            self.inputs if inputs is None else inputs,
            target_of(Path(output) if output else self.table, wanted),
            Progress(None, self.cancel),
            **{**settings, **options},
        )

    def asked(self) -> list[str]:
        """The names of the pictures that were asked about since the last call."""
        names = [name for name, _question in self.engine.asked]
        self.engine.asked.clear()
        return names

    def heard(self, kind: type[BatchEvent]) -> list[str]:
        return [event.path.name for event in self.events if isinstance(event, kind)]

    def written(self) -> list[str]:
        return sorted(
            p.relative_to(self.out).as_posix() for p in self.out.rglob("*") if p.is_file()
        )

    def rows(self) -> list[dict[str, str]]:
        return read_csv(self.table)

    def states(self) -> dict[str, State]:
        (record,) = self.journal.batches()
        return {path: item.state for path, item in self.journal.items(record.id).items()}


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, as Python's own reader has them."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@contextmanager
def bench_in(folder: Path) -> Iterator[AnswerBench]:
    """A bench that is cleared away; fails if a batch left a thread behind."""
    before = set(threading.enumerate())
    made = AnswerBench(folder)
    try:
        yield made
    finally:
        made.journal.close()
    assert set(threading.enumerate()) <= before, "a thread was left behind"
