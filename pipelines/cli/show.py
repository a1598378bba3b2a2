"""`hearth models list` and `hearth models show`: what there is, in words and as JSON."""

import json
import textwrap
from typing import Any

from pipelines import registry
from pipelines.cli.arguments import bounds_of, condition_of, default_of, option_of
from pipelines.spec import ModelSpec, ParamField, WeightFile, fields_of
from pipelines.weights.store import WeightStore

_WIDTH = 96


def list_models(store: WeightStore, as_json: bool) -> None:
    """Every model with its versions: which are installed, which may be used commercially."""
    known = [_summary(spec, store) for spec in registry.all_models()]
    if as_json:
        print_json(known)
        return
    for entry in known:
        print(f"{entry['name']:<14} {entry['title']} ({entry['task']})")
        print(textwrap.fill(entry["summary"], _WIDTH, initial_indent="  ", subsequent_indent="  "))
        for variant in entry["variants"]:
            facts = [f"{variant['size'] / 1e6:.0f} MB"] if variant["size"] else []
            if variant["size"]:
                facts.append("installed" if variant["installed"] else "fetched when first used")
            if not variant["commercial"]:
                facts.append("NON-COMMERCIAL")
            print(f"  - {variant['key'] or entry['name']}: {', '.join(facts) or 'your own file'}")
        print()
    print("Settings of one model: hearth models show MODEL")


def show_model(name: str, store: WeightStore, as_json: bool) -> None:
    """Every field and every file of one model. Raises BadInput for an unknown name."""
    spec = registry.model(name)
    if as_json:
        print_json(_details(spec, store))
        return
    print(f"{spec.name}: {spec.title} ({spec.task.value})")
    print(textwrap.fill(spec.summary, _WIDTH))
    print(f"Source: {spec.source}")
    for title, params in (("Inputs and settings", spec.params), ("Output", spec.output)):
        print(f"\n{title}")
        for field in fields_of(params):
            _print_field(field)
    print("\nWeights")
    catalogue = spec.catalogue()
    if not catalogue:
        print("  none: you give the file")
    for weight in catalogue:
        _print_weight(weight, store)


def print_json(content: Any) -> None:
    """On standard output, where nothing else goes then."""
    print(json.dumps(content, indent=2, ensure_ascii=False, default=str))


def _summary(spec: ModelSpec[Any], store: WeightStore) -> dict[str, Any]:
    return {
        "name": spec.name,
        "title": spec.title,
        "task": spec.task.value,
        "summary": spec.summary,
        "source": spec.source,
        "variants": [
            {
                "key": variant.key,
                "title": variant.title,
                "installed": all(map(store.is_installed, weights)),
                "commercial": all(weight.licence.commercial for weight in weights),
                "size": sum(weight.size for weight in weights),
            }
            for variant in spec.variants()
            for weights in [spec.weights(spec.example(**variant.overrides))]
        ],
    }


def _details(spec: ModelSpec[Any], store: WeightStore) -> dict[str, Any]:
    return {
        **_summary(spec, store),
        "params": [_field(field) for field in fields_of(spec.params)],
        "output": [_field(field) for field in fields_of(spec.output)],
        "params_schema": spec.params.model_json_schema(),
        "output_schema": spec.output.model_json_schema(),
        "weights": [_weight(weight, store) for weight in spec.catalogue()],
    }


def _field(field: ParamField) -> dict[str, Any]:
    return {
        "name": field.name,
        "option": option_of(field),
        "kind": field.kind,
        "title": field.title,
        "description": field.description,
        "required": field.required,
        "default": field.default,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "unit": field.unit,
        "choices": [{"value": choice, "label": field.label(choice)} for choice in field.choices],
        "media": field.media.value if field.media else None,
        "only_with": dict(field.shown_when),
    }


def _weight(weight: WeightFile, store: WeightStore) -> dict[str, Any]:
    path = store.path_of(weight)
    return {
        "name": weight.name,
        "title": weight.title,
        "size": weight.size,
        "sha256": weight.sha256,
        "licence": weight.licence.name,
        "licence_url": weight.licence.url,
        "commercial": weight.licence.commercial,
        "installed": path is not None,
        "path": str(path) if path else None,
    }


def _print_field(field: ParamField) -> None:
    facts = [field.kind, bounds_of(field), condition_of(field)]
    facts.append("required" if field.required else "")
    if not field.required and field.default is not None:
        facts.append(f"default {default_of(field)}")
    print(f"  {option_of(field)}  ({'; '.join(filter(None, facts))})")
    print(f"      {field.title}")
    indent = "      "
    print(textwrap.fill(field.description, _WIDTH, initial_indent=indent, subsequent_indent=indent))
    for choice in field.choices:
        print(f"      - {choice}: {field.label(choice)}")


def _print_weight(weight: WeightFile, store: WeightStore) -> None:
    badge = "commercial use allowed" if weight.licence.commercial else "NON-COMMERCIAL use only"
    installed = "installed" if store.is_installed(weight) else "not installed"
    print(f"  {weight.name}  ({weight.size / 1e6:.1f} MB, {installed})")
    print(f"      {weight.title}")
    print(f"      sha256 {weight.sha256 or 'not published; pinned at the first download'}")
    print(f"      {weight.licence.name} ({badge}) {weight.licence.url}")
