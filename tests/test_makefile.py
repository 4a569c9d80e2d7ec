"""The Makefile as a newcomer meets it: what is missing is one sentence, and cleaning never touches captures."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile and the set-up script, and nothing else."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("")
    return tmp_path


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "MAKE"))}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env={**own, **environment}, capture_output=True, text=True, timeout=60
    )


def words(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What make's own bookkeeping leaves of standard error."""
    return [line for line in done.stderr.splitlines() if not line.startswith("make")]


def fake_python(folder: Path, version: str) -> Path:
    """A Python that is too old and says so."""
    path = folder / "old-python"
    path.write_text(f'#!/bin/sh\n[ "$1" = "-V" ] && echo "Python {version}" && exit 0\nexit 1\n')
    path.chmod(0o755)
    return path


def test_a_python_that_is_too_old_is_one_sentence(checkout: Path):
    done = make(checkout, "demo", f"PYTHON={fake_python(checkout, '3.9.2')}")
    assert done.returncode != 0
    assert len(words(done)) == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "3.9.2" in done.stderr


def test_a_missing_python_is_one_sentence(checkout: Path):
    done = make(checkout, "test", "PYTHON=/nowhere/python3")
    assert done.returncode != 0
    assert len(words(done)) == 1
    assert "was not found" in done.stderr


def test_a_full_disk_is_one_sentence(checkout: Path):
    (checkout / "bin").mkdir()
    df = checkout / "bin" / "df"
    df.write_text("#!/bin/sh\necho Filesystem 1024-blocks Used Available Capacity Mounted\necho disk 100 90 10240 90% /\n")
    df.chmod(0o755)
    done = make(checkout, "demo", PATH=f"{df.parent}:{os.environ['PATH']}")
    assert done.returncode != 0
    assert len(words(done)) == 1
    assert "10 MB are left" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_live_crawl_without_a_contact_is_refused_politely(checkout: Path):
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / ".run").touch()
    done = make(checkout, "crawl")
    assert done.returncode != 0
    assert len(words(done)) == 1
    assert "ARCHIVE_CONTACT=" in done.stderr


def test_cleaning_leaves_every_capture_and_catalogue(checkout: Path):
    kept = [
        "data/captures/a/a.warc.gz",
        "data/archive.db",
        "data/demo/captures/b/b.warc.gz",
        "data/demo/archive.db",
        "data/authority/x.toml",
    ]
    lost = ["data/index/MAIN.toc", "data/index.new-1/MAIN.toc", "data/demo/index/MAIN.toc", ".venv/bin/python"]
    for name in (*kept, *lost):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("x")
    assert make(checkout, "clean").returncode == 0
    assert [name for name in kept if not (checkout / name).exists()] == []
    assert [name for name in lost if (checkout / name).exists()] == []


def test_make_alone_lists_the_targets(checkout: Path):
    done = make(checkout)
    assert {"demo", "test", "crawl", "serve", "lint", "bench", "clean"} <= {line.split()[0] for line in done.stdout.splitlines()}
