"""Look at the library: `/api/articles`, `/api/stories`, `/api/stats`, `/api/models`."""

from dataclasses import asdict
from typing import Any

from starlette.responses import Response

from qa.history.revisions import list_steps
from qa.library.stories.stories import NO_COPIES
from qa.models import describe_models
from qa.models.embeddings import describe_embedders, name_embedder
from qa.server.api import results
from qa.server.api.fields import LIMITS, Field
from qa.server.api.operations import Call, Operation
from qa.server.values import RowsResponse, ValuesResponse

_PAGE = 100
_LIMIT = Field(name="limit", kind="number", says=f"At most so many; {_PAGE} where it is left out.")


async def list_articles(call: Call) -> Response:
    """Return the articles, the latest first; how many there are in all stands in a header."""
    filters, limit, offset = call.filters, call.values.get("limit", _PAGE), call.values.get("offset", 0)

    def run() -> Response:
        library = call.services.library
        library.check_outlets(filters)
        total = library.collect_statistics(filters).articles if filters else library.count().articles
        rows = [asdict(each) for each in library.list_articles(filters, limit=limit, offset=offset)]
        return RowsResponse(rows, notices=[] if total else [library.explain_nothing(filters)], total=total)

    return await call.services.read(run)


async def show_article(call: Call) -> Response:
    """Return an article with its text, and what changed in it, the last change first."""
    key = call.request.path_params["id"]

    def run() -> dict[str, Any]:
        article = call.services.library.get_article(key)
        versions = call.services.library.get_versions(article.id)
        changed = [asdict(step) for step in list_steps(article, versions)]
        return {"id": article.id, **asdict(article), "former_versions": len(versions), "changes": changed}

    return ValuesResponse(await call.services.read(run))


async def list_stories(call: Call) -> Response:
    """Return each report with its copies, the latest first."""
    filters, limit, copies = call.filters, call.values.get("limit", _PAGE), call.values.get("copies", False)

    def run() -> Response:
        library = call.services.library
        library.check_outlets(filters)
        rows = [asdict(story) for story in library.list_stories(filters, copies_only=copies, limit=limit)]
        return RowsResponse(rows, notices=[] if rows else [library.explain_nothing(filters, NO_COPIES)])

    return await call.services.read(run)


async def tell_statistics(call: Call) -> Response:
    """Return how much the library holds, by time and by outlet."""
    filters = call.filters
    return ValuesResponse(asdict(await call.services.read(lambda: call.services.library.collect_statistics(filters))))


async def list_models(call: Call) -> Response:
    """Return which models and embedders there are, and which would be used and why."""
    settings, known = call.services.settings, call.services.library.embedder

    def run() -> dict[str, Any]:
        parts = {"models": describe_models(settings), "embedders": describe_embedders(settings, known=known)}
        rows = {name: [asdict(option) for option in options] for name, options in parts.items()}
        return {**rows, "embedder": name_embedder(settings, known).embedder}

    return ValuesResponse(await call.services.read(run))


OPERATIONS = (
    Operation(
        path="/api/articles",
        says="List the articles, the latest first; the header X-Total-Count says how many there are.",
        fields=(
            *LIMITS,
            _LIMIT,
            Field(name="offset", kind="number", least=0, most=10**9, says="How many are left out before the first."),
        ),
        handle=list_articles,
        result=results.SUMMARIES,
        methods=("GET",),
    ),
    Operation(
        path="/api/articles/{id:path}",
        says="Return an article by its id, the beginning of it, or its address, with its text and what changed in it.",
        handle=show_article,
        result=results.ARTICLE,
        methods=("GET",),
    ),
    Operation(
        path="/api/stories",
        says="List each report with its copies, whoever was first at the beginning; the latest report first.",
        fields=(*LIMITS, _LIMIT, Field(name="copies", kind="flag", says="Only those of several articles.")),
        handle=list_stories,
        result=results.STORIES,
        methods=("GET",),
    ),
    Operation(
        path="/api/stats",
        says="Tell how much the library holds, by time and by outlet.",
        fields=LIMITS,
        handle=tell_statistics,
        result=results.STATISTICS,
        methods=("GET",),
    ),
    Operation(
        path="/api/models",
        says="List the models and embedders that there are, and which is used and why.",
        handle=list_models,
        result=results.MODELS,
        methods=("GET",),
    ),
)
