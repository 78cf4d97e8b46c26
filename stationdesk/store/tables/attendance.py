"""Attendance, the ledger of hours, and what is certified from it."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid
from stationdesk.store.tables.records import ImportRunRow
from stationdesk.store.tables.roster import AssignmentRow
from stationdesk.store.tables.volunteers import VolunteerRow


class AttendanceRow(pw.Model):
    """When a volunteer came and left."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    assignment = pw.ForeignKeyField(AssignmentRow, backref="+", null=True)
    business_date = pw.DateField()
    came_at = pw.TextField()
    left_at = pw.TextField(null=True)
    away_minutes = pw.IntegerField()
    work = pw.TextField()
    came_by = pw.TextField()
    left_by = pw.TextField()
    reviewed_at = pw.TextField(null=True)
    reviewed_by = pw.TextField(null=True)
    request_key = pw.TextField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+", null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    void_reason = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "attendance"


class AttendanceCorrectionRow(pw.Model):
    """What was corrected in an attendance, and why."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    attendance = pw.ForeignKeyField(AttendanceRow, backref="+")
    reason = pw.TextField()
    before = pw.TextField()
    after = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "attendance_correction"


class HoursLineRow(pw.Model):
    """Minutes of service given or taken back; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    kind = pw.TextField()
    minutes = pw.IntegerField()
    business_date = pw.DateField()
    served_on = pw.DateField()
    attendance = pw.ForeignKeyField(AttendanceRow, backref="+", null=True)
    cites = pw.ForeignKeyField("self", backref="+", null=True)
    work = pw.TextField()
    reason = pw.TextField()
    rule = pw.TextField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+", null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    digest = pw.TextField()

    class Meta:
        table_name = "hours_line"


class MonthLockRow(pw.Model):
    """A month of which the hours are closed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    month = pw.TextField()
    minutes = pw.IntegerField()
    lines = pw.IntegerField()
    people = pw.IntegerField()
    digest = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "month_lock"


class ServiceCertificateRow(pw.Model):
    """A record or certificate of service as it was made; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    kind = pw.TextField()
    volunteer = pw.ForeignKeyField(VolunteerRow, backref="+")
    first_day = pw.DateField()
    last_day = pw.DateField()
    minutes = pw.IntegerField()
    snapshot = pw.TextField()
    digest = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "service_certificate"


class CertificateStepRow(pw.Model):
    """What happened to such a paper; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    certificate = pw.ForeignKeyField(ServiceCertificateRow, backref="+")
    move = pw.TextField()
    day = pw.DateField()
    until = pw.DateField(null=True)
    person = pw.TextField()
    reason = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "certificate_step"
