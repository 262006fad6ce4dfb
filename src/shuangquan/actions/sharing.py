"""证照共享: the verbs by which other systems have certificates. Who asks says why and has a ground; the holder sees every use."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

from shuangquan.actions.limiting import append_failed, check_wait
from shuangquan.actions.share_copies import MEDIA, Copied, check_file_type, read_issued, render_shared, view_issued
from shuangquan.actions.standards import load_online
from shuangquan.actions.verifying_any import verify_upload
from shuangquan.core.cases.policy import check_may
from shuangquan.core.credentials.metadata import render_metadata
from shuangquan.core.credentials.payload import read_payload
from shuangquan.core.credentials.sharing import SHOWN, Ground, check_purpose, compare_elements, find_ground
from shuangquan.core.standard.supply import find_holder
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.certificates import StoredCertificate, find_by_token
from shuangquan.records.clock import now, today
from shuangquan.records.ids import new_token
from shuangquan.records.sharing import (
    Consumer,
    Matter,
    UseRow,
    append_use,
    find_by_holder,
    find_by_identifier,
    find_consumer,
    find_matter,
    find_ticket,
    has_consent,
    hash_secret,
)
from shuangquan.records.vault import blind_index

OPEN = timedelta(minutes=10)
"""How long a download address serves."""
HOLDER_CODES = {"111": "id_number", "001": "uscc"}
"""CZZTDMLXDM → the kind of the blind index."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A calling system that has signed in, and what it said of why it asks."""

    consumer: Consumer
    actor: Actor
    cause: str
    purpose: str
    matter: Matter | None
    item: str
    link_base: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What every call carries. case_number, item: of the case in hand, "" for none."""

    access_id: str
    access_token: str
    cause: str
    purpose: str
    case_number: str = ""
    item: str = ""


def sign_in_caller(asked: Asked, address: str, link_base: str) -> Caller:
    """Who calls. link_base: the public address before a link's token.

    Refusals: "share.caller", which is counted, "request.limited", "share.cause", "share.purpose".
    """
    check_wait("share-failed", address)
    found = find_consumer(asked.access_id)
    if found is None or not compare_digest(found[1], hash_secret(asked.access_token)) or not found[0].is_open(today()):
        append_failed("share-failed", address)
        raise Refusal("share.caller", "head")
    consumer = found[0]
    check_purpose(asked.cause, asked.purpose, consumer.purposes)
    actor = Actor("consumer", consumer.id, consumer.region, "share", 5, consumer.department, asked.purpose)
    check_may(actor, "certificate.share")
    matter = find_matter(asked.case_number) if asked.case_number else None
    return Caller(consumer, actor, asked.cause.strip(), asked.purpose, matter, asked.item, link_base)


def download_file(caller: Caller, identifier: str, file_type: str) -> Mapping[str, str]:
    """The 加注件 as base64. Refusals as `_have`, "share.file_type"."""
    stored, ground, holder = _have(caller, identifier)
    content = render_shared(stored, _copied(caller), file_type)
    _keep(caller, "downloadFile", stored, ground, holder, file_type=file_type)
    return {"fileType": file_type, "fileName": f"{identifier}.{file_type}", "content": base64.b64encode(content).decode()}


def open_download(caller: Caller, identifier: str, file_type: str) -> Mapping[str, str]:
    """A ticket by which the 加注件 can be fetched for ten minutes. Refusals as `download_file`."""
    stored, ground, holder = _have(caller, identifier)
    return _open(caller, "downloadUrl", stored, ground, holder, file_type)


def open_downloads(caller: Caller, code: str, code_type: str, kind: str, file_type: str) -> list[Mapping[str, str]]:
    """The same for every certificate of a type that somebody holds. Refusal("share.type")."""
    had = _have_all(caller, code, code_type, kind)
    return [_open(caller, "downloadUrlsByHolderCode", stored, ground, holder, file_type) for stored, ground, holder in had]


def fetch_download(ticket: str, link_base: str) -> tuple[str, str, bytes]:
    """(file name, media type, content) behind a ticket. Refusal("share.ticket") for one that is not open."""
    found = find_ticket(ticket)
    if found is None:
        raise Refusal("share.ticket", "id")
    stored, use = found
    consumer = find_consumer(use.consumer)
    if consumer is None or not consumer[0].is_open(today()):
        raise Refusal("share.ticket", "id")
    found_by = consumer[0]
    actor = Actor("consumer", found_by.id, found_by.region, "share", 5, found_by.department, use.purpose)
    content = render_shared(stored, Copied(actor, found_by.name_zh, f"{use.purpose}：{use.cause}", link_base), use.file_type)
    return f"{stored.identifier}.{use.file_type}", MEDIA[use.file_type], content


def query_certificate(caller: Caller, identifier: str) -> Mapping[str, str]:
    """Its metadata (GB/T 36903). Refusals as `_have`."""
    stored, ground, holder = _have(caller, identifier)
    _keep(caller, "queryCertInfo", stored, ground, holder)
    return _metadata(stored)


def compare_certificate(caller: Caller, identifier: str, said: Mapping[str, str]) -> Mapping[str, object]:
    """Which of the elements said are as the certificate has them, without saying how it has them. Refusals as `_have`."""
    stored, ground, holder = _have(caller, identifier)
    _keep(caller, "verifyCertInfo", stored, ground, holder)
    held = compare_elements(said, _metadata(stored))
    return {"state": view_issued(stored).state, "same": all(held.values()) and bool(held), "elements": dict(held)}


def query_by_holder(caller: Caller, code: str, code_type: str, kind: str) -> list[Mapping[str, str]]:
    """The metadata of every certificate of a type that somebody holds. Refusal("share.type")."""
    found = []
    for stored, ground, holder in _have_all(caller, code, code_type, kind):
        _keep(caller, "queryCertInfoByHolderCode", stored, ground, holder)
        found.append(_metadata(stored))
    return found


def query_by_code(caller: Caller, token: str) -> Mapping[str, str]:
    """What whoever shows the code lets be seen, and no more: type, issuer, validity, a masked holder. Refusal("certificate.unknown")."""
    stored = find_by_token(token)
    if stored is None:
        raise Refusal("certificate.unknown", "qrCode")
    _check_type(caller, stored.type)
    holder = find_by_identifier(stored.identifier)
    _keep(caller, "queryCertInfoByQRcode", stored, Ground(SHOWN), holder[1] if holder else None)
    view = view_issued(stored)
    return {
        "ZZMC": view.name.zh, "ZZBS": view.identifier, "ZZBFJG": view.issuer_name.zh, "ZZBFRQ": view.issued.replace("-", ""),
        "ZZYXQJZRQ": view.valid_to.replace("-", ""), "CZZT": view.holder, "ZZZT": view.state,
    }  # fmt: skip


def query_remarks(caller: Caller, identifier: str) -> Mapping[str, str]:
    """How it stands: state, since when, version, what it replaces and why. Refusals as `_have`."""
    stored, ground, holder = _have(caller, identifier)
    _keep(caller, "getCertRemarkInfo", stored, ground, holder)
    payload = read_payload(stored.plain)
    return {
        "state": view_issued(stored).state, "since": stored.status_at.isoformat(timespec="seconds"), "version": f"{payload.version:03d}",
        "replaces": payload.replaces, "replacedFor": payload.replaced_for,
    }  # fmt: skip


def verify_file(content: bytes) -> Mapping[str, object]:
    """Whether a file is as this house sealed it. Nothing of it is kept."""
    try:
        found = verify_upload(content)
        return {"good": found.good, "key": found.says.get("签名人", ""), "code": "" if found.good else "use.over"}
    except Refusal as refusal:
        return {"good": False, "key": "", "code": refusal.code}


def _have(caller: Caller, identifier: str) -> tuple[StoredCertificate, Ground, bytes | None]:
    """The certificate, if this caller has a ground. Refusals: "share.type", "share.unfounded".

    One that does not exist answers like one for which there is no ground: nobody learns by asking who holds what.
    """
    found = find_by_identifier(identifier)
    if found is None:
        raise Refusal("share.unfounded", "basis")
    stored, holder = found
    _check_type(caller, stored.type)
    return stored, _find_ground(caller, stored.type, holder), holder


def _have_all(caller: Caller, code: str, code_type: str, kind: str) -> Iterator[tuple[StoredCertificate, Ground, bytes | None]]:
    _check_type(caller, kind)
    holder = blind_index(HOLDER_CODES[code_type], code)
    ground = _find_ground(caller, kind, holder)
    for stored, held in find_by_holder(holder, kind):
        yield stored, ground, held


def _check_type(caller: Caller, kind: str) -> None:
    if kind not in caller.consumer.types:
        raise Refusal("share.type", "certType")


def _find_ground(caller: Caller, kind: str, holder: bytes | None) -> Ground:
    matter, asked = caller.matter, (caller.item, caller.consumer.department)
    consents = holder is not None and has_consent(holder, caller.consumer.id, kind)
    if matter is None:
        return find_ground(asked, None, (), (), holder, consents=consents)
    return find_ground(asked, matter.id, matter.tasks, matter.parties, holder, consents=consents)


def _open(
    caller: Caller, verb: str, stored: StoredCertificate, ground: Ground, holder: bytes | None, file_type: str
) -> Mapping[str, str]:  # fmt: skip
    check_file_type(file_type)
    ticket, until = new_token(), now() + OPEN
    _keep(caller, verb, stored, ground, holder, file_type=file_type, ticket=ticket)
    return {"certId": stored.identifier, "id": ticket, "until": until.isoformat(timespec="seconds")}


def _keep(
    caller: Caller, verb: str, stored: StoredCertificate, ground: Ground, holder: bytes | None, *, file_type: str = "", ticket: str = ""
) -> None:  # fmt: skip
    append_use(
        UseRow(
            caller.consumer.id, verb, stored.id, stored.type, stored.home_region, holder, ground.basis, ground.case_id, ground.item,
            caller.purpose, caller.cause, file_type, ticket, now() + OPEN if ticket else None,
        )
    )  # fmt: skip


def _metadata(stored: StoredCertificate) -> Mapping[str, str]:
    return render_metadata(read_issued(stored), view_issued(stored).state, find_holder(load_online(), stored.type))


def _copied(caller: Caller) -> Copied:
    return Copied(caller.actor, caller.consumer.name_zh, f"{caller.purpose}：{caller.cause}", caller.link_base)
