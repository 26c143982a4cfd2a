"""Log lines are JSON and hold no words of an error."""

from __future__ import annotations

import json
import logging
import sys

from bot.logs import JsonFormatter


def _line(**changes: object) -> dict[str, object]:
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, "turn %s", ("one",), None)
    record.__dict__.update(changes)
    line: dict[str, object] = json.loads(JsonFormatter().format(record))
    return line


def test_a_line_holds_the_event_and_its_fields() -> None:
    line = _line(fields={"ms": 1.5, "intent": "events"})
    assert (line["event"], line["level"], line["ms"], line["intent"]) == ("turn one", "info", 1.5, "events")


def test_an_error_is_told_by_its_class_and_place_alone() -> None:
    try:
        raise LookupError("Aino kysyi salaisuutta")
    except LookupError:
        line = _line(exc_info=sys.exc_info())
    assert line["error"] == "LookupError"
    assert "test_logs.py" in str(line["at"])
    assert "Aino" not in json.dumps(line)


def test_what_json_does_not_know_is_written_as_text() -> None:
    assert (
        _line(
            fields={
                "what": {
                    1,
                }
            }
        )["what"]
        == "{1}"
    )
