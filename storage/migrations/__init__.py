"""The history of the tables, in Alembic's form; a later version is a new file in `versions`."""

NEWEST = "0017"
"""The last of the versions. Raise it with each new one: a test compares."""
