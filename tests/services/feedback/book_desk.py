"""A feedback book whose clock can be moved on, with amenities, goods and hours."""

from datetime import date, datetime, time, timedelta, timezone

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.faults import NewFault, NewStep
from stationdesk.domain.feedback.entries import (
    Method,
    NewCallBack,
    NewEntry,
    NewReply,
    Outcome,
    Solved,
)
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.goods import NewItem
from stationdesk.domain.ids import new_uid
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.places import NewPlace
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.context import Context
from stationdesk.services.desk import Desk

CHINA = timezone(timedelta(hours=8))
PHONE = "13912345678"


class BookDesk:
    """Everything a test of the feedback book presses; ``at`` is the local minute."""

    def __init__(self, database, at=datetime(2026, 6, 30, 10, 30)):
        self.at = at
        self.undos, self.announced = [], []
        self.context = Context(
            database=database,
            today=lambda: self.at.date(),
            now=lambda: self.at.replace(tzinfo=CHINA),
            who=lambda: "王芳",
            announce=self.announced.append,
            hear_undo=self.undos.append,
        )
        self.desk = Desk(self.context)
        self.book = self.desk.feedback

    def hours(self, opens=9 * 60, closes=18 * 60):
        """Open every day between two minutes."""
        every_day = {weekday: (Interval(opens, closes),) for weekday in range(1, 8)}
        self.desk.station.keep_timetable(
            NewTimetable(name="全年", valid_from=date(2026, 1, 1), week=every_day)
        )

    def go_to(self, day, clock="10:30"):
        """Move the clock to a day."""
        self.at = datetime.combine(day, time.fromisoformat(clock))

    def pass_days(self, days):
        self.at += timedelta(days=days)

    def take_back(self):
        """Press undo on the last toast."""
        self.undos[-1].take_back()

    def new_entry(self, **fields):
        """Return what somebody says now."""
        return NewEntry(**({"said_at": self.at, "channel": Channel.NOTE} | fields))

    def entry(self, body="饮水机不出热水", kind=FeedbackKind.COMPLAINT, reachable=False, **fields):
        """Enter what somebody said, now; whoever is reachable is 骆清平."""
        author = {"author_name": "骆清平", "author_phone": PHONE} if reachable else {}
        return self.book.register(self.new_entry(body=body, kind=kind, **(author | fields)))

    def answer(self, entry_id, body="已处理，谢谢提醒。", by="孙丽", interim=False):
        """Answer an entry now, by phone who can be reached, the others on the board."""
        method = Method.PHONE if self.book.entry(entry_id).reachable else Method.BOARD
        wish = NewReply(body=body, outcome=Outcome.DONE, method=method, replied_by=by, at=self.at)
        return (self.book.interim if interim else self.book.reply)(entry_id, wish)

    def call(self, entry_id, by="王芳", reached=True, rating=5, solved=Solved.YES):
        """Call the author back now."""
        told = {"solved": solved, "rating": rating} if reached else {}
        self.book.call_back(
            entry_id, NewCallBack(reached=reached, called_by=by, at=self.at, **told)
        )

    def close(self, entry_id):
        """Answer, tell and close an entry."""
        reply = self.answer(entry_id)
        if self.book.entry(entry_id).reachable:
            self.call(entry_id)
        else:
            self.book.post_on_board(reply, self.at.date())
        self.book.close(entry_id, "王芳")

    def amenity(self, name="饮水机", kind="water_dispenser"):
        return self.desk.amenities.add(NewAmenity(name=name, kind=kind, since=date(2025, 1, 1)))

    def fault(self, amenity_id, what="不出热水"):
        """Return a fault as it is reported now."""
        return NewFault(
            amenity_id=amenity_id,
            description=what,
            reported_on=self.at.date(),
            reported_by="王芳",
        )

    def repair(self, fault_id, note="换了加热管"):
        """Repair a fault and accept the repair, today."""
        step = NewStep(on=self.at.date(), done_by="赵强", note=note)
        self.desk.amenities.finish_repair(fault_id, step)
        self.desk.amenities.accept(fault_id, step)

    def item(self, name="口罩", target=0):
        place = self.desk.inventory.add_place(NewPlace(name=f"{name}柜"))
        return self.desk.inventory.add_item(
            NewItem(name=name, unit="只", place_id=place, target=target)
        )

    def receive(self, item_id, pieces, on=None):
        return self.desk.inventory.receive(
            NewReceipt(
                business_date=on or self.at.date(),
                lines=(ReceiptLine(item_id=item_id, quantity=pieces),),
                source=Source.PURCHASE,
                request_key=new_uid(),
            )
        )
