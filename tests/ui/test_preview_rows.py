import re
from pathlib import Path

import pytest

from stationdesk.listings.columns import Mark, Tone
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.ui.imports.preview_rows import PreviewRow, ledger_columns, sheet_columns

LEDGERS = Path(__file__).parents[1] / "fixtures" / "ledgers"


def words_of(columns, count):
    mark = Mark("", Tone.NEUTRAL)
    rows = [PreviewRow(number, mark, None, doubtful=False) for number in range(1, count + 1)]
    return " ".join(str(column.read(row)) for row in rows for column in columns)


@pytest.mark.parametrize("name", ["titled-volunteer.xlsx", "gbk-volunteer.csv"])
def test_a_list_of_people_is_shown_with_phones_and_id_numbers_masked(name):
    (ledger,) = read_ledger_file(LEDGERS / name).ledgers
    sheet = ledger.table.sheet
    for columns in (ledger_columns(ledger.table), sheet_columns(sheet)):
        words = words_of(columns, len(sheet.rows))
        assert "****" in words
        assert not re.search(r"\d{15}", words)
        assert not re.search(r"(?<!\d)1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)", words)


def test_a_stock_ledger_is_shown_as_it_is_written():
    (ledger,) = read_ledger_file(LEDGERS / "titled-stock.xlsx").ledgers
    assert "****" not in words_of(ledger_columns(ledger.table), len(ledger.table.sheet.rows))
