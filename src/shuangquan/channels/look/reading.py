"""What a form sent, as an action takes it. Nothing is judged here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict

from shuangquan.core.cases.signing import LONGEST
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var, parse_var
from shuangquan.queries.portal_sheets import Field, Paper, Sheet

PREFIX, ONE = "fact:", "one:"
_TOKEN = re.compile(r"(?:^|/v/)([A-Za-z0-9_-]{16,64})(?:\.json)?/?\Z", re.ASCII)


def read_facts(posted: QueryDict) -> dict[Var, str]:
    """Typed facts by variable: fields named `fact:children[1].name`. A name that is no variable is passed over."""
    found: dict[Var, str] = {}
    for name in posted:
        if not name.startswith(PREFIX):
            continue
        try:
            found[parse_var(name.removeprefix(PREFIX))] = str(posted.get(name, ""))
        except ValueError:
            continue
    return found


def read_choices(posted: QueryDict) -> dict[str, str]:
    """Which member of its list a role is: fields named `one:payee`."""
    return {name.removeprefix(ONE): str(posted.get(name, "")) for name in posted if name.startswith(ONE)}


def read_picks(posted: QueryDict) -> dict[str, tuple[str, ...]]:
    """Chosen members by list: checkboxes named `pick:children`, with `picks` naming the lists that were shown."""
    return {role: tuple(posted.getlist(f"pick:{role}")) for role in posted.getlist("picks")}


def read_token(text: str) -> str:
    """The token of a certificate's link, whole or bare, as typed or as a code says it; "" when there is none."""
    found = _TOKEN.search(text)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Do:
    """The button that was pressed: a verb and what it is about, e.g. invite:father."""

    verb: str
    about: str


def read_do(request: HttpRequest) -> Do:
    """The button; `next` when a form was sent by the Enter key."""
    verb, _, about = request.POST.get("do", "next").partition(":")
    return Do(verb, about)


def read_member(text: str) -> str | None:
    """A member's key from a route or field; "" and "-" mean none."""
    return None if text in ("", "-") else text


def fill_in(
    sheets: tuple[Sheet, ...], typed: Mapping[str, str], refusals: tuple[Refusal, ...], say: Mapping[str, str]
) -> tuple[Sheet, ...]:
    """The same sheets with what was typed put back, each fault beside its field. `say`: the faults' sentences by place."""
    wrong = {refusal.where for refusal in refusals}
    return tuple(
        replace(
            sheet,
            fields=fill_fields(sheet.fields, typed, say),
            papers=tuple(
                replace(paper, error=say.get(find_place(paper), "")) if find_place(paper) in wrong else paper for paper in sheet.papers
            ),
        )
        for sheet in sheets
    )


def fill_fields(fields: tuple[Field, ...], typed: Mapping[str, str], say: Mapping[str, str]) -> tuple[Field, ...]:
    """Fields with what was typed and the sentence of what is wrong."""
    return tuple(replace(one, value=typed.get(one.var, one.value), error=say.get(one.var, "")) for one in fields)


def find_place(paper: Paper) -> str:
    """Where a refusal about this paper points."""
    return f"{paper.path}[{paper.member}]" if paper.member else paper.path


SIGNING = ("sign.changed", "sign.drawing", "sign.slip")
"""What stands against a signature and is said on its page."""


def read_drawn(request: HttpRequest) -> str:
    """The name as drawn by hand, "" for none; more than the longest is cut and then refused."""
    return request.POST.get("drawn", "")[: LONGEST + 1]
