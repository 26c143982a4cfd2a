"""Proofs over real processes: nothing lost, nothing doubled, all of it on time."""
