"""The columns of the lending desk, as screen, workbook and paper read them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stationdesk.domain.lending.figures import FigureLine, figures_of
from stationdesk.domain.lending.holds import HoldState
from stationdesk.domain.lending.loans import ContactWay
from stationdesk.domain.lending.refills import short_parts
from stationdesk.listings import lending
from stationdesk.listings.columns import Kind, Tone
from tests.documents import loan_stories as story

TODAY, ago = story.TODAY, story.ago
ENTRIES = story.month_of_loans()
SPLIT, CHAIR, GLASSES, NAMELESS, LOST = (ENTRIES[at] for at in (1, 2, 4, 5, 6))


def cells(columns, record):
    return {column.key: column.read(record) for column in columns}


@pytest.mark.parametrize(
    ("columns", "record"),
    [
        (lending.loans(TODAY), SPLIT),
        (lending.overdue(TODAY), CHAIR),
        (lending.holds(TODAY), story.hold()),
        (lending.KINDS, story.kind_lines()[0]),
        (lending.PIECES, story.piece_lines()[1]),
        (lending.REFILL, short_parts(story.piece_lines())[0]),
        (lending.FIGURES_BY_KIND, FigureLine(name="雨伞")),
    ],
)
def test_the_keys_of_a_listing_are_distinct_and_its_headings_too(columns, record):
    assert len({column.key for column in columns}) == len(columns)
    assert len({column.heading() for column in columns}) == len(columns)
    types = {Kind.COUNT: (int, type(None)), Kind.TEXT: (str,)}
    for column in columns:
        if column.kind in types:
            assert isinstance(column.read(record), types[column.kind]), column.key


@pytest.mark.parametrize(
    ("entry", "state", "tone", "late"),
    [
        (ENTRIES[0], "Given back", Tone.GOOD, None),
        (SPLIT, "Given back", Tone.GOOD, 3),
        (CHAIR, "Overdue loan", Tone.BAD, 4),
        (GLASSES, "Due today", Tone.WARNING, None),
        (NAMELESS, "On loan", Tone.INFO, None),
        (LOST, "Lost by the borrower", Tone.NEUTRAL, 7),
    ],
)
def test_a_loan_is_told_by_how_it_stands(entry, state, tone, late):
    told = cells(lending.loans(TODAY), entry)
    assert (str(told["state"]), told["state"].tone, told["days_late"]) == (state, tone, late)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (ENTRIES[0], "Back in order"),
        (SPLIT, "1 in order, 1 damaged, 1 lost"),
        (CHAIR, ""),
        (LOST, "1 lost"),
    ],
)
def test_what_came_back_is_told_in_words(entry, words):
    assert lending.outcome_words(entry) == words


def test_the_last_try_is_the_newest_whatever_its_order():
    tries = (
        story.tried(ago(1), ContactWay.MESSAGE),
        story.tried(ago(5), reached=True),
    )
    entry = replace(CHAIR, contacts=tries)
    assert lending.last_contact(entry) == f"{ago(1)} Text message, not reached"
    assert lending.last_contact(replace(CHAIR, contacts=())) == ""


def test_no_listing_has_a_remark_in_it():
    listed = [
        *cells(lending.loans(TODAY), SPLIT).values(),
        *cells(lending.overdue(TODAY), CHAIR).values(),
        *cells(lending.holds(TODAY), story.hold()).values(),
    ]
    assert not any("三号楼" in str(cell) or "赵六" in str(cell) for cell in listed)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"pick_up_on": TODAY + timedelta(days=1)}, HoldState.COMING),
        ({}, HoldState.WAITING),
        ({"loan_id": 4}, HoldState.PICKED_UP),
        ({"pick_up_on": ago(4), "lapses_on": ago(1)}, HoldState.LAPSED),
        ({"cancelled_on": TODAY}, HoldState.CANCELLED),
    ],
)
def test_a_hold_is_told_by_how_it_stands(changes, state):
    mark = cells(lending.holds(TODAY), story.hold(**changes))["state"]
    assert mark.phrase == lending.HOLD_STATE_WORDS[state]
    assert mark.tone == lending.HOLD_TONES[state]


def test_a_pool_is_told_with_what_is_free():
    told = cells(lending.KINDS, story.kind_lines()[0])
    assert [told[key] for key in ("size", "out", "unfit", "held", "free")] == [20, 5, 2, 1, 12]


def test_a_piece_is_told_with_what_it_lacks():
    told = cells(lending.PIECES, story.piece_lines()[1])
    assert told["missing"] == "创可贴 ×6, 针线包 ×1"
    assert told["place"] == "前台"


def test_groups_are_said_in_words_and_kinds_by_their_own_name():
    figures = figures_of(ENTRIES, TODAY.replace(day=1), TODAY)
    by_group = [cells(lending.FIGURES_BY_GROUP, line)["name"] for line in figures.groups]
    assert by_group[0] == "Delivery riders"
    assert lending.group_words("pilot") == "pilot"
    assert cells(lending.FIGURES_BY_KIND, figures.total)["name"] == "All together"
    assert cells(lending.FIGURES_BY_GROUP, figures.total)["name"] == "All together"
