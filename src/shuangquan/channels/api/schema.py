"""The schema of this door, as honest as Ninja's own does not make it: problems are problem+json, files are files, tokens have scopes."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from shuangquan.channels.api.entry import Needs
from shuangquan.channels.api.problems import PROBLEM
from shuangquan.core.words.app_scopes import OWN, SCOPES

PERSON, ITSELF, SECRET = "person", "app", "secret"
TOKEN, ALLOW = "/api/v1/oauth/token", "/allow/"
SCHEMES = {
    PERSON: {
        "type": "oauth2",
        "description": "a token that a person allowed, on the page /allow/",
        "flows": {
            "authorizationCode": {
                "authorizationUrl": ALLOW, "tokenUrl": TOKEN, "refreshUrl": TOKEN,
                "scopes": {scope: said.en for scope, said in SCOPES.items()},
            }
        },
    },
    ITSELF: {
        "type": "oauth2",
        "description": "a token of the app itself, which stands for nobody",
        "flows": {"clientCredentials": {"tokenUrl": TOKEN, "scopes": {OWN: "its registration, the ids of its matters, what it was told"}}},
    },
    SECRET: {"type": "http", "scheme": "basic", "description": "client_id and client_secret"},
}  # fmt: skip
"""By name: RFC 6749 §4.1, §4.4, §2.3.1."""
OAUTH = "/oauth/"
"""Below it, errors are those of RFC 6749, but for 429."""


class Readable(JSONRenderer):
    """中文 as it is written, not as numbers."""

    def __init__(self) -> None:
        self.json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Says in its schema what is so."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._schemas: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> OpenAPISchema:
        """See NinjaAPI. Worked out once for each prefix: it takes a second, and nothing in it changes while a process lives."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        if prefix not in self._schemas:
            self._schemas[prefix] = self._make_schema(prefix)
        return self._schemas[prefix]

    def _make_schema(self, prefix: str) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=prefix)
        schema["components"]["securitySchemes"] = SCHEMES
        scopes = self._find_scopes()
        for path, operations in schema["paths"].items():
            for operation in operations.values():
                _mend_files(operation)
                _mend_answers(operation, oauth=OAUTH in path)
                scope = scopes.get(operation["operationId"])
                if scope is not None:
                    operation["security"] = [{ITSELF if scope == OWN else PERSON: [scope]}]
        return schema

    def _find_scopes(self) -> dict[str, str]:
        """operation id → the scope that it needs."""
        found: dict[str, str] = {}
        for _, router in self._routers:
            for view in router.path_operations.values():
                for operation in view.operations:
                    needs = [one for one in operation.auth_callbacks if isinstance(one, Needs)]
                    found |= {operation.operation_id or self.get_openapi_operation_id(operation): one.scope for one in needs}
        return found


def _mend_files(operation: dict[str, Any]) -> None:
    form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
    if form is None:
        return
    form["schema"]["additionalProperties"] = False
    for part in form["schema"]["properties"].values():
        if part.get("format") == "binary":
            part["minLength"] = 1  # an empty file is refused; Ninja's File takes no such bound


def _mend_answers(operation: dict[str, Any], *, oauth: bool) -> None:
    for status, response in operation["responses"].items():
        if oauth and int(status) == 400:  # what cannot be stored is refused before anybody looks what it is
            response["content"][PROBLEM] = {"schema": {"$ref": "#/components/schemas/Problem"}}
        elif int(status) >= 400 and (not oauth or int(status) == 429):
            (shape,) = response.pop("content").values()
            response["content"] = {PROBLEM: shape}
        elif response.get("content", {}).get("application/json", {}).get("schema", {}).get("format") == "binary":
            del response["content"]
            response["content"] = {media: {"schema": {"type": "string", "format": "binary"}} for media in FILES}


FILES = ("application/pdf", "application/ofd", "image/png")
"""What a file is that leaves by this door."""
