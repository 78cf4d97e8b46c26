"""The page of inspections: filled in, put right, handed over, looked at on the wall; by keys."""

from datetime import date

import pytest
from PyQt6.QtCore import QBuffer, QIODevice, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QPushButton

from stationdesk import paths
from stationdesk.domain.inspections.actions import ActionMove, ActionState
from stationdesk.domain.inspections.kinds import InspectionKind, InspectionState, Result
from stationdesk.domain.inspections.notices import RecheckOutcome
from stationdesk.domain.inspections.posted import NewPosted, PostedKind, PostedState
from stationdesk.i18n import use_language
from stationdesk.services.report_catalogue import REPORT
from stationdesk.ui.inspections.check_window import CheckWindow
from stationdesk.ui.inspections.due_days_form import DueDaysForm
from stationdesk.ui.inspections.notice_forms import NoticeForm, RecheckForm
from stationdesk.ui.inspections.page import KEYS
from stationdesk.ui.inspections.papers import NOTICE, PAPERS, SHEET, paper_of
from stationdesk.ui.inspections.step_form import StepForm
from stationdesk.ui.inspections.submit_form import SubmitForm
from stationdesk.ui.inspections.wall_forms import LookForm, PostedForm, UsualForm
from stationdesk.ui.reports.openings import opening_of
from stationdesk.ui.theme import Dress
from tests.ui.counter import Typist, in_form
from tests.ui.inspected import InspectedHouse, press

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SIZES = [((1366, 690), 100), ((1093, 535), 100), ((1366, 690), 130)]


@pytest.fixture
def house(database, qapp):
    return InspectedHouse(database)


@pytest.fixture
def window(house, qtbot):
    return house.window(qtbot)


@pytest.fixture
def page(window):
    return window.page("inspections")


@pytest.fixture
def typist(window):
    return Typist(window)


@pytest.fixture
def over(house, page):
    """What a form needs to be shown without waiting for it."""
    return {"dialogs": house.answers, "parent": page}


@pytest.fixture
def checking(house, page, qtbot):
    """A draft of the lowest tier in the window in which it is filled in."""
    house.toilet_proved()
    draft = house.begin()
    made = CheckWindow(page.deeds._services, draft, house.feed, house.answers, page)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def key(qtbot, widget, pressed, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, pressed, modifier)


def results(house, window):
    return [line.result for line in house.lines(window._id)]


def picture():
    """Return a small picture."""
    drawn = QImage(40, 30, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.gray)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(target, "PNG")
    return bytes(target.data().data())


def submitted(house):
    looks = house.inspections.inspections()
    return bool(looks) and looks[0].inspection.state is InspectionState.SUBMITTED


def records(view):
    return list(view.table.model.shown_records())


def test_an_empty_page_invites_to_the_first_inspection_and_the_usual_papers(page):
    page.views.choose("inspections")
    told = [page.inspections.table._empty.sentence(), page.wall.table._empty.sentence()]
    assert told == ["Nothing was inspected yet.", "Nothing is entered as hanging on the wall."]


def test_an_inspection_is_begun_answered_submitted_and_signed_by_keys(page, house, typist, qtbot):
    """One key an answer, words where something is wrong, Ctrl+Enter at each end."""

    def sign(_form):
        typist.keep()

    def submit(_form):
        typist.keep()

    def fill(form):
        for _line in house.lines(form._id)[:-1]:
            typist.press(Qt.Key.Key_1)
        typist.press(Qt.Key.Key_3)
        typist.type("no cups")
        typist.enter()
        assert form.focusWidget() is form.submit
        in_form(submit)
        typist.keep()

    def begin(_form):
        in_form(fill)
        typist.keep()

    in_form(begin)
    typist.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: submitted(house))
    (look,) = house.inspections.inspections()
    assert look.inspection.state is InspectionState.SUBMITTED
    assert (look.progress.failed, look.findings, look.actions) == (1, 1, 1)
    in_form(sign)
    page.inspections.table.setFocus()
    typist.enter()
    (look,) = house.inspections.inspections()
    assert look.inspection.state is InspectionState.SIGNED


