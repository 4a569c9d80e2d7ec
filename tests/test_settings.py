"""Settings: read from the environment in one place, with defaults that lie inside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import ROOT, read_settings, settings_for


def test_without_any_setting_everything_lies_in_the_data_folder():
    settings = read_settings({})
    assert settings.data == ROOT / "data"
    assert settings.captures == ROOT / "data" / "captures"
    assert settings.database == f"sqlite:///{ROOT / 'data' / 'archive.db'}"
    assert settings.engine == f"whoosh:{ROOT / 'data' / 'index'}"
    assert (settings.show, settings.contact) == ("texts", None)


def test_each_setting_has_its_name(tmp_path: Path):
    settings = read_settings(
        {
            "ARCHIVE_DATA": str(tmp_path),
            "ARCHIVE_DATABASE": "postgresql://db/archive",
            "ARCHIVE_ENGINE": "whoosh:/srv/index",
            "ARCHIVE_SHOW": "captures",
            "ARCHIVE_CONTACT": "someone@example.org",
        }
    )
    assert settings == settings_for(
        tmp_path, database="postgresql://db/archive", engine="whoosh:/srv/index", show="captures", contact="someone@example.org"
    )


@pytest.mark.parametrize("name", ["ARCHIVE_DATA", "ARCHIVE_DATABASE", "ARCHIVE_ENGINE", "ARCHIVE_SHOW", "ARCHIVE_CONTACT"])
def test_an_empty_setting_is_none_at_all(name: str):
    assert read_settings({name: ""}) == read_settings({})


def test_the_data_folder_is_made_absolute_so_that_a_change_of_folder_moves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert settings_for(Path("kho")).data == tmp_path / "kho"
    assert settings_for(Path("~/kho")).data == tmp_path / "home" / "kho"


def test_what_may_be_shown_is_one_of_three():
    with pytest.raises(SettingsError, match=r"ARCHIVE_SHOW.*captures, texts, passages"):
        read_settings({"ARCHIVE_SHOW": "everything"})
