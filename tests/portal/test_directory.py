"""证照目录: every one of the 343 types is issued, found, verified and called up."""

import json
from dataclasses import replace
from datetime import date

import pytest

from shuangquan.actions.certificates import verify_token
from shuangquan.actions.filed import find_filed, find_record
from shuangquan.core.credentials.identifier import check_identifier, render_identifier, sample_issuer_code, sample_type_code
from shuangquan.core.credentials.metadata import render_metadata
from shuangquan.core.credentials.payload import Line, Payload, read_payload, render_public_view
from shuangquan.core.exchange.values import read_value
from shuangquan.core.standard.directory import APPLICANT, list_certificates
from shuangquan.core.standard.model import Certificate
from shuangquan.core.standard.plan_parts import Draw
from shuangquan.core.standard.plan_stage import UNSURE
from shuangquan.core.standard.supply import find_holder
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.core.words.knowledge import Value
from shuangquan.papers.certificate import render_certificate
from shuangquan.records import vault
from shuangquan.records.cases import append_change
from shuangquan.records.certificates import find_by_token, find_certificates_of_holder
from shuangquan.records.changes import CertificateRow
from shuangquan.records.context import SYSTEM_CLAIMS, use_claims
from shuangquan.records.ids import new_id, new_token
from tests.papers.test_layouts import standard
from tests.portal.ports import World
from tests.records.made import MOMENT, case_row, opened

PERSON, COMPANY = "379900199504120025", "91350100M000100Y43"
TEXTS = {"resident_id": PERSON, "uscc": COMPANY, "date": "2026-11-24", "month": "2026-11", "boolean": "true", "plate": "鲁Q00004",
         "integer": "8", "decimal": "8.5", "money": "8.50", "phone": "13800000042", "region": "370783"}  # fmt: skip
KINDS = [one.id for one in list_certificates(standard()).types]


def value_of(kind: str, type_: str) -> Value:
    enum = standard().enums.get(type_)
    text = next(iter(enum)) if enum else TEXTS.get(type_, f"示例{kind}"[:30])
    return read_value("text" if enum else type_, text)


def issue(form: Certificate, number: int) -> Payload:
    """What the issuing department would sign of the made-up holder."""
    bundle = standard()
    lines = []
    for path in form.states:
        role, _, name = path.partition(".")
        fact = bundle.facts[f"{form.roles[role].type}.{name}"]
        value = value_of(form.id, str(fact.type))
        lines.append(Line(str(path), fact.label, str(value), str(fact.type), value))
    issuer = sample_issuer_code(form.issuer, "370783")
    until = "" if form.valid is None or form.valid.word else f"{2026 + (form.valid.years or 1)}-11-24"
    return Payload(
        render_identifier(sample_type_code(form.id), issuer, f"SHILI{number:06d}"), form.id, form.name, f"S{number:09d}", issuer,
        bundle.departments[form.issuer], "370783", "周若岚", tuple(lines), "2026-11-24", "2026-11-24", until, str(form.layout or ""),
        sample=True,
    )  # fmt: skip


def test_there_are_343_types_each_with_a_name_an_issuer_a_holder_a_layout_and_a_grade() -> None:
    found = list_certificates(standard())
    assert len(found.types) == 343 == len({one.name.zh for one in found.types})
    for one in found.types:
        assert (
            one.name.zh
            and one.name.en
            and one.issuer_name.en
            and one.holder
            and one.layout
            and one.valid
            and one.grade in "SKU"
            and one.source
        ), one.id
        assert one.grade == "U" or one.source != "未核", one.id
    assert {one.issuer for one in found.types}.isdisjoint({APPLICANT})
    assert {"id-card", "business-licence", "real-estate-title", "marriage-certificate"} <= {one.id for one in found.types}
    assert set(found.unused) == {one for one in found.types if not one.needed and not one.issued} and 0 < len(found.unused) < 343


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_issued_and_reads_back(kind: str) -> None:
    form = standard().certificates[kind]
    payload = issue(form, KINDS.index(kind))
    check_identifier(payload.identifier)
    assert read_payload(json.loads(payload.signed_bytes())) == payload
    assert render_public_view(payload, "valid", date(2026, 11, 25)).state == "valid"
    assert render_public_view(payload, "valid", date(2080, 1, 1)).state == ("expired" if payload.valid_to else "valid")
    made = render_metadata(payload, "valid", find_holder(standard(), kind))
    assert made["ZZMC"] == form.name.zh and made["ZZBS"] == payload.identifier and len(made["ZZLXDM"]) == 21


def test_every_layout_is_printed() -> None:
    first: dict[str, str] = {}
    for kind in KINDS:
        first.setdefault(str(standard().certificates[kind].layout), kind)
    assert set(first) == set(standard().layouts)
    for layout, kind in first.items():
        pdf = render_certificate(
            issue(standard().certificates[kind], 1), "https://example.invalid/v/A", b"\1" * 64, "demo", standard().layouts[layout]
        )
        assert pdf.startswith(b"%PDF-") and b"pdfaid" in pdf, layout


def test_all_are_issued_found_verified_and_called_up(world: World) -> None:
    payloads = {kind: issue(standard().certificates[kind], number) for number, kind in enumerate(KINDS)}
    rows = {kind: row_of(world, payload) for kind, payload in payloads.items()}
    with use_claims(SYSTEM_CLAIMS):
        append_change(replace(opened(case_row()), certificates=tuple(rows.values())))
        for kind, row in rows.items():
            stored = find_by_token(row.token)
            assert stored is not None and stored.identifier == payloads[kind].identifier
            shown = verify_token(row.token).view
            assert (shown.name, shown.state, shown.holder) == (payloads[kind].name, "valid", "周**")
            held = find_certificates_of_holder(row.holder_index or b"", kind)
            assert [one.identifier for one in held] == [payloads[kind].identifier]
            call_up(kind, payloads[kind])


def row_of(world: World, payload: Payload) -> CertificateRow:
    form = standard().certificates[payload.type]
    data = payload.signed_bytes()
    signed = world.ports.seal.sign(data, str(form.issuer))
    index = vault.blind_index(*held_by(form))
    return CertificateRow(
        new_id(), payload.type, payload.identifier, payload.issuer_code, "x", "", new_token(), data, bytes.fromhex(sm3_hex(data)),
        signed.value, signed.key_id, MOMENT, date.fromisoformat(payload.valid_to) if payload.valid_to else None, index,
    )  # fmt: skip


def held_by(form: Certificate) -> tuple[str, str]:
    """The kind of number by which it is looked for, and the number."""
    person = standard().certificates[form.id].roles[find_holder(standard(), form.id)].type == "person"
    return ("id_number", PERSON) if person else ("uscc", COMPANY)


def call_up(kind: str, payload: Payload) -> None:
    """As a running case asks for it instead of having it handed in."""
    form = standard().certificates[kind]
    wanted = tuple((f"x.{number}", line.field) for number, line in enumerate(payload.lines))
    number, value = held_by(form)
    draw = Draw(
        id=kind, kind="certificate", source=kind, provider=str(form.issuer), provider_name=payload.issuer_name, name=form.name, bind=(),
        keys=(), match=(),
        gives=wanted, per_member=None, list_role=None, list_key=None, list_complete=False, select=None, empty=(), about=(),
        sharing="", basis=UNSURE, items=(), speculative=True,
    )  # fmt: skip
    found = find_filed(draw, ((f"holder.{number}", value),))
    assert found is not None and set(find_record(draw, found[1])) == {line.field for line in payload.lines}, kind
    assert find_filed(draw, ((f"holder.{number}", "379900199504120026"),)) is None
