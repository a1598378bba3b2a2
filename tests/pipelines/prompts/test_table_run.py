"""A template over a table, on real files: answers, failures, stops, kills and going on."""

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import BadInput, NotWritable
from pipelines.language.engine import Answer, Finish, Sampling
from pipelines.progress import Cancelled, CancelToken, Progress, Report
from pipelines.prompts.table import read_table
from pipelines.prompts.table_run import RowDone, TableResult, is_unfinished, run_table
from pipelines.prompts.template import Form, PromptTemplate
from tests.pipelines.prompts.asking import Asked, answer_of

SAY = PromptTemplate("say", "say <word>")


class Bench:
    """A table of the words w0 to w5, with quotes, line breaks and another column."""

    def __init__(self, folder: Path) -> None:
        self.source, self.out = folder / "words.csv", folder / "answers" / "out.csv"
        rows = [f'w{n},"a ""quoted""\nnote {n}"' for n in range(6)]
        self.source.write_text("\n".join(("word,note", *rows)) + "\n")
        self.asked = Asked()

    def run(self, template: PromptTemplate = SAY, **options: Any) -> TableResult:
        return run_table(read_table(self.source), template, self.asked, self.out, **options)

    def read(self) -> list[dict[str, str]]:
        with self.out.open(newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file, strict=True))

    @property
    def answers(self) -> list[str]:
        return [row["answer"] for row in self.read()]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def said(*numbers: int) -> list[str]:
    return [f"SAY W{number}" for number in numbers]


def test_every_row_gets_its_answer_and_nothing_is_left_beside(bench: Bench) -> None:
    result = bench.run()
    assert (result.answered, result.failed, result.cancelled) == (6, [], False)
    assert bench.answers == said(*range(6))
    assert list(bench.read()[0]) == ["word", "note", "answer"]
    assert bench.read()[4]["note"] == 'a "quoted"\nnote 4'
    assert [path.name for path in bench.out.parent.iterdir()] == ["out.csv"]


def test_each_answer_is_on_the_disk_before_the_next_row_is_asked(bench: Bench) -> None:
    seen: list[list[str]] = []

    def look(_question: str) -> None:
        seen.append(bench.answers)

    bench.asked.say = look
    bench.run()
    assert seen == [said(*range(n)) for n in range(6)]


@pytest.mark.parametrize(
    ("words", "encoding", "raw"),
    [
        ("word;n\r\nä;1\r\n", "utf-8-sig", "\ufeffword;n;answer\r\nä;1;SAY Ä\r\n"),
        ("word\tn\nä\t1\n", "utf-8", "word\tn\tanswer\nä\t1\tSAY Ä\n"),
        ("word,n\nä,1\n", "utf-16", "\ufeffword,n,answer\nä,1,SAY Ä\n"),
        ("word,n\nä,1\n", "cp1252", "\ufeffword,n,answer\nä,1,SAY Ä\n"),
    ],
)
def test_the_output_is_written_like_the_source(
    bench: Bench, words: str, encoding: str, raw: str
) -> None:
    bench.source.write_bytes(words.encode(encoding))
    bench.run()
    assert bench.out.read_bytes().decode("utf-8") == raw


def test_a_name_that_is_taken_gets_a_number(bench: Bench) -> None:
    bench.source.write_text("word,Answer,error\na,1,2\n,,\n")
    result = bench.run()
    assert result.column == "answer_2"
    assert list(bench.read()[0]) == ["word", "Answer", "error", "answer_2", "error_2"]


def test_bad_rows_are_noted_and_the_rest_goes_on(bench: Bench) -> None:
    bench.source.write_text("word,n\na,1\nb\nc,1,2\n,4\nd,5\ne,6\nf,7\n")

    def say(question: str) -> Answer | None:
        if question == "say d":
            raise BadInput("The prompt is too long.")
        if question == "say e":
            raise RuntimeError("odd")
        return None

    bench.asked.say = say
    result = bench.run()
    assert bench.asked.questions == ["say a", "say d", "say e", "say f"]
    assert (result.answered, [line for line, _reason in result.failed]) == (2, [3, 4, 5, 6, 7])
    rows = bench.read()
    assert [row["answer"] for row in rows] == ["SAY A", "", "", "", "", "", "SAY F"]
    reasons = [row["error"] for row in rows]
    assert reasons[0] == reasons[6] == ""
    assert reasons[1].startswith("Line 3 has 1 values")
    assert rows[2]["n"] == "1,2"  # nothing of a row is lost
    assert reasons[3] == "Line 5 has nothing in word."
    assert reasons[4] == "The prompt is too long."
    assert "odd" in reasons[5]


