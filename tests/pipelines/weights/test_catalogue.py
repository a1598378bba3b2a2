"""What every declared weight file must say about itself."""

import re
import subprocess
import sys

from pipelines.networks import catalogue
from pipelines.spec import HttpsSource, HuggingFaceSource, PackageSource


def test_every_file_is_complete() -> None:
    names = [weight.name for weight in catalogue.ALL]
    assert len(set(names)) == len(names)
    for weight in catalogue.ALL:
        assert re.fullmatch(r"[\w.-]+", weight.name)
        assert weight.size > 1_000_000
        assert weight.sha256 is None or re.fullmatch(r"[0-9a-f]{64}", weight.sha256)
        assert weight.sources
        assert weight.licence.url.startswith("https://")
        for source in weight.sources:
            if isinstance(source, HttpsSource):
                assert source.url.startswith("https://github.com/")
                assert source.url.endswith("/" + weight.name)
            elif isinstance(source, HuggingFaceSource):
                assert source.file.endswith(weight.name)
            else:
                assert isinstance(source, PackageSource)
                assert weight.converter is not None


def test_only_two_are_not_for_commerce() -> None:
    closed = [weight.name for weight in catalogue.ALL if not weight.licence.commercial]
    assert closed == ["4x-UltraSharp.pth", "codeformer.pth"]


def test_the_origin_of_the_face_parser_is_told_without_a_verdict() -> None:
    licence = catalogue.FACE_PARSING.licence
    assert (licence.name, licence.commercial) == ("MIT", True)
    for fact in ("PSFRGAN", "CC BY-NC-SA 4.0", "CelebAMask-HQ", "non-commercial research"):
        assert fact in licence.note


def test_looking_things_up_imports_no_torch() -> None:
    modules = "pipelines.networks.catalogue, pipelines.weights.store, pipelines.checkpoint"
    code = f"import sys, {modules}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
