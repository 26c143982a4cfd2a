"""Use cases: plain async functions inside the caller's transaction."""
