"""Which process holds something, and whether it is still there: for what a killed one left."""

import os
from functools import cache

import psutil


@cache
def _identity(pid: int) -> str:
    return f"{pid}:{psutil.Process(pid).create_time():.2f}"


def own_identity() -> str:
    """This process, told apart from a later one that is given the same number."""
    return _identity(os.getpid())


def is_alive(identity: str) -> bool:
    """Whether the process of that identity still runs (a zombie does not)."""
    pid, _, created = identity.partition(":")
    try:
        process = psutil.Process(int(pid))
        same = abs(process.create_time() - float(created)) < 1.0
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.AccessDenied:
        return True  # it is there, only not ours to look at
    except (psutil.NoSuchProcess, ValueError):
        return False
