"""A certificate as a sealed OFD for its holder: rendered and sealed when somebody takes it."""

from shuangquan.actions.certificates import load_payload
from shuangquan.actions.layouts import find_layout
from shuangquan.actions.setting_seals import Use, find_department_seal, seal_files
from shuangquan.actions.standards import load_online
from shuangquan.core.standard.supply import find_holder
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.layout import Printed
from shuangquan.papers.ofd_certificate import find_seal_place, write_certificate


def render_ofd(actor: Actor, certificate_id: str, link_base: str) -> tuple[str, bytes]:
    """(file name, the OFD under its issuer's seal). `link_base`: the public address that a link's token is put behind.

    Refusals: "certificate.unknown", "sealing.none", "sealing.not_usable".
    """
    stored, payload = load_payload(actor, certificate_id)
    known = load_online(payload.region).certificates.get(payload.type)
    if known is None:
        raise Refusal("sealing.none", "seal", name=payload.issuer_name.zh)
    seal = find_department_seal(str(known.issuer), payload.region)
    printed, layout = Printed(payload, f"{link_base}{stored.token}", stored.signature, stored.signer), find_layout(payload)
    files = write_certificate(printed, layout, holder_role=find_holder(load_online(payload.region), payload.type))
    data = seal_files(actor, files, seal, find_seal_place(layout), Use("certificate", stored.id, "下载证照文件"))
    return f"{payload.name.zh}-{payload.number}.ofd", data
