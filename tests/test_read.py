"""`scrapy read`: what a person sees of a saved page, what a program gets, and what happens when a file is not there."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from scrapy.settings import Settings

from crawler.commands.read import Command

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "https://www.thanhuytphcm.vn/tin-tuc/phuong-mau-to-chuc-hoi-nghi-so-ket-cong-tac-dang-1491909554"
TEXT = """Thứ Bảy, ngày 13 tháng 7 năm 2024

[Video] Phường Mẫu tổ chức hội nghị sơ kết công tác Đảng

Quang cảnh hội nghị

(Thanhuytphcm.vn) - Ngày 6/6, Đảng ủy phường Mẫu tổ chức hội nghị sơ kết công tác xây dựng Đảng theo Quy định 99.

Hội nghị đã thảo luận nhiều giải pháp để nâng cao chất lượng sinh hoạt chi bộ trong thời gian tới.

Hoài Mẫu

Ý kiến bạn đọc

refresh
"""
FIELDS = set(
    "article source url key title lead byline agency published event dates captions paragraphs documents people text file".split()
)


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "trang.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def read(capsys: pytest.CaptureFixture[str]):
    """The command as Scrapy runs it, without starting another Python."""

    def run(*arguments: str | Path) -> Result:
        command = Command()
        command.settings = Settings()
        parser = argparse.ArgumentParser(conflict_handler="resolve")
        command.add_options(parser)
        options, names = parser.parse_known_args([str(each) for each in arguments])
        command.run(names, options)
        seen = capsys.readouterr()
        return Result(command.exitcode, seen.out, seen.err)

    return run


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.out.splitlines()]


def test_one_object_a_page_with_every_promised_field(read, page: Path):
    result = read(page, "--json", "--url", ADDRESS, "--captured", "2024-07-13")
    assert result.code == 0
    assert result.err == ""
    (answer,) = answers(result)
    assert set(answer) >= FIELDS
    assert answer["article"] is True
    assert answer["source"] == "thanhuytphcm"
    assert answer["key"] == "thanhuytphcm-1491909554"
    assert answer["title"] == "[Video] Phường Mẫu tổ chức hội nghị sơ kết công tác Đảng"
    assert (answer["byline"], answer["agency"]) == ("Hoài Mẫu", "Thanhuytphcm.vn")
    assert answer["captions"] == ["Quang cảnh hội nghị"]
    assert [text[:30] for text in answer["paragraphs"]] == ["(Thanhuytphcm.vn) - Ngày 6/6, ", "Hội nghị đã thảo luận nhiều gi"]
    assert answer["event"] == "2023-06-06", "the article number says 2023, whatever day the page was saved"
    assert answer["published"] is None
    assert {claim["kind"] for claim in answer["dates"]} == {"rendered", "posted", "event"}


def test_spans_point_into_the_text_that_is_printed_with_them(read, page: Path):
    (answer,) = answers(read(page, "--json", "--source", "thanhuytphcm"))
    for mention in [*answer["documents"], *answer["people"]]:
        assert answer["text"][mention["start"] : mention["end"]] == mention["printed"]


def test_a_text_of_unknown_origin_is_read_by_its_order(read, page: Path):
    (answer,) = answers(read(page, "--json"))
    assert answer["article"] is True
    assert answer["source"] == "unknown"
    assert answer["url"] is None
    assert answer["event"] is None, "without the article number nothing proves the year"


def test_an_address_that_no_site_serves_is_no_error(read, page: Path):
    (answer,) = answers(read(page, "--json", "--url", "https://phuong-mau.example/tin/1"))
    assert answer["article"] is True
    assert (answer["source"], answer["url"]) == ("unknown", "https://phuong-mau.example/tin/1")


def test_a_person_sees_fields_rules_and_text_and_no_markup_is_made_of_them(read, page: Path):
    result = read(page, "--url", ADDRESS)
    assert "[Video] Phường Mẫu tổ chức hội nghị sơ kết công tác Đảng" in result.out
    assert "dateline+id-clock" in result.out
    assert "text order" in result.out
    assert "[caption] Quang cảnh hội nghị" in result.out


def test_a_missing_file_is_one_sentence_and_exit_code_2(read, page: Path):
    result = read("không-có.html", page, "--json")
    assert result.code == 2
    assert result.err.splitlines() == ["không-có.html: the file cannot be read: No such file or directory"]
    assert len(answers(result)) == 1, "the other page is read all the same"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--source", "nowhere"), "no site is called or serves 'nowhere'"),
        (("--captured", "13/7/2024"), "write it as 2023-10-01"),
        (("--captured", "2024-02-30"), "--captured: '2024-02-30' is no day"),
        (("--manifest", "none.jsonl"), "none.jsonl cannot be read"),
    ],
)
def test_a_wrong_flag_is_one_sentence_and_exit_code_2(read, page: Path, arguments: tuple[str, str], sentence: str):
    result = read(page, *arguments)
    assert result.code == 2
    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert sentence in result.err


def test_nothing_named_is_one_sentence(read):
    assert read("--json") == Result(2, "", "scrapy read: name at least one file\n")


def test_a_live_address_is_not_asked_for_without_somebody_to_write_to(read):
    result = read("https://www.thanhuytphcm.vn/tin-tuc/a-1491909554")
    assert result.code == 2
    assert "ARCHIVE_CONTACT" in result.err


@pytest.mark.parametrize("row", ["no json", "[]", '{"url": "x"}', '{"file": 7}', "17"])
def test_a_broken_manifest_names_its_line(read, tmp_path: Path, row: str):
    manifest = tmp_path / "pages.jsonl"
    manifest.write_text(f"\n{row}\n", encoding="utf-8")
    result = read("--json-lines", "--manifest", manifest)
    assert result.code == 2
    assert "line 2 of" in result.err


def test_every_row_of_a_manifest_is_answered_in_order(read, tmp_path: Path, page: Path):
    picture = tmp_path / "anh.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 no page")
    rows = [
        {"file": str(page), "url": ADDRESS, "captured": "2024-07-13"},
        {"file": str(tmp_path / "missing.html"), "url": None, "captured": None},
        {"file": str(page), "source": "no-such-site"},
        {"file": str(picture), "source": "thuduc"},
    ]
    manifest = tmp_path / "pages.jsonl"
    manifest.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    result = read("--json-lines", "--manifest", manifest)
    found = answers(result)
    assert [answer["file"] for answer in found] == [row["file"] for row in rows]
    assert [answer["article"] for answer in found] == [True, False, True, False]
    assert [answer["source"] for answer in found] == ["thanhuytphcm", "unknown", "unknown", "thuduc"]
    assert set(found[1]) >= FIELDS
    assert found[3]["reason"].startswith("not-html")
    assert "no-such-site" in result.err
    assert result.code == 2


def test_the_command_is_there_under_its_name(page: Path):
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "read", str(page), "--json", "--url", ADDRESS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"].startswith("[Video]")
