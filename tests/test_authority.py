"""The authority files: what they hold, what is refused, and that a new row needs no code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.annotate import annotate
from index.authority import AUTHORITY, FOLDER, load_authority
from index.errors import AuthorityError
from index.text import person_key

TYPE_IDS = (
    "resolution conclusion directive regulation decision guidance scheme plan programme notice report law decree circular rules dispatch "
    "submission ordinance"
).split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the authority files that a test may change."""
    return Path(shutil.copytree(FOLDER, tmp_path / "authority"))


def add(folder: Path, file: str, row: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\n" + row, encoding="utf-8")


def test_every_type_that_readers_rely_on_has_a_row():
    assert set(TYPE_IDS) <= {kind.id for kind in AUTHORITY.document_types}


def test_types_have_a_name_to_show():
    assert AUTHORITY.type_name("regulation") == "Quy định"
    assert AUTHORITY.type_name("regulation", "en") == "Regulation"
    assert AUTHORITY.type_name("unheard of") == "unheard of"


def test_a_level_that_ended_says_when_and_what_followed():
    district = next(issuer for issuer in AUTHORITY.issuers if issuer.id == "district")
    assert district.until is not None
    assert district.until.isoformat() == "2025-06-30"
    assert district.successor in {issuer.id for issuer in AUTHORITY.issuers}


def test_an_unknown_list_has_no_words():
    assert AUTHORITY.word_list("unheard of") == ()
    assert AUTHORITY.namesake_words("unheard of") == ()


def test_a_new_document_type_is_one_row(folder: Path):
    text = "theo Cẩm nang số 12-CN/TU ngày 1/2/2024 của Thành ủy và 13-CN/TU"
    assert [each.type for each in annotate(text).documents] == [None, None]
    add(
        folder,
        "document_types.toml",
        '[[type]]\nid = "handbook"\nenglish = "handbook"\nnames = ["cẩm nang"]\ncodes = ["CN"]\nexamples = ["Cẩm nang số 12-CN/TU"]\n',
    )
    found = annotate(text, load_authority(folder)).documents
    assert [(each.type, each.symbol) for each in found] == [("handbook", "12-CN/TU"), ("handbook", "13-CN/TU")]


def test_a_new_body_is_one_row(folder: Path):
    text = "Chỉ thị số 34/CT-BVĐ của Ban Vun Đắp thành phố về"
    add(
        folder,
        "issuers.toml",
        '[[issuer]]\nid = "care"\nnames = ["Ban Vun Đắp"]\ncodes = ["BVĐ"]\nlevel = "any"\nexamples = ["Ban Vun Đắp thành phố"]\n',
    )
    (found,) = annotate(text, load_authority(folder)).documents
    assert (found.symbol, found.issuer) == ("34-CT/BVĐ", "Ban Vun Đắp thành phố")


def test_a_new_title_is_one_row(folder: Path):
    text = "đồng chí Trần Văn Mẫu, Quản nhiệm Nhà truyền thống quận"
    assert annotate(text).people == ()
    add(folder, "title_heads.toml", '[[head]]\ngroup = "keeping"\nnames = ["Quản nhiệm"]\nexamples = ["Quản nhiệm"]\n')
    (found,) = annotate(text, load_authority(folder)).people
    assert found.name == "Trần Văn Mẫu"
    assert found.titles[0].startswith("Quản nhiệm")


GOOD = (
    '[[type]]\nid = "handbook"\nenglish = "handbook"\nnames = ["cẩm nang"]\ncodes = ["CN"]\nexamples = ["Cẩm nang số 12-CN/TU"]\n'
)

REFUSED = [
    ("document_types.toml", GOOD + 'colour = "red"\n', "handbook", "unknown key colour"),
    ("document_types.toml", GOOD.replace('"Cẩm nang số 12-CN/TU"', ""), "handbook", "examples is empty"),
    ("document_types.toml", GOOD.replace('"Cẩm nang số 12-CN/TU"', '" "'), "handbook", "none of them empty"),
    ("document_types.toml", GOOD.replace('"CN"', '"NQ"'), "handbook", "code 'NQ' stands in row resolution already"),
    ("document_types.toml", GOOD.replace('"CN"', '"QĐ"'), "handbook", "code 'QĐ' stands in row regulation already"),
    ("document_types.toml", GOOD.replace('id = "handbook"', 'id = "law"'), "law", "id 'law' stands in row"),
    ("document_types.toml", GOOD.replace('"cẩm nang"', '"luật"'), "handbook", "name 'luật' stands in row law already"),
    ("document_types.toml", GOOD.replace('id = "handbook"\n', ""), "30", "id is missing"),
    ("document_types.toml", GOOD + 'bare = "sometimes"\n', "handbook", "bare must be one of"),
    ("document_types.toml", GOOD.replace('["cẩm nang"]', '"cẩm nang"'), "handbook", "names must be a list"),
    ("issuers.toml", '[[issuer]]\nid = "x"\nnames = ["X"]\ncodes = ["TW"]\nlevel = "any"\nexamples = ["X"]\n', "x", "code 'TW' stands in row central"),
    ("issuers.toml", '[[issuer]]\nid = "x"\nnames = ["X"]\ncodes = []\nlevel = "any"\nexamples = ["X"]\nuntil = "soon"\n', "x", "until must be a day"),
    ("issuers.toml", '[[issuer]]\nid = "x"\nnames = ["X"]\ncodes = []\nlevel = "any"\nexamples = ["X"]\nsuccessor = "y"\n', "x", "successor 'y' is no row"),
    ("issuers.toml", '[[issuer]]\nid = "x"\nnames = ["X"]\ncodes = []\nlevel = "any"\nexamples = ["X"]\nneeds_name = "no"\n', "x", "needs_name must be true or false"),
    ("title_heads.toml", '[[head]]\ngroup = "x"\nnames = ["bí thư"]\nexamples = ["Bí thư"]\n', "x", "name 'bí thư' stands in row committee"),
    ("title_heads.toml", '[extra]\nnames = ["x"]\n', "none", "must hold [[head]] rows"),
    ("not_people.toml", '[streets]\nwords = ["ngõ"]\nexamples = []\n', "streets", "examples is empty"),
    ("anniversaries.toml", '[[anniversary]]\nid = "x"\nnames = ["thành lập đảng"]\nday = 1930-02-03\nexamples = ["1 năm"]\n', "x", "id or name 'thành lập đảng' stands in row party"),
    ("anniversaries.toml", '[[anniversary]]\nid = "x"\nnames = ["x"]\nexamples = ["1 năm"]\n', "x", "day is missing"),
    ("short_forms.toml", '[[short]]\nshort = ["ubnd"]\nlong = "x"\nexamples = ["x = y"]\n', "x", "short form 'ubnd' stands in row ủy ban nhân dân"),
    ("short_forms.toml", '[[short]]\nshort = []\nlong = "x"\nexamples = ["x = y"]\n', "x", "short is empty"),
    ("levels.toml", '[[level]]\nid = "x"\nwords = ["phường"]\nexamples = ["x"]\n', "x", "id or word 'phường' stands in row ward"),
    ("issuers.toml", '[[issuer]]\nid = "x"\nnames = ["X"]\ncodes = []\nlevel = "any"\nexamples = ["X"]\nnamed = { XX = "X" }\n', "x", "XX is none of the row's codes"),
    ("issuers.toml", '[[issuer]]\nid = "x"\nnames = ["X"]\ncodes = ["XX"]\nlevel = "any"\nexamples = ["X"]\nnamed = { XX = "" }\n', "x", "named must be a table of texts"),
    ("document_types.toml", GOOD.replace('english = "handbook"\n', ""), "handbook", "english is missing"),
    ("words.toml", "loose = 3\n", "loose", "must be a table"),
    ("words.toml", "this is no toml", "unknown", "the file is no TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "row", "name", "reason"), REFUSED)
def test_a_wrong_row_is_refused_by_file_and_row(folder: Path, file: str, row: str, name: str, reason: str):
    if row.startswith("loose"):
        (folder / file).write_text(row, encoding="utf-8")
    else:
        add(folder, file, row)
    with pytest.raises(AuthorityError) as caught:
        load_authority(folder)
    assert (caught.value.file, caught.value.row) == (file, name)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(folder: Path):
    (folder / "words.toml").unlink()
    with pytest.raises(AuthorityError, match=r"^words\.toml"):
        load_authority(folder)


def has_one_official(example: str) -> bool:
    (person,) = annotate(example).people
    return person.key == person_key("Trần Văn Mẫu") or bool(person.titles)


def ends_with_whole_title(example: str) -> bool:
    (person,) = annotate(example).people
    return person.name == "Trần Văn Mẫu" and example.endswith(person.titles[-1])


# list of words -> what its examples, texts in which the list decides, must show
SHOWN = {
    "counted": lambda example: not annotate(example).documents,
    "not_counted": lambda example: len(annotate(example).documents) == 1,
    "after_number": lambda example: len(annotate(example).documents) == 1,
    "issuing": lambda example: annotate(example).documents[0].issuer,
    "issuing_adverbs": lambda example: annotate(example).documents[0].issuer,
    "deciding": lambda example: annotate(example).documents[0].issuer,
    "announcing": lambda example: annotate(example).documents[0].issuer,
    "issuing_firmly": lambda example: annotate(example).documents[0].issuer,
    "declaring": lambda example: annotate(example).documents[0].issuer,
    "going_on": lambda example: annotate(example).documents[0].issuer,
    "acting": lambda example: annotate(example).documents[0].issuer == "Bộ Chính trị",
    "causing": lambda example: annotate(example).documents[0].issuer is None,
    "no_one_body": lambda example: annotate(example).documents[0].issuer is None,
    "owned": lambda example: annotate(example).documents[0].issuer is None,
    "such_as": lambda example: annotate(example).documents[0].issuer,
    "organisation": ends_with_whole_title,
    "fields": ends_with_whole_title,
    "roles": ends_with_whole_title,
    "also": ends_with_whole_title,
    "title_prefixes": ends_with_whole_title,
    "joining": ends_with_whole_title,
    "appointing": ends_with_whole_title,
    "weak_appointing": ends_with_whole_title,
    "personnel": ends_with_whole_title,
    "naming": lambda example: annotate(example).people[0].name is None,
    "geography": lambda example: annotate(example).people[0].name is None,
    "places": lambda example: annotate(example).people[0].name is None,
    "endings": lambda example: annotate(example).people[0].titles == ("BÍ THƯ QUẬN ỦY",),
}


@pytest.mark.parametrize("words", AUTHORITY.words, ids=lambda words: words.id)
def test_every_example_of_a_word_list_is_read_as_the_list_says(words):
    for example in words.examples:
        assert SHOWN.get(words.id, has_one_official)(example), example


def test_words_are_in_small_letters_and_stand_once():
    for words in (*AUTHORITY.words, *AUTHORITY.namesakes):
        assert [word for word in words.words if word != word.lower()] == []
        assert len(set(words.words)) == len(words.words), words.id
