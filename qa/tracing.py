"""Spans of OpenTelemetry, where the user switches them on; where not, nothing is imported and next to nothing is done.

What is sent are names, counts and times. Texts of questions, articles and replies are sent only where the variable says
so that OpenTelemetry has for it (https://opentelemetry.io/docs/specs/semconv/gen-ai/).
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from qa.errors import SomethingMissing, UsageProblem

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

Attributes = Mapping[str, str | int | float | bool | Sequence[str]]

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"
# Seconds, chosen: a collector that is not there delays the end of a command by no more.
_PATIENCE = 3.0
_tracer: "Tracer | None" = None


class TracedSpan:
    """Something that takes time; used in a `with` block, it ends there. Without tracing it does nothing."""

    def __init__(self, span: "Span | None" = None) -> None:
        self._span = span

    def note(self, attributes: Attributes) -> None:
        """Add what is known of it."""
        if self._span is not None:
            self._span.set_attributes(attributes)

    def end(self, error: BaseException | None = None) -> None:
        """End it, as failed where there is an error; that a generator is closed early is none."""
        if self._span is None:
            return
        if isinstance(error, Exception):
            from opentelemetry.trace import Status, StatusCode

            self._span.set_attribute("error.type", type(error).__qualname__)
            self._span.set_status(Status(StatusCode.ERROR))
        self._span.end()

    @contextmanager
    def hold(self) -> Iterator[Self]:
        """Have what this thread begins inside be parts of it, and end it after the block."""
        if self._span is None:
            yield self
            return
        from opentelemetry.trace import use_span

        with self, use_span(self._span, record_exception=False, set_status_on_exception=False):
            yield self

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end(error)


_NOTHING = TracedSpan()


def is_tracing() -> bool:
    """Tell whether spans are sent."""
    return _tracer is not None


def captures_texts() -> bool:
    """Tell whether the user wants texts in the spans."""
    return is_tracing() and os.environ.get(_CAPTURE, "").strip().lower() in ("true", "1")


def start_tracing() -> None:
    """Send spans from now on, to where the variables of OpenTelemetry say; a second time does nothing.

    A program that has set up OpenTelemetry itself gets them where it sends its own.

    Raises:
        UsageProblem: No variable says where spans go.
        SomethingMissing: The extra `trace` is not installed.
    """
    global _tracer
    if _tracer is not None:
        return
    try:
        from opentelemetry import trace
        from opentelemetry.sdk.trace import TracerProvider
    except ModuleNotFoundError as error:
        raise SomethingMissing(f'Traces need {error.name}. Install it: pip install "qa-news[trace]".') from None
    if not isinstance(trace.get_tracer_provider(), TracerProvider):
        trace.set_tracer_provider(_make_provider())
    _tracer = trace.get_tracer("qa")


def begin_span(
    name: str, attributes: Attributes | None = None, *, under: TracedSpan = _NOTHING, calls: bool = False
) -> TracedSpan:
    """Return a span that begins now: part of another one, or of the one that this thread holds.

    Args:
        calls: It is a call of something elsewhere.
    """
    if _tracer is None:
        return _NOTHING
    from opentelemetry.trace import SpanKind, set_span_in_context

    context = set_span_in_context(under._span) if under._span is not None else None
    kind = SpanKind.CLIENT if calls else SpanKind.INTERNAL
    return TracedSpan(_tracer.start_span(name, context, kind=kind, attributes=attributes))


def _make_provider() -> Any:
    if not any(os.environ.get(name) for name in _ENDPOINTS):
        raise UsageProblem(f"Set {_ENDPOINTS[0]} to where traces go, such as http://localhost:4318.")
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    named = {SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME") or "qa"}
    provider = TracerProvider(resource=Resource.create(named))
    told = any(os.environ.get(name) for name in ("OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT"))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=None if told else _PATIENCE)))
    return provider
