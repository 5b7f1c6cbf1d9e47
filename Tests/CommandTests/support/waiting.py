"""Waits for conditions, never for a time."""

import time

PATIENCE = 30


def until(condition):
    """Looks again and again, and returns what `condition` finds."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.01)
    return found
