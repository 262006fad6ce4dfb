"""The programs' door: schemathesis on every route, all checks; and what it says, to whom, in which language."""

import json
import re
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, assume, given, settings

from shuangquan.actions import limiting
from shuangquan.actions.acting import acting_system
from shuangquan.actions.verifying import verify_answer
from shuangquan.channels.api.routes import api
from shuangquan.connectors.bound import ports
from shuangquan.core.words.refusals import REFUSALS
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.throttle import Rate
from tests.desk.conftest import make_unmarried
from tests.portal.ports import World

BASE = "/api/v1"
ALL = list(HealthCheck)
FEW, MANY = 10, 400
SHARED = (
    "downloadFile", "downloadUrl", "verifyFile", "queryCertInfo", "verifyCertInfo", "queryCertInfoByQRcode", "queryCertInfoByHolderCode",
    "downloadUrlsByHolderCode", "getCertRemarkInfo",
)  # fmt: skip
"""Calls that are made up for each route, beside those that schemathesis derives from the schema itself."""


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same doors with wider bounds: what is tried here is more than fair."""
    monkeypatch.setattr(limiting, "RATES", {name: Rate(name, 10**9, 60) for name in limiting.RATES})


def get(path: str, **headers: str) -> tuple[int, Any]:
    answer = Client().get(f"{BASE}{path}", headers=headers)
    return answer.status_code, json.loads(answer.content)


def find_labels() -> list[str]:
    """Method and address of every route in the schema that takes no token; those of apps have a file of their own."""
    paths = api.get_openapi_schema(path_prefix=f"{BASE}/")["paths"]
    tokens = ("person", "app")
    return [
        f"{method.upper()} {path}"
        for path, held in paths.items()
        for method, operation in held.items()
        if not any(name in needs for needs in operation.get("security", ()) for name in tokens)
    ]


def is_wrong_only_unsent(body: Any) -> bool:
    """A form whose only fault is a part without a value: such a part is not written, so what is sent is right."""
    extra = [value for name, value in body.items() if name != "file"] if isinstance(body, dict) else []
    return bool(extra) and all(value is None or value == [] for value in extra)


@cache
def find_operations() -> dict[str, Any]:
    """What may be called, by method and address: the schema as it is served, read once."""
    schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", get_wsgi_application())
    return {one.ok().label: one.ok() for one in schema.get_all_operations()}  # type: ignore[union-attr]


def attack(label: str, examples: int) -> int:
    """Call one route in every way its schema allows and in many that it does not; all of schemathesis' checks each time."""
    operation, tried = find_operations()[label], 0
    takes = operation.query or operation.path_parameters or operation.body  # without any, nothing can be wrong about a call
    for mode in tuple(schemathesis.GenerationMode)[: None if takes else 1]:

        @settings(
            max_examples=examples,
            derandomize=examples == FEW,
            deadline=None,
            database=None,
            suppress_health_check=ALL,
            phases=[Phase.generate],
        )
        @given(operation.as_strategy(generation_mode=mode))
        def call(case: Any) -> None:
            nonlocal tried
            assume(not is_wrong_only_unsent(case.body))
            tried += 1
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        call()
    return tried


def test_every_route_that_takes_no_token_is_in_the_schema() -> None:
    assert set(find_labels()) == {
        *(f"GET {BASE}/{path}" for path in ("health", "ready", "themes", "themes/{theme}", "regions", "certificates/{token}")),
        *(f"GET {BASE}/{path}" for path in ("halls", "halls/{hall}/times", "halls/{hall}/now")),
        f"POST {BASE}/files",
        f"POST {BASE}/inquiry",
        f"POST {BASE}/policies",
        f"POST {BASE}/departments/{{department}}/reports",
        *(f"POST {BASE}/share/{verb}" for verb in SHARED),
        f"GET {BASE}/share/download",
        *(f"POST {BASE}/oauth/{verb}" for verb in ("token", "revoke")),
    }


@pytest.mark.parametrize("label", find_labels())
def test_every_route_is_as_its_schema_says(world: World, unlimited: None, label: str) -> None:
    assert attack(label, FEW) >= (FEW if "{" in label or "themes" in label or "files" in label else 1)


@pytest.mark.heavy
@pytest.mark.parametrize("label", find_labels())
def test_every_route_is_as_its_schema_says_for_long(world: World, unlimited: None, label: str) -> None:
    assert attack(label, MANY) >= (MANY if "{" in label or "themes" in label or "files" in label else 1)


def test_a_theme_says_who_works_what_is_asked_and_how_long(world: World) -> None:
    status, found = get("/themes")
    assert status == 200 and {one["id"] for one in found["themes"]} >= {"newborn"}
    nearest = [one["id"] for one in get("/themes?q=孩子上户口")[1]["themes"]]
    assert nearest[0] == "newborn" and "station-birth" in nearest[1:]
    status, theme = get("/themes/newborn?region=370783")
    assert status == 200 and theme["role"] == "mother" and theme["region"] == "370783"
    assert {"police", "health"} <= {item["department"] for item in theme["items"]}
    assert all(item["name"]["zh"] and (item["promised"] or item["statutory"]) for item in theme["items"])
    assert any(line["source"] == "police.population" and line["fields"] and line["ground"] for line in theme["asks"])
    assert theme["limit"]["unit"] in ("hours", "working_days", "calendar_days", "months") and theme["limit"]["text"]["en"]
    assert not world.share.asked, "nobody is asked about anybody"


