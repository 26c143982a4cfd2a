"""Adaptive Cards: building blocks, and one module for each kind of answer."""
