"""A tiers page over a small station, and a person who answers its questions."""

from stationdesk.domain.tiers.records import NewHandCheck
from stationdesk.services.attachments import Attachments
from stationdesk.services.station import StationFacts
from stationdesk.services.tiers import Tiers
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.tiers.page import TiersPage
from tests.services import tier_records as records
from tests.services.tier_records import TODAY, days


class Answers:
    """Says yes (or no) to every question, and remembers what was asked."""

    def __init__(self, *, yes=True):
        self.yes = yes
        self.asked = []
        self.told = []

    def confirm(self, _parent, question, _hint="", **_verbs):
        self.asked.append(question)
        return self.yes

    def tell(self, _parent, sentence, _hint=""):
        self.told.append(sentence)


class Desk:
    """The services of one file, with a page that hears of changes."""

    def __init__(self, context):
        self.feed = ChangeFeed()
        context.announce = self.feed.announce
        self.tiers = Tiers(context)
        self.attachments = Attachments(context)
        self.station = StationFacts(context)
        self.answers = Answers()

    def page(self):
        return TiersPage(
            self.tiers, self.attachments, self.station, self.feed, self.answers, lambda: TODAY
        )


def furnish():
    """A station that offers a good deal, and of which nothing was looked at yet."""
    records.station()
    records.hours()
    records.stock("雨伞", "umbrella", 20)
    records.stock("老花镜", "reading_glasses", 3)
    records.stock("放大镜", "magnifier", 1)
    for number in range(12):
        records.stock(f"工具{number}", "tool", 1)
    records.stock("纱布", "first_aid", 6, expires_on=days(40))
    records.stock("纸杯", "cups", 50)
    records.stock("桶装水", "drinking_water", 3)
    records.first_aid_set((("纱布", 6),), checked_on=days(-5))
    for kind in ("first_aid_kit", "water_dispenser", "microwave", "air_conditioner"):
        records.amenity(kind, kind)
    for kind in ("wheelchair", "bookshelf", "nursing_room", "toilet"):
        records.amenity(kind, kind)
    records.amenity("灭火器", "extinguisher", pieces=2, agent="powder", made_on=days(-700))
    records.amenity("充电柜", "charging_cabinet", capacity=12)
    records.amenity("沙发", "sofa", pieces=2, capacity=3)
    records.lending_desk()


def see_everything(tiers, on=TODAY, without=()):
    """Let 李敏 find everything in order."""
    tiers.record_round(
        [
            NewHandCheck(subject=one.key, passed=True, checked_by="李敏", on=on, amount=100)
            for one in tiers.standard_in_force(on).subjects
            if one.key not in without
        ]
    )
