"""我的家人和企业: whom I let act for me, who lets me, and the agents of my company."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shuangquan.actions.companies import Hat
from shuangquan.actions.delegating import (
    ALL,
    BEGUN,
    DAYS,
    StoredDelegation,
    Wish,
    answer_delegation,
    check_wish,
    end_delegation,
    find_company_given,
    find_own_given,
    find_own_taken,
    find_state,
    give_delegation,
)
from shuangquan.actions.guarding import Ward
from shuangquan.actions.standards import load_online
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.hats import keep_hat
from shuangquan.channels.portal.render import render_page
from shuangquan.channels.portal.stages import STAGES
from shuangquan.channels.portal.views.companies import find_children
from shuangquan.core.exchange.values import print_value
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_search import find_themes
from shuangquan.queries.portal_times import say_moment

PURPOSE = "let somebody act"
LEVEL = 4
"""Who lets another act signs that, recognised as a real person."""


@dataclass(frozen=True, slots=True)
class Line:
    """One permission in words. state: asked | open | over | declined | ended. scope: names of themes, none for all."""

    id: str
    who: str
    company: bool
    scope: tuple[Text, ...]
    all: bool
    until: str
    state: str


@require_GET
@citizen
def show_family(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Both directions, and the company whose representative is here."""
    actor, index, hat = visitor.actor(PURPOSE), visitor.who.index, visitor.hat
    language = visitor.look.language
    company = hat if hat is not None and hat.leads else None
    return render_page(
        request, visitor.look, "family.html", nav="me", company=company, hat=hat,
        given=[_line(one, language, given=True) for one in find_own_given(actor, index)],
        children=_find_children(visitor, language),
        taken=[_line(one, language, given=False) for one in find_own_taken(actor, index)],
        agents=[_line(one, language, given=True) for one in find_company_given(actor, company.names)] if company is not None else [],
    )  # fmt: skip


def _find_children(visitor: Visitor, language: str) -> list[tuple[Ward, str]] | None:
    """Each child with the day on which they are of age; None while the register does not answer."""
    found = find_children(visitor)
    return None if found is None else [(one, print_value("date", one.until, language)) for one in found]


def _line(one: StoredDelegation, language: str, *, given: bool) -> Line:
    themes = load_online().themes
    scope = tuple(themes[name].name for name in one.scope if name in themes)
    who = one.names.agent if given else one.names.holder
    return Line(one.id, who, bool(one.names.uscc), scope, one.sees == ALL, say_moment(one.until, language), find_state(one))


@require_http_methods(["GET", "POST"])
@citizen
def give(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Whom, for which matters, what they see, until when; signed. `?for=company`: an agent of the company that one leads."""
    company = _find_company(visitor) if request.GET.get("for") == "company" else None
    if visitor.who.level < LEVEL:
        raise Refusal("identity.low", "delegation", need=LEVEL, have=visitor.who.level)
    wrong: tuple[Refusal, ...] = ()
    if request.method == "POST":
        wrong = _give(request, visitor, company)
        if not wrong:
            return go("family")
    line = "company" if company is not None else "person"
    stages = [stage.stage for stage in STAGES if stage.line == line]
    offered = find_themes(load_online(visitor.region), stages, visitor.region)
    themes = [(one.id, one.name) for one in offered if one.stage in stages]
    held = {name: request.POST.get(name, "") for name in ("name", "number", "sees", "days", "reach")}
    return render_page(
        request, visitor.look, "family_give.html", themes=themes, chosen=request.POST.getlist("scope"), held=held, days=DAYS,
        company=company, wrong=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def _give(request: HttpRequest, visitor: Visitor, company: Hat | None) -> tuple[Refusal, ...]:
    """Give what was posted; answers everything that is wrong, and nothing is given then."""
    posted = request.POST
    some, all_ = posted.get("reach") == "some", posted.get("reach") == "all"
    scope = tuple(posted.getlist("scope")) if some else ()
    days = int(posted["days"]) if posted.get("days", "") in map(str, DAYS) else 0
    wish = Wish(posted.get("number", ""), posted.get("name", ""), scope, posted.get("sees") or BEGUN, days)
    unchosen = (Refusal("delegate.choose", "scope"),) if not (all_ or scope) else ()
    unsigned = (Refusal("sign.missing", "oath"),) if not posted.get("oath") else ()
    wrong = (*check_wish(visitor.who, wish), *unchosen, *unsigned)
    if not wrong:
        give_delegation(visitor.actor(PURPOSE), visitor.who, wish, company.names if company is not None else None)
    return wrong


def _find_company(visitor: Visitor) -> Hat:
    """The company that one leads. Refusal("delegate.agent") for everybody else."""
    if visitor.hat is None or not visitor.hat.leads:
        raise Refusal("delegate.agent", "company")
    return visitor.hat


@require_POST
@citizen
def answer(request: HttpRequest, visitor: Visitor, delegation: str) -> HttpResponseBase:
    """Accept, or decline."""
    answer_delegation(visitor.actor(PURPOSE), visitor.who.index, str(delegation), yes=request.POST.get("do") == "yes")
    return go("family")


@require_POST
@citizen
def end(request: HttpRequest, visitor: Visitor, delegation: str) -> HttpResponseBase:
    """Take back, or give up."""
    company = _find_company(visitor).names if request.POST.get("for") == "company" else None
    end_delegation(visitor.actor(PURPOSE), visitor.who.index, str(delegation), company)
    if visitor.hat is not None and visitor.hat.grant == str(delegation):
        keep_hat(request, None)
    return go("family")