def test_each_digit_answers_and_goes_where_something_is_owed(checking, house, qtbot):
    table = checking.table.view
    key(qtbot, table, Qt.Key.Key_1)
    assert results(house, checking)[0] is Result.PASS
    assert checking.table.place() == 1
    key(qtbot, table, Qt.Key.Key_2)
    assert results(house, checking)[1] is Result.PARTIAL
    assert checking.table.place() == 1
    assert checking.focusWidget() is checking.words
    qtbot.keyClicks(checking.words, "short of 2")
    key(qtbot, checking.words, Qt.Key.Key_Return)
    assert house.lines(checking._id)[1].note == "short of 2"
    assert checking.table.place() == 2
    key(qtbot, table, Qt.Key.Key_4)
    assert results(house, checking)[2] is Result.NOT_APPLICABLE
    key(qtbot, table, Qt.Key.Key_0)
    assert checking.told.text().startswith("2/")


def test_zero_takes_an_answer_away_and_stays(checking, house, qtbot):
    key(qtbot, checking.table.view, Qt.Key.Key_1)
    checking.table.choose_first()
    key(qtbot, checking.table.view, Qt.Key.Key_0)
    assert results(house, checking)[0] is Result.UNCHECKED
    assert checking.table.place() == 0


def test_words_are_kept_when_one_goes_to_another_line_or_away(checking, house, qtbot):
    checking.words.set_value("seen at the door")
    checking.table.choose_place(3)
    assert house.lines(checking._id)[0].note == "seen at the door"
    assert checking.words.value() == ""
    checking.words.set_value("later")
    press(qtbot, checking.close_button)
    assert house.lines(checking._id)[3].note == "later"


def test_a_photo_of_a_line_is_seen_as_soon_as_it_is_kept(checking, house):
    line = house.lines(checking._id)[0]
    house.desk.attachments.add("inspection_line", line.uid, "door.png", picture())
    assert len(checking.photos.thumbs) == 1
    checking.table.choose_place(1)
    assert checking.photos.thumbs == []


def test_the_digits_work_on_the_buttons_too(checking, house, qtbot):
    made = checking.results.buttons[Result.FAIL]
    key(qtbot, made, Qt.Key.Key_3)
    assert results(house, checking)[0] is Result.FAIL
    assert made.isChecked()
    assert checking.focusWidget() is checking.words


def test_a_button_answers_by_mouse(checking, house, qtbot):
    press(qtbot, checking.results.buttons[Result.PASS])
    assert results(house, checking)[0] is Result.PASS
    assert not checking.results.buttons[Result.PASS].isChecked(), "the next line has no answer"


def test_a_digit_in_the_words_is_a_digit(checking, house, qtbot):
    checking.words.setFocus()
    qtbot.keyClicks(checking.words, "12")
    assert checking.words.value() == "12"
    assert set(results(house, checking)) == {Result.UNCHECKED}


def test_what_the_records_prove_is_answered_at_once(checking, house, qtbot):
    press(qtbot, checking.prove)
    assert house.line(checking._id, "S07").result is Result.PASS
    assert not checking.prove.isEnabled()


def test_submission_goes_to_the_first_line_that_owes_something(checking, house, qtbot):
    lines = house.lines(checking._id)
    for line in lines:
        house.inspections.answer(line.id, Result.PASS)
    house.inspections.answer(lines[4].id, Result.FAIL)
    press(qtbot, checking.submit)
    assert checking.note.isVisible()
    assert "5" in checking.note.words.text()
    assert checking.table.place() == 4
    assert not house.inspections.inspections()[0].findings


def test_with_nothing_wanting_it_is_only_asked_once(checking, house, qtbot):
    for line in house.lines(checking._id):
        house.inspections.answer(line.id, Result.PASS)
    press(qtbot, checking.submit)
    assert house.answers.asked == ["Submit the inspection?"]
    assert house.inspections.inspections()[0].inspection.state is InspectionState.SUBMITTED


def test_an_item_by_hand_can_be_added_and_taken_out(checking, house, qtbot):
    def add(form):
        form.name.set_value("Badges")
        form.try_to_keep()

    count = len(house.lines(checking._id))
    in_form(add)
    press(qtbot, checking.more)
    assert str(checking._line.name) == "Badges"
    assert checking.remove.isVisible()
    press(qtbot, checking.remove)
    assert len(house.lines(checking._id)) == count


