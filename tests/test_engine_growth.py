"""The index as it grows: batches, merges, deletions everywhere, readers in other processes, kills and damage."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engine import IndexedArticle
from index.engines.whoosh import commit as commit_module
from index.engines.whoosh import merge as merge_module
from index.engines.whoosh import pairs as pairs_module
from index.engines.whoosh import writer as writer_module
from index.engines.whoosh.arrayfile import ArrayFile, DamagedError
from index.engines.whoosh.arraywriter import write_arrays
from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.following import kind_of
from index.engines.whoosh.ledger import read_ledger
from index.engines.whoosh.merge import choose_merge
from index.engines.whoosh.tokens import term_of
from index.errors import EngineError
from index.query import Filter, Order, Query, Tag, Words
from index.query_parser import parse_query
from index.text import fold, tokens

ROOT = Path(__file__).resolve().parent.parent


def article(number: int, body: str, title: str = "", **more: object) -> IndexedArticle:
    return replace(IndexedArticle(number, title, body, "a", "live", date(2026, 1, 1)), **more)


def ask(*words: str, is_prefix: bool = False, **more: object) -> Query:
    return Query(must=((Words(words, is_prefix),),), **more)


def found(engine: WhooshEngine, query: Query) -> set[int]:
    return {hit.id for hit in engine.search(query, limit=10_000, facets=()).hits}


def segments(folder: Path) -> list[int]:
    return [each.size for each in read_ledger(folder).segments]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


# Batches and merges


WORDS = ["đảng", "đang", "nghị", "quyết", "hoà", "14"]
BODIES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
BATCHES = st.lists(
    st.tuples(st.dictionaries(st.integers(1, 12), BODIES, max_size=5), st.sets(st.integers(1, 12), max_size=3)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(batches=BATCHES, factor=st.integers(2, 4), most=st.sampled_from([3, 5, 1000]))
def test_any_history_of_batches_answers_like_the_articles_that_are_left(tmp_path_factory, monkeypatch, batches, factor, most):
    monkeypatch.setattr(merge_module, "FACTOR", factor)
    monkeypatch.setattr(merge_module, "MOST_ARTICLES", most)
    monkeypatch.setattr(writer_module, "MOST_ARTICLES", most)
    # Now and then with pairs written down, as only large segments have them.
    monkeypatch.setattr(pairs_module, "FEWEST_ARTICLES", 1 if most == 1000 else 10_000)
    monkeypatch.setattr(pairs_module, "_DEAR", 0)
    left: dict[int, str] = {}
    folder = tmp_path_factory.mktemp("growth") / "index"
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        for mark, (told, gone) in enumerate(batches, 1):
            engine.apply([article(number, body, people=(body[:4],)) for number, body in told.items()], gone, mark)
            left = {number: body for number, body in (left | told).items() if number not in gone}
            assert (engine.count(), engine.mark()) == (len(left), mark)
        assert all(size <= most for size in segments(folder))
        words = {number: [fold(token.text) for token in tokens(body)] for number, body in left.items()}
        for first in ("dang", "nghi", "hoa", "14"):
            assert found(engine, ask(first)) == {number for number, each in words.items() if first in each}
            three = {n for n, each in words.items() if (first, "quyet", "dang") in zip(each, each[1:], each[2:], strict=False)}
            assert found(engine, ask(first, "quyet", "dang")) == three
            neighbours = {n for n, each in words.items() if (first, "quyet") in zip(each, each[1:], strict=False)}
            assert found(engine, ask(first, "quyet")) == neighbours
            marked = {n for n in neighbours if f"{first} quyết" in fold_first(left[n])}
            assert found(engine, ask(first, "quyết")) == marked
            assert found(engine, ask(first[:2], is_prefix=True)) == {
                n for n, each in words.items() if any(word.startswith(first[:2]) for word in each)
            }
        people = engine.search(Query()).facets["person"]
        assert dict(people) == {
            p: n for p in {body[:4] for body in left.values()} if (n := sum(b[:4] == p for b in left.values()))
        }
        assert engine.verify() == ()
    with closing(WhooshEngine.open(folder)) as again:
        assert found(again, Query()) == set(left)


def fold_first(body: str) -> set[str]:
    """Neighbours with the first of them folded."""
    printed = [token.text for token in tokens(body)]
    return {f"{fold(first)} {second}" for first, second in zip(printed, printed[1:], strict=False)}


def test_pairs_are_written_for_large_segments_and_answer_like_the_places(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pairs_module, "FEWEST_ARTICLES", 50)
    chance = random.Random(3)
    words = ["việt", "viết", "nam", "năm", "nắm", "đảng", "xa", "gần"]
    bodies = [" ".join(chance.choices(words, k=40)) for _ in range(300)]
    asked = [
        ("việt", "nam"),
        ("viet", "nam"),
        ("việt", "năm"),
        ("viet", "nắm"),
        ("gần", "xa"),
        ("nam", "viet", "nam"),
        ("xa", "xa"),
    ]
    answers = []
    for pairs in (True, False):
        monkeypatch.setattr(pairs_module, "_PAIRS", 40 if pairs else 0)
        place = folder.with_name(f"index-{pairs}")
        with closing(WhooshEngine.open(place, create=True)) as engine:
            engine.apply([article(number, body) for number, body in enumerate(bodies[:200], 1)], (), 1)
            engine.apply([article(number, body) for number, body in enumerate(bodies[200:], 201)], [7], 2)
            assert bool(list(place.glob("*.pairs"))) == pairs
            answers.append(
                [[(hit.id, round(hit.score, 4)) for hit in engine.search(ask(*each), limit=500).hits] for each in asked]
            )
            assert engine.verify() == ()
            if pairs:
                spoil(max(place.glob("*.pairs")), 200)
                assert any(".seg is not as it was written" in problem for problem in engine.verify())
    assert answers[0] == answers[1]
    assert all(answers[0])


def test_single_commits_are_merged_in_tiers_and_never_all_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    written: list[int] = []
    merge = commit_module.merge_segments

    def counted(parts, *where) -> int:
        written.append(merge(parts, *where))
        return written[-1]

    monkeypatch.setattr(commit_module, "merge_segments", counted)
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        for number in range(1, 201):
            engine.apply([article(number, f"nghị quyết số {number}")], (), number)
        assert found(engine, ask("nghị", "quyết")) == set(range(1, 201))
        assert found(engine, ask("số", "77")) == {77}
    assert len(segments(folder)) <= 3 * merge_module.FACTOR
    # Each article is written anew about once in a tier, of which 200 articles fill less than three.
    assert sum(written) < 200 * 3
    assert sum(size > 64 for size in written) <= 3


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([(65536, 65536)] * 20, []),
        ([(40000, 40000)] * 8, []),
        ([(30000, 30000)] * 8, [0, 1]),
        ([(10, 10)] * 7, []),
        ([(10, 10)] * 8 + [(60000, 60000)], list(range(8))),
        ([(60000, 60000), (30, 60)], [1]),
        ([(0, 60)], [0]),
    ],
)
def test_only_small_segments_of_like_size_are_merged_and_worn_ones_renewed(sizes, expected):
    assert choose_merge(sizes) == expected


def test_merging_many_terms_while_a_new_article_waits(folder: Path):
    bodies = [" ".join(f"w{number:x}" for number in range(start, start + 1000)) for start in range(0, 40_000, 1000)]
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        for mark in range(8):
            engine.apply([article(mark * 5 + n, body) for n, body in enumerate(bodies[mark * 5 : mark * 5 + 5])], (), mark + 1)
        engine.apply([article(99, "mới w0")], (), 9)
        assert segments(folder) == [40, 1]
        assert found(engine, ask("w0")) == {0, 99}
        assert found(engine, ask("w9c3f")) == {39}
        assert engine.verify() == ()


def test_very_long_texts_keep_their_places_and_counts_through_a_merge_with_deletions(folder: Path):
    long = "đảng " * 100_000 + "ở cuối bài"
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply([article(1, "đảng ở đầu bài"), article(2, long), article(3, "cuối bài đảng")], (), 1)
        for number in range(4, 11):
            engine.apply([article(number, f"đảng {number}"), article(number + 100, "khác")], [number - 1], number)
        assert len(segments(folder)) < 8
        assert found(engine, ask("đảng", "ở", "cuối", "bài")) == {2}
        assert found(engine, ask("bài", "đảng")) == set()
        assert engine.search(ask("đảng"), limit=1).hits[0].id == 2
        assert engine.verify() == ()


def test_a_text_as_long_as_two_bytes_count_is_no_neighbour_of_the_next_article(folder: Path):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply([article(1, "a " * 65535 + "đảng"), article(2, "bộ đảng"), article(3, "x đảng bộ")], (), 1)
        assert found(engine, ask("đảng", "bộ")) == {3}


def test_a_batch_without_any_text_and_fields_that_come_and_go(folder: Path):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply([article(1, ""), article(2, "", "")], (), 1)
        engine.apply([article(3, "đảng bộ", "Tin")], (), 2)
        engine.apply([article(4, "", "Đảng bộ")], [1, 2], 3)
        assert found(engine, ask("đảng", "bộ")) == {3, 4}
        assert found(engine, ask("tin")) == {3}


# Copies, days, suggestions over several segments


COPY = "Sáng nay Đảng bộ phường tổ chức hội nghị tổng kết một năm thực hiện nghị quyết với hơn một trăm đảng viên về dự"


def test_copies_are_grouped_across_segments_and_counted(folder: Path):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply([article(1, COPY, source="a"), article(2, COPY.upper() + "!", source="b")], (), 1)
        engine.apply(
            [article(3, COPY, "Nghị quyết", source="c"), article(4, "Nghị quyết khác"), article(5, "Nghị quyết khác")], (), 2
        )
        whole = engine.search(ask("nghị", "quyết"))
        grouped = engine.search(replace(ask("nghị", "quyết"), group_copies=True))
        assert (whole.total, whole.groups, [hit.copies for hit in whole.hits]) == (5, None, [1] * 5)
        assert (grouped.total, grouped.groups) == (5, 3)
        # The best of the copies stands for them; texts too short to tell are no copies.
        assert {hit.id: hit.copies for hit in grouped.hits} == {3: 3, 4: 1, 5: 1}
        assert grouped.facets == whole.facets
        engine.apply((), [3], 3)
        grouped = engine.search(replace(ask("nghị", "quyết"), group_copies=True, order=Order.NEWEST), limit=1, offset=2)
        assert (grouped.groups, [(hit.id, hit.copies) for hit in grouped.hits]) == (3, [(5, 1)])


def test_days_at_both_ends_of_a_range_and_of_every_year_are_counted(folder: Path):
    days = [date(1, 1, 1), date(1975, 4, 30), date(2020, 2, 29), date(9999, 12, 31), None]
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        for number, day in enumerate(days, 1):
            engine.apply([article(number, "tin", event=day)], (), number)
        assert found(engine, Query(since=date(1975, 4, 30), until=date(2020, 2, 29))) == {2, 3}
        assert found(engine, Query(until=date(9999, 12, 31))) == {1, 2, 3, 4}
        assert found(engine, Query(filters=(Filter("year", "1975"),))) == {2}
        assert [hit.id for hit in engine.search(Query(order=Order.NEWEST)).hits] == [4, 3, 2, 1, 5]
        assert [hit.id for hit in engine.search(Query(order=Order.OLDEST)).hits] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("quyêt", "quyết"), ("quyeet", "quyết"), ("nghj", "nghị"), ("phờng", "phường"), ("tooản", "toàn"), ("uyr", "ủy"),
        ("giớ", "giờ"), ("hoá", "hòa"), ("quetys", None), ("xyzzy", None), ("12345", None), ("Đảmg", "đảng"),
    ],
)  # fmt: skip
def test_a_word_that_stands_nowhere_gets_the_most_frequent_one_near_it(folder: Path, typed: str, better: str | None):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        body = "Nghị quyết của Đảng ủy phường: toàn phường hòa thuận, giờ giấc, quyết tâm, quyền, nghị sự, đáng"
        engine.apply([article(1, body)], (), 1)
        engine.apply([article(2, "đảng bộ phường")], (), 2)
        matches = engine.search(ask(typed))
        assert matches.suggestions == (((typed, better),) if better else ())
        assert matches.total == 0
        assert any(f"“{better}”" in note for note in matches.notes) == bool(better)
        assert engine.search(ask("đảng")).suggestions == ()
        either = Query(must=((Words((typed,)), Words(("bộ",))),))
        assert (engine.search(either).total, engine.search(either).suggestions) == (1, matches.suggestions)


def test_a_list_of_a_number_and_two_offices_is_no_symbol(folder: Path):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        bodies = [
            "Nghị quyết 22-NQ/TU",
            "danh sách 22, NQ, TU",
            "22 NQ TU",
            "số 22–NQ/TU.",
            "22-NQ/TƯ",
            "122-NQ/TU",
            "22 - NQ/TU",
        ]
        engine.apply([article(number, body) for number, body in enumerate(bodies, 1)], (), 1)
        assert found(engine, Query(must=((Tag("document", "22-nq/tu"),),))) == {1, 4}
        assert found(engine, Query(must=((Tag("document", "22-nq/tw"), Words(("22", "NQ", "TW"))),))) == {5}
        assert found(engine, Query(must=((Tag("document", "resolution:22"),),))) == set()
        assert found(engine, parse_query('"22 NQ TU"')) == {1, 2, 3, 4, 5, 7}


# Phrases


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    runs=st.lists(st.lists(st.tuples(st.sampled_from("abx"), st.integers(1, 30)), max_size=6), min_size=1, max_size=3),
    phrase=st.lists(st.sampled_from("abx"), min_size=2, max_size=3),
)
def test_phrases_of_words_that_stand_many_times_in_one_text_are_found(tmp_path_factory, runs, phrase):
    bodies = [" ".join(word for word, times in each for _ in range(times)) for each in runs]
    with closing(WhooshEngine.open(tmp_path_factory.mktemp("phrases") / "index", create=True)) as engine:
        engine.apply([article(number, body) for number, body in enumerate(bodies, 1)], (), 1)
        expected = {number for number, body in enumerate(bodies, 1) if f" {' '.join(phrase)} " in f" {body} "}
        assert found(engine, ask(*phrase)) == expected


def test_a_phrase_is_found_in_the_first_article_though_its_second_word_opens_it(folder: Path):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply([article(1, "b x a b" + " b" * 40), article(2, "a a")], (), 1)
        assert found(engine, ask("a", "b")) == {1}


def test_words_too_far_back_to_be_told_apart_are_no_neighbours(folder: Path):
    like_b = next(word for word in map(str, range(1000)) if kind_of(term_of(word)) == kind_of(term_of("b")))
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply([article(1, f"x b {'x ' * (1 << 20)} a {like_b} a {like_b} c"), article(2, "a b")], (), 1)
        assert found(engine, ask("a", "b")) == {2}
        assert found(engine, ask("x", "b")) == found(engine, ask("c")) == {1}


# Readers


READER = """
import sys, time
from index.engines import open_engine
from index.query import Query
engine = open_engine(sys.argv[1])
print("ready", flush=True)
while True:
    matches = engine.search(Query(), limit=1000, facets=("source",))
    numbers = sorted(hit.id for hit in matches.hits)
    print(matches.total, len(set(numbers)), numbers[0], matches.facets["source"][0][1], flush=True)
    if matches.total >= 40:
        break
