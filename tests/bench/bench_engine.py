"""The search engine against its peers, on the same articles in one run: `make bench`, or with other sizes

    python tests/bench/bench_engine.py --articles 100000 [--corpus FILE.jsonl] [--engines archive,tantivy,fts5] [--keep FOLDER]

Figures are milliseconds of CPU (median and 95th percentile) and of wall clock; only figures of one run compare.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent.parent)]

import numpy as np  # noqa: E402
from corpus import generate, read_corpus  # noqa: E402
from peers import PEERS, Peer  # noqa: E402

from index.engine import IndexedArticle  # noqa: E402

STATISTICS = Path(__file__).parent.parent.parent.parent / "shared" / "corpus-statistics"
SECONDS = 2.0

COMMON = ["đảng", "thành", "ủy", "công", "tác", "nghị", "chi", "bộ", "của", "người"]
RARE = ["huyễn", "khuếch", "sòng", "vẽo", "ngoẻo", "rượt", "quẫn", "khoắng", "thoăn", "nghẹt"]
PAIRS = [
    "nghị quyết",
    "phát triển",
    "kiểm tra",
    "thi đua",
    "đảng viên",
    "công nghiệp",
    "chính quyền",
    "kinh tế",
    "thủ đức",
    "cán bộ",
]
PHRASES = [
    "xây dựng đảng",
    "nghị quyết số",
    "ban chấp hành",
    "công tác cán bộ",
    "kiểm tra giám sát",
    "phát triển kinh tế",
    "việt nam",
    "thành phố",
]
NAMES = ["Nguyễn Văn Hưng", "Trần Thị Hòa", "Lê Quang Hiển", "Phạm Minh Sơn"]
RANGES = [
    (date(2010, 3, 1), date(2010, 3, 31)), (date(2015, 7, 1), date(2015, 7, 31)),
    (date(2020, 11, 1), date(2020, 11, 30)), (date(2023, 1, 1), date(2023, 12, 31)),
]  # fmt: skip
WORD_RANGES = [
    ("đảng", date(2020, 1, 1), date(2020, 12, 31)), ("nghị", date(2023, 1, 1), date(2023, 12, 31)),
    ("công", date(2010, 1, 1), date(2015, 12, 31)), ("kiểm", date(2024, 5, 1), date(2024, 5, 31)),
]  # fmt: skip
QUESTIONS: dict[str, list[tuple[object, ...]]] = {
    "common": [(word,) for word in COMMON],
    "rare": [(word,) for word in RARE],
    "and": [(pair,) for pair in PAIRS],
    "phrase": [(phrase,) for phrase in PHRASES],
    "name": [(name,) for name in NAMES],
    "prefix": [("ngh",), ("xây",), ("tru",), ("quy",)],
    "and, newest": [(pair,) for pair in PAIRS],
    "range": list(RANGES),
    "range and word, newest": list(WORD_RANGES),
    "facets": [("đảng",), ("nghị",), ("kiểm",), ("công",)],
    "facet person": [("đảng",), ("nghị",), ("kiểm",), ("công",)],
    "facet day": [("đảng",), ("nghị",), ("kiểm",), ("công",)],
    "page 500": [("đảng",), ("thành",), ("công",)],
    "passages": [("nghị quyết",), ("xây dựng đảng",), ("kiểm tra",)],
    "unmarked": [(word,) for word in COMMON],
    "unmarked phrase": [(phrase,) for phrase in PHRASES],
    "official": [(name,) for name in NAMES],
}


def articles(count: int, corpus: Path | None) -> Iterator[IndexedArticle]:
    """The articles of a run."""
    if corpus is None and not STATISTICS.is_dir():
        raise SystemExit(f"{STATISTICS} is not there: give articles of your own with --corpus FILE.jsonl")
    return read_corpus(corpus, count) if corpus else generate(STATISTICS, count)


def size_of(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def build(peer: Peer, source: Iterable[IndexedArticle], count: int) -> dict[str, float]:
    """Build with documents; what drawing the articles costs is not counted."""
    spent = [0.0, 0.0]

    def counted() -> Iterator[IndexedArticle]:
        iterator = iter(source)
        while True:
            wall, cpu = time.perf_counter(), time.thread_time()
            article = next(iterator, None)
            spent[0] += time.perf_counter() - wall
            spent[1] += time.thread_time() - cpu
            if article is None:
                return
            yield article

    wall, cpu = time.perf_counter(), time.process_time()
    peer.build(counted())
    wall, cpu = time.perf_counter() - wall - spent[0], time.process_time() - cpu - spent[1]
    return {"articles per CPU second": round(count / cpu), "articles per second": round(count / wall)}


def measure(peer: Peer, seconds: float = SECONDS) -> dict[str, dict[str, float]]:
    """Operation -> its figures."""
    found = {}
    operations = peer.operations()
    for name, questions in QUESTIONS.items():
        if name not in operations:
            continue
        cpu, wall, total = [], [], 0
        end = time.perf_counter() + seconds
        while len(cpu) < 3 * len(questions) or (time.perf_counter() < end and len(cpu) < 3000):
            for question in questions:
                at, cpu_at = time.perf_counter(), time.thread_time()
                total = operations[name](*question)
                cpu.append((time.thread_time() - cpu_at) * 1000)
                wall.append((time.perf_counter() - at) * 1000)
            if time.perf_counter() > end + 5 * seconds:
                break
        p = np.percentile
        found[name] = {
            "p50": round(float(p(cpu, 50)), 3), "p95": round(float(p(cpu, 95)), 3), "wall p50": round(float(p(wall, 50)), 3),
            "wall p95": round(float(p(wall, 95)), 3), "times": len(cpu), "last": total,
        }  # fmt: skip
    return found


def run(count: int, engines: list[str], folder: Path, corpus: Path | None = None, seconds: float = SECONDS) -> dict[str, dict]:
    """Everything about each engine."""
    report: dict[str, dict] = {}
    for name in engines:
        place = folder / name
        built = {} if place.exists() else alone(built_in, name, place, count, corpus)
        report[name] = {**built, **alone(searched_in, name, place, seconds)}
    return report


def alone(task: Callable[..., dict[str, object]], *given: object) -> dict[str, object]:
    """What a task gives in a process of its own, so that its memory is counted alone."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(task, *given).result()


