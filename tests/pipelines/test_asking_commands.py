"""`hearth run llava` on a tiny random model with its mmproj, and what is said about the model."""

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

import resources
from pipelines.__main__ import main
from tests.pipelines.own_models import weight_files as make
from tests.tiny_gguf import write_tiny_gguf
from tests.tiny_mmproj import write_tiny_mmproj

Captured = pytest.CaptureFixture[str]
CAT = str(Path(resources.__file__).parent / "examples" / "cat.jpg")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("tiny")
    write_tiny_mmproj(folder / "mmproj-tiny.gguf")
    return str(write_tiny_gguf(folder / "tiny.gguf", context=512))


def run(tiny: str, *words: str, image: str = CAT) -> int:
    return main(["run", "llava", "--model", tiny, "--image", image, "--max-tokens", "12", *words])


def test_the_answer_goes_to_standard_output_and_the_rest_does_not(
    tiny: str, capfd: Captured
) -> None:
    words = ["--prompt", "What is this?", "--seed", "4"]
    assert run(tiny, *words) == 0
    first = capfd.readouterr()
    assert "tokens/s" in first.err
    assert "tokens/s" not in first.out
    assert run(tiny, *words, "--json", "--quiet") == 0
    told = json.loads(capfd.readouterr().out)
    (answer,) = told["answers"]
    assert answer["text"].rstrip("\n") == first.out.rstrip("\n")
    assert (answer["question"], answer["seed"]) == ("What is this?", 4)
    assert told["settings"]["temperature"] == 0.2


def test_each_question_is_answered_by_itself_and_the_picture_read_once(
    tiny: str, capfd: Captured
) -> None:
    words = ["--prompt", "What?\n---\nHow many are there?", "--temperature", "0"]
    assert run(tiny, *words) == 0
    both = capfd.readouterr()
    assert both.err.count("tokens/s") == 2
    assert run(tiny, *words, "--json") == 0
    first, second = json.loads(capfd.readouterr().out)["answers"]
    assert second["cached_tokens"] > 4 > first["cached_tokens"]
    assert both.out.replace("\n", "") == (first["text"] + second["text"]).replace("\n", "")
    assert run(tiny, "--prompt", "How many are there?", "--temperature", "0", "--quiet") == 0
    assert capfd.readouterr().out.strip("\n") == second["text"].strip("\n")


def test_a_file_can_be_written_too(tiny: str, tmp_path: Path, capfd: Captured) -> None:
    out = tmp_path / "answer.txt"
    assert run(tiny, "--prompt", "What?", "--output", str(out), "--temperature", "0") == 0
    said = capfd.readouterr().out
    assert out.read_text("utf-8").strip() == said.strip()
    out = tmp_path / "answer.json"
    assert run(tiny, "--prompt", "What?", "--output", str(out), "--format", "json") == 0
    assert json.loads(out.read_text("utf-8"))["answers"][0]["question"] == "What?"


def test_the_question_can_come_from_standard_input(
    tiny: str, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("What?\n"))
    assert run(tiny, "--prompt", "-", "--json", "--quiet") == 0
    assert json.loads(capfd.readouterr().out)["answers"][0]["question"] == "What?"


def test_answers_that_follow_a_schema(tiny: str, tmp_path: Path, capfd: Captured) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps({"enum": ["yes", "no"]}))
    words = ["--prompt", "A cat?", "--schema", str(schema), "--quiet"]
    # A random model may write spaces until its tokens are used up; some seed does better.
    assert any(run(tiny, *words, "--seed", str(seed)) == 0 for seed in range(6))
    assert json.loads(capfd.readouterr().out) in ("yes", "no")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--prompt", "  \n---\n "], "There is no question"),
        (["--prompt", "x", "--temperature", "9"], "Temperature (temperature) must be a number"),
        (["--prompt", "long " * 300], r"has 1\d\d\d tokens, and the window of tiny takes 512"),
        (["--prompt", "x", "--schema", "nowhere.json"], "nowhere.json"),
        (["--prompt", "x", "--mmproj", "nowhere.gguf"], "nowhere.gguf cannot be read"),
    ],
)
def test_bad_settings_are_one_sentence_and_exit_code_2(
    tiny: str, words: list[str], sentence: str, capfd: Captured
) -> None:
    assert run(tiny, "--quiet", *words) == 2
    told = capfd.readouterr()
    assert told.out == ""
    last = told.err.strip().splitlines()[-1]
    assert last.startswith("hearth: ")
    assert re.search(sentence.replace("(", "\\(").replace(")", "\\)"), last)


