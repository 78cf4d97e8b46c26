import sqlite3

import peewee
import pytest

from stationdesk.domain.stock_wishes import NewIssue, TakeLine
from stationdesk.store import audit, stock
from tests.services.stock_desk import TODAY, StockDesk


@pytest.fixture
def desk(inventory):
    desk = StockDesk(inventory)
    desk.receive(desk.umbrellas, 8)
    desk.issue(desk.umbrellas, 3)
    return desk


def tables(database):
    names = ("stock_document", "movement", "batch", "audit_event", "stocktake")
    return {name: database.raw().execute(f"SELECT * FROM {name}").fetchall() for name in names}


@pytest.mark.parametrize("table", ["movement", "stock_document"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_posted_never_changes_and_never_goes(desk, database, table, deed):
    with pytest.raises(sqlite3.IntegrityError, match="insert-only"):
        database.raw().execute(deed.format(table))


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE movement SET quantity = 9 WHERE quantity = 8",
        "UPDATE movement SET reason = 'x' WHERE id = 1",
        "UPDATE stock_document SET recorded_by = '李雷' WHERE id = 1",
        "UPDATE stock_document SET digest = 'x' WHERE id = 1",
        "DELETE FROM movement WHERE id = 1",
    ],
)
def test_a_changed_ledger_is_noticed(desk, database, forgery):
    assert stock.broken_links() == []
    for trigger in ("update", "delete"):
        for table in ("movement", "stock_document"):
            database.raw().execute(f"DROP TRIGGER {table}_no_{trigger}")
    database.raw().execute(forgery)
    assert "RK-20260630-001" in stock.broken_links()


def test_a_balance_below_zero_is_noticed_on_any_day(desk, database):
    database.raw().execute("DROP TRIGGER movement_no_update")
    database.raw().execute("UPDATE movement SET business_date = '2026-07-01' WHERE quantity > 0")
    assert len(stock.negative_balances()) == 1
    assert stock.orphans() == ["day RK-20260630-001"]


def test_a_document_is_all_or_nothing_whichever_write_fails(desk, database):
    before = tables(database)

    def post():
        lines = (
            TakeLine(item_id=desk.umbrellas, quantity=1),
            TakeLine(item_id=desk.umbrellas, quantity=2),
        )
        desk.inventory.issue(NewIssue(business_date=TODAY, lines=lines, request_key="klick"))

    for nth in range(1, 9):
        trip_at_write(database, nth)
        failure = failure_of(post)
        untrip(database)
        if failure is None:
            break
        assert "tripped" in failure
        assert tables(database) == before
    assert 3 <= nth <= 8
    assert stock.broken_links() == []
    assert audit.broken_links() == []
    assert desk.pieces(desk.umbrellas) == 2


def failure_of(deed):
    try:
        deed()
    except peewee.IntegrityError as failure:
        return str(failure)
    return None


def trip_at_write(database, nth):
    """Let the ``nth`` row that is written from now on fail, whatever its table."""
    raw = database.raw()
    raw.execute("CREATE TEMP TABLE IF NOT EXISTS writes (n INTEGER)")
    raw.execute("DELETE FROM writes")
    for table in ("stock_document", "movement", "audit_event"):
        raw.execute(
            f"CREATE TEMP TRIGGER trip_{table} BEFORE INSERT ON main.{table} BEGIN "
            f"INSERT INTO writes VALUES (1); "
            f"SELECT RAISE(ABORT, 'tripped') WHERE (SELECT COUNT(*) FROM writes) >= {nth}; END"
        )


def untrip(database):
    for table in ("stock_document", "movement", "audit_event"):
        database.raw().execute(f"DROP TRIGGER IF EXISTS temp.trip_{table}")
