"""The routes of apps, by their schema: schemathesis calls each with a token, also on a case that the app may see."""

from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS
from schemathesis.specs.openapi.checks import positive_data_acceptance

from shuangquan.actions import limiting
from shuangquan.channels.api.routes import api
from shuangquan.core.words.app_scopes import OWN, SCOPES
from shuangquan.records.throttle import Rate
from tests.api.conftest import Program, allowed, secret
from tests.attacks.test_apps import OPEN
from tests.portal.ports import World

__all__ = ["secret"]
BASE = "/api/v1"
ALL = list(HealthCheck)
FEW, MANY = 5, 150
CHECKED = [check for check in CHECKS.get_all() if check is not positive_data_acceptance]
"""All of schemathesis' checks but one: what has the right shape can still be refused for what it says."""


@cache
def find_secured() -> dict[str, str]:
    """Method and address of every route that needs a token → the scope that it needs."""
    paths = api.get_openapi_schema(path_prefix=f"{BASE}/")["paths"]
    found = {}
    for path, held in paths.items():
        for method, operation in held.items():
            (needs,) = operation.get("security", [{}])[:1]
            scopes = [scope for given_ in needs.values() for scope in given_]
            if scopes:
                found[f"{method.upper()} {path}"] = scopes[0]
    return found


def attack(app: Program, itself: Program, examples: int) -> dict[str, set[int]]:
    """Statuses that each route answered with."""
    schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", get_wsgi_application())
    case = app.post("/cases", OPEN)[1]["id"]
    found: list[Any] = [one.ok() for one in schema.get_all_operations()]  # type: ignore[union-attr]
    seen: dict[str, set[int]] = {}
    for operation in found:
        scope = find_secured().get(operation.label)
        if scope is not None:
            seen[operation.label] = _call(operation, (itself if scope == OWN else app).access, case, examples)
    return seen


def _call(operation: Any, token: str, case: str, examples: int) -> set[int]:
    """Call it in every way its schema allows, on `case` where it takes one, and in some that it does not."""
    takes = operation.query or operation.path_parameters or operation.body  # without any, nothing can be wrong about a call
    modes = tuple(schemathesis.GenerationMode)[: None if takes else 1]
    return {status for mode in modes for status in _call_as(operation, mode, token, case, examples)}


def _call_as(operation: Any, mode: schemathesis.GenerationMode, token: str, case: str, examples: int) -> set[int]:
    statuses: set[int] = set()

    @settings(
        max_examples=examples,
        derandomize=examples == FEW,
        database=None,
        deadline=None,
        suppress_health_check=ALL,
        phases=[Phase.generate],
    )
    @given(operation.as_strategy(generation_mode=mode))
    def call(made: Any) -> None:
        if mode is schemathesis.GenerationMode.POSITIVE and "case" in (made.path_parameters or {}):
            made.path_parameters["case"] = case
        headers = {"Accept-Encoding": "identity", "Authorization": f"Bearer {token}"}
        statuses.add(made.call_and_validate(headers=headers, checks=CHECKED).status_code)

    call()
    return statuses


@pytest.fixture
def programs(world: World, secret: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Program, Program]:
    monkeypatch.setattr(limiting, "RATES", {name: Rate(name, 10**9, 60) for name in limiting.RATES})
    itself = Program(secret)
    itself.access = itself.token(grant_type="client_credentials")[1]["access_token"]
    return allowed(secret), itself


def test_every_route_of_apps_is_as_its_schema_says(programs: tuple[Program, Program]) -> None:
    secured = find_secured()
    assert set(secured.values()) == {OWN, *SCOPES} and len(secured) >= 36
    seen = attack(*programs, FEW)
    assert set(seen) == set(secured)
    assert len([label for label, statuses in seen.items() if statuses & {200, 201, 204}]) >= 15


@pytest.mark.heavy
def test_every_route_of_apps_is_as_its_schema_says_for_long(programs: tuple[Program, Program]) -> None:
    assert set(attack(*programs, MANY)) == set(find_secured())
