"""Lets transformers load a model without its tables and bars on stderr."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_reports() -> Iterator[None]:
    """Transformers writes tables and bars on stderr while it loads; afterwards it may again."""
    from transformers.utils import logging as reports

    level, bars = reports.get_verbosity(), reports.is_progress_bar_enabled()
    reports.set_verbosity(logging.CRITICAL)
    reports.disable_progress_bar()
    try:
        yield
    finally:
        reports.set_verbosity(level)
        if bars:
            reports.enable_progress_bar()
