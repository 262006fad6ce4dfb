"""惠企政策 at every door: what was said of a company is read, matched and shown, and not kept."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict

from shuangquan.actions.policies import match_company
from shuangquan.core.standard.policies import FITS, NOT, OPEN
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal

PREFIX = "co:"
CODE = 18


def find_matches(actor: Actor, region: str, posted: QueryDict, language: str, *, may_draw: bool, own: str = "") -> dict[str, Any]:
    """What `look/policies.html` shows. may_draw: whether registers may be asked; own: the credit code of whom the visitor acts for."""
    typed = {name.removeprefix(PREFIX): str(posted.get(name, "")) for name in posted if name.startswith(PREFIX)}
    uscc = posted.get("uscc", own).strip().upper() if may_draw else ""
    wrong: tuple[Refusal, ...] = ()
    if uscc and not (len(uscc) == CODE and uscc.isascii() and uscc.isalnum()):
        uscc, wrong = "", (Refusal("policy.uscc", "uscc"),)
    company = match_company(actor, region, uscc, typed)
    company = replace(company, wrong=(*wrong, *company.wrong))
    by_state = {state: [one for one in company.matches if one.state == state] for state in (FITS, OPEN, NOT)}
    return {
        "company": company, "fits": by_state[FITS], "open": by_state[OPEN], "nots": by_state[NOT], "may_draw": may_draw,
        "uscc": uscc or posted.get("uscc", "")[:CODE], "said": bool(company.told),
        "comma": ", " if language == "en" else "，",
    }  # fmt: skip
