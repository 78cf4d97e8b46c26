"""The smaller pieces of the kit."""

import pytest
from PyQt6.QtCore import QBuffer, QIODevice, QMarginsF, QMimeData, QPointF, Qt, QUrl
from PyQt6.QtGui import QColor, QDropEvent, QImage, QPageSize, QPainter, QPdfWriter
from PyQt6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stationdesk.domain.problems import Problem, Refused
from stationdesk.listings.columns import Mark, Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import LIGHT, px
from stationdesk.ui.widgets.basics import (
    TONE_ICONS,
    Elide,
    Pill,
    Segmented,
    button,
    icon_button,
)
from stationdesk.ui.widgets.charts import Bar, BarChart, LineChart, Ring
from stationdesk.ui.widgets.drawer import Drawer
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.kpi_cards import KpiCard, KpiCards, KpiForm
from stationdesk.ui.widgets.notes import InlineNote
from stationdesk.ui.widgets.photo_field import PhotoField
from stationdesk.ui.widgets.step_wizard import Step, StepWizard


def test_a_state_is_icon_and_word_and_colour(qtbot):
    assert len(set(TONE_ICONS.values())) == len(Tone)
    pill = Pill(Mark("Low", Tone.WARNING))
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    pill.show()
    drawn = pill.grab().toImage()
    seen = {
        drawn.pixelColor(x, y).name().upper()
        for x in range(drawn.width())
        for y in range(drawn.height())
    }
    assert {LIGHT.warning.text, LIGHT.warning.soft} <= seen
    assert pill.accessibleName() == "Low"
    pill.show_mark(None)
    assert not pill.isVisible()


def test_a_kpi_card_says_all_of_itself_and_can_be_pressed(qtbot):
    card = KpiCard("今日服务人次", Icon.PEOPLE)
    qtbot.addWidget(card)
    card.show_number("286", "人次", "较上周四 +12%", Tone.INFO)
    assert card.accessibleName() == "今日服务人次 286 人次 较上周四 +12%"
    assert card.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Space)


def _cards(qtbot, delta="9 overdue"):
    made = [KpiCard("Stock warnings", Icon.PEOPLE) for _number in range(6)]
    for card in made:
        card.show_number("286", "of 300", delta)
    cards = KpiCards(*made)
    qtbot.addWidget(cards)
    return cards, made


@pytest.mark.parametrize(
    ("width", "rows"), [(1600, 1), (1150, 1), (900, 1), (700, 2), (420, 2), (300, 3)]
)
def test_cards_stand_in_one_row_as_long_as_nothing_is_cut_off(qtbot, width, rows):
    cards, made = _cards(qtbot)
    cards.fit(px(width))
    cards.resize(px(width), cards.height())
    cards.show()
    assert cards.rows() == rows
    words = [each for each in cards.findChildren(Elide) if each.isVisible()]
    assert [each.whole_text() for each in words if each.text() != each.whole_text()] == []
    assert len({card.width() for card in made}) <= 2


def test_longer_words_send_cards_to_another_row(qtbot):
    cards, made = _cards(qtbot)
    cards.fit(px(1000))
    assert cards.rows() == 1
    made[0].show_number("286", "of 300", "two expired, six used up, three low and one expiring")
    cards.fit(px(1000))
    assert cards.rows() > 1
    least = [made[0].width_needed(form) for form in KpiForm]
    assert least == sorted(least, reverse=True)


def test_a_card_tells_more_in_its_tooltip_and_to_a_screen_reader(qtbot):
    card = KpiCard("Stock warnings", Icon.PEOPLE)
    qtbot.addWidget(card)
    card.show_number("11", "of 69", "2 expired", Tone.BAD, more="2 expired, 6 out, 3 low")
    assert card.toolTip() == "2 expired, 6 out, 3 low"
    assert card.accessibleName() == "Stock warnings 11 of 69 2 expired, 6 out, 3 low"


