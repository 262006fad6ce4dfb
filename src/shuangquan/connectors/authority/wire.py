"""The wire of the authority: JSON over HTTP, certificates in base64 of their DER. Documented in docs/reference/connectors.md."""

from base64 import b64decode
from binascii import Error
from urllib.parse import quote

from shuangquan.connectors.authority.port import PARTY, Request
from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object
from shuangquan.core.credentials.der import NotDer
from shuangquan.core.credentials.sm2_certificates import Certificate, decode_certificate, decode_list

PATH = "/authority/v1"


class AuthorityWire:
    """Certificates over HTTP through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def issue_certificate(self, request: Request) -> bytes:
        """See AuthorityPort."""
        body = write_object(
            {
                "request": request.id,
                "names": dict(request.names),
                "public": request.public.hex(),
                "purpose": str(request.purpose),
                "days": request.days,
                "proof": request.proof.hex(),
            }
        )
        about = About(PARTY, "certificates", purpose="seal", key_names=("request",), field_names=("names", "public"))
        return self.guard.send(about, Ask("POST", f"{PATH}/certificates", body), lambda reply: self._read_issued(reply, request))

    def revoke_certificate(self, serial: int, reason: str) -> None:
        """See AuthorityPort."""
        about = About(PARTY, "revocations", purpose="seal", key_names=("serial",), field_names=("reason",))
        path = f"{PATH}/certificates/{quote(str(serial), safe='')}/revocation"
        self.guard.send(about, Ask("PUT", path, write_object({"reason": reason})), lambda reply: read_object(reply.body, PARTY))

    def find_list(self) -> bytes:
        """See AuthorityPort."""
        about = About(PARTY, "list", purpose="seal", field_names=("list",))
        return self.guard.send(about, Ask("GET", f"{PATH}/list"), read_list)

    def find_roots(self) -> tuple[bytes, ...]:
        """See AuthorityPort."""
        about = About(PARTY, "roots", purpose="seal", field_names=("roots",))
        return self.guard.send(about, Ask("GET", f"{PATH}/roots"), self._read_roots)

    def check(self, held: Certificate) -> None:
        """A side's own bounds on what it takes; Fault for a certificate that it does not."""

    def _read_issued(self, reply: Reply, request: Request) -> bytes:
        reader = Reader(read_object(reply.body, PARTY), PARTY)
        der = read_base64(reader.text("certificate"))
        held = read_certificate(der)
        if reader.text("request") != request.id or held.public != request.public or held.is_authority:
            raise malformed(PARTY)
        self.check(held)
        return der

    def _read_roots(self, reply: Reply) -> tuple[bytes, ...]:
        listed = read_object(reply.body, PARTY).get("roots")
        if not isinstance(listed, list) or not listed:
            raise malformed(PARTY)
        found = tuple(read_base64(one) for one in listed)
        for one in found:
            self.check(read_certificate(one))
        return found


def read_base64(text: object) -> bytes:
    """Bytes of base64. Fault malformed."""
    try:
        if not isinstance(text, str):
            raise malformed(PARTY)
        return b64decode(text, validate=True)
    except (Error, ValueError) as error:
        raise malformed(PARTY) from error


def read_certificate(der: bytes) -> Certificate:
    """A certificate over SM2. Fault malformed."""
    try:
        return decode_certificate(der)
    except NotDer as error:
        raise malformed(PARTY) from error


def read_list(reply: Reply) -> bytes:
    """A revocation list over SM2. Fault malformed."""
    der = read_base64(read_object(reply.body, PARTY).get("list"))
    try:
        decode_list(der)
    except NotDer as error:
        raise malformed(PARTY) from error
    return der
