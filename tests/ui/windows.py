"""A page in a window of its own, open and in front."""

from stationdesk.ui.main_window import MainWindow


def window_with(qtbot, entry, size=(1366, 690)):
    """Return a window with one page, which has the keyboard."""
    made = MainWindow([entry], "驿站")
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    made.open_page(entry.key)
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
