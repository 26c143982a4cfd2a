"""The clock's edge: the only home of APScheduler."""
