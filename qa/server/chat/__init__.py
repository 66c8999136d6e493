"""What chat clients speak: models, chat completions and responses, with citations as annotations."""

from starlette.routing import Route

from qa.server.chat import completions, models, responses

PREFIX = "/v1/"
ROUTES: tuple[Route, ...] = (
    Route("/v1/models", models.list_models),
    Route("/v1/models/{id:path}", models.show_model),
    Route("/v1/chat/completions", completions.complete, methods=["POST"]),
    Route("/v1/responses", responses.respond, methods=["POST"]),
)
NO_ADDRESS = (
    "Of OpenAI's addresses this server has /v1/models, /v1/chat/completions and /v1/responses; it keeps nothing."
)

__all__ = ["NO_ADDRESS", "PREFIX", "ROUTES"]
