"""What is typed in about volunteers: by keys, with problems under their fields."""

from datetime import date, time, timedelta

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.volunteers.availability import Days, LeaveState, NewAvailability, Wish
from stationdesk.domain.volunteers.availability_words import rules_from
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.training import TrainingResult
from stationdesk.ui.volunteers.birth_field import read_birth
from stationdesk.ui.volunteers.week_cells import WeekCells, cells_of
from tests.ui.counter import Typist, in_form
from tests.ui.volunteer_house import NOW, VolunteerHouse

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TODAY = NOW.date()


@pytest.fixture
def house(database, qapp):
    return VolunteerHouse(database)


@pytest.fixture
def window(house, qtbot):
    return house.window(qtbot)


@pytest.fixture
def page(window):
    return window.page("volunteers")


@pytest.fixture
def typist(window):
    return Typist(window)


def run(page, house, name, wanted, fill):
    """Do a deed on somebody and fill in the form that opens."""
    in_form(fill)
    page.deeds.run(house.ids[name], wanted)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("19900523", "1990-05-23"),
        ("1990.5.23", "1990-05-23"),
        ("1990年5月", "1990-05"),
        ("199005", "1990-05"),
        ("1990", "1990"),
        ("90", ""),
        ("May", ""),
    ],
)
def test_a_birth_is_read_however_it_is_typed(typed, read):
    assert read_birth(typed) == read


def test_a_volunteer_is_entered_by_keys_alone(page, house, typist, qtbot):
    def fill(form):
        typist.compose("周敏")
        typist.enter()
        typist.type("13900001234")
        typist.enter()
        assert form.sex.hasFocus()
        typist.enter()
        typist.type("19880808")
        typist.keep()

    in_form(fill)
    typist.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: len(house.volunteers.lines()) == 5)
    (line,) = house.volunteers.find("zhoumin")
    assert (line.volunteer.phone, line.volunteer.born) == ("13900001234", "1988-08-08")
    assert page.register.table.current().volunteer.name == "周敏"


def test_the_same_person_and_namesakes_are_told_of_while_one_types(page):
    seen = []

    def fill(form):
        form.name.set_value("赵晓蕾")
        seen.append(form.known.text())
        form.phone.set_value("13812345678")
        seen.append(form.known.text())
        form.name.set_value("赵大")
        seen.append(form.known.isHidden())
        form.set_clean()

    in_form(fill)
    page.deeds.enter()
    assert "V-0001" in seen[0]
    assert "on record already" in seen[1]
    assert seen[2]


def test_a_minor_comes_in_with_the_guardians_consent_or_not_at_all(page, house):
    def fill(form):
        form.name.set_value("苗小禾")
        assert not form.consent.guardian.isVisible()
        form.born.set_value("2012-04")
        assert form.consent.guardian.isVisible()
        form.try_to_keep()
        assert "required" in form.consent.guardian.accessibleDescription()
        form.consent.guardian.set_value("苗青")
        form.consent.relation.set_value("父亲")
        form.consent.phone.set_value("12")
        form.try_to_keep()
        assert form.consent.phone.accessibleDescription()
        assert house.volunteers.named("苗小禾") == []
        form.consent.phone.set_value("13800001111")
        form.try_to_keep()

    in_form(fill)
    page.deeds.enter()
    (volunteer,) = house.volunteers.named("苗小禾")
    (consent,) = house.volunteers.consents(volunteer.id)
    assert (consent.guardian, consent.phone) == ("苗青", "13800001111")


def test_a_minor_entered_by_mistake_goes_again_as_one(page, house, window):
    def fill(form):
        form.name.set_value("苗小禾")
        form.born.set_value("2012-04")
        form.consent.guardian.set_value("苗青")
        form.consent.relation.set_value("父亲")
        form.try_to_keep()

    in_form(fill)
    page.deeds.enter()
    window.undo_last()
    assert house.volunteers.named("苗小禾") == []


def test_a_change_keeps_the_identity_number_that_nobody_typed_again(page, house):
    def fill(form):
        form.identity.set_value("610113199005234896")
        form.sex.set_value("male")
        form.try_to_keep()

    def change(form):
        assert form.identity.is_empty()
        assert "4896" in form.identity.placeholderText()
        form.group.set_value("社区志愿队")
        form.try_to_keep()

    run(page, house, "钱多多", "change", fill)
    run(page, house, "钱多多", "change", change)
    assert house.volunteers.identity_shown(house.ids["钱多多"]).endswith("4896")
    assert house.volunteers.volunteer(house.ids["钱多多"]).group == "社区志愿队"


