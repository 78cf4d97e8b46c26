"""Where the figures of a report come from: one source a feature."""
