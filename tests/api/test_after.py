"""A matter under way by the API: an officer's notice answered, papers and certificates, showing, taking back; and what the app is told."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from examples.api import newborn
from examples.api.client import Refused

from shuangquan.actions.acting import acting_system
from shuangquan.actions.clients import add_app, end_app, find_open_app, say_hook_key
from shuangquan.actions.hooks import WAITS, list_hooks, resend_hook, send_hook, tell_app
from shuangquan.actions.shipped_seals import ship_seals
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.hooks import Delivery
from tests.api.conftest import APP, CALLBACK, Program, allowed, make_app
from tests.api.walking import ANSWERS, file_newborn, sign_in
from tests.attacks.test_apps import OPEN
from tests.desk.conftest import ITEM, Officer, append_officer
from tests.desk.filing import look
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World

KEY = "k" * 32
PDF = b"%PDF-1.4\n%%EOF\n"
PAGE = f"/desk/case/{{case}}/{ITEM}/1/"


def refused(call: Any) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def find_jobs() -> list[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute("select task_name, args from procrastinate_jobs where task_name like 'hook.%' order by id")
        return [(str(name), dict(args) if isinstance(args, dict) else json.loads(args)) for name, args in cursor.fetchall()]


def tell(case: str) -> tuple[Delivery, ...]:
    with acting_system():
        tell_app(case)
        return list_hooks(APP, "")


def test_an_officers_notice_is_answered_and_what_comes_of_it_is_fetched_and_shown(world: World, secret: str) -> None:
    world.family.collective = True
    app = sign_in(secret)
    case = file_newborn(world, app)
    path = f"/cases/{case}"
    progress = app.call("GET", f"{path}/progress")
    lanes = {lane["item"]: lane["state"] for lane in progress["lanes"]}
    assert lanes[ITEM] == "review" and progress["clock"]["state"] == "running" and progress["number"].startswith("SQ370783")
    assert refused(lambda: app.call("GET", f"{path}/corrections/{ITEM}?member=1")) == "task.not_here"

    append_officer("han", "police")
    officer = Officer("han")
    officer.post(PAGE.format(case=case), do="correct", step="send", text="名字写全。", needs=["children.name"])
    notice = app.call("GET", f"{path}/corrections/{ITEM}?member=1")
    assert notice["said"] == "名字写全。" and [one["var"] for one in notice["facts"]] == ["children[1].name"] and notice["until"]
    answer = f"{path}/corrections/{ITEM}?member=1"
    assert refused(lambda: app.call("POST", answer, {"facts": {"children[1].name": "陈"}})).startswith("fact.")
    app.call("POST", answer, {"facts": {"children[1].name": "陈知禾"}})
    officer.post(PAGE.format(case=case), do="pass", step="send", text="可以。")
    settle(case)
    assert {lane["state"] for lane in app.call("GET", f"{path}/progress")["lanes"]} == {"done"}
    assert app.call("GET", f"{path}/history")["history"][0]["text"]

    documents = app.call("GET", f"{path}/documents")["documents"]
    assert documents and all(one["title"]["en"] for one in documents)
    assert app.call("GET", f"{path}/documents/{documents[0]['key']}").startswith(b"%PDF")
    assert refused(lambda: app.call("GET", f"{path}/documents/receipt-9999")) == "document.unknown"
    issued = app.call("GET", f"{path}/certificates")["certificates"]
    (birth,) = [one for one in issued if one["type"] == "birth-certificate"]
    assert birth["state"] == "valid" and birth["link"].startswith("http") and "holder" in birth["choices"]

    begun = app.call("POST", f"{path}/certificates/{birth['id']}/showings", {"fields": ["holder"]})
    shown = f"{path}/certificates/{birth['id']}/showings/{begun['id']}"
    code = app.call("GET", shown)
    assert not code["looked"] and code["seconds"] == 60
    seen = Browser().post(f"/{code['link'].split('/', 3)[3].partition('#')[0]}", place="示例小学", purpose="核对入学")
    assert birth["holder"] in seen.text
    looked = app.call("GET", shown)
    assert (looked["looked"], looked["who"], looked["purpose"], looked["link"]) == (True, "示例小学", "核对入学", "")


def test_a_download_by_the_app_is_delivery_where_it_was_to_be_electronic(world: World, secret: str) -> None:
    ship_seals(world.ports.seal, world.ports.authority)
    app = sign_in(secret)

    def pause(what: str, where: Any) -> None:
        if what == "consent":
            path = urlsplit(where["link"]).path
            Browser("father").post(path, do="agree")
            Browser("mother").send(path.replace("/consent", "/form"), {"do": "save", "way": "wallet"})
        else:
            world.payment.paid |= set(world.payment.orders)

    case = newborn.file_matter(app, "newborn", "370783", "mother", ANSWERS, pause)
    settle(case)
    path = f"/cases/{case}/certificates"
    issued = app.call("GET", path)["certificates"]
    opened = [one for one in look(case).stored.events if one.kind == "result.opened"]
    assert issued and not opened, "a list is nothing opened"
    for nth, one in enumerate(issued):
        assert app.call("GET", f"{path}/{one['id']}/{'ofd' if nth else 'pdf'}").startswith(b"PK" if nth else b"%PDF")
    loaded = look(case)
    told = [one for one in loaded.stored.events if one.kind == "result.opened"]
    assert {one.body["how"] for one in told} == {"downloaded"} and all(one.by.startswith("app:") for one in told)
    assert len(told) == len([one for one in loaded.case.certificates if one.type in loaded.index.plan.delivery])


def test_a_draft_is_withdrawn_and_a_wrong_answer_is_told_all_at_once(world: World, secret: str) -> None:
    app = allowed(secret)
    status, case = app.post("/cases", OPEN)
    assert status == 201 and case["step"] == "notice"
    path = f"/cases/{case['id']}"
    assert app.get(f"{path}/progress")[1]["code"] == "case.draft"
    assert app.post(f"{path}/notice", {"digest": "0" * 64})[1]["code"] == "notice.changed"
    app.post(f"{path}/notice", {"digest": app.get(f"{path}/notice")[1]["digest"]})
    assert not app.get(f"{path}/questions")[1]["known"]
    app.post(f"{path}/questions", {"answers": [{"situation": "follows", "value": ["mother"]}]})
    wrong = {"facts": {"children[1].name": "陈", "mother.phone": "1"}}
    status, told = app.post(f"{path}/facts", wrong, Accept_Language="en")
    assert status == 422 and [one["where"] for one in told["problems"]] == ["children[1].name", "mother.phone"], told
    assert all(one["title"].isascii() for one in told["problems"])
    assert app.post(f"{path}/facts", {"facts": {"no variable": "x"}})[1]["code"] == "api.invalid"
    form = app.get(f"{path}/form?whole=mother.id_number")[1]
    rows = {row["var"]: row for sheet in form["sheets"] for row in sheet["rows"]}
    assert rows["mother.id_number"]["text"].replace(" ", "") == world.family.mother and not rows["mother.id_number"]["masked"]
    assert {one["code"] for one in form["open"]} >= {"party.waiting"}
    assert app.get(f"{path}/fees")[1]["total"] == "400.00"
    assert app.post(f"{path}/payment", {"return_url": "https://evil.example/"})[1]["code"] == "app.redirect"
    assert app.post(f"{path}/withdrawal", {})[1]["state"] == "withdrawn"
    assert app.post(f"{path}/facts", {"facts": {"children[1].name": "陈知禾"}})[0] == 409
    lines = app.get("/cases?limit=1")[1]
    assert [one["state"] for one in lines["cases"]] == ["withdrawn"] and lines["next"] == ""
    more = app.post("/cases", OPEN)[1]["id"]
    first = app.get("/cases?limit=1")[1]
    assert first["next"] and [one["id"] for one in app.get(f"/cases?limit=1&after={first['next']}")[1]["cases"]] == [more]


def test_papers_are_handed_in_or_said_to_be_lacking(world: World, secret: str) -> None:
    world.family.married = False
    app = sign_in(secret)
    path = f"/cases/{app.call('POST', '/cases', OPEN)['id']}"
    app.call("POST", f"{path}/notice", {"digest": app.call("GET", f"{path}/notice")["digest"]})
    said = {"father_named": "true", "follows": "father", "two_ethnicities": "false", "parent_serving": "false", "remote": "false"}
    for _ in range(len(said) + 2):
        asked = app.call("GET", f"{path}/questions")
        facts = {one["var"]: world.family.father for one in asked["facts"]}
        answers = [{"situation": one["situation"], "value": [said[one["situation"]]]} for one in asked["questions"][:1]]
        if app.call("POST", f"{path}/questions", {"answers": answers, "facts": facts})["step"] != "questions":
            break
    papers = [paper for sheet in app.call("GET", f"{path}/form")["sheets"] for paper in sheet["papers"]]
    assert papers and {paper["state"] for paper in papers} == {"open"}
    place = {"path": papers[0]["path"], "member": papers[0]["member"]}

    def upload(content: bytes, **other: str) -> Any:
        return app.upload(f"{path}/evidence", {**place, **other}, "../../x.exe", content)

    assert refused(lambda: upload(b"")) in ("api.invalid", "evidence.empty")
    assert refused(lambda: upload(b"MZ" + bytes(100))).startswith("blob.")
    assert refused(lambda: upload(PDF, path="nothing.asked")) == "evidence.unknown"
    assert refused(lambda: upload(b"%PDF-" + bytes(9 * 2**20))) == "blob.too_large"
    upload(PDF)
    state = [paper["state"] for sheet in app.call("GET", f"{path}/form")["sheets"] for paper in sheet["papers"]]
    assert state[0] == "given"
    assert app.call("POST", f"{path}/lacking", place)["step"] == "form"


def test_an_app_is_told_by_ids_alone_and_can_tell_who_told_it(world: World, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("examples.api.newborn.secrets.token_hex", lambda _size: KEY)
    app = sign_in(secret)
    case = file_newborn(world, app)
    before = app.call("GET", f"/cases/{case}")
    assert app.call("POST", f"/cases/{case}/submission", Idempotency_Key=KEY) == before, "sent again, nothing changes"
    assert refused(lambda: app.call("POST", f"/cases/{case}/submission", Idempotency_Key="another" * 4)) == "case.not_draft"
    second = app.call("POST", "/cases", OPEN)["id"]
    assert refused(lambda: app.call("POST", f"/cases/{second}/submission", Idempotency_Key=KEY)) == "idempotency.other_body"
    assert ("hook.tell", case) in {(name, args.get("case")) for name, args in find_jobs()}
    told = tell(case)
    kinds = [one.kind for one in told]
    assert kinds[:2] == ["party.asked", "case.state"] and kinds[-1] == "case.state"
    assert {"task.decided", "certificate.issued"} <= set(kinds) and {one.state for one in told} == {"waiting"}
    assert tell(case) == told, "told once, however often the job runs"
    assert [args["delivery"] for name, args in find_jobs() if name == "hook.send"] == [one.id for one in told]
    with acting_system():
        for one in told:
            send_hook(one.id)
            send_hook(one.id)  # a job that runs twice
    assert len(world.hooks.sent) == len(told) and {one.state for one in list_hooks(APP, "")} == {"sent"}

    text = b"".join(call.body for call in world.hooks.sent).decode()
    assert not [value for value in ("陈知禾", "周若岚", "槐安巷", world.family.mother, world.family.father) if value in text]
    key = base64.b64decode(say_hook_key(APP).removeprefix("whsec_"))
    call = world.hooks.sent[0]
    signed = f"{call.headers['webhook-id']}.{call.headers['webhook-timestamp']}.".encode() + call.body
    made = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert call.address == CALLBACK and call.headers["webhook-signature"] == f"v1,{made}"
    assert int(call.headers["webhook-timestamp"]) == int(now().timestamp())
    body = json.loads(call.body)
    assert (body["id"], body["type"], body["data"]["case"], body["data"]["role"]) == (told[0].id, "party.asked", case, "father")

    itself = Program(secret)
    itself.access = itself.token(grant_type="client_credentials")[1]["access_token"]
    page = itself.get("/app/deliveries?limit=2")[1]
    assert len(page["deliveries"]) == 2 and page["next"] == told[1].id and itself.get("/app/cases")[1]["cases"] == [case, second]
    assert itself.post(f"/app/deliveries/{told[0].id}/resend")[0] == 204
    assert itself.post(f"/app/deliveries/{told[0].id}/resend")[1]["code"] == "delivery.unknown", "it is under way"
    other = Program(add_app(make_app("other-app")), app="other-app")
    other.access = other.token(grant_type="client_credentials")[1]["access_token"]
    assert other.post(f"/app/deliveries/{told[1].id}/resend")[0] == 422 and other.get("/app/deliveries")[1]["deliveries"] == []


def test_what_does_not_arrive_is_tried_ever_later_and_dead_in_the_end(world: World, secret: str) -> None:
    app = allowed(secret)
    case = app.post("/cases", OPEN)[1]["id"]
    app.post(f"/cases/{case}/notice", {"digest": app.get(f"/cases/{case}/notice")[1]["digest"]})
    app.post(f"/cases/{case}/withdrawal", {})
    (one,) = tell(case)
    moment = now()
    for nth in range(len(WAITS) + 1):
        world.hooks.fails = [Fault("hooks", "timeout") if nth else Refusal("callback.address", "callback")]  # type: ignore[list-item]
        with acting_system(), stopped_at(moment):
            send_hook(one.id)
        (held,) = list_hooks(APP, "")
        assert held.attempts == nth + 1 and held.state == ("waiting" if nth < len(WAITS) else "dead")
        moment += timedelta(seconds=WAITS[min(nth, len(WAITS) - 1)])
    assert held.status == "timeout" and list_hooks(APP, "dead") == (held,)
    with acting_system():
        send_hook(one.id)
        assert not world.hooks.sent, "dead is dead"
        resend_hook(one.id)
        send_hook(one.id)
        for wrong in ("x", case):
            with pytest.raises(Refusal, match=r"delivery\.unknown"):
                resend_hook(wrong)
    assert len(world.hooks.sent) == 1 and list_hooks(APP, "sent")[0].attempts == 1
    assert end_app(APP) and find_open_app(APP) is None
    with acting_system():
        resend_hook(one.id)
        send_hook(one.id)
    assert [(held.state, held.status) for held in list_hooks(APP, "")] == [("dead", "ended")]
