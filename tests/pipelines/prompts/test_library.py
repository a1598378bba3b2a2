"""Shelves of prompts: presets, own ones as files, sharing them."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import BadInput, NotWritable
from pipelines.places import Places
from pipelines.prompts.exchange import Clash, export_prompts, import_prompts
from pipelines.prompts.library import Shelf, system_prompt_shelf, template_shelf
from pipelines.prompts.template import (
    FewShot,
    Form,
    Labels,
    Origin,
    PromptTemplate,
    SystemPrompt,
    compose,
)
from pipelines.storage.inventory import inventory

FULL = PromptTemplate(
    name="Meine: Vorlage / 1",
    text="Zeile <eins>\n  Zeile zwei \n\n\u2028#\r\n",
    system_prompt="Sei <art> 😀",
    few_shot=(FewShot("a\nb", ""), FewShot("yes", "1")),
    description="# no comment",
    form=Form.COMPLETION,
    labels=Labels("F:", "A:", "\n"),
    stop_sequences=("\nF:", "null"),
    schema={"type": "object", "properties": {"a": {"enum": [1, None, "x"]}}},
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def shelf(places: Places) -> Shelf[PromptTemplate]:
    return template_shelf(places)


def own(shelf: Shelf[PromptTemplate]) -> list[str]:
    return [item.name for item in shelf.listing().items if item.origin is Origin.OWN]


def test_presets_are_whole_and_can_be_composed(places: Places) -> None:
    listing = template_shelf(places).listing()
    assert listing.problems == ()
    assert len(listing.items) >= 15
    for template in listing.items:
        assert template.description.endswith(".")
        assert template.variables, template.name
        values = dict.fromkeys(template.variables, "word")
        for form in Form:
            request = compose(template, values, form)
            said = request.prompt or "".join(turn.content for turn in request.messages)
            assert "word" in said
            assert request.prompt is None or not request.prompt.endswith(" ")


def test_system_prompts_are_short_and_need_no_values(places: Places) -> None:
    listing = system_prompt_shelf(places).listing()
    assert listing.problems == ()
    assert len(listing.items) >= 12
    for prompt in listing.items:
        assert prompt.description.endswith(".")
        assert 40 < len(prompt.text) < 400
        assert "<" not in prompt.text


def test_marks_of_chat_structures_are_no_variables(shelf: Shelf[PromptTemplate]) -> None:
    assert shelf.get("chat structure: gemma").variables == ("question",)
    assert shelf.get("Chat structure: ChatML").variables == ("system prompt", "question")


def test_an_own_template_is_kept_exactly(shelf: Shelf[PromptTemplate]) -> None:
    shelf.save(FULL)
    assert shelf.get(FULL.name) == FULL
    (path,) = shelf.own.iterdir()
    assert path.name == "meine-vorlage-1.yaml"


def test_a_taken_name_is_refused_until_told(shelf: Shelf[PromptTemplate]) -> None:
    shelf.save(FULL)
    with pytest.raises(BadInput, match="choose another name"):
        shelf.save(replace(FULL, name="meine: vorlage / 1 "))
    shelf.save(replace(FULL, text="new"), replacing_own=True)
    assert (shelf.get(FULL.name).text, len(own(shelf))) == ("new", 1)
    with pytest.raises(BadInput, match="Translate already"):
        shelf.save(replace(FULL, name="translate"), replacing_own=True)


def test_names_that_make_the_same_file_name_do_not_clash(shelf: Shelf[PromptTemplate]) -> None:
    for name in ("a b", "a-b", "日本", "中国"):
        shelf.save(replace(FULL, name=name))
    assert sorted(own(shelf)) == sorted(["a b", "a-b", "日本", "中国"])


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101])
def test_bad_names_are_refused(shelf: Shelf[PromptTemplate], name: str) -> None:
    with pytest.raises(BadInput):
        shelf.save(replace(FULL, name=name))


def test_renaming_and_removing(shelf: Shelf[PromptTemplate]) -> None:
    shelf.save(FULL)
    shelf.save(replace(FULL, name="other"))
    with pytest.raises(BadInput, match="other already"):
        shelf.rename(FULL.name, "Other")
    shelf.rename("other", "OTHER")
    assert sorted(own(shelf)) == [FULL.name, "OTHER"]
    shelf.remove("other")
    assert own(shelf) == [FULL.name]
    for act in (shelf.remove, lambda name: shelf.rename(name, "x")):
        with pytest.raises(BadInput, match="comes with Hearth"):
            act("Translate")
        with pytest.raises(BadInput, match="no prompt named nothing"):
            act("nothing")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (b"name: [", "not YAML"),
        (b"- a", "names and values"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"text: x", "name must be text"),
        (b"name: a", "text must be text"),
        (b"name: ''\ntext: x", "name is empty"),
        (b"name: a\ntext: 5", "text must be text"),
        (b"name: a\ntext: x\nform: song", "form must be one of chat, completion"),
        (b"name: a\ntext: x\nfew_shot: [{input: a}]", "few_shot"),
        (b"name: a\ntext: x\nfew_shot: words", "few_shot"),
        (b"name: a\ntext: x\nstop_sequences: [1]", "stop_sequences"),
        (b"name: a\ntext: x\nlabels: {question: 1}", "labels"),
        (b"name: a\ntext: x\nschema: {type: strin}", r"\$\.type"),
        (b"name: a\ntext: x\ncolour: red", "colour"),
    ],
)
def test_a_damaged_file_is_named_and_hides_no_other(
    shelf: Shelf[PromptTemplate], words: bytes, reason: str
) -> None:
    shelf.save(FULL)
    (shelf.own / "bad.yaml").write_bytes(words)
    (problem,) = shelf.listing().problems
    assert "bad.yaml" in str(problem)
    with pytest.raises(BadInput, match=reason):
        raise BadInput(problem.template, **problem.values)
    assert own(shelf) == [FULL.name]
    shelf.save(replace(FULL, name="bad"))
    assert (shelf.own / "bad.yaml").read_bytes() == words


def test_a_folder_that_cannot_be_made_is_told(places: Places) -> None:
    places.data.mkdir()
    places.prompts.write_text("a file")
    with pytest.raises(NotWritable):
        template_shelf(places).save(FULL)


def test_prompts_move_with_the_data_folder(places: Places, shelf: Shelf[PromptTemplate]) -> None:
    shelf.save(FULL)
    assert [item.path for item in inventory(places.data)] == [
        "prompts/templates/meine-vorlage-1.yaml"
    ]


def test_one_file_carries_prompts_to_another_home(tmp_path: Path, places: Places) -> None:
    here = template_shelf(places)
    system = SystemPrompt("Terse", "Be terse.", "Few words.")
    path = tmp_path / "shared.yaml"
    export_prompts([here.save(FULL), here.get("Translate"), system], path)
    there = Places(tmp_path / "there", tmp_path / "there")
    shelves = template_shelf(there), system_prompt_shelf(there)
    with pytest.raises(BadInput, match="Translate already"):
        import_prompts(path, *shelves)
    assert not there.prompts.exists()
    found = import_prompts(path, *shelves, Clash.RENAME)
    assert [item.name for item in found.templates] == [FULL.name, "Translate 2"]
    assert shelves[0].get(FULL.name) == FULL
    assert shelves[1].get("terse") == system
    again = import_prompts(path, *shelves, Clash.REPLACE)
    assert [item.name for item in again.templates] == [FULL.name, "Translate 3"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("name: a\ntext: x\n", "no prompts"),
        ("hearth_prompts: 9\n", "newer Hearth"),
        ("hearth_prompts: 1\n", "no prompt in it"),
        ("hearth_prompts: 1\ntemplates: 5\n", "templates is not a list"),
        ("hearth_prompts: 1\ntemplates:\n- {name: a, text: b}\n- {name: c}\n", "text must be"),
        (
            "hearth_prompts: 1\ntemplates:\n- {name: a, text: b}\n- {name: A, text: b}\n",
            "A already",
        ),
    ],
)
def test_a_bad_shared_file_changes_nothing(
    tmp_path: Path, places: Places, words: str, reason: str
) -> None:
    path = tmp_path / "shared.yaml"
    path.write_text(words)
    with pytest.raises(BadInput, match=reason):
        import_prompts(path, template_shelf(places), system_prompt_shelf(places))
    assert not places.prompts.exists()


def test_a_missing_file_and_an_empty_export_are_told(tmp_path: Path, places: Places) -> None:
    with pytest.raises(BadInput, match=r"gone\.yaml cannot be read"):
        import_prompts(tmp_path / "gone.yaml", template_shelf(places), system_prompt_shelf(places))
    with pytest.raises(BadInput, match="nothing to export"):
        export_prompts([], tmp_path / "out.yaml")
