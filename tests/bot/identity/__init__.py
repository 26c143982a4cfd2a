"""The bot's own identity; only the directory is a fake."""
