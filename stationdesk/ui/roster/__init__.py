"""The page of the roster: week and month, cover by the clock, swaps."""
