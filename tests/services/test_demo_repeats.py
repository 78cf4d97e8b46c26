from datetime import date, timedelta

from stationdesk.domain.ids import new_uid
from stationdesk.services.demo.making import live_through
from stationdesk.services.desk import open_desk

LAST = date(2026, 11, 22)
A_MONTH = timedelta(days=30)


def records(seed, length=A_MONTH):
    """Return the whole file of a demo as SQL."""
    desk = open_desk(":memory:", today=LAST)
    live_through(desk, LAST - length, LAST, seed)
    told = list(desk.context.database.raw().iterdump())
    desk.close()
    return told


def test_the_same_seed_gives_the_same_records_uids_among_them():
    assert records(seed=3) == records(seed=3)


def test_another_seed_gives_other_records():
    assert records(seed=3) != records(seed=4)


def test_uids_are_drawn_anew_after_a_demo():
    records(seed=3, length=timedelta(days=2))
    first = new_uid()
    records(seed=3, length=timedelta(days=2))
    assert new_uid() != first


def test_progress_is_told_up_to_the_last_day():
    heard = []
    desk = open_desk(":memory:", today=LAST)
    first = LAST - timedelta(days=25)
    live_through(
        desk, first, LAST, tell=lambda done, total, what: heard.append((done, total, what))
    )
    desk.close()
    assert heard == [(5, 26, "2026-11"), (26, 26, "2026-11")]
