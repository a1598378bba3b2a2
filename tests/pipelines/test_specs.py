"""The one contract: what every declared model must keep, whoever wrote it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.cli.commands import batch_parser, run_parser
from pipelines.diffusion import catalogue as diffusion
from pipelines.registry import all_models, model, models_for
from pipelines.spec import (
    ArchiveSource,
    HttpsSource,
    HuggingFaceSource,
    JoinedPackages,
    Media,
    ModelSpec,
    PackageSource,
    ParamField,
    Task,
    WeightFile,
    fields_of,
    packages_of,
)
from pipelines.speech.aligner_pins import REVISIONS
from pipelines.speech.aligners import ALIGNERS
from pipelines.validation import validate
from pipelines.vision import catalogue as vision

SPECS = all_models()
FIELDS = [
    pytest.param(field, id=f"{spec.name}-{field.name}")
    for spec in SPECS
    for field in (*fields_of(spec.params), *fields_of(spec.output))
]
#: Aligners of which no record states a commit: the store notes the hash of the first download.
UNPINNED_ALIGNERS = {model.repo for model in ALIGNERS.values()} - set(REVISIONS)
UNPINNED = UNPINNED_ALIGNERS | vision.UNPINNED | diffusion.UNPINNED
WEIGHTS = {weight.name: weight for spec in SPECS for weight in spec.catalogue()}
each_spec = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
each_weight = pytest.mark.parametrize("weight", WEIGHTS.values(), ids=WEIGHTS)


def needs_own_file(spec: ModelSpec[Any]) -> bool:
    fields = fields_of(spec.params)
    return any(field.media is Media.CHECKPOINT and field.required for field in fields)


def test_the_models_of_the_issue_are_there() -> None:
    assert {"real-esrgan", "gfpgan", "codeformer", "swinir"} <= {spec.name for spec in SPECS}
    assert {spec.name for spec in models_for(Task.UPSCALING)} <= {spec.name for spec in SPECS}
    for spec in SPECS:
        assert model(spec.name) is spec


@each_spec
def test_it_says_what_it_is(spec: ModelSpec[Any]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", spec.name)
    assert spec.title
    assert len(spec.summary) > 40
    assert spec.source.startswith("https://")
    assert spec.suffixes
    assert all(re.fullmatch(r"\.[a-z0-9]+", suffix) for suffix in spec.suffixes)


@each_spec
def test_defaults_are_valid(spec: ModelSpec[Any]) -> None:
    defaults = {field.name: field.default for field in fields_of(spec.params) if not field.required}
    files = {field.name: "x.png" for field in fields_of(spec.params) if field.required}
    params = validate(spec.params, {**files, **defaults})
    assert params == spec.params(**files)  # a prompt may well be called x.png
    validate(spec.output, {field.name: field.default for field in fields_of(spec.output)})
    assert hash(params) == hash(params.model_copy())


@each_spec
def test_only_files_are_required_and_the_input_is_one(spec: ModelSpec[Any]) -> None:
    fields = {field.name: field for field in fields_of(spec.params)}
    assert fields[spec.input_field].required
    assert all(field.media for field in fields.values() if field.required)
    assert all(not field.required for field in fields_of(spec.output))
    assert sum(field.variant for field in fields.values()) <= 1


@each_spec
def test_conditions_name_fields_and_values_that_exist(spec: ModelSpec[Any]) -> None:
    fields = {field.name: field for field in fields_of(spec.params)}
    for field in fields.values():
        for name, wanted in field.shown_when.items():
            other = fields[name]
            values = wanted if isinstance(wanted, (tuple, list)) else (wanted,)
            allowed = (False, True) if other.kind == "bool" else other.choices
            assert set(values) <= set(allowed)


@each_spec
def test_the_schema_is_json(spec: ModelSpec[Any]) -> None:
    for params in (spec.params, spec.output):
        schema = json.loads(json.dumps(params.model_json_schema()))
        assert schema["additionalProperties"] is False
        assert set(schema["properties"]) == {field.name for field in fields_of(params)}


@each_spec
def test_settings_survive_json(spec: ModelSpec[Any]) -> None:
    params = spec.example()
    again = json.loads(json.dumps(params.model_dump(mode="json")))
    assert validate(spec.params, again) == params


@each_spec
def test_the_command_line_can_be_made(spec: ModelSpec[Any]) -> None:
    """argparse refuses two options of one name, so this also proves that none collide."""
    assert run_parser(spec).format_help()
    assert batch_parser(spec).format_help()


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_explains_itself(field: ParamField) -> None:
    assert field.title
    assert field.title[0].isupper()
    assert len(field.description) > 15
    assert field.description.endswith(".")
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)


@pytest.mark.parametrize("field", FIELDS)
def test_every_number_has_bounds_around_its_default(field: ParamField) -> None:
    if field.kind not in ("int", "float"):
        return
    assert field.minimum is not None
    assert field.maximum is not None
    assert field.minimum < field.maximum
    assert field.optional or field.minimum <= field.default <= field.maximum
    if field.step:
        assert field.step <= field.maximum - field.minimum


@pytest.mark.parametrize("field", FIELDS)
def test_only_the_lowest_of_a_number_has_a_meaning_in_words(field: ParamField) -> None:
    if field.lowest:
        assert field.kind in ("int", "float")
        assert field.minimum is not None


@pytest.mark.parametrize("field", FIELDS)
def test_every_choice_has_a_label(field: ParamField) -> None:
    if field.kind != "choice":
        assert not field.labels
        return
    assert len(field.choices) > 1
    assert field.default in field.choices
    names = {str(choice) for choice in field.choices}
    if field.labels or not all(isinstance(choice, int) for choice in field.choices):
        assert set(field.labels) == names  # a number names itself


@each_spec
def test_every_variant_has_weights_with_a_licence(spec: ModelSpec[Any]) -> None:
    if needs_own_file(spec):
        assert spec.catalogue() == ()
        return
    assert spec.catalogue()
    for variant in spec.variants():
        assert variant.title
        weights = spec.weights(spec.example(**variant.overrides))
        assert weights
        assert len({weight.name for weight in weights}) == len(weights)


@each_spec
def test_what_is_picked_by_default_is_for_commercial_use_if_anything_is(
    spec: ModelSpec[Any],
) -> None:
    """Non-commercial weights are never the default where there are others."""
    free = [
        variant
        for variant in spec.variants()
        if all(w.licence.commercial for w in spec.weights(spec.example(**variant.overrides)))
    ]
    if free:
        assert all(weight.licence.commercial for weight in spec.weights(spec.example()))


@each_spec
def test_params_that_need_other_weights_are_not_mixed_up(spec: ModelSpec[Any]) -> None:
    if needs_own_file(spec):
        return
    seen: dict[Any, set[str]] = {}
    for params in spec.samples():
        names = {weight.name for weight in spec.weights(params)}
        assert seen.setdefault(spec.resident_key(params), names) == names


@each_weight
def test_every_file_is_pinned_and_has_a_source(weight: WeightFile) -> None:
    assert Path(weight.name).name == weight.name
    assert weight.title
    assert weight.size > 0
    assert weight.sha256 is None or re.fullmatch(r"[0-9a-f]{64}", weight.sha256)
    assert weight.licence.name
    assert weight.licence.url.startswith("https://")
    assert weight.sources
    for source in weight.sources:
        if isinstance(source, HttpsSource):
            assert source.url.startswith("https://")
        elif isinstance(source, HuggingFaceSource):
            assert re.fullmatch(r"[\w.-]+/[\w.-]+", source.repo)
            commit = re.fullmatch(r"[0-9a-f]{40}", source.revision)
            # else a branch would move, and nobody notice
            assert commit or weight.sha256 or source.repo in UNPINNED
        elif isinstance(source, ArchiveSource):
            assert source.url.startswith("https://")
            assert re.fullmatch(r"[0-9a-f]{64}", source.sha256)
            assert weight.sha256
        else:
            assert isinstance(source, PackageSource | JoinedPackages)
            for package in packages_of(source):
                assert re.fullmatch(r"[0-9a-f]{64}", package.wheel_sha256)
                digests = package.members.values()
                assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests)


def test_no_more_is_unpinned_than_what_nobody_states() -> None:
    """May shrink; the first download's hash is noted for these."""
    assert all(model.files for model in ALIGNERS.values() if model.repo in UNPINNED)
    assert len(UNPINNED_ALIGNERS) <= 25
    assert len(vision.UNPINNED) <= 4
    assert len(diffusion.UNPINNED) <= 14
    sources = [source for weight in WEIGHTS.values() for source in weight.sources]
    repos = {source.repo for source in sources if isinstance(source, HuggingFaceSource)}
    assert repos >= UNPINNED


def test_one_name_in_the_store_is_one_file() -> None:
    known: dict[str, WeightFile] = {}
    for spec in SPECS:
        for weight in spec.catalogue():
            assert known.setdefault(weight.name, weight) == weight


def test_listing_the_models_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from pipelines.registry import all_models\n"
        "from pipelines.spec import fields_of\n"
        "for spec in all_models():\n"
        "    fields_of(spec.params); spec.catalogue(); spec.params.model_json_schema()\n"
        "heavy = {'torch', 'torchvision', 'spandrel', 'facexlib', 'PySide6', 'numpy', 'pyvips'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or None)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
