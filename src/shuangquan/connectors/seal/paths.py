"""Whose certificate it is: a path from the signer to one of the roots a verifier was given (RFC 5280 §6), offline."""

import asyncio
import hashlib
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import cms, crl, x509
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.context import ValidationContext
from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError, PathBuildingError, RevokedError, ValidationError

from shuangquan.connectors.seal.p256 import is_p256, name_of
from shuangquan.core.words.errors import Refusal

T = TypeVar("T")


def check_path(chain: Sequence[bytes], roots: Sequence[bytes], crls: Sequence[bytes], moment: datetime) -> str:
    """The signer's name, when its certificate (the first of `chain`) leads to one of `roots` and holds at `moment`.

    `roots` may hold authorities between as well: a code that is shown has room for the signer's certificate only.

    Refusals: "seal.stranger", "seal.expired", "seal.early", "seal.revoked"; each names the signer. "seal.malformed" for what is no
    certificate, and for one that is of no use to the path: it could be altered unnoticed.
    """
    try:
        signer, *others = (x509.Certificate.load(one, strict=True) for one in chain)
        name = name_of(chain[0])
        _finish(_validate(signer, others, _context(roots, crls, moment, others)))
    except RevokedError as error:
        raise Refusal("seal.revoked", "signer", name=name, on=error.revocation_dt.date().isoformat()) from None
    except ExpiredError as error:
        raise Refusal("seal.expired", "signer", name=name, on=error.expired_dt.date().isoformat()) from None
    except NotYetValidError as error:
        raise Refusal("seal.early", "signer", name=name, on=error.valid_from.date().isoformat()) from None
    except (PathBuildingError, ValidationError):
        raise Refusal("seal.stranger", "signer", name=name) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal("seal.malformed", "signer") from None
    return name


async def _validate(signer: x509.Certificate, others: list[x509.Certificate], context: ValidationContext) -> None:
    validator = CertificateValidator(signer, intermediate_certs=others, validation_context=context)
    path = await validator.async_validate_usage(key_usage={"digital_signature"})
    if not all(one in list(path) for one in others):  # what nobody needs could be altered unnoticed
        raise ValueError("a certificate that leads nowhere")


def _context(roots: Sequence[bytes], crls: Sequence[bytes], moment: datetime, others: Sequence[x509.Certificate]) -> ValidationContext:
    """Trusted is what signed itself; the rest of `roots` may lie on the way to it. Where nothing signed itself, all of it is trusted.

    Lists of other authorities are left out; once one of this chain's is given, it must tell of the signer.
    """
    given = [x509.Certificate.load(one) for one in roots]
    usable = [one for one in given if one.public_key.algorithm == "rsa" or is_p256(one.dump())]
    anchors = [one for one in usable if one.self_issued] or usable
    issuers = {one.subject.dump() for one in (*usable, *others)}
    told = [one for one in crls if crl.CertificateList.load(one).issuer.dump() in issuers]
    return ValidationContext(
        trust_roots=anchors,
        other_certs=[*others, *usable],
        crls=told,
        moment=moment,
        allow_fetching=False,
        revocation_mode="require" if told else "soft-fail",
        retroactive_revinfo=True,
    )


def check_stamp(stamp: bytes, signature: bytes, roots: Sequence[bytes], moment: datetime) -> datetime:
    """When an RFC 3161 token says that `signature` (DER) was there. Refusal("seal.stamp") when it does not hold or nobody known gave it."""
    try:
        held = cms.ContentInfo.load(stamp, strict=True)["content"]
        found = _finish(validate_tst_signed_data(held, _context(roots, (), moment, ()), lambda name: _hash(name, signature)))
    except (
        SignatureValidationError,
        CMSExtractionError,
        CMSStructuralError,
        ValidationError,
        PathBuildingError,
        ValueError,
        KeyError,
        TypeError,
    ):
        raise Refusal("seal.stamp", "stamp") from None
    if not (found["intact"] and found["valid"] and found.get("validation_path")):
        raise Refusal("seal.stamp", "stamp")
    made: datetime = found["timestamp"]
    return made


def _hash(name: str, data: bytes) -> bytes:
    if name not in ("sha256", "sha384", "sha512"):
        raise ValueError("a weak digest")
    return hashlib.new(name, data).digest()


def _finish(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine of the validator's comes to, here and now; in a thread of its own where an event loop is at work already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(copy_context().run, asyncio.run, work).result()
