"""A run as one JSON row (biên bản lượt thu thập): for the log that programs read, on standard output and in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from crawler.queue.policy import FAILED
from index.errors import SettingsError

FILE = "runs.jsonl"
_FAILED = frozenset(outcome.value for outcome in FAILED)


def run_row(run: Row[Any]) -> dict[str, Any]:
    """Everything that the catalogue says of a run, flat enough to be read by eye.

    `balanced`: every address that was taken up has exactly one outcome; `requests_per_new` is null without a new article.
    """
    counts = run.counts or {}
    outcomes: dict[str, int] = counts.get("outcomes", {})
    new = outcomes.get("new", 0)
    return {
        "site": run.source,
        "run": run.id,
        "started": run.started.isoformat(timespec="seconds"),
        "ended": run.ended.isoformat(timespec="seconds") if run.ended else None,
        "seconds": round((run.ended - run.started).total_seconds(), 1) if run.ended else None,
        "reason": run.reason,
        "requests": run.requests,
        "taken_up": counts.get("taken_up", 0),
        "outcomes": outcomes,
        "balanced": counts.get("taken_up", 0) == sum(outcomes.values()),
        "failed": failed_in(outcomes),
        "requests_per_new": round(run.requests / new, 2) if new else None,
        "missed_before": counts.get("missed"),
        "robots": counts.get("robots", []),
        "tls_verified": counts.get("tls_verified", True),
        "rules": counts.get("rules", {}),
        "layout": counts.get("layout", {}),
        "cross_check": counts.get("cross_check", {}),
        "backfill": counts.get("backfill"),
        "paused_until": counts.get("paused_until"),
        "version": run.version,
    }


def failed_in(outcomes: dict[str, int]) -> int:
    """How many of these outcomes count as failed."""
    return sum(count for name, count in outcomes.items() if name in _FAILED)


def append_row(folder: Path, row: dict[str, Any]) -> None:
    """Add a row to the archive's log of runs. Raises `SettingsError`."""
    path = folder / FILE
    try:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise SettingsError(
            str(path), f"the log of runs cannot be written: {error.strerror}; the catalogue has the same row"
        ) from error
