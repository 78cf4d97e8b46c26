"""A station of the lowest tier that is inspected, its page in a window."""

from PyQt6.QtCore import Qt

from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.inspections.asking import InspectionServices
from stationdesk.ui.inspections.page import InspectionsPage
from stationdesk.ui.main_window import PageEntry
from tests.services.inspections.inspection_house import InspectionHouse
from tests.ui.answers import Answers
from tests.ui.windows import window_with


class InspectedHouse(InspectionHouse):
    """The house of the services with a page over it; ``answers`` stands in for the dialogs."""

    def __init__(self, database, **more):
        super().__init__(database, **more)
        self.feed, self.answers = ChangeFeed(), Answers()
        self.context.announce = self.feed.announce

    def page(self):
        services = InspectionServices(
            inspections=self.inspections,
            attachments=self.desk.attachments,
            station=self.desk.station,
            who=self.context.who,
            today=self.context.today,
        )
        return InspectionsPage(services, self.feed, self.answers)

    def window(self, qtbot, size=(1366, 690)):
        entry = PageEntry(
            "inspections", "检查整改", Icon.CLIPBOARD_CHECKMARK, "Ctrl+Shift+8", self.page
        )
        made = window_with(qtbot, entry, size)
        self.context.hear_undo = lambda undo: made.show_undo(str(undo), undo.take_back)
        return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
