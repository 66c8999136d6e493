"""What can be asked of the API: an operation has a path, fields and what does it; its route and description follow."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qa.library import Filters
from qa.server.api.fields import Field, choose_limits, list_values, load_body, load_form, read_fields
from qa.server.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request that was read.

    Attributes:
        values: Its fields by name, as they are worked with; those that were not given are missing.
        files: What was sent with it, each with its name.
    """

    request: Request
    services: Services
    values: Mapping[str, Any]
    files: tuple[tuple[str, BinaryIO], ...] = ()

    @property
    def filters(self) -> Filters:
        """The limits on the articles."""
        return choose_limits(self.values)

    def pick(self, *names: str) -> dict[str, Any]:
        """Return those of some fields that were given."""
        return {name: self.values[name] for name in names if name in self.values}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Something that can be asked of the API.

    Attributes:
        says: What it does, in a sentence.
        result: The JSON schema of what it returns.
        files: Whether files can be sent with it, as a form of several parts.
    """

    path: str
    says: str
    handle: Callable[[Call], Awaitable[Response]]
    fields: tuple[Field, ...] = ()
    methods: tuple[str, ...] = ("GET", "POST")
    result: Mapping[str, Any]
    files: bool = False

    @property
    def streams(self) -> bool:
        """Whether it can be told what happens meanwhile."""
        return any(each.name == "stream" for each in self.fields)

    def make_route(self) -> Route:
        """Return the route that reads a request and has it handled."""

        async def answer(request: Request) -> Response:
            services: Services = request.app.state.services
            if request.method in ("GET", "HEAD"):
                values: Mapping[str, Any] = list_values(request.query_params, self.fields)
            elif self.files and request.headers.get("content-type", "").startswith("multipart/form-data"):
                async with load_form(request, self.fields) as (values, files):
                    read = read_fields(values, self.fields)
                    return await self.handle(Call(request=request, services=services, values=read, files=files))
            else:
                values = await load_body(request)
            return await self.handle(Call(request=request, services=services, values=read_fields(values, self.fields)))

        return Route(self.path, answer, methods=list(self.methods), name=self.path)
