"""A PostgreSQL server of the tests' own: on a socket in a folder of its own, gone when they end.

Where there is none, what needs it is skipped and says so; with `NEEDS_POSTGRES` set, as in CI, it fails instead.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Debian puts them here and not on the path.
PLACES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin")


def find_programs() -> Path | None:
    found = [Path(path).resolve().parent for path in [shutil.which("initdb"), shutil.which("pg_ctl")] if path]
    found += [each for pattern in PLACES for each in sorted(Path("/").glob(pattern.removeprefix("/")))]
    return next((each for each in found if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


def missing() -> str | None:
    """What keeps these tests from running here."""
    if find_programs() is None:
        return "needs PostgreSQL's server, which is not installed here"
    return None if importlib.util.find_spec("psycopg") else "needs psycopg, which is not installed here"


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database. The server refuses to run as root, so there it runs as its own user."""
    if reason := missing():
        if os.environ.get("NEEDS_POSTGRES"):
            pytest.fail(reason)
        pytest.skip(reason)
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    is_root = os.geteuid() == 0
    if is_root:
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        user = "postgres" if is_root else None
        done = subprocess.run(command, cwd=folder, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert done.returncode == 0, done.stderr

    data = str(folder / "data")
    control = [str(programs / "pg_ctl"), "-D", data, "-w", "-s", "-l", str(folder / "log")]
    run(str(programs / "initdb"), "-D", data, "-U", "archive", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    try:
        run(*control, "-o", f"-k {folder} -c listen_addresses= -c fsync=off", "start")
        yield f"postgresql+psycopg://archive@/postgres?host={folder}"
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
