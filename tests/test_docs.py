"""Docs are a test: every command that a document names is there, every example says what the program says."""

from __future__ import annotations

import doctest
import pkgutil
import re
from pathlib import Path

import pytest

import crawler.commands
import index.__main__
from crawler.sites import load_sites

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def scrapy_commands() -> set[str]:
    return {module.name for module in pkgutil.iter_modules(crawler.commands.__path__)}


def test_the_readmes_example_is_what_the_reader_answers():
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert result.attempted >= 3
    assert result.failed == 0


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", TEXT, re.MULTILINE))), ids=str)
def test_every_make_target_that_is_named_is_there(target: tuple[str, str]):
    assert re.search(rf"^{target[0] or target[1]}:", MAKEFILE, re.MULTILINE)


def test_every_make_target_has_a_line_of_help():
    targets = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)
    silent = [target for target in targets if not re.search(rf"^{target}:.*## \S", MAKEFILE, re.MULTILINE)]
    assert not silent


def test_every_scrapy_command_that_is_named_is_there():
    named = set(re.findall(r"(?:`|bin/)scrapy ([a-z]+)", TEXT))
    assert named >= {"read", "import", "reextract", "crawl"}
    assert named <= scrapy_commands()


def test_every_scrapy_command_of_ours_is_documented():
    missing = {name for name in scrapy_commands() if f"scrapy {name}" not in TEXT and f"make {name}" not in TEXT}
    assert not missing


def test_every_index_command_is_documented_and_has_help():
    for name, command in index.__main__.main.commands.items():
        assert command.help, f"python -m index {name} has no help"
        assert f"python -m index {name}" in TEXT, f"python -m index {name} stands in no document"


def test_every_setting_is_documented():
    names = set(re.findall(r'"(ARCHIVE_[A-Z]+)"', (ROOT / "index" / "settings.py").read_text(encoding="utf-8")))
    assert len(names) >= 5
    assert not {name for name in names if f"`{name}`" not in TEXT}


def test_every_requirement_says_why_it_is_here_and_is_pinned():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-rivals.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").partition("# What those need")[0].splitlines()
        wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
        assert wanted
        for line in wanted:
            assert re.match(r"[\w.-]+==[\w.]+ +# \S", line), line


def test_make_crawl_names_live_sites():
    live = {site.id for site in load_sites().values() if not site.is_sample}
    assert set(re.findall(r"\$\(or \$\(SITE\),([^)]*)\)", MAKEFILE)[0].split()) <= live


def test_the_pictures_and_files_that_the_documents_point_to_are_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / target).exists(), target
