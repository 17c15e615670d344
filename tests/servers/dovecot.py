"""A throwaway Dovecot on loopback: Debian's own, with a configuration of its own.

Every login name exists and has the password `secret`. Mail lies in Maildirs of a user id that
owns nothing else. Beside delivering mail it can be made to misbehave the way servers do.

    python -m tests.servers.dovecot --folder DIR --user NAME --mbox PATH

runs one in the foreground, holding the messages of an mbox, until SIGTERM.
"""

from __future__ import annotations

import argparse
import contextlib
import mailbox
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.servers.certificates import write_self_signed
from tests.servers.ports import LOOPBACK, free_port, require_free

DOVECOT = Path("/usr/sbin/dovecot")
PASSWORD = "secret"
MAIL_UID = 5000
FIRST_RECEIVED = 1_600_000_000
STARTING_SECONDS = 20.0
STOPPING_SECONDS = 10.0

CONFIG = """\
protocols = imap
listen = {loopback}
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
instance_name = kartotek-{port}
default_login_user = dovenull
default_internal_user = dovecot
first_valid_uid = {uid}
mail_fsync = never
auth_failure_delay = 0
disable_plaintext_auth = no
login_trusted_networks = {loopback}/32
mail_max_userip_connections = 200
mail_location = maildir:{folder}/mail/%u
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={uid} home={folder}/mail/%u
}}
protocol imap {{
  mail_plugins =
  imap_idle_notify_interval = 30 secs
}}
service imap-login {{
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Drafts {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Archive {{
    auto = create
    special_use = \\Archive
  }}
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
  mailbox Trash {{
    auto = create
    special_use = \\Trash
  }}
}}
"""


def why_not() -> str:
    """Return why no Dovecot can be started here; empty if one can."""
    if not DOVECOT.exists():
        return "Debian's dovecot-imapd is not installed (apt-get install dovecot-imapd)"
    if os.geteuid() != 0:
        return "only root may start a Dovecot with users of its own"
    return ""


