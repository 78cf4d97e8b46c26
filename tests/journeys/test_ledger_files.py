"""From a file as a station keeps it to its records: the reader and the rules together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stationdesk.documents.workbooks.reading import read_book
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.preview_document import ledger_json
from stationdesk.domain.ledgers.recognising import recognise

LEDGERS = Path(__file__).parents[1] / "fixtures" / "ledgers"


def preview(path):
    book = read_book(path)
    ledgers = [parse(table) for table in recognise(book.sheets, title=path.name)]
    [entry] = ledger_json(path.name, ledgers, book.notes)
    return entry


@pytest.mark.parametrize(
    "name",
    [
        "gbk-stock.csv",
        "gbk-amenity.csv",
        "gbk-feedback.csv",
        "titled-stock.xlsx",
        "titled-amenity.xlsx",
        "titled-feedback.xlsx",
    ],
)
def test_records_are_those_a_careful_person_takes(name):
    path = LEDGERS / name
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    entry = preview(path)
    found = [
        {field: row[field] or "" if field == "spec" else row[field] for field in expected}
        for row, expected in zip(entry["rows"], truth["rows"], strict=True)
    ]
    assert entry["kind"] == truth["kind"]
    assert found == truth["rows"]
    assert entry["problems"] == []


@pytest.mark.parametrize("name", ["gbk-volunteer.csv", "titled-volunteer.xlsx"])
def test_volunteers_are_those_a_careful_person_takes(name):
    path = LEDGERS / name
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    entry = preview(path)
    found = [
        {field: row[field] for field in expected}
        for row, expected in zip(entry["rows"], truth["rows"], strict=True)
    ]
    assert (entry["kind"], found) == ("volunteer", truth["rows"])


@pytest.mark.parametrize("name", ["gbk-volunteer.csv", "titled-volunteer.xlsx"])
def test_an_identity_number_that_says_another_sex_is_told_and_never_shown_whole(name):
    problems = preview(LEDGERS / name)["problems"]
    assert {problem["severity"] for problem in problems} == {"warning"}
    assert len(problems) == 7
    assert not [
        each
        for each in problems
        if len(str(each["value"] or "")) == 18 and "*" not in str(each["value"])
    ]
