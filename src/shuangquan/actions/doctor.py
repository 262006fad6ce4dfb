"""Is everything well? Each part is asked by the call that the real work makes."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from django.conf import settings
from django.db import DatabaseError, connection

from shuangquan.actions.acting import acting_system
from shuangquan.actions.standards import load_online
from shuangquan.actions.upkeep import find_damage
from shuangquan.connectors.bound import ports
from shuangquan.core.words.errors import Fault, Refusal


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it is well, and in words why or why not."""

    what: str
    good: bool
    say: str


def find_ailments() -> tuple[Finding, ...]:
    """Every part, in the order in which it is needed."""
    return tuple(_ask(what, check) for what, check in _CHECKS)


def _ask(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, check())
    except (DatabaseError, Fault, Refusal, httpx.HTTPError, RuntimeError, LookupError, OSError) as error:
        return Finding(what, False, f"{type(error).__name__}: {error}")


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version'), current_user")
        version, user = cursor.fetchone()
    return f"PostgreSQL {version}，以 {user} 登录"


def _standards() -> str:
    bundle = load_online()
    return f"{len(bundle.themes)} 个主题在线，版本 {bundle.hash[:12]}"


def _seal() -> str:
    made = ports().seal.sign(b"doctor", "platform")
    if not ports().seal.verify(b"doctor", made):
        raise RuntimeError("the platform's own signature does not verify")
    return f"SM2 签名、验签正常，密钥 {made.key_id}"


def _chains() -> str:
    with acting_system():
        damage = find_damage()
    if damage:
        raise RuntimeError("、".join(f"{one.where} {one.what}" for one in damage[:3]))
    return "事件链和根都完整"


def _queue() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) filter (where status = 'todo'), count(*) filter (where status = 'failed') from procrastinate_jobs")
        waiting, failed = cursor.fetchone()
    if failed:
        raise RuntimeError(f"{failed} 个作业失败了")
    return f"{waiting} 个作业在排队"


def _departments() -> str:
    if not settings.SANDBOX_URL:
        raise RuntimeError("没有设置部门地址")
    httpx.get(f"{settings.SANDBOX_URL}/ready", timeout=5.0, trust_env=False).raise_for_status()
    return settings.SANDBOX_URL


_CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("数据库", _database),
    ("标准", _standards),
    ("印章", _seal),
    ("部门", _departments),
    ("队列", _queue),
    ("事件链", _chains),
)
