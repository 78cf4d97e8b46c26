"""The steps from an empty file to today's schema, oldest first.

A step is plain SQL, frozen on the day it is released: it imports no table, so that a later
change of a table cannot change what an old step does. It keeps to what SQLite and PostgreSQL
both take (``store/database.py`` says the few words in which they differ).
"""

from stationdesk.store.migrations import (
    s0001_the_main_job,
    s0002_the_lending_desk,
    s0003_the_feedback_book,
    s0004_volunteers_and_the_roster,
    s0005_inspections_visits_and_reports,
)

STEPS = (
    s0001_the_main_job.SQL,
    s0002_the_lending_desk.SQL,
    s0003_the_feedback_book.SQL,
    s0004_volunteers_and_the_roster.SQL,
    s0005_inspections_visits_and_reports.SQL,
)
