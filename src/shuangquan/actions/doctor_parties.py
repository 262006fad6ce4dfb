"""Outside parties, each asked a question that is about nobody: the same address, signature, limits and reading as the real work uses."""

from collections.abc import Callable, Iterator

from shuangquan.actions.calls import collecting_calls
from shuangquan.connectors.bound import ports
from shuangquan.connectors.share.port import DrawRequest
from shuangquan.core.credentials.sm2_certificates import decode_list
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Resource

NOBODY = "self-check"
"""A key, an order and a parcel that nobody has."""
PURPOSE = "系统自检，不查任何人"
NEWEST = 2**31 - 1
"""An answer's place in a department's feed beyond which there is none."""

Check = tuple[str, Callable[[], str]]


def find_party_checks(bundle: Bundle) -> Iterator[Check]:
    """(what, how) for each party that these standards need."""
    yield "统一身份认证", _identity
    for provider in sorted({resource.provider for resource in bundle.resources.values()}):
        first = min((one for one in bundle.resources.values() if one.provider == provider), key=lambda one: one.id)
        yield f"{bundle.departments[provider].zh}·数据", lambda resource=first: _share(resource)  # type: ignore[misc]
    for department in sorted({item.department for item in bundle.items.values() if item.decided_by == "department"}):
        yield f"{bundle.departments[department].zh}·办件", lambda department=department: _department(department)  # type: ignore[misc]
    yield "缴费", _payment
    yield "寄递", _courier
    yield "证书机构", _authority


def _identity() -> str:
    begun = ports().identity.begin("/")
    return f"登录页在 {begun.url.split('?')[0]}"


def _share(resource: Resource) -> str:
    request = DrawRequest(
        resource.id, resource.provider, dict.fromkeys(resource.keys, NOBODY), resource.gives[:1], PURPOSE, "", "", "system", NOBODY
    )
    with collecting_calls(""):
        drawn = ports().share.draw(request)
    if drawn.found and (drawn.record or drawn.members):
        raise RuntimeError(f"{resource.id} 对查无此人的问题给出了记录")
    return f"{resource.name.zh}：答复查无此人，正常"


def _department(department: str) -> str:
    with collecting_calls("", keep=False):
        ports().departments.find_news(department, NEWEST)
    return "答复的队列读得到"


def _payment() -> str:
    with collecting_calls(""):
        if ports().payment.find_order(NOBODY, "", "system") is not None:
            raise RuntimeError("不存在的订单有了答复")
    return "查不存在的订单，答复没有，正常"


def _courier() -> str:
    with collecting_calls(""):
        if ports().courier.find_parcel(NOBODY, "", "system") is not None:
            raise RuntimeError("不存在的包裹有了答复")
    return "查不存在的包裹，答复没有，正常"


def _authority() -> str:
    with collecting_calls(""):
        held = decode_list(ports().authority.find_list())
    return f"吊销列表第 {held.number} 期，{held.next:%Y-%m-%d} 前换新"
