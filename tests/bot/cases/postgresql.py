"""A PostgreSQL server of the tests' own: made, listening on 127.0.0.1, and gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

#: Debian keeps the server's programs out of the path; elsewhere they are in it.
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
USER = "postgres"


def programs() -> Path | None:
    """Return the folder of the server's programs, or None where it is not installed."""
    found = shutil.which("initdb")
    return DEBIAN[-1] if DEBIAN else Path(found).parent if found else None


@contextmanager
def server() -> Iterator[str]:
    """Start a server with an empty database, and give its address for `DATABASE_URL`."""
    folder = Path(tempfile.mkdtemp(prefix="refunds-postgresql-"))
    try:
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            known = pwd.getpwnam(USER)
            os.chown(folder, known.pw_uid, known.pw_gid)
        data, port = folder / "data", _free_port()
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
        _run("initdb", "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8")
        _run("pg_ctl", "-D", str(data), "-l", f"{folder}/log", "-o", options, "-w", "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    folder = programs()
    assert folder is not None
    command: Sequence[str] = [str(folder / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    subprocess.run(
        command,
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
