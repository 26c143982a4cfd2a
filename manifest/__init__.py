"""The package by which the bot is installed in Teams: what it says, its icons, and what makes a file of them."""
