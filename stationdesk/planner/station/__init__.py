"""A station's roster as a general problem, and the answer as rows of the station."""
