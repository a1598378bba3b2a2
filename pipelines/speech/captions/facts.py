"""How a transcript was made, as exports carry it along."""

import json
from collections.abc import Mapping
from typing import Any


def made_with(provenance: Mapping[str, Any]) -> str:
    """``Hearth 0.1.0, whisperx large-v3``; empty if nothing is known."""
    tool = f"Hearth {provenance.get('hearth', '')}".strip()
    model = " ".join(str(provenance.get(name) or "") for name in ("model", "version")).strip()
    return ", ".join(part for part in (tool, model) if part) if provenance else ""


def one_line(provenance: Mapping[str, Any]) -> str:
    """All of it as JSON on one line; empty if nothing is known."""
    if not provenance:
        return ""
    return json.dumps(dict(provenance), ensure_ascii=False, sort_keys=True, default=str)
