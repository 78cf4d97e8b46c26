"""The charts of the statistics, each kind of counting in a module of its own."""