def test_the_form_of_submission_proposes_and_names_each_line(house, page, over, shown):
    draft = house.begin()
    house.answer_all(draft, ("S01", "S07"))
    whole = house.inspections.inspection(draft)
    form = shown(SubmitForm(page._services, whole, **over))
    first, second = form.parts
    assert first.owner.value() == "王芳"
    minor = first.due.value()
    first.severity.set_value("critical")
    assert first.due.value() < minor or first.due.value() == date(2026, 7, 1)
    second.owner.set_value("")
    form.try_to_keep()
    assert form.isVisible()
    second.owner.set_value("李强")
    form.try_to_keep()
    owners = {each.owner for each in house.actions(draft)}
    assert owners == {"王芳", "李强"}


def test_a_day_that_was_typed_outlives_another_severity(house, page, over, shown):
    draft = house.begin()
    house.answer_all(draft)
    form = shown(SubmitForm(page._services, house.inspections.inspection(draft), **over))
    (part,) = form.parts
    part.due.set_value(date(2026, 7, 20))
    part.severity.set_value("critical")
    assert part.due.value() == date(2026, 7, 20)


def test_an_action_goes_on_by_enter_until_somebody_else_verifies_it(page, house, typist):
    house.submitted()

    def claim(form):
        form.words.set_value("bought")
        form.try_to_keep()

    def verify(form):
        assert form.person.value() == "王芳"
        form.try_to_keep()

    page.open_with("actions")
    page.corrective.table.setFocus()
    typist.enter()
    in_form(claim)
    typist.enter()
    in_form(verify)
    typist.enter()
    (line,) = house.inspections.actions()
    assert line.action.state is ActionState.VERIFIED
    assert records(page.corrective) == []


def test_nobody_verifies_his_own_action_and_the_form_says_so(house, page, over, shown):
    inspection = house.submitted()
    (action,) = house.actions(inspection)
    house.inspections.start(action.id)
    house.inspections.claim(action.id, "李强", "已更换")
    line = house.inspections.action(action.id)
    form = shown(StepForm(page._services, line, ActionMove.VERIFY, **over))
    form.person.set_value("李 强")
    form.try_to_keep()
    assert form.isVisible()
    assert house.actions(inspection)[0].state is ActionState.CLAIMED


def test_more_time_and_sending_back_are_told_in_the_pane(house, page, over, shown):
    inspection = house.submitted()
    (action,) = house.actions(inspection)
    line = house.inspections.action(action.id)
    form = shown(StepForm(page._services, line, ActionMove.EXTEND, **over))
    form.person.set_value("张敏")
    form.due.set_value(date(2026, 8, 1))
    form.words.set_value("parts")
    form.try_to_keep()
    page.open_with("actions")
    page.corrective.table.choose_first()
    told = [row.what for row in page.corrective.detail.steps.rows()]
    assert told == ["Action given more time", "Action decided"]
    assert house.actions(inspection)[0].due_on == date(2026, 8, 1)


def test_what_is_late_and_what_is_repeated_is_marked(page, house):
    first = house.submitted()
    house.pass_days(1)
    house.submitted()
    house.pass_days(60)
    page.open_with(("action", house.actions(first)[0].id))
    page.refresh_now()
    page.views.choose("actions")
    page.corrective.show_segment("overdue")
    lines = records(page.corrective)
    assert len(lines) == 2
    items = [page.corrective.table.model.text_at(row, 2) for row in range(2)]
    assert sum(item.startswith("2×") for item in items) == 1


def test_the_last_step_is_taken_back_only_when_agreed(page, house):
    (action,) = house.actions(house.submitted())
    house.inspections.start(action.id)
    house.answers.agrees = False
    page.moves.run(ActionMove.UNDO, action.id)
    assert house.inspections.action(action.id).action.state is ActionState.DOING
    house.answers.agrees = True
    page.moves.run(ActionMove.UNDO, action.id)
    assert house.inspections.action(action.id).action.state is ActionState.OPEN


def test_a_notice_is_handed_over_and_struck_off_when_all_is_verified(house, page, over, shown):
    inspection = house.submitted()
    form = shown(NoticeForm(page._services, **over))
    assert form.inspection.value() == inspection
    form.try_to_keep()
    notice = form.notice
    assert notice.addressed_to == "枫桥路驿站"
    early = shown(RecheckForm(page._services, house.inspections.notice(notice.id), **over))
    assert early.outcome.value() is RecheckOutcome.NOT_DONE
    early.reject()
    house.verified(house.actions(inspection)[0].id)
    last = shown(RecheckForm(page._services, house.inspections.notice(notice.id), **over))
    last.by.set_value("张敏")
    last.try_to_keep()
    assert house.inspections.notice(notice.id).notice.struck_off_on == house.today
    page.views.choose("notices")
    assert page.notices.filters.segment() == "running"
    assert records(page.notices) == []


