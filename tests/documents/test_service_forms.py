"""Hours, trainings and certificates on paper: sums that agree, and reprints that are the same."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from stationdesk.documents.forms.certificate_register import certificate_register
from stationdesk.documents.forms.service_certificate import service_paper
from stationdesk.documents.forms.service_hours import (
    attendance_ledger,
    hours_register,
    hours_statement,
    hours_summary,
)
from stationdesk.documents.forms.trainings import training_record, training_register
from stationdesk.documents.papers import Table
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import workbook_of
from stationdesk.domain.attendance.certificates import CertificateState, ServedLine
from stationdesk.domain.attendance.shown_hours import HALF, TENTH
from stationdesk.domain.attendance.snapshots import snapshot_from, snapshot_text
from tests.documents import service_stories as story
from tests.documents.stories import STATION
from tests.documents.test_feedback_forms import PRINTED, packed

PERIOD = (story.FIRST, story.LAST)


def papers(**how):
    given_how = {"rounding": TENTH, "printed_at": PRINTED} | how
    return {
        "attendance": attendance_ledger(STATION, story.presences(), *PERIOD, **given_how),
        "hours": hours_register(STATION, story.ledger_lines(), *PERIOD, **given_how),
        "hours-by-person": hours_summary(STATION, story.by_person(), *PERIOD, **given_how),
        "certificates": certificate_register(
            STATION, [story.record(), story.certificate()], *PERIOD, printed_at=PRINTED
        ),
    }


def pages(paper):
    content, report = pdf_of(paper)
    assert report.missing_characters == ""
    document = pypdfium2.PdfDocument(content)
    try:
        return [packed(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def printed(paper):
    return "".join(pages(paper))


def column_of(paper, key):
    (shown,) = [block for block in paper.blocks if isinstance(block, Table)]
    (column,) = [each for each in shown.columns if each.key == key]
    return [column.read(record) for record in shown.records()]


@pytest.mark.parametrize("key", papers())
def test_ledgers_that_leave_the_station_name_nobody(key):
    words = printed(papers()[key])
    for name in ("建国", "明珠", "张丽", "王芳", "买买提", story.IDENTITY):
        assert name not in words


def test_ledgers_have_whole_names_by_choice():
    words = printed(papers(masked=False)["attendance"])
    assert "欧阳明珠" in words


def test_the_ledger_of_attendance_has_the_columns_of_the_field():
    paper = papers()["attendance"]
    (shown,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [column.key for column in shown.columns] == [
        "day",
        "shift",
        "name",
        "number",
        "came",
        "left",
        "hours",
        "work",
        "review",
        "recorded_by",
    ]


def test_an_attendance_counts_only_when_it_ended_and_is_not_void():
    paper = papers()["attendance"]
    assert column_of(paper, "hours") == [2.5, 2.8, 2.5, None, 16.0, None]
    assert column_of(paper, "left")[3:5] == ["", "06-06 00:30"]
    assert column_of(paper, "shift")[2] == "Walk-in service"
    assert column_of(paper, "work")[5] == "Void: 重复登记"


def test_the_workbook_of_attendance_has_every_column_and_hours_as_numbers():
    paper = attendance_ledger(STATION, story.presences(), *PERIOD, rounding=TENTH, for_print=False)
    sheet = load_workbook(io.BytesIO(workbook_of([paper]))).worksheets[0]
    keys = next(row for row in sheet.iter_rows(values_only=True) if "came_by" in row)
    assert {"away", "minutes", "state"} <= set(keys)
    at = keys.index("hours")
    cells = [row[at] for row in sheet.iter_rows() if isinstance(row[at].value, int | float)]
    assert [cell.value for cell in cells] == [2.5, 2.8, 2.5, 16.0]
    assert {cell.number_format for cell in cells} == {"0.0"}


def test_the_hours_ledger_cites_the_line_that_is_corrected():
    paper = papers()["hours"]
    assert column_of(paper, "minutes") == [150, 177, -177, 167, 1440]
    lines, cites = column_of(paper, "line"), column_of(paper, "cites")
    assert cites == ["", "", lines[1], "", ""]
    assert "Inall1757minutes,29.3hours." in printed(paper)


@pytest.mark.parametrize(("rounding", "shown"), [(TENTH, "29.3"), (HALF, "29.5")])
def test_hours_are_rounded_as_the_station_chose_and_minutes_kept(rounding, shown):
    words = printed(hours_statement(STATION, story.served(), rounding=rounding))
    assert f"{shown}h(1757minutes)" in words
    assert "★★★★" in words


def test_an_empty_statement_says_so():
    words = printed(hours_statement(STATION, story.served(lines=[]), rounding=TENTH))
    assert "Noserviceinthisperiod." in words


def test_a_statement_tells_when_a_line_was_booked_in_another_month():
    paper = hours_statement(STATION, story.served(), rounding=TENTH)
    assert "booked on 2026-06-03" in column_of(paper, "work")[3]


def test_the_training_record_has_a_place_to_sign_for_everybody():
    paper = training_record(STATION, story.training(), story.trained())
    (shown,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [column.key for column in shown.columns] == [
        "number",
        "name",
        "signed",
        "result",
        "note",
    ]
    assert set(column_of(paper, "signed")) == {""}
    words = printed(paper)
    assert "T-2026-004" in words
    assert "异物梗阻处理" in words
    told = {fact.label: fact.value for fact in paper.head}
    assert (told["On the list"], told["Came"]) == (12, 8)


def test_the_register_of_trainings_counts_who_came_and_passed():
    paper = training_register(STATION, [story.training()], *PERIOD)
    assert column_of(paper, "came") == [3]
    assert column_of(paper, "passed") == [1]
    assert "1trainings,2.0hoursoftraininginall." in printed(paper)
    assert "Norecordsinthisperiod." in printed(training_register(STATION, [], *PERIOD))


# records and certificates


def test_the_certificate_has_every_field_of_the_rules():
    words = printed(service_paper(story.certificate()))
    for expected in (
        "阿卜杜热合曼·买买提",
        story.IDENTITY,
        "Residentidentitycard",
        "V-0007",
        "610113202600017",
        "YT-2026-0003",
        "雁塔区志愿服务联合会",
        "赵明",
        "钱静",
        "029-85556666",
        "2026/7/12",
        "13.2hours",
        "(Seal)",
    ):
        assert packed(expected) in words
    assert words.count("Signature:") == 2


def test_the_stations_own_record_says_that_it_is_no_certificate():
    words = printed(service_paper(story.record()))
    assert "itisthestation'sownrecord" in words.casefold()
    assert story.IDENTITY not in words
    assert "Documentno." not in words


@pytest.mark.parametrize("paper", [story.record, story.certificate])
def test_a_reprint_is_the_same_byte_for_byte(paper):
    first = pdf_of(service_paper(paper()))[0]
    again = pdf_of(service_paper(paper(copies=4)))[0]
    assert first == again
    copies = [pdf_of(service_paper(paper(copies=n), copy=True))[0] for n in (1, 7)]
    assert copies[0] == copies[1]


@pytest.mark.parametrize("paper", [story.record, story.certificate])
def test_a_further_print_differs_by_its_mark_alone(paper):
    original, copy = pages(service_paper(paper())), pages(service_paper(paper(), copy=True))
    assert [page.replace("Duplicate", "") for page in copy] == original
    assert all("Duplicate" in page for page in copy)


def test_the_paper_is_drawn_from_the_snapshot_alone():
    made = story.certificate()
    again = replace(made, snapshot=snapshot_from(snapshot_text(made.snapshot)))
    assert pdf_of(service_paper(again))[0] == pdf_of(service_paper(made))[0]
    elsewhere = replace(made, minutes=1, drawn_up_by="别人", first_day=story.LAST, digest="x")
    assert pdf_of(service_paper(elsewhere))[0] == pdf_of(service_paper(made))[0]


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        (CertificateState.DRAFT, "Draft,notvalid"),
        (CertificateState.REVIEWED, "Draft,notvalid"),
        (CertificateState.NOTICED, "Draft,notvalid"),
        (CertificateState.VOID, "Voidpaper"),
    ],
)
def test_what_is_not_in_force_says_so_on_every_page(state, mark):
    lines = tuple(
        ServedLine(served_on=story.FIRST, work=story.WORK, minutes=150, line_uids=(f"l{at}",))
        for at in range(90)
    )
    made = story.record(state=state, snapshot=story.snapshot(lines=lines))
    told = pages(service_paper(made))
    assert len(told) > 1
    assert all(mark in page for page in told)
    assert "Preview,notvalid" in printed(service_paper(story.record(), preview=True))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=12), st.sampled_from([TENTH, HALF]))
def test_the_lines_of_a_certificate_make_its_minutes(minutes, rounding):
    lines = tuple(
        ServedLine(served_on=story.FIRST, work="", minutes=each, line_uids=(f"l{at}",))
        for at, each in enumerate(minutes)
    )
    paper = service_paper(story.record(snapshot=story.snapshot(lines=lines, rounding=rounding)))
    assert sum(column_of(paper, "minutes")) == sum(minutes)


def test_the_register_of_certificates_keeps_void_ones():
    void = story.record(state=CertificateState.VOID, void_reason="姓名写错")
    paper = certificate_register(STATION, [void], *PERIOD)
    words = printed(paper)
    assert "JL-2026-0012" in words
    assert "姓名写错" in words
    assert "Certificatevoid" in words
