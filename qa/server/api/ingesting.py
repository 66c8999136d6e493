"""Take articles in: `/api/ingest`."""

from contextlib import aclosing
from dataclasses import asdict
from typing import Any

from starlette.responses import Response

from qa.ingest.tally import MISSED
from qa.server.api import results
from qa.server.api.fields import STREAM, Field
from qa.server.api.operations import Call, Operation
from qa.server.api.responding import Told, respond
from qa.server.intake import TakenSource, take_in_sent, tell_reason


async def ingest(call: Call) -> Response:
    """Take files, pages and feeds in; with `stream`, tell what becomes of each meanwhile."""

    async def tell() -> Told:
        async with aclosing(take_in_sent(call.services, files=call.files, **call.pick("pages", "feeds"))) as told:
            async for value in told:
                if isinstance(value, TakenSource):
                    yield "progress", asdict(value)
                else:
                    yield "result", _tell_rows(value.to_json())

    return await respond(call, tell())


def _tell_rows(values: dict[str, Any]) -> dict[str, Any]:
    """Return what became of all, with the reasons for what was not taken in as readers understand them."""
    told = {kind: [{**row, "reason": tell_reason(row["reason"])} for row in values.get(kind, [])] for kind in MISSED}
    return values | {kind: rows for kind, rows in told.items() if kind in values}


OPERATIONS = (
    Operation(
        path="/api/ingest",
        says="Take articles in: files that are sent, pages and feeds of the web; refused where nobody may add any.",
        fields=(
            Field(name="pages", kind="texts", says="Addresses of articles; those of private networks are refused."),
            Field(name="feeds", kind="texts", says="Addresses of feeds and sitemaps, which are followed from now on."),
            STREAM,
        ),
        handle=ingest,
        result=results.TAKEN,
        methods=("POST",),
        files=True,
    ),
)
