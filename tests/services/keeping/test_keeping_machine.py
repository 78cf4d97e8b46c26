"""Kept and found things in any order of deeds: what was erased stays erased, nothing else is."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stationdesk.domain.keeping.found import PassOn
from stationdesk.domain.problems import Refused
from stationdesk.services.context import Context
from stationdesk.services.keeping import Keeping
from stationdesk.services.retention import Retention
from stationdesk.store import audit, retention
from stationdesk.store.database import open_database
from stationdesk.store.tables import FoundThingRow, KeptThingRow
from tests.services.keeping.keeping_desk import QUESTIONS, claimed, fetched, found, key

START = date(2026, 6, 30)
back = st.integers(0, 3)
which = st.integers(0, 30)


class Shelf(RuleBasedStateMachine):
    """One station; days go on, deeds are taken back, and now and then data is erased."""

    @initialize()
    def begin(self):
        self.database = open_database(":memory:")
        self.day = START
        self.undos = []
        self.context = Context(
            database=self.database,
            today=lambda: self.day,
            now=lambda: datetime(self.day.year, self.day.month, self.day.day, 9).astimezone(),
            who=lambda: "王芳",
            announce=lambda _topics: None,
            hear_undo=self.undos.append,
        )
        self.keeping, self.erasing = Keeping(self.context), Retention(self.context)

    def ago(self, days):
        return self.day - timedelta(days=days)

    def pick(self, table, number):
        ids = [row.id for row in table.select(table.id)]
        return ids[number % len(ids)] if ids else 999

    def attempt(self, deed, *given):
        with suppress(Refused):
            deed(*given)

    @rule(days=st.integers(1, 25))
    def days_pass(self, days):
        self.day += timedelta(days=days)

    @rule(days=back)
    def take_in(self, days):
        self.keeping.take_in(key(self.ago(days)))

    @rule(days=back, kind=st.sampled_from(["bag", "cash"]))
    def enter_found(self, days, kind):
        self.keeping.enter_found(found(self.ago(days), kind=kind, questions=QUESTIONS))

    @rule(number=which, days=back)
    def hand_over(self, number, days):
        thing = self.pick(KeptThingRow, number)
        self.attempt(self.keeping.hand_over, thing, fetched(self.ago(days)))

    @rule(number=which, days=back)
    def change(self, number, days):
        self.attempt(self.keeping.change_kept, self.pick(KeptThingRow, number), key(self.ago(days)))

    @rule(number=which, answers=st.tuples(st.booleans(), st.booleans()), proof=st.booleans())
    def claim(self, number, answers, proof):
        wish = claimed(self.day, answers=answers, proof="身份证" if proof else "")
        self.attempt(self.keeping.claim, self.pick(FoundThingRow, number), wish)

    @rule(number=which, disposed=st.booleans())
    def pass_on(self, number, disposed):
        wish = PassOn(on=self.day, to="派出所", disposed=disposed)
        self.attempt(self.keeping.pass_on, self.pick(FoundThingRow, number), wish)

    @rule(number=which, kept=st.booleans())
    def void(self, number, kept):
        table = KeptThingRow if kept else FoundThingRow
        deed = self.keeping.void_kept if kept else self.keeping.void_found
        self.attempt(deed, self.pick(table, number), "重复登记")

    @precondition(lambda self: self.undos)
    @rule()
    def take_back(self):
        self.attempt(self.undos.pop().take_back)

    @rule()
    def erase(self):
        self.attempt(self.erasing.run, "郑晓")

    @invariant()
    def what_is_erased_tells_nobody_and_what_waits_tells_its_owner(self):
        assert retention.leftovers() == []
        for thing in self.keeping.kept_things(only_open=True):
            assert (thing.owner_name, thing.erased_on) == ("骆清平", None)
        for thing in self.keeping.found_things(only_open=True):
            assert (thing.finder_name, thing.erased_on) == ("卓一鸣", None)

    @invariant()
    def nothing_is_kept_longer_than_the_rule_says_once_it_was_erased(self):
        if self.erasing.runs() and self.erasing.runs()[0].on == self.day:
            assert self.erasing.preview() == []

    @invariant()
    def valuables_left_with_a_proof_and_never_into_the_bin(self):
        for row in FoundThingRow.select().where(FoundThingRow.kind == "cash"):
            assert row.outcome != "disposed"
            assert row.outcome != "claimed" or row.erased_on or (row.proof and row.outcome_phone)

    @invariant()
    def numbers_are_never_given_twice_and_the_chains_hold(self):
        tags = [row.tag for row in KeptThingRow.select()]
        assert len(tags) == len(set(tags))
        assert audit.broken_links() == []
        assert retention.broken_links() == []

    def teardown(self):
        self.database.close()


TestShelf = Shelf.TestCase
TestShelf.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
