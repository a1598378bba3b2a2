"""Holds what a transformers model writes to a JSON schema, by llguidance (MIT).

https://github.com/guidance-ai/llguidance says after each token which may follow; all others are
made impossible before one is chosen.
"""

import json
from typing import Any

from pipelines.errors import BadInput

#: Room between the parts of JSON: models write it in lines, but must not write lines for ever.
_SPACE = r" ?|\n[ \t]{0,20}"


class SchemaGrammar:
    """The words of one model, as grammars need them; takes a second to make for large vocabularies.

    `ends` are the tokens that end an answer.
    """

    def __init__(self, tokenizer: Any, ends: frozenset[int]) -> None:
        import llguidance.hf

        self._words = llguidance.hf.from_tokenizer(
            tokenizer, n_vocab=len(tokenizer), eos_token=sorted(ends)
        )

    def processor(self, schema: dict[str, Any], read: int) -> "SchemaProcessor":
        """What holds one answer behind a prompt of `read` tokens.

        Raises BadInput for a schema that is wrong, or asks for what cannot be held.
        """
        from llguidance import LLMatcher

        try:
            grammar = LLMatcher.grammar_from_json_schema(
                json.dumps(schema), overrides={"whitespace_pattern": _SPACE}
            )
        except ValueError as error:
            raise _unusable(str(error)) from error
        matcher = LLMatcher(self._words, grammar, log_level=0)
        if matcher.is_error():
            raise _unusable(matcher.get_error())
        return SchemaProcessor(matcher, read)


class SchemaProcessor:
    """A logits processor of transformers for one answer."""

    def __init__(self, matcher: Any, read: int) -> None:
        self._matcher, self._read = matcher, read

    def __call__(self, ids: Any, scores: Any) -> Any:
        """`scores` (1, vocabulary) with minus infinity for what may not follow."""
        import numpy as np
        import torch

        for token in ids[0, self._read :].tolist():
            self._matcher.consume_token(token)
        self._read = ids.shape[1]
        bits = np.frombuffer(self._matcher.compute_bitmask(), dtype=np.uint8)
        allowed = np.unpackbits(bits, bitorder="little", count=min(bits.size * 8, scores.shape[1]))
        forbidden = torch.ones(scores.shape[1], dtype=torch.bool)
        forbidden[: allowed.size] = torch.from_numpy(allowed == 0)
        return scores.masked_fill(forbidden.to(scores.device), float("-inf"))


def _unusable(reason: str) -> BadInput:
    return BadInput(
        "The JSON schema cannot be used ({reason}): correct it.",
        reason=" ".join(reason.split())[:200].rstrip("."),
    )
