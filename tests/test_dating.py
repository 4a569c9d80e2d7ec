"""Claims about dates: each with its rule and evidence, the page clock never among those that date an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.dateline import read_dateline
from crawler.extraction.dating import Scene, date_claims
from crawler.extraction.id_clock import CLOCKS, Anchor, day_of_number, load_clocks
from crawler.extraction.line import Page
from crawler.extraction.stamps import printed_day, read_time_line, stamped_day
from crawler.sites import get_site
from index.dates import Certainty, DateClaim, DateKind, Precision, chosen_claim
from index.errors import AuthorityError

CITY = get_site("thanhuytphcm")
CLOCK = CLOCKS["thanhuytphcm"]
FETCHED = date(2024, 7, 13)
SLUG = "phuong-mau-to-chuc-hoi-nghi-so-ket"


def claims(lead: str, *, number: int | None = None, captured: date = FETCHED, url: str = "", **page) -> tuple[DateClaim, ...]:
    site = CITY if number else None
    url = url or (f"https://www.thanhuytphcm.vn/tin-tuc/{SLUG}-{number}" if number else "https://x.example/a")
    return date_claims(
        Page((), **page), read_dateline(lead), Scene(url, site, "Phường Mẫu tổ chức hội nghị sơ kết", lead, captured)
    )


def event(*arguments, **keywords) -> tuple[str, str] | None:
    found = chosen_claim(claims(*arguments, **keywords), DateKind.EVENT)
    return (found.value.isoformat(), found.rule) if found else None


def posted(*arguments, **keywords) -> tuple[str, str] | None:
    found = chosen_claim(claims(*arguments, **keywords), DateKind.POSTED)
    return (found.value.isoformat(), found.rule) if found else None


def test_a_full_date_in_the_dateline_needs_nothing_else():
    assert event("Sáng ngày 11 tháng 7 năm 2023, Ban Tổ chức họp.") == ("2023-07-11", "dateline")


def test_the_article_number_settles_the_year_and_not_the_page_clock():
    lead = "(Thanhuytphcm.vn) - Ngày 6/6, Đảng ủy phường Mẫu họp."
    found = claims(lead, number=1491909554, clock="Thứ Bảy, ngày 13 tháng 7 năm 2024")
    chosen = chosen_claim(found, DateKind.EVENT)
    assert chosen
    assert (chosen.value, chosen.rule, chosen.certainty) == (date(2023, 6, 6), "dateline+id-clock", Certainty.INFERRED)
    assert [claim.value for claim in found if claim.kind is DateKind.RENDERED] == [FETCHED]
    assert chosen_claim(found, DateKind.POSTED) is None, "a running number is circa and no day of record"


def test_a_dateline_far_from_the_article_number_is_left_open():
    # the number says June 2023; 3/2 lies four months away on either side
    assert event("(Thanhuytphcm.vn) - Ngày 3/2, chi bộ Mẫu họp.", number=1491909554) is None


def test_a_full_date_long_before_the_article_opens_a_commentary_or_a_portrait_and_is_no_event():
    lead = "Ngày 9/5/2024, Bộ Chính trị ban hành Quy định số 144-QĐ/TW. Gần hai năm trôi qua, câu hỏi vẫn là làm thế nào."
    times = (("time-line", "06/03/2026 08:00"),)
    assert event(lead, captured=date(2026, 5, 6), times=times) is None
    assert event(lead, captured=date(2026, 5, 6), times=(("time-line", "10/05/2024 08:00"),)) == ("2024-05-09", "dateline")
    assert event("Ngày 1/9/2016, bà Lê Thị Mẫu rời ngành giáo dục.", number=1491909554) is None, "a number of 2023"
    assert event("Ngày 1/6/2023, bà Lê Thị Mẫu nhận quyết định.", number=1491909554) == ("2023-06-01", "dateline")


def test_a_cited_document_and_the_capture_leave_one_year():
    lead = "Sáng ngày mùng 5 tháng 10, đoàn làm việc. Kế hoạch số 198-KH/QU, ban hành ngày 12/4/2023, đã triển khai."
    assert event(lead, captured=date(2023, 11, 20)) == ("2023-10-05", "dateline+text")
    assert event(lead, captured=date(2024, 11, 20)) is None, "two years fit"
    to_be_done = lead + " Đại hội cấp cơ sở {}hoàn thành trước ngày 30/6/2024."
    assert event(to_be_done.format(""), captured=date(2025, 2, 18)) == ("2023-10-05", "dateline+text"), "before the deadline"
    assert event(to_be_done.format("đã "), captured=date(2025, 2, 18)) is None, "that says when it was done"


def test_a_posted_day_gives_the_nearest_such_day_on_or_before_it():
    times = (("time-line", "14/01/2025 08:00"),)
    assert event("Chiều 30/12, xã Mẫu tổng kết.", captured=date(2025, 3, 1), times=times) == ("2024-12-30", "dateline+posted")
    assert event("Sáng 14/1, xã Mẫu ra quân.", captured=date(2025, 3, 1), times=times) == ("2025-01-14", "dateline+posted")


def test_a_month_in_the_address_gives_the_year():
    assert event("Ngày 28/9, xã Mẫu họp.", url="https://bao.example/chinh-tri/202210/mot-bai-viet-77/") == (
        "2022-09-28",
        "dateline+address",
    )


def test_words_of_the_period_give_the_year_where_nothing_stronger_does():
    assert event("Ngày 21/9, Đảng ủy họp chuyên đề quý III năm 2023.") == ("2023-09-21", "dateline+text")


def test_where_two_years_fit_the_answer_is_unknown():
    assert event("Ngày 21/9, Đảng ủy phường Mẫu họp.") is None


def test_a_day_after_publication_or_capture_is_a_plan():
    assert event("Ngày 5/8/2024, thành phố Mẫu đại hội.") is None
    assert event("Ngày 5/5/2024, xã Mẫu ra quân.", times=(("time-line", "01/05/2024 08:00"),)) is None


LEAD_IMAGE = "https://images.hcmcpv.org.vn/res/news/2023/06/07-06-2023-{}-1A9D705-details.jpg?vs=07062023012844"


def test_the_day_of_its_own_lead_picture_is_the_day_of_publication():
    assert posted("", number=1491909554, pictures=(LEAD_IMAGE.format(SLUG),)) == ("2023-06-07", "lead-image")


def test_an_old_picture_used_again_proves_nothing():
    found = claims("", number=1491909554, pictures=(LEAD_IMAGE.format("mot-bai-khac-da-lau"),))
    assert chosen_claim(found, DateKind.POSTED) is None
    assert [claim.certainty for claim in found if claim.rule == "lead-image"] == [Certainty.UNCERTAIN]


def test_slugs_are_cut_at_different_places():
    long = "phuong-mau-to-chuc-hoi-nghi-so-ket-cong-tac-xay-dung-dang-sau-thang-dau-nam-va-trien-khai"
    url = f"https://www.thanhuytphcm.vn/tin-tuc/{long}-1491909554"
    assert posted("", url=url, pictures=(LEAD_IMAGE.format(long[:80]),)) == ("2023-06-07", "lead-image")


def test_an_inline_picture_is_kept_as_evidence_and_never_chosen():
    pictures = ("//images.hcmcpv.org.vn//Uploads/Image/02022022A1/anh%2033.jpg", "https://hnm.1cdn.vn/2025/07/01/a.jpg")
    found = claims("", pictures=pictures, captured=date(2026, 1, 1))
    assert [(claim.value, claim.rule) for claim in found] == [
        (date(2022, 2, 2), "inline-image"),
        (date(2025, 7, 1), "inline-image"),
    ]
    assert chosen_claim(found, DateKind.POSTED) is None


@pytest.mark.parametrize(
    ("folder", "number", "expected"),
    [
        ("Uploads/TinTuc/2025/7/9/50018267", "50018267", ("2025-07-09", "lead-image")),
        ("0/1/2026/4/20/50042510", "50042510", ("2026-04-20", "lead-image")),
        ("0/1/2024/1/2/50000001", "50042510", None),
        ("0/1/2026/4/31/50042510", "50042510", None),
    ],
)
def test_a_picture_filed_under_the_articles_number_gives_its_day(folder: str, number: str, expected):
    site, pictures = get_site("thanhuyhanoi"), (f"https://file.thanhuyhanoi.vn/thanhuy/public/{folder}/9b1c.jpg",)
    scene = Scene(f"https://thanhuyhanoi.vn/tin-tuc/xa-mau/mot-bai-viet-{number}.html", site, "T", "", date(2026, 6, 1))
    found = chosen_claim(date_claims(Page((), pictures=pictures), None, scene), DateKind.POSTED)
    assert ((found.value.isoformat(), found.rule) if found else None) == expected


@pytest.mark.parametrize(
    ("picture", "value", "precision"),
    [
        ("//res/news/2015/10/DHX_Mau.jpg", date(2015, 10, 1), Precision.MONTH),
        ("https://mediacdn.vinhlong.dcs.vn/media/2026/03/04/65f0_a.jpg", date(2026, 3, 4), Precision.DAY),
        ("https://file1.dangcongsan.vn/data/0/images/2020/05/19/a.jpg", date(2020, 5, 19), Precision.DAY),
        ("https://file1.dangcongsan.vn/DATA/0/2015/05/19/a-08_11_22_333.jpg", date(2015, 5, 19), Precision.DAY),
        ("/dataimages/201511/original/images1200436_a.jpg", date(2015, 11, 1), Precision.MONTH),
        ("/uploads/news/2024_06/a.jpg", date(2024, 6, 1), Precision.MONTH),
    ],
)
def test_the_folder_of_a_picture_is_evidence_and_never_the_day_of_publication(picture: str, value: date, precision: Precision):
    (claim,) = claims("", pictures=(picture,), captured=date(2026, 6, 1))
    assert (claim.value, claim.precision, claim.certainty, claim.rule) == (value, precision, Certainty.UNCERTAIN, "inline-image")


def test_the_permanent_link_of_a_post_carries_its_day():
    assert posted("", url="https://x.example/2019/01/26/phuong-mau-hop-mat/") == ("2019-01-26", "address")
    assert posted("", url="https://x.example/2019/01/phuong-mau-hop-mat/") is None, "a month is no day"


def test_a_visible_time_line_beats_what_is_said_to_machines():
    times = (("time-line", "Thứ ba - 04/06/2024 13:41"), ("meta", "2024-06-20T08:00:00+07:00"))
    assert posted("", times=times) == ("2024-06-04", "time-line")


def test_nothing_is_published_after_it_was_fetched():
    assert posted("", times=(("meta", "2024-09-01T08:00:00+07:00"),)) is None


def test_two_different_time_lines_decide_nothing():
    assert posted("", times=(("time-line", "01/06/2024 08:00"), ("time-line", "05/06/2024 08:00"))) is None


@pytest.mark.parametrize(
    ("line", "day", "rest"),
    [
        ("Cập nhật 22:07 25-05-2022", "2022-05-25", ""),
        ("14/05/2026 15:25", "2026-05-14", ""),
        ("15-01-2024 13:04", "2024-01-15", ""),
        ("17:22 17/08/2025 |", "2025-08-17", ""),
        ("Thứ ba - 04/06/2024 13:41", "2024-06-04", ""),
        ("Thời gian: 11/05/2022 12:15", "2022-05-11", ""),
        ("Cập nhật lúc 10:29, Thứ Hai, 27/08/2018 (GMT+7)", "2018-08-27", ""),
        ("Cập nhật: 08-05-2020 | 13:40:46", "2020-05-08", ""),
        ("Thứ Tư, 15/01/2020 08:22", "2020-01-15", ""),
        ("Thứ Tư, 08/04/2015, 08:11 [GMT+7]", "2015-04-08", ""),
        ("09/03/2020 11:09", "2020-03-09", ""),
        ("Thứ tư, 30/06/2021, 14:46 CH", "2021-06-30", ""),
        ("Ngày đăng 17/07/2019 | 09:15  | View count: 85", "2019-07-17", ""),
        ("04:35 15/03/2016", "2016-03-15", ""),
        ("Thứ ba - 04/02/2025 13:41 | Đã xem: 1.204", "2025-02-04", ""),
        ("Lan Mẫu - 20/09/2025 12:04", "2025-09-20", "Lan Mẫu"),
        ("Thứ Năm, ngày 1 tháng 6 năm 2023, 10:30", "2023-06-01", ""),
    ],
)
def test_every_printed_form_of_a_time_line_gives_its_day(line: str, day: str, rest: str):
    found = read_time_line(line)
    assert found
    assert (found.day.isoformat(), found.rest) == (day, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Sáu, 07/11/2025 09:15Hotline: 0904.123.456",
        "Thứ Tư, ngày 7 tháng 12 năm 2022",
        "Sáng 7/10, Thành ủy Mẫu tổ chức hội nghị.",
        "Kết luận số 21-KL/TW ngày 25/10/2021 về đẩy mạnh xây dựng Đảng",
        "Kỷ niệm 50 năm (30/4/1975 – 30/4/2025) của dân tộc ta",
        "31/02/2024 10:00",
        "Phường Mẫu",
        "",
    ],
)
def test_the_page_clock_and_running_text_are_no_time_lines(line: str):
    assert read_time_line(line) is None


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2026-05-14T15:25:01+07:00", "2026-05-14"),
        ("2025-09-20T22:04:00Z", "2025-09-21"),
        ("2022-02-03", "2022-02-03"),
        ("2024-06-04+0713:41:32", "2024-06-04"),
        ("2024-06-04ICT13:41:32", "2024-06-04"),
        ("Wed, 14 May 2025 23:30:00 +0700", "2025-05-14"),
        ("7/10/2022", None),
        ("13.10", None),
        ("hôm qua", None),
        ("", None),
        ("2024-13-45T00:00:00", None),
    ],
)
def test_a_machines_stamp_is_the_day_in_viet_nam_and_never_a_guess(stamp: str, day: str | None):
    found = stamped_day(stamp)
    assert (found.isoformat() if found else None) == day


@given(st.text(max_size=140))
def test_any_stamp_is_read_without_an_error(text: str):
    read_time_line(text)
    stamped_day(text)
    printed_day(text)


@pytest.mark.parametrize("left_out", range(1, len(CLOCK.anchors) - 1))
def test_each_inner_anchor_is_found_again_without_itself(left_out: int):
    anchor = CLOCK.anchors[left_out]
    others = tuple(each for each in CLOCK.anchors if each != anchor)
    found = replace(CLOCK, anchors=others).day_of(anchor.number)
    assert found
    assert abs(found - anchor.day) <= timedelta(days=18)


def test_numbers_between_anchors_rise_with_time():
    days = [CLOCK.day_of(number) for number in range(CLOCK.anchors[0].number, CLOCK.anchors[-1].number, 977)]
    assert days == sorted(day for day in days if day)


@pytest.mark.parametrize("number", [1077951094, 1435634558, 1591938606, 0])
def test_numbers_that_no_anchor_reaches_tell_nothing(number: int):
    assert CLOCK.day_of(number) is None


def test_only_a_site_whose_numbers_run_like_a_clock_is_dated_by_them():
    assert day_of_number("https://baohaiphong.vn/a-1491909554.html", get_site("baohaiphong")) is None
    assert day_of_number("https://www.thanhuytphcm.vn/", CITY) is None
    assert day_of_number("https://www.thanhuytphcm.vn/tin-tuc/a-1491909554", None) is None


def test_an_anchor_out_of_order_is_an_error_that_names_the_row(tmp_path: Path):
    path = tmp_path / "id_clock.toml"
    rows = [Anchor(1491871594, date(2020, 11, 10)), Anchor(1491890502, date(2020, 1, 1))]
    head = '[[clock]]\nname = "a"\nfirst_number = 1\n'
    text = "".join(f'[[anchor]]\nclock = "a"\nnumber = {row.number}\nday = {row.day}\n' for row in rows)
    path.write_text(head + text, encoding="utf-8")
    with pytest.raises(AuthorityError, match="1491890502"):
        load_clocks(path)
    path.write_text(head + text.replace('"a"', '"b"'), encoding="utf-8")
    with pytest.raises(AuthorityError, match="there is no clock b"):
        load_clocks(path)


def test_an_article_whose_own_picture_is_dated_moves_the_clock_of_its_site():
    number = 1491909554 + 2000
    before = CLOCK.day_of(number)
    site = replace(CITY, anchors=((number, before + timedelta(days=9)),))
    assert day_of_number(f"https://www.thanhuytphcm.vn/tin-tuc/a-{number}", site) == before + timedelta(days=9)
    assert day_of_number(f"https://www.thanhuytphcm.vn/tin-tuc/a-{number}", CITY) == before


@pytest.mark.parametrize(
    ("number", "day"),
    [(1491911554, date(2015, 10, 3)), (1491911554, date(2025, 1, 1)), (1435634558, date(2015, 6, 30)), (751, date(2022, 5, 25))],
)
def test_a_day_that_the_clock_cannot_believe_is_not_learned(number: int, day: date):
    assert CLOCK.with_anchors([Anchor(number, day)]) == CLOCK


def test_of_learned_anchors_that_contradict_each_other_the_longest_chain_is_kept():
    wrong = Anchor(1491910700, date(2023, 6, 10))
    good = [Anchor(1491910000 + 400 * step, date(2023, 6, 17) + timedelta(days=10 * step)) for step in range(4)]
    found = CLOCK.with_anchors([*good, wrong])
    assert set(good) <= set(found.anchors)
    assert wrong not in found.anchors
    assert [each.day for each in found.anchors] == sorted(each.day for each in found.anchors)


def test_a_clock_without_anchors_runs_as_soon_as_two_articles_are_dated():
    hanoi = get_site("thanhuyhanoi")
    address = "https://thanhuyhanoi.vn/tin-tuc/xa-mau/mot-bai-viet-50020100.html"
    assert day_of_number(address, hanoi) is None
    learned = ((50020000, date(2025, 8, 1)), (50020200, date(2025, 8, 5)))
    assert day_of_number(address, replace(hanoi, anchors=learned)) == date(2025, 8, 3)


def test_the_circa_of_an_article_number_says_that_it_is_one():
    (claim,) = [claim for claim in claims("", number=1491909554) if claim.rule == "id-clock"]
    assert (claim.precision, claim.certainty, claim.kind) == (Precision.CIRCA, Certainty.INFERRED, DateKind.POSTED)


def test_this_morning_is_the_day_of_posting_and_without_one_nothing():
    times = (("time-line", "11:05 16/08/2025"),)
    assert event("Sáng nay, Đảng ủy phường Mẫu họp.", captured=date(2025, 9, 1), times=times) == ("2025-08-16", "dateline+posted")
    assert event("Chiều qua, phường Mẫu họp.", captured=date(2025, 9, 1), times=times) == ("2025-08-15", "dateline+posted")
    assert event("Sáng nay, Đảng ủy phường Mẫu họp.") is None
