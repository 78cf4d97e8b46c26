"""The roster: shifts, cover by the clock, the named rules, and who serves when."""
