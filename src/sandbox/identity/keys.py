"""The provider's signing key (ES256) and its tokens."""

import base64
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from sandbox.settings import keep_private


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class SigningKey:
    """One P-256 key, kept in the sandbox's home."""

    def __init__(self, home: Path | None) -> None:
        path = home / "identity-key.json" if home else None
        if path and path.exists():
            pem = json.loads(path.read_text(encoding="utf-8"))["pem"]
            loaded = serialization.load_pem_private_key(pem.encode(), None)
            if not isinstance(loaded, ec.EllipticCurvePrivateKey):
                raise ValueError(f"{path} holds another kind of key")
            self._key = loaded
        else:
            self._key = ec.generate_private_key(ec.SECP256R1())
            pem = self._key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ).decode()
            if path:
                keep_private(path, {"pem": pem})
        numbers = self._key.public_key().public_numbers()
        self._x, self._y = b64(numbers.x.to_bytes(32, "big")), b64(numbers.y.to_bytes(32, "big"))
        digest = hashes.Hash(hashes.SHA256())
        digest.update(f"{self._x}.{self._y}".encode())
        self.key_id = b64(digest.finalize()[:12])

    def jwks(self) -> dict[str, Any]:
        """The public key set."""
        return {"keys": [{"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": self.key_id, "x": self._x, "y": self._y}]}

    def sign(self, claims: dict[str, Any]) -> str:
        """A signed token (JWS compact)."""
        header = {"alg": "ES256", "typ": "JWT", "kid": self.key_id}
        text = b64(json.dumps(header).encode()) + "." + b64(json.dumps(claims, ensure_ascii=False).encode())
        r, s = decode_dss_signature(self._key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{text}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
