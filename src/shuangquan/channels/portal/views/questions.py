"""What data cannot answer, one question a page; and facts that must be typed before the situation is known."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from shuangquan.actions.showing import show_case
from shuangquan.channels.look.asking import answer_or_ask
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.transitions import CaseState


@require_http_methods(["GET", "POST"])
@citizen
def show_questions(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """Facts first, then the first open question; `?again=` asks one again."""
    actor, person = visitor.actor("fill in a form"), visitor.who.person
    seen = show_case(actor, str(case), person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    step, asked, wrong = answer_or_ask(request, visitor.filler(case), seen, visitor.look.language)
    if asked is None:
        return go(step, case=case)
    return render_page(
        request, visitor.look, "question.html", case=case, asked=asked.situation, member=asked.member, fields=asked.fields,
        chosen=asked.chosen, wrong=wrong, plan=seen.loaded.index.plan, number=asked.number, status=422 if wrong else 200,
    )  # fmt: skip
