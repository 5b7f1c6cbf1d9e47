"""Transcripts: text files that show commands, what they print, and their exit status.

    $ gatehouse setup-link --config missing.json      a command, run by `sh` in an empty folder
    Error: The configuration cannot be used:          what it prints, standard output and errors together
      - the file of --config is missing or …          … stands for anything, on this line
    [1]                                               its exit status, unless it is 0

A line that is only `…` stands for any number of lines, and a line that begins with `#` is a remark.
"""

import os
import re
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


PATIENCE = 15


@dataclass
class Step:
    line: int
    command: str
    expected: list[str] = field(default_factory=list)
    status: int = 0

    @property
    def pattern(self) -> str:
        return "".join(self._pattern(line) for line in self.expected)

    @staticmethod
    def _pattern(line: str) -> str:
        if line == "…":
            return r"(?:.*\n)*"
        return ".*".join(re.escape(part) for part in line.split("…")) + r"\n"

    def problem(self, output: str, status: int) -> str | None:
        """What is not as the transcript says."""
        if status != self.status:
            return f"exit status {status} instead of {self.status}; it printed:\n{output}"
        if not re.fullmatch(self.pattern, output):
            return "it printed:\n" + output + "instead of:\n" + "\n".join(self.expected)
        return None


def read(path: Path) -> list[Step]:
    steps = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith("#"):
            continue
        if line.startswith("$ "):
            steps.append(Step(number, line[2:]))
        elif status := re.fullmatch(r"\[(\d+)\]", line):
            steps[-1].status = int(status[1])
        elif steps:
            steps[-1].expected.append(line)
    for step in steps:
        while step.expected and not step.expected[-1]:
            step.expected.pop()
    return steps


def run(path: Path, folder: Path, environment: dict[str, str]):
    """Runs a transcript's commands in `folder`, and fails at the first that does something else."""
    for step in read(path):
        problem = step.problem(*_execute(step.command, folder, environment))
        assert problem is None, f"{path.name}:{step.line}: $ {step.command}\n{problem}"


def _execute(command: str, folder: Path, environment: dict[str, str]) -> tuple[str, int]:
    """Output and exit status. A command that does not end, with all that it started, is ended after a while."""
    shell = subprocess.Popen(
        ["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
    try:
        output, _ = shell.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(shell.pid, signal.SIGKILL)
        output = shell.communicate()[0] + "(it did not end)\n"
    return output.rstrip("\n") + "\n" if output.strip() else "", shell.returncode
