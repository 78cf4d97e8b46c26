"""What is most private of a volunteer: identity number, seal of the PIN, a guardian's consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import ConsentId, VolunteerId, new_uid
from stationdesk.domain.volunteers.identity_numbers import Identity
from stationdesk.domain.volunteers.people import Consent
from stationdesk.store.plain_sql import as_day, insert, must_be_day, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.volunteers.people import NewConsent


def identity_of(volunteer_id: VolunteerId) -> Identity | None:
    """Return the document and its number, None where nobody wrote it down."""
    sql = "SELECT document, number FROM volunteer_identity WHERE volunteer_id = ?"
    found = rows(sql, [volunteer_id])
    return Identity(*found[0]) if found else None


def keep_identity(
    volunteer_id: VolunteerId, identity: Identity | None, *, recorded_at: str, recorded_by: str
) -> None:
    """Write the document's number in the place of what was known; None forgets it."""
    rows("DELETE FROM volunteer_identity WHERE volunteer_id = ? RETURNING id", [volunteer_id])
    if identity is not None:
        insert(
            "volunteer_identity",
            {
                "uid": new_uid(),
                "volunteer_id": volunteer_id,
                "document": identity.document,
                "number": identity.number,
                "recorded_at": recorded_at,
                "recorded_by": recorded_by,
            },
        )


def with_identity() -> set[VolunteerId]:
    """Return of whom an identity number is known."""
    return {VolunteerId(found) for (found,) in rows("SELECT volunteer_id FROM volunteer_identity")}


def seal_of(volunteer_id: VolunteerId) -> str:
    """Return the seal of the PIN, empty where there is none."""
    found = rows("SELECT seal FROM volunteer_pin WHERE volunteer_id = ?", [volunteer_id])
    return str(found[0][0]) if found else ""


def keep_seal(volunteer_id: VolunteerId, seal: str, *, recorded_at: str, recorded_by: str) -> None:
    """Write a seal in the place of what was known; an empty one forgets it."""
    rows("DELETE FROM volunteer_pin WHERE volunteer_id = ? RETURNING id", [volunteer_id])
    if seal:
        insert(
            "volunteer_pin",
            {
                "uid": new_uid(),
                "volunteer_id": volunteer_id,
                "seal": seal,
                "recorded_at": recorded_at,
                "recorded_by": recorded_by,
            },
        )


def with_pin() -> set[VolunteerId]:
    """Return who has a PIN."""
    return {VolunteerId(found) for (found,) in rows("SELECT volunteer_id FROM volunteer_pin")}


def add_consent(
    volunteer_id: VolunteerId, wish: NewConsent, *, recorded_at: str, recorded_by: str
) -> ConsentId:
    """Keep what a guardian signed."""
    kept = insert(
        "guardian_consent",
        {
            "uid": new_uid(),
            "volunteer_id": volunteer_id,
            "guardian": wish.guardian,
            "relation": wish.relation,
            "phone": wish.phone,
            "signed_on": wish.signed_on.isoformat(),
            "valid_until": None if wish.valid_until is None else wish.valid_until.isoformat(),
            "recorded_at": recorded_at,
            "recorded_by": recorded_by,
        },
    )
    return ConsentId(kept)


def set_consent_voided(consent_id: ConsentId, at: str | None, by: str | None) -> None:
    """Let a consent count no more, or again."""
    sql = "UPDATE guardian_consent SET voided_at = ?, voided_by = ? WHERE id = ? RETURNING id"
    rows(sql, [at, by, consent_id])


def consent(consent_id: ConsentId) -> Consent | None:
    """Return one consent that stands, None where there is none."""
    return next(iter(_consents("AND id = ?", [consent_id])), None)


def consents_of(volunteer_id: VolunteerId) -> tuple[Consent, ...]:
    """Return what stands of one volunteer, the newest signature first."""
    return tuple(_consents("AND volunteer_id = ?", [volunteer_id]))


def all_consents() -> dict[VolunteerId, tuple[Consent, ...]]:
    """Return every consent that stands, by volunteer."""
    found: dict[VolunteerId, tuple[Consent, ...]] = {}
    for each in _consents():
        found[each.volunteer_id] = (*found.get(each.volunteer_id, ()), each)
    return found


def _consents(where: str = "", values: Sequence[object] = ()) -> list[Consent]:
    sql = f"""
        SELECT id, uid, volunteer_id, guardian, relation, phone, signed_on, valid_until
        FROM guardian_consent WHERE voided_at IS NULL {where} ORDER BY signed_on DESC, id DESC"""
    return [
        Consent(
            id=ConsentId(row[0]),
            uid=row[1],
            volunteer_id=VolunteerId(row[2]),
            guardian=row[3],
            relation=row[4],
            phone=row[5],
            signed_on=must_be_day(row[6]),
            valid_until=as_day(row[7]),
        )
        for row in rows(sql, values)
    ]
