"""Microsoft's simulator of Teams around the bot: `python -m playground`."""