def test_a_whole_phone_is_shown_for_a_reason_and_that_is_kept(page, house):
    seen = []

    def fill(form):
        form.try_to_keep()
        seen.append(form.told.isVisible())
        form.reason.set_value("联系排班")
        form.try_to_keep()
        seen.append(form.told.text())

    run(page, house, "赵晓蕾", "phone", fill)
    assert seen == [False, "13812345678"]


def test_a_skill_that_is_not_listed_yet_is_listed_on_the_way(page, house):
    def fill(form):
        form.skill.set_value("new")
        form.name.set_value("葫芦丝")
        form.seen.set_value(True)
        form.try_to_keep()

    run(page, house, "赵晓蕾", "skill", fill)
    (line,) = house.volunteers.volunteer_skills(house.ids["赵晓蕾"])
    assert (line.skill.name, line.counts, line.held.verified_by) == ("葫芦丝", True, "王芳")


def test_a_skill_proven_by_a_certificate_asks_for_its_number(page, house):
    ready = next(each for each in house.volunteers.usual_skills() if each.certified)

    def fill(form):
        form.skill.set_value(f"ready:{ready.name}")
        form.seen.set_value(True)
        form.try_to_keep()
        assert form.certificate.accessibleDescription()
        form.certificate.set_value("HS-1")
        form.try_to_keep()

    run(page, house, "赵晓蕾", "skill", fill)
    assert [each.skill.name for each in house.volunteers.volunteer_skills(house.ids["赵晓蕾"])] == [
        ready.name
    ]


def test_a_skill_is_taken_off_where_it_is_changed(page, house):
    house.first_aid("赵晓蕾")
    (line,) = house.volunteers.volunteer_skills(house.ids["赵晓蕾"])

    def fill(form):
        link = next(
            each for each in form.grid.findChildren(type(form.keep_button)) if "Take" in each.text()
        )
        link.click()

    run(page, house, "赵晓蕾", ("change_skill", line), fill)
    assert house.volunteers.volunteer_skills(house.ids["赵晓蕾"]) == []


def test_time_is_said_in_a_sentence_and_painted_by_keys(page, house, typist):
    def fill(form):
        form.said.setFocus()
        typist.compose("周一上午、周三全天")
        typist.enter()
        form.picture.setFocus()
        for _hour in range(2):
            typist.press(Qt.Key.Key_Right, SHIFT)
        typist.press(Qt.Key.Key_Down, SHIFT)
        typist.press(Qt.Key.Key_4)
        form.try_to_keep()

    run(page, house, "赵晓蕾", "availability", fill)
    rules, _exceptions = house.volunteers.availability(house.ids["赵晓蕾"])
    cannot = {
        (rule.days, rule.from_minute, rule.to_minute) for rule in rules if rule.wish is Wish.CANNOT
    }
    assert cannot == {(Days.MONDAY, 540, 630), (Days.TUESDAY, 540, 630)}
    assert cells_of(rules).wishes[2] == [Wish.CAN] * cells_of(rules).columns


def test_the_mouse_paints_what_it_is_dragged_over(page, house, qtbot):
    def fill(form):
        picture = form.picture
        picture.brush = Wish.PREFERS
        start, end = picture.place_of(4, 13 * 60), picture.place_of(5, 16 * 60)
        left = Qt.MouseButton.LeftButton
        qtbot.mousePress(picture, left, pos=start.toPoint())
        qtbot.mouseMove(picture, end.toPoint())
        QApplication.processEvents()
        qtbot.mouseRelease(picture, left, pos=end.toPoint())
        form.try_to_keep()

    run(page, house, "赵晓蕾", "availability", fill)
    rules, _exceptions = house.volunteers.availability(house.ids["赵晓蕾"])
    assert {(rule.days, rule.from_minute, rule.wish) for rule in rules} == {
        (Days.FRIDAY, 780, Wish.PREFERS),
        (Days.SATURDAY, 780, Wish.PREFERS),
    }


@pytest.mark.parametrize(
    "said", ["随时", "周一上午、周三全天", "周六、周日不行", "每天 8:15-9:45", "周一8:15-9:45优先"]
)
def test_a_week_says_the_same_after_it_was_painted(said):
    rules = rules_from(said)
    again = cells_of(rules).rules()
    edges = cells_of(rules).edges
    assert cells_of(again).edges == edges
    assert cells_of(again).wishes == cells_of(rules).wishes
    assert len(again) <= len(rules)


