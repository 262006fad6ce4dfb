"""`python -m bench.desk [--cases N] [--json]`: the desk's lists and its case page with a million cases in one county's tables.

Two real cases are the patterns: one that rules have decided, and one that waits for an officer since the rules of an item were
stopped. Their rows are multiplied (see bench/million.py) so that one case in fifty waits, 20,000 of a million and all in one inbox:
more than any county has. Pages are asked one after the other over HTTP by an officer of the county and by one of the province.
Goal: p95 below 100 ms. JSON as `shuangquan bench rules`.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from bench.__main__ import say
from bench.million import CONNECTIONS, load_cases
from bench.standing import stand

WAITING = 50
"""One case in so many waits for an officer."""
REAL = 24
"""Waiting cases that really were submitted: a copied one has no key, so only these can be opened."""
TIMES = 120
GOAL = 100.0
ITEM, DEPARTMENT = "household-registration", "police"
COUNTY, ALL = "370783", "370000"


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with stand(2 * REAL + 20) as ground:
        from django.conf import settings  # noqa: PLC0415 — read once `stand` has set the environment

        from bench.drafts import prepare  # noqa: PLC0415 — as above
        from bench.load import press  # noqa: PLC0415 — as above
        from bench.runs import THEME, load_unchecked  # noqa: PLC0415 — as above
        from bench.starting import serving  # noqa: PLC0415 — as above
        from shuangquan.site.roles import find_target  # noqa: PLC0415 — as above
        from shuangquan.site.wiring import wire  # noqa: PLC0415 — as above

        load_unchecked(Path(settings.STANDARDS))
        wire()
        say("preparing drafts")
        drafts = prepare(ground.people[: REAL + 1], THEME)
        target = find_target(settings.SECRETS)
        assert target is not None
        with serving(ground, Path(settings.HOME), processes=2, workers=0):
            press(ground.web, drafts[:1], 1)
            stop_rules()
            press(ground.web, drafts[1:], CONNECTIONS)
            waiting = given.cases // WAITING
            load_cases(target.admin, drafts[0].case, given.cases - waiting)
            load_cases(target.admin, drafts[1].case, waiting, given.cases)
            sessions = {region: sign_in(region) for region in (COUNTY, ALL)}
            measures = [one for region, session in sessions.items() for one in measure(ground.web, region, session, given.cases)]
    print(json.dumps({"measures": measures}, indent=1) if given.json else render(measures))
    return 0


def stop_rules() -> None:
    """From now on people decide this item."""
    from shuangquan.core.cases.approval import STOPPED, ApprovalStep  # noqa: PLC0415 — once the settings are read
    from shuangquan.records.approvals import append_approval  # noqa: PLC0415 — as above
    from shuangquan.records.clock import now  # noqa: PLC0415 — as above

    append_approval(ApprovalStep(ITEM, ALL, STOPPED, "bench", now(), reason="bench"))


def sign_in(region: str) -> str:
    """The session of an officer of the department in a region."""
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 — once the settings are read

    from shuangquan.actions.staff import Officer  # noqa: PLC0415 — as above
    from shuangquan.core.words.roles import DESK  # noqa: PLC0415 — as above
    from shuangquan.records.staff import Posting, append_staff, find_staff  # noqa: PLC0415 — as above

    posting = Posting(DEPARTMENT, region, ("officer",))
    found = find_staff(append_staff(f"bench-{region}", "a long pass phrase of a bench", "韩某", posting).pk)
    assert found is not None
    store = SessionStore()
    store["staff"] = Officer(found, found.postings, 0, DESK).hold()
    store.create()
    return str(store.session_key)


def find_pages(client: httpx.Client) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each list with its addresses, and the case page with those of the cases that can be opened."""
    first = client.get("/desk/").text
    yield "waiting, first page", ("/desk/",)
    after = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
    if after:
        yield "waiting, second page", (_read(after),)
    for tab in ("second", "correct", "away", "verify", "done"):
        yield f"list {tab}", (f"/desk/?tab={tab}",)
    done = re.search(r'href="(\?[^"]*after=[^"]+)"', client.get("/desk/?tab=done").text)
    if done:
        yield "list done, second page", (_read(done),)
    yield "mine", ("/desk/?whose=mine",)
    yield "nobody's", ("/desk/?whose=free",)
    yield "search by number", ("/desk/?q=00000007",)
    yield "search by name", ("/desk/?q=%E6%9E%97",)
    yield "people and workload", ("/desk/people",)
    yield "objections", ("/desk/objections/",)
    yield "late, public", ("/late/",)
    yield "case page", tuple(dict.fromkeys(_find_cases(client)))


def _read(link: "re.Match[str]") -> str:
    return f"/desk/{link.group(1).replace('&amp;', '&')}"


def _find_cases(client: httpx.Client) -> Iterator[str]:
    """Addresses of cases that open: the real ones are the last that were begun, so by number they come first of a search."""
    from shuangquan.records.context import SYSTEM_CLAIMS, enter_context  # noqa: PLC0415 — once the settings are read
    from shuangquan.records.models import Case, Task  # noqa: PLC0415 — as above

    with enter_context(SYSTEM_CLAIMS):
        real = list(Case.objects.exclude(number__startswith="SQ37078320250101").values_list("id", flat=True)[: REAL + 1])
        tasks = list(Task.objects.filter(case_id__in=real, item=ITEM).values_list("case_id", "item", "member"))
    for case, item, member in tasks:
        address = f"/desk/case/{case}/{item}/{member or '-'}/"
        if client.get(address).status_code == httpx.codes.OK:
            yield address


def measure(web: str, region: str, session: str, cases: int) -> Iterator[dict[str, Any]]:
    """p50 and p95 of every page, in milliseconds."""
    who = "county" if region == COUNTY else "province"
    with httpx.Client(base_url=web, trust_env=False, cookies={"session": session}, timeout=120.0) as client:
        for name, addresses in find_pages(client):
            taken = []
            for nth in range(TIMES + 5):
                began = time.perf_counter()
                page = client.get(addresses[nth % len(addresses)])
                taken.append(1000 * (time.perf_counter() - began))
                page.raise_for_status()
                if taken[-1] > 1000 and nth >= 10:
                    break  # far from the goal: no need to ask for minutes
            parts = statistics.quantiles(taken[5:], n=20)
            say(f"{who}, {name}: p50 {parts[9]:.1f} ms, p95 {parts[-1]:.1f} ms")
            for label, value, goal in (("p50", parts[9], None), ("p95", parts[-1], GOAL)):
                yield {
                    "name": f"{cases:,} cases, {who}, {name}: {label}",
                    "value": round(value, 1),
                    "goal": goal,
                    "unit": "ms",
                    "holds": None if goal is None else value < goal,
                }


def render(measures: list[dict[str, Any]]) -> str:
    """A table of p50 and p95."""
    lines = ["| page | p50, ms | p95, ms |", "|---|---:|---:|"]
    for half, whole in zip(measures[::2], measures[1::2], strict=True):
        lines.append(f"| {half['name'].rpartition(':')[0]} | {half['value']} | {whole['value']} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
