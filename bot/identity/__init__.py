"""The bot's own identity in the directory: the only home of msal."""
