"""Lost property on the lending page: entered, asked for, claimed, passed on."""

import io

import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QPushButton, QWidget

from stationdesk import paths
from stationdesk.domain.keeping.found import Outcome
from stationdesk.i18n import use_language
from stationdesk.services.changes import Topic
from stationdesk.ui.lending.claim_form import ClaimForm
from stationdesk.ui.lending.found_form import FoundForm
from stationdesk.ui.lending.pass_on_form import PassOnForm
from tests.ui.equipped import when_opened
from tests.ui.lent_things import TODAY, LendingStation, keyboard_gaps, window_of


@pytest.fixture
def desk(qapp):
    made = LendingStation()
    yield made
    made.desk.close()


def shown_window(qtbot, desk, size=(1366, 690)):
    return window_of(qtbot, desk, desk.found_view, Topic.KEEPING, size=size)


@pytest.fixture
def open_view(qtbot, desk):
    """Open the view in a window once things were found."""
    kept = []

    def _open():
        kept.append(shown_window(qtbot, desk))
        return kept[-1].page("lending").view

    return _open


@pytest.fixture
def found_form(desk, shown):
    def _form(thing=None):
        places = desk.desk.inventory.places()
        attachments = desk.desk.attachments
        return shown(
            FoundForm(desk.keeping, attachments, places, TODAY, thing=thing, dialogs=desk.answers)
        )

    return _form


def claim_form(desk, shown, **changes):
    thing = desk.keeping.found_thing(desk.find(**changes))
    return thing, shown(ClaimForm(desk.keeping, thing, TODAY, dialogs=desk.answers))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def text_of(widget):
    QApplication.processEvents()
    labels = widget.findChildren(QWidget)
    return " ".join(each.text() for each in labels if hasattr(each, "text") and not each.isHidden())


def told(form, about):
    return form.grid.field(about).accessibleDescription()


def photo():
    target = io.BytesIO()
    Image.new("RGB", (320, 200), (200, 80, 60)).save(target, "PNG")
    return target.getvalue()


def test_a_find_is_entered_with_questions_and_a_photo(desk, found_form):
    form = found_form()
    form.kind.set_value("bag")
    assert [row.question.value() for row in form.questions.rows] == [
        "What is in the bag?",
        "Which make and colour is it?",
    ]
    form.questions.rows[0].answer.set_value("一把伞和一本书")
    form.description.set_value("红色帆布袋")
    form.where.set_value("阅读区")
    form.photo.set_value(photo(), "bag.png")
    form.try_to_keep()
    (thing,) = desk.keeping.found_things()
    assert [one.answer for one in thing.questions] == ["一把伞和一本书"]
    assert len(desk.desk.attachments.of("found_thing", thing.uid)) == 1


def test_questions_that_were_only_offered_change_with_the_kind(found_form):
    form = found_form()
    form.kind.set_value("key")
    form.questions.rows[1].answer.set_value("小熊")
    form.kind.set_value("bag")
    asked = [row.question.value() for row in form.questions.rows]
    assert asked[0] == "What hangs on the ring?"
    assert "How many keys are on the ring?" not in asked


def test_a_card_is_not_photographed(found_form):
    form = found_form()
    form.kind.set_value("id_card")
    assert not form.photo.isVisible()
    form.kind.set_value("clothes")
    assert form.photo.isVisible()


def test_what_is_missing_is_told_under_its_field(desk, found_form):
    form = found_form()
    form.try_to_keep()
    assert told(form, "description") == "This is required."
    assert told(form, "found_where") == "This is required."
    assert desk.keeping.found_things() == []


def test_questions_are_asked_one_by_one_and_answered_by_keys(qtbot, desk, shown):
    thing, form = claim_form(desk, shown)
    assert "Question 1 of 2" in text_of(form)
    assert "几把钥匙？" in text_of(form)
    assert "挂着什么？" not in text_of(form)
    form.questions.setFocus()
    QTest.keyClick(form.questions, Qt.Key.Key_Y)
    assert "挂着什么？" in text_of(form)
    QTest.keyClick(form.questions, Qt.Key.Key_N)
    assert "1 of 2 answered rightly" in text_of(form)
    assert "小熊" not in text_of(form)
    QTest.keyClick(form.questions, Qt.Key.Key_Backspace)
    press(qtbot, form.questions.right)
    form.to.set_value("周小明")
    form.phone.set_value("6677")
    form.try_to_keep()
    claimed = desk.keeping.found_thing(thing.id)
    assert (claimed.outcome, claimed.answers) == (Outcome.CLAIMED, (True, True))
    desk.undos[-1].take_back()
    assert desk.keeping.found_thing(thing.id).outcome is None


def test_a_claim_with_questions_left_is_not_kept(desk, shown):
    thing, form = claim_form(desk, shown)
    form.questions.take(right=True)
    form.to.set_value("周小明")
    form.try_to_keep()
    assert form.isVisible()
    assert told(form, "answers") == "Questions not asked yet: 1."
    assert desk.keeping.found_thing(thing.id).outcome is None


def test_wrong_answers_want_another_proof(desk, shown):
    thing, form = claim_form(desk, shown)
    form.questions.take(right=False)
    form.questions.take(right=False)
    form.to.set_value("周小明")
    form.try_to_keep()
    assert told(form, "proof")
    assert desk.keeping.found_thing(thing.id).outcome is None
    form.proof.set_value("购买发票")
    form.try_to_keep()
    assert desk.keeping.found_thing(thing.id).outcome is Outcome.CLAIMED