def test_bad_pictures_are_told_before_a_model_is_fetched(tmp_path: Path, capfd: Captured) -> None:
    letter, huge = tmp_path / "letter.jpg", tmp_path / "huge.png"
    letter.write_text("Dear reader")
    Image.new("1", (17_000, 17_000)).save(huge)  # 289 megapixels
    words = ["run", "llava", "--prompt", "What?", "--quiet"]
    for path, sentence in (
        (tmp_path / "none.png", "none.png"),
        (letter, "letter.jpg"),
        (huge, "huge.png"),
        (tmp_path, tmp_path.name),
    ):
        assert main([*words, "--image", str(path)]) == 2
        told = capfd.readouterr().err.strip().splitlines()
        assert len(told) == 1
        assert sentence in told[0]


def test_what_is_missing_is_named(capfd: Captured) -> None:
    assert main(["run", "llava", "--prompt", "x"]) == 2
    assert "image" in capfd.readouterr().err
    assert main(["run", "llava", "--model", "nonsense", "--image", CAT, "--prompt", "x"]) == 2
    assert "Model (model) must be one of" in capfd.readouterr().err


def test_a_model_of_ones_own_is_shown_pictures_and_chats(
    tmp_path: Path, tiny: str, capfd: Captured
) -> None:
    assert main(["models", "import", tiny, "--name", "me/owl", "--quiet"]) == 0
    told = capfd.readouterr().err
    assert "GGUF model that sees pictures" in told
    assert "hearth run me/owl --image" in told
    words = ["--max-tokens", "4", "--quiet", "--image", CAT, "--prompt", "What?"]
    assert main(["run", "me/owl", *words, "--temperature", "0"]) == 0
    by_name = capfd.readouterr().out
    assert main(["run", "llava", "--model", "me/owl", *words, "--temperature", "0"]) == 0
    assert capfd.readouterr().out == by_name
    chat = ["run", "chat", "--model", "me/owl", "--prompt", "Hello", "--max-new-tokens", "4"]
    assert main([*chat, "--quiet"]) == 0
    capfd.readouterr()
    upscaler = str(make.upscaler(tmp_path / "up.pth"))
    assert main(["models", "import", upscaler, "--name", "me/up", "--quiet"]) == 0
    assert main(["run", "llava", "--model", "me/up", "--image", CAT, "--prompt", "x"]) == 2
    assert "me/up is made for something else" in capfd.readouterr().err


def test_the_catalogue_can_be_looked_at_and_planned(capfd: Captured) -> None:
    assert main(["models", "show", "llava"]) == 0
    shown = capfd.readouterr().out
    for word in ("smolvlm2-500m", "llava-1.5-7b", "qwen3-vl-4b", "Apache-2.0", "Llama 2"):
        assert word in shown
    words = ["plan", "llava", "--image", CAT, "--prompt", "What?"]
    assert main(words) == 0
    small = capfd.readouterr().out
    assert main([*words, "--model", "qwen3-vl-8b", "--json"]) == 0
    large = json.loads(capfd.readouterr().out)
    assert "GB" in small
    assert large
    assert main(["run", "llava", "--help"]) == 0
    assert "A JSON schema that every answer has to follow." in capfd.readouterr().out
