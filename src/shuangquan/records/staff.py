"""Staff accounts: a user with a password, a second factor, and postings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django_otp.plugins.otp_totp.models import TOTPDevice

from shuangquan.records.clock import today
from shuangquan.records.models import StaffProfile, StaffUser


@dataclass(frozen=True, slots=True)
class Posting:
    """Where somebody works and as what. region: digits; roles: officer, clerk, operator, auditor, standards …"""

    department: str
    region: str
    roles: tuple[str, ...]


def append_staff(username: str, password: str, name: str, posting: Posting, until: date | None = None) -> StaffUser:
    """Make (or renew the password of) a member of staff, and give the posting. ValidationError for a password that is easily guessed."""
    with transaction.atomic():
        user, _ = StaffUser.objects.get_or_create(username=username, defaults={"first_name": name})
        user.first_name = name
        validate_password(password, user)
        user.set_password(password)
        user.save()
        append_posting(user, posting, until)
    return user


def append_posting(user: StaffUser, posting: Posting, until: date | None = None) -> None:
    """Give somebody a posting, or other roles and another last day in one they have. The password is left as it is."""
    StaffProfile.objects.update_or_create(
        user=user, department=posting.department, region=posting.region, defaults={"roles": list(posting.roles), "until": until}
    )


def find_postings(user_id: int, day: date | None = None) -> tuple[Posting, ...]:
    """The postings in force on `day` (today by default), in the order in which they were given: the first is where one begins."""
    on = day or today()
    rows = StaffProfile.objects.filter(Q(until__isnull=True) | Q(until__gte=on), user_id=user_id, user__is_active=True)
    return tuple(Posting(row.department, row.region, tuple(row.roles)) for row in rows.order_by("id"))


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer to whom work can be given. subject: as events name them."""

    subject: str
    name: str


def find_officers(department: str, region: str, day: date | None = None) -> tuple[Colleague, ...]:
    """Officers posted today to a department in a region, or in one that holds it (370700 holds 370783), by name. One query."""
    on = day or today()
    wide = {region, f"{region[:4]}00", f"{region[:2]}0000"}
    rows = StaffProfile.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), department=department, region__in=wide, user__is_active=True, roles__contains="officer"
    )
    found = dict(rows.order_by("user__first_name", "user_id").values_list("user_id", "user__first_name"))
    return tuple(Colleague(f"staff-{user}", name) for user, name in found.items())


def find_holders(department: str, region: str, roles: Iterable[str], day: date | None = None) -> tuple[Colleague, ...]:
    """Who holds one of `roles` today in a department, for a region or one that holds it, by name. One query."""
    on = day or today()
    wide = {region, f"{region[:4]}00", f"{region[:2]}0000"}
    held = Q()
    for role in sorted(roles):
        held |= Q(roles__contains=role)
    rows = StaffProfile.objects.filter(
        held, Q(until__isnull=True) | Q(until__gte=on), department=department, region__in=wide, user__is_active=True
    )
    found = dict(rows.order_by("user__first_name", "user_id").values_list("user_id", "user__first_name"))
    return tuple(Colleague(f"staff-{user}", name) for user, name in found.items())


def apply_phone(username: str, phone: str) -> None:
    """Where an account is told of delay."""
    StaffUser.objects.filter(username=username).update(phone=phone)


def find_phones(subjects: Iterable[str]) -> Mapping[str, str]:
    """Telephone numbers by subject, of those who have given one. One query."""
    ids = [int(one.removeprefix("staff-")) for one in subjects if one.removeprefix("staff-").isdecimal()]
    rows = StaffUser.objects.filter(pk__in=ids, is_active=True).exclude(phone="").order_by("pk")
    return {f"staff-{pk}": phone for pk, phone in rows.values_list("pk", "phone")}


def append_second_factor(user: StaffUser, secret: bytes) -> str:
    """Give a TOTP device (RFC 6238, 20 bytes of secret) to a member of staff, in place of earlier ones. Returns its otpauth address."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        device = TOTPDevice.objects.create(user=user, name="totp", key=secret.hex(), confirmed=True)
    address: str = device.config_url
    return address


@dataclass(frozen=True, slots=True)
class StoredStaff:
    """A member of staff. stamp: changes with the password, so that a session made before it ends. postings: those in force today."""

    id: int
    username: str
    name: str
    stamp: str
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a sign-in went. user_id: who it is, None when something was wrong. wait: seconds until the account may be tried again.

    known: whether there is such an account, which is nobody's business outside.
    """

    user_id: int | None
    wait: int = 0
    known: bool = False


