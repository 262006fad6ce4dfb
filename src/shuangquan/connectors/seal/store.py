"""Keys in software: one file, private keys sealed by SM4-GCM under a key from a passphrase (scrypt), readable by its owner only.

Public keys stand in clear in the same file, bound to the sealed part, so that a verifier can be given them. Loaded keys stay in memory.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from gmssl_pyx import sm3_hash

from shuangquan.connectors.seal.sm2 import make_key

KINDS = ("live", "demo")
FORMAT = 1
_COST = 2**15


class WrongStore(ValueError):
    """The key file cannot be used: absent, of another kind, altered, or the passphrase is wrong."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key pair. id: name and the first 12 hex digits of the public key's SM3; demo keys say so in their id."""

    id: str
    name: str
    public: bytes
    private: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyStore:
    """Keys in memory. by_id: all, also those no longer active. active: the newest of each name."""

    kind: str
    by_id: Mapping[str, Key]
    active: Mapping[str, Key]


def make_named_key(kind: str, name: str) -> Key:
    """A new key with its id."""
    private, public = make_key()
    mark = "demo-" if kind == "demo" else ""
    return Key(f"{mark}{name}-{bytes(sm3_hash(public)).hex()[:12]}", name, public, private)


def create_store(path: Path, passphrase: str, names: Sequence[str], kind: str) -> KeyStore:
    """Make a key file with a key for each name. FileExistsError when there is one already."""
    if kind not in KINDS:
        raise ValueError(f"a key store is one of {KINDS}")
    with _locked(path):
        if path.exists():
            raise FileExistsError(path)
        keys = [make_named_key(kind, name) for name in dict.fromkeys(names)]
        _write(path, passphrase, kind, keys)
    return _index(kind, keys)


def open_store(path: Path, passphrase: str, kind: str) -> KeyStore:
    """Read a key file. WrongStore when it cannot be used."""
    return _index(kind, _read(path, passphrase, kind))


def add_keys(path: Path, passphrase: str, kind: str, names: Sequence[str]) -> KeyStore:
    """Add a new key for each name and make it the active one; earlier ones stay for verifying."""
    with _locked(path):
        keys = [*_read(path, passphrase, kind), *(make_named_key(kind, name) for name in names)]
        _write(path, passphrase, kind, keys)
    return _index(kind, keys)


def _index(kind: str, keys: Sequence[Key]) -> KeyStore:
    return KeyStore(kind, {key.id: key for key in keys}, {key.name: key for key in keys})


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One process at a time changes the file; several start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=16, n=_COST, r=8, p=1).derive(passphrase.encode())


def _clear_part(kind: str, keys: Sequence[Key]) -> dict[str, Any]:
    return {"format": FORMAT, "kind": kind, "keys": [{"id": key.id, "name": key.name, "public": key.public.hex()} for key in keys]}


def _bind(clear: Mapping[str, Any]) -> bytes:
    return json.dumps(clear, sort_keys=True, separators=(",", ":")).encode()


def _write(path: Path, passphrase: str, kind: str, keys: Sequence[Key]) -> None:
    clear = _clear_part(kind, keys)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    encryptor = Cipher(algorithms.SM4(_stretch(passphrase, salt)), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(_bind(clear))
    box = encryptor.update(json.dumps({key.id: key.private.hex() for key in keys}).encode()) + encryptor.finalize()
    sealed = {"salt": salt.hex(), "nonce": nonce.hex(), "tag": encryptor.tag.hex(), "box": box.hex()}
    fresh = path.with_suffix(f".{os.getpid()}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({**clear, "sealed": sealed}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _read(path: Path, passphrase: str, kind: str) -> list[Key]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        sealed = {name: bytes.fromhex(value) for name, value in data.pop("sealed").items()}
        held, is_known = data["kind"], data["format"] == FORMAT
    except FileNotFoundError:
        raise WrongStore(f"there is no key file at {path}") from None
    except (ValueError, KeyError, AttributeError) as error:
        raise WrongStore(f"{path} is no key file") from error
    if held != kind or not is_known:
        raise WrongStore(f"{path} holds {held} keys, wanted are {kind} ones")
    decryptor = Cipher(algorithms.SM4(_stretch(passphrase, sealed["salt"])), modes.GCM(sealed["nonce"], sealed["tag"])).decryptor()
    decryptor.authenticate_additional_data(_bind(data))
    try:
        private = json.loads(decryptor.update(sealed["box"]) + decryptor.finalize())
    except InvalidTag:
        raise WrongStore("the passphrase is wrong, or the key file was altered") from None
    return [Key(one["id"], one["name"], bytes.fromhex(one["public"]), bytes.fromhex(private[one["id"]])) for one in data["keys"]]


def load_public_keys(path: Path) -> Mapping[str, bytes]:
    """Public keys of a key file by id, without the passphrase: what a verifier is given. WrongStore when it is no key file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {one["id"]: bytes.fromhex(one["public"]) for one in data["keys"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongStore(f"{path} is no key file") from error
