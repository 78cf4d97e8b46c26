"""The lending desk and the stock against a model in plain Python: any deed, on any day, undone.

The model is only facts with their days. A deed is allowed exactly when the facts after it are
sound on every day; what it changes is worked out from them anew each time.
"""

import itertools
from copy import deepcopy
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.holds import NewHold
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.places import NewPlace
from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewIssue, NewReceipt, NewScrap, ReceiptLine, ScrapLine
from stationdesk.domain.stock_wishes import TakeLine as Taken
from stationdesk.domain.stocktake import NewStocktake
from stationdesk.services.amenities import Amenities
from stationdesk.services.context import Context
from stationdesk.services.inventory import Inventory
from stationdesk.services.lending import Lending
from stationdesk.services.station import StationFacts
from stationdesk.store import loans, soundness
from stationdesk.store.database import open_database

TODAY = date(2026, 6, 30)
DAYS = [TODAY - timedelta(days=back) for back in range(4, -1, -1)]
NAMES = ("张三", "李师傅", "欧阳娜娜")
POOL, BANKS, CHAIRS = "雨伞", "充电宝", "轮椅"
SINCE = {POOL: 8, BANKS: 3}
"""Pieces in the stock from the first day on."""
UNITS = ("bank 1", "bank 2", "chair")

days = st.sampled_from(DAYS)
pieces = st.integers(1, 4)
units = st.sampled_from(UNITS)
picks = st.integers(0, 99)


class Model:
    """What was recorded, by key; what is taken back is simply no longer there."""

    def __init__(self):
        self.stays, self.returns, self.fitness, self.documents = {}, {}, {}, {}
        self.scraps, self.retirements, self.holds, self.dues = {}, {}, {}, {}

    def size(self, name, day):
        moved = sum(each["pieces"] for each in self.documents.values() if of(each, name, day))
        lost = sum(back["lost"] for back in self.backs(name, day))
        scrapped = sum(each["pieces"] for each in self.scraps.values() if of(each, name, day))
        gone = sum(each["write_off"] for each in self.retirements.values() if of(each, name, day))
        return SINCE.get(name, 0) + moved - lost - scrapped - gone

    def backs(self, name, day):
        return [
            back
            for back in self.returns.values()
            if back["line"] in self.stays
            and self.stays[back["line"]]["name"] == name
            and back["on"] <= day
        ]

    def out(self, name, day):
        lent = sum(each["pieces"] for each in self.stays.values() if of(each, name, day))
        return lent - sum(closed(back) for back in self.backs(name, day))

    def left(self, line, day=TODAY):
        mine = (each for each in self.returns.values() if each["line"] == line)
        return self.stays[line]["pieces"] - sum(closed(each) for each in mine if each["on"] <= day)

    def unfit(self, name, day):
        told = sum(each["pieces"] for each in self.fitness.values() if of(each, name, day))
        damaged = sum(back["damaged"] for back in self.backs(name, day))
        scrapped = sum(each["pieces"] for each in self.scraps.values() if of(each, name, day))
        return told + damaged - scrapped

    def retired(self, unit):
        """The first day on which a piece is no longer lent, None while it is."""
        given_up = [each["on"] for each in self.retirements.values() if each["unit"] == unit]
        lost = [
            back["on"]
            for back in self.returns.values()
            if back["lost"] and self.stays[back["line"]]["unit"] == unit
        ]
        return min([*given_up, *lost], default=None)

    def unit_unfit(self, unit, day):
        retired = self.retired(unit)
        if retired is not None and day >= retired:
            return 0
        told = (each for each in self.fitness.values() if each["unit"] == unit)
        damaged = (
            back
            for back in self.returns.values()
            if self.stays[back["line"]]["unit"] == unit and back["on"] <= day
        )
        found = sum(each["pieces"] for each in told if each["on"] <= day)
        return found + sum(back["damaged"] for back in damaged)

    def spans(self, unit):
        """When the piece was away: from a day to the one on which it came back."""
        return [
            (stay["on"], date.max if self.left(line) else self.closed_on(line))
            for line, stay in self.stays.items()
            if stay["unit"] == unit
        ]

    def closed_on(self, line):
        return max(each["on"] for each in self.returns.values() if each["line"] == line)

    def is_sound(self):
        return (
            all(self.left(line) >= 0 for line in self.stays)
            and all(self.pool_is_sound(day) for day in DAYS)
            and all(self.stock_is_enough(day) for day in DAYS)
            and all(self.piece_is_sound(unit) for unit in UNITS)
            and all(self.shelf_never_falls_short(name) for name in SINCE)
        )

    def shelf_never_falls_short(self, name):
        """Within a day the stock moves in the order in which it was written down."""
        lost = [
            (back["on"], key, -back["lost"])
            for key, back in self.returns.items()
            if self.stays[back["line"]]["name"] == name
        ]
        gone = [
            (each["on"], key, -each[what])
            for table, what in ((self.scraps, "pieces"), (self.retirements, "write_off"))
            for key, each in table.items()
            if each["name"] == name
        ]
        moved = [
            (each["on"], key, each["pieces"])
            for key, each in self.documents.items()
            if each["name"] == name
        ]
        steps = (pieces for _day, _key, pieces in sorted([*lost, *gone, *moved]))
        return min(itertools.accumulate(steps, initial=SINCE[name])) >= 0

    def pool_is_sound(self, day):
        out, unfit = self.out(POOL, day), self.unfit(POOL, day)
        return unfit >= 0 and self.size(POOL, day) >= out + unfit

    def stock_is_enough(self, day):
        banks = [unit for unit in UNITS if name_of(unit) == BANKS]
        in_service = [unit for unit in banks if (self.retired(unit) or date.max) > day]
        return self.size(BANKS, day) >= len(in_service)

    def piece_is_sound(self, unit):
        spans = self.spans(unit)
        retired = self.retired(unit) or date.max
        return (
            all(a[0] >= b[1] or b[0] >= a[1] for a, b in itertools.combinations(spans, 2))
            and all(end <= retired for _start, end in spans if end != date.max)
            and not any(end == date.max for _start, end in spans if retired != date.max)
            and all(self.unit_unfit(unit, day) in (0, 1) for day in DAYS)
            and not any(
                start <= day < end and self.unit_unfit(unit, day)
                for start, end in spans
                for day in DAYS
            )
        )

    def lowest_in_station(self, since):
        return min(
            self.size(POOL, day) - self.out(POOL, day) - self.unfit(POOL, day)
            for day in DAYS
            if day >= since
        )

    def held(self, first, last, name=POOL, unit=None):
        """The most pieces held on any of the days."""
        near = [
            each for each in self.holds.values() if (each["name"], each["unit"]) == (name, unit)
        ]
        span = (last - first).days + 1
        return max(
            sum(each["pieces"] for each in near if each["first"] <= day <= each["last"])
            for day in (first + timedelta(days=ahead) for ahead in range(span))
        )


