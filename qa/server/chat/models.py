"""`/v1/models`: what a client may choose as its model."""

from starlette.requests import Request
from starlette.responses import Response

from qa.errors import UsageProblem
from qa.server.services import Services, UnknownModel
from qa.server.values import ValuesResponse

# The server's own model, by the name that clients show.
OWN = "qa"


async def list_models(request: Request) -> Response:
    """Return the models that may be chosen; the server's own is the first."""
    return ValuesResponse({"object": "list", "data": [_describe(name) for name in await _list_names(request)]})


async def show_model(request: Request) -> Response:
    """Return one of the models. Raises UnknownModel."""
    name = request.path_params["id"]
    if name not in (names := await _list_names(request)):
        raise UnknownModel(f"There is no model {name[:80]!r} here. Known are: {', '.join(names)}.")
    return ValuesResponse(_describe(name))


async def choose_model(services: Services, name: str | None) -> str | None:
    """Return the model that a client names, or None for the server's own. Raises UsageProblem for an unknown one."""
    if name is None or name == OWN:
        return None
    try:
        await services.find_chain(name)
    except UnknownModel:
        names = ", ".join([OWN, *await services.read(services.list_models)])
        raise UsageProblem(f"'model' can't be {name[:80]!r}: it is one of: {names}.", param="model") from None
    return name


async def _list_names(request: Request) -> list[str]:
    services: Services = request.app.state.services
    return [OWN, *await services.read(services.list_models)]


def _describe(name: str) -> dict[str, object]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "qa"}
