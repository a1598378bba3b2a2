"""How many tokens a model keeps in mind here, and in which format its weights lie."""

import importlib.util

from pipelines.device import Plan

#: What a model gets where nothing is asked for: more costs memory that most never use.
USUAL_WINDOW = 8192


def window_of(trained: int, wanted: int) -> int:
    """In tokens: what is wanted, at most what the model was trained for; 0 is the usual."""
    return min(wanted or USUAL_WINDOW, trained)


def four_bit(plan: Plan) -> bool:
    """Whether transformers loads in 4 bit there: bitsandbytes is installed, and has the GPU."""
    return plan.kind == "cuda" and importlib.util.find_spec("bitsandbytes") is not None