def of(each, name, day):
    return each["name"] == name and each["on"] <= day


def closed(back):
    return back["good"] + back["damaged"] + back["lost"]


def name_of(unit):
    return CHAIRS if unit == "chair" else BANKS


class LendingMachine(RuleBasedStateMachine):
    @initialize()
    def open_station(self):
        self.database = open_database(":memory:")
        self.day, self.heard, self.keys = DAYS[0], [], itertools.count()
        context = Context(
            database=self.database,
            today=lambda: self.day,
            now=lambda: datetime.combine(self.day, datetime.min.time()),
            who=lambda: "王芳",
            announce=lambda _topics: None,
            hear_undo=lambda undo: self.heard.append(undo),
        )
        self.inventory = Inventory(context)
        self.amenities = Amenities(context, self.inventory)
        self.lending = Lending(context, StationFacts(context), self.inventory, self.amenities)
        self.model, self.undos = Model(), {}
        self.stock_up()
        self.day = TODAY

    def teardown(self):
        if hasattr(self, "database"):
            assert soundness.structure_faults(self.database) == []
            assert soundness.audit_faults() == []
            self.database.close()

    def stock_up(self):
        place = self.inventory.add_place(NewPlace(name="前台"))
        self.items = {
            name: self.inventory.add_item(NewItem(name=name, unit="个", place_id=place))
            for name in SINCE
        }
        for name, quantity in SINCE.items():
            self.receive_pieces(name, quantity, DAYS[0])
        self.kinds = {
            POOL: self.add_kind(POOL, LoanMode.POOL, self.items[POOL]),
            BANKS: self.add_kind(BANKS, LoanMode.SERIAL, self.items[BANKS]),
            CHAIRS: self.add_kind(CHAIRS, LoanMode.SERIAL, None),
        }
        chair = self.amenities.add(NewAmenity(name="轮椅", kind="wheelchair", since=DAYS[0]))
        self.units = {
            unit: self.lending.add_unit(
                NewUnit(
                    kind_id=self.kinds[name_of(unit)],
                    amenity_id=chair if unit == "chair" else None,
                )
            )
            for unit in UNITS
        }

    def add_kind(self, name, mode, item_id):
        wish = NewLoanKind(name=name, mode=mode, item_id=item_id, default_days=1)
        return self.lending.add_kind(wish)

    def receive_pieces(self, name, quantity, day):
        line = ReceiptLine(item_id=self.items[name], quantity=quantity)
        wish = NewReceipt(business_date=day, lines=(line,), source=Source.PURCHASE)
        return self.inventory.receive(wish)

    def do(self, deed, table, fact, also=True):
        """Do it, and expect to be allowed exactly when the model is sound with its fact.

        ``also`` is what the model of days alone does not say.
        """
        after, key = deepcopy(self.model), next(self.keys)
        getattr(after, table)[key] = fact
        allowed = also and after.is_sound()
        before, heard = self.fingerprint(), len(self.heard)
        try:
            done = deed()
        except Refused:
            assert not allowed
            assert self.fingerprint() == before
            return None
        assert allowed
        self.model = after
        assert len(self.heard) == heard + 1, "one deed offers one way back"
        self.undos[key] = (table, self.heard[-1])
        return key, done

    def fingerprint(self):
        """What a refusal must leave as it was."""
        tables = "loan loan_line loan_return loan_hold fitness_event movement borrower audit_event"
        file = self.database.raw()
        return [file.execute(f"SELECT COUNT(*) FROM {each}").fetchone() for each in tables.split()]

    @rule(quantity=pieces, day=days, length=st.integers(0, 3), name=st.sampled_from(NAMES))
    def lend_from_pool(self, quantity, day, length, name):
        due = day + timedelta(days=length)
        free = self.model.lowest_in_station(day) - self.model.held(day, due)
        stay = {"name": POOL, "unit": None, "pieces": quantity, "on": day, "due": due}
        line = TakenLine(kind_id=self.kinds[POOL], quantity=quantity, due_on=due)
        self.lend(stay, line, name, also=quantity <= free)

    @rule(unit=units, day=days, length=st.integers(0, 3), name=st.sampled_from(NAMES))
    def lend_piece(self, unit, day, length, name):
        due = day + timedelta(days=length)
        kind = name_of(unit)
        held = self.model.held(max(day, TODAY), max(due, TODAY), kind, unit) if due >= TODAY else 0
        stay = {"name": kind, "unit": unit, "pieces": 1, "on": day, "due": due}
        line = TakenLine(kind_id=self.kinds[kind], unit_id=self.units[unit], due_on=due)
        self.lend(stay, line, name, also=not held and self.model.retired(unit) is None)

    def lend(self, stay, line, name, also):
        borrower = NewBorrower(name=name, phone="138 0000 5678")
        wish = NewLoan(on=stay["on"], lines=(line,), borrower=borrower, despite="熟人")
        done = self.do(lambda: self.lending.lend(wish), "stays", stay, also)
        if done is not None:
            key, loan_id = done
            (entry,) = self.lending.entries_of_loan(loan_id)
            self.model.stays[key]["id"] = entry.line_id
            assert self.lending.lend(wish) == loan_id, "twice with one key is once"

    @precondition(lambda self: self.model.stays)
    @rule(pick=picks, day=days, good=st.integers(0, 3), damaged=st.integers(0, 2), lost=st.just(0))
    def give_back(self, pick, day, good, damaged, lost):
        line = sorted(self.model.stays)[pick % len(self.model.stays)]
        back = {"line": line, "on": day, "good": good, "damaged": damaged, "lost": lost}
        wish = NewReturn(
            line_id=self.model.stays[line]["id"], on=day, good=good, damaged=damaged, lost=lost
        )
        fits = 0 < closed(back) <= self.model.left(line) and day >= self.model.stays[line]["on"]
        done = self.do(lambda: self.lending.give_back(wish), "returns", back, fits)
        if done is not None:
            assert self.lending.give_back(wish) == done[1], "twice with one key is once"

    @precondition(lambda self: self.model.stays)
    @rule(pick=picks, day=days, good=st.integers(0, 1), lost=st.integers(1, 2))
    def lose(self, pick, day, good, lost):
        self.give_back(pick, day, good, 0, lost)

    @precondition(lambda self: self.model.stays)
    @rule(pick=picks, longer=st.integers(-1, 3))
    def extend(self, pick, longer):
        line = sorted(self.model.stays)[pick % len(self.model.stays)]
        stay = self.model.stays[line]
        due = self.due(line)
        later = due + timedelta(days=longer)
        held = self.model.held(due, max(due, later), stay["name"], stay["unit"])
        if stay["unit"] is None:
            promised = held <= max(0, self.model.lowest_in_station(TODAY))
        else:
            promised = not held
        also = longer > 0 and self.model.left(line) > 0 and promised
        fact = {"line": line, "due": later}
        self.do(lambda: self.lending.extend(stay["id"], later, "路上耽搁"), "dues", fact, also)

    def due(self, line):
        put_off = [each["due"] for each in self.model.dues.values() if each["line"] == line]
        return put_off[-1] if put_off else self.model.stays[line]["due"]

    @rule(quantity=pieces, day=days)
    def set_aside(self, quantity, day):
        fact = {"name": POOL, "unit": None, "pieces": quantity, "on": day}
        kind = self.kinds[POOL]
        self.do(lambda: self.lending.set_unfit(kind, quantity, "破", on=day), "fitness", fact)

    @rule(unit=units, day=days)
    def set_piece_aside(self, unit, day):
        fact = {"name": name_of(unit), "unit": unit, "pieces": 1, "on": day}
        kind, unit_id = self.kinds[name_of(unit)], self.units[unit]
        fits = self.model.retired(unit) is None and not any(
            end > day for _start, end in self.model.spans(unit)
        )
        self.do(
            lambda: self.lending.set_unfit(kind, 1, "坏", unit_id, on=day), "fitness", fact, fits
        )

    @rule(quantity=pieces)
    def mend(self, quantity):
        fact = {"name": POOL, "unit": None, "pieces": -quantity, "on": TODAY}
        self.do(lambda: self.lending.make_fit(self.kinds[POOL], quantity), "fitness", fact)

    @rule(unit=units)
    def mend_piece(self, unit):
        fact = {"name": name_of(unit), "unit": unit, "pieces": -1, "on": TODAY}
        kind, unit_id = self.kinds[name_of(unit)], self.units[unit]
        fits = self.model.retired(unit) is None
        self.do(lambda: self.lending.make_fit(kind, 1, "", unit_id), "fitness", fact, fits)

    @rule(quantity=pieces)
    def scrap_unfit(self, quantity):
        fact = {"name": POOL, "unit": None, "pieces": quantity, "on": TODAY}
        kind = self.kinds[POOL]
        self.do(lambda: self.lending.scrap_unfit(kind, quantity, "修不好"), "scraps", fact)

    @rule(unit=units, write_off=st.booleans())
    def retire(self, unit, write_off):
        gone = write_off and unit != "chair"
        fact = {"name": name_of(unit), "unit": unit, "on": TODAY, "write_off": int(gone)}
        waits = any(each["unit"] == unit for each in self.model.holds.values())
        fits = self.model.retired(unit) is None and not waits
        unit_id = self.units[unit]
        self.do(
            lambda: self.lending.retire_unit(unit_id, "旧了", write_off=write_off),
            "retirements",
            fact,
            fits,
        )

    @rule(ahead=st.integers(0, 3), length=st.integers(0, 2), quantity=pieces)
    def hold_of_pool(self, ahead, length, quantity):
        first = TODAY + timedelta(days=ahead)
        last = first + timedelta(days=length)
        back = sum(
            self.model.left(line)
            for line, stay in self.model.stays.items()
            if stay["unit"] is None and ahead and TODAY <= self.due(line) <= first
        )
        free = self.model.lowest_in_station(TODAY) + back - self.model.held(first, last)
        fact = {"name": POOL, "unit": None, "pieces": quantity, "first": first, "last": last}
        wish = self.wish_of(fact, None)
        self.do(lambda: self.lending.hold(wish), "holds", fact, quantity <= free)

    @rule(unit=units, ahead=st.integers(0, 3), length=st.integers(0, 2))
    def hold_piece(self, unit, ahead, length):
        first = TODAY + timedelta(days=ahead)
        last = first + timedelta(days=length)
        name = name_of(unit)
        dues = [
            self.due(line)
            for line, stay in self.model.stays.items()
            if stay["unit"] == unit and self.model.left(line)
        ]
        fits = (
            self.model.retired(unit) is None
            and not self.model.unit_unfit(unit, TODAY)
            and all(TODAY <= due <= first for due in dues)
            and not self.model.held(first, last, name, unit)
        )
        fact = {"name": name, "unit": unit, "pieces": 1, "first": first, "last": last}
        wish = self.wish_of(fact, self.units[unit])
        self.do(lambda: self.lending.hold(wish), "holds", fact, fits)

    def wish_of(self, fact, unit_id):
        return NewHold(
            kind_id=self.kinds[fact["name"]],
            unit_id=unit_id,
            quantity=fact["pieces"],
            borrower=NewBorrower(name="赵六", phone="6666"),
            pick_up_on=fact["first"],
            lapses_on=fact["last"],
        )

    @rule(name=st.sampled_from(tuple(SINCE)), quantity=pieces, day=days)
    def receive(self, name, quantity, day):
        fact = {"name": name, "pieces": quantity, "on": day}
        self.do(lambda: self.receive_pieces(name, quantity, day), "documents", fact)

    @rule(name=st.sampled_from(tuple(SINCE)), quantity=pieces, day=days)
    def issue(self, name, quantity, day):
        line = Taken(item_id=self.items[name], quantity=quantity)
        fact = {"name": name, "pieces": -quantity, "on": day}
        wish = NewIssue(business_date=day, lines=(line,))
        self.do(lambda: self.inventory.issue(wish), "documents", fact)

    @rule(name=st.sampled_from(tuple(SINCE)), quantity=pieces, day=days)
    def scrap(self, name, quantity, day):
        balances = self.inventory.balances(self.items[name])
        if balances:
            spot = balances[0]
            line = ScrapLine(batch_id=spot.batch.id, place_id=spot.place.id, quantity=quantity)
            fact = {"name": name, "pieces": -quantity, "on": day}
            wish = NewScrap(business_date=day, lines=(line,), reason="破损")
            self.do(lambda: self.inventory.scrap(wish), "documents", fact)

    @rule(difference=st.integers(-2, 2))
    def count_the_shelf(self, difference):
        """The sheet expects what is not lent; finding just that is no loss."""
        on_shelf = self.model.size(POOL, TODAY) - self.model.out(POOL, TODAY)
        found = max(0, on_shelf + difference)
        stocktake_id = self.inventory.start_stocktake(NewStocktake(business_date=TODAY))
        for line in self.inventory.stocktake(stocktake_id).lines:
            if line.item.id == self.items[POOL]:
                self.inventory.count(
                    stocktake_id, line.batch.id, line.place.id, found, reason="盘点差异"
                )
        fact = {"name": POOL, "pieces": found - on_shelf, "on": TODAY, "sheet": stocktake_id}
        done = self.do(
            lambda: self.inventory.post_stocktake(stocktake_id, leave_uncounted=True),
            "documents",
            fact,
        )
        if done is None:
            self.inventory.cancel_stocktake(stocktake_id)

    @precondition(lambda self: self.undos)
    @rule(pick=picks)
    def take_back(self, pick):
        """Any deed can be taken back at any time, if what is left is sound; else not at all."""
        key = sorted(self.undos)[pick % len(self.undos)]
        table, undo = self.undos.pop(key)
        after = deepcopy(self.model)
        fact = getattr(after, table).pop(key)
        allowed = self.can_be_taken_back(table, key, fact) and after.is_sound()
        before = self.fingerprint()
        try:
            undo.take_back()
        except Refused:
            assert not allowed or self.is_of_retired_piece(table, fact)
            assert self.fingerprint() == before
            return
        assert allowed
        self.model = after
        if "sheet" in fact:
            self.inventory.cancel_stocktake(fact["sheet"])

    def is_of_retired_piece(self, table, fact):
        """What was set aside or mended before a piece left for good has settled with it."""
        return table == "fitness" and self.model.retired(fact["unit"]) is not None

    def can_be_taken_back(self, table, key, fact):
        if table == "stays":
            dues = [each for each, due in self.model.dues.items() if due["line"] == key]
            for each in dues:
                self.undos.pop(each, None)
            return not any(back["line"] == key for back in self.model.returns.values())
        if table == "dues":
            newest = [at for at, due in self.model.dues.items() if due["line"] == fact["line"]]
            return key == newest[-1]
        return True

    @invariant()
    def the_file_says_what_the_model_says(self):
        if not hasattr(self, "model") or not hasattr(self, "units"):
            return
        for day in DAYS:
            out = loans.out_by_kind(day)
            pool = self.lending.pool(self.kinds[POOL], day)
            assert pool.size == self.model.size(POOL, day)
            assert pool.unfit == self.model.unfit(POOL, day)
            for name, kind_id in self.kinds.items():
                assert out.get(kind_id, 0) == self.model.out(name, day)

    @invariant()
    def what_is_out_is_never_more_than_is_owned(self):
        """Invariant 7, by plain SQL over the tables alone."""
        if not hasattr(self, "units"):
            return
        file = self.database.raw()
        assert file.execute(_MORE_THAN_ONE_LINE_OPEN).fetchall() == []
        assert file.execute(_MORE_BACK_THAN_LENT).fetchall() == []
        for day in DAYS:
            values = {"kind": self.kinds[POOL], "item": self.items[POOL], "day": day.isoformat()}
            size, out, unfit = file.execute(_POOL, values).fetchone()
            assert size >= out + unfit
            assert unfit >= 0

    @invariant()
    def a_loss_is_written_off_and_damage_is_set_aside(self):
        """Invariant 8, by plain SQL over the tables alone."""
        if not hasattr(self, "units"):
            return
        file = self.database.raw()
        assert file.execute(_LOSS_NOT_WRITTEN_OFF).fetchall() == []
        assert file.execute(_DAMAGE_NOT_SET_ASIDE).fetchall() == []
        assert file.execute(_RETIRED_AND_OUT).fetchall() == []
        assert soundness.ledger_faults() == []


