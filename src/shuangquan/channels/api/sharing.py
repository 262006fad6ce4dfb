"""证照共享: other systems have certificates, by the eight verbs in use between provinces, each with its cause and its ground."""

import base64
import binascii
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from shuangquan.actions import sharing as verbs
from shuangquan.actions.limiting import check_rate
from shuangquan.channels.api import share_shapes as shapes
from shuangquan.channels.api.problems import Problem
from shuangquan.core.words.errors import Refusal

router = Router()
WRONG = {400: Problem, 403: Problem, 413: Problem, 422: Problem, 429: Problem}


def _sign_in(request: HttpRequest, head: shapes.Head, why: shapes.Why) -> verbs.Caller:
    asked = verbs.Asked(head.accessId, head.accessToken, why.useCause, why.purpose, why.caseNumber, why.item)
    return verbs.sign_in_caller(asked, str(request.META.get("REMOTE_ADDR", "")), _find_base(request))


def _find_base(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": "x"}))[:-1]


def _done(data: Any) -> dict[str, Any]:
    return {"head": {"code": "0"}, "data": data}


def _address(request: HttpRequest, opened: Any) -> dict[str, str]:
    path = f"{reverse('api-v1:share-download')}?id={opened['id']}"
    return {"certId": opened["certId"], "url": request.build_absolute_uri(path), "until": opened["until"]}


@router.post("/downloadFile", response={200: shapes.FileAnswer, **WRONG}, url_name="share-file")
def download_file(request: HttpRequest, call: shapes.FileCall) -> Any:
    """A certificate as a 加注件 in base64."""
    return _done(verbs.download_file(_sign_in(request, call.head, call.data), call.data.certId, call.data.fileType))


@router.post("/downloadUrl", response={200: shapes.UrlAnswer, **WRONG}, url_name="share-url")
def download_url(request: HttpRequest, call: shapes.FileCall) -> Any:
    """An address by which the 加注件 can be fetched for ten minutes."""
    opened = verbs.open_download(_sign_in(request, call.head, call.data), call.data.certId, call.data.fileType)
    return _done(_address(request, opened))


@router.post("/verifyFile", response={200: shapes.CheckAnswer, **WRONG}, url_name="share-verify")
def verify_file(request: HttpRequest, call: shapes.ContentCall) -> Any:
    """Whether a file is as it was sealed here. It is not kept."""
    _sign_in(request, call.head, call.data)
    check_rate("file", str(request.META.get("REMOTE_ADDR", "")))
    try:
        content = base64.b64decode("".join(call.data.content.split()), validate=True)
    except binascii.Error:
        raise Refusal("api.invalid", "content") from None
    return _done(verbs.verify_file(content))


@router.post("/queryCertInfo", response={200: shapes.InfoAnswer, **WRONG}, url_name="share-cert")
def query_certificate(request: HttpRequest, call: shapes.OneCall) -> Any:
    """A certificate's metadata (GB/T 36903)."""
    return _done(verbs.query_certificate(_sign_in(request, call.head, call.data), call.data.certId))


@router.post("/verifyCertInfo", response={200: shapes.CompareAnswer, **WRONG}, url_name="share-compare")
def compare_certificate(request: HttpRequest, call: shapes.CompareCall) -> Any:
    """Which elements are as the certificate has them; how it has them is not said."""
    said = {one.name: one.value for one in call.data.certInfo}
    return _done(verbs.compare_certificate(_sign_in(request, call.head, call.data), call.data.certId, said))


@router.post("/queryCertInfoByQRcode", response={200: shapes.InfoAnswer, 404: Problem, **WRONG}, url_name="share-code")
def query_by_code(request: HttpRequest, call: shapes.CodeCall) -> Any:
    """What the holder lets be seen who shows the code: type, issuer, validity, a masked name."""
    return _done(verbs.query_by_code(_sign_in(request, call.head, call.data), call.data.qrCode))


@router.post("/queryCertInfoByHolderCode", response={200: shapes.InfosAnswer, **WRONG}, url_name="share-holder")
def query_by_holder(request: HttpRequest, call: shapes.HolderCall) -> Any:
    """The metadata of every certificate of a type that somebody holds."""
    caller, data = _sign_in(request, call.head, call.data), call.data
    return _done(verbs.query_by_holder(caller, data.holderCode, data.holderCodeType, data.certType))


@router.post("/downloadUrlsByHolderCode", response={200: shapes.UrlsAnswer, **WRONG}, url_name="share-urls")
def download_urls(request: HttpRequest, call: shapes.FilesCall) -> Any:
    """Addresses of every certificate of a type that somebody holds."""
    caller, data = _sign_in(request, call.head, call.data), call.data
    opened = verbs.open_downloads(caller, data.holderCode, data.holderCodeType, data.certType, data.fileType)
    return _done([_address(request, one) for one in opened])


@router.post("/getCertRemarkInfo", response={200: shapes.InfoAnswer, **WRONG}, url_name="share-remarks")
def query_remarks(request: HttpRequest, call: shapes.OneCall) -> Any:
    """How a certificate stands: state, since when, version, what it replaces and why."""
    return _done(verbs.query_remarks(_sign_in(request, call.head, call.data), call.data.certId))


@router.get("/download", response={200: bytes, 400: Problem, 404: Problem, 422: Problem, 429: Problem}, url_name="share-download")
def download(request: HttpRequest, id: Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]{16,64}$", description="of a downloadUrl")]) -> Any:
    """The 加注件 behind an address that was given; nobody else knows it."""
    name, media, content = verbs.fetch_download(id, _find_base(request))
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
