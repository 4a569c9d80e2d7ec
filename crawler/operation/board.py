"""How a round over the sites is going (bảng theo dõi): a live table on a terminal, plain lines in a log."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from crawler.operation.children import Child

PLAIN_SECONDS = 30.0
COLUMNS = ("site", "queue", "done", "new", "changed", "failed", "rate", "next request in")


def board_row(site_id: str, said: dict[str, Any]) -> tuple[str, ...]:
    """The cells of one site, from what its crawl last said of itself."""
    if not said:
        return (site_id, "starting", *[""] * (len(COLUMNS) - 2))
    counts = (str(said.get(name, 0)) for name in ("queue", "done", "new", "changed", "failed"))
    next_in = said.get("next_in")
    return (site_id, *counts, f"{said.get('rate', 0.0):.2f} a second", "" if next_in is None else f"{next_in:.0f} s")


def board_line(site_id: str, said: dict[str, Any]) -> str:
    """The same in a log: "mau-bao: queue 4, done 20, new 20, changed 0, failed 0, rate 0.33 a second, next request in 2 s"."""
    cells = zip(COLUMNS[1:], board_row(site_id, said)[1:], strict=True)
    return f"{site_id}: " + ", ".join(f"{name} {cell}" for name, cell in cells if cell)


class Board:
    """Shows the crawls that are going on and those that wait, on standard error."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, soft_wrap=True, highlight=False)
        self._live: Live | None = None
        self._told = time.monotonic()

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live = Live(console=self._console, auto_refresh=False, transient=True)
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live:
            self._live.stop()
            self._live = None

    def tell(self, line: str) -> None:
        """One line for a person, above the table."""
        self._console.print(Text(line))

    def show(self, running: Iterable[Child], waiting: Sequence[str]) -> None:
        """Bring the table up to date; elsewhere a line for each crawl now and then."""
        if self._live:
            table = Table(*COLUMNS)
            for child in running:
                table.add_row(*board_row(child.site_id, child.said))
            for site_id in waiting:
                table.add_row(site_id, "waits", *[""] * (len(COLUMNS) - 2))
            self._live.update(table, refresh=True)
        elif time.monotonic() - self._told >= PLAIN_SECONDS:
            self._told = time.monotonic()
            for child in running:
                self.tell(board_line(child.site_id, child.said))
