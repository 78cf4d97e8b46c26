"""The amenities page: what one sees in its three views, and what leads where."""

import io
from datetime import date

import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from stationdesk import paths
from stationdesk.domain.amenity_kinds import Agent
from stationdesk.domain.faults import NewStep
from stationdesk.i18n import use_language
from stationdesk.ui.amenities.amenity_form import AmenityForm
from stationdesk.ui.amenities.fault_form import FaultForm
from stationdesk.ui.amenities.plans_dialog import PlansDialog
from stationdesk.ui.amenities.run_form import RunForm
from stationdesk.ui.amenities.skip_form import SkipForm
from stationdesk.ui.amenities.step_form import StepForm
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import MainWindow, PageEntry
from stationdesk.ui.theme import Dress
from stationdesk.ui.widgets.photo_viewer import PhotoViewer
from tests.ui.equipped import Station, extinguisher, when_opened


@pytest.fixture
def desk(database, qapp):
    return Station(database)


def shown_window(qtbot, desk, size=(1366, 690)):
    made = MainWindow([PageEntry("amenities", "设施", Icon.WRENCH, "Ctrl+1", desk.page)], "驿站")
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    made.open_page("amenities")
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def window(qtbot, desk):
    return shown_window(qtbot, desk)


@pytest.fixture
def page(window):
    return window.page("amenities")


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def names(view):
    return [line.amenity.name for line in view.table.model.shown_records()]


def text_of(widget):
    QApplication.processEvents()
    labels = widget.findChildren(QWidget)
    return " ".join(each.text() for each in labels if hasattr(each, "text") and not each.isHidden())


def photo(colour=(200, 80, 60)):
    target = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(target, "PNG")
    return target.getvalue()


def test_the_register_counts_its_lines_and_hides_retired_ones(page):
    segments = [made.text() for made in page.register.filters.segments.findChildren(QPushButton)]
    assert segments == [
        "All 3",
        "In good order 1",
        "Stopped 0",
        "Upkeep wanted 2",
        "Retired 1",
    ]
    assert names(page.register) == ["立式饮水机", "微波炉", "急救箱"]
    page.register.filters.choose("retired")
    assert names(page.register) == ["旧电视"]


def test_amenities_are_found_by_the_initials_of_their_names(page, qtbot):
    qtbot.keyClicks(page.search_box(), "wbl")
    assert names(page.register) == ["微波炉"]
    page.search_box().clear()
    page.register.filters.search.setText("nothing like it")
    assert names(page.register) == []


def test_the_register_is_narrowed_by_kind(page):
    kinds = page.register.filters.findChildren(QComboBox)[0]
    kinds.setCurrentIndex(kinds.findData("microwave"))
    assert names(page.register) == ["微波炉"]


def test_the_pane_tells_what_works_what_is_due_and_what_is_broken(page, desk):
    desk.report(stops_use_from=None)
    page.register.show_amenity(desk.ids["微波炉"])
    told = text_of(page.register.detail)
    for words in ("1/1", "Usable 100.0%", "周敏", "微波炉每年保养", "不加热", "SS-0002"):
        assert words in told
    assert "Brand" not in told


def test_the_pane_tells_when_an_extinguisher_wants_service(page, desk):
    wish = extinguisher(agent=Agent.POWDER, made_on=date(2024, 5, 1), since=date(2024, 6, 1))
    page.open_with(desk.amenities.add(wish))
    told = text_of(page.register.detail)
    assert "2029-05-01" in told
    assert "2034-05-01" in told


def test_the_primary_button_is_the_deed_of_the_view_and_stays_alone(page):
    for key, words in (
        ("register", "Enter an amenity"),
        ("due", "Log upkeep"),
        ("faults", "Report fault"),
    ):
        page.open_with(key)
        QApplication.processEvents()
        primaries = [
            made
            for made in page.findChildren(QPushButton)
            if made.property("look") == "primary" and made.isVisible()
        ]
        assert [made.accessibleName() for made in primaries] == [words]
        assert not page.seconds[key].isVisible()


