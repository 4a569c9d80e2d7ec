"""The clock of a site learns from the archive: an article with a dated picture settles the day of its undated neighbours."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
from pathlib import Path

from crawls import open_archive, run_scrapy

from crawler.extraction.anchors import with_learned_anchors
from crawler.extraction.id_clock import CLOCKS, day_of_number
from crawler.intake import Intake, read_labels
from crawler.sites import get_site
from index.archive import Archive
from index.settings import settings_for

CITY = get_site("thanhuytphcm")
TEXT = (
    "(Thanhuytphcm.vn) - Chi bộ phường Mẫu tổ chức buổi sinh hoạt ngoài trời, đông đủ đảng viên và bà con trong khu phố cùng dự."
)
NUMBER = 1491911554


def keep(archive: Archive, folder: Path, number: int, picture: str, slug: str = "chi-bo-phuong-mau") -> None:
    path = folder / f"{number}.html"
    path.write_text(f"<h1>Chi bộ phường Mẫu</h1><div><p><img src='{picture}'></p><p>{TEXT}</p></div>", encoding="utf-8")
    url = f"https://www.thanhuytphcm.vn/tin-tuc/{slug}-{number}"
    intake = Intake(archive, read_labels(None, url, date(2024, 7, 1)))
    list(intake.take(path))
    intake.close()


def picture(day: date, slug: str = "chi-bo-phuong-mau") -> str:
    return f"https://images.hcmcpv.org.vn/res/news/{day:%Y/%m/%d-%m-%Y}-{slug}-1A9D705-details.jpg"


def test_the_archive_teaches_the_clock_and_another_articles_picture_does_not(tmp_path: Path):
    before = CLOCKS["thanhuytphcm"].day_of(NUMBER)
    with Archive.open(settings_for(tmp_path)) as archive:
        keep(archive, tmp_path, NUMBER, picture(before + timedelta(days=8)))
        keep(archive, tmp_path, NUMBER + 400, picture(before + timedelta(days=1), "mot-bai-khac-da-lau"))
        site = with_learned_anchors(CITY, archive)
        assert site.anchors == ((NUMBER, before + timedelta(days=8)),)
        assert with_learned_anchors(get_site("hanoimoi"), archive) is get_site("hanoimoi")
    assert day_of_number(f"https://www.thanhuytphcm.vn/tin-tuc/a-{NUMBER}", site) == before + timedelta(days=8)


def test_reading_again_dates_an_undated_neighbour_by_what_was_learned(tmp_path: Path):
    before = CLOCKS["thanhuytphcm"].day_of(NUMBER)
    with Archive.open(settings_for(tmp_path)) as archive:
        keep(archive, tmp_path, NUMBER + 1, "/logo.png")
        keep(archive, tmp_path, NUMBER, picture(before + timedelta(days=8)))
    done: subprocess.CompletedProcess[str] = run_scrapy(tmp_path, "reextract")
    assert done.returncode == 0, done.stderr
    with open_archive(tmp_path) as archive:
        stored = archive.get(archive.find(f"thanhuytphcm-{NUMBER + 1}"))
    (circa,) = [claim.value for claim in stored.revision.article.claims if claim.rule == "id-clock"]
    assert abs(circa - before) >= timedelta(days=7)
