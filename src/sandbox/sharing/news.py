"""POST /{dept}/v1/resources/{id}/news: what is new in a register since a cursor, for whoever follows it (变更订阅)."""

from collections.abc import Callable, Iterator
from typing import Any

from sandbox.people.model import World
from sandbox.sharing.catalogue import DEPARTMENTS
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, reply

A_PAGE = 50
"""Records an answer."""
Record = dict[str, Any]


def _births(world: World) -> Iterator[Record]:
    """Deliveries of the province's hospitals, oldest first."""
    for birth in sorted(world.records.values(), key=lambda one: (one.birth_date, one.record)):
        yield {
            "mother.id_number": birth.mother,
            "newborns.birth_record_number": birth.record,
            "region": world.persons[birth.mother].county,
        }


NEWS: dict[str, Callable[[World], Iterator[Record]]] = {"health.birth-records": _births}
"""Registers that tell what is new."""


class Newsroom:
    """Answers what is new; the cursor is the count of records told."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        for department in DEPARTMENTS:
            router.add("POST", f"/{department}/v1/resources/{{}}/news", self.tell)

    def tell(self, request: Request) -> Response:
        """What is new since the cursor: the fields asked for, and the region."""
        self._state.gate.check(request)
        department, _, _, name, _ = request.path
        if name not in NEWS or name.split(".")[0] != department:
            raise Problem(404, "no_such_resource")
        body = request.json()
        since, fields, cause = body.get("since"), body.get("fields"), body.get("use_cause")
        if not isinstance(cause, str) or not 0 < len(cause.strip()) <= 200:
            raise Problem(400, "no_cause", "use_cause: why the data is needed, at most 200 characters")
        if not isinstance(since, str) or not (since == "" or since.isdecimal()):
            raise Problem(400, "wrong_cursor", "since: a cursor that was given, or empty")
        if not isinstance(fields, list) or not all(isinstance(one, str) for one in fields):
            raise Problem(400, "wrong_fields")
        all_ = [*NEWS[name](self._state.world), *self._laid(name)]
        first = min(int(since or 0), len(all_))
        told = all_[first : first + A_PAGE]
        if any(field not in record for record in told for field in fields):
            raise Problem(400, "wrong_fields")
        records = [{field: record[field] for field in (*fields, "region")} for record in told]
        return reply({"records": records, "cursor": str(first + len(told)), "more": first + len(told) < len(all_)})

    def _laid(self, name: str) -> Iterator[Record]:
        """Records laid over the population are new too, in the order in which they were laid."""
        rows = self._state.ledger.all(f"overlay/{name}") if self._state.ledger.find("overlays", name) else {}
        for row in rows.values():
            person = self._state.world.persons.get(next(iter(row["keys"].values())))
            for member in row["answer"] or ():
                if person is not None:
                    yield {**row["keys"], **member, "region": person.county}