def built_in(name: str, place: Path, count: int, corpus: Path | None) -> dict[str, object]:
    """Build an index in the new folder `place`."""
    place.mkdir(parents=True)
    return {**build(PEERS[name](place), articles(count, corpus), count), "build peak MB": peak()}


def searched_in(name: str, place: Path, seconds: float) -> dict[str, object]:
    """Search the index in `place`."""
    peer = PEERS[name](place)
    wall = time.perf_counter()
    peer.reopen()
    opened = round((time.perf_counter() - wall) * 1000, 1)
    return {"open ms": opened, "MB": round(size_of(place) / 1e6, 1), "operations": measure(peer, seconds), "peak MB": peak()}


def peak() -> int:
    """The most memory this process had, in MB, mapped pages of files included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def print_report(report: dict[str, dict]) -> None:
    """A table: p50 / p95 of CPU milliseconds, then how many times longer a peer takes than we do."""
    for name, figures in report.items():
        print(name, {key: value for key, value in figures.items() if key != "operations"})
    names = list(report)
    print(f"{'':24}" + "".join(f"{name:>20}" for name in names))
    for operation in QUESTIONS:
        rows = [report[name]["operations"].get(operation) for name in names]
        cells = [f"{row['p50']:.2f} / {row['p95']:.2f}" if row else "-" for row in rows]
        first = rows[0]
        ratios = [f"{row['p50'] / first['p50']:.1f}×" for row in rows[1:] if row and first]
        print(f"{operation:24}" + "".join(f"{cell:>20}" for cell in cells) + "   " + " ".join(ratios))


def test_our_engine_against_its_peers(tmp_path: Path):
    """A small run, to keep the benchmark itself working; figures of 10,000 articles say little about 100,000."""
    print_report(run(10_000, ["archive", "tantivy", "fts5"], tmp_path, seconds=0.5))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path, help="JSON lines: title, body, date, site, symbols, officials")
    parser.add_argument("--engines", default="archive,tantivy,fts5")
    parser.add_argument("--keep", type=Path, help="keep the indexes here and use them again")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each operation is repeated")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(asked.articles, asked.engines.split(","), asked.keep or Path(folder), asked.corpus, asked.seconds)
    print(json.dumps(report, ensure_ascii=False, indent=1)) if asked.json else print_report(report)


if __name__ == "__main__":
    main()
