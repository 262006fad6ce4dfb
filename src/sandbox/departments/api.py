"""The departments' own addresses: keys, packages, answers, quotes."""

import hmac
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gmssl_pyx import sm3_hash

from sandbox.departments.packages import Desk
from sandbox.departments.reports import spoil
from sandbox.departments.seals import check_seal
from sandbox.sharing.catalogue import DEPARTMENTS
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, reply

PREMIUM = "400.00"  # yuan a person and year; what the sandbox's tax office asks
_TEXTS = ("id", "case", "item", "member", "region")


class Departments:
    """Takes sealed packages, gives answers."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.desk = Desk(state)

    def routes(self, router: Router) -> None:
        """Its addresses."""
        for name in DEPARTMENTS:
            router.add("POST", f"/{name}/v1/keys", self.register_key)
            router.add("GET", f"/{name}/v1/keys", self.keys)
            router.add("POST", f"/{name}/v1/packages", self.take)
            router.add("GET", f"/{name}/v1/packages/{{}}", self.find)
            router.add("POST", f"/{name}/v1/packages/{{}}/reminders", self.remind)
            router.add("POST", f"/{name}/v1/packages/{{}}/recall", self.recall)
            router.add("GET", f"/{name}/v1/held", self.held)
            router.add("GET", f"/{name}/v1/answers", self.answers)
            router.add("POST", f"/{name}/v1/quotes", self.quote)

    def register_key(self, request: Request) -> Response:
        """Make the platform's public key known to a department: {"key_id", "public_key" hex of 64 bytes}."""
        self._state.gate.check(request)
        body = request.json()
        key_id, public_key = body.get("key_id"), body.get("public_key")
        if not isinstance(key_id, str) or not isinstance(public_key, str) or len(public_key) != 128:
            raise Problem(400, "wrong_key")
        self._state.ledger.keep((f"key/{request.path[0]}", key_id, public_key))
        return reply({"key_id": key_id}, 201)

    def take(self, request: Request) -> Response:
        """POST packages: {"content": canonical JSON text, "digest", "signature", "key_id"} → 202 {"receipt"}."""
        self.check(request)
        return reply({"receipt": self.take_sealed(request.path[0], request.json())}, 202)

    def known_keys(self) -> list[tuple[str, str]]:
        """(department, key id) of every key of the platform that was made known to a department."""
        return [(name, key) for name in DEPARTMENTS for key in self._state.ledger.all(f"key/{name}")]

    def check(self, request: Request) -> None:
        """Whether the platform calls. Problems as Gate.check."""
        self._state.gate.check(request)

    def take_sealed(self, department: str, body: Mapping[str, Any]) -> str:
        """The receipt of a sealed package, however it was brought."""
        content, digest = self._open(department, body)
        return self.desk.take(_read_package(content, department), digest)

    def _open(self, department: str, body: Mapping[str, Any]) -> tuple[str, str]:
        """(content, its digest) of what the platform sealed. Problems when it did not."""
        content = body.get("content")
        if not isinstance(content, str):
            raise Problem(400, "no_content")
        digest = sm3_hash(content.encode()).hex()
        if not hmac.compare_digest(digest, str(body.get("digest"))):
            raise Problem(400, "wrong_digest")
        public_key = self._state.ledger.find(f"key/{department}", str(body.get("key_id")))
        if public_key is None:
            raise Problem(409, "unknown_key")
        if not check_seal(bytes.fromhex(public_key), content.encode(), _from_hex(body.get("signature"))):
            raise Problem(400, "wrong_seal")
        return content, digest

    def recall_sealed(self, department: str, package: str, body: Mapping[str, Any]) -> str:
        """Take a sealed withdrawal of this package, however it was brought."""
        content, _ = self._open(department, body)
        try:
            said = json.loads(content)
        except ValueError as error:
            raise Problem(400, "not_json") from error
        if not isinstance(said, dict) or (said.get("recall"), said.get("department")) != (package, department):
            raise Problem(400, "wrong_recall")
        return self.desk.recall(department, package, str(said.get("package_digest", "")))

    def recall(self, request: Request) -> Response:
        """POST packages/{id}/recall: the platform withdraws a package, under its seal."""
        self._state.gate.check(request)
        return reply({"state": self.recall_sealed(request.path[0], request.path[3], request.json())}, 202)

    def find_reports(self, request: Request, department: str, package: str) -> list[dict[str, str]]:
        """Sealed reports on a package, as the channel leaves them."""
        asked = self.desk.find_another(department, package) if request.fault == "other" else package
        return spoil(self.desk.find(department, asked)["reports"], request.fault)

    def find_news(self, department: str, after: int | None, most: int) -> list[dict[str, Any]]:
        """What was said after a place in the feed; the newest when it is None."""
        return self.desk.answers_after(department, self.desk.count_told(department) - most if after is None else after, most)

    def find(self, request: Request) -> Response:
        """GET packages/{id}: its state, and every sealed report on it."""
        self._state.gate.check(request)
        department, package = request.path[0], request.path[3]
        found = self.desk.find(department, self.desk.find_another(department, package) if request.fault == "other" else package)
        return reply(found | {"reports": spoil(found["reports"], request.fault)})

    def keys(self, request: Request) -> Response:
        """GET keys: {key id: public key x‖y in hex} by which a department's reports are verified."""
        self._state.gate.check(request)
        return reply(self.desk.keys(request.path[0]))

    def held(self, request: Request) -> Response:
        """GET held?since=Unix time: {"packages": [{"package", "package_digest", "last", "outcome"}]}."""
        self._state.gate.check(request)
        since = request.query.get("since", "0")
        if not since.isdigit():
            raise Problem(400, "wrong_number")
        return reply({"packages": self.desk.held_since(request.path[0], float(since))})

    def remind(self, request: Request) -> Response:
        """POST packages/{id}/reminders: the platform asks where an answer stays."""
        self._state.gate.check(request)
        return reply({"reminders": self.desk.remind(request.path[0], request.path[3])}, 202)

    def answers(self, request: Request) -> Response:
        """GET answers?after=seq&limit=n (newest=1: the last of them): many at once, oldest first."""
        self._state.gate.check(request)
        after, limit = request.query.get("after", "0"), request.query.get("limit", "100")
        if not after.isdigit() or not limit.isdigit():
            raise Problem(400, "wrong_number")
        most = min(int(limit), 500)
        start = None if request.query.get("newest") else int(after)
        return reply({"answers": self.find_news(request.path[0], start, most)})

    def quote(self, request: Request) -> Response:
        """POST quotes {"item", "region", "count"} → what `count` persons pay."""
        self._state.gate.check(request)
        count = request.json().get("count")
        if isinstance(count, bool) or not isinstance(count, int) or not 0 < count <= 1000:
            raise Problem(400, "wrong_count")
        return reply({"each": PREMIUM, "amount": str(Decimal(PREMIUM) * count), "currency": "CNY"})


def _from_hex(value: object) -> bytes:
    try:
        return bytes.fromhex(str(value))
    except ValueError:
        return b""


def _read_package(content: str, department: str) -> dict[str, Any]:
    try:
        package = json.loads(content)
    except ValueError as error:
        raise Problem(400, "not_json") from error
    wants, facts = (package.get("wants"), package.get("facts")) if isinstance(package, dict) else (None, None)
    if not isinstance(wants, list) or not isinstance(facts, dict) or package.get("department") != department:
        raise Problem(400, "wrong_package")
    if (
        not all(isinstance(package.get(name), str) for name in _TEXTS)
        or not package["id"]
        or "/" in package["id"]
        or not all(isinstance(one, str) for one in wants)
    ):
        raise Problem(400, "wrong_package")
    found: dict[str, Any] = package
    return found
