"""Sends traces to a collector by OTLP: the one home of OpenTelemetry, imported only where a collector is named."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import TracebackType

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

from bot.tracing import Span, collect_by

_PATH = "/v1/traces"
# What waits for a collector that is away is a megabyte at most; of more the newest is let go.
_MOST_WAITING = 2048
_TOGETHER = 512
_EVERY_MILLISECONDS = 5000
_SEND_SECONDS = 3.0
_CLOSE_SECONDS = 5.0

_log = logging.getLogger(__name__)


class _SparingExporter(SpanExporter):
    """Tells once that the collector cannot be reached, and once that it can again; OpenTelemetry would at each try."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self._well = True

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send them, from a thread of their own."""
        result = self._exporter.export(spans)
        well = result is SpanExportResult.SUCCESS
        if well != self._well:
            _log.log(logging.INFO if well else logging.WARNING, "traces arrive again" if well else "traces not sent")
        self._well = well
        return result

    def shutdown(self) -> None:
        """Send no more."""
        self._exporter.shutdown()


class _OtelSpan:
    """A span of OpenTelemetry's, without the words of errors, which may quote what was said."""

    def __init__(self, tracer: trace.Tracer, name: str) -> None:
        self._entered = tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False)
        self._span: trace.Span = trace.INVALID_SPAN

    def __enter__(self) -> Span:
        self._span = self._entered.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, steps: TracebackType | None
    ) -> None:
        if kind is not None:
            self.tell("error", kind.__name__)
        self._entered.__exit__(None, None, None)

    def tell(self, name: str, value: str | int) -> None:
        """A code or a number about it."""
        self._span.set_attribute(name, value)


class _OtelTracer:
    def __init__(self, tracer: trace.Tracer) -> None:
        self._tracer = tracer

    def span(self, name: str) -> Span:
        return _OtelSpan(self._tracer, name)


@asynccontextmanager
async def traced(endpoint: str) -> AsyncIterator[None]:
    """Collect traces for a collector, whose address has no path of the signal's, while the block runs.

    A collector that is away or slow harms nothing: what does not fit into the queue is let go.
    """
    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)
    provider = TracerProvider(resource=Resource.create({"service.name": "kahvibotti"}), shutdown_on_exit=False)
    exporter = _SparingExporter(OTLPSpanExporter(endpoint.rstrip("/") + _PATH, timeout=_SEND_SECONDS))
    provider.add_span_processor(BatchSpanProcessor(exporter, _MOST_WAITING, _EVERY_MILLISECONDS, _TOGETHER))
    collect_by(_OtelTracer(provider.get_tracer("kahvibotti")))
    try:
        yield
    finally:
        collect_by(None)
        # A thread that the process does not wait for.
        closing = threading.Thread(target=provider.shutdown, daemon=True)
        closing.start()
        await asyncio.to_thread(closing.join, _CLOSE_SECONDS)
