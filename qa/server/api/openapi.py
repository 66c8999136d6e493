"""Describe the API as an OpenAPI document, from the table that requests are read by."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qa.server.api.fields import Field
from qa.server.api.operations import Operation
from qa.server.values import NOTICE

PATH = "/api/openapi.json"
_ERROR = "#/components/schemas/Error"
_NOTICE: Mapping[str, Any] = {
    "description": "What there is to know, such as why the list is empty; one for each, percent-encoded beyond ASCII.",
    "schema": {"type": "string"},
}
_STATUSES: Mapping[str, str] = {
    "400": "The request can't be used as it is; the message says what to change.",
    "401": "The token of the server is missing.",
    "403": "It is refused: it comes from a page of another site, or nobody may add anything.",
    "404": "There is no such article or model.",
    "413": "The request is too long.",
    "502": "The model's endpoint did not answer with an answer.",
    "503": "Too many wait, or something is missing; ask again after Retry-After seconds.",
}


def make_openapi_route(operations: Iterable[Operation]) -> Route:
    """Return the route of the document that describes operations."""
    document = describe_api(operations)

    async def send_document(request: Request) -> Response:
        return JSONResponse(document)

    return Route(PATH, send_document)


def describe_api(operations: Iterable[Operation]) -> dict[str, Any]:
    """Return the OpenAPI document of operations."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "qa",
            "version": version("qa-news"),
            "description": "Cited, checked answers from news articles: the JSON of the command line over HTTP.",
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"bearer": []}],
        "paths": {_write_path(operation): _describe_path(operation) for operation in operations},
        "components": {
            "schemas": {"Error": _describe_error()},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _write_path(operation: Operation) -> str:
    return re.sub(r":\w+}", "}", operation.path)


def _describe_path(operation: Operation) -> dict[str, Any]:
    return {method.lower(): _describe_method(operation, method) for method in operation.methods}


def _describe_method(operation: Operation, method: str) -> dict[str, Any]:
    name = "_".join([method.lower(), *re.findall(r"\w+", _write_path(operation))[1:]])
    described: dict[str, Any] = {"operationId": name, "summary": operation.says}
    parameters = [
        {"name": each, "in": "path", "required": True, "schema": {"type": "string"}}
        for each in re.findall(r"{(\w+)", operation.path)
    ]
    if method == "GET":
        parameters += [_describe_parameter(field) for field in operation.fields]
    else:
        described["requestBody"] = _describe_body(operation)
    content: dict[str, Any] = {"application/json": {"schema": dict(operation.result)}}
    if operation.streams:
        content["text/event-stream"] = {"schema": {"type": "string"}}
    refused = {code: _describe_refusal(says) for code, says in _STATUSES.items()}
    answered = {"description": "What came of it.", "content": content}
    if operation.result.get("type") == "array":
        answered["headers"] = {NOTICE: _NOTICE}
    described["responses"] = {"200": answered, **refused}
    return {**described, "parameters": parameters} if parameters else described


def _describe_parameter(field: Field) -> dict[str, Any]:
    schema = field.describe()
    says = schema.pop("description")
    return {"name": field.name, "in": "query", "description": says, "required": field.required, "schema": schema}


def _describe_body(operation: Operation) -> dict[str, Any]:
    properties = {field.name: field.describe() for field in operation.fields}
    required = [field.name for field in operation.fields if field.required]
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    schema |= {"required": required} if required else {}
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    if operation.files:
        files = {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}}
        content["multipart/form-data"] = {"schema": {**schema, "properties": {**properties, "file": files}}}
    return {"required": bool(required), "content": content}


def _describe_refusal(says: str) -> dict[str, Any]:
    return {"description": says, "content": {"application/json": {"schema": {"$ref": _ERROR}}}}


def _describe_error() -> dict[str, Any]:
    values = {
        "message": {"type": "string"},
        "type": {"type": "string"},
        "param": {"type": ["string", "null"], "description": "The field that is meant."},
        "code": {"type": "integer"},
    }
    inner = {"type": "object", "properties": values, "required": list(values)}
    return {"type": "object", "properties": {"error": inner}, "required": ["error"]}
