"""The pages beside the one where people ask: topics, drafts, the library, evaluations."""

from starlette.routing import BaseRoute, Route

from qa.server.views import adding, checks, evaluations, library, versions
from qa.server.views.documents import BRIEF, CHANGES, TIMELINE

ROUTES: tuple[BaseRoute, ...] = (
    *(Route(page.path, page.show) for page in (BRIEF, TIMELINE, CHANGES)),
    Route("/check", checks.show_check),
    Route("/check", checks.check_draft, methods=["POST"]),
    Route("/library", library.show_articles),
    Route("/library/stories", library.show_stories),
    Route("/library/feeds", library.show_feeds),
    Route("/library/versions/{id}", versions.show_versions),
    Route("/library/add", adding.show_adding),
    Route("/library/add", adding.add_articles, methods=["POST"]),
    Route("/evaluations", evaluations.show_runs),
    Route("/evaluations/report", evaluations.show_report),
    Route("/evaluations/report/part", evaluations.send_report_part),
    Route("/evaluations/compare", evaluations.show_comparison),
    Route("/evaluations/report.js", evaluations.send_report_script),
)

__all__ = ["ROUTES"]
