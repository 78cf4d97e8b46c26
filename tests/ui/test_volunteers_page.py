"""The volunteers' page: what one sees, what leads where, by mouse and by keyboard."""

from dataclasses import replace
from datetime import date

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QPushButton

from stationdesk import paths
from stationdesk.domain.attendance.certificates import (
    CertificateKind,
    CertificateState,
    IssuingBody,
)
from stationdesk.domain.attendance.hours import HoursKind
from stationdesk.domain.attendance.ledger_rules import NewService
from stationdesk.domain.attendance.presence import PresenceState
from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.volunteers.people import Sex, Standing
from stationdesk.domain.volunteers.profile_rules import as_wish
from stationdesk.domain.volunteers.training import HonourKind
from stationdesk.i18n import use_language
from stationdesk.services.report_catalogue import REPORT
from stationdesk.ui.theme import Dress
from stationdesk.ui.volunteers.page import KEYS
from tests.ui.counter import Typist, in_form, scan
from tests.ui.volunteer_house import NOW, VolunteerHouse

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SIZES = [((1366, 690), 100), ((1093, 535), 100), ((1366, 690), 130)]
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


@pytest.fixture
def turned(page):
    pages = []
    page.turn_to.disconnect()  # the window of these tests has no other page
    page.turn_to.connect(lambda key, argument: pages.append((key, argument)))
    return pages


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def names(page):
    return [line.volunteer.name for line in page.register.table.model.shown_records()]


def day_names(page):
    return [line.name for line in page.sign_in.table.model.shown_records()]


def cursor_on(page, name):
    table = page.sign_in.table
    assert table.choose_where(lambda line: line.name == name)
    return table.current()


def test_the_register_is_found_by_initials_number_and_the_end_of_the_phone(page):
    assert names(page) == ["赵晓蕾", "钱多多", "孙丽华", "李小满"]
    for typed, found in (("zxl", "赵晓蕾"), ("V-0002", "钱多多"), ("1111", "孙丽华")):
        page.register.filters.search.setText(typed)
        assert names(page) == [found], typed


def test_quick_filters_show_who_needs_a_look_and_who_left(page, house):
    house.roster.unassign(house.planned["孙丽华"])
    house.volunteers.set_standing(house.ids["孙丽华"], Standing.LEFT, TODAY, "搬家")
    page.register.filters.choose("mind")
    assert names(page) == ["李小满"]
    page.register.filters.choose("left")
    assert names(page) == ["孙丽华"]


def test_the_pane_masks_the_phone_and_tells_all_that_is_on_record(page, house, qtbot):
    page.register.table.choose_first()
    detail = page.register.detail
    assert detail.contact.words.text() == "138****5678"
    assert not detail.week.isVisible()
    house.first_aid("赵晓蕾")
    verify = next(
        each
        for each in detail.skills.rows.findChildren(QPushButton)
        if each.accessibleName().startswith("Verify")
    )
    press(qtbot, verify)
    (line,) = house.volunteers.volunteer_skills(house.ids["赵晓蕾"])
    assert line.counts


def test_signing_in_from_the_register_is_one_press_and_can_be_taken_back(
    page, window, house, qtbot
):
    page.register.table.choose_first()
    press(qtbot, page.register.detail.sign)
    assert [line.name for line in house.attendance.present()] == ["赵晓蕾"]
    assert page.register.detail.sign.accessibleName() == "Sign out"
    window.undo_last()
    assert house.attendance.present() == []


def test_the_day_lists_who_is_planned_and_enter_signs_in_and_out(page, house, typist):
    page.open_with("sign_in")
    assert day_names(page) == ["赵晓蕾", "钱多多", "孙丽华"]
    cursor_on(page, "钱多多")
    page.sign_in.table.setFocus()
    typist.enter()
    (line,) = house.attendance.present()
    assert (line.name, line.is_walk_in) == ("钱多多", False)
    house.at("12:05")
    page.sign_in.table.setFocus()
    typist.enter()
    (line,) = house.attendance.attendances(TODAY, TODAY)
    assert (line.attendance.state, line.credited) == (PresenceState.CLOSED, 95)


