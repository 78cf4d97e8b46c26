"""The tiers: standards of the station, checks by hand, exemptions and assessments."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid


class StandardCopyRow(pw.Model):
    """A station's own copy of a tier standard."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    standard_key = pw.TextField()
    standard_version = pw.TextField()
    based_on = pw.TextField()
    body = pw.TextField()
    valid_from = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    archived_on = pw.DateField(null=True)

    class Meta:
        table_name = "standard_copy"


class HandCheckRow(pw.Model):
    """A look at something that no other record can tell."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    subject = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    checked_by = pw.TextField()
    passed = pw.BooleanField()
    amount = pw.IntegerField(null=True)
    note = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "hand_check"


class ExemptionRow(pw.Model):
    """A criterion that does not apply here, with reason and approver."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    criterion = pw.TextField()
    standard_key = pw.TextField()
    first_day = pw.DateField()
    last_day = pw.DateField(null=True)
    reason = pw.TextField()
    approved_by = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "exemption"


class AssessmentRow(pw.Model):
    """A signed self-assessment, frozen."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    standard_key = pw.TextField()
    standard_version = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    assessor = pw.TextField()
    attained = pw.IntegerField(null=True)
    applied_for = pw.IntegerField(null=True)
    snapshot = pw.TextField()
    digest = pw.TextField()

    class Meta:
        table_name = "assessment"
