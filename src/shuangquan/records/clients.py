"""Apps of others, and the cases they opened. Decides nothing. An app that is a 用证系统 too is the same row, and signs in as one."""

from dataclasses import dataclass
from datetime import date

from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import AppCase, ShareConsumer
from shuangquan.records.sharing import hash_secret
from shuangquan.records.vault import blind_index

MOST = 200


@dataclass(frozen=True, slots=True)
class App:
    """An app. themes: ids; regions: prefixes of region codes; either empty for all. redirects: where people are sent back to.

    callback: where it is told what happens, "" for nowhere. ends_on: its last day, None without one; ended: whether it was shut out.
    Of a host: frames, origins that may show the zone in a frame; vouches, up to which level it may say who its user is, 0 for not at all.
    """

    id: str
    name_zh: str
    name_en: str
    department: str
    scopes: tuple[str, ...]
    themes: tuple[str, ...]
    regions: tuple[str, ...]
    redirects: tuple[str, ...]
    callback: str
    hook_nth: int
    ends_on: date | None
    ended: bool
    frames: tuple[str, ...] = ()
    vouches: int = 0

    def is_open(self, day: date) -> bool:
        """Whether it may call on that day."""
        return bool(self.scopes) and not self.ended and (self.ends_on is None or day <= self.ends_on)

    def works_in(self, region: str) -> bool:
        """Whether it may open something there."""
        return not self.regions or region.startswith(self.regions)


def append_app(made: App, secret: str) -> None:
    """Let an app in. IntegrityError when there is a system of that id."""
    ShareConsumer.objects.create(
        id=made.id, name_zh=made.name_zh, name_en=made.name_en, department=made.department, region=(*made.regions, "")[0],
        secret=hash_secret(secret), created_at=now(), ends_on=made.ends_on, **_rights(made),
    )  # fmt: skip


def apply_rights(made: App) -> bool:
    """Let a system that has certificates already be an app too; it signs in as before. False when there is none, or it is an app."""
    return ShareConsumer.objects.filter(id=made.id, scopes=[], ended_at=None).update(**_rights(made)) == 1


def _rights(made: App) -> dict[str, object]:
    lists = {name: list(getattr(made, name)) for name in ("scopes", "themes", "regions", "redirects")}
    return {**lists, "callback": made.callback}


def apply_secret(app: str, secret: str) -> bool:
    """From now on it signs in with this, and what it is told is signed by a new key too. False when there is no open app."""
    row = ShareConsumer.objects.filter(id=app, ended_at=None).exclude(scopes=[]).first()
    if row is None:
        return False
    return ShareConsumer.objects.filter(id=app).update(secret=hash_secret(secret), hook_nth=row.hook_nth + 1) == 1


def apply_host(app: str, frames: tuple[str, ...], vouches: int) -> bool:
    """From now on it is a host with these, or none any more (no frames, 0). False when there is no open app."""
    return ShareConsumer.objects.filter(id=app, ended_at=None).exclude(scopes=[]).update(frames=list(frames), vouches=vouches) == 1


def apply_app_scopes(app: str, scopes: tuple[str, ...]) -> bool:
    """From now on people can allow it these. False when there is no open app."""
    return ShareConsumer.objects.filter(id=app, ended_at=None).exclude(scopes=[]).update(scopes=list(scopes)) == 1


def apply_callback(app: str, callback: str) -> bool:
    """From now on it is told there. False when there is no open app."""
    return ShareConsumer.objects.filter(id=app, ended_at=None).exclude(scopes=[]).update(callback=callback) == 1


def find_app(app: str) -> tuple[App, bytes] | None:
    """An app and what is kept of its secret."""
    row = ShareConsumer.objects.filter(id=app).exclude(scopes=[]).first()
    return (_app(row), bytes(row.secret)) if row is not None else None


def find_apps() -> tuple[App, ...]:
    """Every app, by id."""
    return tuple(_app(row) for row in ShareConsumer.objects.exclude(scopes=[]).order_by("id")[:MOST])


def hook_key(app: App) -> bytes:
    """What signs what the app is told: 32 bytes, derived from this installation's own key, so that nothing of it is stored."""
    return blind_index("hook", f"{app.id}/{app.hook_nth}")


def append_app_case(app: str, case_id: str, region: str, subject: str = "") -> None:
    """Keep that this app opened this case, for the one under whose claims this runs; or, as `subject`, they themself in its zone."""
    with enter_context():
        AppCase.objects.create(home_region=region, case_id=case_id, app=app, opened_at=now(), subject=subject)


def has_app_case(app: str, case_id: str) -> bool:
    """Whether this app opened this case, and whoever acts may see it. What a person opened themself in its zone is not the app's to see."""
    with enter_context():
        return AppCase.objects.filter(case_id=case_id, app=app, subject="").exists()


def find_app_cases(app: str, after: str, most: int) -> tuple[str, ...]:
    """Ids of the cases that this app opened and whoever acts may see, oldest first, from behind `after`."""
    with enter_context():
        rows = AppCase.objects.filter(app=app, subject="", **({"case_id__gt": after} if after else {}))
        return tuple(str(one) for one in rows.order_by("case_id").values_list("case_id", flat=True)[:most])


def list_app_cases(app: str, after: str, most: int) -> tuple[str, ...]:
    """Ids of everybody's that it opened or that were opened in its zone; for the system."""
    with enter_context(SYSTEM_CLAIMS):
        rows = AppCase.objects.filter(app=app, **({"case_id__gt": after} if after else {}))
        return tuple(str(one) for one in rows.order_by("case_id").values_list("case_id", flat=True)[:most])


def find_opener(case_id: str) -> tuple[App, str] | None:
    """The app that opened a case, or in whose zone it was opened and by whom (the host's id), if it is still let in; for the system."""
    with enter_context(SYSTEM_CLAIMS):
        row = AppCase.objects.filter(case_id=case_id).first()
    found = find_app(row.app) if row is not None else None
    return (found[0], row.subject) if row is not None and found is not None and not found[0].ended else None


def _app(row: ShareConsumer) -> App:
    return App(
        row.id, row.name_zh, row.name_en, row.department, tuple(row.scopes), tuple(row.themes), tuple(row.regions), tuple(row.redirects),
        row.callback, row.hook_nth, row.ends_on, row.ended_at is not None,
        tuple(row.frames), row.vouches,
    )  # fmt: skip