def test_a_card_or_initials_in_the_field_sign_in_and_out(page, house, typist):
    page.open_with("sign_in")
    page.sign_in.go_to_field()
    card = house.volunteers.volunteer(house.ids["孙丽华"]).card_code
    scan(page.sign_in.field, card)
    assert [line.name for line in house.attendance.present()] == ["孙丽华"]
    typist.type("zxl")
    typist.enter()
    assert {line.name for line in house.attendance.present()} == {"孙丽华", "赵晓蕾"}
    typist.type("nobody")
    typist.enter()
    assert "nobody" in page.note.words.text()


def test_two_who_fit_are_asked_about(page, house):
    house.answers.choice = str(house.ids["赵晓蕾"])
    page.open_with("sign_in")
    assert page.at_desk.take("l")
    assert house.answers.asked == []
    assert page.at_desk.take("V-")
    assert len(house.answers.options) == 4
    assert {line.name for line in house.attendance.present()} == {"李小满", "赵晓蕾"}


def test_whoever_forgot_to_sign_out_waits_for_a_look_and_is_confirmed(page, house, qtbot):
    house.at("08:25")
    house.attendance.sign_in(house.ids["赵晓蕾"])
    house.at("13:00")
    page.open_with("review")
    qtbot.waitUntil(lambda: day_names(page) == ["赵晓蕾"])
    assert page.sign_in.filters.segment() == "review"
    page.sign_in.table.choose_first()
    press(qtbot, page.sign_in.detail.next)
    (line,) = house.attendance.attendances(TODAY, TODAY)
    assert line.attendance.state is PresenceState.REVIEWED


def test_reminders_of_the_first_page_lead_to_what_they_are_about(page, house, qtbot):
    house.at("08:25")
    attendance_id = house.attendance.sign_in(house.ids["赵晓蕾"])
    house.served("赵晓蕾", date(2026, 5, 6))
    house.at("13:00")
    page.open_with(("to_review", attendance_id))
    qtbot.waitUntil(lambda: page.views.current() == "sign_in")
    assert page.sign_in.table.current().presence.attendance.id == attendance_id
    page.open_with(("month", "2026-05"))
    qtbot.waitUntil(lambda: page.views.current() == "hours")
    assert page.hours.months.current().month == "2026-05"
    page.open_with(("volunteer", house.ids["孙丽华"]))
    qtbot.waitUntil(lambda: page.views.current() == "register")
    assert page.register.table.current().volunteer.name == "孙丽华"


def test_absence_is_written_down_with_a_reason(page, house):
    page.open_with("sign_in")
    line = cursor_on(page, "钱多多")

    def fill(form):
        form.reason.set_value("没来，也没说明")
        form.try_to_keep()

    in_form(fill)
    page.at_desk.mark_absent(line, excused=False)
    assert cursor_on(page, "钱多多").mark.phrase == "Did not come"


def test_hours_lead_from_a_person_to_the_lines_and_to_the_months(page, house, typist, qtbot):
    house.served("赵晓蕾", date(2026, 6, 2))
    house.served("钱多多", date(2026, 6, 3))
    house.served("钱多多", date(2026, 5, 3))
    page.open_with("hours")
    assert [each.name for each in page.hours.people.model.shown_records()] == ["赵晓蕾", "钱多多"]
    page.hours.people.choose_first()
    page.hours.people.setFocus()
    typist.enter()
    assert [each.name for each in page.hours.lines.model.shown_records()] == ["赵晓蕾"]
    press(qtbot, page.hours.one)
    assert len(page.hours.lines.model.shown_records()) == 2
    page.hours.filters.choose("months")
    page.hours.months.choose_first()
    page.hours.months.setFocus()
    typist.enter()
    assert [lock.month for lock in house.attendance.locks()] == ["2026-05"]
    assert "2026-05" in house.answers.asked[-1]


