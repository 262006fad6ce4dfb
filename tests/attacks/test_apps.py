"""Apps that act for people: another's case, another app's case, what was not allowed, what was taken back, replays."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from shuangquan.actions import limiting
from shuangquan.actions.acting import acting_system
from shuangquan.actions.clients import add_app
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import AppGrant, AppToken, Case, DataUse
from shuangquan.records.throttle import Rate
from tests.api.conftest import APP, BACK, Program, allowed, ask, make_app, say_yes, secret
from tests.attacks.places import Route, find_all, is_api
from tests.desk.conftest import ITEM, make_unmarried
from tests.desk.filing import look
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World

__all__ = ["secret"]
OPEN = {"theme": "newborn", "region": "370783", "role": "mother"}
SECRETS = ("周若岚", "陈景行", "安安", "槐安巷", "文庙街", "13800000042")
BODIES: tuple[Any, ...] = (
    None,
    {},
    {"digest": "0" * 64},
    {"answer": "agree"},
    {"do": "invite"},
    {"facts": {"mother.name": "坏人"}},
    {"fields": ["holder"]},
)


def find_case_routes() -> list[Route]:
    """Every route of the API that leads to somebody's case."""
    return [route for route in find_all() if is_api(route) and "case" in route.parts]


def try_all(app: Program, ids: dict[str, str]) -> set[int]:
    """Statuses of every try; nothing of a person may be in any answer."""
    seen = set()
    for route in find_case_routes():
        path = route.address(**ids, seat="father", role="children", key="receipt-1").removeprefix("/api/v1")
        for method, body in (("get", None), *(("post", body) for body in BODIES)):
            answer = app.raw(method, path, body, Idempotency_Key="k" * 32)
            text = answer.content.decode(errors="replace")
            assert not [one for one in SECRETS if one in text] and not answer.content.startswith(b"%PDF"), path
            seen.add(answer.status_code)
    return seen


