"""Work in a process of its own (tiến trình con): a site's crawl, listened to and ended when it hangs; a command to its end."""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from index.settings import ROOT, Settings, environment_of

PR_SET_PDEATHSIG = 1
# Loaded before any child is made: between fork and exec, where other threads may run, only a system call is safe.
LIBC = ctypes.CDLL(None)
PYTHON = (sys.executable, "-W", "ignore::SyntaxWarning", "-m")
# A child that is asked to end finishes its request and writes its run's row.
SECONDS_TO_END = 30.0
HUNG = -1
_LONGEST_LINE = 1 << 20


def end_with_parent() -> None:
    """Ask Linux to end this child when its parent is killed, so that no crawl or server is left behind."""
    with suppress(OSError, AttributeError):
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A crawl that is going on: `said` is what it told last of itself, `words` its last lines for a person."""

    site_id: str
    said: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    process: Process | None = None
    is_hung: bool = False

    def stop(self) -> None:
        """Ask it to end; what it acknowledged is safe."""
        if self.process and self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGTERM)


def python_child(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module's command to its end on the archive of these settings; its words for a person go where ours go."""
    return subprocess.run(  # noqa: S603 - our own command
        [*PYTHON, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment_of(settings)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=end_with_parent,
    )


async def run_child(
    child: Child, arguments: Sequence[str], seconds: float, tell: Callable[[str], None], seconds_to_end: float = SECONDS_TO_END
) -> int:
    """Run a Python module's command to its end and return its exit code, `HUNG` where it had to be ended.

    JSON lines on its standard output become `child.said`; `tell` gets its lines for a person. It is asked to end after
    `seconds`, killed `seconds_to_end` later, and ends with this process.
    """
    process = await asyncio.create_subprocess_exec(
        *PYTHON, *arguments, cwd=ROOT, stdout=PIPE, stderr=PIPE, limit=_LONGEST_LINE, process_group=0, preexec_fn=end_with_parent
    )
    child.process = process
    listening = asyncio.gather(_read_rows(process, child), _read_words(process, child, tell))
    try:
        await asyncio.wait_for(process.wait(), seconds)
    except TimeoutError:
        child.is_hung = True
        child.stop()
        try:
            await asyncio.wait_for(process.wait(), seconds_to_end)
        except TimeoutError:
            process.kill()
            await process.wait()
    with suppress(TimeoutError):
        await asyncio.wait_for(listening, seconds_to_end)  # a grandchild may hold the pipes open
    return HUNG if child.is_hung else process.returncode or 0


async def _read_rows(process: Process, child: Child) -> None:
    assert process.stdout is not None  # noqa: S101 - asked for above
    async for line in process.stdout:
        with suppress(ValueError):
            row = json.loads(line)
            if isinstance(row, dict):
                child.said = row


async def _read_words(process: Process, child: Child, tell: Callable[[str], None]) -> None:
    assert process.stderr is not None  # noqa: S101 - asked for above
    async for line in process.stderr:
        text = line.decode("utf-8", "replace").rstrip()
        if text:
            child.words = [*child.words[-4:], text]
            tell(text if text.startswith(child.site_id) else f"{child.site_id}: {text}")
