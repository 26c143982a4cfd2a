"""Times in text: Finnish and English expressions read as half-open intervals."""
