"""Stations: where they are, by which agreement, who helps there, and the tablets by which they are known."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from shuangquan.core.words.text import Text
from shuangquan.records import vault
from shuangquan.records.clock import ZONE, now
from shuangquan.records.erasure import tablet_place
from shuangquan.records.ids import new_id, new_token
from shuangquan.records.models import Station, StationHelper, StationTablet
from shuangquan.records.vault import token_hash

CODE_LIVES = timedelta(minutes=30)
BITS, EXPONENT = 3072, 65537
"""Of a tablet's key: RSA as browsers have it (W3C Web Cryptography, RSA-OAEP)."""
_CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class StoredStation:
    """A place with its agreement. site: village | bank | post | park. themes: permitted. since, until: days, until None without end."""

    id: str
    place: Text
    site: str
    region: str
    partner: str
    themes: tuple[str, ...]
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class StoredTablet:
    """A tablet. public_key: SPKI in DER, empty before it is enrolled."""

    id: str
    station_id: str
    enrolled_at: datetime | None
    revoked_at: datetime | None
    seen_at: datetime | None
    waiting: bool
    public_key: bytes = field(repr=False)


def keep_station(station: StoredStation) -> None:
    """Make a station, or change the one of this id."""
    Station.objects.update_or_create(
        id=station.id,
        defaults={
            "place_zh": station.place.zh, "place_en": station.place.en, "site": station.site, "region": station.region,
            "partner": station.partner, "themes": list(station.themes), "since": station.since, "until": station.until,
        },
    )  # fmt: skip


def find_station(station_id: str) -> StoredStation | None:
    """One station."""
    row = Station.objects.filter(id=station_id).first()
    return _station(row) if row else None


def find_stations(prefix: str) -> tuple[StoredStation, ...]:
    """Those in regions that begin so, by region and place. One query."""
    return tuple(_station(row) for row in Station.objects.filter(region__startswith=prefix).order_by("region", "place_zh", "id"))


def find_station_at(place: str, region: str) -> StoredStation | None:
    """The station of this place (中文) in a region."""
    row = Station.objects.filter(place_zh=place, region=region).first()
    return _station(row) if row else None


def append_helper(station_id: str, user_id: int) -> None:
    """Somebody helps there from now on, also again."""
    StationHelper.objects.update_or_create(
        station_id=station_id, user_id=user_id, defaults={"ended_at": None}, create_defaults={"since_at": now(), "ended_at": None}
    )


def apply_helper_end(station_id: str, user_id: int) -> bool:
    """They do not help there any more. False when they did not."""
    return StationHelper.objects.filter(station_id=station_id, user_id=user_id, ended_at=None).update(ended_at=now()) == 1


def find_helpers(station_id: str) -> tuple[int, ...]:
    """The accounts of who helps there now."""
    return tuple(StationHelper.objects.filter(station_id=station_id, ended_at=None).order_by("id").values_list("user_id", flat=True))


def append_tablet(station_id: str) -> tuple[str, str]:
    """A place for a tablet: (id, one-time code of eight signs, good for half an hour)."""
    made = new_id()
    StationTablet.objects.create(id=made, station_id=station_id)
    return made, apply_tablet_code(made)


def apply_tablet_code(tablet_id: str) -> str:
    """A new one-time code for a tablet that nobody has claimed, in place of the one before."""
    code = "".join(secrets.choice(_CODE_SIGNS) for _ in range(8))
    found = StationTablet.objects.filter(id=tablet_id, enrolled_at=None, revoked_at=None)
    found.update(code_hash=token_hash(code), code_until=now() + CODE_LIVES)
    return code


def apply_tablet_claim(code: str) -> tuple[str, str] | None:
    """A browser becomes the tablet of this code, once: (id, its key). Its pair of keys is made here; the private one never leaves."""
    found = StationTablet.objects.filter(code_hash=token_hash(code), code_until__gte=now(), revoked_at=None)
    tablet_id = found.values_list("id", flat=True).first()
    if tablet_id is None:
        return None
    pair = generate_private_key(EXPONENT, BITS)
    sealed = vault.seal_alone(pair.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), tablet_place(str(tablet_id)))
    key = new_token()
    taken = found.update(
        key_hash=token_hash(key), code_hash=None, code_until=None, enrolled_at=now(),
        public_key=pair.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext,
    )  # fmt: skip
    return (str(tablet_id), key) if taken == 1 else None


def apply_tablet_end(tablet_id: str) -> bool:
    """The tablet is known no more and what it still holds can be opened by nobody: its private key is destroyed. False when it was so."""
    found = StationTablet.objects.filter(id=tablet_id, revoked_at=None)
    gone = {"key_hash": None, "code_hash": None, "code_until": None, "wrapped": None, "ciphertext": b""}
    return found.update(revoked_at=now(), **gone) == 1


def apply_tablet_seen(tablet_id: str) -> None:
    """It was there just now."""
    StationTablet.objects.filter(id=tablet_id).update(seen_at=now())


def find_tablet(tablet_id: str) -> StoredTablet | None:
    """One tablet."""
    row = StationTablet.objects.filter(id=tablet_id).first()
    return _tablet(row) if row else None


def find_tablet_by_key(key: str) -> StoredTablet | None:
    """The tablet that shows this key and is not revoked."""
    row = StationTablet.objects.filter(key_hash=token_hash(key), revoked_at=None).first()
    return _tablet(row) if row else None


def find_tablets(station_id: str) -> tuple[StoredTablet, ...]:
    """Those of a station, in the order in which they were added."""
    return tuple(_tablet(row) for row in StationTablet.objects.filter(station_id=station_id).order_by("id"))


def open_private_key(tablet_id: str) -> bytes | None:
    """The private key of a tablet (PKCS #8, DER); None once it is revoked."""
    row = StationTablet.objects.filter(id=tablet_id, revoked_at=None, wrapped__isnull=False).first()
    if row is None:
        return None
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    return vault.open_alone(sealed, tablet_place(tablet_id))


def _station(row: Station) -> StoredStation:
    return StoredStation(
        str(row.id), Text(row.place_zh, row.place_en), row.site, row.region, row.partner, tuple(row.themes), row.since, row.until
    )


def _tablet(row: StationTablet) -> StoredTablet:
    waiting = row.code_hash is not None and row.code_until is not None and row.code_until >= now()
    enrolled, revoked, seen = (at.astimezone(ZONE) if at else None for at in (row.enrolled_at, row.revoked_at, row.seen_at))
    return StoredTablet(str(row.id), str(row.station_id), enrolled, revoked, seen, waiting, bytes(row.public_key or b""))
