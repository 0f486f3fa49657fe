"""The JSON API as a page, made from its OpenAPI document: readable offline, without a script."""

from typing import Any

from fastapi import APIRouter, Request, Response

from api.pages.contexts import Call, CallField, ReferencePage, as_context
from api.rendering import page

router = APIRouter()
_PREFIX = "#/components/schemas/"


@router.get("/docs")
def show_reference(request: Request) -> Response:
    contract = reference_page(request.app.openapi())
    return page(request, "reference.html", as_context(contract))


def reference_page(document: dict[str, Any]) -> ReferencePage:
    """Every call with its parameters, the fields of its body, and its answers."""
    shapes = document.get("components", {}).get("schemas", {})
    calls = tuple(
        _call(method, path, operation, shapes)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    )
    return ReferencePage(title=document["info"]["title"], calls=calls)


def _call(method: str, path: str, operation: dict[str, Any], shapes: dict[str, Any]) -> Call:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Call(
        method=method.upper(),
        path=path,
        about=operation.get("description") or operation.get("summary", ""),
        parameters=tuple(
            CallField(item["name"], _kind(item.get("schema", {})), item.get("required", False))
            for item in operation.get("parameters", ())
        ),
        body=_fields(_shape(body.get("schema", {}), shapes)),
        answers=tuple(
            (status, answer.get("description", ""))
            for status, answer in operation.get("responses", {}).items()
        ),
    )


def _shape(schema: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    named = str(schema.get("$ref", "")).removeprefix(_PREFIX)
    found: dict[str, Any] = shapes.get(named, schema)
    return found


def _fields(shape: dict[str, Any]) -> tuple[CallField, ...]:
    required = set(shape.get("required", ()))
    return tuple(
        CallField(name, _kind(field), name in required)
        for name, field in shape.get("properties", {}).items()
    )


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_PREFIX)
    options = schema.get("anyOf")
    if options:
        return " or ".join(_kind(option) for option in options if option.get("type") != "null")
    kind = str(schema.get("type", "any"))
    limits = [f"at most {schema['maxLength']} characters"] if "maxLength" in schema else []
    return ", ".join([kind, *limits])
