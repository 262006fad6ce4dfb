"""A theme at the window: begin it, and the steps up to the form."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from shuangquan.actions.drafts import inform_case, open_case, withdraw_case
from shuangquan.actions.notices import find_notice
from shuangquan.actions.showing import find_early, show_case, show_theme
from shuangquan.channels.counter.entry import Counter, go, render, serving, show_on_pad
from shuangquan.channels.look.asking import answer_or_ask
from shuangquan.channels.look.filing import FILL, find_step
from shuangquan.core.cases.transitions import CaseState
from shuangquan.queries.portal_theme import find_theme_rows

DONE_HERE = {"consent": "elsewhere", "progress": "done"}
"""Steps of the person that are other pages of the counter."""


@require_http_methods(["GET", "POST"])
@serving
def show_matter(request: HttpRequest, counter: Counter, theme: str) -> HttpResponseBase:
    """What it brings and what it may ask for, said before it is begun; and who applies."""
    region = counter.served.region
    if request.method == "POST":
        actor = counter.actor("open a matter")
        case = open_case(actor, theme, region, request.POST.get("role", ""), counter.served.citizen.person)
        return go("next", case=case)
    view = show_theme(theme, region, request.GET.get("role", ""))
    rows = find_theme_rows(view.plans, view.opening, view.full, counter.language)
    return render(request, counter, "matter.html", view=view, rows=rows, theme=theme)


@require_GET
@serving
def find_next(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """Where this person goes on with this matter."""
    step = find_step(show_case(counter.actor("go on with a matter"), str(case), counter.served.citizen.person))
    return go(DONE_HERE.get(step, step), case=case)


@require_GET
@serving
def show_elsewhere(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponse:
    """A matter in which this person is asked by somebody else: they answer on their own phone."""
    seen = show_case(counter.actor("own matter"), str(case), counter.served.citizen.person)
    return render(request, counter, "elsewhere.html", case=case, plan=seen.loaded.index.plan)


@require_http_methods(["GET", "POST"])
@serving
def show_notice(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """What is asked of whom: read on the second screen, or read out; the first query comes after the yes."""
    actor, person = counter.actor("read the notice"), counter.served.citizen.person
    seen = show_case(actor, str(case), person)
    held = seen.loaded.case
    if held.state is not CaseState.DRAFT or not seen.applies or held.signed_in in held.informed:
        return go("next", case=case)
    if request.method == "POST":
        inform_case(actor, str(case), person)
        return go("next", case=case)
    show_on_pad(request, "notice", case)
    notice = find_notice(held.bundle, held.theme, held.region, held.signed_in)
    return render(
        request, counter, "notice.html", case=case, notice=notice, plan=seen.loaded.index.plan, version=held.version, step="notice"
    )


@require_http_methods(["GET", "POST"])
@serving
def show_early(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """The matter goes no further, and why; it can be put away."""
    actor, person = counter.actor("own matter"), counter.served.citizen.person
    seen = show_case(actor, str(case), person)
    end = find_early(seen.loaded)
    if end is None:
        return go("next", case=case)
    if request.method == "POST":
        withdraw_case(actor, str(case), person)
        return go("serve")
    return render(request, counter, "early.html", case=case, end=end, plan=seen.loaded.index.plan)


@require_http_methods(["GET", "POST"])
@serving
def show_questions(request: HttpRequest, counter: Counter, case: UUID) -> HttpResponseBase:
    """What data cannot answer, one question a page."""
    seen = show_case(counter.actor(FILL), str(case), counter.served.citizen.person)
    if seen.loaded.case.state is not CaseState.DRAFT or not seen.applies:
        return go("next", case=case)
    step, asked, wrong = answer_or_ask(request, counter.filler(case), seen, counter.language)
    if asked is None:
        return go(step, case=case)
    show_on_pad(request, "")
    return render(
        request, counter, "question.html", case=case, asked=asked, wrong=wrong, plan=seen.loaded.index.plan, step="questions",
        status=422 if wrong else 200,
    )  # fmt: skip
