"""What is seen in one article: short mentions resolved within it, the five real articles, and the time it takes."""

from __future__ import annotations

import json
import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.annotate import annotate
from index.dates import find_dates
from index.text import clean_text, person_key

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


def documents(text: str) -> list[tuple[str | None, date | None, str | None]]:
    return [(each.symbol, each.issued_on, each.issuer) for each in annotate(text).documents]


def test_a_short_mention_takes_what_the_one_fuller_mention_says():
    text = "Nghị quyết số 22-NQ/TU ngày 15/7/2023 của Thành ủy Tân Giang. Thực hiện Nghị quyết số 22-NQ/TU và nghị quyết 22 của Thành ủy."
    assert documents(text) == [("22-NQ/TU", date(2023, 7, 15), "Thành ủy Tân Giang")] * 3


def test_the_order_does_not_matter():
    text = "Quán triệt Kết luận 21-KL/TW\nKết luận số 21-KL/TW ngày 25/10/2021 yêu cầu"
    assert documents(text) == [("21-KL/TW", date(2021, 10, 25), None)] * 2


def test_a_bare_number_joins_the_bare_number_with_an_issuer():
    assert documents("Quy định 1374 của Thành ủy. Giám sát quy định 1374 tại cơ sở.") == [(None, None, "Thành ủy")] * 2


def test_nothing_is_taken_from_two_candidates():
    text = "Nghị quyết số 22-NQ/TU ngày 15/7/2023, Nghị quyết số 22-NQ/QU ngày 1/8/2023. Thực hiện Nghị quyết 22."
    assert documents(text)[-1] == (None, None, None)
    text = "Nghị quyết số 18-NQ/TW ngày 25/10/2017 và Nghị quyết số 18-NQ/TW ngày 16/6/2022. Nghị quyết số 18-NQ/TW"
    assert documents(text)[-1] == ("18-NQ/TW", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 35-NQ/TW của Bộ Chính trị. Chỉ thị số 35",
        "Nghị quyết số 35-NQ/TW của Bộ Chính trị. Nghị quyết số 35-NQ/TU",
        "Nghị quyết số 35-NQ/TU của Thành ủy. Nghị quyết số 36-NQ/TU",
    ],
)
def test_another_type_code_or_number_is_another_document(text: str):
    assert documents(text)[-1][2] is None


def test_a_law_and_a_resolution_of_one_symbol_are_two_documents():
    text = "Luật số 91/2015/QH13 ngày 24/11/2015 của Quốc hội. Nghị quyết số 91/2015/QH13"
    assert [issued_on for _, issued_on, _ in documents(text)] == [date(2015, 11, 24), None]


def test_different_bodies_stay_apart_and_a_fuller_name_of_one_is_shared():
    text = "Nghị quyết số 22-NQ/TU của Thành ủy Tân Giang. Nghị quyết số 22-NQ/TU của Quận ủy."
    assert [issuer for _, _, issuer in documents(text)] == ["Thành ủy Tân Giang", "Quận ủy"]
    text = "Nghị quyết số 22-NQ/TU của Thành ủy. Nghị quyết số 22-NQ/TU của Thành ủy Tân Giang."
    assert [issuer for _, _, issuer in documents(text)] == ["Thành ủy Tân Giang"] * 2


def test_letters_without_a_word_take_the_type_that_the_article_gives_them():
    text = "gồm 58-QĐ/TW. Quy định số 58-QĐ/TW nêu rõ"
    assert [each.type for each in annotate(text).documents] == ["regulation", "regulation"]


def referred(text: str) -> list[str | None]:
    """For each mention by title alone the name it refers to."""
    people = annotate(text).people
    return [people[each.refers_to].name if each.refers_to is not None else None for each in people if each.name is None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đồng chí Trần Mẫu, Thành ủy viên, Bí thư Đảng ủy Khối chủ trì. Đồng chí Bí thư Đảng ủy Khối đề nghị. Đồng chí Bí thư Đảng ủy cho biết.", ["Trần Mẫu"] * 2),
        ("Đồng chí Trần Mẫu, Trưởng Ban Tổ chức Thành ủy Tân Giang. đồng chí Trưởng Ban Tổ chức Thành uỷ đánh giá", ["Trần Mẫu"]),
        ("Đồng chí Trần Mẫu, Phó Bí thư Quận ủy. Đồng chí Bí thư Quận ủy đề nghị.", [None]),
        ("Đồng chí Bí thư Quận ủy đề nghị. Đồng chí Trần Mẫu, Bí thư Quận ủy.", [None]),
        ("Đồng chí Trần Mẫu, Bí thư Đảng ủy xã A. Đồng chí Lê Hai, Bí thư Đảng ủy xã B. Đồng chí Bí thư Đảng ủy nói.", [None]),
        ("Đồng chí Trần Mẫu, Bí thư Đảng ủy. Đồng chí Bí thư Đảng ủy Khối nói.", [None]),
    ],
)  # fmt: skip
def test_a_title_alone_points_back_to_the_one_person_who_holds_it(text: str, expected: list[str | None]):
    assert referred(text) == expected


# --- the five real articles ---


