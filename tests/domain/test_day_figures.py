from dataclasses import replace
from datetime import timedelta

import pytest

from stationdesk.domain.day_figures import (
    NotedChange,
    deeds_of,
    issued,
    most_of,
    next_exception,
    share_of_use,
    stock_warnings,
)
from stationdesk.domain.ids import DocumentId, OpeningExceptionId
from stationdesk.domain.opening import OpeningException
from stationdesk.domain.outages import Availability
from stationdesk.domain.stock import (
    BatchSum,
    DocumentKind,
    DocumentLine,
    StockDocument,
    stock_line,
)
from tests.domain.stock_examples import DAY, MASKS, SHELF, batch

CUPS = replace(MASKS, id=2, name="纸杯", minimum=5)


def days(number):
    return DAY + timedelta(days=number)


def document(on, *lines, kind=DocumentKind.ISSUE, reversed_by_id=None):
    return StockDocument(
        id=DocumentId(1),
        uid="d1",
        number="LY-1",
        kind=kind,
        business_date=on,
        recorded_at="2026-06-30T09:00:00+08:00",
        recorded_by="王芳",
        source=None,
        donor="",
        receiver="",
        reason="",
        note="",
        reverses_id=None,
        reverses_number=None,
        reversed_by_id=reversed_by_id,
        reversed_by_number=None,
        lines=tuple(
            DocumentLine(
                line=number, item=item, batch=batch(1), place=SHELF, quantity=quantity, reason=""
            )
            for number, (item, quantity) in enumerate(lines, start=1)
        ),
    )


def test_an_item_may_be_warned_of_for_several_reasons_and_is_concerned_once():
    warned = [
        stock_line(MASKS, [BatchSum(3, days(-1), DAY)], DAY),
        stock_line(CUPS, [BatchSum(2, days(3), DAY)], DAY),
        stock_line(replace(CUPS, id=3), [BatchSum(9, None, DAY)], DAY),
    ]
    told = stock_warnings(warned)
    assert (told.items, told.concerned) == (3, 2)
    assert (told.out, told.low, told.expired, told.expiring) == (1, 1, 1, 1)


def test_goods_handed_out_are_counted_by_day_and_by_item_without_what_was_reversed():
    told = issued(
        [
            document(days(-1), (MASKS, -2), (CUPS, -5)),
            document(DAY, (MASKS, -1)),
            document(DAY, (MASKS, -9), reversed_by_id=DocumentId(9)),
            document(DAY, (MASKS, 20), kind=DocumentKind.RECEIVE),
        ],
        days(-2),
        DAY,
    )
    assert told.per_day == ((days(-2), 0), (days(-1), 7), (DAY, 1))
    assert told.by_item == (("纸杯", 5), ("口罩", 3))
    assert told.pieces == 8


@pytest.mark.parametrize(
    ("told", "percent"),
    [
        ([], None),
        ([Availability(0, 2, 0, 0, 0)], None),
        ([Availability(100, 1, 0, 0, 50), Availability(100, 3, 0, 0, 0)], 87.5),
    ],
)
def test_the_share_of_use_weighs_by_pieces(told, percent):
    assert share_of_use(told) == percent


def other_hours(number, first):
    return OpeningException(
        id=OpeningExceptionId(number),
        uid=f"e{number}",
        first_day=first,
        last_day=first,
        reason="节日",
    )


def test_the_next_other_hours_are_those_after_today_and_near():
    coming = [other_hours(1, DAY), other_hours(2, days(60)), other_hours(3, days(61))]
    found = next_exception(coming, DAY)
    assert found is not None
    assert found.id == 2
    assert next_exception(coming[2:], DAY) is None


def change(entity, action, at="2026-06-30T09:42:10+08:00", by="王芳", kind=""):
    return NotedChange(entity=entity, action=action, kind=kind, by=by, at=at)


def test_what_one_person_did_of_a_kind_is_one_line_with_the_time_of_the_last():
    told = deeds_of(
        [
            change("stock_document", "post", "2026-06-30T10:12:00+08:00", kind="Goods issued"),
            change("hand_check", "add", "2026-06-30T10:10:00+08:00"),
            change("hand_check", "add", "2026-06-30T10:10:00+08:00", by="李敏"),
            change("hand_check", "add"),
            change("stocktake_line", "change"),
        ]
    )
    assert [(one.at, one.by, str(one.what)) for one in told] == [
        ("10:12", "王芳", "Issued goods (1)"),
        ("10:10", "王芳", "Recorded checks (2)"),
        ("10:10", "李敏", "Recorded checks (1)"),
    ]


def test_a_deed_without_words_of_its_own_is_told_as_a_change():
    (told,) = deeds_of([change("item", "archive")])
    assert str(told.what) == "Changed goods in the ledger (1)"


def test_duty_is_told_but_for_what_closed_by_itself():
    told = deeds_of(
        [
            change("attendance", "sign in", by="Volunteer at the touch page"),
            change("attendance", "close by itself"),
            change("hours_line", "add"),
            change("assignment", "take out"),
            change("assignment", "add"),
        ]
    )
    assert [(one.by, str(one.what)) for one in told] == [
        ("Volunteer at the touch page", "Signed volunteers in (1)"),
        ("王芳", "Changed who serves when (2)"),
    ]


@pytest.mark.parametrize(
    ("most", "shown", "rest"),
    [
        (4, [("a", 9), ("b", 5), ("c", 2), ("d", 1)], 0),
        (3, [("a", 9), ("b", 5)], 3),
        (2, [("a", 9)], 8),
    ],
)
def test_what_does_not_fit_is_summed_up_as_the_last(most, shown, rest):
    counts = [("a", 9), ("b", 5), ("c", 2), ("d", 1)]
    assert most_of(counts, most) == (shown, rest)