def test_regions_are_the_provinces_own(world: World) -> None:
    cities = get("/regions")[1]["cities"]
    assert len(cities) == 16 and sum(len(city["counties"]) for city in cities) == 136


def test_a_certificate_is_verified_and_a_strangers_program_can_check_the_signature(world: World) -> None:
    case = make_unmarried(world)
    with acting_system():
        made = find_certificates_of_case(case)[0]
    status, shown = get(f"/certificates/{made.token}")
    assert status == 200 and set(shown) == {"view", "key", "signature"}
    keys = {shown["key"]: ports().seal.public_key(shown["key"])}
    assert verify_answer(json.dumps(shown).encode(), keys).good
    text = json.dumps(shown, ensure_ascii=False)
    assert not [secret for secret in (made.case_id, world.family.mother, "周若岚", "安安") if secret and secret in text]
    assert shown == Client().get(f"/v/{made.token}.json").json() | {"signature": shown["signature"]}


def test_a_problem_says_what_where_and_how_to_mend_it_in_either_language(world: World) -> None:
    client = Client()
    for path, code, status, where in (
        ("/themes/none", "theme.unknown", 404, "theme"),
        ("/themes/newborn?region=110101", "region.unknown", 404, "region"),
        ("/themes/newborn?region=x", "api.invalid", 422, "query.region"),
        ("/themes/newborn?role=uncle", "theme.apply", 404, "role"),
        (f"/certificates/{'A' * 32}", "certificate.unknown", 404, "token"),
        ("/nothing/here", "api.missing", 404, "path"),
    ):
        for language, content in (("en-GB,en;q=0.9", "en"), ("zh-CN,zh;q=0.9", "zh-CN"), ("", "zh-CN"), ("xx;q=99,*", "zh-CN")):
            answer = client.get(BASE + path, headers={"Accept-Language": language})
            told = json.loads(answer.content)
            assert answer.headers["Content-Type"] == "application/problem+json" and answer.headers["Content-Language"] == content
            assert (answer.status_code, told["status"], told["code"]) == (status, status, code), path
            assert told["where"].endswith(where), told
            sentence = REFUSALS[code].say("en" if content == "en" else "zh").partition("{")[0]
            assert told["title"].startswith(sentence) and told["type"] == f"urn:shuangquan:refusal:{code}"
    posted = client.post(f"{BASE}/themes")
    assert posted.status_code == 405 and posted.headers["Allow"] == "GET" and json.loads(posted.content)["code"] == "api.method"


def test_what_is_not_planned_yet_says_when_to_come_back(world: World) -> None:
    from shuangquan.actions.plans import allow_compiling  # noqa: PLC0415 — beside its one use

    allow_compiling(None)
    answer = Client().get(f"{BASE}/themes/newborn?region=371722")
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
    assert json.loads(answer.content)["code"] == "case.planning"


def test_health_asks_nobody_and_readiness_asks_the_database(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert get("/health") == (200, {"state": "ok", "standards": ""})
    status, found = get("/ready")
    assert status == 200 and re.fullmatch("[0-9a-f]{64}", found["standards"])
    monkeypatch.setattr("shuangquan.actions.standards.find_online_bundle", lambda: None)
    status, found = get("/ready")
    assert (status, found["code"], found["where"]) == (503, "api.unready", "standards")


def test_files_are_verified_like_at_the_portal(world: World) -> None:
    client = Client()
    for content, status, code in (
        (b"%PDF-1.4", 200, "seal.none"),
        (b"%PDF-" + bytes(17 * 2**20), 422, "blob.too_large"),
        (b"", 422, "evidence.empty"),
    ):
        answer = client.post(f"{BASE}/files", {"file": SimpleUploadedFile("../a.pdf", content)})
        assert (answer.status_code, json.loads(answer.content)["code"]) == (status, code)
        assert not json.loads(answer.content).get("good")
    assert json.loads(client.post(f"{BASE}/files").content)["code"] == "api.invalid"


def test_programs_are_counted_by_address_but_those_who_watch_are_not(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limiting.RATES, "api", Rate("api", 3, 60))
    client = Client()
    assert [client.get(f"{BASE}/regions").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    limited = client.get(f"{BASE}/nothing")
    assert limited.status_code == 429 and 0 < int(limited.headers["Retry-After"]) <= 60
    assert {client.get(f"{BASE}/{path}").status_code for path in ("health", "ready")} == {200}
    assert client.get(f"{BASE}/regions", REMOTE_ADDR="198.51.100.1").status_code == 200


def test_the_door_knows_no_session_and_sets_no_cookie(world: World) -> None:
    """Its one POST needs no token because no cookie means anything here."""
    client = Client(enforce_csrf_checks=True)
    for path in ("health", "ready", "themes", "themes/newborn", "regions", "openapi.json"):
        answer = client.get(f"{BASE}/{path}")
        assert answer.status_code == 200 and not answer.cookies, path
        assert "Content-Security-Policy" in answer.headers and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not client.post(f"{BASE}/files", {"file": SimpleUploadedFile("a.pdf", b"x")}).cookies
    assert not Session.objects.exists()


def test_the_schema_is_served_and_no_page_of_a_strangers_scripts(world: World) -> None:
    status, schema = get("/openapi.json")
    assert status == 200 and schema["openapi"].startswith("3.") and len(schema["paths"]) >= 50
    assert Client().get(f"{BASE}/docs").status_code == 404
    assert reverse("api-v1:theme", kwargs={"theme": "x"}) == f"{BASE}/themes/x"
