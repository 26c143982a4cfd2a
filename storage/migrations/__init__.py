"""The history of the tables, in Alembic's form; a later version is a new file in `versions`."""
