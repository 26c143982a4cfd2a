"""The processes that are measured: each listens on a loopback port and says so on its first line."""
