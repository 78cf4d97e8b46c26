"""Inspections, findings, corrective actions, and what hangs on the wall."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid


class InspectionRow(pw.Model):
    """An inspection against a standard."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    kind = pw.TextField()
    business_date = pw.DateField()
    standard_key = pw.TextField()
    standard_version = pw.TextField()
    tier = pw.IntegerField(null=True)
    inspectors = pw.TextField()
    escort = pw.TextField()
    summary = pw.TextField()
    state = pw.TextField()
    submitted_at = pw.TextField(null=True)
    submitted_by = pw.TextField(null=True)
    signed_at = pw.TextField(null=True)
    signed_by = pw.TextField(null=True)
    digest = pw.TextField()
    request_key = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "inspection"


class InspectionLineRow(pw.Model):
    """One item of an inspection."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    inspection = pw.ForeignKeyField(InspectionRow, backref="+")
    position = pw.IntegerField()
    code = pw.TextField()
    name = pw.TextField()
    required = pw.TextField()
    found = pw.TextField()
    suggested = pw.TextField()
    evidence = pw.TextField()
    result = pw.TextField()
    note = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "inspection_line"


class FindingRow(pw.Model):
    """What an inspection found wanting."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    inspection = pw.ForeignKeyField(InspectionRow, backref="+")
    line = pw.ForeignKeyField(InspectionLineRow, backref="+")
    code = pw.TextField()
    what = pw.TextField()
    place = pw.TextField()
    severity = pw.TextField()
    repeat_of = pw.ForeignKeyField("self", backref="+", null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "finding"


class CorrectiveActionRow(pw.Model):
    """What is done about a finding; its state is a cache of its steps."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    finding = pw.ForeignKeyField(FindingRow, backref="+")
    cause = pw.TextField()
    measure = pw.TextField()
    owner = pw.TextField()
    due_on = pw.DateField()
    state = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "corrective_action"


class CorrectiveStepRow(pw.Model):
    """One move of a corrective action; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    action = pw.ForeignKeyField(CorrectiveActionRow, backref="+")
    move = pw.TextField()
    business_date = pw.DateField()
    person = pw.TextField()
    note = pw.TextField()
    due_on = pw.DateField(null=True)
    undoes = pw.ForeignKeyField("self", backref="+", null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "corrective_step"


class RectificationNoticeRow(pw.Model):
    """A notice as it was handed over; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    inspection = pw.ForeignKeyField(InspectionRow, backref="+")
    issued_on = pw.DateField()
    deadline = pw.DateField()
    addressed_to = pw.TextField()
    recheck_method = pw.TextField()
    snapshot = pw.TextField()
    digest = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "rectification_notice"


class RectificationRecheckRow(pw.Model):
    """A second look after a notice; never changed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    notice = pw.ForeignKeyField(RectificationNoticeRow, backref="+")
    business_date = pw.DateField()
    checked_by = pw.TextField()
    outcome = pw.TextField()
    note = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()

    class Meta:
        table_name = "rectification_recheck"


class PostedDocumentRow(pw.Model):
    """Something that hangs on the wall and grows old."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    kind = pw.TextField()
    title = pw.TextField()
    place = pw.TextField()
    keeper = pw.TextField()
    review_days = pw.IntegerField()
    since = pw.DateField()
    archived_on = pw.DateField(null=True)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "posted_document"


class PostedDocumentLookRow(pw.Model):
    """A look at it, or its renewal."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    document = pw.ForeignKeyField(PostedDocumentRow, backref="+")
    business_date = pw.DateField()
    looked_by = pw.TextField()
    renewed = pw.IntegerField()
    note = pw.TextField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    voided_at = pw.TextField(null=True)
    voided_by = pw.TextField(null=True)

    class Meta:
        table_name = "posted_document_look"
