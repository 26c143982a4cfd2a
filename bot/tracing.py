"""Marks what is done and how long it takes, for traces; where none are collected, marking costs next to nothing."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol


class Span(Protocol):
    """A stretch of work, from the beginning of its `with` block to the end."""

    def __enter__(self) -> Span:
        """It begins, within the one that is under way."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, steps: TracebackType | None
    ) -> None:
        """It ends; of an error only its class is told."""

    def tell(self, name: str, value: str | int) -> None:
        """A code or a number about it; never who, where or what about, which beside the time might tell of a person."""


class Tracer(Protocol):
    """Makes spans."""

    def span(self, name: str) -> Span:
        """One that has not begun."""


class _NoSpan:
    """Nothing is collected."""

    def __enter__(self) -> Span:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, steps: TracebackType | None
    ) -> None:
        pass

    def tell(self, name: str, value: str | int) -> None:
        """Nobody hears it."""


_NONE = _NoSpan()
_tracer: Tracer | None = None


def span(name: str) -> Span:
    """A stretch of work of that name."""
    return _NONE if _tracer is None else _tracer.span(name)


def collect_by(tracer: Tracer | None) -> None:
    """From now on spans are made by this, or by nobody."""
    global _tracer
    _tracer = tracer
