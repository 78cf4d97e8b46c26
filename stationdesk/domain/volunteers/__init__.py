"""Volunteers: who they are, what they can, and when they come."""
