"""The signature of an archive's manifest: SM2 by the platform under a certificate of the authority; a timestamp where there is one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from shuangquan.connectors.authority.port import Request
from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.paths import check_stamp
from shuangquan.connectors.seal.sm2 import verify_message
from shuangquan.core.credentials.der import NotDer
from shuangquan.core.credentials.pem import read_pem, write_pem
from shuangquan.core.credentials.sm2_certificates import Purpose, decode_certificate
from shuangquan.core.credentials.sm2_trust import check_chain, read_trust
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.papers.archive.checking import VerifyManifest
from shuangquan.papers.archive.names import MANIFEST
from shuangquan.papers.archive.reading import ArchiveError, read_manifest
from shuangquan.papers.archive.stamping import render_stamp
from shuangquan.papers.archive.writing import Signed
from shuangquan.records.clock import now

KEY = "platform"
NAMES = {"country_name": "CN", "organization_name": "双全", "common_name": "双全归档签名 Archive"}
DAYS = 1095
KIND = "CERTIFICATE"


def sign_manifest(manifest: bytes) -> Signed:
    """Sign it, with the certificate and, where a timestamp authority is set, its token. Fault of the authority or of the timestamp's."""
    seal, authority = ports().seal, ports().authority
    made = seal.sign(manifest, KEY)
    public = seal.public_key(made.key_id)
    asked = Request(f"archive-{now().year}-{sm3_hex(public)[:12]}", NAMES, public, Purpose.SIGN, DAYS)
    certificate = authority.issue_certificate(replace(asked, proof=seal.sign(asked.signed_bytes(), KEY).value))
    stamper = seal.find_stamper()
    stamp = render_stamp(made.value, stamper) if stamper else b""
    return Signed(made.value, write_pem(KIND, certificate).encode(), stamp)


def verify_manifest(manifest: bytes, signature: bytes, certificate: bytes, stamp: bytes) -> str:
    """By this installation's own roots: what is wrong, "" for nothing."""
    authority, chain = ports().authority, ports().seal.find_chain()
    return verify_under((*authority.find_roots(), *chain[-1:]), (authority.find_list(),))(manifest, signature, certificate, stamp)


def verify_under(roots: Iterable[bytes], lists: Iterable[bytes] = ()) -> VerifyManifest:
    """What verifies a manifest offline under these roots and revocation lists (DER)."""
    held, listed = tuple(roots), tuple(lists)

    def verify(manifest: bytes, signature: bytes, certificate: bytes, stamp: bytes) -> str:
        try:
            found = read_pem(certificate.decode("ascii"), KIND)
            signer = decode_certificate(found[0])
            if len(found) != 1 or write_pem(KIND, found[0]).encode() != certificate:
                return "签名证书不是一张"
        except (NotDer, ValueError, IndexError):
            return "签名证书读不懂"
        if not verify_message(signer.public, manifest, signature):
            return "清单改过，或者签名不是这张证书的"
        try:
            at = check_stamp(stamp, signature, held, now()) if stamp else _find_moment(manifest)
            check_chain(signer, "signer", at, "digital_signature", read_trust(held, listed), verify_message)
        except Refusal as refusal:
            return say_refusal(refusal)
        return ""

    return verify


def _find_moment(manifest: bytes) -> datetime:
    """When the signer says that it was made; now where the manifest does not tell."""
    try:
        made = datetime.fromisoformat(read_manifest({MANIFEST: manifest}).made)
    except (ArchiveError, ValueError):
        return now()
    return made if made.tzinfo is not None else now()
