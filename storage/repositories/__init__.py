"""The collections of the store, each inside the transaction of its unit of work."""
