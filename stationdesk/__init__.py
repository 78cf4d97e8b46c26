"""StationDesk 驿站管家: the records of one street-level service station."""

__version__ = "0.5.0"
