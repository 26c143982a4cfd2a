"""The edge towards Microsoft Graph, over real sockets; only Graph itself is a fake."""
