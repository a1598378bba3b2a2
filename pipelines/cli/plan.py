"""`hearth plan MODEL`: how a job would run and what memory it takes, without loading anything."""

from collections.abc import Sequence
from typing import Any

from pipelines.budget import spoken
from pipelines.cli.arguments import (
    Parser,
    add_fields,
    add_running,
    preferences_of,
    size_of,
    typed_values,
)
from pipelines.cli.describing import print_json
from pipelines.device import Plan
from pipelines.footprint import Extent
from pipelines.places import Places
from pipelines.planning import TYPICAL, spoken_time
from pipelines.spec import ModelSpec, fields_of
from pipelines.versions import check_fits, resolve_version


def plan_parser(spec: ModelSpec[Any]) -> Parser:
    """Everything that decides how the model runs; the input itself may be left out."""
    parser = Parser(
        prog=f"hearth plan {spec.name}",
        description=f"{spec.title}. Say on which device, in which number format and tiles a job "
        "would run, and what memory it takes, without loading or downloading anything.\n"
        "Names may be written with - or _.",
    )
    add_fields(parser, spec)
    parser.set_defaults(size=None)
    if spec.tiled:
        group = parser.add_argument_group("instead of an input")
        group.add_argument(
            "--size",
            type=size_of,
            metavar="WxH",
            help="Plan for an input of that many pixels.\n"
            f"[default without an input: {TYPICAL.width}x{TYPICAL.height}]",
        )
    add_running(parser)
    return parser


def plan_command(
    spec: ModelSpec[Any], words: Sequence[str], places: Places, version: str = ""
) -> int:
    """`hearth plan MODEL ...`. Returns 0 if it fits, else 1; raises HearthError."""
    options = plan_parser(spec).parse_args(words)
    from pipelines.run import build_runtime, plan_for
    from pipelines.validation import validate

    values = typed_values(fields_of(spec.params), options)
    extent: Extent | None = None
    if options.size is not None or spec.input_field not in values:
        extent = Extent(*options.size) if options.size else TYPICAL
        values.setdefault(spec.input_field, getattr(spec.example(), spec.input_field))
    params = validate(spec.params, values)
    runtime = build_runtime(places, preferences_of(options), offline=True)
    wanted = resolve_version(spec, version, runtime.versions) if version else None
    if wanted is not None:
        check_fits(spec, wanted, params)
    plan = plan_for(runtime, spec, params, extent, wanted)
    extent = extent or spec.measure(params)
    weights = wanted.weights if wanted is not None else spec.weights(params)
    missing = [w.size for w in weights if not runtime.store.is_installed(w)]
    if options.json:
        print_json(
            {"model": spec.name, **_content(plan, extent), "to_download_bytes": sum(missing)}
        )
    else:
        _print_plan(spec, plan, extent, sum(missing))
    return 0 if plan.fits else 1


def _content(plan: Plan, extent: Extent) -> dict[str, Any]:
    return {
        "input": {"width": extent.width, "height": extent.height, "channels": extent.channels},
        "device": plan.device,
        "dtype": plan.dtype,
        "offload": plan.offload.value,
        "tile": plan.tile,
        "peak_bytes": plan.peak_bytes,
        "budget_bytes": plan.budget_bytes,
        "seconds": None if plan.seconds is None else round(plan.seconds, 1),
        "fits": plan.fits,
        "reason": str(plan.reason),
        "steps": [str(step) for step in plan.steps],
    }


def _print_plan(spec: ModelSpec[Any], plan: Plan, extent: Extent, missing: int) -> None:
    size = f", {extent.width}x{extent.height} pixels" if spec.tiled else ""
    print(f"{spec.title}{size}: {plan.reason}")
    print(f"  device   {plan.device}, {plan.dtype}")
    if spec.tiled:
        print(f"  tile     {f'{plan.tile} px' if plan.tile else 'none'}")
    if plan.offload.value != "none":
        print(f"  offload  {plan.offload.value}")
    print(f"  memory   {spoken(plan.peak_bytes)} of {spoken(plan.budget_bytes)}")
    if plan.seconds is not None:
        print(f"  time     about {spoken_time(plan.seconds)}, going by earlier runs")
    for step in plan.steps:
        print(f"  - {step}")
    if missing:
        print(f"  {spoken(missing)} would be downloaded first.")
