"""A hundred kills in a row in one index: `make soak`. The suite does the same with a few."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from test_engine_growth import kill_rounds

ROUNDS = 100


def test_a_hundred_kills_lose_nothing(tmp_path: Path):
    marks = list(kill_rounds(tmp_path / "index", ROUNDS, seed=1))
    print(f"\n{len(marks)} kills, {len(marks)} openings, {marks[-1]} commits, nothing acknowledged lost")
    assert len(marks) == ROUNDS
