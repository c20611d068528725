"""Tell OpenAPI what a question takes and what it answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from queries.facets import UNKNOWN
from queries.question import CONTRACT, DATE, INTEGER, Column, Parameter, Question
from queries.recipe import KEPT, ORDER
from service.errors import PROBLEM

_COLUMN_TYPES = {"nombre": "number", "booleen": "boolean"}


def operation(question: Question, *, formats: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters and the responses of a question, in OpenAPI 3.1; formats have their media types."""
    told = [_parameter(parameter, question.example.get(parameter.name)) for parameter in question.options]
    choice = {"name": "format", "in": "query", "required": False, "schema": {"type": "string", "enum": sorted(formats)}}
    choice["description"] = "La forme de la réponse ; celle que l'en-tête Accept préfère si elle n'est pas dite."
    rows = {"type": "array", "items": {"type": "object", "properties": _properties(question.columns)}}
    refusal = {"description": "Une valeur ne convient pas.", "content": {PROBLEM: {"schema": {"type": "object"}}}}
    written = {media_type: {"schema": {"type": "string"}} for media_type in (*formats.values(), "text/html")}
    answer = {**written, "application/json": {"schema": rows}}
    responses: dict[str, Any] = {"200": {"description": question.title, "content": answer}, "422": refusal}
    responses["406"] = {**refusal, "description": "Aucune forme de la réponse ne convient au client."}
    return {"parameters": [*told, *_selecting(question), choice], "responses": responses}


def _selecting(question: Question) -> Iterator[dict[str, Any]]:
    """Yield what chooses among the rows, and orders them."""
    for name in question.facets:
        described = (
            f"Garder les lignes dont « {question.column(name).label} » a l'une de ces valeurs, ou « {UNKNOWN} »."
        )
        schema: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
        yield {"name": f"{KEPT}{name}", "in": "query", "required": False, "schema": schema, "description": described}
    columns = [column.name for column in question.columns]
    schema = {"type": "string", "enum": [*columns, *(f"-{name}" for name in columns)]}
    described = "La colonne qui ordonne les lignes ; « - » devant, dans l'ordre inverse. L'inconnu vient à la fin."
    yield {"name": ORDER, "in": "query", "required": False, "schema": schema, "description": described}


def _parameter(parameter: Parameter, example: str | None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if parameter.kind == INTEGER else "string"}
    if parameter.kind == DATE:
        schema["format"] = "date"
    if parameter.choices:
        schema["enum"] = [*parameter.choices]
    if parameter.default and parameter.choices:
        schema["default"] = parameter.default
    if parameter.name == CONTRACT.name:
        schema = {"type": "array", "items": schema}
        example_value: object = [example]
    else:
        example_value = example
    told = {"name": parameter.name, "in": "query", "required": parameter.required, "schema": schema}
    shown = {"example": example_value} if example else {}
    return {**told, "description": parameter.description, **shown}


def _properties(columns: Sequence[Column]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for column in columns:
        for variable in column.variables:
            kind = "string" if variable != column.name else _COLUMN_TYPES.get(column.kind, "string")
            properties[variable] = {"type": [kind, "null"], "title": column.label}
    return properties
