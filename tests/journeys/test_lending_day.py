"""From a shelf of umbrellas to the printed record of erased names: the lending desk's own story."""

from datetime import date, timedelta

import pytest

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.labels import LabelKind
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.loans import ContactWay, NewContact, NewLoan, NewReturn, TakenLine
from stationdesk.domain.lending.pieces import NewUnit, PieceState
from stationdesk.domain.places import NewPlace
from stationdesk.domain.problems import Refused
from stationdesk.domain.station import NewStation
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.domain.stocktake import NewStocktake
from stationdesk.services.desk import open_desk
from stationdesk.services.drafts import Choice, LabelChoice
from stationdesk.services.safekeeping import check_closed

BEGIN = date(2026, 6, 1)
RIDER = NewBorrower(name="骆清平", phone="139 5550 1234", group="rider")
NEIGHBOUR = NewBorrower(name="欧阳晓舟", phone="13955505678", group="resident")
SECRETS = ("骆清平", "13955501234", "欧阳晓舟", "13955505678")


class Story:
    """A station on the disk whose day goes on as the story tells."""

    def __init__(self, path):
        self.day = BEGIN
        self.desk = open_desk(path, who=lambda: "祁月华")
        self.desk.context.today = lambda: self.day
        self.lending = self.desk.lending

    def set_up(self):
        """Enter twenty umbrellas and a wheelchair, and lend what is proposed for them."""
        desk = self.desk
        desk.station.set_up(NewStation(name="枫桥路便民服务驿站", keeper="骆站长"))
        shelf = desk.inventory.add_place(NewPlace(name="门厅伞架"))
        umbrella = NewItem(name="雨伞", unit="把", place_id=shelf, used_for="umbrella")
        self.umbrella = desk.inventory.add_item(umbrella)
        line = ReceiptLine(item_id=self.umbrella, quantity=20)
        desk.inventory.receive(
            NewReceipt(business_date=self.day, lines=(line,), source=Source.PURCHASE)
        )
        chair = NewAmenity(name="轮椅", kind="wheelchair", since=BEGIN, place_id=shelf)
        self.chair = desk.amenities.add(chair)
        self.umbrellas, self.wheelchairs = self.lending.add_kinds(self.lending.proposals())
        self.piece = self.lending.add_unit(NewUnit(kind_id=self.wheelchairs, amenity_id=self.chair))

    def lend(self, borrower, kind_id, quantity=1, unit_id=None, despite=""):
        taken = TakenLine(kind_id=kind_id, quantity=quantity, unit_id=unit_id)
        wish = NewLoan(on=self.day, lines=(taken,), borrower=borrower, despite=despite)
        return self.lending.entries_of_loan(self.lending.lend(wish))[0]

    def give_back(self, entry, **pieces):
        self.lending.give_back(NewReturn(line_id=entry.line_id, on=self.day, **pieces))

    def wait(self, days):
        self.day += timedelta(days=days)

    def owned(self):
        return sum(each.quantity for each in self.desk.inventory.balances(self.umbrella))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "枫桥路.station"


@pytest.fixture
def story(path):
    told = Story(path)
    told.set_up()
    yield told
    told.desk.close()


def test_a_damaged_wheelchair_stays_here_until_its_fault_is_mended(story):
    entry = story.lend(NEIGHBOUR, story.wheelchairs, unit_id=story.piece)
    with pytest.raises(Refused):
        story.desk.amenities.retire(story.chair, story.day, "太旧")
    footrest = entry.kind.parts[0].id
    story.give_back(entry, damaged=1, condition="脚踏断裂", short={footrest: 1}, fault="脚踏断裂")
    (fault,) = story.desk.amenities.faults(only_open=True)
    assert (fault.amenity_id, fault.description) == (story.chair, "脚踏断裂")
    assert story.lending.piece(story.piece).state is PieceState.UNFIT
    with pytest.raises(Refused):
        story.lend(RIDER, story.wheelchairs, unit_id=story.piece)
    story.lending.refill(story.piece, {footrest: 1})
    story.lending.make_fit(story.wheelchairs, 1, "换了脚踏", story.piece)
    assert story.lending.piece(story.piece).state is PieceState.IN
    assert story.lending.refill_list() == []


def test_what_is_out_is_no_loss_and_what_is_lost_is_written_off(story):
    entry = story.lend(NEIGHBOUR, story.umbrellas, quantity=3, despite="帮邻居代借")
    count = story.desk.inventory.start_stocktake(NewStocktake(business_date=story.day))
    (line,) = story.desk.inventory.stocktake(count).lines
    assert line.expected == 17
    story.wait(5)
    story.give_back(entry, good=1, lost=2)
    assert story.owned() == 18
    assert story.lending.pool(story.umbrellas).in_station == 18


def test_who_is_late_is_called_blocked_and_printed_masked(story, tmp_path):
    entry = story.lend(RIDER, story.umbrellas)
    story.wait(11)
    (late,) = story.lending.overdue()
    assert late.days_late(story.day) == 8
    call = NewContact(way=ContactWay.PHONE, reached=False, on=story.day, note="无人接听")
    story.lending.log_contact(entry.loan_id, call)
    with pytest.raises(Refused):
        story.lend(RIDER, story.umbrellas)
    story.desk.exports.extract("overdue").write(tmp_path / "逾期.csv")
    told = (tmp_path / "逾期.csv").read_text(encoding="utf-8-sig")
    assert "骆*" in told
    assert not [secret for secret in SECRETS if secret in told]
    for key in ("overdue", "call-sheet", "loans", "loan-figures", "lent-things", "refill"):
        assert story.desk.reports.draft(key).write(tmp_path / f"{key}.pdf").pages >= 1
    slip = story.desk.reports.draft("loan-slip", Choice(record=entry.loan_id))
    assert slip.write(tmp_path / "借据.pdf").pages == 1


def test_labels_open_the_thing_they_are_stuck_to(story, tmp_path):
    things = story.desk.labels.choices()
    assert [kind for kind, labelled in things.items() if not labelled] == [LabelKind.VOLUNTEER]
    for kind, labelled in ((kind, things[kind]) for kind in things if things[kind]):
        draft = story.desk.reports.draft("labels", Choice(labels=LabelChoice(of=kind)))
        assert draft.write(tmp_path / f"{kind.value}.pdf").pages == 1
        for thing in labelled:
            assert story.desk.labels.resolve(thing.code).id == thing.id


def test_names_go_when_their_time_is_over_and_the_ledger_stays(story, path, tmp_path):
    story.give_back(story.lend(RIDER, story.umbrellas), good=1)
    story.give_back(story.lend(NEIGHBOUR, story.wheelchairs, unit_id=story.piece), good=1)
    story.wait(31)
    (line,) = story.desk.retention.preview()
    assert line.count == 2
    run = story.desk.retention.run("阎小禾")
    record = story.desk.reports.draft("retention-record", Choice(record=run))
    assert record.write(tmp_path / "销毁记录.pdf").pages == 1
    entries = story.lending.loan_entries(BEGIN, story.day)
    assert [(entry.borrower_shown, entry.tail, entry.open) for entry in entries] == [
        ("", "", 0)
    ] * 2
    story.desk.close()
    kept = path.read_bytes()
    assert not [secret for secret in SECRETS if secret.encode() in kept]
    assert check_closed(path).sound
