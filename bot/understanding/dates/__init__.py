"""Time expressions of Finnish and English: found in a text and put on the calendar."""

from bot.understanding.dates.finder import find_times
from bot.understanding.dates.reading import Direction, Grain, TimeReading

__all__ = ["Direction", "Grain", "TimeReading", "find_times"]
