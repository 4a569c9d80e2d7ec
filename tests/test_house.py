"""The arrows of the house: who may import whom. This module is the specification; it reads every import there is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for room in ("crawler", "index", "webui") for path in (ROOT / room).rglob("*.py"))

# Inside a room, a module or package may import its own floor and the floors below it, never one above.
INDEX: tuple[tuple[str, ...], ...] = (
    ("errors", "settings", "text", "reading", "spelling", "rows", "wordings", "phrases"),
    ("dates", "article", "library"),
    ("authority",),
    ("periods", "years", "bodies", "post"),
    ("citation", "office"),
    ("documents", "people"),
    ("resolution", "annotate"),
    ("query", "typed"),
    ("query_parser", "snippet"),
    ("schema", "catalogue", "captures", "capture_reading", "engine", "names"),
    ("labels", "stored", "revisions", "calendar", "capture_rows", "articles", "library_rows", "statistics", "replay", "results"),
    ("register",),
    ("engines", "indexing", "verification"),
    ("archive", "terminal"),
    ("__main__",),
)
CRAWLER: tuple[tuple[str, ...], ...] = (
    ("settings", "sites", "replica"),
    ("address",),
    ("extraction", "queue"),
    ("extract", "library", "holding", "saved"),
    ("finding",),
    ("run",),
    ("pipelines", "intake", "operation", "microscope"),
    ("spiders",),
    ("commands",),
)
FLOORS = {"index": INDEX, "crawler": CRAWLER}


def imports(path: Path) -> list[tuple[str, ast.stmt]]:
    """Every module name that a file imports, with the statement."""
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative imports hide where an arrow points"
            found.append((node.module, node))
            found += [(f"{node.module}.{alias.name}", node) for alias in node.names]
    return found


def room(name: str) -> str:
    return name.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path):
    own = path.relative_to(ROOT).parts[0]
    forbidden = {
        "index": {"crawler", "webui", "scrapy", "bs4", "flask", "flask_babel", "twisted"},
        "crawler": {"webui", "flask", "whoosh"},
        "webui": {"crawler", "scrapy", "bs4", "whoosh"},
    }[own]
    if own == "index" and "engines" not in path.parts:
        forbidden = forbidden | {"whoosh"}
    wrong = sorted({name for name, _ in imports(path) if room(name) in forbidden})
    assert not wrong, f"{path.relative_to(ROOT)} imports {wrong}"


@pytest.mark.parametrize("path", [p for p in MODULES if "replica" in p.parts], ids=lambda path: path.name)
def test_the_sample_sites_know_nothing_of_the_crawler(path: Path):
    wrong = sorted({n for n, _ in imports(path) if n.startswith("crawler") and not n.startswith("crawler.replica")})
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_stand_at_the_top(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = [
        f"line {node.lineno}"
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8")


def floor(house: str, module: str) -> int:
    return next((number for number, names in enumerate(FLOORS[house]) if module in names), -1)


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.relative_to(ROOT).parts[0] in FLOORS], ids=lambda path: str(path.relative_to(ROOT))
)
def test_inside_a_room_no_module_imports_a_higher_floor(path: Path):
    """A package counts as one: `index/citation/symbols.py` stands where "citation" stands."""
    house, own = path.relative_to(ROOT).with_suffix("").parts[:2]
    if own == "__init__":
        assert not imports(path)
        return
    assert floor(house, own) >= 0, f"{house}/{own} stands on no floor: add it to FLOORS in tests/test_house.py"
    for name, _ in imports(path):
        parts = name.split(".")
        if parts[0] == house and len(parts) > 1 and any((ROOT / house).glob(f"{parts[1]}*")):
            assert floor(house, parts[1]) <= floor(house, own), f"{house}/{own} imports {house}/{parts[1]}, which stands above it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_one_noun_of_readable_length(path: Path):
    assert path.stem not in {"utils", "helpers", "common", "base", "manager"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, f"{path} holds more than one noun"
