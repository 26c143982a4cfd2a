"""The edge towards Teams: the only home of botbuilder and of web routes."""
