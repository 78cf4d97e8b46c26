"""The one place that knows the solver: a problem in, a roster out."""
