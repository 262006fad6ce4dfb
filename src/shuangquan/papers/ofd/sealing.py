"""A seal on a file: prepare → digest → (whoever has the key) → assemble. Several seals can follow each other on one file.

A signature covers every file that is there when it is made, its own files and the list of signatures left out; so a later seal breaks no
earlier one, while it covers the earlier one's files. What is signed is the digest of Signature.xml, which holds every file's digest.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from shuangquan.papers.ofd.errors import OfdError
from shuangquan.papers.ofd.package import Files, need_file, order_names, resolve
from shuangquan.papers.ofd.reader import find_body, read_document
from shuangquan.papers.ofd.writer import say
from shuangquan.papers.ofd.xml import Element, make, read_root, render_xml

SM3 = "1.2.156.10197.1.401"
SM2_SM3 = "1.2.156.10197.1.501"
SIGNS = "Signs"
Digest = Callable[[bytes], bytes]
"""SM3 of some bytes, 32 bytes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a seal's picture lies: page counted from 0; box in mm."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list of signatures. place: the name of its Signature.xml."""

    id: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that wants a seal's value. digest: SM3 of Signature.xml; property: what names it inside the signature value."""

    files: dict[str, bytes]
    digest: bytes
    property: str
    value_name: str


def find_list(files: Files) -> str | None:
    """The name of the list of signatures; None when OFD.xml names none."""
    listed = find_body(files)[0].find("Signatures")
    return resolve("OFD.xml", listed.text) if listed is not None else None


def read_list(files: Files) -> tuple[Listed, ...]:
    """Signatures in the order in which they were made. OfdError."""
    name = find_list(files)
    if name is None:
        return ()
    root = read_root(need_file(files, name), "Signatures", name)
    found = tuple(
        Listed(one.get("ID"), one.attributes.get("Type", "Seal"), resolve(name, one.get("BaseLoc"))) for one in root.every("Signature")
    )
    if len({one.id for one in found}) != len(found) or len({one.place for one in found}) != len(found):
        raise OfdError("structure", name)
    return found


def make_listed(place: str, nth: int) -> Listed:
    """The row of signature number `nth` (from 0) in a list whose name is `place`, as we write it."""
    return Listed(f"s{nth + 1:03d}", "Seal", f"{place.rpartition('/')[0]}/Sign_{nth}/Signature.xml")


def render_list(place: str, listed: tuple[Listed, ...]) -> bytes:
    """The list of signatures, as we write it. place: its own name."""
    folder = place.rpartition("/")[0] + "/"
    rows = [make("Signature", ID=one.id, Type=one.kind, BaseLoc=one.place.removeprefix(folder)) for one in listed]
    return render_xml(make("Signatures", make("MaxSignId", str(len(listed))), *rows))


def prepare_seal(files: Files, seal: bytes, place: Place, at: str, digest: Digest, provider: tuple[str, str, str]) -> Prepared:
    """Add a seal's files, but for its value. seal: SESeal; at: YYYYMMDDHHMMSSZ; provider: name, version, company. OfdError."""
    held = dict(files)
    seen = read_document(held)
    if not 0 <= place.page < len(seen.page_names):
        raise OfdError("structure", f"page {place.page}")
    document = find_body(held)[1]
    listed, list_name = read_list(held), find_list(held)
    if list_name is None:
        list_name = f"{document.rpartition('/')[0]}/{SIGNS}/Signatures.xml"
        held["OFD.xml"] = _announce(held["OFD.xml"], list_name)
    fresh = make_listed(list_name, len(listed))
    folder = fresh.place.rpartition("/")[0]
    if any(name.startswith(f"{folder}/") for name in held):
        raise OfdError("structure", folder)
    references = make("References", CheckMethod=SM3)
    for name in order_names(held):
        if name != list_name:
            value = b64encode(digest(held[name])).decode()
            references.children.append(make("Reference", make("CheckValue", value), FileRef=f"/{name}"))
    signature = _signature(references, _annotation(held, document, place, len(listed) + 1), f"/{folder}/", at, provider)
    name = fresh.place
    held[name], held[f"{folder}/Seal.esl"] = render_xml(signature), seal
    held[list_name] = render_list(list_name, (*listed, fresh))
    return Prepared(held, digest(held[name]), f"/{name}", f"{folder}/SignedValue.dat")


def assemble(prepared: Prepared, value: bytes) -> dict[str, bytes]:
    """All files, with the signature's value (SES_Signature) where it belongs."""
    return {**prepared.files, prepared.value_name: value}


def _announce(data: bytes, list_name: str) -> bytes:
    root = read_root(data, "OFD", "OFD.xml")
    body = root.need("DocBody")
    body.children = [*body.children, make("Signatures", list_name)]
    for one in root.walk():
        if one.children:
            one.text = one.text.strip()
    return render_xml(root)


def _annotation(files: Files, document: str, place: Place, number: int) -> Element:
    pages = read_root(files[document], "Document", document).need("Pages").every("Page")
    box = say(place.x, place.y, place.width, place.height)
    return make("StampAnnot", ID=f"stamp{number}", PageRef=pages[place.page].get("ID"), Boundary=box)


def _signature(references: Element, annotation: Element, folder: str, at: str, provider: tuple[str, str, str]) -> Element:
    name, version, company = provider
    info = make(
        "SignedInfo",
        make("Provider", ProviderName=name, Version=version, Company=company),
        make("SignatureMethod", SM2_SM3),
        make("SignatureDateTime", at),
        references,
        annotation,
        make("Seal", make("BaseLoc", f"{folder}Seal.esl")),
    )
    return make("Signature", info, make("SignedValue", f"{folder}SignedValue.dat"))
