"""The edge towards Teams, over real sockets; only the channel's own service is a fake."""
