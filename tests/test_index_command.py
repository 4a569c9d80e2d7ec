"""python -m index: results to standard output, one sentence and exit code 1 where something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from libraries import LISTED, TERMS, put_on_list
from shelves import Shelf

from index.__main__ import main
from index.archive import Archive
from index.settings import settings_for

ROOT = Path(__file__).resolve().parent.parent
BODY = "Đồng chí Trần Thị Mẫu Thúy, Bí thư Quận ủy Tân Giang, quán triệt Nghị quyết số 14-NQ/TU của Thành ủy."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shelf = Shelf(tmp_path)
    shelf.put(1, "Hội nghị [/bold] quán triệt", BODY, event=date(2026, 1, 2))
    shelf.put(2, None, "Phường Tân Giang ra quân \x1b[2Jtrồng cây.", days=1)
    shelf.put(1, "Hội nghị [/bold] quán triệt", BODY + " Thêm một câu.", days=2, event=date(2026, 1, 2))
    shelf.archive.update_index()
    shelf.close()
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def is_one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text


def test_search_prints_a_table_for_people(data: Path):
    done = run("--data", str(data), "search", "14-NQ/TU")
    assert done.exit_code == 0, done.output
    assert "1 articles" in done.stdout
    for shown in ("2026-01-02", "Hội nghị [/bold] quán triệt", "14-NQ/TU", "Trần Thị Mẫu Thúy"):
        assert shown in done.stdout


def test_search_prints_one_object_a_line_for_programs(data: Path):
    done = run("search", "--data", str(data), "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["id"] for row in rows} == {1, 2}
    first = next(row for row in rows if row["id"] == 1)
    assert (first["state"], first["event"], first["posted"], first["documents"]) == ("changed", "2026-01-02", None, ["14-NQ/TU"])
    assert first["people"] == ["Trần Thị Mẫu Thúy"]
    assert run("search", "--data", str(data), "--json", "--limit", "1", "--offset", "1").stdout.count("\n") == 1


@pytest.mark.parametrize("words", ['"', "((((", "-", "NOT", "a" * 5000, "<script>", "[/b]", "\x00", "nhóm:"])
def test_any_typed_words_are_answered(data: Path, words: str):
    done = run("search", "--data", str(data), "--", words)
    assert done.exit_code == 0, done.output
    assert done.exception is None


def test_what_a_page_holds_is_no_order_to_the_terminal(data: Path):
    assert "\x1b" not in run("search", "--data", str(data), "trồng cây").stdout
    assert "\x1b" not in run("show", "--data", str(data), "2").stdout


def test_show_prints_text_dates_and_where_the_bytes_lie(data: Path):
    done = run("show", "--data", str(data), "1")
    assert done.exit_code == 0, done.output
    for shown in ("mau-a-1", "version 2 of 2", "Thêm một câu.", "sha256:", ".warc.gz at ", "dateline", "ngày 02/01/2026"):
        assert shown in done.stdout
    assert "Thêm một câu." not in run("show", "--data", str(data), "1", "--revision", "1").stdout


def test_show_prints_everything_for_programs(data: Path):
    answer = json.loads(run("show", "--data", str(data), "1", "--json").stdout)
    assert answer["revision"] == 2
    assert [number for number, _ in answer["revisions"]] == [1, 2]
    text = "\n".join([answer["title"], *(block for _, block in answer["blocks"])])
    assert answer["documents"]
    for printed, start, end in (*answer["documents"], *answer["people"]):
        assert text[start:end] == printed
    assert (data / "captures" / answer["capture"]["file"]).is_file()


@pytest.mark.parametrize(
    ("arguments", "words"), [(("99",), "article 99"), (("1", "--revision", "9"), "revision 9"), (("9" * 19,), "article")]
)
def test_what_was_not_seen_is_one_sentence(data: Path, arguments: tuple[str, ...], words: str):
    done = run("show", "--data", str(data), *arguments)
    assert done.exit_code == 1
    assert words in done.stderr
    assert "not seen" in done.stderr
    assert is_one_sentence(done.stderr)


def test_rebuild_and_update_say_what_they_did(data: Path):
    rebuilt = run("rebuild", "--data", str(data))
    assert rebuilt.stdout == "2 articles indexed\n"
    assert rebuilt.stderr == "Indexing: 2 of 2\n"
    assert run("update", "--data", str(data)).stdout == "0 articles told to the index\n"


def test_verify_is_content_and_then_names_a_flipped_byte(data: Path):
    done = run("verify", "--data", str(data))
    assert (done.exit_code, done.stdout) == (0, "everything that was promised is there\n")
    path = next((data / "captures").rglob("*.warc.gz"))
    raw = bytearray(path.read_bytes())
    raw[-20] ^= 1
    path.write_bytes(raw)
    done = run("verify", "--data", str(data))
    assert done.exit_code == 1
    assert is_one_sentence(done.stdout)
    assert path.name in done.stdout


def test_verify_tells_notes_and_is_content(data: Path):
    with next((data / "captures").rglob("*.warc.gz")).open("ab") as stream:
        stream.write(b"\x1f\x8b cut")
    done = run("verify", "--data", str(data))
    assert done.exit_code == 0
    assert done.stdout.startswith("note: ")


def test_stats_counts_for_people_and_programs(data: Path):
    counted = json.loads(run("stats", "--data", str(data), "--json").stdout)
    expected = {"articles": 2, "revisions": 3, "captures": 3, "sources": 2, "documents": 1, "people": 1, "unindexed changes": 0}
    assert expected.items() <= counted.items()
    assert "2  articles\n" in run("stats", "--data", str(data)).stdout


def test_a_missing_index_says_what_to_run(data: Path):
    for path in sorted((data / "index").iterdir()):
        path.unlink()
    (data / "index").rmdir()
    done = run("search", "--data", str(data), "14-NQ/TU")
    assert done.exit_code == 1
    assert "python -m index rebuild" in done.stderr
    assert is_one_sentence(done.stderr)


def test_a_catalogue_that_is_none_is_one_sentence(tmp_path: Path):
    (tmp_path / "archive.db").write_text("no database " * 100)
    done = run("stats", "--data", str(tmp_path))
    assert done.exit_code == 1
    assert "damaged" in done.stderr
    assert is_one_sentence(done.stderr)


def test_the_folder_nearest_to_the_command_wins(data: Path, tmp_path: Path):
    empty = tmp_path / "empty"
    assert json.loads(run("--data", str(empty), "stats", "--json").stdout)["articles"] == 0
    assert json.loads(run("--data", str(empty), "stats", "--data", str(data), "--json").stdout)["articles"] == 2


def test_annotate_marks_a_text_and_lists_what_was_seen(tmp_path: Path):
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    done = run("annotate", str(tmp_path / "a.txt"))
    assert done.exit_code == 0, done.output
    assert BODY in done.stdout
    assert "Bí thư Quận ủy Tân Giang" in done.stdout.partition("read as")[2]
    assert "14-NQ/TU" in done.stdout.partition("read as")[2]


def test_annotate_says_when_and_by_whom_and_whom_a_title_means(tmp_path: Path):
    text = "Kết luận số 21-KL/TW ngày 25/10/2021 của Bộ Chính trị. Đồng chí Lê Thị Mẫu, Bí thư Quận ủy dự. Đồng chí Bí thư Quận ủy nói."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    listed = " ".join(run("annotate", str(tmp_path / "a.txt")).stdout.partition("read as")[2].split())
    assert "21-KL/TW; 25/10/2021; Bộ Chính trị" in listed
    assert "= Lê Thị Mẫu" in listed


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_annotate_of_a_file_that_is_no_text_is_one_sentence(tmp_path: Path, content: bytes | None):
    if content:
        (tmp_path / "a.txt").write_bytes(content)
    done = run("annotate", str(tmp_path / "a.txt"))
    assert done.exit_code == 1
    assert is_one_sentence(done.stderr)
    assert "a.txt" in done.stderr


def test_it_is_a_program_that_python_runs(data: Path):
    command = [sys.executable, "-W", "ignore", "-m", "index", "search", "--data", str(data), "--json", "ra quan"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout)["untitled"] is True
    assert done.stderr == ""


def test_a_wrong_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ARCHIVE_SHOW", "everything")
    done = run("stats")
    assert done.exit_code == 1
    assert "ARCHIVE_SHOW" in done.stderr
    assert is_one_sentence(done.stderr)


def test_lookup_says_what_the_lists_have_under_a_number(data: Path):
    with Archive.open(settings_for(data)) as archive, archive.catalogue.begin() as connection:
        put_on_list(connection, (*LISTED, *TERMS))
    done = run("lookup", "--data", str(data), "18-NQ/TW")
    assert done.exit_code == 0, done.output
    assert "18-nq/tw: 2 bear the number, nothing proves which is meant" in done.stdout
    assert all(day in done.stdout for day in ("2017-10-25", "2022-06-16"))
    answers = [
        json.loads(line) for line in run("lookup", "--data", str(data), "--json", "kl 21 tw", "và 18-NQ/TW").stdout.splitlines()
    ]
    assert [(each["asked"], each["verdict"], len(each["documents"])) for each in answers] == [
        ("21-kl/tw", "likely", 1),
        ("18-nq/tw", "open", 2),
    ]
    listed = answers[0]["documents"][0]
    assert (listed["issued"], listed["issuer"], listed["capture"]["captured_at"][:10]) == (
        "2021-10-25",
        "Ban Chấp hành Trung ương",
        "2026-01-02",
    )
    assert '"not seen"' in run("lookup", "--data", str(data), "--json", "77-CT/TW").stdout
    assert "not seen in the lists collected" in run("lookup", "--data", str(data), "77-CT/TW").stdout


def test_lookup_says_what_is_missing(data: Path):
    assert "no list of documents was collected" in run("lookup", "--data", str(data), "18-NQ/TW").stderr
    with Archive.open(settings_for(data)) as archive, archive.catalogue.begin() as connection:
        put_on_list(connection, LISTED)
    assert "no document number was read" in run("lookup", "--data", str(data), "hội nghị").stderr
