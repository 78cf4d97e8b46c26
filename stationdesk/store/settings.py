"""The station's choices in its file: one text by key."""

from __future__ import annotations

from stationdesk.store.tables import SettingRow


def stored() -> dict[str, str]:
    """Return every choice that was made."""
    return {row.key: row.value for row in SettingRow.select()}


def keep(key: str, value: str) -> None:
    """Write a choice; an empty text goes back to the default."""
    SettingRow.delete().where(SettingRow.key == key).execute()
    if value:
        SettingRow.insert(key=key, value=value).execute()
