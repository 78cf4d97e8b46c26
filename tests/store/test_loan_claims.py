"""What the check of the file finds where somebody changed the lending desk's records by hand."""

import pytest

from stationdesk.store import loan_claims, soundness
from stationdesk.store.plain_sql import rows
from tests.services.lending.pieces_desk import PiecesDesk, ago


@pytest.fixture
def desk(context, undos):
    desk = PiecesDesk(context, undos)
    umbrellas = desk.umbrellas(on=ago(5))
    desk.lend(umbrellas, 4, on=ago(3))
    desk.give_back(desk.lend(umbrellas, 2, on=ago(3)), on=ago(2), good=1, damaged=1)
    banks = desk.banks(on=ago(5))
    first = desk.lending.pieces()[0].unit.id
    desk.give_back(desk.lend(banks, unit_id=first, on=ago(4)), on=ago(3), good=1)
    desk.lend(banks, unit_id=first, on=ago(2))
    kind_id, unit_id = desk.wheelchair()
    part = desk.lending.kind(kind_id).parts[0]
    desk.give_back(desk.lend(kind_id, unit_id=unit_id), good=1, short={part.id: 1})
    return desk


def test_a_sound_desk_is_found_sound(desk):
    assert loan_claims.contradictions() == []


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        (
            "UPDATE loan_return SET good = 2 WHERE id = 1",
            ["returned more than lent JY-20260627-002"],
        ),
        (
            "UPDATE loan_return SET business_date = '2026-06-01' WHERE id = 1",
            ["returned before lent JY-20260627-002"],
        ),
        (
            "UPDATE loan SET voided_at = 'x', voided_by = 'x' WHERE id = 2",
            ["returned of nothing JY-20260627-002"],
        ),
        (
            "UPDATE loan SET business_date = '2026-06-26' WHERE id = 4",
            ["lent twice CDB-001"],
        ),
        (
            "UPDATE loan_unit SET retired_on = '2026-06-30' WHERE code = 'CDB-001'",
            ["retired while out CDB-001"],
        ),
        (
            "UPDATE loan_line SET loan_kind_id = 1 WHERE id = 4",
            ["of another kind CDB-001", "unnumbered JY-20260628-001"],
        ),
        (
            "UPDATE fitness_event SET quantity = 17 WHERE id = 1",
            ["pool YS 2026-06-28: 21 of 20"],
        ),
        ("UPDATE fitness_event SET quantity = -1 WHERE id = 1", ["pool YS"]),
        (
            "UPDATE fitness_event SET loan_unit_id = 1, quantity = 2 WHERE id = 1",
            ["unfit twice CDB-001"],
        ),
        ("UPDATE part_event SET quantity = 1 WHERE id = 1", ["parts LY-001"]),
        ("UPDATE part_event SET quantity = -3 WHERE id = 1", ["parts LY-001"]),
    ],
)
def test_what_cannot_be_is_named(desk, spoiled, told):
    rows(spoiled)
    assert loan_claims.contradictions() == told
    assert soundness.ledger_faults() == [f"lending: {each}" for each in told]
