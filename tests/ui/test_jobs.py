import threading

import pytest
from PyQt6.QtCore import QThread, QThreadPool

from stationdesk.ui.jobs import Cancelled, JobRunner
from stationdesk.ui.widgets.progress import ProgressDialog, ProgressStrip


@pytest.fixture
def runner(qapp):
    pool = QThreadPool()
    made = JobRunner(pool)
    yield made
    made.cancel_all()


class News:
    def __init__(self):
        self.done, self.failed, self.progress, self.threads = [], [], [], []

    def on_done(self, result):
        self.done.append(result)
        self.threads.append(QThread.currentThread())

    def on_failed(self, error):
        self.failed.append(error)

    def on_progress(self, done, total, words):
        self.progress.append((done, total, words))


@pytest.fixture
def news():
    return News()


def test_work_is_done_elsewhere_and_its_result_comes_home(runner, news, qtbot, qapp):
    runner.start(threading.get_ident, news.on_done, news.on_failed)
    qtbot.waitUntil(lambda: bool(news.done))
    assert news.done != [threading.get_ident()]
    assert news.threads == [qapp.thread()]
    qtbot.waitUntil(lambda: not runner.is_busy())


def test_each_step_of_a_generator_is_told_and_its_return_value_is_the_result(runner, news, qtbot):
    def work():
        for step in range(3):
            yield step + 1, 3, f"step {step + 1}"
        return "whole"

    runner.start(work, news.on_done, news.on_failed, news.on_progress)
    qtbot.waitUntil(lambda: bool(news.done))
    assert news.done == ["whole"]
    assert news.progress == [(1, 3, "step 1"), (2, 3, "step 2"), (3, 3, "step 3")]


def test_a_job_stopped_at_a_step_tidies_up_and_says_so(runner, news, qtbot):
    tidied, going = [], threading.Event()

    def work():
        try:
            while True:
                going.set()
                yield 0, 0, ""
        finally:
            tidied.append(True)

    job = runner.start(work, news.on_done, news.on_failed)
    assert going.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(news.failed))
    assert isinstance(news.failed[0], Cancelled)
    assert tidied == [True]


def test_what_goes_wrong_in_the_work_is_told_and_not_raised(runner, news, qtbot):
    def work():
        yield 1, 2, ""
        raise OSError("full")

    runner.start(work, news.on_done, news.on_failed)
    qtbot.waitUntil(lambda: bool(news.failed))
    assert str(news.failed[0]) == "full"


def test_the_strip_shows_how_far_and_stops_once(qtbot):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Writing")
    assert (strip.bar.minimum(), strip.bar.maximum()) == (0, 0)
    strip.show_progress(3, 10, "Sheet 3")
    assert (strip.bar.value(), strip.words.whole_text(), strip.numbers.text()) == (
        3,
        "Sheet 3",
        "3 / 10",
    )
    with qtbot.waitSignal(strip.cancel_pressed):
        strip.cancel_button.click()
    assert not strip.cancel_button.isEnabled()
    strip.finish()
    assert not strip.isVisible()


def test_escape_in_the_dialog_stops_the_work_and_does_not_close_it(qtbot):
    dialog = ProgressDialog("Reading")
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.strip.cancel_pressed):
        dialog.reject()
    dialog.reject()
    assert dialog.isVisible()
    dialog.finish()
    assert not dialog.isVisible()