def seed(name: str) -> tuple[str, dict]:
    gold = json.loads((SEEDS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return "\n".join([*([gold["title"]] if gold["title"] else []), *gold["paragraphs"], *gold["captions"]]), gold


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real articles lie beside the project, not in it")
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
class TestRealArticles:
    def test_every_reference_is_found_and_none_is_invented(self, name: str):
        text, gold = seed(name)
        found = sorted((each.printed, each.type, each.number) for each in annotate(text).documents)
        wanted = [(place["printed"], each["type"], each["number"]) for each in gold["documents"] for place in each["occurrences"]]
        assert found == sorted(wanted)

    def test_symbol_date_and_issuer_agree(self, name: str):
        text, gold = seed(name)
        found = {(each.symbol, each.issued_on and each.issued_on.isoformat(), each.issuer) for each in annotate(text).documents}
        assert found == {(each["symbol"], each["issued"], each["issuer"]) for each in gold["documents"]}

    def test_every_official_is_found_with_titles_and_none_is_invented(self, name: str):
        text, gold = seed(name)
        found: dict[str, set[str]] = {}
        for mention in annotate(text).people:
            if mention.name:
                found.setdefault(mention.name, set()).update(mention.titles)
        wanted = {each["name"]: set(each["titles"]) for each in gold["people"] if not each["optional"] or each["name"] in found}
        assert found == wanted

    def test_every_mention_of_an_official_counts(self, name: str):
        text, gold = seed(name)
        names = [mention.name for mention in annotate(text).people]
        for each in gold["people"]:
            assert names.count(each["name"]) == each["mentions"] or each["optional"]


# --- the sample articles ---


def sample_articles() -> list[Path]:
    return sorted((ROOT / "data" / "sample").glob("*/*.txt"))


@pytest.mark.parametrize("path", sample_articles(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_sample_article_is_read_as_its_writer_meant_it(path: Path):
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    truth = tomllib.loads(head)
    text = "\n".join(
        line.removeprefix("[caption] ").removeprefix("[subhead] ") for line in body.split("=== tomorrow ===")[0].splitlines()
    )
    if path.parent.name != "mau-ct":
        text = f"{truth['title']}\n{text}"
    found = annotate(text)
    assert sorted(clean_text(each.printed) for each in found.documents) == sorted(
        clean_text(each) for each in truth["truth"].get("documents", [])
    )
    keys = dict.fromkeys(each.key for each in found.people if each.key)
    assert sorted(keys) == sorted(person_key(each) for each in truth["truth"].get("people", []))


# --- time ---

HOSTILE = [
    "đồng chí ",
    "Nguyễn ",
    "Nguyễn Văn Mẫu, ",
    "Bí thư, ",
    "các đồng chí: Trần A, Lê B; ",
    "22-NQ/TU, ",
    "1-NQ/TA, 1-NQ/TB, ",
    "Nghị quyết (NQ) 1 ",
    "Nghị quyết 1 của Quốc hội, 2 của Quốc hội, ",
    "Trung ương 4 khóa X, XI, ",
    "Ban Thường vụ ",
    "ngày 1, 2, 3, ",
    "1, ",
    "số ",
    "    ",
    "((((",
    "-/",
    "\u0301a",
    "Thà nh ",
    "NGUYỄN VĂN ",
    "Theo Quyết định số 386-QĐ/TU, Ban Thường vụ Thành ủy ",
    "12-NQ/TW về a b c vừa được ",
    "phường Chu Văn An Trần Đức ",
    "; Thò Nỏ Vừ - ",
    "lần lượt ngày 1/1/2020 và ",
    "Công ty Cổ phần May ",
    "(Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X, ",
    "Trần Văn Mẫu, y sĩ, ",
    "NQ 28 ",
    "các Nghị quyết số 1, 2, 3 ",
    "ban hành 9 chương trình, trong đó có ",
    "kỷ niệm 93 năm Ngày thành lập Đảng ",
    "Ban Thường vụ Quận ủy ban hành Kế hoạch số 1-KH/QU về a (",
    "Nghị quyết số 57-NQ/TW về của Bộ Chính trị (ngày 1/1/2020 ",
    "thay mặt Ban Thường vụ Quận ủy, công bố Quyết định số 1-QĐ/QU ",
    "1-KH/QU ban hành có ra ký có ra ",
    "từ 1-QĐ/TU của Thành ủy đến 9-QĐ/TU của Thành ủy ",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_repetition_takes_linear_time(part: str):
    def seconds(length: int) -> float:
        text = (part * (length // len(part) + 1))[:length]
        start = time.process_time()
        annotate(text)
        find_dates(text)
        return time.process_time() - start

    seconds(1_000)
    short, long = min(seconds(20_000), seconds(20_000)), seconds(200_000)
    assert long < 30 * max(short, 0.02), "ten times the text takes about ten times as long"


def test_many_people_take_linear_time():
    def seconds(count: int) -> float:
        people = (
            f"đồng chí Trần {chr(65 + number % 26)}{'aeiou'[number % 5]} {chr(66 + number // 26 % 20)}{'inot'[number % 4]}n, Bí thư"
            for number in range(count)
        )
        text = ", ".join(people)
        start = time.process_time()
        annotate(text)
        return time.process_time() - start

    seconds(10)
    assert seconds(4_000) < 12 * max(seconds(1_000), 0.02)


@given(st.text())
def test_any_text_is_annotated_without_error(text: str):
    found = annotate(text)
    for mention in (*found.documents, *found.people):
        assert text[mention.span.start : mention.span.end] == mention.printed
    for person in found.people:
        assert person.refers_to is None or found.people[person.refers_to].name
