"""What the station is, when it opens, where its things stand, and what it chose."""

from __future__ import annotations

import peewee as pw

from stationdesk.domain.ids import new_uid


class StationRow(pw.Model):
    """What the station is; one row."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    code = pw.TextField()
    name = pw.TextField()
    kind = pw.TextField()
    street = pw.TextField()
    district = pw.TextField()
    address = pw.TextField()
    area_square_metres = pw.IntegerField(null=True)
    phone = pw.TextField()
    keeper = pw.TextField()
    tier_applied_for = pw.IntegerField(null=True)
    standard_key = pw.TextField()
    month_expiry_rule = pw.TextField()
    version = pw.IntegerField()

    class Meta:
        table_name = "station"


class TimetableRow(pw.Model):
    """Opening hours of a season, from a day on."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    name = pw.TextField()
    valid_from = pw.DateField()
    valid_to = pw.DateField(null=True)
    season_starts = pw.TextField(null=True)
    season_ends = pw.TextField(null=True)
    version = pw.IntegerField()

    class Meta:
        table_name = "timetable"


class OpeningIntervalRow(pw.Model):
    """One stretch of opening on one weekday of a timetable."""

    id = pw.AutoField()
    timetable = pw.ForeignKeyField(TimetableRow, backref="+")
    weekday = pw.IntegerField()
    opens_minute = pw.IntegerField()
    closes_minute = pw.IntegerField()

    class Meta:
        table_name = "opening_interval"


class OpeningExceptionRow(pw.Model):
    """Days with other hours than the timetable says; no intervals means closed."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    first_day = pw.DateField()
    last_day = pw.DateField()
    intervals = pw.TextField()
    reason = pw.TextField()
    withdrawn_on = pw.DateField(null=True)

    class Meta:
        table_name = "opening_exception"


class PlaceRow(pw.Model):
    """A shelf, cabinet or room where things stand."""

    id = pw.AutoField()
    uid = pw.TextField(unique=True, default=new_uid)
    code = pw.TextField()
    name = pw.TextField()
    shelf_order = pw.IntegerField()
    archived_on = pw.DateField(null=True)

    class Meta:
        table_name = "place"


class SettingRow(pw.Model):
    """A choice that belongs to the station, not to the PC."""

    key = pw.TextField(primary_key=True)
    value = pw.TextField()

    class Meta:
        table_name = "setting"