def test_a_card_is_given_out_against_proof_and_a_whole_phone_number(desk, shown):
    thing, form = claim_form(desk, shown, kind="id_card", description="身份证", questions=0)
    form.to.set_value("周小明")
    form.try_to_keep()
    assert told(form, "phone") == "This is required."
    assert told(form, "proof") == "This is required."
    form.phone.set_value("6677")
    form.proof.set_value("身份证照片一致")
    form.try_to_keep()
    assert "whole phone number" in told(form, "phone")
    form.phone.set_value("13700006677")
    form.try_to_keep()
    assert desk.keeping.found_thing(thing.id).outcome is Outcome.CLAIMED


def test_what_nobody_claims_is_passed_on(desk, shown):
    thing = desk.keeping.found_thing(desk.find(days=40))
    form = shown(PassOnForm(desk.keeping, thing, TODAY, dialogs=desk.answers))
    form.try_to_keep()
    assert told(form, "to") == "This is required."
    form.to.set_value("枫桥路派出所")
    form.try_to_keep()
    assert desk.keeping.found_thing(thing.id).outcome is Outcome.PASSED_ON


def test_only_worthless_things_may_be_thrown_away(desk, shown):
    card = desk.keeping.found_thing(desk.find(kind="bank_card", description="银行卡"))
    form = shown(PassOnForm(desk.keeping, card, TODAY, dialogs=desk.answers))
    assert not form.disposed.isVisible()
    thing = desk.keeping.found_thing(desk.find(kind="other", description="半盒饼干"))
    form = shown(PassOnForm(desk.keeping, thing, TODAY, dialogs=desk.answers))
    form.disposed.set_value(True)
    form.to.set_value("已过期，丢弃")
    form.try_to_keep()
    assert desk.keeping.found_thing(thing.id).outcome is Outcome.DISPOSED


def test_segments_count_what_waits_and_what_left(desk, open_view):
    desk.find()
    late = desk.find(days=40)
    view = open_view()
    segments = [made.text() for made in view.filters.segments.findChildren(QPushButton)]
    assert segments == ["Still here 2", "To pass on 1", "Claimed 0", "Gone 0"]
    view.filters.choose("pass_on")
    assert [thing.id for thing in view.table.model.shown_records()] == [late]


def test_the_pane_tells_no_name_and_no_answer(desk, open_view):
    desk.find(note="拾获人刘洋，电话13812345678")
    said = text_of(open_view().detail)
    for secret in ("刘洋", "13812345678", "小熊", "3 把"):
        assert secret not in said
    assert "刘*" in said
    assert "2 kept" in said


def test_a_claim_is_opened_by_enter_and_a_found_thing_by_search(qtbot, desk, open_view):
    wanted = desk.find(description="黑色手机", kind="phone")
    desk.find()
    view = open_view()
    qtbot.keyClicks(view.filters.search, "sj")
    assert [thing.id for thing in view.table.model.shown_records()] == [wanted]
    opened = []
    when_opened(opened.append)
    qtbot.keyClick(view.filters.search, Qt.Key.Key_Return)
    qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    assert isinstance(opened[0], ClaimForm)


def test_a_find_is_corrected_and_its_finder_stays(qtbot, desk, found_form):
    thing = desk.keeping.found_thing(desk.find())
    form = found_form(thing)
    assert form.finder.value() == ""
    assert not form.photo.isVisible()
    form.where.set_value("公交站")
    form.try_to_keep()
    kept = desk.keeping.found_thing(thing.id)
    assert (kept.found_where, kept.finder_name) == ("公交站", "刘洋")
    assert len(kept.questions) == 2


def test_notice_and_ledger_are_printed_and_the_shelf_looked_through(qtbot, desk, open_view):
    view = open_view()
    press(qtbot, view.notice)
    press(qtbot, view.print)
    asked = view.window().page("lending").turned
    assert asked == [("reports", "lost-property-notice"), ("reports", "lost-property")]
    press(qtbot, view.looked.confirm)
    assert desk.keeping.last_looked("found_things") == TODAY


def test_every_button_is_reached_by_tab_and_has_a_name(qtbot, desk, open_view):
    desk.find()
    unnamed, missed = keyboard_gaps(qtbot, open_view())
    assert unnamed == []
    assert missed == []


@pytest.mark.parametrize(
    ("size", "percent", "tongue"),
    [
        ((1366, 690), 100, "en"),
        ((1093, 535), 100, "zh_CN"),
        ((1093, 535), 100, "en"),
        ((1366, 690), 130, "zh_CN"),
    ],
)
def test_nothing_sticks_out_of_its_room(qtbot, wear, desk, size, percent, tongue):
    wear(text_percent=percent)
    use_language(tongue, paths.locale_folder())
    try:
        desk.find()
        window = shown_window(qtbot, desk, size)
        view = window.page("lending").view
        QApplication.processEvents()
        assert window.width() == size[0]
        assert view.minimumSizeHint().width() <= view.width()
        assert view.table.view.horizontalScrollBar().maximum() == 0
    finally:
        use_language("en", paths.locale_folder())