_BACK = """COALESCE((SELECT SUM(r.good + r.damaged + r.lost) FROM loan_return r
    WHERE r.loan_line_id = ll.id AND r.voided_at IS NULL), 0)"""
_STANDS = "FROM loan_line ll JOIN loan l ON l.id = ll.loan_id WHERE l.voided_at IS NULL"
_MORE_THAN_ONE_LINE_OPEN = f"""
    SELECT ll.loan_unit_id {_STANDS} AND ll.loan_unit_id IS NOT NULL AND ll.quantity > {_BACK}
    GROUP BY ll.loan_unit_id HAVING COUNT(*) > 1"""
_MORE_BACK_THAN_LENT = f"SELECT ll.id {_STANDS} AND {_BACK} > ll.quantity"
_POOL = f"""
    SELECT (SELECT SUM(quantity) FROM movement WHERE item_id = :item AND business_date <= :day),
        (SELECT COALESCE(SUM(ll.quantity), 0) {_STANDS} AND ll.loan_kind_id = :kind
         AND l.business_date <= :day)
        - (SELECT COALESCE(SUM(r.good + r.damaged + r.lost), 0) FROM loan_return r
           JOIN loan_line ll ON ll.id = r.loan_line_id JOIN loan l ON l.id = ll.loan_id
           WHERE l.voided_at IS NULL AND r.voided_at IS NULL AND ll.loan_kind_id = :kind
           AND r.business_date <= :day),
        (SELECT COALESCE(SUM(quantity), 0) FROM fitness_event WHERE voided_at IS NULL
         AND loan_kind_id = :kind AND business_date <= :day)"""
