"""Version 1. What is here stays: fields are added, none is taken away or changes its meaning."""

from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import File, Path, Query
from ninja.errors import HttpError, ValidationError
from ninja.files import UploadedFile
from ninja.responses import Status

from shuangquan.actions.acting import acting_verifier
from shuangquan.actions.callbacks import take_callback
from shuangquan.actions.certificates import verify_token
from shuangquan.actions.inquiring import find_public
from shuangquan.actions.limiting import check_rate
from shuangquan.actions.showing import show_theme
from shuangquan.actions.standards import find_ready, load_online
from shuangquan.actions.verifying_any import verify_upload
from shuangquan.channels.api import shapes
from shuangquan.channels.api.afterwards import router as afterwards
from shuangquan.channels.api.copying import router as copying
from shuangquan.channels.api.delegations import router as delegations
from shuangquan.channels.api.filing import router as filing
from shuangquan.channels.api.filling import router as filling
from shuangquan.channels.api.halls import public as halls
from shuangquan.channels.api.halls import router as own
from shuangquan.channels.api.itself import router as itself
from shuangquan.channels.api.matters import router as matters
from shuangquan.channels.api.oauth import router as oauth
from shuangquan.channels.api.oneself import policies
from shuangquan.channels.api.oneself import router as oneself
from shuangquan.channels.api.problems import Problem, render_problem, render_problems
from shuangquan.channels.api.reading import router as reading
from shuangquan.channels.api.recourse import router as recourse
from shuangquan.channels.api.rosters import router as rosters
from shuangquan.channels.api.schema import Api, Readable
from shuangquan.channels.api.shapes import NO_NUL
from shuangquan.channels.api.sharing import router
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_regions import find_cities, find_region
from shuangquan.queries.portal_search import find_themes, search_themes
from shuangquan.queries.public_theme import find_known

LARGEST = 16 * 2**20
ABOUT = (
    "What everybody may know, without signing in: themes, what they ask of whom, regions, whether a certificate is real."
    " And what a person does at the portal, done by an app that the person has allowed to (`/cases`): see docs/how-to/use-the-api.md."
)
UNREAD = {400: Problem}
OFTEN = {400: Problem, 429: Problem}
WRONG = {**OFTEN, 422: Problem}
"""What a call may be told: it cannot be read; it came too often; it has not the shape it should."""


api = Api(title="双全 Shuangquan", version="1", description=ABOUT, docs_url=None, urls_namespace="api-v1", renderer=Readable())

Token = Annotated[str, Path(description="of the certificate's link", pattern=r"^[A-Za-z0-9_-]{16,64}$")]
DepartmentId = Annotated[str, Path(description="id of a department", pattern=r"^[a-z0-9-]{1,64}$")]
ThemeId = Annotated[str, Path(description="id of a theme", pattern=r"^[A-Za-z0-9_-]{1,64}$")]


@api.exception_handler(Refusal)
def answer_refusal(request: HttpRequest, refusal: Any) -> HttpResponse:
    """A refusal, said."""
    return render_problem(request, refusal)


@api.exception_handler(Refusals)
def answer_refusals(request: HttpRequest, refusals: Any) -> HttpResponse:
    """Several, all said."""
    return render_problems(request, refusals)


@api.exception_handler(Fault)
def answer_fault(request: HttpRequest, fault: Any) -> HttpResponse:
    """An outside party failed: whose name and how is for the log and the record of calls."""
    return render_problem(request, Refusal("api.party", "party"))


@api.exception_handler(ValidationError)
def answer_invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """A part of the request that has not the shape it should: the first one."""
    where = ".".join(str(part) for part in error.errors[0].get("loc", ()))[:80] if error.errors else ""
    return render_problem(request, Refusal("api.invalid", where))


@api.exception_handler(HttpError)
def answer_unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """A body that is no JSON."""
    return render_problem(request, Refusal("api.unreadable", "body"))


@api.exception_handler(Http404)
def answer_missing(request: HttpRequest, error: Any) -> HttpResponse:
    """No such address."""
    return render_problem(request, Refusal("api.missing", "path"))


@api.get("/health", response={200: shapes.State, **UNREAD}, url_name="health")
def health(request: HttpRequest) -> Any:
    """This process answers. It asks nobody."""
    return {"state": "ok"}


@api.get("/ready", response={200: shapes.State, 503: Problem, **UNREAD}, url_name="ready")
def ready(request: HttpRequest) -> Any:
    """This process can serve: the database answers and standards are online."""
    return {"state": "ok", "standards": find_ready()}


@api.get("/themes", response={200: shapes.Themes, **WRONG}, url_name="themes")
def list_themes(
    request: HttpRequest, q: Annotated[str, Query(max_length=60, pattern=NO_NUL, description="words to search for")] = ""
) -> Any:
    """The themes on offer."""
    online = load_online()
    found = search_themes(online, q.strip(), {}) if q.strip() else find_themes(online, ())
    return {"themes": to_plain(found)}


