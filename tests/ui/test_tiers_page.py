from datetime import date

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)

from stationdesk.domain.tiers.states import State
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import MainWindow, PageEntry
from stationdesk.ui.shots import settle
from stationdesk.ui.theme import Dress
from stationdesk.ui.tiers.finding_rows import Group
from stationdesk.ui.tiers.forecast_strip import Stretch, stretches
from tests.services import tier_records as records
from tests.services.tier_records import TODAY, days
from tests.ui.tier_page import Desk, furnish, see_everything


@pytest.fixture
def desk(context):
    furnish()
    return Desk(context)


@pytest.fixture
def window(qtbot, desk):
    def build():
        return desk.page()

    made = MainWindow([PageEntry("tiers", "Tiers", Icon.SHIELD_CHECKMARK, "Ctrl+8", build)], "站")
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.open_page("tiers")
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def page(window):
    return window.page("tiers")


@pytest.fixture
def turned(window, page):
    """Where the page asked to be led."""
    heard = []
    page.turn_to.disconnect(window.open_page)
    page.turn_to.connect(lambda key, argument: heard.append((key, argument)))
    return heard


def codes(page):
    return [one.criterion.code for one in page.list.findings()]


def test_an_unseen_station_holds_no_tier_and_says_what_is_missing(page, desk):
    assert page.overview.standing.ring.accessibleName().endswith("No tier 2 of 16")
    missing = desk.tiers.missing_for()
    assert page.overview.gap.title.whole_text() == f"{len(missing)} missing for Tier 3"
    assert page.overview.forecast.verdict.text() == "No tier is held, so none can be lost."


def test_services_stand_in_three_groups_under_the_tier_that_asks_for_them_first(page):
    groups = [line for line in page.list.model_of_lines.lines if isinstance(line, Group)]
    assert [(group.title, group.whole) for group in groups] == [
        ("Basic services (tier 3)", 8),
        ("Added at tier 2", 4),
        ("Added at tier 1", 4),
    ]
    assert len(codes(page)) == 16


def test_the_page_follows_the_records(page, desk):
    see_everything(desk.tiers)
    assert page.overview.standing.ring.accessibleName().endswith("Tier 1 16 of 16")
    assert page.overview.gap.title.whole_text() == "The highest tier is attained"


def test_filters_count_the_states_and_show_only_theirs(page, desk):
    see_everything(desk.tiers, without=("exits_clear",))
    states = [one.state for one in desk.tiers.assess().findings]
    page.filters.choose(State.NOT_CHECKED)
    assert len(codes(page)) == states.count(State.NOT_CHECKED)
    page.filters.choose(State.NOT_APPLICABLE)
    assert page.sheets.currentWidget() is page.no_match
    page.filters.clear()
    assert len(codes(page)) == 16


@pytest.mark.parametrize("typed", ["饮水", "yinshui", "ys", "S09"])
def test_services_are_found_by_name_number_and_initials(page, typed):
    page.filters.search.setText(typed)
    assert "S09" in codes(page)
    assert len(codes(page)) < 16


def test_enter_opens_the_service_and_escape_puts_it_away(page, qtbot):
    page.list.setFocus()
    page.list.choose("S02")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.drawer.isVisible()
    assert page.sheet.finding.criterion.code == "S02"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.drawer.isVisible()
    assert QApplication.focusWidget() is page.list


def test_one_goes_from_service_to_service_while_the_drawer_is_open(page, qtbot):
    page.open_service("S02")
    qtbot.mouseClick(page.sheet.after, Qt.MouseButton.LeftButton)
    assert page.sheet.finding.criterion.code == "S03"
    qtbot.mouseClick(page.sheet.before, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.sheet.before, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.sheet.before, Qt.MouseButton.LeftButton)
    assert page.sheet.finding.criterion.code == "S01"


def test_a_heading_is_never_chosen(page, qtbot):
    page.list.setFocus()
    page.list.choose("S08")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.current().criterion.code == "S09"


