"""Every transcript of the folder Scripts does what it says."""

import os
import socket
from pathlib import Path

import pytest
from support import transcript
from support.server import binary, environment

HERE = Path(__file__).parent


@pytest.fixture
def shell(tmp_path):
    """What transcripts run in: `gatehouse` and the tools on the path, and a port that is taken."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "gatehouse").symlink_to(binary())
    path = os.pathsep.join([str(programs), str(HERE / "tools"), os.environ["PATH"]])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield environment() | {"PATH": path, "TAKEN_PORT": str(listener.getsockname()[1]), "COLUMNS": "80"}


@pytest.mark.parametrize("script", sorted((HERE / "Scripts").glob("*.txt")), ids=lambda script: script.stem)
def test_script(script, shell, tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    transcript.run(script, folder, shell)