def test_without_anything_left_no_notice_is_handed_over(house, page, over, shown):
    form = shown(NoticeForm(page._services, **over))
    form.try_to_keep()
    assert form.isVisible()
    assert form.notice is None


def test_the_usual_papers_are_entered_at_once_and_looked_at_by_enter(page, house, over, typist):
    form = UsualForm(page._services, **over)
    for kind, tick in form.ticks.items():
        tick.set_value(kind in (PostedKind.ROSTER, PostedKind.RULES))
    form.since.set_value(house.day(-30))
    form.keep()
    page.open_with("wall")
    assert [line.posted.kind for line in records(page.wall)] == [
        PostedKind.ROSTER,
        PostedKind.RULES,
    ]
    assert records(page.wall)[0].state is PostedState.STALE
    page.wall.table.choose_first()
    page.wall.table.setFocus()
    in_form(lambda _form: typist.keep())
    typist.enter()
    lines = {line.posted.kind: line for line in house.inspections.posted()}
    assert lines[PostedKind.ROSTER].state is not PostedState.STALE
    form.deleteLater()


def test_a_paper_that_no_longer_holds_is_renewed_by_enter(page, house, typist):
    wish = NewPosted(kind=PostedKind.CONTACTS, title="联系表", since=house.day(-3), review_days=90)
    house.inspections.add_posted(wish)
    page.open_with("wall")
    (line,) = records(page.wall)
    asked = []
    in_form(lambda form: asked.append(form._renewed))
    page.wall.open_record(line)
    assert asked == [line.state is PostedState.WRONG]


def test_the_kind_proposes_name_and_period_but_not_over_ones_own(house, page, over, shown):
    form = shown(PostedForm(page._services, **over))
    form.kind.set_value(PostedKind.SAFETY)
    assert (form.title.value(), form.days.value()) == ("Safety rules on the wall", 180)
    form.title.set_value("消防制度")
    form.days.set_value(30)
    form.kind.set_value(PostedKind.PROMISE)
    assert (form.title.value(), form.days.value()) == ("消防制度", 30)
    form.try_to_keep()
    (line,) = house.inspections.posted()
    assert (line.posted.title, line.posted.review_days) == ("消防制度", 30)


def test_a_paper_can_be_corrected_and_taken_down(page, house, over, shown):
    wish = NewPosted(kind=PostedKind.RULES, title="规章", since=house.today, review_days=365)
    document = house.inspections.add_posted(wish)
    form = shown(PostedForm(page._services, house.inspections.posted_document(document), **over))
    form.title.set_value("规章制度")
    form.try_to_keep()
    page.open_with("wall")
    (line,) = page.wall.table.model.shown_records()
    assert line.posted.title == "规章制度"
    page.wall._take_down(line)
    assert house.inspections.posted() == []


def test_a_look_needs_a_person(house, page, over, shown):
    wish = NewPosted(kind=PostedKind.RULES, title="规章", since=house.today, review_days=365)
    house.inspections.add_posted(wish)
    (line,) = house.inspections.posted()
    form = shown(LookForm(page._services, line, renewed=False, **over))
    form.by.set_value("")
    form.try_to_keep()
    assert form.isVisible()


def test_the_days_for_actions_are_chosen(house, page, over, shown):
    form = shown(DueDaysForm(house.inspections, **over))
    assert [field.value() for field in form.fields.values()] == [1, 3, 10]
    next(iter(form.fields.values())).set_value(20)
    form.try_to_keep()
    assert form.isVisible()
    next(iter(form.fields.values())).set_value(2)
    form.try_to_keep()
    assert house.inspections.due_days().critical == 2


