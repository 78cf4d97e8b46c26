"""Reports as they left the station."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid


class SentReportRow(pw.Model):
    """A report as it left the station; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    span = pw.TextField()
    first_day = pw.DateField()
    last_day = pw.DateField()
    issue = pw.IntegerField()
    head = pw.TextField()
    statistician = pw.TextField()
    filled_by = pw.TextField()
    issued_on = pw.DateField()
    reason = pw.TextField()
    snapshot = pw.TextField()
    digest = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "sent_report"
