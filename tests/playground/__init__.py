"""The simulator around the bot."""
