"""What data cannot answer, one question a page; and facts that must be typed before the situation is known."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from shuangquan.actions.showing import Seen, show_case
from shuangquan.channels.look.asking import ask_on, fill_asked, find_asked, send_answer
from shuangquan.channels.look.reading import read_facts
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal


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
    typed = {str(var): text for var, text in read_facts(request.POST).items()}
    try:
        send_answer(visitor.filler(case), request.POST)
    except Refusal as refusal:
        if not refusal.code.startswith(("fact.", "situation.")):
            raise
        return _ask(request, visitor, case, seen, (refusal,), typed)
    except Refusals as found:
        return _ask(request, visitor, case, seen, found.refusals, typed)
    return go("next", case=case)


def _ask(
    request: HttpRequest, visitor: Visitor, case: UUID, seen: Seen, wrong: tuple[Refusal, ...] = (), typed: Mapping[str, str] | None = None
) -> HttpResponseBase:
    language, held = visitor.look.language, request.POST if request.method == "POST" else request.GET
    asked = find_asked(seen, language, held.get("situation", held.get("again", "")), held.get("member", ""))
    if asked is None:
        return go("next" if ask_on(visitor.filler(case), seen) else "form", case=case)
    say = {refusal.where: say_refusal(refusal, language) for refusal in wrong}
    asked = fill_asked(asked, typed or {}, say)
    return render_page(
        request, visitor.look, "question.html", case=case, asked=asked.situation, member=asked.member, fields=asked.fields,
        chosen=asked.chosen, wrong=wrong, plan=seen.loaded.index.plan, number=asked.number, status=422 if wrong else 200,
    )  # fmt: skip
