"""A part of the settings that is typed into fields and kept by one button."""

from __future__ import annotations

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.section import Section
from stationdesk.ui.widgets.basics import button, keep_shown
from stationdesk.ui.widgets.forms import FormGrid


class TypedSection(Section):
    """Fields in ``grid``; what was typed stays until it is kept or discarded.

    A section adds its fields, calls ``hear_fields`` once, places ``discard``, and overrides
    ``show_kept`` and ``keep``.
    """

    def __init__(self, columns: int = 1) -> None:
        super().__init__(_("Save"), Icon.SAVE, "Ctrl+Return")
        self.grid = FormGrid(columns=columns)
        self.discard = button(_("Discard what was typed"), Icon.ARROW_UNDO)
        self.discard.clicked.connect(self._on_discard)
        self._dirty = False

    def refresh(self) -> None:
        """Read again what is kept; what was typed and not kept stays."""
        if not self._dirty:
            self._show()
        self.tell_state()

    def run_primary(self) -> None:
        """Keep what was typed, or show what stands against it."""
        own = self.own_problems()
        self.grid.show_problems(own)
        if own:
            return
        try:
            self.keep()
        except Refused as refusal:
            self._show_refusal(refusal)
            return
        self._forget_typing()

    def can_run_primary(self) -> bool:
        """Return whether something was typed and not kept."""
        return self._dirty

    def show_kept(self) -> None:
        """Write into the fields what is kept."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep what is in the fields.

        Raises:
            Refused: naming every reason.
        """
        raise NotImplementedError

    def own_problems(self) -> dict[str, str]:
        """Return what is wrong with the fields themselves, by field."""
        return self.grid.own_problems()

    def tell_state(self) -> None:
        """Show whether something was typed and not kept."""
        keep_shown(self.discard, shown=self._dirty)
        self.primary_changed.emit()

    def hear_fields(self) -> None:
        """Hear of whatever is typed into the fields of the grid."""
        for field in self.grid.fields():
            field.edited.connect(self._on_edited)  # type: ignore[attr-defined]  # a kit's field

    def _show(self) -> None:
        self.show_kept()
        self.grid.show_problems({})
        self._dirty = False

    def _show_refusal(self, refusal: Refused) -> None:
        """Show reasons under the fields they are about; the page shows the others."""
        known = [each for each in refusal.problems if self.grid.knows(each.about)]
        self.grid.show_problems({each.about: str(each) for each in known})
        others = [each for each in refusal.problems if not self.grid.knows(each.about)]
        if others:
            self.refused.emit(Refused(others))

    def _forget_typing(self) -> None:
        self._dirty = False
        self.settled.emit()
        self.refresh()

    def _on_edited(self) -> None:
        self._dirty = True
        self.tell_state()

    def _on_discard(self) -> None:
        self._forget_typing()