def test_a_record_of_another_page_is_shown_with_its_view(page, house, qtbot):
    inspection = house.submitted()
    notice = house.inspections.issue_notice(inspection, "驿站", house.day(5), "现场")
    wish = NewPosted(kind=PostedKind.RULES, title="规章", since=house.today, review_days=365)
    posted = house.inspections.add_posted(wish)
    (action,) = house.actions(inspection)
    house.verified(action.id)
    wanted = {
        "action": (action.id, "actions", lambda line: line.action.id),
        "notice": (notice.id, "notices", lambda line: line.notice.id),
        "posted": (posted, "wall", lambda line: line.posted.id),
        "inspection": (inspection, "inspections", lambda look: look.inspection.id),
    }
    for what, (record, view, of) in wanted.items():
        page.open_with((what, record))
        qtbot.waitUntil(lambda view=view: page.views.current() == view)
        assert of(page.view().table.current()) == record, what


def test_reminders_lead_to_what_the_page_can_show(page, house):
    house.submitted()
    house.pass_days(30)
    told = list(house.inspections.reminders())
    assert told
    for reminder in told:
        assert reminder.area.value == "inspections"
        assert reminder.opens[0] in {"inspection", "action", "notice", "posted"}


def test_a_submission_is_taken_back_and_a_draft_voided(page, house, qtbot):
    inspection = house.submitted()
    page.deeds.take_back(inspection)
    assert house.inspections.inspection(inspection).inspection.is_draft

    def void(form):
        form.reason.set_value("twice")
        form.try_to_keep()

    in_form(void)
    page.deeds.void(inspection)
    assert house.inspections.inspections() == []


def test_what_rests_on_a_submission_is_told_in_the_page(page, house):
    inspection = house.submitted()
    house.inspections.issue_notice(inspection, "驿站", house.day(5), "现场")
    page.deeds.take_back(inspection)
    assert page.note.isVisible()


def test_the_head_of_a_draft_is_changed(page, house):
    draft = house.begin(kind=InspectionKind.SELF)

    def change(form):
        form.summary.set_value("in good order")
        form.try_to_keep()

    in_form(change)
    page.deeds.change_head(draft)
    assert house.inspections.inspection(draft).inspection.summary == "in good order"


def test_every_view_prints_a_paper_that_exists(page, window):
    turned = []
    page.turn_to.disconnect()
    page.turn_to.connect(lambda key, argument: turned.append((key, argument)))
    for view in KEYS:
        page.views.choose(view)
        page.print.click()
    assert turned == [("reports", paper_of(view)) for view in KEYS]
    assert all(any(paper in REPORT for paper in papers) for papers in PAPERS.values())


def test_the_papers_of_a_record_open_with_that_record():
    for paper in (SHEET, NOTICE):
        opening = opening_of((paper, 7))
        assert (opening.key, opening.choice.record) == (paper, 7)


def test_alt_and_a_digit_turn_to_each_view(page, typist):
    for number, view in enumerate(KEYS, start=1):
        typist.press(Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert page.views.current() == view


@pytest.fixture
def furnished(house):
    inspection = house.submitted(("S01", "S07"))
    house.inspections.issue_notice(inspection, "枫桥路驿站", house.day(5), "现场复查")
    house.inspections.add_usual_posted([PostedKind.ROSTER, PostedKind.RULES], keeper="王芳")
    return house


@pytest.mark.parametrize("view", KEYS)
def test_tab_reaches_every_button_of_each_view(furnished, page, window, view):
    page.refresh_now()
    page.views.choose(view)
    page.view().table.choose_first()
    QApplication.processEvents()
    wanted = {
        each
        for kind in (QPushButton, QLineEdit, QComboBox)
        for each in page.findChildren(kind)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    wanted = {each for each in wanted if each.focusProxy() is None}
    assert all(each.accessibleName() for each in wanted if isinstance(each, QPushButton)) or wanted
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
def test_every_view_fits_the_window(furnished, qtbot, wear, size, text, language):
    wear(Dress.LIGHT, text)
    use_language(language, paths.resources() / "locale")
    try:
        made = furnished.window(qtbot, size)
        page = made.page("inspections")
        for view in KEYS:
            page.views.choose(view)
            page.view().table.choose_first()
            QApplication.processEvents()
            assert made.width() <= size[0], view
            assert page.minimumSizeHint().width() <= page.width(), view
            for table in page.view().findChildren(QAbstractItemView):
                if table.isVisible():
                    bar = table.horizontalScrollBar()
                    assert bar.maximum() == 0, (view, table.accessibleName())
    finally:
        use_language("en", paths.resources() / "locale")