@api.get("/themes/{theme}", response={200: shapes.Theme, 404: Problem, 503: Problem, **WRONG}, url_name="theme")
def show_one(
    request: HttpRequest,
    theme: ThemeId,
    region: Annotated[str, Query(pattern=r"^[0-9]{6}$", description="a county")] = "",
    role: Annotated[str, Query(max_length=64, pattern=NO_NUL, description="who applies; the first of `applicants` when left out")] = "",
) -> Any:
    """A theme in a county: items and departments, what will be asked of whom, promised times, papers."""
    code = region or str(settings.HOME_REGION)
    if find_region(code) is None:
        raise Refusal("region.unknown", "region")
    seen = show_theme(theme, code, role)
    applicants = [{"role": name, "label": to_plain(label)} for name, label in seen.roles]
    if role and role not in dict(seen.roles):
        raise Refusal("theme.apply", "role", who="、".join(dict(seen.roles)))
    asks = [{**to_plain(line), "ground": line.basis.source} for line in seen.notice.lines]
    known = to_plain(find_known(seen.plans, seen.opening, seen.full))
    head = {"id": theme, "name": to_plain(seen.theme.name), "stage": str(seen.theme.stage), "region": code}
    return {**head, "role": role or seen.roles[0][0], "applicants": applicants, "asks": asks, **known}


@api.get("/regions", response={200: shapes.Regions, **OFTEN}, url_name="regions")
def list_regions(request: HttpRequest) -> Any:
    """Cities and counties."""
    return {"cities": to_plain(find_cities())}


@api.get("/certificates/{token}", response={200: shapes.Shown, 404: Problem, **WRONG}, url_name="certificate")
def show_certificate(request: HttpRequest, token: Token) -> Any:
    """Whether the certificate behind a link is real, and holds now."""
    check_rate("verify", str(request.META.get("REMOTE_ADDR", "")))
    with acting_verifier(token):
        return to_plain(verify_token(token))


@api.post("/files", response={200: shapes.Sealed, **WRONG}, url_name="files")
def verify_sealed_file(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Whether a file is as it was sealed. It is not kept."""
    if request.POST or set(request.FILES) != {"file"}:
        raise Refusal("api.invalid", "body")
    check_rate("file", str(request.META.get("REMOTE_ADDR", "")))
    content = file.read(LARGEST + 1)
    if not content or len(content) > LARGEST:
        raise Refusal("blob.too_large", "file", most=LARGEST // 2**20) if content else Refusal("evidence.empty", "file")
    try:
        found = verify_upload(content)
        key = found.says.get("签章密钥") or found.says.get("签发机关密钥", "")
        return {"good": found.good, "key": key, "code": "copy.over" if found.over else "", "reason": {"zh": "", "en": ""}}
    except Refusal as refusal:
        said = {language: say_refusal(refusal, language) for language in ("zh", "en")}
        return {"good": False, "key": "", "code": refusal.code, "reason": said}


@api.post(
    "/departments/{department}/reports",
    response={202: shapes.Taken, 403: Problem, 404: Problem, 413: Problem, **WRONG},
    url_name="reports",
)
def take_report(request: HttpRequest, department: DepartmentId, report: shapes.SealedReport) -> Any:
    """A sealed report that a department brings by itself. The seal says who speaks; the same again changes nothing."""
    take_callback(department, report.dict())
    return Status(202, {"taken": True})


@api.post("/inquiry", response={200: shapes.PublicMatter, 404: Problem, **WRONG}, url_name="inquiry")
def inquire(request: HttpRequest, body: shapes.Inquiry) -> Any:
    """信息查询: how far a case is, to whoever knows its number and its applicant's name; or where a certificate is verified."""
    check_rate("inquiry", str(request.META.get("REMOTE_ADDR", "")))
    actor = Actor("anonymous", "anonymous", str(settings.HOME_REGION), "api", purpose="look up by number")
    found = find_public(actor, body.number.strip(), body.name.strip())
    if isinstance(found, str):
        return {"link": request.build_absolute_uri(reverse("portal:verify-link", kwargs={"token": found}))}
    times = {"submitted": found.submitted, "due": found.due}
    told = {name: at.isoformat(timespec="seconds") if at else "" for name, at in times.items()}
    return {**told, "number": found.number, "theme": to_plain(found.theme), "state": found.state, "done": found.done, "total": found.total}


api.add_router("/share", router)
api.add_router("/oauth", oauth)
api.add_router("/app", itself)
api.add_router("/halls", halls)
api.add_router("/own", own)
api.add_router("/own", oneself)
api.add_router("/policies", policies)
for one in (matters, filling, reading, rosters, filing, afterwards, copying, recourse):
    api.add_router("/cases", one)
api.add_router("/delegations", delegations)
