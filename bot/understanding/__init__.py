"""From text to meaning: words, times, names, and what is asked; no network, no language model."""
