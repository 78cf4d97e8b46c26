"""Records behind the figures of a report: one statement a figure, its sum and its lines.

A statement gives a row for each record: the day, how the record calls itself, its id, what it adds
to the figure and what it adds to the denominator. The figure is the sum of the same rows that its
trace lists, so that both cannot part. ``:first`` and ``:last`` stand for the days asked for.
"""