def test_failed_rows_are_asked_again_only_when_told(bench: Bench) -> None:
    broken = {"say w1", "say w4"}

    def say(question: str) -> None:
        if question in broken:
            raise BadInput("Not today.")

    bench.asked.say = say
    assert len(bench.run().failed) == 2
    assert is_unfinished(bench.out)
    bench.asked.questions.clear()
    assert (bench.run().skipped, bench.asked.questions) == (6, [])
    broken.remove("say w1")
    assert bench.run(retry_failed=True).answered == 1
    assert bench.asked.questions == ["say w1", "say w4"]
    assert [row["error"] for row in bench.read()] == ["", "", "", "", "Not today.", ""]
    broken.clear()
    assert bench.run(retry_failed=True).answered == 1
    assert bench.answers == said(*range(6))
    assert list(bench.read()[0]) == ["word", "note", "answer"]
    assert not is_unfinished(bench.out)


@pytest.mark.parametrize("raises", [False, True])
def test_cancelled_it_keeps_the_finished_rows_and_goes_on_later(bench: Bench, raises: bool) -> None:
    cancel = CancelToken()

    def say(question: str) -> Answer | None:
        if question != "say w3":
            return None
        cancel.cancel()
        if raises:
            raise Cancelled
        return answer_of("half an ans", Finish.CANCELLED)

    bench.asked.say = say
    result = bench.run(progress=Progress(cancel=cancel))
    assert (result.cancelled, result.answered) == (True, 3)
    assert bench.answers == said(0, 1, 2)
    bench.asked = Asked()
    result = bench.run()
    assert (result.skipped, result.answered) == (3, 3)
    assert bench.asked.questions == ["say w3", "say w4", "say w5"]
    assert bench.answers == said(*range(6))


def test_an_exception_from_outside_loses_nothing(bench: Bench) -> None:
    def fall(event: RowDone) -> None:
        if event.index == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.run(listener=fall)
    assert bench.answers == said(0, 1, 2)
    assert bench.run().skipped == 3


def stop_after(bench: Bench, count: int) -> None:
    cancel = CancelToken()
    bench.run(
        progress=Progress(cancel=cancel),
        listener=lambda event: cancel.cancel() if event.index == count - 1 else None,
    )
    assert bench.answers == said(*range(count))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"template": replace(SAY, text="sing <word>")}, "template"),
        ({"template": replace(SAY, system_prompt="x")}, "template"),
        ({"sampling": Sampling(temperature=0.1)}, "settings"),
        ({"settings": {"model": "other"}}, "settings"),
        ({"form": Form.COMPLETION}, "settings"),
        ({"column": "reply"}, "settings"),
        ({"template": replace(SAY, text="x <word>"), "column": "reply"}, "template and another"),
    ],
)
def test_another_run_does_not_go_on_with_this_one(
    bench: Bench, change: dict[str, Any], what: str
) -> None:
    stop_after(bench, 2)
    before = bench.out.read_bytes()
    with pytest.raises(BadInput, match=f"another {what}"):
        bench.run(**change)
    assert bench.out.read_bytes() == before
    assert bench.run(replace(SAY, name="renamed", description="new")).skipped == 2


def test_another_table_does_not_go_on_with_this_one(bench: Bench) -> None:
    stop_after(bench, 2)
    bench.source.write_text(bench.source.read_text() + "w6,x\n")
    with pytest.raises(BadInput, match="another table"):
        bench.run()
    assert bench.run(replace=True).answered == 7


def test_an_output_that_somebody_changed_is_kept(bench: Bench) -> None:
    stop_after(bench, 2)
    changed = bench.out.read_text().replace("SAY W0", "mine")
    bench.out.write_text(changed)
    with pytest.raises(BadInput, match="was changed"):
        bench.run()
    assert bench.out.read_text() == changed
    assert bench.run(replace=True).answered == 6


def test_an_unrelated_output_and_the_table_itself_are_never_overwritten(bench: Bench) -> None:
    bench.out.parent.mkdir()
    bench.out.write_text("mine")
    with pytest.raises(BadInput, match="exists already"):
        bench.run()
    assert (bench.out.read_text(), bench.asked.questions) == ("mine", [])
    bench.run(replace=True)
    assert bench.answers == said(*range(6))
    bench.out = bench.source
    with pytest.raises(BadInput, match="file of their own"):
        bench.run(replace=True)