@dataclass
class Dovecot:
    """A running server; `start` begins it, `stop` ends it.

    Args:
        folder: all it writes; a short path, as its sockets lie below.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    host: str = LOOPBACK
    password: str = PASSWORD

    def start(self) -> None:
        """Start the server and wait until it greets.

        Raises:
            PortTaken: somebody listens at its ports.
            RuntimeError: it does not come up; holds its log.
        """
        require_free(self.port)
        require_free(self.tls_port)
        self._write_config()
        # Dies with us, even when we are killed.
        command = ["setpriv", "--pdeathsig", "TERM", str(DOVECOT), "-F", "-c", str(self._config)]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        until = time.monotonic() + STARTING_SECONDS
        while not self._greets():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError(f"Dovecot did not start:\n{self.log}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop the server and everything it started."""
        self._process.terminate()
        try:
            self._process.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def certificate_pem(self) -> str:
        """The certificate of the TLS listener, which no system trusts."""
        return (self.folder / "certificate.pem").read_text()

    @property
    def log(self) -> str:
        """What the server wrote about itself."""
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""

    def maildir(self, user: str, folder: str = "INBOX") -> Path:
        """Return where a user's folder lies."""
        home = self.folder / "mail" / user
        return home if folder == "INBOX" else home / f".{folder.replace('/', '.')}"

    def seed_maildir(
        self, user: str, messages: Iterable[bytes], folder: str = "INBOX", *, seen: bool = False
    ) -> int:
        """Lay messages into a user's folder before the server looks, and return how many.

        They were received a second apart, from FIRST_RECEIVED on.
        """
        home = self.maildir(user, folder)
        state, suffix = ("cur", ":2,S") if seen else ("new", "")
        for part in ("", "new", "cur", "tmp"):
            (home / part).mkdir(parents=True, exist_ok=True)
        if folder != "INBOX":
            (home / "maildirfolder").touch()
        count = 0
        for count, raw in enumerate(messages, start=1):
            # The time in the name gives the order, that of the file the date of receipt.
            received_at = FIRST_RECEIVED + count
            path = home / state / f"{received_at}.M{count:06}P{os.getpid()}.kartotek{suffix}"
            path.write_bytes(raw)
            os.utime(path, (received_at, received_at))
        self._give_away(self.folder / "mail" / user)
        return count

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None:
        """Let a message arrive now, as by a mail server; whoever idles is told."""
        self.doveadm("save", "-u", user, "-m", folder, stdin=raw)

    def set_uidvalidity(self, user: str, folder: str, uidvalidity: int) -> None:
        """Make all UIDs of a folder worthless, as after a restore from a backup."""
        self.doveadm("mailbox", "update", "-u", user, "--uid-validity", str(uidvalidity), folder)

    def set_next_uid(self, user: str, folder: str, uid: int) -> None:
        """Let the next message of a folder get this UID or a larger one."""
        self.doveadm("mailbox", "update", "-u", user, "--min-next-uid", str(uid), folder)

    def expunge(self, user: str, folder: str, *query: str) -> None:
        """Remove messages for good; all of the folder without a query."""
        self.doveadm("expunge", "-u", user, "mailbox", folder, *(query or ("all",)))

    def flag(self, user: str, folder: str, flag: str, *query: str) -> None:
        """Set a flag such as `\\Seen` as another program would."""
        query = query or ("all",)
        self.doveadm("flags", "add", "-u", user, flag, "mailbox", folder, *query)

    def create_folder(self, user: str, folder: str) -> None:
        """Create a folder, and those above it."""
        self.doveadm("mailbox", "create", "-u", user, folder)

    def rename_folder(self, user: str, folder: str, name: str) -> None:
        """Give a folder another name."""
        self.doveadm("mailbox", "rename", "-u", user, folder, name)

    def delete_folder(self, user: str, folder: str) -> None:
        """Remove a folder with its messages."""
        self.doveadm("mailbox", "delete", "-u", user, folder)

    def kick(self, user: str) -> None:
        """Kill the processes that serve a user, without a goodbye."""
        listed = self.doveadm("who", "-1", user).splitlines()[1:]
        for line in listed:
            with contextlib.suppress(ProcessLookupError, ValueError):
                os.kill(int(line.split()[2]), signal.SIGKILL)

    def doveadm(self, *words: str, stdin: bytes = b"") -> str:
        """Run the administrator's command and return what it says.

        Raises:
            RuntimeError: it failed; holds its words.
        """
        command = ["/usr/bin/doveadm", "-c", str(self._config), *words]
        done = subprocess.run(command, input=stdin, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"doveadm {' '.join(words)}: {done.stderr.decode()}")
        return done.stdout.decode()

    @property
    def _config(self) -> Path:
        return self.folder / "dovecot.conf"

    def _write_config(self) -> None:
        (self.folder / "mail").mkdir(parents=True, exist_ok=True)
        # The mail's owner and Dovecot's own users must be able to come this far.
        self.folder.chmod(0o755)
        self._give_away(self.folder / "mail")
        write_self_signed(self.folder / "certificate.pem", self.folder / "key.pem")
        self._config.write_text(
            CONFIG.format(
                folder=self.folder,
                loopback=self.host,
                port=self.port,
                tls_port=self.tls_port,
                password=self.password,
                uid=MAIL_UID,
            )
        )

    def _give_away(self, path: Path) -> None:
        os.chown(path, MAIL_UID, MAIL_UID)
        for below in path.rglob("*"):
            os.chown(below, MAIL_UID, MAIL_UID)

    def _greets(self) -> bool:
        try:
            with socket.create_connection((self.host, self.port), timeout=1) as connection:
                return connection.recv(5) == b"* OK "
        except OSError:
            return False


def messages_of(mbox: Path) -> Iterator[bytes]:
    """Yield the raw messages of an mbox with the line ends of mail."""
    box = mailbox.mbox(mbox, create=False)
    for key in box.iterkeys():
        yield box.get_bytes(key).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def main() -> int:
    """Run a server in the foreground until SIGTERM."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where it keeps everything")
    parser.add_argument("--user", default="elif@kuzeyisik.example")
    parser.add_argument("--mbox", type=Path, help="messages for the user's inbox")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    asked = parser.parse_args()
    if reason := why_not():
        sys.stderr.write(f"No Dovecot: {reason}.\n")
        return 1
    asked.folder.mkdir(parents=True, exist_ok=True)
    server = Dovecot(asked.folder.resolve(), port=asked.port or free_port())
    # A folder used before keeps its mail; seeding it again would double it.
    if asked.mbox and not server.maildir(asked.user).exists():
        _say(f"messages {server.seed_maildir(asked.user, messages_of(asked.mbox))}")
    # From here on SIGTERM is an orderly end.
    signal.signal(signal.SIGTERM, _leave)
    server.start()
    _say(f"host {server.host}")
    _say(f"port {server.port} (none, starttls)")
    _say(f"port {server.tls_port} (tls)")
    _say(f"login {asked.user}")
    _say(f"password {server.password}")
    with contextlib.suppress(KeyboardInterrupt):
        signal.pause()
    server.stop()
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