"""


FAULTS = """
import platform, resource, sys
import numpy as np
from index.engines import open_engine
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(50):
        arrays = [np.zeros(1 << 18, np.uint8) for _ in range(64)]
        del arrays
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
before = faults()
open_engine(sys.argv[1])
faults()
print(before, faults(), platform.libc_ver()[0] or "other")
"""


def test_an_open_index_keeps_the_memory_of_one_search_for_the_next(folder: Path):
    WhooshEngine.open(folder, create=True).close()
    command = [sys.executable, "-W", "ignore", "-c", FAULTS, f"whoosh:{folder}"]
    before, after, libc = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    assert int(after) * 10 <= int(before) or libc != "glibc"


def test_readers_in_other_processes_see_every_commit_whole_and_none_by_half(folder: Path):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply([article(1, "tin")], (), 1)
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", READER, f"whoosh:{folder}"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as reader:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
            # Each commit adds two articles and takes the oldest away.
            for number in range(1, 40):
                engine.apply([article(2 * number, "tin"), article(2 * number + 1, "tin")], [number], number + 1)
            seen = [tuple(map(int, line.split())) for line in reader.stdout]
        assert reader.returncode == 0
    assert len({each[0] for each in seen}) > 1
    for total, different, oldest, counted in seen:
        assert (different, oldest, counted) == (total, total, total)
    assert [each[0] for each in seen] == sorted(each[0] for each in seen)


# Kills


WRITER = """
import sys
from datetime import date
from index.engine import IndexedArticle
from index.engines import open_engine
from index.engines.whoosh import merge
merge.FACTOR = 3
engine = open_engine(sys.argv[1])
for mark in range(engine.mark() + 1, 10_000):
    articles = [IndexedArticle(mark * 10 + n, f"Bài {mark}", "nghị quyết " * 200, "a", "live", date(2026, 1, 1)) for n in range(10)]
    engine.apply(articles, [(mark - 1) * 10], mark)
    print(mark, flush=True)
