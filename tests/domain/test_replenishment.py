from dataclasses import replace
from datetime import date, timedelta

import pytest

from stationdesk.domain.replenishment import Why, replenish_line
from stationdesk.domain.stock import BatchSum, StockState, stock_line

from .stock_examples import DAY, MASKS

PAST, SOON, LATE = DAY - timedelta(days=1), DAY + timedelta(days=10), date(2027, 7, 1)


def lots(*pairs):
    return [BatchSum(quantity, expires_on, DAY) for quantity, expires_on in pairs]


@pytest.mark.parametrize(
    ("minimum", "target", "required", "there", "order", "why"),
    [
        (5, 20, 0, [(3, LATE)], 17, Why.BELOW_MINIMUM),
        (5, 20, 0, [(5, LATE)], None, None),
        (5, 20, 0, [(4, LATE), (3, SOON)], 16, Why.EXPIRING),
        (5, 20, 0, [(30, PAST)], 20, Why.OUT),
        (5, 0, 0, [(2, None)], 3, Why.BELOW_MINIMUM),
        (0, 0, 6, [(4, LATE)], 2, Why.SET),
        (0, 0, 0, [], None, None),
        (0, 10, 0, [], 10, Why.OUT),
        (0, 10, 0, [(1, None)], None, None),
    ],
)
def test_what_to_order_follows_from_levels_and_from_what_will_last(
    minimum, target, required, there, order, why
):
    item = replace(MASKS, minimum=minimum, target=target)
    line = replenish_line(item, lots(*there), required, DAY, within_days=30)
    assert (line and line.to_order, line and line.why) == (order, why)


@pytest.mark.parametrize(
    ("there", "state"),
    [
        ([(9, PAST), (9, LATE)], StockState.EXPIRED),
        ([], StockState.OUT),
        ([(4, LATE)], StockState.LOW),
        ([(9, SOON)], StockState.EXPIRING),
        ([(9, DAY)], StockState.EXPIRING),
        ([(9, None)], StockState.NORMAL),
    ],
)
def test_the_worst_thing_about_an_item_is_told(there, state):
    line = stock_line(replace(MASKS, minimum=5), lots(*there), DAY)
    assert line.state is state
    assert line.quantity == line.usable + line.expired


def test_an_archived_item_is_nothing_but_archived():
    line = stock_line(replace(MASKS, archived_on=DAY), [], DAY)
    assert line.state is StockState.ARCHIVED
