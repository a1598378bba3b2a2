"""Hugging Face: addresses of files, and the access token that some repositories ask for.

The token comes from ``HF_TOKEN`` or from the system's keyring, and goes to the hub's own host
only. Addresses as in https://huggingface.co/docs/huggingface_hub (``resolve``).
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pipelines.errors import BadInput, NotWritable
from pipelines.spec import HuggingFaceSource

HUB = "https://huggingface.co"
_SERVICE, _USER = "hearth", "huggingface"


@dataclass(frozen=True)
class Hub:
    """A hub at `endpoint`; `token` is asked only when a file of the hub is fetched."""

    endpoint: str = HUB
    token: Callable[[], str | None] = lambda: None

    def url_of(self, source: HuggingFaceSource) -> str:
        """The address of the file."""
        revision = quote(source.revision, safe="")
        return f"{self.endpoint}/{source.repo}/resolve/{revision}/{quote(source.file)}"

    def page_of(self, source: HuggingFaceSource) -> str:
        """The page where a person reads about the repository and accepts its licence."""
        return f"{self.endpoint}/{source.repo}"

    def headers(self, token: str | None) -> dict[str, str]:
        """What a request carries."""
        return {"Authorization": f"Bearer {token}"} if token else {}


def hub_from(environ: Mapping[str, str] = os.environ) -> Hub:
    """The hub as the usual variables say: ``HF_ENDPOINT``, ``HF_TOKEN``, else the keyring."""
    endpoint = environ.get("HF_ENDPOINT", "").rstrip("/") or HUB
    return Hub(endpoint, lambda: environ.get("HF_TOKEN", "").strip() or stored_token())


def stored_token() -> str | None:
    """The token in the system's keyring; None too if this system has no keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, _USER) or None
    except (KeyringError, RuntimeError, OSError):
        return None


def keep_token(token: str) -> None:
    """Put the token into the system's keyring. Raises BadInput or NotWritable."""
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    token = token.strip()
    if not token or any(sign.isspace() or not sign.isprintable() for sign in token):
        raise BadInput("This is no access token: it is one word, usually beginning with hf_.")
    try:
        keyring.set_password(_SERVICE, _USER, token)
    except NoKeyringError as error:
        raise NotWritable(
            "This system has no keyring to keep the token in: set the variable HF_TOKEN instead."
        ) from error
    except (KeyringError, RuntimeError, OSError) as error:
        raise NotWritable(
            "The system's keyring did not take the token ({reason}): unlock it, or set the "
            "variable HF_TOKEN instead.",
            reason=str(error) or type(error).__name__,
        ) from error


def forget_token() -> bool:
    """Take the token out of the keyring. Returns whether there was one."""
    import keyring
    from keyring.errors import KeyringError

    if stored_token() is None:
        return False
    try:
        keyring.delete_password(_SERVICE, _USER)
    except (KeyringError, RuntimeError, OSError):
        return False
    return True
