"""Files in: calendars as .csv, .xlsx and .ics. The only home of icalendar and openpyxl."""

from bot.files.calendar_reader import read_calendar

__all__ = ["read_calendar"]