def test_long_words_are_shortened_and_whole_in_the_tooltip(qtbot):
    words = Elide("瓶装饮用水 500ml 一箱二十四瓶")
    qtbot.addWidget(words)
    words.resize(80, 20)
    words.show()
    assert words.text().endswith("…")
    assert words.toolTip() == words.whole_text() == words.accessibleName()
    words.resize(400, 20)
    assert words.text() == words.whole_text()
    assert words.toolTip() == ""


def test_of_segments_one_is_taken_and_each_carries_its_count(qtbot):
    segments = Segmented({"all": "全部", "low": "偏低"}, "状态")
    qtbot.addWidget(segments)
    segments.set_counts({"all": 128, "low": 5})
    with qtbot.waitSignal(segments.chosen) as chosen:
        segments.choose("low")
    assert chosen.args == ["low"]
    assert segments.current() == "low"


def test_clearing_the_filters_says_so_once(qtbot):
    bar = FilterBar("名称", {"all": "全部", "low": "偏低"})
    qtbot.addWidget(bar)
    bar.add_choice("place", "位置", {"": "全部", "a": "货架 A"}).setCurrentIndex(1)
    bar.search.setText("纸杯")
    bar.choose("low")
    assert (bar.query(), bar.segment(), bar.choice("place")) == ("纸杯", "low", "a")
    heard = []
    bar.changed.connect(lambda: heard.append(True))
    bar.clear()
    assert (bar.query(), bar.segment(), bar.choice("place")) == ("", "all", "")
    assert heard == [True]
    bar.search.setText("x")
    assert heard == [True, True]


def test_a_button_names_its_key_in_the_tooltip(qtbot):
    made = icon_button(Icon.PRINT, "打印", shortcut="Ctrl+P")
    word = button("入库", Icon.ADD, shortcut="Ctrl+N")
    for each in (made, word):
        qtbot.addWidget(each)
    assert made.toolTip() == "打印  Ctrl+P"
    assert made.accessibleName() == "打印"
    assert word.toolTip() == "入库  Ctrl+N"
    assert word.accessibleName() == "入库"


def test_charts_say_their_numbers(qtbot):
    line, bars = LineChart("服务人次"), BarChart("设施使用", "次")
    bar, ring = Bar("三级"), Ring("当前等级")
    for chart in (line, bars, bar, ring):
        qtbot.addWidget(chart)
        chart.resize(300, 200)
        chart.show()
    line.show_points([("3/1", 210), ("3/2", 286)])
    bars.show_bars([("饮水", 118), ("休息", 96)])
    bar.show_share(7, 8)
    ring.show_share(11, 16, "11", "共 16 项")
    said = [chart.accessibleName() for chart in (line, bars, bar, ring)]
    assert said == [
        "服务人次：3/1 210，3/2 286",
        "设施使用：饮水 118 次，休息 96 次",
        "三级：7 / 8",
        "当前等级：11 共 16 项",
    ]


@pytest.mark.parametrize("points", [[], [("a", 0)], [("a", 5)], [("a", -3), ("b", 0)]])
def test_charts_draw_whatever_little_there_is(qtbot, points):
    line, bars, bar = LineChart("x"), BarChart("y"), Bar("z")
    for chart in (line, bars, bar):
        qtbot.addWidget(chart)
        chart.resize(300, 200)
    line.show_points(points)
    bars.show_bars(points)
    bar.show_share(0, 0)
    for chart in (line, bars, bar):
        assert not chart.grab().isNull()