def test_a_month_with_something_open_says_what_and_leads_there(page, house):
    house.at("18:00", date(2026, 5, 6))
    house.attendance.sign_in(house.ids["赵晓蕾"])
    house.at("10:30", TODAY)
    page.open_with("hours")
    page.hours.filters.choose("months")
    row = page.hours.months.model.shown_records()[0]
    assert not row.is_lockable
    page.hours.months.opened.emit(row)
    assert page.views.current() == "sign_in"
    assert day_names(page) == ["赵晓蕾"]


def test_service_written_by_hand_is_adjusted_by_a_line_that_cites_it(page, house):
    def write(form):
        form.who.set_value(house.ids["孙丽华"])
        form.hours.set_value(2)
        form.minutes.set_value(30)
        form.work.set_value("社区清洁")
        form.try_to_keep()

    page.open_with("hours")
    in_form(write)
    page.hours.write_service()
    page.hours.filters.choose("lines")

    def adjust(form):
        form.minutes.set_value(120)
        form.reason.set_value("多记半小时")
        form.try_to_keep()

    in_form(adjust)
    page.hours.lines.choose_first()
    page.hours.lines.opened.emit(page.hours.lines.current())
    assert house.attendance.balance(house.ids["孙丽华"]) == 120
    assert [each.line.minutes for each in page.hours.lines.model.shown_records()] == [150, -30]


def test_a_record_is_drawn_up_from_the_ledger_and_leads_to_its_paper(page, house, turned, typist):
    house.served("赵晓蕾", date(2026, 6, 2))

    def fill(form):
        assert [line.minutes for line in form.lines.model.shown_records()] == [180]
        form.try_to_keep()

    in_form(fill)
    page.deeds.run(house.ids["赵晓蕾"], "draw_up")
    assert page.views.current() == "certificates"
    (paper,) = house.attendance.certificates()
    page.certificates.table.setFocus()
    typist.enter()
    assert turned == [("reports", ("service-record", paper.id))]


def test_a_certificate_without_an_issuing_body_leads_to_the_settings(page, house, turned):
    house.served("赵晓蕾", date(2026, 6, 2))

    def fill(form):
        form.kind.set_value(CertificateKind.CERTIFICATE)
        assert form.lead.isVisible()
        form.lead.click()

    in_form(fill)
    page.certificates.draw_up(house.ids["赵晓蕾"])
    assert turned == [("settings", "volunteers")]


def test_a_certificate_goes_its_way_by_enter(page, house, typist, qtbot):
    issuer = IssuingBody(
        name="枫桥路街道", person_in_charge="骆清平", handler="周敏", phone="029-85251234"
    )
    house.attendance.set_issuing_body(issuer)
    who = house.ids["赵晓蕾"]
    before = house.volunteers.volunteer(who)
    house.served("赵晓蕾", date(2026, 6, 2))
    wish = replace(as_wish(before), identity="610113199005234896", sex=Sex.MALE)
    house.volunteers.change(who, wish, before.version)
    paper = house.attendance.draw_up(
        who, date(2026, 6, 1), date(2026, 6, 23), CertificateKind.CERTIFICATE
    )
    page.open_with(("certificate", paper))
    qtbot.waitUntil(lambda: page.views.current() == "certificates")
    table = page.certificates.table
    assert "4896" not in " ".join(each.text() for each in page.findChildren(QLineEdit))

    def review(form):
        form.by.set_value("骆清平")
        form.try_to_keep()

    table.setFocus()
    in_form(review)
    typist.enter()
    assert table.current().state is CertificateState.REVIEWED
    in_form(lambda form: form.try_to_keep())
    typist.enter()
    assert table.current().state is CertificateState.NOTICED
    typist.enter()
    assert page.note.isVisible()
    house.at("10:30", date(2026, 7, 2))
    typist.enter()
    assert house.attendance.certificate(paper).state is CertificateState.ISSUED


def test_stars_that_were_reached_are_given_by_one_press(page, house):
    house.attendance.write_service(
        NewService(
            volunteer_id=house.ids["赵晓蕾"],
            served_on=date(2026, 3, 1),
            minutes=301 * 60,
            work="往年服务",
            kind=HoursKind.BROUGHT,
            reason="原台账",
        )
    )
    page.open_with("honours")
    (proposal,) = page.honours.proposals.model.shown_records()
    page.honours.proposals.opened.emit(proposal)
    (honour,) = house.volunteers.honours_of(house.ids["赵晓蕾"])
    assert (honour.kind, honour.stars, honour.given_by) == (HonourKind.STAR, 2, "枫桥路驿站")
    assert page.honours.proposals.model.shown_records() == []