def test_the_verb_is_pressed_by_mouse_and_by_the_space_bar(page, qtbot):
    pressed = []
    page.list.verb_pressed.disconnect()
    page.list.verb_pressed.connect(lambda one: pressed.append(one.criterion.code))
    page.list.choose("S02")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    where = page.list.verb_rect(page.list.currentIndex()).center()
    QTest.mouseMove(page.list.viewport(), where)
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, where.y()))
    assert pressed == ["S02", "S02"]


def test_missing_goods_lead_to_the_stock(page, desk, turned):
    see_everything(desk.tiers)
    records.stock("雨伞", "umbrella", -15, batch=_batch("雨伞"))
    page.refresh_now()
    by_code = {one.criterion.code: one for one in page.list.findings()}
    assert by_code["S02"].state is State.NOT_MET
    page.list.verb_pressed.emit(by_code["S02"])
    assert turned == [("inventory", "receive")]


def _batch(name):
    from stationdesk.store.tables import BatchRow, ItemRow

    return BatchRow.get(BatchRow.item == ItemRow.get(ItemRow.name == name))


def test_what_the_lending_desk_lacks_leads_to_its_kind(page, desk, turned):
    from stationdesk.store.tables import LoanKindRow

    see_everything(desk.tiers)
    umbrellas = LoanKindRow.get(LoanKindRow.name == "雨伞")
    records.lend(umbrellas, 20)
    page.refresh_now()
    by_code = {one.criterion.code: one for one in page.list.findings()}
    assert by_code["S02"].state is State.NOT_MET
    assert "20 on loan" in str(by_code["S02"].found)
    page.list.verb_pressed.emit(by_code["S02"])
    assert turned == [("lending", ("kind", umbrellas.id))]


@pytest.mark.parametrize("topic", [Topic.LENDING, Topic.KEEPING])
def test_the_page_hears_of_the_lending_desk(page, desk, topic):
    from stationdesk.store.tables import LoanKindRow

    see_everything(desk.tiers)
    records.lend(LoanKindRow.get(LoanKindRow.name == "雨伞"), 20)
    records.found_thing(days(-40))
    desk.feed.announce(frozenset({topic}))
    states = {one.criterion.code: one.state for one in page.list.findings()}
    assert (states["S02"], states["S05"]) == (State.NOT_MET, State.NOT_MET)


def test_what_is_not_lent_yet_leads_to_the_list_of_things(page, desk, turned):
    from stationdesk.store.tables import LoanKindRow

    see_everything(desk.tiers)
    LoanKindRow.update(archived_on=TODAY).execute()
    page.refresh_now()
    by_code = {one.criterion.code: one for one in page.list.findings()}
    page.list.verb_pressed.emit(by_code["S02"])
    assert turned == [("lending", "things")]


def test_found_things_past_their_day_lead_to_the_found_things(page, desk, turned):
    see_everything(desk.tiers)
    thing = records.found_thing(days(-40))
    page.refresh_now()
    by_code = {one.criterion.code: one for one in page.list.findings()}
    page.list.verb_pressed.emit(by_code["S05"])
    for one in by_code["S05"].evidence[-2:]:
        page.deeds.open_evidence(one)
    page.deeds.open_evidence(by_code["S02"].evidence[-1])
    assert turned[:3] == [
        ("lending", "found"),
        ("lending", ("found", thing.id)),
        ("lending", "found"),
    ]
    assert turned[3][1][0] == "kind"


def test_evidence_leads_to_its_record(page, desk, turned):
    see_everything(desk.tiers)
    by_code = {one.criterion.code: one for one in desk.tiers.assess().findings}
    told = {one.what: one for finding in by_code.values() for one in finding.evidence}
    for what in ("batch", "amenity", "timetable", "required_set"):
        page.deeds.open_evidence(told[what])
    pages = [key for key, _argument in turned]
    assert pages == ["inventory", "amenities", "settings", "inventory"]
    assert isinstance(turned[0][1], int)
    assert turned[2:] == [("settings", "hours"), ("inventory", "required_sets")]


