"""Attendance, the ledger of hours, and what is certified from it."""
