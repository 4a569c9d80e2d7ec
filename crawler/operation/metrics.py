"""The sites' standing as Prometheus text, for the textfile collector of a node exporter."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from crawler.operation.overview import SiteStatus
from index.errors import SettingsError

PREFIX = "kho_tin_dang"
Sample = tuple[dict[str, str], float]
# name, type, help, samples of one site
_METRICS: tuple[tuple[str, str, str, Callable[[SiteStatus], Iterable[Sample]]], ...] = (
    ("last_success_timestamp_seconds", "gauge", "When the last run that read its listings ended well.",
     lambda status: _one(status.last_success.timestamp() if status.last_success else None)),
    ("last_run_timestamp_seconds", "gauge", "When the last run began.",
     lambda status: _one(status.last.started.timestamp() if status.last else None)),
    ("last_run_seconds", "gauge", "How long the last run took.", lambda status: _one(_seconds(status))),
    ("next_visit_timestamp_seconds", "gauge", "When the site is due.",
     lambda status: _one(status.next_visit.timestamp() if status.next_visit else None)),
    ("requests_total", "counter", "Requests made.", lambda status: _one(status.requests)),
    ("outcomes_total", "counter", "Addresses by how they ended.",
     lambda status: [({"outcome": name}, count) for name, count in sorted(status.outcomes.items())]),
    ("articles", "gauge", "Articles in the archive.", lambda status: _one(status.articles)),
    ("queue", "gauge", "Addresses found and not answered yet.", lambda status: _one(status.queue.queued)),
    ("failing", "gauge", "Addresses given up after three tries.", lambda status: _one(status.queue.failing)),
    ("alarm", "gauge", "1 where an alarm stands.",
     lambda status: [({"kind": "layout"}, bool(status.layout.alarms)), ({"kind": "source"}, bool(status.source_alarms))]),
    ("needs_person", "gauge", "1 where somebody has to look.", lambda status: _one(bool(status.needs))),
)  # fmt: skip


def _seconds(status: SiteStatus) -> float | None:
    last = status.last
    return (last.ended - last.started).total_seconds() if last and last.ended else None


def _one(value: float | None) -> list[Sample]:
    return [] if value is None else [({}, value)]


def metrics_text(statuses: Sequence[SiteStatus]) -> str:
    """The text exposition format 0.0.4: one block for each metric, one line for each site."""
    lines: list[str] = []
    for name, kind, words, samples in _METRICS:
        lines += [f"# HELP {PREFIX}_{name} {words}", f"# TYPE {PREFIX}_{name} {kind}"]
        for status in statuses:
            for labels, value in samples(status):
                named = ",".join(f'{label}="{text}"' for label, text in {"site": status.site.id, **labels}.items())
                lines.append(f"{PREFIX}_{name}{{{named}}} {float(value):.15g}")
    return "\n".join(lines) + "\n"


def write_metrics(path: Path, statuses: Sequence[SiteStatus]) -> None:
    """Put the text in place by rename, so that the collector never reads half of it. Raises `SettingsError`."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(metrics_text(statuses), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise SettingsError("--metrics", f"{path} cannot be written: {error.strerror}") from error
