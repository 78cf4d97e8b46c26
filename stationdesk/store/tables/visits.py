"""Visits counted, and when the station was open."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.records import ImportRunRow


class VisitRow(pw.Model):
    """Visitors counted: a group, a service, how many."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    business_date = pw.DateField()
    counted_at = pw.TextField(null=True)
    visitor_group = pw.TextField()
    service = pw.TextField()
    people = pw.IntegerField()
    source = pw.TextField()
    note = pw.TextField()
    request_key = pw.TextField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+", null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "visit"


class OpeningLogRow(pw.Model):
    """When the station was really open."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    business_date = pw.DateField()
    opened_at = pw.TextField()
    closed_at = pw.TextField(null=True)
    opened_by = pw.TextField()
    closed_by = pw.TextField()
    reason = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "opening_log"
