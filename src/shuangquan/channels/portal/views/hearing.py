"""听证: the applicant says whether they want the hearing that was offered before a refusal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from shuangquan.actions.desk import answer_hearing
from shuangquan.actions.showing import show_case
from shuangquan.channels.look.reading import read_member
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.transitions import TaskState
from shuangquan.queries.portal_times import say_moment


@require_http_methods(["GET", "POST"])
@citizen
def answer(request: HttpRequest, visitor: Visitor, case: UUID, item: str, member: str = "") -> HttpResponseBase:
    """The grounds, and two buttons."""
    actor, person = visitor.actor("answer a notice"), visitor.who.person
    seen = show_case(actor, str(case), person)
    task = seen.loaded.case.tasks.get((item, read_member(member)))
    if task is None or task.state is not TaskState.OFFERED or not seen.applies:
        return go("progress", case=case)
    if request.method == "POST" and request.POST.get("hearing") in ("yes", "no"):
        answer_hearing(actor, str(case), person, item, task.member, demanded=request.POST["hearing"] == "yes")
        return go("progress", case=case)
    until = say_moment(task.answer_by, visitor.look.language) if task.answer_by else ""
    said = seen.loaded.values.get(task.notice, "")
    return render_page(request, visitor.look, "hearing.html", case=case, item=seen.loaded.index.items[item], said=said, until=until)
