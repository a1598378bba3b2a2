"""Times as subtitle files and pages write them."""


def clock(seconds: float, hours: bool = True, point: str = ".") -> str:
    """``01:02:03.450``; without `hours` they stand only where there are any."""
    total = round(max(0.0, seconds) * 1000)
    minutes, rest = divmod(total, 60_000)
    above, minutes = divmod(minutes, 60)
    head = f"{above:02d}:" if hours or above else ""
    return f"{head}{minutes:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"


def short_clock(seconds: float) -> str:
    """``2:03`` or ``1:02:03``, as a person reads it."""
    total = int(max(0.0, seconds))
    minutes, rest = divmod(total, 60)
    above, minutes = divmod(minutes, 60)
    return f"{above}:{minutes:02d}:{rest:02d}" if above else f"{minutes}:{rest:02d}"
