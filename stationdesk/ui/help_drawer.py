"""The help of a page, offline, beside the page."""

from __future__ import annotations

from PyQt6.QtCore import QUrl
from PyQt6.QtWidgets import QTextBrowser, QWidget

from stationdesk import paths
from stationdesk.i18n import _, language
from stationdesk.ui.theme import theme, tokens
from stationdesk.ui.widgets.drawer import Drawer

FIRST_PAGE = "index"


class HelpDrawer(Drawer):
    """Shows ``resources/help/LANGUAGE/PAGE.html``; links within the help are followed."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, 400)
        self.setObjectName("help")
        self._text = QTextBrowser()
        self._text.setAccessibleName(_("Help"))
        self._text.setOpenExternalLinks(False)

    def show_page(self, key: str, anchor: str = "") -> None:
        """Open the help of page ``key`` at ``anchor``, or the first page where it has none."""
        folder = paths.resources() / "help" / ("zh" if language().startswith("zh") else "en")
        file = folder / f"{key}.html"
        if not file.is_file():
            file = folder / f"{FIRST_PAGE}.html"
        document = self._text.document()
        if document is not None:
            document.setDefaultFont(theme().font())
            document.setDefaultStyleSheet(_letters())
        if file.is_file():
            url = QUrl.fromLocalFile(str(file))
            url.setFragment(anchor)
            self._text.setSource(url)
        else:
            self._text.setPlainText(_("There is no help text for this page."))
        self.open_with(self._text, _("Help"))


def _letters() -> str:
    t, one = tokens(), theme()
    return (
        f"body {{ color: {t.text}; }} a {{ color: {t.primary}; }}"
        f" h1 {{ font-size: {one.px(18)}px; }} h2 {{ font-size: {one.px(16)}px; }}"
        f" p, li {{ line-height: 150%; }}"
    )