_LOSS_NOT_WRITTEN_OFF = """
    SELECT r.id FROM loan_return r JOIN loan_line ll ON ll.id = r.loan_line_id
    JOIN loan_kind k ON k.id = ll.loan_kind_id
    LEFT JOIN loan_unit u ON u.id = ll.loan_unit_id
    LEFT JOIN amenity a ON a.id = u.amenity_id
    WHERE r.voided_at IS NULL AND r.lost > 0 AND (
        (k.item_id IS NOT NULL AND COALESCE((SELECT -SUM(m.quantity) FROM movement m
            WHERE m.document_id = r.document_id), 0) <> r.lost)
        OR (u.id IS NOT NULL AND u.retired_on IS NULL)
        OR (a.id IS NOT NULL AND a.retired_on IS NULL))"""
_DAMAGE_NOT_SET_ASIDE = """
    SELECT r.id FROM loan_return r WHERE r.voided_at IS NULL AND r.damaged <> COALESCE((
        SELECT SUM(f.quantity) FROM fitness_event f
        WHERE f.loan_return_id = r.id AND f.voided_at IS NULL), 0)"""
_RETIRED_AND_OUT = f"""
    SELECT ll.id {_STANDS} AND ll.quantity > {_BACK} AND ll.loan_unit_id IN (
        SELECT id FROM loan_unit WHERE retired_on IS NOT NULL)"""


TestLending = LendingMachine.TestCase
TestLending.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