def find_staff(user_id: int) -> StoredStaff | None:
    """A member of staff who may sign in, or None."""
    user = StaffUser.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return None
    return StoredStaff(user.pk, user.username, user.first_name, user.get_session_auth_hash()[:16], find_postings(user.pk))


def check_secrets(username: str, password: str, code: str) -> Attempt:
    """Whether password and second factor are right. Every failure doubles the time until the next try of that account is looked at.

    Tries of one account wait for each other. A code serves once (RFC 6238 §5.2). Somebody without a second factor cannot sign in.
    """
    with transaction.atomic():
        devices = TOTPDevice.objects.select_for_update().filter(user__username=username, user__is_active=True, confirmed=True)
        device = devices.select_related("user").order_by("pk").first()
        if device is None:
            make_password(password)  # as long as a real check takes, so that the answer's time does not tell who has an account
            return Attempt(None)
        allowed, why = device.verify_is_allowed()
        moment = datetime.now(UTC)  # noqa: TID251 — the second factor counts by the machine's own clock, as the officer's phone does
        if not allowed:
            return Attempt(None, max(1, round((why["locked_until"] - moment).total_seconds())), known=True)
        if not check_password(password, device.user.password):
            device.throttle_increment()
            return Attempt(None, known=True)
        return Attempt(device.user_id if device.verify_token(code) else None, known=True)


def find_names(ids: Iterable[int]) -> Mapping[int, str]:
    """Names of staff by id, also of those who left."""
    return dict(StaffUser.objects.filter(pk__in=set(ids)).values_list("pk", "first_name"))


@dataclass(frozen=True, slots=True)
class HeldPosting:
    """A posting with its last day, also one that is over."""

    department: str
    region: str
    roles: tuple[str, ...]
    until: date | None


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """An account as administration sees it: no secrets."""

    username: str
    name: str
    postings: tuple[HeldPosting, ...]
    phone: str = ""


def find_accounts(usernames: Iterable[str]) -> Mapping[str, StoredAccount]:
    """Accounts by login. Two queries."""
    users = StaffUser.objects.filter(username__in=set(usernames)).prefetch_related("profiles")
    return {user.username: _account(user) for user in users}


def append_posting_of(username: str, name: str, posting: Posting, until: date | None) -> None:
    """Give an account that exists a posting, and its name as it is now. Its password and second factor are left as they are."""
    with transaction.atomic():
        user = StaffUser.objects.select_for_update().get(username=username)
        if user.first_name != name:
            user.first_name = name
            user.save(update_fields=["first_name"])
        append_posting(user, posting, until)


def apply_secrets(username: str, password: str, secret: bytes) -> str:
    """Another password and second factor in place of the old ones; every session ends. Returns the otpauth address. DoesNotExist."""
    with transaction.atomic():
        user = StaffUser.objects.select_for_update().get(username=username)
        validate_password(password, user)
        user.set_password(password)
        user.save(update_fields=["password"])
        return append_second_factor(user, secret)


def find_id(username: str) -> int:
    """The id of an account that exists."""
    return int(StaffUser.objects.values_list("pk", flat=True).get(username=username))


def find_all_accounts(departments: Iterable[str], prefix: str) -> tuple[StoredAccount, ...]:
    """Accounts with a posting in these departments, in regions that begin so, by login. Two queries."""
    users = StaffUser.objects.filter(profiles__department__in=set(departments), profiles__region__startswith=prefix, is_active=True)
    return tuple(_account(user) for user in users.distinct().order_by("username").prefetch_related("profiles"))


def _account(user: StaffUser) -> StoredAccount:
    postings = tuple(HeldPosting(row.department, row.region, tuple(row.roles), row.until) for row in user.profiles.all())
    return StoredAccount(user.username, user.first_name, postings, user.phone)
