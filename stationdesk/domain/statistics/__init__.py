"""Statistics to look at: series over days, hours and weekdays, parts, and years compared."""
