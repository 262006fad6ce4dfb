"""The standards that serve: put online, found again by hash. Web processes import this, so it neither checks nor compiles."""

from datetime import date
from functools import lru_cache

from django.db import DatabaseError

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.model_theme import Theme
from shuangquan.core.standard.regions import is_offered
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import now, today
from shuangquan.records.life import find_steps_online
from shuangquan.records.plans import apply_online, find_online_bundle, load_bundle_texts


def put_online(bundle: Bundle) -> bool:
    """Let the bundle that an installation is shipped with serve new cases from now on, unless it does already.

    False, and nothing happens, once a standard was put online by people (actions/life.py): what they signed is not replaced by a restart.
    """
    if find_steps_online(most=1):
        return False
    if find_online_bundle() != bundle.hash:
        apply_online(bundle.hash, now())
    return True


@lru_cache(maxsize=8)
def load_bundle_of(bundle_hash: str) -> Bundle:
    """A kept bundle, loaded. LookupError when it is not kept."""
    bundle, _ = load_bundle(load_bundle_texts(bundle_hash))
    if bundle is None:
        raise LookupError(f"bundle {bundle_hash} does not load")
    return bundle


def find_ready() -> str:
    """The hash of the bundle that serves. Refusal("api.unready") when the database does not answer or none is online."""
    try:
        found = find_online_bundle()
    except DatabaseError as error:
        raise Refusal("api.unready", "database") from error
    if found is None:
        raise Refusal("api.unready", "standards")
    return found


def load_online(region: str = "") -> Bundle:
    """The bundle that serves new cases in a region ("": the whole province). Refusal("theme.unknown") before any was put online."""
    found = find_online_bundle(region=region)
    if found is None:
        raise Refusal("theme.unknown", "theme")
    return load_bundle_of(found)


def check_open(theme: Theme, day: date) -> None:
    """Refusal("theme.closed"), which says when it opens, outside the window of a theme that comes again. One may span New Year."""
    recurs = theme.recurs
    if recurs is None or recurs.opens is None or recurs.closes is None:
        return
    here, opens, closes = f"{day:%m-%d}", str(recurs.opens), str(recurs.closes)
    inside = opens <= here <= closes if opens <= closes else here >= opens or here <= closes
    if not inside:
        raise Refusal("theme.closed", "theme", opens=_say_day(opens), closes=_say_day(closes), first=opens, last=closes)


def _say_day(text: str) -> str:
    month, _, day = text.partition("-")
    return f"{int(month)} 月 {int(day)} 日"


def check_offered(bundle: Bundle, theme: Theme, region: str) -> None:
    """Refusals: "theme.closed" outside its window of the year, "theme.elsewhere" for a local theme outside its regions."""
    check_open(theme, today())
    if not is_offered(theme, region):
        names = (find_division(one) or bundle.regions[one].name.zh for one in theme.regions)
        raise Refusal("theme.elsewhere", "region", only="、".join(names))