def test_a_past_day_is_shown_under_a_banner_without_deeds(page, desk, qtbot):
    see_everything(desk.tiers)
    page.deeds.day_wanted.emit(days(-30))
    assert page.banner.isVisible()
    assert str(days(-30)) in page.banner.words.text()
    assert not page.round.isEnabled()
    assert page.overview.standing.title.whole_text() == f"Tier on {days(-30)}"
    page.open_service("S02")
    assert not page.sheet.check.isVisible()
    assert not page.sheet.exempt.isVisible()
    page.banner.acted.emit()
    assert not page.banner.isVisible()
    assert page.round.isEnabled()


def test_another_standard_may_be_viewed_without_choosing_it(page, desk):
    page.show_standard("union-2023")
    assert "union" not in desk.station.station().standard_key
    assert page.banner.isVisible()
    page.show_standard(desk.tiers.standards.key_in_use())
    assert not page.banner.isVisible()


def test_the_report_is_printed_of_the_day_shown(page, turned, qtbot):
    qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    page.show_day(date(2026, 5, 1))
    qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    assert turned == [("reports", "compliance"), ("reports", ("compliance", date(2026, 5, 1)))]


def test_other_pages_open_a_service_a_state_or_a_day(page):
    page.filters.choose(State.MET)
    page.open_with("S16")
    assert page.sheet.finding.criterion.code == "S16"
    page.open_with("not_met")
    assert page.filters.state() == "not_met"
    page.open_with(days(-1))
    assert page.banner.isVisible()


def test_the_forecast_names_the_day_the_tier_and_the_service(page, desk):
    see_everything(desk.tiers)
    forecast = page.overview.forecast
    assert forecast.verdict.text() == "Falls to No tier on 08-10, through:"
    forecast.views.choose("nothing")
    assert "07-01" in forecast.verdict.text() or "07-02" in forecast.verdict.text()
    assert "Tier 1" in forecast.strip.accessibleName()


def test_the_strip_is_cut_where_the_tier_changes(desk):
    see_everything(desk.tiers)
    review = desk.tiers.review()
    assert stretches(1, TODAY, review.with_routine) == [Stretch(0, 41, 1), Stretch(41, 91, None)]
    assert stretches(2, TODAY, []) == [Stretch(0, 91, 2)]


def test_a_narrow_window_shows_the_overview_or_the_list(window, page):
    window.resize(900, 535)
    window.setMinimumSize(700, 400)
    window.resize(760, 535)
    settle()
    assert page.views.isVisible()
    assert page.list.isVisible()
    page.views.choose("overview")
    assert page.overview.isVisible()
    assert not page.list.isVisible()
    page.open_service("S02")
    assert page.list.isVisible()


def test_nothing_one_can_press_or_fill_in_is_without_a_name(window, page):
    page.open_service("S09")
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    unnamed = [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, kinds)
        and each.isVisible()
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert unnamed == []


def test_every_button_of_the_page_is_reached_by_tab(window, page, qtbot):
    page.setFocus()
    reached = set()
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    wanted = {page.print, page.pick_day, page.standards, page.history, page.sign, page.round}
    assert wanted <= reached
    assert {page.filters.search, page.list} <= reached
    verbs = {each for each in page.overview.gap.findChildren(QPushButton) if each.text() == "View"}
    assert verbs <= reached


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("size", [(1366, 690), (1093, 535), (900, 480)])
def test_nothing_sticks_out_of_its_room(qtbot, wear, desk, size, percent):
    wear(Dress.LIGHT, percent)
    made = MainWindow(
        [PageEntry("tiers", "Tiers", Icon.SHIELD_CHECKMARK, "", desk.page)], "Station"
    )
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    page = made.open_page("tiers")
    settle()
    for view in ("overview", "list"):
        page.views.choose(view)
        settle()
        if page.overview.isVisible():
            assert page.overview.width() <= page.overview.parentWidget().width()
    page.open_service("S09")
    settle()
    assert (made.width(), made.height()) == size
    for part in (page.filters.search, page.list, page.drawer, page.round, page.sheet.check):
        corner = part.mapTo(made, part.rect().bottomRight())
        assert corner.x() < made.width(), part
        assert corner.y() < made.height(), part
    places = page.list.places()
    assert places.found[1] > 0
    assert places.verb < page.list.viewport().width()
