"""The clock and its jobs."""