def test_an_empty_week_says_nothing():
    assert WeekCells().rules() == []


def test_rules_by_the_calendar_stay_in_rows(page, house):
    rule = NewAvailability(
        days=Days.WORKDAYS,
        from_minute=540,
        to_minute=720,
        wish=Wish.CAN,
        valid_until=date(2026, 12, 31),
    )
    house.volunteers.set_availability(house.ids["赵晓蕾"], [rule])

    def fill(form):
        (row,) = form.rows.filled()
        assert (row.start.value(), row.end.value()) == (time(9), time(12))
        row.wish.set_value(Wish.PREFERS)
        form.try_to_keep()

    run(page, house, "赵晓蕾", "availability", fill)
    ((kept,), _exceptions) = house.volunteers.availability(house.ids["赵晓蕾"])
    assert (kept.days, kept.wish, kept.valid_until) == (
        Days.WORKDAYS,
        Wish.PREFERS,
        date(2026, 12, 31),
    )


def test_leave_is_written_down_by_keys_and_decided_on_the_rosters_page(page, house, typist):
    def fill(_form):
        typist.enter()
        typist.type("+3")
        typist.keep()

    run(page, house, "赵晓蕾", "leave", fill)
    (leave,) = house.volunteers.leaves_of(house.ids["赵晓蕾"])
    assert (leave.first_day, leave.last_day) == (TODAY, TODAY + timedelta(days=3))
    assert leave.state is LeaveState.ASKED
    turned = []
    page.turn_to.disconnect()
    page.turn_to.connect(lambda key, argument: turned.append((key, argument)))
    page.deeds.run(house.ids["赵晓蕾"], ("decide_leave", leave.id))
    assert turned == [("roster", ("leave", leave.id))]


def test_other_days_pairs_limits_standing_and_pins_are_short_forms(page, house):
    who, other = house.ids["赵晓蕾"], house.ids["李小满"]
    run(page, house, "赵晓蕾", "exception", lambda form: form.try_to_keep())

    def pair(form):
        form.other.set_value(other)
        form.try_to_keep()

    def limit(form):
        form.rule.set_value(Rule.HOURS_A_WEEK)
        form.amount.set_value(12)
        form.try_to_keep()

    def pin(form):
        form.pin.set_value("2580")
        form.again.set_value("2581")
        form.try_to_keep()
        assert form.again.accessibleDescription() or form.pin.accessibleDescription()
        form.again.set_value("2580")
        form.try_to_keep()

    def pause(form):
        form.try_to_keep()
        assert form.reason.accessibleDescription()
        form.reason.set_value("出差")
        form.from_day.set_value(TODAY + timedelta(days=1))
        form.try_to_keep()

    run(page, house, "赵晓蕾", "pair", pair)
    run(page, house, "赵晓蕾", "limit", limit)
    run(page, house, "赵晓蕾", "pin", pin)
    run(page, house, "赵晓蕾", "standing", pause)
    _rules, (exception,) = house.volunteers.availability(who)
    assert exception.wish is Wish.CANNOT
    assert [(each.other, each.bond) for each in house.volunteers.pairs_of(who)] == [
        (other, Bond.TOGETHER)
    ]
    assert house.volunteers.limits(who) == {Rule.HOURS_A_WEEK: 720}
    line = house.volunteers.line(who)
    assert line.has_pin
    assert line.coming.standing is Standing.PAUSED


def test_erasing_asks_first_and_then_for_the_reason(page, house):
    house.answers.agrees = False
    page.deeds.run(house.ids["李小满"], "erase")
    assert house.volunteers.volunteer(house.ids["李小满"]).erased_on is None
    house.answers.agrees = True

    def fill(form):
        form.reason.set_value("本人要求")
        form.try_to_keep()

    run(page, house, "李小满", "erase", fill)
    assert house.volunteers.volunteer(house.ids["李小满"]).erased_on == TODAY