def test_an_app_never_reaches_a_case_that_it_did_not_open_for_that_person(
    world: World, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mother's own case at the portal; her case by another app; her case by this app, for a stranger who allowed the same app."""
    monkeypatch.setitem(limiting.RATES, "app", Rate("app", 10**6, 60))
    assert len(find_case_routes()) >= 25
    portal_case = make_unmarried(world)
    with acting_system():
        certificate = find_certificates_of_case(portal_case)[0].id
    other = allowed(add_app(make_app("other-app")), "mother", app="other-app")
    by_other = other.post("/cases", OPEN)[1]["id"]
    app, stranger = allowed(secret, "mother"), allowed(secret, "stranger")
    hers = app.post("/cases", OPEN)[1]["id"]
    versions = {case: look(case).case.version for case in (portal_case, by_other, hers)}
    with enter_context(SYSTEM_CLAIMS):
        before = DataUse.objects.count()
    for who, case in ((app, portal_case), (app, by_other), (other, hers), (stranger, hers), (stranger, portal_case)):
        ids = {"case": case, "certificate": certificate, "showing": certificate, "item": ITEM}
        assert try_all(who, ids) <= {404, 405}, case
    assert {case: look(case).case.version for case in versions} == versions
    with enter_context(SYSTEM_CLAIMS):
        assert DataUse.objects.count() == before, "what nobody was shown is not noted as read"
    assert [one["id"] for one in app.get("/cases")[1]["cases"]] == [hers]
    assert stranger.get("/cases")[1]["cases"] == [] and [one["id"] for one in other.get("/cases")[1]["cases"]] == [by_other]


def test_without_a_token_nothing_is_said_of_any_case(world: World, secret: str) -> None:
    hers = allowed(secret).post("/cases", OPEN)[1]["id"]
    nobody, itself = Program(secret, "x" * 43), Program(secret)
    itself.access = itself.token(grant_type="client_credentials")[1]["access_token"]
    signed_in = Browser("mother").client
    for route in find_case_routes():
        path = route.address(case=hers, seat="father", role="children", key="receipt-1")
        answers = [Client().get(path), signed_in.get(path), nobody.raw("get", path.removeprefix("/api/v1"))]
        assert {one.status_code for one in answers} == {401}, "a session means nothing at this door"
        assert all('error="invalid_token"' in one.headers["WWW-Authenticate"] for one in answers)
        assert itself.raw("get", path.removeprefix("/api/v1")).json()["code"] == "app.person"


def test_a_token_does_what_was_allowed_and_the_level_at_which_it_was_allows(world: World, secret: str) -> None:
    reads = allowed(secret, scopes="case.read")
    answer = reads.raw("post", "/cases", OPEN)
    assert answer.status_code == 403 and answer.json()["code"] == "app.scope"
    assert answer.headers["WWW-Authenticate"].endswith('scope="case.fill"')

    unsigned = allowed(secret, signing=False)
    case = unsigned.post("/cases", OPEN)[1]["id"]
    assert unsigned.post(f"/cases/{case}/signature", {"digest": "0" * 64})[1]["code"] == "app.scope"

    week = allowed(secret, days="7")
    with stopped_at(NOW + timedelta(hours=25)):
        again = week.token(grant_type="refresh_token", refresh_token=week.refresh)[1]
        later = Program(secret, again["access_token"])
        status, told = later.post(f"/cases/{case}/signature", {"digest": "0" * 64})
        assert (status, told["code"]) == (403, "identity.low"), "a yes of yesterday is no signature of today"
        assert later.get(f"/cases/{case}")[1]["step"] == "notice"


def test_an_app_works_where_it_was_let_in(world: World) -> None:
    app = allowed(add_app(make_app(regions=("370783",), themes=("newborn",))))
    assert app.post("/cases", {**OPEN, "region": "370702"})[1]["code"] == "app.theme"
    assert app.post("/cases", {**OPEN, "theme": "retirement"})[1]["code"] == "app.theme"
    assert app.post("/cases", OPEN)[0] == 201


def test_a_permission_taken_back_ends_at_once_and_only_its_owner_takes_it_back(world: World, secret: str) -> None:
    app = allowed(secret)
    case = app.post("/cases", OPEN)[1]["id"]
    with enter_context(SYSTEM_CLAIMS):
        (grant,) = AppGrant.objects.all()
    stranger, mother = Browser("stranger"), Browser("mother")
    assert stranger.post(f"/my/data/apps/{grant.id}/withdraw").status == 422
    assert app.get(f"/cases/{case}")[0] == 200
    page = mother.get("/my/data/apps")
    assert "示例镇务通" in page.text and "签名" in page.text and "示例镇务通" not in stranger.get("/my/data/apps").text
    mother.post(f"/my/data/apps/{grant.id}/withdraw")
    assert "没有应用" in mother.text
    assert app.get(f"/cases/{case}")[1]["code"] == "app.token"
    assert app.token(grant_type="refresh_token", refresh_token=app.refresh)[1]["error"] == "invalid_grant"
    assert mother.post(f"/my/data/apps/{grant.id}/withdraw").status == 422
    assert mother.get(f"/case/{case}/notice").status == 200, "the matter itself stays hers"


def test_nobody_is_sent_anywhere_but_where_the_app_is_registered(world: World, secret: str) -> None:
    mother = Browser("mother")
    for more in (
        {"client_id": "nobody"}, {"redirect_uri": "https://evil.example/"}, {"redirect_uri": f"{BACK}/../x"}, {"response_type": "token"},
        {"code_challenge": ""}, {"code_challenge_method": "plain"}, {"scope": "case.read everything"}, {"state": "s" * 500},
    ):  # fmt: skip
        found = mother.get(ask(**{"scopes": "case.read"} if "scope" in more else {}, **more))
        assert found.status == 400 and 'id="back"' not in found.text and "https://evil" not in found.text, more
        assert mother.client.post(ask(**more), {"do": "allow", "days": "1"}).status_code == 400
    assert not AppGrant.objects.exists() and not AppToken.objects.exists()


def test_a_yes_is_the_persons_own_and_never_made_for_them(world: World, secret: str) -> None:
    anonymous = Browser()
    assert anonymous.client.get(ask()).headers["Location"].startswith("/sign-in/?next=%2Fallow%2F")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = Browser("mother").client.cookies
    assert strict.post(ask(), {"do": "allow", "days": "1", "signing": "yes"}).status_code == 403
    mother = Browser("mother")
    page = mother.get(ask()).text
    assert re.search(r'type="checkbox" id="signing" name="signing" value="yes"(?! checked)', page)
    assert mother.send(ask(), {"do": "allow", "days": "365"}).status == 422 and mother.send(ask(), {"do": "allow"}).status == 422
    assert mother.send(ask("case.sign"), {"do": "allow", "days": "1"}).status == 422, "nothing but signing, and that not ticked"
    denied = mother.send(ask(), {"do": "deny"}).text
    assert "error=access_denied" in denied and "code=" not in denied
    low = Browser()
    low.client.get("/sign-in/?next=/my/")
    low.get("/sign-in/back?who=mother&level=3")
    assert (low.get(ask()).status == 403 and "级" in low.text) or low.status == 403
    assert low.get(ask("case.read")).status == 200


def test_a_submission_is_made_once_and_a_key_serves_one_case(world: World, secret: str) -> None:
    app = allowed(secret)
    one, two = (app.post("/cases", OPEN)[1]["id"] for _ in range(2))
    for key in ("", "short", "k" * 65, "k\n" * 8):
        assert app.post(f"/cases/{one}/submission", Idempotency_Key=key)[1]["code"] == "api.key"
    status, told = app.post(f"/cases/{one}/submission", Idempotency_Key="k" * 32)
    assert status == 422 and told["code"] != "api.key"
    with enter_context(SYSTEM_CLAIMS):
        assert set(Case.objects.values_list("door", flat=True)) == {"api"}
    assert app.get(f"/cases/{two}")[1]["state"] == "draft"


def test_what_is_kept_of_codes_and_tokens_opens_nothing(world: World, secret: str) -> None:
    app = allowed(secret)
    with enter_context(SYSTEM_CLAIMS):
        kept = [
            *(bytes(row.hash).hex() for row in AppToken.objects.all()),
            *(bytes(row.code or b"").hex() for row in AppGrant.objects.all()),
        ]
    assert kept and not [one for one in (app.access, app.refresh, secret) if one in str(kept)]
    for one in kept:
        assert Program(secret, one[:64]).get("/cases")[0] == 401
    assert say_yes("mother", ask("case.read")) and app.app == APP
