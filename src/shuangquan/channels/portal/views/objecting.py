"""这一项不对: a department's fact is wrong, and the department is asked to correct it."""

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuangquan.actions.loading import request_of
from shuangquan.actions.objecting import LONGEST, send_objection, show_given
from shuangquan.actions.showing import Seen, find_department_name
from shuangquan.channels.portal.entry import Visitor, citizen, go
from shuangquan.channels.portal.render import render_page
from shuangquan.core.cases.objecting import Given
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.portal_data import find_given_row
from shuangquan.queries.portal_values import make_anchor


@require_http_methods(["GET", "POST"])
@citizen
def ask_correction(request: HttpRequest, visitor: Visitor, case: UUID) -> HttpResponseBase:
    """What should it be? Sent once, however often the button is pressed: the form carries the key of the request."""
    actor, fact = visitor.actor("own data"), (request.GET if request.method == "GET" else request.POST).get("fact", "")[:200]
    if request.method == "GET":
        seen, given = show_given(actor, str(case), visitor.who, fact)
        return _render(request, visitor, case, seen, given, ("", ""), secrets.token_hex(16))
    said, key = (request.POST.get("right", ""), request.POST.get("remark", "")), request.POST.get("key", "")[:64]
    wanted = request_of(key, {"case": str(case), "do": "object", "fact": fact})
    try:
        given = send_objection(actor, str(case), visitor.who, fact, said, wanted)
    except Refusal as refusal:
        if refusal.where != "right":
            raise
        seen, given = show_given(actor, str(case), visitor.who, fact)
        return _render(request, visitor, case, seen, given, said, key, refusal)
    response = go("held", case=case)
    response["Location"] = f"{reverse('portal:held', kwargs={'case': case})}#{make_anchor(given.held.var)}"
    return response


def _render(
    request: HttpRequest,
    visitor: Visitor,
    case: UUID,
    seen: Seen,
    given: Given,
    said: tuple[str, str],
    key: str,
    refusal: Refusal | None = None,
) -> HttpResponse:
    loaded = seen.loaded
    return render_page(
        request,
        visitor.look,
        "object.html",
        case=case,
        plan=loaded.index.plan,
        row=find_given_row(loaded.case, loaded.index, given, visitor.look.language),
        department=find_department_name(loaded.stored.row.bundle, given.department),
        fact=str(given.held.var),
        right=said[0],
        remark=said[1],
        key=key,
        longest=LONGEST,
        refusal=refusal,
        nav="me",
        status=422 if refusal else 200,
    )
