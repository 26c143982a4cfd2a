"""The whole conversation with people, free of any SDK: what was said in, cards out."""
