"""Runs migrations on the connection that `storage.migrate` opened."""

from alembic import context

from storage.models import metadata

# In batches, because SQLite changes a table by copying it.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
