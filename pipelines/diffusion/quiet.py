"""Lets diffusers load and join things without its bars and advice on stderr."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.quiet_loading import without_reports


@contextmanager
def without_advice() -> Iterator[None]:
    """Neither diffusers nor transformers writes to stderr; afterwards they may again."""
    from diffusers.utils import logging as reports

    level, bars = reports.get_verbosity(), reports.is_progress_bar_enabled()
    reports.set_verbosity(logging.CRITICAL)
    reports.disable_progress_bar()
    try:
        with without_reports():
            yield
    finally:
        reports.set_verbosity(level)
        if bars:
            reports.enable_progress_bar()
