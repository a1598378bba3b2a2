"""The examination as a whole: what is found, told, and kept out of the report."""

import getpass
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.doctor import system
from pipelines.doctor.finding import Finding, Grade
from pipelines.doctor.models import examine_examples, examine_files
from pipelines.doctor.report import discreet, report, worst
from pipelines.places import default_places
from pipelines.progress import Progress
from pipelines.run import Runtime, build_runtime
from pipelines.text import text


def test_a_report_names_nobody_and_no_folder() -> None:
    words = (
        f"{Path.home()}/models/a.bin, /mnt/data/Anna Smith/x, C:\\Users\\anna\\x.txt, "
        "user anna on pluto, see https://example.org/a/b, 3/4 GB"
    )
    told = discreet(words, ["anna", "pluto"])
    assert told == (
        "[folder], [folder], [folder], user [name] on [name], see https://example.org/a/b, 3/4 GB"
    )
    mine = discreet(f"{getpass.getuser()} at {socket.gethostname()}")
    assert mine == "[name] at [name]" or socket.gethostname() == "localhost"


def test_a_report_is_a_table_with_remedies() -> None:
    found = [
        Finding(text("Disk"), Grade.BROKEN, text("Full | really"), text("Make room")),
        Finding(text("Python"), Grade.WELL, text("3.11")),
    ]
    told = report(found)
    assert "| BROKEN | Disk | Full / really Make room |" in told
    assert worst(found) is Grade.BROKEN
    assert worst(found[1:]) is Grade.WELL


def test_hosts_are_asked_once_and_failures_are_told() -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(self.path)
            self.send_response(503 if "busy" in self.path else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        well, busy, dead = system.examine_sources(
            {"a": f"{address}/a", "b": f"{address}/busy", "c": "http://127.0.0.1:9/x"}, False
        )
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert (well.grade, busy.grade, dead.grade) == (Grade.WELL, Grade.WEAK, Grade.WEAK)
    assert "503" in str(busy.told)
    assert dead.remedy is not None
    (skipped,) = system.examine_sources({"a": f"{address}/a"}, True)
    assert skipped.grade is Grade.SKIPPED


def test_installed_models_are_read_and_tried(runtime: Runtime) -> None:
    (files,) = examine_files(runtime, Progress())
    assert files.grade is Grade.WELL
    tried = {str(item.subject): item for item in examine_examples(runtime, Progress())}
    assert tried["Self-test of Real-ESRGAN"].grade is Grade.WELL
    assert tried["Self-test of GFPGAN"].grade is Grade.SKIPPED


def test_a_damaged_file_is_broken(runtime: Runtime, tmp_path: Path) -> None:
    import os
    import shutil

    from pipelines.networks.catalogue import REAL_ESRGAN_ANIMEVIDEOV3 as WEIGHT

    own = build_runtime(default_places())
    own.store.folder.mkdir(parents=True)
    source = runtime.store.path_of(WEIGHT)
    assert source is not None
    copy = own.store.folder / WEIGHT.name
    shutil.copy(source, copy)
    assert own.store.is_installed(WEIGHT)
    stat = copy.stat()
    with copy.open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    os.utime(copy, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (found,) = examine_files(own, Progress())
    assert found.grade is Grade.BROKEN
    assert WEIGHT.title in str(found.told)


def test_the_command_line_looks_and_writes_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.md"
    words = ["doctor", "--quick", "--offline", "--json", "--quiet", "--report", str(target)]
    code = main(words)
    told = json.loads(capsys.readouterr().out)
    assert code == (1 if any(item["grade"] == "broken" for item in told) else 0)
    assert {"Python", "Libraries", "Memory", "Disk"} <= {item["subject"] for item in told}
    assert target.read_text().startswith("Hearth ")
    assert str(tmp_path) not in target.read_text()
