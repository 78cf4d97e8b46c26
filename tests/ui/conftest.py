import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest

from stationdesk.ui.application import prepare, put_on
from stationdesk.ui.shots import settle
from stationdesk.ui.theme import Dress


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp, tmp_path_factory):
    """The application in light dress and bundled letters, so that widths are alike everywhere."""
    pictures = tmp_path_factory.mktemp("pictures")
    watcher = prepare(qapp, for_pictures=True)
    put_on(qapp, Dress.LIGHT, picture_folder=pictures, for_pictures=True)
    yield pictures
    watcher.stop()


@pytest.fixture
def shown(qtbot):
    """Show a form until the end of the test."""

    def _shown(form):
        qtbot.addWidget(form)
        form.show()
        return form

    return _shown


@pytest.fixture
def wear(qapp, dressed):
    """Put on another dress or text size for one test."""

    def _wear(dress=Dress.LIGHT, text_percent=100):
        settle()  # a window closed but not yet deleted would be dressed anew as well
        put_on(qapp, dress, text_percent, picture_folder=dressed, for_pictures=True)

    yield _wear
    _wear()
