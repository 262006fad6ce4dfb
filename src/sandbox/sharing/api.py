"""POST /{dept}/v1/resources/{id}: one question to one resource (政务数据共享)."""

import json
from typing import Any

from sandbox.clock import stamp
from sandbox.sharing.catalogue import DEPARTMENTS, RESOURCES, Answer, Resource
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, reply


def overlay_key(keys: dict[str, str]) -> str:
    """One text for a set of keys."""
    return json.dumps(keys, sort_keys=True, ensure_ascii=False)


class Sharing:
    """Answers draws; records laid over the population win."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        for department in DEPARTMENTS:
            router.add("POST", f"/{department}/v1/resources/{{}}", self.draw)

    def draw(self, request: Request) -> Response:
        """Check who asks, why, for what; then answer just the fields asked for."""
        self._state.gate.check(request)
        department, _, _, name = request.path
        resource = RESOURCES.get(name)
        if resource is None or name.split(".")[0] != department:
            raise Problem(404, "no_such_resource")
        body = request.json()
        keys, fields = _read_question(body, resource)
        answer = self._find(name, keys, resource)
        return reply(_shape(answer, fields, resource.many))

    def _find(self, name: str, keys: dict[str, str], resource: Resource) -> Answer:
        rows = self._state.ledger.all(f"overlay/{name}") if self._state.ledger.find("overlays", name) else {}
        for row in rows.values():
            if all(keys.get(key) == value for key, value in row["keys"].items()):
                found: Answer = row["answer"]
                return found
        return resource.answer(self._state.world, keys)


def _read_question(body: dict[str, Any], resource: Resource) -> tuple[dict[str, str], list[str]]:
    keys, fields, cause = body.get("keys"), body.get("fields"), body.get("use_cause")
    if not isinstance(cause, str) or not 0 < len(cause.strip()) <= 200:
        raise Problem(400, "no_cause", "use_cause: why the data is needed, at most 200 characters")
    if not isinstance(keys, dict) or not set(resource.keys) <= set(keys) <= {*resource.keys, *resource.may}:
        raise Problem(400, "wrong_keys", ", ".join(resource.keys))
    if not all(isinstance(value, str) and value for value in keys.values()):
        raise Problem(400, "wrong_keys", "each key is a text")
    if not isinstance(fields, list) or not fields or not set(fields) <= resource.gives:
        raise Problem(400, "wrong_fields", ", ".join(sorted(resource.gives)))
    return keys, fields


def _shape(answer: Answer, fields: list[str], many: bool) -> dict[str, Any]:
    """Least disclosure: fields not asked for do not leave the department."""
    shaped: dict[str, Any] = {"found": answer is not None, "as_of": stamp()}
    if many:
        rows = answer if isinstance(answer, list) else []
        shaped["members"] = [{name: row[name] for name in fields if name in row} for row in rows]
    else:
        shaped["record"] = {name: answer[name] for name in fields if name in answer} if isinstance(answer, dict) else None
    return shaped