def test_a_sign_in_sheet_begins_with_who_was_planned_and_is_kept_as_a_whole(page, house, window):
    house.at("18:00")
    page.open_with("sign_in")

    def fill(form):
        form.fill.click()
        lines = form.lines.filled()
        assert [line.came.value() for line in lines] == [time(8, 30), time(8, 30), time(12)]
        lines[0].work.set_value("便民服务台值守")
        lines[1].left.set_value(time(8, 0))
        lines[2].left.set_value(time(23, 0))
        form.try_to_keep()
        assert house.attendance.attendances(TODAY, TODAY) == []
        lines[1].left.set_value(time(11, 0))
        lines[2].left.set_value(time(17, 0))
        form.try_to_keep()

    in_form(fill)
    page.sign_in.write_sheet()
    kept = house.attendance.attendances(TODAY, TODAY)
    assert [(line.name, line.is_walk_in, line.credited) for line in kept] == [
        ("赵晓蕾", False, 210),
        ("钱多多", False, 150),
        ("孙丽华", False, 300),
    ]
    window.undo_last()
    assert all(line.attendance.is_void for line in house.attendance.attendances(TODAY, TODAY))


def test_a_correction_needs_a_reason_and_reads_an_earlier_end_as_the_next_day(page, house):
    attendance_id = house.served("赵晓蕾", date(2026, 6, 22), "20:00", "23:00")

    def fill(form):
        form.left.set_value(time(0, 30))
        form.try_to_keep()
        assert form.reason.accessibleDescription()
        form.reason.set_value("时间登记错了")
        form.try_to_keep()

    in_form(fill)
    page.at_desk.correct_attendance(attendance_id)
    assert house.attendance.attendance(attendance_id).minutes == 270


def test_signing_out_tells_what_was_done_and_what_was_no_service(page, house):
    house.at("08:30")
    attendance_id = house.attendance.sign_in(house.ids["赵晓蕾"])
    house.at("11:30")
    page.open_with("sign_in")
    line = page.sign_in.table.model.shown_records()[0]

    def fill(form):
        form.work.set_value("引导来访群众")
        form.away.set_value(20)
        form.try_to_keep()

    in_form(fill)
    page.at_desk.sign_out(line)
    kept = house.attendance.attendance(attendance_id)
    assert (kept.minutes, kept.work) == (160, "引导来访群众")


def test_somebody_who_is_not_planned_is_signed_in_from_the_list(page, house, typist, qtbot):
    page.open_with("sign_in")

    def fill(form):
        typist.type("lxm")
        typist.enter()
        form.try_to_keep()

    in_form(fill)
    typist.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: house.attendance.present() != [])
    (line,) = house.attendance.present()
    assert (line.name, line.is_walk_in) == ("李小满", True)


def test_a_training_ticks_many_people_quickly(page, house):
    page.open_with("trainings")

    def fill(form):
        form.title.set_value("服务礼仪")
        form.results.everybody.click()
        form.results.lines[3].result.set_value(TrainingResult.ABSENT)
        form.try_to_keep()

    in_form(fill)
    page.trainings.add_training()
    (training,) = house.volunteers.trainings(TODAY, TODAY)
    assert list(training.results.values()).count(TrainingResult.CAME) == 3
    assert page.trainings.table.current().title == "服务礼仪"

    def change(form):
        form.results.nobody.click()
        form.try_to_keep()

    in_form(change)
    page.trainings.table.opened.emit(page.trainings.table.current())
    assert house.volunteers.training(training.id).results == {}


def test_the_list_of_skills_is_filled_amended_and_put_away(page, house, qtbot):
    def fill(panel):
        panel.usual.click()
        assert len(panel.table.model.shown_records()) == 8
        assert not panel.usual.isVisible()
        panel.table.choose_where(lambda each: each.key == "first_aid")
        in_form(rename)
        panel.change.click()
        panel.put_away.click()
        assert panel.bring_back.isVisible()

    def rename(form):
        form.name.set_value("急救员")
        form.try_to_keep()

    in_form(fill)
    page.skills.click()
    listed = house.volunteers.skills(include_archived=True)
    assert [each.name for each in listed if each.archived] == ["急救员"]
    assert house.volunteers.first_aid() is None


def test_a_day_that_is_over_is_written_down_from_its_sheet(page, house):
    house.at("09:00", TODAY + timedelta(days=1))
    page.open_with("sign_in")
    page.sign_in.show_day(TODAY)
    line = page.sign_in.table.model.shown_records()[0]
    assert page.at_desk.verb_of(line) == "Write down"

    def fill(form):
        assert form.day.value() == TODAY
        assert len(form.lines.filled()) == 3
        form.try_to_keep()

    in_form(fill)
    page.at_desk.go_on(line)
    assert len(house.attendance.attendances(TODAY, TODAY)) == 3
