"""The shipped systemd units and crontab line: what they name is there, and cron's mail means that a person is needed."""

from __future__ import annotations

import argparse
import configparser
import re
import subprocess
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.commands.due import Command, chosen_sites

SERVICE = Path(__file__).resolve().parent.parent / "crawler" / "service"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string((SERVICE / name).read_text(encoding="utf-8"))
    return parser


def options(words: str) -> argparse.Namespace:
    """The options behind `scrapy due`, as the command reads them; fails for one that it does not know."""
    command, parser = Command(), argparse.ArgumentParser(conflict_handler="resolve")
    command.settings = Settings()
    command.add_options(parser)
    return parser.parse_args(words.split())


def test_the_service_runs_one_round_and_takes_another_round_at_work_for_no_failure():
    service = unit("kho-tin-dang.service")["Service"]
    program, words = service["ExecStart"].split(" due")
    assert program.endswith("/.venv/bin/scrapy")
    assert options(words).forever is False
    assert chosen_sites(options(words).only)
    assert service["Type"] == "oneshot"
    assert service["SuccessExitStatus"] == "75"
    text = (SERVICE / "kho-tin-dang.service").read_text()
    assert set(re.findall(r"^Environment=(\w+)=", text, re.MULTILINE)) == {"ARCHIVE_CONTACT", "ARCHIVE_DATA"}


def test_the_timer_fires_four_times_an_hour_and_makes_up_for_what_it_missed():
    timer = unit("kho-tin-dang.timer")
    assert timer["Timer"]["OnCalendar"] == "*:0/15"
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.parametrize(("code", "mail"), [(0, ""), (75, ""), (1, "status\n")])
def test_cron_mails_only_when_a_person_is_needed(tmp_path: Path, code: int, mail: str):
    line = next(line for line in (SERVICE / "crontab").read_text().splitlines() if line.startswith("*/15 * * * * "))
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    scrapy = tmp_path / ".venv" / "bin" / "scrapy"
    scrapy.write_text(f'#!/bin/sh\n[ "$1" = status ] && echo status && exit 1\necho "$*"; echo words >&2; exit {code}\n')
    scrapy.chmod(0o755)
    command = line.removeprefix("*/15 * * * * ").replace("/srv/kho-tin-dang", str(tmp_path))
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (mail, "")
    assert (tmp_path / "data" / "due.log").read_text() == "due --only thanhuytphcm,thuduc\nwords\n"
