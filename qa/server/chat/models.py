"""`/v1/models`: what a client may choose as its model."""

from starlette.requests import Request
from starlette.responses import Response

from qa.server.services import Services, UnknownModel
from qa.server.values import ValuesResponse

# The server's own model, by the name that clients show.
OWN = "qa"
# What clients of OpenAI's API tell a misspelt model by.
_NOT_FOUND = "model_not_found"


async def list_models(request: Request) -> Response:
    """Return the models that may be chosen; the server's own is the first."""
    names = await _list_names(request.app.state.services)
    return ValuesResponse({"object": "list", "data": [_describe(name) for name in names]})


async def show_model(request: Request) -> Response:
    """Return one of the models. Raises UnknownModel."""
    name = request.path_params["id"]
    if name not in (names := await _list_names(request.app.state.services)):
        raise UnknownModel(name, names, code=_NOT_FOUND)
    return ValuesResponse(_describe(name))


async def choose_model(services: Services, name: str | None) -> str | None:
    """Return the model that a client names, or None for the server's own. Raises UnknownModel."""
    if name is None or name == OWN:
        return None
    try:
        await services.find_chain(name)
    except UnknownModel:
        raise UnknownModel(name, await _list_names(services), code=_NOT_FOUND) from None
    return name


async def _list_names(services: Services) -> list[str]:
    return [OWN, *await services.read(services.list_models)]


def _describe(name: str) -> dict[str, object]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "qa"}
