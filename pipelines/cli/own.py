"""`hearth models import` and `hearth models export`: models of the user's own."""

import argparse
from pathlib import Path
from typing import Any

from pipelines.cli.arguments import metavar_of, option_of, path_of
from pipelines.cli.describing import print_json
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.errors import BadInput
from pipelines.examples import ExampleShelf
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import fields_of


def add_import_options(parser: argparse.ArgumentParser) -> None:
    """What `hearth models import` takes."""
    parser.add_argument(
        "file",
        type=path_of,
        metavar="FILE",
        help="An upscaler, a Stable Diffusion 1.5 or SDXL checkpoint, a GGUF file (a mmproj file "
        "beside it goes along), a LoRA, a diffusers, transformers or CTranslate2 folder; or a "
        ".hearth file that was shared.",
    )
    parser.add_argument("--name", default="", metavar="OWNER/NAME", help="What to call it.")
    parser.add_argument("--title", default="", metavar="TEXT", help="Its name for people.")
    parser.add_argument("--description", default="", metavar="TEXT", help="What it is good for.")
    parser.add_argument(
        "--copy",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="Whether to keep a copy of the weights, or use them where they are.\n"
        "[default: a copy up to 512 MB]",
    )
    parser.add_argument(
        "--weights",
        type=path_of,
        default=None,
        metavar="PATH",
        help="The weights that a shared .hearth file came without.",
    )
    _add_common(parser)


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """What `hearth models export` takes."""
    parser.add_argument("model", metavar="OWNER/NAME", help="One of your own models.")
    parser.add_argument(
        "--output", type=path_of, required=True, metavar="FILE", help="The .hearth file to write."
    )
    parser.add_argument(
        "--with-weights",
        action="store_true",
        help="Put the weights in as well. Check that their licence allows you to pass them on.",
    )
    _add_common(parser)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="No progress on standard error.")


def import_command(options: argparse.Namespace, places: Places) -> int:
    """Recognise, name and keep it. Raises HearthError and Cancelled."""
    from pipelines.own_models.bundle import import_model, is_bundle
    from pipelines.own_models.kinds import TITLES
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import own_spec

    shelf, cancel = OwnModels(places.own_models), CancelToken()
    with stoppable(cancel), showing(options.quiet) as display:
        progress = Progress(display, cancel)
        if is_bundle(options.file):
            model = import_model(
                options.file,
                shelf,
                ExampleShelf(places.examples),
                progress,
                name=options.name,
                weights=options.weights,
            )
        else:
            if options.weights is not None:
                raise BadInput("--weights belongs to a shared .hearth file: leave it out.")
            model = shelf.add(
                options.file,
                progress,
                name=options.name,
                copy=options.copy,
                title=options.title,
                description=options.description,
            )
    spec = own_spec(model)
    if options.json:
        _print(model.record(), model.path, spec)
        return 0
    facts = ", ".join(f"{key} {value}" for key, value in model.facts.items())
    say(f"{TITLES[model.kind]}: {facts}." if facts else f"{TITLES[model.kind]}.")
    where = "used where it is" if model.in_place else "copied"
    say(f"{model.path} ({where}, {model.size / 1e6:.1f} MB)")
    if spec is None:
        say("It is kept, but nothing in this version of Hearth runs it yet.")
    else:
        asked = [item for item in fields_of(spec.params) if item.required]
        words = " ".join(f"{option_of(item)} {metavar_of(item)}" for item in asked)
        say(f"Run it: hearth run {model.name} {words}")
    print(model.name)
    return 0


def export_command(options: argparse.Namespace, places: Places) -> int:
    """Write one file to share. Raises HearthError and Cancelled."""
    from pipelines.own_models.bundle import SUFFIX, export_model
    from pipelines.own_models.shelf import OwnModels

    model = OwnModels(places.own_models).get(options.model)
    target: Path = options.output
    if target.suffix != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    cancel = CancelToken()
    with stoppable(cancel), showing(options.quiet) as display:
        export_model(
            model,
            ExampleShelf(places.examples),
            target,
            Progress(display, cancel),
            with_weights=options.with_weights,
        )
    if options.json:
        print_json({"name": model.name, "output": str(target), "weights": options.with_weights})
    else:
        print(target)
    return 0


def _print(record: dict[str, Any], path: Path, spec: object) -> None:
    print_json({**record, "path": str(path), "runs": spec is not None})
