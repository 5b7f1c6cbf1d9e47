"""The user's phone: reads QR codes with `zbarimg` and makes codes with `oathtool`, two programs that know nothing of Gatehouse."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

PERIOD = 30


@dataclass
class Phone:
    """One entry of an authenticator app. `code()` never repeats a time step, because the server takes each of them once.

    Where a second code is wanted within the same 30 seconds, it is the next time step's: the server follows a phone whose clock
    is a step ahead. So no test has to wait for the next half minute.
    """

    key: str
    label: str = ""
    issuer: str = ""
    #: The time step of the last code, and how many steps that was ahead of the time.
    _last: tuple[int, int] = (0, 0)
    _before: tuple[int, int] = (0, 0)

    @classmethod
    def scanning(cls, picture: Path) -> "Phone":
        """Reads the only QR code of a picture."""
        scan = subprocess.run(["zbarimg", "--raw", "--quiet", picture], capture_output=True, text=True)
        texts = scan.stdout.split()
        assert len(texts) == 1, f"one QR code should be read from {picture}: {texts} {scan.stderr}"
        return cls.reading(texts[0])

    @classmethod
    def reading(cls, uri: str) -> "Phone":
        parts = urlsplit(uri)
        assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        # Google Authenticator silently takes these for granted.
        assert (query["algorithm"], query["digits"], query["period"]) == ("SHA1", "6", str(PERIOD))
        return cls(key=query["secret"], label=unquote(parts.path.removeprefix("/")), issuer=query["issuer"])

    def code(self) -> str:
        """The next code the server will take."""
        now = int(time.time()) // PERIOD
        last_step, ahead = self._before = self._last
        step = max(last_step + 1, now + ahead)
        self._last = (step, step - now)
        return self._at(step * PERIOD)

    @property
    def is_far_ahead(self) -> bool:
        """The server follows a phone for ten steps, no further."""
        return self._last[1] > 5

    def take_back(self):
        """Shows the last code again: it may never have arrived."""
        self._last = self._before

    def code_with_clock_off(self, seconds: int) -> str:
        """The code of a phone whose clock is wrong."""
        return self._at(int(time.time()) + seconds)

    def wrong_code(self) -> str:
        """A code of no time step anywhere near."""
        now = int(time.time())
        near = {self._at(now + offset * PERIOD) for offset in range(-40, 41)}
        return next(code for code in (f"{number:06}" for number in range(1000)) if code not in near)

    def _at(self, moment: int) -> str:
        run = subprocess.run(
            ["oathtool", "--totp", "-b", self.key, "--now", f"@{moment}"], capture_output=True, text=True, check=True)
        return run.stdout.strip()
