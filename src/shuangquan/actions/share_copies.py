"""加注件 for a calling system: what it has is a copy that says for whom, for what and until when, in every format."""

import json
from dataclasses import dataclass
from datetime import timedelta

from shuangquan.actions.layouts import find_layout
from shuangquan.actions.sealing import seal_pdf
from shuangquan.actions.setting_seals import Use as SealUse
from shuangquan.actions.setting_seals import find_department_seal, seal_files
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import Signature
from shuangquan.core.credentials.life import VALID
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.credentials.payload import Payload, PublicView, read_payload, render_public_view
from shuangquan.core.credentials.use import LONGEST_PURPOSE, LONGEST_RECEIVER, NAME, Use, render_use
from shuangquan.core.standard.supply import find_holder
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.annotated import render_over
from shuangquan.papers.certificate import render_drawing, render_pictures
from shuangquan.papers.layout import Printed, draw_certificate
from shuangquan.papers.noted import note_copy
from shuangquan.papers.ofd_certificate import find_seal_place, write_certificate
from shuangquan.papers.pades import Addition, find_sizes
from shuangquan.records.certificates import StoredCertificate
from shuangquan.records.clock import now, today

SERVES = timedelta(days=30)
"""How long a copy says that it serves for what it was made for."""
MEDIA = {"pdf": "application/pdf", "png": "image/png", "ofd": "application/ofd"}
"""File types a system may ask for, and what each is on the wire."""


@dataclass(frozen=True, slots=True)
class Copied:
    """For whom a copy is made. whom: the system's name; why: purpose and cause, as the holder reads them."""

    actor: Actor
    whom: str
    why: str
    link_base: str


def read_issued(stored: StoredCertificate) -> Payload:
    """RuntimeError when the stored payload is not what its issuer signed: never shared, a matter for the operator."""
    if not ports().seal.verify(stored.payload, Signature(stored.signature, stored.signer)):
        raise RuntimeError(f"certificate {stored.id} does not verify")
    return read_payload(json.loads(stored.payload))


def view_issued(stored: StoredCertificate) -> PublicView:
    """How it stands today."""
    return render_public_view(read_issued(stored), stored.status, today())


def check_file_type(file_type: str) -> None:
    """Refusal("share.file_type") for one that is not given."""
    if file_type not in MEDIA:
        raise Refusal("share.file_type", "fileType")


def render_shared(stored: StoredCertificate, copied: Copied, file_type: str) -> bytes:
    """The copy. Refusals: "share.file_type"; "certificate.state" for one not in force; of an OFD those of `find_department_seal`."""
    check_file_type(file_type)
    state = view_issued(stored).state
    if state != VALID:
        raise Refusal("certificate.state", "certId", state=state, act="download")
    payload = read_issued(stored)
    printed = Printed(payload, f"{copied.link_base}{stored.token}", stored.signature, stored.signer)
    if file_type == "ofd":
        return _render_ofd(stored, copied, printed)
    drawing = draw_certificate(printed, find_layout(payload))
    if file_type == "png":
        return render_pictures(note_copy(drawing, _say(copied)))[0]
    use = _make_use(stored, copied)
    body = render_drawing(drawing)
    return seal_pdf(body, Addition(render_over(use, find_sizes(body)), NAME, render_use(use), "What this copy may be used for"))


def _make_use(stored: StoredCertificate, copied: Copied) -> Use:
    until = (now() + SERVES).date()
    return Use(
        f"GX{now():%Y%m%d}{stored.id.replace('-', '')[-8:].upper()}", copied.why[:LONGEST_PURPOSE], copied.whom[:LONGEST_RECEIVER],
        now().isoformat(timespec="seconds"), until.isoformat(),
    )  # fmt: skip


def _say(copied: Copied) -> str:
    until = say_date((now() + SERVES).date())
    return f"本件仅供{copied.whom}使用（{copied.why}），制作于 {say_date(today())}，{until} 后失效，挪作他用无效。"


def _render_ofd(stored: StoredCertificate, copied: Copied, printed: Printed) -> bytes:
    payload, layout = printed.payload, find_layout(printed.payload)
    bundle = load_online(payload.region)
    known = bundle.certificates.get(payload.type)
    if known is None:
        raise Refusal("sealing.none", "seal", name=payload.issuer_name.zh)
    seal = find_department_seal(str(known.issuer), payload.region)
    files = write_certificate(printed, layout, _say(copied), find_holder(bundle, payload.type))
    return seal_files(copied.actor, files, seal, find_seal_place(layout), SealUse("certificate", stored.id, copied.why))
