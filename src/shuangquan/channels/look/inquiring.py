"""信息查询 at the doors of staff: by number and name, as much as anybody may know, and no more."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from shuangquan.actions.inquiring import PublicCase, find_public
from shuangquan.actions.limiting import check_rate
from shuangquan.core.exchange.inquiring import read_typed
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_times import say_day

LONGEST = {"number": 300, "name": 60}


def look_up(region: str, door: str, staff: str, posted: QueryDict, language: str) -> dict[str, Any]:
    """What `look/inquiry.html` shows. staff: who looks, counted like an address; posted: empty before anything was typed."""
    typed = {name: str(posted.get(name, "")).strip()[:most] for name, most in LONGEST.items()}
    if not posted:
        return {"typed": typed}
    nobody = Actor("anonymous", "anonymous", region, door, purpose="look up by number")
    try:
        check_rate("inquiry", f"staff:{staff}")
        read = read_typed(typed["number"])
        found = read.text if read.kind == "code" else find_public(nobody, typed["number"], typed["name"])
    except Refusal as refusal:
        return {"typed": typed, "wrong": refusal}
    if not isinstance(found, PublicCase):
        return {"typed": typed, "link": reverse("portal:verify-link", kwargs={"token": found})}
    days = {name: say_day(at, language) if at else "" for name, at in (("submitted", found.submitted), ("due", found.due))}
    return {"typed": typed, "found": found, **days}
