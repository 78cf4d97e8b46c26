"""A small station whose visitors have said a few things, its page in a window."""

from datetime import date, datetime, time, timedelta, timezone

from stationdesk.domain.feedback.entries import Method, NewEntry, NewReply, Outcome
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.station import NewStation
from stationdesk.services.context import Context
from stationdesk.services.desk import Desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.feedback.deeds import FeedbackServices
from stationdesk.ui.feedback.page import FeedbackPage
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import PageEntry
from tests.ui.answers import Answers
from tests.ui.windows import window_with

TODAY = date(2026, 6, 30)


class Book(Desk):
    """A feedback book at 10:30 of a day that a test may move; ``undos`` go to the window."""

    def __init__(self, database):
        self.moment = datetime.combine(TODAY, time(10, 30))
        self.feed = ChangeFeed()
        self.answers = Answers()
        self.person = "王芳"
        super().__init__(
            Context(
                database=database,
                today=lambda: self.moment.date(),
                now=lambda: self.moment.replace(tzinfo=timezone(timedelta(hours=8))),
                who=lambda: self.person,
                announce=self.feed.announce,
            )
        )
        self.station.set_up(NewStation(name="枫桥路驿站", keeper="王芳"))
        self.inventory.add_place(NewPlace(name="休息区"))
        self.inventory.add_item(NewItem(name="雨伞", unit="把"))

    def page(self):
        services = FeedbackServices(
            feedback=self.feedback,
            amenities=self.amenities,
            inventory=self.inventory,
            attachments=self.attachments,
            station=self.station,
            who=self.context.who,
            now=self.feedback.this_minute,
        )
        return FeedbackPage(services, self.feed, self.answers)

    def window(self, qtbot, size=(1366, 690)):
        entry = PageEntry("feedback", "我有话说", Icon.COMMENT, "Ctrl+3", self.page)
        made = window_with(qtbot, entry, size)
        self.context.hear_undo = lambda undo: made.show_undo(str(undo), undo.take_back)
        return made

    def say(self, body, kind=FeedbackKind.SUGGESTION, *, name="", phone="", days_ago=0, **more):
        """Enter something on an earlier day, and return which entry it became."""
        now = self.moment
        self.moment = now - timedelta(days=days_ago)
        wish = NewEntry(
            body=body,
            kind=kind,
            said_at=self.moment,
            author_name=name,
            author_phone=phone,
            **{"channel": Channel.BOOK, **more},
        )
        entry_id = self.feedback.register(wish)
        self.moment = now
        return entry_id

    def answer(self, entry_id, body="已经办好，谢谢您。", *, by="李强", method=Method.PHONE):
        """Give the final answer to an entry now."""
        reachable = self.feedback.entry(entry_id).reachable
        return self.feedback.reply(
            entry_id,
            NewReply(
                body=body,
                outcome=Outcome.DONE,
                method=method if reachable else Method.BOARD,
                replied_by=by,
                at=self.moment,
            ),
        )

    def states(self):
        """Return the state of every entry, the oldest first."""
        entries = self.feedback.entries(date(2026, 1, 1), TODAY)
        return [entry.state.value for entry in entries]
