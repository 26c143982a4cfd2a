"""Measurements of the running bot, side by side with the bare SDK: `python -m bench`."""