"""


def kill_rounds(folder: Path, rounds: int, seed: int) -> Iterator[int]:
    """Kill a writer at random moments, each time in the same index; gives the mark after each, all promises checked."""
    chance = random.Random(seed)
    with closing(WhooshEngine.open(folder, create=True)):
        pass
    acknowledged = 0
    for _ in range(rounds):
        command = [sys.executable, "-W", "ignore", "-c", WRITER, f"whoosh:{folder}"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() * 0.12)
            process.send_signal(signal.SIGKILL)
            acknowledged = max([acknowledged + 1, *(int(line) for line in process.stdout.read().split())])
        with closing(WhooshEngine.open(folder)) as engine:
            mark = engine.mark()
            assert engine.verify() == ()
            assert mark in (acknowledged, acknowledged + 1)
            # Each batch took one article of the batch before away.
            alive = {each * 10 + n for each in range(1, mark + 1) for n in range(10) if n or each == mark}
            assert found(engine, ask("nghị", "quyết")) == alive
            assert engine.count() == len(alive)
            engine.apply((), (), mark)
            assert {path.name for path in folder.iterdir()} == {*read_ledger(folder).files, "ledger.json", "WRITELOCK"}
        acknowledged = mark
        yield mark


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_acknowledged(folder: Path):
    assert len(list(kill_rounds(folder, 5, seed=7))) == 5


# Damage


def big_file(tmp_path: Path) -> Path:
    path = tmp_path / "big.seg"
    write_arrays(
        path, {"a": np.arange(400_000, dtype=np.uint32), "b": np.ones(400_000, np.uint32), "none": np.zeros(0, np.uint16)}
    )
    return path


def spoil(path: Path, place: int) -> None:
    with path.open("r+b") as stream:
        stream.seek(place)
        byte = stream.read(1)[0]
        stream.seek(place)
        stream.write(bytes([byte ^ 0x10]))


def test_a_changed_byte_is_noticed_when_it_is_touched_and_the_rest_is_served(tmp_path: Path):
    path = big_file(tmp_path)
    spoil(path, 1_700_000)
    file = ArrayFile(path)
    assert file.part("a", 5, 8).tolist() == [5, 6, 7]
    assert file.array("none").tolist() == []
    for _ in range(2):
        with pytest.raises(DamagedError, match=r"big\.seg"):
            file.part("b", 20_000, 40_000)
    with pytest.raises(DamagedError):
        file.check_all()


def test_every_byte_of_a_file_is_watched(tmp_path: Path):
    path = tmp_path / "small.seg"
    write_arrays(path, {"a": np.arange(9, dtype=np.uint16), "b": np.arange(3, dtype=np.int64)})
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        if whole[place : place + 1] == b"\0" and place >= len(whole) - 12:
            continue
        with pytest.raises(DamagedError):
            ArrayFile(path)
        path.write_bytes(whole[:place])
        with pytest.raises(DamagedError):
            ArrayFile(path)


def test_a_file_cut_while_it_is_open_is_an_error_and_no_crash(tmp_path: Path):
    path = big_file(tmp_path)
    file = ArrayFile(path)
    os.truncate(path, 100_000)
    with pytest.raises(DamagedError, match="cut short"):
        file.check_length()


def test_damage_in_the_middle_of_searching_is_told_with_the_way_out(folder: Path):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply([article(number, f"nghị quyết số {number} " * 100) for number in range(1, 3000)], (), 1)
        (path,) = folder.glob("*.seg")
        assert path.stat().st_size > 1 << 20
        assert found(engine, ask("quyết"))
        size = path.stat().st_size
        for place in range(70_000, size - 70_000, 65_536):
            spoil(path, place)
        with pytest.raises(EngineError, match="python -m index rebuild"):
            found(engine, ask("nghị", "quyết", "số", "2999", "nghị"))
        assert any("not as it was written" in problem for problem in engine.verify())
        os.truncate(path, size // 2)
        with pytest.raises(EngineError, match="python -m index rebuild"):
            found(engine, ask("quyết"))


def test_too_little_room_on_the_disk_stops_a_batch_before_it_starts_and_puts_merging_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        for number in range(1, 8):
            engine.apply([article(number, "tin")], (), number)
        usage = commit_module.shutil.disk_usage(folder)
        monkeypatch.setattr(commit_module, "_MERGE_ROOM", 1 << 60)
        engine.apply([article(8, "tin")], (), 8)
        assert len(segments(folder)) == 8
        monkeypatch.setattr(commit_module.shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
        with pytest.raises(EngineError, match=r"16 MB are needed .* 1 MB are free"):
            engine.apply([article(9, "tin")], (), 9)
        assert (engine.count(), engine.mark()) == (8, 8)
        monkeypatch.undo()
        engine.apply([article(9, "tin")], (), 9)
        assert (engine.count(), len(segments(folder))) == (9, 1)


def test_files_of_strangers_in_the_folder_are_left_alone(folder: Path):
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        (folder / "GHI-CHÚ.txt").write_text("của tôi")
        (folder / "MAIN_dead.seg").write_text("half made")
        engine.apply([article(1, "tin")], (), 1)
    assert (folder / "GHI-CHÚ.txt").exists()
    assert not (folder / "MAIN_dead.seg").exists()
