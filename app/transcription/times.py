"""Times of a recording as one reads and types them: "1:02:03.45"."""


def clock(seconds: float, decimals: int = 1) -> str:
    """Seconds as "0:07.4" or "1:02:03.4"; a longer recording does not get narrower digits."""
    scale = 10**decimals
    whole, part = divmod(round(max(0.0, seconds) * scale), scale)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    tail = f".{part:0{decimals}}" if decimals else ""
    if hours:
        return f"{hours}:{minute:02}:{second:02}{tail}"
    return f"{minute}:{second:02}{tail}"


def seconds_of(words: str) -> float:
    """The other way: "1:02.5", "62,5" or "0:01:02.5". Raises ValueError if it is no time."""
    parts = words.strip().replace(",", ".").split(":")
    if not 1 <= len(parts) <= 3:
        raise ValueError(words)
    total = 0.0
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        if not part.strip() or (not last and not part.strip().isdigit()):
            raise ValueError(words)
        number = float(part)
        if not 0 <= number < float("inf") or (place and number >= 60):
            raise ValueError(words)
        total = total * 60 + number
    return total
