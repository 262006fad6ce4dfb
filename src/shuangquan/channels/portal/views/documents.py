"""文书: opened and downloaded as sealed files."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from shuangquan.actions.complaining import open_complaint_document
from shuangquan.actions.documents import open_document
from shuangquan.channels.portal.entry import Visitor, citizen


@require_GET
@citizen
def download(request: HttpRequest, visitor: Visitor, case: UUID, key: str) -> HttpResponse:
    """The sealed PDF; its first opening is noted as its delivery."""
    actor = visitor.actor("open a document")
    if key.startswith("complaint_"):
        name, content = open_complaint_document(actor, str(case), visitor.who, key)
    else:
        name, content = open_document(actor, str(case), visitor.who.person, key)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
