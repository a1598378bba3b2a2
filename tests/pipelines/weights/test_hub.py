"""Hugging Face: addresses, tokens that go nowhere else, and closed repositories."""

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from pipelines.errors import BadInput, NotWritable, WeightsUnavailable
from pipelines.progress import Progress
from pipelines.spec import HuggingFaceSource
from pipelines.weights.download import HttpsDownloader
from pipelines.weights.hub import (
    HUB,
    Hub,
    forget_token,
    hub_from,
    keep_token,
    stored_token,
)
from pipelines.weights.store import WeightStore
from tests.pipelines.weights.web_site import CONTENT, Site, weight_from

SOURCE = HuggingFaceSource("owner/name", "0123abc", "sub folder/a.pth")
PATH = "owner/name/resolve/0123abc/sub%20folder/a.pth"
FILE = weight_from(SOURCE)


class Drawer(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def drawer() -> object:
    before = keyring.get_keyring()
    keyring.set_keyring(Drawer())
    yield keyring.get_keyring()
    keyring.set_keyring(before)


def store_of(site: Site, folder: Path, hasty: HttpsDownloader, token: str | None) -> WeightStore:
    return WeightStore(folder, downloader=hasty, hub=Hub(site.address, lambda: token))


def test_a_file_of_a_repository(site: Site, tmp_path: Path, hasty: HttpsDownloader) -> None:
    site.files[PATH] = CONTENT
    store = store_of(site, tmp_path, hasty, None)
    assert store.fetch([FILE], Progress())["a.pth"].read_bytes() == CONTENT
    assert "authorization" not in site.requests[0]


def test_the_token_goes_to_the_hub_and_not_on_to_another_host(
    site: Site, tmp_path: Path, hasty: HttpsDownloader
) -> None:
    site.redirects[PATH] = site.url("elsewhere").replace("127.0.0.1", "localhost")
    site.files["elsewhere"] = CONTENT
    store_of(site, tmp_path, hasty, "hf_secret").fetch([FILE], Progress())
    hub, elsewhere = site.requests
    assert hub["authorization"] == "Bearer hf_secret"
    assert elsewhere["host"].startswith("localhost")
    assert "authorization" not in elsewhere


def test_a_closed_repository_says_what_to_do(
    site: Site, tmp_path: Path, hasty: HttpsDownloader
) -> None:
    site.files[PATH] = CONTENT
    site.token = "hf_good"
    with pytest.raises(WeightsUnavailable) as without:
        store_of(site, tmp_path, hasty, None).fetch([FILE], Progress())
    assert f"accept it at {site.address}/owner/name" in str(without.value)
    assert "hearth models token" in str(without.value)
    with pytest.raises(WeightsUnavailable, match="not open to the account of your access token"):
        store_of(site, tmp_path, hasty, "hf_other").fetch([FILE], Progress())
    store = store_of(site, tmp_path, hasty, "hf_good")
    store.fetch([FILE], Progress())
    assert store.is_installed(FILE)


def test_the_environment_and_the_keyring_are_asked(drawer: Drawer) -> None:
    assert hub_from({}).endpoint == HUB
    assert hub_from({"HF_ENDPOINT": "https://example.org/"}).url_of(SOURCE) == (
        f"https://example.org/{PATH}"
    )
    assert hub_from({}).token() is None
    keep_token(" hf_kept\n")
    assert hub_from({}).token() == "hf_kept"
    assert hub_from({"HF_TOKEN": "hf_given"}).token() == "hf_given"
    assert forget_token()
    assert not forget_token()
    assert stored_token() is None


def test_a_token_is_one_word(drawer: Drawer) -> None:
    with pytest.raises(BadInput, match="no access token"):
        keep_token("two words")
    assert drawer.kept == {}


def test_without_a_keyring_there_is_no_token_and_no_crash() -> None:
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    try:
        assert stored_token() is None
        with pytest.raises(NotWritable, match="set the variable HF_TOKEN"):
            keep_token("hf_x")
    finally:
        keyring.set_keyring(before)
