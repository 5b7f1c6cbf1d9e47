"""What `make run` shows while it builds, with a compiler that only pretends."""

import os
import pty
import shutil
import subprocess

import pytest
from support.server import PROJECT

STEPS = "Building for production...\n[1/3] Compiling One\n[2/3] Compiling Two\n"
GOOD = f"printf '{STEPS}[3/3] Linking gatehouse\\nBuild complete!\\n'".replace("\n", "\\n")
BAD = f"printf '{STEPS}Two.swift:1:1: error: no such thing\\n'; exit 1".replace("\n", "\\n")


@pytest.fixture
def checkout(tmp_path):
    """A copy of the script, with a `swift` that does what a test says."""
    for folder in ("Scripts", "tools"):
        (tmp_path / folder).mkdir()
    shutil.copy(PROJECT / "Scripts/build", tmp_path / "Scripts/build")

    def run(swift: str, **options) -> subprocess.CompletedProcess:
        program = tmp_path / "tools/swift"
        program.write_text(f"#!/bin/sh\n{swift}\n")
        program.chmod(0o755)
        path = os.pathsep.join([str(tmp_path / "tools"), os.environ["PATH"]])
        return subprocess.run(
            [tmp_path / "Scripts/build"], env=os.environ | {"PATH": path}, stderr=subprocess.PIPE, text=True, timeout=30,
            **options)

    run.folder = tmp_path
    return run


def test_first_time_is_announced_and_the_steps_do_not_scroll_past(checkout):
    done = checkout(GOOD, stdout=subprocess.PIPE)
    assert done.returncode == 0
    assert done.stdout == "Building Gatehouse. The first time this takes some minutes; afterwards it takes seconds.\n"
    assert "Compiling Two" in (checkout.folder / ".build/run.log").read_text()
    (checkout.folder / ".build/release").mkdir()
    (checkout.folder / ".build/release/gatehouse").touch()
    assert checkout(GOOD, stdout=subprocess.PIPE).stdout == ""


def test_what_is_wrong_is_shown_and_ends_it(checkout):
    done = checkout(BAD, stdout=subprocess.PIPE)
    assert done.returncode == 1
    assert "Two.swift:1:1: error: no such thing" in done.stderr
    assert "Compiling" not in done.stdout + done.stderr


def test_on_a_terminal_one_line_shows_how_far_it_is(checkout):
    ours, theirs = pty.openpty()
    assert checkout(GOOD, stdout=theirs).returncode == 0
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "Building: step 2 of 3, 0 min 0 s" in shown
    assert shown.count("\n") == 1 and shown.endswith("\r\x1b[K")
