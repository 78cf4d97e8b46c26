"""The roster page: what one sees, what leads where, from the first shift to the last revision."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
)

from stationdesk import paths
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.volunteers.availability import NewLeave
from stationdesk.domain.volunteers.people import Standing
from stationdesk.i18n import use_language
from stationdesk.listings.columns import Tone
from stationdesk.ui.roster.deeds import new_like
from stationdesk.ui.roster.words import span_words
from stationdesk.ui.theme import Dress
from stationdesk.ui.widgets.roster_shown import Carried, Ghost
from tests.ui.counter import in_form
from tests.ui.rostered import MONDAY, TODAY, Rostered

SIZES = [((1366, 690), 100), ((1093, 535), 100), ((1280, 640), 100), ((1366, 690), 130)]
VIEWS = ("week", "month", "gaps", "swaps", "leave", "fair", "rules")
ALT = Qt.KeyboardModifier.AltModifier
WEDNESDAY, THURSDAY, FRIDAY = 2, 3, 4


@pytest.fixture
def desk(database, qapp):
    made = Rostered(database)
    made.put(WEDNESDAY, "早班", "欧阳娜娜", "司徒文轩")
    made.put(THURSDAY, "晚班", "上官若雪")
    return made


@pytest.fixture
def window(desk, qtbot):
    return desk.window(qtbot)


@pytest.fixture
def page(window):
    return window.page("roster")


def press(made):
    made.click()


def _spot(page, offset, band=0):
    return page.week.grid.week().bands[band].spots[offset]


def _names(page, offset, band=0):
    return [chip.name for chip in _spot(page, offset, band).chips]


def test_the_week_shows_shifts_days_people_and_what_they_lack(page):
    week = page.week.grid.week()
    assert [(band.name, band.times) for band in week.bands] == [
        ("早班", "08:00–13:00"),
        ("晚班", "13:00–18:00"),
    ]
    assert [head.today for head in week.days].index(True) == WEDNESDAY
    assert _names(page, WEDNESDAY) == ["欧阳娜娜", "司徒文轩"]
    assert _spot(page, WEDNESDAY).missing == 0
    assert _spot(page, THURSDAY, 1).missing == 1
    assert "Roster draft" in page.head.subtitle.whole_text()


def test_the_strip_above_counts_what_is_missing_and_leads_there(desk, page):
    words = page.marks.words()
    assert words[0] == "17 missing: Wed 晚班, Thu 早班…"
    press(page.marks.findChildren(QPushButton)[0])
    assert page.week.grid.current_part().spot.key == desk.shift(WEDNESDAY, "晚班").id


def test_the_cover_of_a_day_tells_its_holes_to_the_minute_and_why(page):
    covered, hole = page.week.strip.days()[WEDNESDAY], page.week.strip.days()[THURSDAY]
    assert (covered.when, covered.words) == ("13:00–18:00", "nobody there")
    assert (hole.when, hole.tone) == ("08:00–13:00", Tone.BAD)
    assert "早班" in hole.said


def test_a_press_on_a_day_of_the_cover_explains_its_gaps(page):
    page.week.strip.chosen.emit(THURSDAY)
    assert page.views.current() == "gaps"
    assert page.gaps.table.current().day == MONDAY + timedelta(days=THURSDAY)


def test_the_people_beside_have_their_shifts_and_go_in_by_enter(desk, page, qtbot):
    shown = {each.name: each.count for each in page.week.people.shown()}
    assert shown["欧阳娜娜"] == "1 sh."
    assert shown["诸葛明远"] == "0 sh."
    page.week.grid.choose_spot(desk.shift(THURSDAY).id)
    page.week.people.search.setText("zg")
    assert [each.name for each in page.week.people.shown()] == ["诸葛明远"]
    qtbot.keyClick(page.week.people.search, Qt.Key.Key_Return)
    assert desk.on(THURSDAY) == ["诸葛明远"]


def test_a_suggestion_puts_in_and_another_one_goes_round(desk, page):
    first = page.week.suggestions.rows()[0]
    page.week.suggestions.another.emit(first)
    second = page.week.suggestions.rows()[0]
    assert (first.shift_id, first.who) != (second.shift_id, second.who)
    page.week.suggestions.put_in.emit(second)
    facts = desk.roster.facts(TODAY, TODAY)
    assert any(
        row.volunteer_id == second.who and row.shift_id == second.shift_id
        for row in facts.assignments
    )


def test_whom_one_carries_is_judged_before_being_let_go(desk, page):
    who = desk.people["欧阳娜娜"]
    page.week.grid.choose_spot(desk.shift(WEDNESDAY, "晚班").id)
    late = page.week.grid.current_part()
    verdict = page.week.judge(Carried(who, "欧阳娜娜"), late)
    assert (verdict.allowed, verdict.tone) == (True, Tone.WARNING)
    assert "hours that day" in verdict.words
    page.week.grid.choose_chip(_spot(page, WEDNESDAY).chips[0].key)
    early = page.week.grid.current_part()
    verdict = page.week.judge(Carried(who, "欧阳娜娜"), early)
    assert (verdict.allowed, verdict.tone) == (False, Tone.BAD)


def test_the_primary_button_is_what_comes_next(desk, page):
    assert page.tools.first.accessibleName() == "Fill the gaps"
    for offset in range(7):
        for shift in ("早班", "晚班"):
            missing = desk.shift(offset, shift).needed - len(desk.on(offset, shift))
            free = [name for name in desk.people if name not in desk.on(offset, shift)]
            for name in free[:missing]:
                reasons = dict.fromkeys(desk.roster.rules(), "本人同意")
                desk.put(offset, shift, name, passing=reasons)
    assert page.tools.first.accessibleName() == "Publish"
    page.days.step_weeks(3)
    assert page.tools.first.accessibleName() == "New roster"


def test_a_roster_is_published_after_a_look_and_changes_wait_for_the_next_revision(desk, page):
    seen = []

    def look(form):
        seen.append(form.keep_button.isEnabled())
        form.try_to_keep()

    in_form(look)
    press(page.tools.publish)
    period = desk.roster.period(desk.period_id)
    assert seen == [True]
    assert (period.state, period.revision) == (PeriodState.PUBLISHED, 1)
    assert not page.tools.publish.isVisible()
    desk.put(THURSDAY, "早班", "诸葛明远")
    assert "1 changes not published" in page.marks.words()
    assert _spot(page, THURSDAY).chips[0].changed
    assert page.tools.publish.isVisible()


def test_broken_rules_keep_a_roster_from_being_published(desk, page):
    facts = desk.roster.facts(MONDAY, MONDAY + timedelta(days=6))
    row = next(each for each in facts.assignments if each.is_live)
    desk.volunteers.set_limit(row.volunteer_id, Rule.HOURS_A_DAY, 60)
    seen = []
    in_form(lambda form: seen.append(form.keep_button.isEnabled()))
    press(page.tools.publish)
    assert seen == [False]
    page.refresh_now()
    in_form(lambda form: (form.reason.set_value("只差一点"), form.try_to_keep()))
    page.deeds.pass_warnings(page.week.reading(), row.id)
    assert "No rule broken" in page.marks.words()


def test_last_week_is_copied_and_who_was_left_out_is_told(desk, page):
    desk.open(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    desk.volunteers.set_standing(
        desk.people["上官若雪"], Standing.LEFT, MONDAY + timedelta(days=7), "搬家"
    )
    page.days.step_weeks(1)
    told = []
    in_form(lambda panel: told.append(panel.windowTitle()))
    press(page.tools.copy)
    assert desk.on(WEDNESDAY + 7) == ["欧阳娜娜", "司徒文轩"]
    assert told == ["Not everybody could be copied"]


def test_a_proposal_is_drawn_first_and_kept_when_it_is_accepted(desk, window, page, qtbot):
    press(page.tools.first)
    qtbot.waitUntil(lambda: page.proposing.waiting() is not None, timeout=20_000)
    ghosts = [
        chip.name
        for _band, _head, spot in page.week.grid.week().spots()
        for chip in spot.chips
        if chip.ghost is Ghost.ADDED
    ]
    assert len(ghosts) == len(page.proposing.waiting().proposal.added) > 0
    assert desk.on(THURSDAY) == []
    in_form(lambda panel: panel.accept())
    page.proposing.show_list()

    def pass_warnings(form):
        form.reason.set_value("缺人手")
        form.try_to_keep()

    if page.proposing.waiting().proposal.warnings:
        in_form(pass_warnings)
    press(page.proposing.bar.keep)
    assert page.proposing.waiting() is None
    assert len(desk.on(THURSDAY)) == 2
    assert desk.on(WEDNESDAY) == ["欧阳娜娜", "司徒文轩"]
    window.undo_last()
    assert desk.on(THURSDAY) == []


def test_a_week_of_two_rosters_is_filled_and_published_roster_by_roster(desk, page, qtbot):
    friday = MONDAY + timedelta(days=7 + FRIDAY)
    first = desk.open(MONDAY + timedelta(days=7), friday)
    second = desk.open(friday + timedelta(days=1), MONDAY + timedelta(days=13))
    page.days.step_weeks(1)
    asked = []
    for _again in range(2):
        press(page.tools.first)
        qtbot.waitUntil(lambda: page.proposing.waiting() is not None, timeout=20_000)
        waiting = page.proposing.waiting()
        asked.append(waiting.period.id)
        assert span_words(waiting.period.first_day, waiting.period.last_day) in (
            page.proposing.bar.hint.text()
        )
        if waiting.proposal.warnings:
            in_form(lambda form: (form.reason.set_value("缺人手"), form.try_to_keep()))
        press(page.proposing.bar.keep)
    assert asked == [first, second]
    published = []
    for _again in range(2):
        in_form(lambda form: form.try_to_keep())
        page.period_deeds.publish(page.week.reading())
        published.append([desk.roster.period(each).revision for each in (first, second)])
    assert published == [[1, 0], [1, 1]]
    assert not page.period_deeds.can_publish(page.week.reading())


def test_the_cover_follows_the_columns_when_the_bar_of_a_search_comes_and_goes(desk, page, qtbot):
    press(page.tools.first)
    qtbot.waitUntil(lambda: page.proposing.waiting() is not None, timeout=20_000)
    page.proposing.put_away()
    qtbot.waitUntil(lambda: page.week.strip.edges() == page.week.grid.edges())


def test_a_proposal_that_is_discarded_leaves_no_trace(desk, page, qtbot):
    press(page.tools.first)
    qtbot.waitUntil(lambda: page.proposing.waiting() is not None, timeout=20_000)
    press(page.proposing.bar.drop)
    assert not page.proposing.bar.isVisible()
    assert _names(page, THURSDAY) == []
    assert desk.on(THURSDAY) == []


def test_a_search_can_be_cancelled_and_another_week_puts_it_away(desk, page, qtbot):
    press(page.tools.first)
    assert page.proposing.bar.is_running()
    press(page.proposing.bar.stop)
    assert not page.proposing.bar.is_running()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy(), timeout=20_000)
    assert page.proposing.waiting() is None
    press(page.tools.first)
    page.days.step_weeks(1)
    qtbot.waitUntil(lambda: not desk.jobs.is_busy(), timeout=20_000)
    assert page.proposing.waiting() is None


def test_the_menu_of_a_person_offers_what_the_day_allows(desk, page):
    desk.roster.publish(desk.period_id)
    page.week.grid.choose_chip(_spot(page, WEDNESDAY).chips[0].key)
    menu = page.week.menu.menu_for(page.week.grid.current_part())
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert "Did not come…" in words
    assert "Swap or give away…" in words
    page.week.grid.choose_chip(_spot(page, THURSDAY, 1).chips[0].key)
    later = page.week.menu.menu_for(page.week.grid.current_part())
    assert "Did not come…" not in [action.text() for action in later.actions()]


def test_who_did_not_come_is_struck_through_and_the_place_is_open(desk, page):
    desk.roster.publish(desk.period_id)
    key = _spot(page, WEDNESDAY).chips[0].key
    in_form(lambda form: (form.reason.set_value("没来"), form.try_to_keep()))
    page.deeds.mark_absent(page.week.reading(), key, excused=False)
    spot = _spot(page, WEDNESDAY)
    assert (spot.chips[0].absent, spot.missing) == ("Did not come: 没来", 1)


def _pressed(menu, words):
    next(each for each in menu.actions() if each.text() == words).trigger()


REPLAN = "Fill the place anew: few shifts move"


@pytest.mark.parametrize("view", ["week", "month"])
def test_the_place_of_somebody_missing_is_filled_anew_and_few_shifts_move(desk, page, qtbot, view):
    desk.roster.publish(desk.period_id)
    (key,) = (chip.key for chip in _spot(page, THURSDAY, 1).chips)
    menu = page.week.menu.menu_for(page.week.grid.current_part())
    assert REPLAN not in [action.text() for action in menu.actions()], "nobody is missing yet"
    desk.roster.mark_absent(key, "已提前说明", excused=True)
    before = desk.on(WEDNESDAY)
    page.open_with(view)
    if view == "week":
        page.week.grid.choose_chip(key)
    else:
        page.month.grid.choose_person(desk.people["上官若雪"], TODAY.day)
    shown = getattr(page, view)
    _pressed(shown.menu.menu_for(shown.grid.current_part()), REPLAN)
    qtbot.waitUntil(lambda: page.proposing.waiting() is not None, timeout=20_000)
    assert page.views.current() == "week"
    assert not page.proposing.waiting().proposal.removed
    press(page.proposing.bar.keep)
    came = desk.on(THURSDAY, "晚班")
    assert len(came) == 2
    assert "上官若雪" not in came
    assert desk.on(WEDNESDAY) == before


def test_the_place_that_a_leave_vacated_is_filled_anew_from_its_shift(desk, page, qtbot):
    desk.roster.publish(desk.period_id)
    thursday = MONDAY + timedelta(days=THURSDAY)
    wish = NewLeave(volunteer_id=desk.people["上官若雪"], first_day=thursday, last_day=thursday)
    desk.roster.approve_leave(desk.volunteers.ask_leave(wish))
    page.week.grid.choose_spot(desk.shift(THURSDAY, "晚班").id)
    _pressed(page.week.menu.menu_for(page.week.grid.current_part()), REPLAN)
    qtbot.waitUntil(lambda: page.proposing.waiting() is not None, timeout=20_000)


def test_the_post_is_told_only_where_shifts_of_one_name_have_several(desk, page):
    for offset in (3, 4):
        shift = desk.shift(offset)
        desk.roster.change_shift(shift.id, replace(new_like(shift, shift.day), post="服务台"), 1)
    bands = {(band.name, band.post) for band in page.week.grid.week().bands}
    assert bands == {("早班", ""), ("早班", "服务台"), ("晚班", "")}
    desk.roster.add_shift(replace(new_like(desk.shift(3, "晚班"), TODAY), name="巡查", post="广场"))
    bands = {(band.name, band.post) for band in page.week.grid.week().bands}
    assert ("巡查", "") in bands


def test_days_that_are_over_are_muted_and_not_edited_once_published(desk, page):
    desk.roster.publish(desk.period_id)
    assert _spot(page, 0).still
    assert not _spot(page, WEDNESDAY).still
    assert page.week.grid.week().days[0].past


def test_somebody_serves_instead_of_another_in_one_deed(desk, page):
    key = _spot(page, THURSDAY, 1).chips[0].key
    assert page.deeds.replace(key, desk.people["诸葛明远"])
    assert desk.on(THURSDAY, "晚班") == ["诸葛明远"]


@pytest.mark.parametrize("key", VIEWS)
def test_a_view_is_opened_by_its_key_and_has_its_help(page, key):
    page.open_with(key)
    assert page.views.current() == key
    assert page.help_anchor() == key
    for language in ("zh", "en"):
        file = paths.resources() / "help" / language / "roster.html"
        assert f'id="{key}"' in file.read_text(encoding="utf-8")


def test_views_are_turned_by_keys(page, window, qtbot):
    for number, key in enumerate(VIEWS, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert page.views.current() == key


def test_another_page_leads_to_a_shift_or_a_day(desk, page, qtbot):
    desk.open(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    page.open_with(("shift", desk.shift(8, "晚班").id))
    qtbot.waitUntil(lambda: page.days.week()[0] == MONDAY + timedelta(days=7))
    assert page.week.grid.current_part().spot.key == desk.shift(8, "晚班").id
    page.open_with(TODAY)
    assert page.days.week()[0] == MONDAY


def test_printing_turns_to_the_paper_of_the_view(page, qtbot):
    page.turn_to.disconnect()
    for key, paper in (("week", "roster-week"), ("month", "roster-month")):
        page.open_with(key)
        with qtbot.waitSignal(page.turn_to) as asked:
            press(page.tools.print)
        assert asked.args == ["reports", paper]


def test_exactly_one_button_is_primary(page):
    for key in VIEWS:
        page.open_with(key)
        QApplication.processEvents()
        primaries = [
            made
            for made in page.findChildren(QPushButton)
            if made.property("look") == "primary" and made.isVisible()
        ]
        assert primaries == [page.tools.first], key


def test_every_control_has_a_name(page):
    kinds = (QPushButton, QLineEdit, QComboBox, QAbstractItemView)
    for key in VIEWS:
        page.open_with(key)
        QApplication.processEvents()
        unnamed = [
            each
            for kind in kinds
            for each in page.findChildren(kind)
            if each.isVisible() and not (each.accessibleName() or getattr(each, "text", str)())
            if not each.objectName().startswith("qt_")
        ]
        assert unnamed == [], key


@pytest.mark.parametrize("key", VIEWS)
def test_tab_reaches_every_button(page, window, qtbot, key):
    page.open_with(key)
    QApplication.processEvents()
    page.tools.print.setFocus()
    reached = set()
    for _step in range(70):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    wanted = {
        made
        for made in page.findChildren(QPushButton)
        if made.isVisible()
        and made.isEnabled()
        and made.property("look") != "segment"
        and made.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert wanted - reached == set()


@pytest.mark.parametrize(("size", "percent"), SIZES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_sticks_out_of_the_window(desk, qtbot, wear, size, percent, language):
    use_language(language, paths.locale_folder())
    wear(Dress.LIGHT, percent)
    try:
        window = desk.window(qtbot, size)
        page = window.page("roster")
        for key in VIEWS:
            page.open_with(key)
            QApplication.processEvents()
            assert (window.width(), window.height()) == size, key
            for made in page.findChildren(QPushButton):
                if made.isVisible():
                    edge = made.mapTo(window, made.rect().bottomRight())
                    assert edge.x() <= window.width(), (key, made.accessibleName())
            view = page.view()
            if hasattr(view, "table"):
                assert view.table.view.horizontalScrollBar().maximum() == 0, key
            if hasattr(view, "grid"):
                assert view.grid.horizontalScrollBar().maximum() == 0, key
    finally:
        use_language("en", paths.locale_folder())
