"""Signatures of a file that may be hostile: found, and every file held against the digests they name.

What the signature's value says (GB/T 38540) is judged elsewhere: this room knows the package, not the seals.
"""

from base64 import b64decode
from binascii import Error
from dataclasses import dataclass

from shuangquan.papers.ofd.errors import OfdError
from shuangquan.papers.ofd.package import Files, Package, need_file, resolve
from shuangquan.papers.ofd.reader import find_body, read_numbers
from shuangquan.papers.ofd.sealing import SM2_SM3, SM3, Digest, Listed, find_list, make_listed, read_list, render_list
from shuangquan.papers.ofd.xml import Element, read_root

MOST_SIGNATURES = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One signature of a file. place: its Signature.xml, whose SM3 is `digest`; references: (name, digest) of every file it covers.

    value: SES_Signature; seal: the SESeal beside it, b"" when there is none; page, box: where its picture lies, in mm.
    """

    id: str
    place: str
    value_place: str
    seal_place: str
    digest: bytes
    at: str
    references: tuple[tuple[str, bytes], ...]
    value: bytes
    seal: bytes
    page: str
    box: tuple[float, ...]


def find_signatures(files: Files, digest: Digest) -> tuple[Found, ...]:
    """Every signature, oldest first. OfdError "unsigned" when there is none, else as the reader."""
    listed = read_list(files)
    if not listed:
        raise OfdError("unsigned")
    if len(listed) > MOST_SIGNATURES:
        raise OfdError("large", "Signatures.xml")
    return tuple(_read(files, one, digest) for one in listed)


def _read(files: Files, listed: Listed, digest: Digest) -> Found:
    data = need_file(files, listed.place)
    root = read_root(data, "Signature", listed.place)
    info = root.need("SignedInfo")
    references = info.need("References")
    if info.need("SignatureMethod").text.strip() != SM2_SM3 or references.get("CheckMethod") != SM3:
        raise OfdError("structure", f"{listed.place}: SignatureMethod")
    value_place = resolve(listed.place, root.need("SignedValue").text)
    seal = info.find("Seal")
    seal_place = resolve(listed.place, seal.need("BaseLoc").text) if seal else ""
    annotation = info.find("StampAnnot")
    return Found(
        listed.id,
        listed.place,
        value_place,
        seal_place,
        digest(data),
        info.need("SignatureDateTime").text.strip(),
        tuple(_read_reference(one, listed.place) for one in references.every("Reference")),
        need_file(files, value_place),
        need_file(files, seal_place) if seal_place else b"",
        annotation.get("PageRef") if annotation else "",
        read_numbers(annotation.get("Boundary"), 4) if annotation else (),
    )


def _read_reference(one: Element, place: str) -> tuple[str, bytes]:
    try:
        value = b64decode(one.need("CheckValue").text.strip(), validate=True)
    except (Error, ValueError):
        raise OfdError("structure", f"{place}: CheckValue") from None
    return resolve(place, one.get("FileRef")), value


def check_references(files: Files, found: tuple[Found, ...], nth: int, digest: Digest) -> None:
    """Hold every file against signature number `nth` (from 0). OfdError "missing", "differs", "uncovered", each with the file's name.

    Not covered may be the list of signatures, the signature's own files, and those of signatures that came later.
    """
    one = found[nth]
    named = dict(one.references)
    if len(named) != len(one.references):
        raise OfdError("structure", f"{one.place}: References")
    for name, value in one.references:
        if digest(need_file(files, name)) != value:
            raise OfdError("differs", name)
    free = {find_list(files) or ""}
    for later in found[nth:]:
        free |= {later.place, later.value_place, later.seal_place}
    for name in files:
        if name not in named and name not in free:
            raise OfdError("uncovered", name)


def check_spelling(package: Package, found: tuple[Found, ...]) -> None:
    """Whether a file that says it is ours is spelled as we spell. OfdError("spelling"): a byte was altered that no signature covers."""
    if not package.exact:
        raise OfdError("spelling")
    name = find_list(package.files) or ""
    if package.files.get(name) != render_list(name, tuple(make_listed(name, nth) for nth in range(len(found)))):
        raise OfdError("spelling", name)


def find_creator(files: Files) -> str:
    """The program that says it made the file."""
    creator = find_body(files)[0].need("DocInfo").find("Creator")
    return creator.text.strip() if creator else ""
