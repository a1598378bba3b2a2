"""`hearth batch llava` and `hearth answers` as they are typed."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines import registry
from pipelines.__main__ import main
from tests.pipelines.answering.bench import SeeingEngine, read_csv, read_lines, seeing_model
from tests.pipelines.batch_bench import paint
from tests.tiny_gguf import write_tiny_gguf
from tests.tiny_mmproj import write_tiny_mmproj

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> SeeingEngine:
    made = SeeingEngine()
    spec = seeing_model(made)
    monkeypatch.setattr(registry, "all_models", lambda: (spec,))
    return made


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for name in ("a.png", "b.jpg", "sub/c.webp"):
        paint(tmp_path / "photos" / name)
    return tmp_path / "photos"


def batch(*words: object) -> int:
    return main(["batch", "fake-llava", *map(str, words)])


def test_a_folder_becomes_a_table_and_goes_on(
    hearth_home: Path, engine: SeeingEngine, photos: Path, tmp_path: Path, capsys: Captured
) -> None:
    table = tmp_path / "answers.csv"
    words = (photos, "--prompt", "What is it?", "--prompt", "Where?", "--output", table)
    assert batch(*words) == 0
    heard = capsys.readouterr()
    assert heard.out == f"{table}\n"
    assert "3 done, 0 failed, 0 skipped." in heard.err
    rows = read_csv(table)
    assert [row["file"] for row in rows] == ["a.png", "b.jpg", "sub/c.webp"]
    assert rows[1]["Where?"] == "Where? It is b.jpg."
    (photos / "bad.jpg").write_bytes(b"")
    assert batch(*words, "--json", "--quiet") == 1
    told = json.loads(capsys.readouterr().out)
    assert (len(told["done"]), len(told["skipped"]), told["tables"]) == (0, 3, [str(table)])
    assert told["failed"][0]["input"] == str(photos / "bad.jpg")
    paint(photos / "bad.jpg")
    assert batch(*words, "--retry-failed") == 0
    assert len(read_csv(table)) == 4
    assert len(engine.asked) == 2 * 4


def test_mistakes_are_told_in_a_line(
    hearth_home: Path, engine: SeeingEngine, photos: Path, tmp_path: Path, capsys: Captured
) -> None:
    table = tmp_path / "answers.csv"
    asked = ("--prompt", "What?")

    def said(*words: object) -> str:
        assert batch(*words) == 2
        (line,) = capsys.readouterr().err.splitlines()
        return line

    assert "There is no question" in said(photos, "--output", table)
    assert "--output answers.csv for a table" in said(photos, *asked)
    assert "many pictures" in said(photos, *asked, "--output", tmp_path / "a.txt")
    assert "is no format" in said(photos, *asked, "--output", table, "--format", "docx")
    assert "nothing to work on" in said(tmp_path, *asked, "--output", table, "--no-recursive")
    assert "--watch goes with" in said(photos, photos, *asked, "--output", table, "--watch")
    schema = tmp_path / "schema.json"
    schema.write_text('{"type": ')
    assert "not JSON at line 1" in said(photos, *asked, "--output", table, "--schema", schema)
    assert batch(photos, *asked, "--output", table) == 0
    capsys.readouterr()
    assert "begun with other questions" in said(photos, "--prompt", "Why?", "--output", table)
    assert batch(photos, "--prompt", "Why?", "--output", table, "--replace") == 0
    assert read_csv(table)[0]["answer"] == "Why? It is a.png."


def test_files_each_captions_in_place_and_a_schema(
    hearth_home: Path, engine: SeeingEngine, photos: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert batch(photos, "--prompt", "What?", "--output", photos, "--format", "txt") == 0
    assert capsys.readouterr().out.splitlines() == [
        str(photos / name) for name in ("a.txt", "b.txt", "sub/c.txt")
    ]
    assert batch(photos, "--prompt", "What?", "--format", "xmp", "--in-place") == 0
    assert (photos / "sub" / "c.webp_original").exists()
    schema = tmp_path / "schema.json"
    schema.write_text('{"type": "object", "properties": {"n": {"type": "integer"}}}')
    engine.say = lambda _name, _question: '{"n": 3}'
    words = ("--prompt", "Count.", "--output", tmp_path / "n.jsonl", "--schema", schema)
    assert batch(photos, *words) == 0
    assert read_lines(tmp_path / "n.jsonl")[0] == {"file": "a.png", "n": 3}


def test_answers_are_found_listed_and_forgotten(
    hearth_home: Path, engine: SeeingEngine, photos: Path, tmp_path: Path, capsys: Captured
) -> None:
    engine.say = lambda name, _question: f"A dog, with {name[0]}pple."
    assert batch(photos, "--prompt", "What?", "--output", tmp_path / "t.csv") == 0
    (photos / "b.jpg").unlink()
    capsys.readouterr()

    def answers(*words: object) -> str:
        assert main(["answers", *map(str, words)]) == 0
        return capsys.readouterr().out

    assert answers("search", "dog", "appl") == f"{photos / 'a.png'}\n    A dog, with apple.\n"
    assert answers("search", "bpple").splitlines()[1].startswith("    [not there any more] ")
    paths = answers("search", "dog", "--paths", "--folder", photos / "sub").splitlines()
    assert paths == [str(photos / "sub" / "c.webp")]
    told = json.loads(answers("search", "dog", "--json", "--limit", 2))
    assert (told["total"], len(told["hits"])) == (3, 2)
    assert told["hits"][0]["answers"][0]["question"] == "What?"
    assert answers("search", "zebra") == ""
    assert json.loads(answers("folders", "--json")) == [
        {"folder": str(photos), "pictures": 2},
        {"folder": str(photos / "sub"), "pictures": 1},
    ]
    answers("forget", photos / "sub")
    assert "c.webp" not in answers("search", "--paths")
    assert main(["answers", "search", "--limit", "0"]) == 2


def test_a_real_model_fills_a_table(hearth_home: Path, photos: Path, tmp_path: Path) -> None:
    """A tiny LLaVA with random weights, in the real formats, through llama.cpp."""
    write_tiny_mmproj(tmp_path / "mmproj-tiny.gguf")
    tiny = write_tiny_gguf(tmp_path / "tiny.gguf", context=512)
    words = ["batch", "llava", str(photos), "--model", str(tiny), "--prompt", "What is this?"]
    settings = ["--max-tokens", "8", "--temperature", "0", "--output", str(tmp_path / "t.csv")]
    assert main([*words, *settings]) == 0
    assert [row["file"] for row in read_csv(tmp_path / "t.csv")] == ["a.png", "b.jpg", "sub/c.webp"]


BOOT = """
import sys, time
from tests.fakes import register
from tests.pipelines.answering.bench import SeeingEngine, seeing_model

def say(name, question):
    print("ASKED", name, file=sys.stderr, flush=True)
    ends = time.monotonic() + 0.3
    while time.monotonic() < ends:
        time.sleep(0.02)
    return name

register(seeing_model(SeeingEngine(say=say)))
from pipelines.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_watched_until_ctrl_c(
    hearth_home: Path, photos: Path, tmp_path: Path, wait_for: Callable[..., None]
) -> None:
    table = tmp_path / "t.csv"
    words = ["batch", "fake-llava", str(photos), "--prompt", "What?", "--output", str(table)]
    process = subprocess.Popen(
        [sys.executable, "-c", BOOT, *words, "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(lambda: table.exists() and len(read_csv(table)) == 3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130, err
    assert out == f"{table}\n"
    assert "then cancelled" in err


@pytest.fixture
def wait_for() -> Callable[..., None]:
    def wait(is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not is_so():
            assert time.monotonic() < end
            time.sleep(0.05)

    return wait
