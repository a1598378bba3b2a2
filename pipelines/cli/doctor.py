"""`hearth doctor`: look whether all is well, say what to do where it is not."""

import argparse
from pathlib import Path

from pipelines.cli.describing import print_json
from pipelines.cli.terminal import showing, stoppable
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress

_MARKS = {"well": "ok     ", "weak": "weak   ", "broken": "BROKEN ", "skipped": "skipped"}


def add_doctor_options(parser: argparse.ArgumentParser) -> None:
    """What `hearth doctor` takes."""
    parser.add_argument(
        "--quick", action="store_true", help="Do not read installed files or run examples."
    )
    parser.add_argument("--offline", action="store_true", help="Make no connection.")
    parser.add_argument("--report", default="", metavar="FILE", help="Write a report to share.")
    parser.add_argument("--json", action="store_true", help="Print it as JSON.")
    parser.add_argument("--quiet", action="store_true", help="No progress, only the result.")


def doctor_command(options: argparse.Namespace, places: Places) -> int:
    """Returns 0 if nothing is broken, else 1. Raises Cancelled."""
    from pipelines.doctor.finding import Grade
    from pipelines.doctor.report import Thoroughness, examine, report, worst
    from pipelines.media.atomic import replacing
    from pipelines.run import build_runtime

    wanted = Thoroughness(files=not options.quick, examples=not options.quick)
    runtime, cancel = build_runtime(places, offline=options.offline), CancelToken()
    with stoppable(cancel), showing(options.quiet) as display:
        findings = examine(runtime, Progress(display, cancel), wanted)
    if options.report:
        with (
            replacing(Path(options.report)) as descriptor,
            open(descriptor, "w", encoding="utf-8", closefd=False) as file,
        ):
            file.write(report(findings))
    if options.json:
        print_json(
            [
                {
                    "subject": str(item.subject),
                    "grade": item.grade.value,
                    "told": str(item.told),
                    "remedy": str(item.remedy) if item.remedy else None,
                }
                for item in findings
            ]
        )
    else:
        for item in findings:
            print(f"{_MARKS[item.grade.value]} {item.subject}: {item.told}")
            if item.remedy:
                print(f"        {item.remedy}")
    return 1 if worst(findings) is Grade.BROKEN else 0
