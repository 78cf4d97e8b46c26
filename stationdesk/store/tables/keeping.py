"""Things kept and found, and what was erased."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.station import PlaceRow


class KeptThingRow(pw.Model):
    """A thing kept for somebody."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    tag = pw.TextField()
    kind = pw.TextField()
    description = pw.TextField()
    owner_name = pw.TextField()
    owner_phone = pw.TextField()
    place = pw.ForeignKeyField(PlaceRow, backref="+", null=True)
    business_date = pw.DateField()
    keep_until = pw.DateField(null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    note = pw.TextField()
    request_key = pw.TextField()
    handed_on = pw.DateField(null=True)
    handed_to = pw.TextField()
    proof = pw.TextField()
    handed_at = pw.TextField(null=True)
    handed_by = pw.TextField()
    erased_on = pw.DateField(null=True)
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "kept_thing"


class FoundThingRow(pw.Model):
    """A thing that was found."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    kind = pw.TextField()
    description = pw.TextField()
    found_where = pw.TextField()
    questions = pw.TextField()
    finder_name = pw.TextField()
    finder_phone = pw.TextField()
    place = pw.ForeignKeyField(PlaceRow, backref="+", null=True)
    business_date = pw.DateField()
    pass_on_after = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    note = pw.TextField()
    request_key = pw.TextField()
    outcome = pw.TextField(null=True)
    outcome_on = pw.DateField(null=True)
    outcome_to = pw.TextField()
    outcome_phone = pw.TextField()
    answers = pw.TextField()
    proof = pw.TextField()
    outcome_at = pw.TextField(null=True)
    outcome_by = pw.TextField()
    erased_on = pw.DateField(null=True)
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "found_thing"


class RetentionRunRow(pw.Model):
    """One run that erased personal data."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    witness = pw.TextField()
    days = pw.IntegerField()
    lines = pw.TextField()
    digest = pw.TextField()

    class Meta:
        table_name = "retention_run"
