"""Files in: calendars as .csv, .xlsx and .ics. The only home of icalendar and openpyxl."""