def test_praise_that_names_somebody_is_offered_as_the_ground_of_an_honour(page, house):
    house.feedback.register(
        NewEntry(
            body="谢谢赵晓蕾帮我找回钥匙",
            kind=FeedbackKind.PRAISE,
            channel=Channel.BOOK,
            praised="赵晓蕾",
            said_at=house.moment,
        )
    )

    def fill(form):
        assert form.praise.count() == 2
        form.praise.setCurrentIndex(1)
        form.try_to_keep()

    in_form(fill)
    page.deeds.run(house.ids["赵晓蕾"], "honour")
    (honour,) = house.volunteers.honours_of(house.ids["赵晓蕾"])
    assert honour.entry_uid


@pytest.mark.parametrize("key", KEYS)
def test_every_view_prints_a_paper_of_the_catalogue(page, turned, qtbot, key):
    page.views.choose(key)
    press(qtbot, page.print)
    target, argument = turned[-1]
    name = argument[0] if isinstance(argument, tuple) else argument
    assert target == "reports"
    assert name in REPORT


def test_views_are_turned_to_by_key_and_each_has_one_primary_deed(page, typist):
    verbs = []
    for number, key in enumerate(KEYS):
        typist.press(Qt.Key(Qt.Key.Key_1 + number), ALT)
        assert page.views.current() == key
        verbs.append(page.head.primary.accessibleName())
    assert len(set(verbs)) == len(KEYS)


def test_f2_goes_to_the_field_from_any_view(page, typist, window):
    page.views.choose("trainings")
    typist.press(Qt.Key.Key_F2)
    assert page.views.current() == "sign_in"
    assert window.focusWidget() is page.sign_in.field


@pytest.mark.parametrize("key", KEYS)
def test_tab_reaches_every_button_of_each_view(page, window, key):
    page.views.choose(key)
    page.view().table.choose_first()
    QApplication.processEvents()
    wanted = {
        each
        for kind in (QPushButton, QLineEdit, QComboBox)
        for each in page.findChildren(kind)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    wanted = {each for each in wanted if each.focusProxy() is None}
    start = page.head.primary
    start.setFocus()
    reached, current = set(), start
    for _step in range(5000):
        reached.add(current)
        current = current.nextInFocusChain()
        if current is start:
            break
    assert wanted <= reached


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_view_fits_the_window(house, qtbot, wear, size, text, language):
    wear(Dress.LIGHT, text)
    use_language(language, paths.resources() / "locale")
    try:
        made = house.window(qtbot, size)
        page = made.page("volunteers")
        for key in KEYS:
            page.views.choose(key)
            page.view().table.choose_first()
            QApplication.processEvents()
            assert made.width() <= size[0], key
            assert page.minimumSizeHint().width() <= page.width(), key
            for table in page.view().findChildren(QAbstractItemView):
                if table.isVisible():
                    bar = table.horizontalScrollBar()
                    assert bar.maximum() == 0, (key, table.accessibleName())
    finally:
        use_language("en", paths.resources() / "locale")


def test_an_empty_register_offers_an_import_and_the_first_volunteer(
    database, qapp, qtbot, monkeypatch
):
    monkeypatch.setattr("tests.ui.volunteer_house.PEOPLE", {})
    monkeypatch.setattr(VolunteerHouse, "_plan", lambda _house: None)
    page = VolunteerHouse(database).window(qtbot).page("volunteers")
    turned = []
    page.turn_to.disconnect()
    page.turn_to.connect(lambda key, argument: turned.append((key, argument)))
    empty = page.register.table.findChildren(QPushButton)
    shown = [each for each in empty if each.isVisible()]
    assert len(shown) == 2
    press(qtbot, shown[0])
    assert turned == [("imports", None)]
