"""Files, who changed what, and what was brought in from hand-kept ledgers."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid


class StoredFileRow(pw.Model):
    """The bytes of a photo or an imported workbook, kept once each."""

    sha256 = pw.TextField(primary_key=True)
    size_bytes = pw.IntegerField()
    content = pw.BlobField()

    class Meta:
        table_name = "stored_file"


class AttachmentRow(pw.Model):
    """A file that belongs to a record."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    entity = pw.TextField()
    entity_uid = pw.TextField()
    sha256 = pw.TextField()
    file_name = pw.TextField()
    media_type = pw.TextField()
    note = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    archived_on = pw.DateField(null=True)

    class Meta:
        table_name = "attachment"


class AuditEventRow(pw.Model):
    """Who changed what, chained so that a changed line is noticed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    entity = pw.TextField()
    entity_uid = pw.TextField()
    action = pw.TextField()
    before = pw.TextField(null=True)
    after = pw.TextField(null=True)
    digest = pw.TextField()

    class Meta:
        table_name = "audit_event"


class ImportRunRow(pw.Model):
    """One hand-kept ledger that was brought in."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    number = pw.TextField()
    kind = pw.TextField()
    file_name = pw.TextField()
    sha256 = pw.TextField()
    sheet = pw.TextField()
    business_date = pw.DateField()
    recorded_at = pw.TextField()
    recorded_by = pw.TextField()
    rows_read = pw.IntegerField()
    undone_at = pw.TextField(null=True)
    undone_by = pw.TextField(null=True)

    class Meta:
        table_name = "import_run"


class ImportRowRow(pw.Model):
    """What one row of an imported ledger became."""

    id = pw.AutoField()
    import_run = pw.ForeignKeyField(ImportRunRow, backref="+")
    sheet_row = pw.IntegerField()
    fingerprint = pw.TextField()
    outcome = pw.TextField()
    entity = pw.TextField()
    entity_uid = pw.TextField()

    class Meta:
        table_name = "import_row"
