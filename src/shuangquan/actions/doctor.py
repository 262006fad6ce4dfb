"""Is everything well? Each part is asked by the call that the real work makes.

Only the command line imports this, since it loads the solver.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
from django.conf import settings
from django.db import DatabaseError, connection

from shuangquan.actions.acting import acting_system
from shuangquan.actions.compiling import compile_key
from shuangquan.actions.doctor_parties import Check, find_party_checks
from shuangquan.actions.kiosks import list_kiosks
from shuangquan.actions.plans import plan_key
from shuangquan.actions.standards import load_online
from shuangquan.actions.stock import find_low
from shuangquan.actions.upkeep import find_damage
from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.p256 import verify_p256
from shuangquan.connectors.seal.paths import check_path
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.core.words.text import Text
from shuangquan.papers.certificate import render_certificate
from shuangquan.papers.reader import TEXT
from shuangquan.papers.reading_process import ProcessReader, can_look
from shuangquan.records.backlog import find_backlog
from shuangquan.records.clock import now, today
from shuangquan.records.issues import find_issues

MOST_SKEW = 5.0
"""Seconds by which this machine's clock may differ from the database's."""
LEAST_DISK = 512 * 2**20
LONGEST_SILENCE = timedelta(days=1)
LONGEST_WAIT = 60.0
"""Seconds a due job may wait before somebody should look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it is well, and in words why or why not."""

    what: str
    good: bool
    say: str


def find_ailments() -> Iterator[Finding]:
    """Every part, in the order in which it is needed, each as soon as it has answered."""
    for what, check in _CHECKS:
        yield _ask(what, check)
    try:
        parties = tuple(find_party_checks(load_online()))
    except (DatabaseError, Refusal):
        return  # without standards nobody says which parties there are; that they are missing was told above
    for what, check in parties:
        yield _ask(what, check)


def _ask(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, check())
    except (DatabaseError, Fault, Refusal, Refusals, httpx.HTTPError, RuntimeError, LookupError, OSError) as error:
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
    chain = ports().seal.find_chain()
    if not verify_p256(chain[0], b"doctor", ports().seal.sign_p256(b"doctor")):
        raise RuntimeError("the signature for PDFs is not its certificate's")
    name = check_path(chain[:-1], chain[-1:], ports().seal.find_lists(), now())
    return f"SM2 签名、验签正常，密钥 {made.key_id}；PDF 由“{name}”的证书签"


def _chains() -> str:
    with acting_system():
        damage = find_damage()
    if damage:
        raise RuntimeError("、".join(f"{one.where} {one.what}" for one in damage[:3]))
    return "事件链和根都完整"


def _queue() -> str:
    found = find_backlog()
    failed = sum(count for _, state, count in found.jobs if state == "failed")
    if failed:
        raise RuntimeError(f"{failed} 个作业失败了，看 worker 的日志")
    if found.oldest > LONGEST_WAIT:
        raise RuntimeError(f"最早的作业等了 {found.oldest:.0f} 秒，有 {found.workers} 个 worker 在")
    return f"{sum(count for _, _, count in found.jobs)} 个作业在排队或在办，{found.workers} 个 worker 在，{found.messages} 条消息待发"


def _departments() -> str:
    found = find_issues()
    if found:
        told = "、".join(f"{one.department} {one.what} {one.times} 次（{one.package}）" for one in found[:3])
        raise RuntimeError(f"{len(found)} 处和部门系统对不上或没采信：{told}")
    return "部门系统的回音都验过签，两边的账对得上"


def _stock() -> str:
    low = find_low()
    if low:
        raise RuntimeError("空白证照快用完了：" + "、".join(f"{one.name.zh} 剩 {one.count.left}" for one in low))
    return "空白证照够用"


def _clock() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        (there,) = cursor.fetchone()
    skew = (now() - there).total_seconds() - settings.CLOCK_OFFSET
    if abs(skew) > MOST_SKEW:
        raise RuntimeError(f"和数据库的钟差 {skew:.1f} 秒")
    return f"和数据库的钟差 {skew:.2f} 秒" + (f"，演示拨快 {settings.CLOCK_OFFSET} 秒" if settings.CLOCK_OFFSET else "")


def _disk() -> str:
    free = shutil.disk_usage(settings.HOME).free
    if free < LEAST_DISK:
        raise RuntimeError(f"只剩 {free // 2**20} MB")
    return f"还有 {free / 2**30:.1f} GB"


def _compiler() -> str:
    bundle = load_online()
    theme = min(bundle.themes.values(), key=lambda one: str(one.theme))
    plan = compile_key(plan_key(bundle.hash, str(theme.theme), settings.HOME_REGION, str(theme.apply[0]), None, frozenset()))
    return f"{theme.name.zh}的起始计划编好了，要问 {len(plan.draws)} 个来源"


def _reading() -> str:
    """A sample certificate is read back by its own text, in a process of its own."""
    asked = ProcessReader()
    seen = asked.read_text(_make_sample())
    asked.close()
    if seen.way != TEXT:
        raise RuntimeError(f"自己排的证照读不出来：{seen.why}")
    photographs = "照片也能读" if can_look() else "照片不能读：没装 ocr 组件，要装就运行 make ocr"
    return f"读出 {len(seen.pieces)} 段文字；{photographs}"


def _make_sample() -> bytes:
    name, issuer, day = Text("自检", "Self-check"), Text("系统", "System"), today().isoformat()
    sample = Payload("self-check", "self-check", name, "自检-1", "0", issuer, "", "", (), day, day, "", "", True)
    return render_certificate(sample, "http://127.0.0.1/", b"\0" * 64, "self-check")


def _paper() -> str:
    made = _make_sample()
    return f"证照排版正常，{len(made) // 1024} KB，SM3 {hashlib.new('sm3', made).hexdigest()[:12]}"


def _kiosks() -> str:
    """Machines that serve: heard of within a day (halls close at night), and no device of theirs complains."""
    held = [one for one in list_kiosks(SYSTEM) if one.enrolled and not one.locked]
    silent = [one.place.zh for one in held if one.seen_at is None or now() - one.seen_at > LONGEST_SILENCE]
    ill = [
        f"{one.place.zh} {name} {word}"
        for one in held
        for name, word in one.health.items()
        if word and name != "help" and one.place.zh not in silent
    ]
    if silent or ill:
        raise RuntimeError("；".join([*(f"{place} 一天没有消息" for place in silent[:3]), *ill[:3]]))
    return f"{len(held)} 台在用，设备都好" if held else "还没有登记终端"


_CHECKS: tuple[Check, ...] = (
    ("数据库", _database),
    ("时钟", _clock),
    ("磁盘", _disk),
    ("标准", _standards),
    ("编译", _compiler),
    ("印章", _seal),
    ("排版", _paper),
    ("读材料", _reading),
    ("队列", _queue),
    ("事件链", _chains),
    ("部门对账", _departments),
    ("空白证照", _stock),
    ("自助终端", _kiosks),
)