def test_a_drawer_gives_the_focus_back(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 500)
    field = TextField(parent=host)
    host.show()
    host.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    drawer = Drawer(host, 300)
    drawer.open_with(QWidget(), "详情")
    assert drawer.geometry().right() == host.rect().right()
    assert drawer.width() == px(300)
    qtbot.keyClick(drawer.close_button, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert QApplication.focusWidget() is field


def test_a_note_stays_until_it_is_closed_and_offers_one_deed(qtbot):
    note = InlineNote()
    qtbot.addWidget(note)
    note.say_problems([Problem("a", "One."), Problem("b", "Two.")])
    assert note.words.text() == "One.\nTwo."
    note.say("Failed.", Tone.WARNING, "Try again")
    with qtbot.waitSignal(note.acted):
        next(each for each in note.findChildren(QWidget) if _says(each, "Try again")).click()
    assert note.isVisible()


def _says(widget, name):
    return widget.accessibleName() == name and hasattr(widget, "click")


class Chooser:
    def __init__(self, *paths):
        self.paths = list(paths)

    def open_paths(self, parent, title, kinds=""):
        return self.paths


@pytest.fixture
def photo(tmp_path):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#1B8A63"))
    file = tmp_path / "饮水机.png"
    assert image.save(str(file))
    return file


def test_a_photo_is_chosen_dropped_or_pasted(qtbot, photo):
    field = PhotoField(Chooser(photo))
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.value() == photo.read_bytes()
    assert field.file_name() == "饮水机.png"
    field.set_value(b"")
    assert field.is_empty()
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(photo))])
    field.dropEvent(_drop(given))
    assert field.value() == photo.read_bytes()
    QApplication.clipboard().setImage(QImage(str(photo)))
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.value().startswith(b"\x89PNG")
    assert field.file_name() == "photo.png"


def _drop(given):
    return QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        given,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_what_is_no_photo_is_refused_in_words(qtbot, tmp_path):
    false_photo = tmp_path / "a.png"
    false_photo.write_bytes(b"not a picture")
    script = tmp_path / "a.exe"
    script.write_bytes(b"MZ")
    field = PhotoField(Chooser())
    qtbot.addWidget(field)
    for path in (false_photo, script, tmp_path / "nowhere.png"):
        field.take_file(path)
        assert field.is_empty()
        assert "photo" in field.unreadable()


def test_a_wizard_goes_on_back_and_over_steps_and_stays_where_it_is_refused(qtbot):
    wizard = StepWizard("开始使用", "完成")
    qtbot.addWidget(wizard)
    entered, refuse = [], [True]

    def leave():
        if refuse:
            raise Refused([Problem("name", "Write the name.")])

    wizard.add_step(Step("驿站", QWidget(), leave=leave))
    wizard.add_step(Step("文字大小", QWidget(), enter=lambda: entered.append(2), skippable=True))
    wizard.add_step(Step("备份", QWidget(), verb=""))
    wizard.show()
    assert not wizard.back_button.isEnabled()
    wizard.next_button.click()
    assert (wizard.current(), wizard.note.words.text()) == (0, "Write the name.")
    refuse.clear()
    wizard.next_button.click()
    assert (wizard.current(), entered) == (1, [2])
    assert wizard.skip_button.isVisible()
    wizard.skip_button.click()
    assert wizard.next_button.text() == "完成"
    wizard.back_button.click()
    assert wizard.current() == 1
    wizard.next_button.click()
    wizard.next_button.click()
    assert wizard.result() == 1


def test_a_paper_is_shown_page_by_page(qtbot, tmp_path):
    from stationdesk.ui.widgets.pdf_preview import PdfPreview

    file = tmp_path / "表.pdf"
    _write_pdf(file, pages=3)
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    preview.show()
    assert preview.show_file(file)
    assert preview.page_count() == 3
    preview.go_to(2)
    assert preview.current_page() == 2
    preview.zoom(1.25)
    preview.fit_width()
    preview.close_file()
    with qtbot.waitSignal(preview.failed):
        assert not preview.show_file(tmp_path / "nowhere.pdf")


def _write_pdf(file, pages):
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.drawLine(0, 0, 100, 100)
    painter.end()
    file.write_bytes(target.data().data())


def test_a_card_with_a_number_is_never_squeezed(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    card, below = KpiCard("服务等级", Icon.HOME), QWidget()
    below.setMinimumHeight(300)
    layout = QVBoxLayout(host)
    layout.addWidget(card)
    layout.addWidget(below)
    host.resize(300, 340)
    host.show()
    assert card.height() == px(114)
