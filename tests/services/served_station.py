"""A station with a published roster, people who came, a training and papers drawn up."""

from datetime import date, datetime

from stationdesk.domain.attendance.certificates import CertificateKind
from stationdesk.domain.attendance.presence import NewAttendance
from stationdesk.domain.station import NewStation
from stationdesk.domain.volunteers.training import NewTraining, TrainingKind, TrainingResult
from stationdesk.services.desk import Desk
from tests.services.attendance_house import IDENTITY, ISSUER
from tests.services.roster_station import MONDAY, RosterStation, day_of

WHOLE_PHONE = "13812345678"
WEEK = (MONDAY, day_of(6))
TUESDAY = day_of(1)
JUNE = (date(2026, 6, 1), date(2026, 6, 30))


class ServedStation(RosterStation):
    """欧阳娜娜 (with phone and identity number), 司徒文轩 and 上官若雪; ``desk`` is its desk."""

    def __init__(self, database, at=datetime(2026, 6, 24, 10, 30)):
        super().__init__(database, at)
        self.station.set_up(
            NewStation(
                name="枫桥路便民服务驿站",
                address="枫桥路 18 号",
                phone="029-85550123",
                keeper="王芳",
            )
        )
        self.ouyang = self.volunteer(
            "欧阳娜娜", phone=WHOLE_PHONE, identity=IDENTITY, group="社区服务队"
        )
        self.situ, self.shangguan = self.volunteer("司徒文轩"), self.volunteer("上官若雪")
        self.template(needed=1)
        self.template("夜间巡查", 1320, 1560, needed=1, at_desk=False)
        self.desk = Desk(self.context)

    def publish(self):
        """Open this week, put two people on it and publish it; return the period."""
        period = self.open_week()
        self.morning = self.roster.assign(self.shift(day_of(2)).id, self.ouyang)
        self.night = self.roster.assign(self.shift(day_of(3), "夜间巡查").id, self.situ)
        self.roster.publish(period)
        return period

    def serve(self, day=TUESDAY, who=None):
        """Write two hours and a half of service down, less some minutes."""
        came = datetime(day.year, day.month, day.day, 8, 30)
        return self.desk.attendance.write_down(
            NewAttendance(
                volunteer_id=who or self.ouyang,
                came_at=came,
                left_at=came.replace(hour=11, minute=0),
                away_minutes=7,
                work="引导",
            )
        )

    def train(self):
        return self.volunteers.add_training(
            NewTraining(
                kind=TrainingKind.FIRE,
                title="灭火器使用",
                business_date=day_of(0),
                from_minute=540,
                to_minute=600,
                trainer="消防站",
                results={self.ouyang: TrainingResult.PASSED, self.situ: TrainingResult.ABSENT},
            )
        )

    def record(self):
        return self.desk.attendance.draw_up(self.ouyang, MONDAY, day_of(1))

    def certificate(self):
        """Draw a certificate up and issue it, as the rules want it."""
        deeds = self.desk.attendance
        deeds.set_issuing_body(ISSUER)
        made = deeds.draw_up(self.ouyang, MONDAY, day_of(1), CertificateKind.CERTIFICATE)
        deeds.review_certificate(made, "周敏")
        deeds.notice(made)
        self.at = datetime(2026, 7, 2, 9, 0)
        deeds.issue(made)
        return made
