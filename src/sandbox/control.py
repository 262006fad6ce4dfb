"""The hand on the sandbox: faults, records laid over the population, answers decided beforehand, a fresh start."""

from typing import Any

from sandbox.sharing.api import overlay_key
from sandbox.sharing.catalogue import DEPARTMENTS, RESOURCES
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, reply

PARTIES = (
    *DEPARTMENTS, "payment", "courier", "messages", "identity", "readers", "scanners", "printer", "licences", "cabinets", "mail",
)  # fmt: skip

FURTHEST = 366 * 86_400


def check_hand(request: Request) -> None:
    """Only a hand on the sandbox passes: other web pages in the same browser cannot send this header. Problem 403."""
    if request.header("X-Sandbox-Control") != "1":
        raise Problem(403, "no_control_header")


class Control:
    """POST /control/…; every change needs the header X-Sandbox-Control: 1."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses."""
        router.add("GET", "/control", self.show)
        router.add("GET", "/control/people", self.people)
        router.add("POST", "/control/records", self.lay_records)
        router.add("POST", "/control/answers", self.preset_answer)
        router.add("POST", "/control/clock", self.run_ahead)
        router.add("POST", "/control/reset", self.reset)
        router.add("POST", "/control/{}", self.set_fault)

    def show(self, _request: Request) -> Response:
        """What is set at present, and how large the province is."""
        world = self._state.world
        counts = {"residents": len(world.persons), "households": len(world.households), "companies": len(world.companies)}
        overlays = {name: len(self._state.ledger.all(f"overlay/{name}")) for name in RESOURCES if self._state.ledger.find("overlays", name)}
        return reply({"today": world.today.isoformat(), "faults": self._state.faults.show(), "records": overlays, **counts})

    def people(self, _request: Request) -> Response:
        """The demo residents."""
        return reply({"people": show_people(self._state.world)})

    def set_fault(self, request: Request) -> Response:
        """POST /control/{party or resource} {"mode", "seconds", "share", "after", "calls"}."""
        check_hand(request)
        target = request.path[1]
        if target not in PARTIES and target not in RESOURCES:
            raise Problem(404, "no_such_party")
        self._state.faults.set(target, request.json())
        return reply(self._state.faults.show())

    def lay_records(self, request: Request) -> Response:
        """POST /control/records {"resource", "keys", "record" | "members"}: neither means that no record exists."""
        check_hand(request)
        body = request.json()
        name, keys = str(body.get("resource")), body.get("keys")
        resource = RESOURCES.get(name)
        if resource is None:
            raise Problem(404, "no_such_resource")
        if not isinstance(keys, dict) or not keys or not set(keys) <= {*resource.keys, *resource.may}:
            raise Problem(400, "wrong_keys", ", ".join(resource.keys))
        answer: Any = body.get("members") if resource.many else body.get("record")
        if answer is not None and not isinstance(answer, list if resource.many else dict):
            raise Problem(400, "wrong_record")
        row = {"keys": keys, "answer": answer}
        self._state.ledger.keep((f"overlay/{name}", overlay_key(keys), row), ("overlays", name, True))
        return reply(row, 201)

    def preset_answer(self, request: Request) -> Response:
        """POST /control/answers {"department", "match": {"item" | "member" | "case" | "role.fact": value}, "answer": {…}}."""
        check_hand(request)
        body = request.json()
        department, match, answer = body.get("department"), body.get("match"), body.get("answer")
        if department not in DEPARTMENTS or not isinstance(match, dict) or not isinstance(answer, dict):
            raise Problem(400, "wrong_answer")
        row = {"department": department, "match": match, "answer": answer}
        self._state.ledger.keep(("preset", f"{department}/{overlay_key(match)}", row))
        return reply(row, 201)

    def run_ahead(self, request: Request) -> Response:
        """POST /control/clock {"ahead": seconds}: whoever's clock runs so far ahead is answered, too; 0 ends it."""
        check_hand(request)
        ahead = request.json().get("ahead")
        if isinstance(ahead, bool) or not isinstance(ahead, int | float) or not 0 <= ahead <= FURTHEST:
            raise Problem(400, "wrong_clock")
        self._state.gate.ahead = float(ahead)
        return reply({"ahead": ahead})

    def reset(self, _request: Request) -> Response:
        """Clear faults, records and presets; what was issued and paid stays."""
        check_hand(_request)
        self._state.faults.clear()
        self._state.gate.ahead = 0.0
        for name in self._state.ledger.all("overlays"):
            self._state.ledger.forget(f"overlay/{name}")
        self._state.ledger.forget("overlays")
        self._state.ledger.forget("preset")
        self._state.ledger.forget("printer")
        return reply({"reset": True})


def show_people(world: Any) -> list[dict[str, Any]]:
    """Demo residents as `python -m sandbox people --json` prints them."""
    shown = []
    for demo in world.demos:
        person = world.persons[demo.person]
        shown.append(
            {
                "scenario": demo.scenario,
                "login": demo.login,
                "role": demo.role,
                "name": person.name,
                "id_number": person.id_number,
                "phone": person.phone,
                "region": demo.county,
                "township": demo.township,
                "organisation": demo.organisation,
                "zh": demo.zh,
                "en": demo.en,
                "births": [birth.record for birth in world.births.get(demo.person, ())],
            }
        )
    return shown
