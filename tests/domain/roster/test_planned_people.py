"""Whom a search looks at in a team of thousands."""

from dataclasses import replace

from stationdesk.domain.roster.facts import Carried
from stationdesk.domain.roster.planned_people import MOST_PLANNED, facts_to_plan
from tests.domain.roster.examples import (
    FIRST,
    FIRST_AID,
    LAST,
    day,
    facts,
    pair,
    person,
    row,
    shift,
    skill,
)

EARLY = shift(1, day(1), skill_id=FIRST_AID, skilled=1)


def looked_at(roster, most):
    return sorted(facts_to_plan(roster, FIRST, LAST, most).people)


def test_a_usual_team_is_looked_at_whole():
    roster = facts([person(number) for number in range(1, MOST_PLANNED + 1)], [EARLY])
    assert facts_to_plan(roster, FIRST, LAST) is roster


def test_who_serves_stays_then_the_skilled_then_who_served_least():
    people = [
        replace(person(number), carried=Carried(minutes=60 * number)) for number in range(1, 21)
    ]
    people[18] = replace(people[18], skills=(skill(19),))
    people[2] = replace(people[2], statuses=())
    roster = facts(people, [EARLY], [row(1, EARLY, 20)])
    assert looked_at(roster, 5) == [1, 2, 4, 19, 20], "3 is not active"


def test_whoever_serves_together_is_looked_at_together():
    people = [person(number) for number in range(1, 21)]
    assert looked_at(facts(people, [EARLY], pairs=(pair(1, 15),)), 3) == [1, 2, 3, 15]


def test_all_who_serve_stay_though_they_are_more_than_are_looked_at():
    people = [person(number) for number in range(1, 9)]
    rows = [row(number, EARLY, number) for number in range(1, 7)]
    assert looked_at(facts(people, [EARLY], rows), 4) == [1, 2, 3, 4, 5, 6]
