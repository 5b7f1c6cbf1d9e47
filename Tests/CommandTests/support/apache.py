"""An Apache of the test's own, on a free port, that lets nobody in without mod_auth_openidc."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from support.postgres import free_port
from support.waiting import until

MODULES = Path("/usr/lib/apache2/modules")
#: As root it would change its user by itself, and need a folder that both can read.
AS_OWNER = ["setpriv", "--reuid=www-data", "--regid=www-data", "--clear-groups"] if os.getuid() == 0 else []

SETTINGS = """
ServerName localhost
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/log
DefaultRuntimeDir {folder}
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authn_core_module {modules}/mod_authn_core.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule authz_user_module {modules}/mod_authz_user.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule auth_openidc_module {modules}/mod_auth_openidc.so
DocumentRoot {folder}/site
OIDCCryptoPassphrase a-passphrase-of-the-test's-own
OIDCRemoteUserClaim preferred_username
{snippet}
<Location "/">
  AuthType openid-connect
  Require valid-user
  Header set X-Signed-In "expr=%{{REMOTE_USER}}"
  Header set X-Name "expr=%{{reqenv:OIDC_CLAIM_name}}"
</Location>
<Location "/bye">
  AuthType none
  Require all granted
</Location>
"""


class Apache:
    """It is asked for its address first; the snippet that goes into its configuration has it."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-apache-", dir="/tmp"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        site = self.folder / "site"
        site.mkdir()
        (site / "page").write_text("what only those see who have signed in\n")
        (site / "bye").write_text("signed out\n")
        self._process = None

    def start(self, snippet: str):
        settings = self.folder / "conf"
        settings.write_text(SETTINGS.format(folder=self.folder, port=self.port, modules=MODULES, snippet=snippet))
        if AS_OWNER:
            for path in [self.folder, *self.folder.rglob("*")]:
                shutil.chown(path, "www-data", "www-data")
        self._process = subprocess.Popen(
            [*AS_OWNER, "apache2", "-DFOREGROUND", "-f", settings], start_new_session=True, stdout=subprocess.DEVNULL,
            stderr=open(self.folder / "stderr", "w"))
        until(self._listens)

    def log(self) -> str:
        return "".join(path.read_text() for path in (self.folder / "stderr", self.folder / "log") if path.exists())

    def close(self):
        if self._process:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(20)
        shutil.rmtree(self.folder)

    def _listens(self) -> bool:
        assert self._process.poll() is None, self.log()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
