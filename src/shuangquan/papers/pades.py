"""A PAdES signature over a PDF (ETSI EN 319 142-1: B-B, or B-T with a timestamp), by pyHanko; the key stays behind a callable.

The signature certifies the file and allows no change (DocMDP 1). What is drawn over or attached is written into the same revision first.
"""

import asyncio
import io
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import algos, tsp, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, EmbeddedFileParams, FileSpec, embed_file
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from shuangquan.core.credentials.pades import render_rs

T = TypeVar("T")
ROOM, ROOM_STAMPED = 8192, 32768
"""Hexadecimal digits kept for the signature, without and with a timestamp."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who signs. name: as readers show it. chain: certificates, DER, the signer's first, the root last.

    sign: message → r‖s (P-256, SHA-256). stamp: RFC 3161 request → response, both DER; None for no timestamp.
    """

    name: str
    chain: tuple[bytes, ...]
    sign: Callable[[bytes], bytes]
    stamp: Callable[[bytes], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added before signing. over: a PDF whose pages are laid over the file's, page by page; name, content: a JSON attachment."""

    over: bytes
    name: str
    content: bytes
    description: str


class _Signer(Signer):
    def __init__(self, hand: Hand) -> None:
        own, *others = (x509.Certificate.load(one) for one in hand.chain)
        store = SimpleCertificateStore()
        store.register_multiple(others[:-1])
        mechanism = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
        super().__init__(signing_cert=own, cert_registry=store, signature_mechanism=mechanism, embed_roots=False)
        self._hand = hand

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return b"\0" * 72 if dry_run else render_rs(self._hand.sign(data))


class Stamper(TimeStamper):
    """Asks for a timestamp through a callable: request → response, both DER."""

    def __init__(self, stamp: Callable[[bytes], bytes]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._stamp = stamp

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """See pyHanko's TimeStamper."""
        return tsp.TimeStampResp.load(self._stamp(req.dump()))


class _Dated(PdfSigner):
    """A signer that says the house's time, not the machine's."""

    at: datetime

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = self.at
        return session


def finish(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine of pyHanko's comes to, here and now; in a thread of its own where this one has an event loop at work already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(copy_context().run, asyncio.run, work).result()


class PadesSigner:
    """Signs files of one installation; kept, since making it costs as much as a signature."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._signer = _Signer(hand)
        self._stamper = Stamper(hand.stamp) if hand.stamp else None

    def render_signed(self, body: bytes, at: datetime, added: Addition | None = None) -> bytes:
        """The file as it leaves the house: `body`, what is added, the signature. Fault as the callables raise it."""
        writer = IncrementalPdfFileWriter(io.BytesIO(body))
        if added is not None:
            _add(writer, added, at)
        about = PdfSignatureMetadata(
            field_name="Signature",
            md_algorithm="sha256",
            name=self._hand.name,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            subfilter=SigSeedSubFilter.PADES,
        )
        signer = _Dated(about, self._signer, timestamper=self._stamper, new_field_spec=SigFieldSpec("Signature"))
        signer.at = at
        room = ROOM_STAMPED if self._stamper else ROOM
        made = finish(signer.async_sign_pdf(writer, bytes_reserved=room))
        return bytes(made.getvalue())


def _add(writer: IncrementalPdfFileWriter, added: Addition, at: datetime) -> None:
    over = PdfFileReader(io.BytesIO(added.over))
    for page in range(int(over.root["/Pages"]["/Count"])):
        drawn = writer.import_page_as_xobject(over, page_ix=page)
        named = generic.DictionaryObject({generic.pdf_name("/XObject"): generic.DictionaryObject({generic.pdf_name("/Over"): drawn})})
        writer.add_stream_to_page(page, writer.add_object(generic.StreamObject(stream_data=b"q\n")), prepend=True)
        writer.add_stream_to_page(page, writer.add_object(generic.StreamObject(stream_data=b"\nQ q /Over Do Q\n")), named)
    parameters = EmbeddedFileParams(modification_date=at)
    held = EmbeddedFileObject.from_file_data(writer, added.content, mime_type="application/json", params=parameters)
    relation = generic.pdf_name("/Data")
    embed_file(writer, FileSpec(added.name, added.name, held, added.description, af_relationship=relation))


def find_sizes(body: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points."""
    reader = PdfFileReader(io.BytesIO(body))
    boxes = []
    for number in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(number)[0].get_object()
        left, low, right, high = (float(one) for one in page["/MediaBox"])
        boxes.append((right - left, high - low))
    return tuple(boxes)


def read_attachments(data: bytes) -> Mapping[str, bytes]:
    """Attached files by name. Only for files whose signature stands; ValueError or KeyError for one that is no PDF of this house."""
    root = PdfFileReader(io.BytesIO(data)).root
    found: dict[str, bytes] = {}
    nodes = [root["/Names"]["/EmbeddedFiles"]] if "/Names" in root and "/EmbeddedFiles" in root["/Names"] else []
    for node in nodes:  # a name tree (ISO 32000-1 §7.9.6); grows while it is walked
        nodes.extend(node.get("/Kids", ()))
        held = list(node.get("/Names", ()))
        for name, spec in zip(held[::2], held[1::2], strict=True):
            found[str(name.get_object())] = bytes(spec.get_object()["/EF"]["/F"].data)
    return found