def test_missing_columns_are_told_before_anything_is_written(bench: Bench) -> None:
    with pytest.raises(BadInput, match="wants: colour, size"):
        bench.run(PromptTemplate("t", "<word> <colour> <size>"))
    assert not bench.out.parent.exists()


def test_a_folder_that_is_a_file_is_told(bench: Bench) -> None:
    bench.out.parent.write_text("a file")
    with pytest.raises(NotWritable):
        bench.run()


@pytest.mark.parametrize("cut", range(1, 40, 6))
def test_files_cut_off_at_any_byte_are_mended(bench: Bench, cut: int) -> None:
    stop_after(bench, 3)
    log = bench.out.with_name("out.csv.unfinished")
    log.write_bytes(log.read_bytes()[:-cut])
    bench.out.write_bytes(bench.out.read_bytes()[: -cut - 32])
    result = bench.run()
    assert (result.skipped, result.answered) == (2, 4)
    assert bench.answers == said(*range(6))


def test_an_answer_that_only_the_log_has_is_not_asked_again(bench: Bench) -> None:
    stop_after(bench, 3)
    bench.out.write_bytes(bench.out.read_bytes()[:-20])
    assert bench.run().skipped == 3
    assert bench.answers == said(*range(6))


def test_two_at_once_are_refused(bench: Bench) -> None:
    def again(_question: str) -> None:
        with pytest.raises(BadInput, match="being written at this moment"):
            run_table(read_table(bench.source), SAY, Asked(), bench.out, replace=True)

    bench.asked.say = again
    assert bench.run().answered == 6


def test_progress_and_events_name_the_rows(bench: Bench) -> None:
    seen: list[Report] = []
    events: list[RowDone] = []
    bench.run(progress=Progress(seen.append), listener=events.append)
    assert str(seen[0].text) == "Row 1 of 6"
    assert [report.fraction for report in seen] == [n / 6 for n in range(7)]
    assert [(event.index, event.line) for event in events[:2]] == [(0, 2), (1, 4)]


def test_answers_are_kept_as_they_are_and_formulas_are_mentioned(bench: Bench) -> None:
    bench.asked.say = lambda question: answer_of(
        {"say w0": "=1+1", "say w1": "- a\n- b"}.get(question, " fine \n"),
        Finish.LENGTH if question == "say w2" else Finish.STOP,
    )
    result = bench.run()
    assert bench.answers[:3] == ["=1+1", "- a\n- b", "fine"]
    formulas, cut = map(str, result.notes)
    assert formulas.startswith("2 answers begin with")
    assert cut.startswith("1 answers ended at the limit")


KILLED = """
import os, signal, sys
from pathlib import Path
from pipelines.prompts.table import read_table
from pipelines.prompts.table_run import run_table
from pipelines.prompts.template import PromptTemplate
from tests.pipelines.prompts.asking import Asked

source, out, word, moment = sys.argv[1:]
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
answer = lambda question: die() if moment == "asked" and question == "say " + word else None
def listener(event):
    if moment == "done" and event.line == int(word): die()
if moment == "logged":  # between the log and the output
    from pipelines.prompts.table_output import TableOutput
    add = TableOutput.add
    def late(self, index, done): die() if index == int(word) else add(self, index, done)
    TableOutput.add = late
asked = Asked(answer)
say = PromptTemplate("say", "say <word>")
run_table(read_table(Path(source)), say, asked, Path(out), listener=listener)
"""


@pytest.mark.parametrize(
    ("word", "moment", "kept"),
    [
        ("w0", "asked", 0),
        ("w3", "asked", 3),
        ("8", "done", 4),
        ("2", "logged", 3),
        ("12", "done", 6),
    ],
)
def test_killed_in_the_middle_it_goes_on_where_it_was(
    bench: Bench, word: str, moment: str, kept: int
) -> None:
    words = [str(bench.source), str(bench.out), word, moment]
    ended = subprocess.run([sys.executable, "-c", KILLED, *words], check=False)
    assert ended.returncode == -9
    result = bench.run()
    assert (result.skipped, result.answered) == (kept, 6 - kept)
    assert bench.asked.questions == [f"say w{n}" for n in range(kept, 6)]
    assert bench.answers == said(*range(6))
    assert [path.name for path in bench.out.parent.iterdir()] == ["out.csv"]
