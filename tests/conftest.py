"""What every test may ask for: a file in memory, a fixed day, and a list as announcer."""

from datetime import date, datetime, timedelta, timezone

import pytest

from stationdesk.services.context import Context
from stationdesk.store.database import open_database

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 10, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def database():
    opened = open_database(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def announced():
    """The sets of topics that were announced, in order."""
    return []


@pytest.fixture
def undos():
    """What was offered to be taken back, in order."""
    return []


@pytest.fixture
def context(database, announced, undos):
    return Context(
        database=database,
        today=lambda: TODAY,
        now=lambda: NOW,
        who=lambda: "王芳",
        announce=announced.append,
        hear_undo=undos.append,
    )


@pytest.fixture
def inventory(context):
    from stationdesk.services.inventory import Inventory

    return Inventory(context)
