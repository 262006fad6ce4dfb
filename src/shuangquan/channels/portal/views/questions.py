"""What data cannot answer, one question a page; and facts that must be typed before the situation is known."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from shuangquan.actions.drafts import answer_questions, go_on
from shuangquan.actions.showing import Seen, find_questions, show_case
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.reading import fill_fields, read_facts, read_member
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.standard.plan import Situation
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_form import find_fields


@require_http_methods(["GET", "POST"])
@citizen
def show_questions(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Facts first, then the first open question; `?again=` asks one again."""
    actor, person = visitor.actor("fill in a form"), visitor.who.person
    seen = show_case(actor, str(case), person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    if request.method == "POST":
        return _answer(request, visitor, case, seen)
    return _ask(request, visitor, case, seen)


def _answer(request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen) -> HttpResponseBase:
    actor, person = visitor.actor("fill in a form"), visitor.who.person
    typed = read_facts(request.POST)
    name, member = request.POST.get("situation", ""), read_member(request.POST.get("member", ""))
    value = ",".join(request.POST.getlist("value"))
    try:
        answer_questions(actor, str(case), person, {(name, member): value} if name else {}, typed)
    except Refusal as refusal:
        if not refusal.code.startswith(("fact.", "situation.")):
            raise
        return _ask(request, visitor, case, seen, (refusal,), {str(var): text for var, text in typed.items()})
    except Refusals as found:
        return _ask(request, visitor, case, seen, found.refusals, {str(var): text for var, text in typed.items()})
    return go("next", case=case)


def _ask(
    request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), typed: Mapping[str, str] | None = None
) -> HttpResponseBase:
    language, loaded = visitor.look.language, seen.loaded
    standing = find_questions(loaded)
    asked, member = _find_question(request, seen)
    first = () if asked else find_fields(loaded.case, loaded.index, seen.role, language, tuple(str(var) for var in standing.first))
    if asked is None and not first:
        if not standing.questions:
            return _go_on(visitor, case, seen)
        asked, member = standing.questions[0].situation, standing.questions[0].member
    say = {refusal.where: say_refusal(refusal, language) for refusal in wrong}
    now = loaded.case.situations.get((asked.name, member)) if asked else None
    return render_page(
        request,
        visitor.look,
        "question.html",
        case=case,
        asked=asked,
        member=member or "",
        fields=fill_fields(first, typed or {}, say),
        chosen=now.value.split(",") if now and now.how == "asked" else [],
        wrong=wrong,
        plan=loaded.index.plan,
        number=loaded.case.members(asked.of).index(member) + 1 if asked and asked.of and member else 0,
        status=422 if wrong else 200,
    )


def _find_question(request: HttpRequest, seen: Seen) -> tuple[Situation | None, str | None]:
    """The question that was answered wrongly or is to be answered again; None for the next open one."""
    name = request.POST.get("situation", request.GET.get("again", ""))
    situation = seen.loaded.index.situations.get(name)
    if situation is None or situation.question is None:
        return None, None
    return situation, read_member(request.POST.get("member", request.GET.get("member", "")))


def _go_on(visitor: Visitor, case: UUID, seen: Seen) -> HttpResponseBase:
    """Nothing is open: ask what can now be asked. Where that leads nowhere new, the form says what is missing."""
    after = go_on(visitor.actor("fill in a form"), str(case), visitor.who.person)
    moved = after.index.plan.id != seen.loaded.index.plan.id or after.case.version != seen.loaded.case.version
    return go("next" if moved else "form", case=case)
