"""Gaps of the roster where the team is very large."""

import pytest

from stationdesk.ui.roster import gap_view
from tests.ui.rostered import Rostered


@pytest.fixture
def page(database, qtbot):
    return Rostered(database).window(qtbot).page("roster")


def test_a_gap_tells_of_the_likeliest_and_how_many_more(page, monkeypatch):
    monkeypatch.setattr(gap_view, "MOST_TOLD", 3)
    page.open_with("gaps")
    page.gaps.table.choose_first()
    told = gap_view._people(page.gaps._read, page.gaps.table.current())
    assert len(told) == 4
    assert (told[-1].what, told[-1].verb) == ("and 2 more", "")
