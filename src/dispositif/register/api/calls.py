"""The programming interface as a whole: its parts, its errors, its description (OpenAPI)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from dispositif import __version__
from dispositif.errors import DispositifError
from dispositif.register.api import citations, documents, finding, followup, language, mandates, own, proposals
from dispositif.register.api.answers import tagged
from dispositif.register.api.forms import ProblemOut
from dispositif.register.api.problems import MEDIA_TYPE, problem, status_of


class Careful(Parser):
    """Reads what is sent as JSON."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raise for what a database could not keep."""
        if b"\\u0000" in request.body:
            raise HttpError(422, "What was sent holds the character U+0000, which no database keeps.")
        return super().parse_body(request)


class Interface(NinjaAPI):
    """Answers carry tags, and every call may end in a problem."""

    def create_response(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """The answer with its tag."""
        return tagged(request, super().create_response(request, *args, **options))

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the function: it is unique among all parts."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description, with the problem that every call may end in."""
        described = super().get_openapi_schema(**options)
        components = described["components"]
        components["schemas"]["Problem"] = ProblemOut.model_json_schema()
        components["responses"] = {
            "Problem": {
                "description": "Why the call was not carried out",
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
        }
        for path in described["paths"].values():
            for operation in path.values():
                operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
        return described


api = Interface(
    title="Dispositif",
    version=__version__,
    description="The register: documents, mandates, what people decided and what became of them.",
    urls_namespace="api-1",
    docs_url=None,
    parser=Careful(),
)
for part in (documents, mandates, proposals, followup, finding, citations, language, own):
    api.add_router("", part.router)


@api.exception_handler(DispositifError)
def refused(request: HttpRequest, error: DispositifError) -> HttpResponse:
    """What an action refuses."""
    return problem(status_of(request, error), str(error))


@api.exception_handler(ValidationError)
def not_understood(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What is not of the form that is described."""
    errors = [{"where": [str(part) for part in one["loc"]], "what": one["msg"]} for one in error.errors]
    said = "; ".join(f"{'.'.join(one['where'])}: {one['what']}" for one in errors)
    return problem(422, said, errors)


@api.exception_handler(HttpError)
def failed(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the interface itself refuses."""
    return problem(error.status_code, "" if error.status_code == 401 else str(error))