def test_views_are_turned_by_keys(page, window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.views.current() == "due"
    assert page.search_box() is page.due.filters.search
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert page.help_anchor() == "faults"


def test_what_is_due_stands_in_order_with_its_checklist(page):
    page.open_with("due")
    shown = page.due.table.model.shown_records()
    assert [line.due.plan.task for line in shown] == ["饮水机每周检查", "急救箱每月清点"]
    assert "出水正常" in page.due.detail.checklist.text()
    page.open_with("overdue")
    assert len(page.due.table.model.shown_records()) == 1


@pytest.mark.parametrize("name", ["急救箱", "微波炉"])
def test_another_page_can_lead_to_a_plan_due_or_not(page, desk, name):
    page.open_with(("due", desk.plans[name]))
    assert page.views.current() == "due"
    assert page.due.table.current().due.plan.id == desk.plans[name]


def test_another_page_can_lead_to_a_fault_an_amenity_or_a_quick_filter(page, desk):
    fault_id = desk.report()
    page.open_with(("fault", fault_id))
    assert page.faults.table.current().fault.id == fault_id
    page.open_with(desk.ids["旧电视"])
    assert page.register.table.current().amenity.name == "旧电视"
    page.open_with("stopped")
    assert names(page.register) == ["微波炉"]
    page.open_with("nothing of the kind")
    assert page.views.current() == "register"


def test_each_view_prints_its_own_report(desk, qtbot):
    page = desk.page()
    qtbot.addWidget(page)
    page.show()
    heard = []
    page.turn_to.connect(lambda key, argument: heard.append((key, argument)))
    for key in ("register", "due"):
        page.open_with(key)
        press(qtbot, page.print)
    assert heard == [("reports", "amenities"), ("reports", "upkeep-due")]


def test_buttons_open_the_forms_of_their_deeds(page, desk, qtbot):
    fault_id = desk.report()
    opened = []

    def note(form):
        opened.append(type(form))

    def opens(run, *arguments):
        when_opened(note)
        run(*arguments)

    opens(press, qtbot, page.primary)
    opens(press, qtbot, page.seconds["faults"])
    page.register.show_amenity(desk.ids["微波炉"])
    opens(press, qtbot, page.register.detail.edit)
    opens(press, qtbot, page.register.detail.all_plans)
    page.open_with(("due", desk.plans["急救箱"]))
    opens(press, qtbot, page.primary)
    opens(press, qtbot, page.due.detail.skip)
    page.open_with(("fault", fault_id))
    opens(press, qtbot, page.faults.detail.step)
    assert opened == [
        AmenityForm,
        FaultForm,
        AmenityForm,
        PlansDialog,
        RunForm,
        SkipForm,
        StepForm,
    ]


def test_enter_on_a_due_line_logs_it_and_s_skips_it(page, window, qtbot):
    page.open_with("due")
    opened = []
    page.due.table.view.setFocus()
    when_opened(lambda form: opened.append(type(form)))
    qtbot.keyClick(page.due.table.view, Qt.Key.Key_Return)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.due.table.view.setFocus()
    when_opened(lambda form: opened.append(type(form)))
    qtbot.keyClick(page.due.table.view, Qt.Key.Key_S)
    assert opened == [RunForm, SkipForm]


def test_a_repair_goes_from_step_to_step(page, desk, qtbot):
    fault_id = desk.report()
    page.open_with(("fault", fault_id))
    detail, state = page.faults.detail, lambda: desk.amenities.fault(fault_id).state

    def fill(form):
        form.by.set_value("售后")
        form.words.set_value("换了磁控管")
        form.cost.set_value(8500)
        form.try_to_keep()

    for expected in ("repairing", "to_accept"):
        when_opened(fill)
        press(qtbot, detail.step)
        assert state() == expected
    assert "85.00" in text_of(detail)
    when_opened(fill)
    press(qtbot, detail.reject)
    assert state() == "repairing"
    assert "Repair was not accepted" in text_of(detail)
    desk.amenities.take_back_step(fault_id)
    when_opened(fill)
    press(qtbot, detail.step)
    assert state() == "closed"
    assert not desk.amenities.fault(fault_id).stops_use


def test_the_last_step_is_taken_back_after_asking(page, desk):
    fault_id = desk.report()
    page.open_with(("fault", fault_id))
    assert not page.faults.take_back.isEnabled()
    desk.amenities.start_repair(fault_id, NewStep(on=date(2026, 6, 29), done_by="售后"))
    page.faults.take_back.trigger()
    assert desk.amenities.fault(fault_id).state == "reported"
    assert len(desk.answers.asked) == 1


def test_a_photo_is_chosen_or_pasted_seen_large_and_put_away(page, desk, qtbot, tmp_path):
    page.register.show_amenity(desk.ids["微波炉"])
    strip = page.register.detail.photos
    file = tmp_path / "正面.png"
    file.write_bytes(photo())
    desk.answers.paths = [file]
    press(qtbot, strip.add)
    QApplication.clipboard().setImage(QImage.fromData(photo((20, 90, 200))))
    strip.add.setFocus()
    qtbot.keyClick(strip.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(strip.thumbs) == 2
    seen = []

    def look(viewer):
        seen.append(type(viewer))
        assert not viewer.picture.pixmap().isNull()
        press(qtbot, viewer.put_away)
        press(qtbot, viewer.put_away)

    when_opened(look)
    press(qtbot, strip.thumbs[0])
    assert seen == [PhotoViewer]
    assert strip.thumbs == []


def test_a_file_that_is_no_photo_is_refused_in_the_page(page, desk, tmp_path):
    page.register.show_amenity(desk.ids["微波炉"])
    file = tmp_path / "notes.png"
    file.write_bytes(b"not a picture")
    desk.answers.paths = [file, tmp_path / "gone.jpg"]
    page.register.detail.photos.add.click()
    assert page.note.isVisible()
    assert page.register.detail.photos.thumbs == []


def test_an_empty_register_invites_to_import(qtbot, desk):
    page = desk.page()
    qtbot.addWidget(page)
    page.register.table.show_records(())
    heard = []
    page.turn_to.connect(lambda key, _argument: heard.append(key))
    invited = {made.accessibleName(): made for made in page.register.findChildren(QPushButton)}
    invited["Import from Excel…"].click()
    assert heard == ["imports"]


def test_the_page_looks_again_when_something_changes_elsewhere(page, desk):
    desk.report()
    labels = [made.text() for made in page.views.buttons.findChildren(QPushButton)]
    assert labels == ["Amenity register 3", "Due upkeep 2", "Faults and repairs 1"]
    desk.take_back()
    assert page.views.buttons.findChildren(QPushButton)[2].text() == "Faults and repairs 0"


@pytest.mark.parametrize("view", ["register", "due", "faults"])
def test_every_button_is_reached_by_tab_and_has_a_name(page, window, desk, qtbot, view):
    desk.report()
    page.open_with(view)
    kinds = (QPushButton, QLineEdit, QComboBox, QTableView)
    controls = [
        each for each in page.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()
    ]
    unnamed = [
        each for each in controls if not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert unnamed == []
    page.setFocus()
    reached = set()
    for _ in range(80):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    missed = [
        each.accessibleName()
        for each in controls
        if isinstance(each, QPushButton)
        and each.isEnabled()
        and each not in reached
        and each.property("look") != "segment"
    ]
    assert missed == []


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("size", [(1366, 690), (1093, 535)])
@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_nothing_sticks_out_of_its_room(qtbot, wear, desk, size, percent, tongue):
    use_language(tongue, paths.locale_folder())
    try:
        wear(Dress.LIGHT, percent)
        desk.report()
        made = shown_window(qtbot, desk, size)
        page = made.page("amenities")
        for view in ("register", "due", "faults"):
            page.open_with(view)
            QApplication.processEvents()
            assert made.width() == size[0]
            assert made.minimumSizeHint().width() <= size[0]
            for each in page.findChildren(QPushButton):
                if each.isVisible() and page.isAncestorOf(each):
                    right = each.mapTo(made, each.rect().topRight()).x()
                    assert right < size[0], each.accessibleName()
    finally:
        use_language("en", paths.locale_folder())


def test_labels_are_asked_of_the_reports_for_one_line_or_for_the_list(page, desk):
    turned = []
    page.turn_to.disconnect()
    page.turn_to.connect(lambda *asked: turned.append(asked))
    page.register.table.choose_where(lambda line: line.amenity.name == "微波炉")
    for menu in (page.register.detail.more.menu(), page.register.table.view):
        for action in menu.actions():
            if "label" in action.text():
                action.trigger()
    shown = [line.amenity.id for line in page.register.table.model.shown_records()]
    assert turned == [
        ("reports", ("labels", "amenity", (desk.ids["微波炉"],))),
        ("reports", ("labels", "amenity", tuple(shown))),
    ]
