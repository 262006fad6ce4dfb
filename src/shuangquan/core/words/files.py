"""What a file is, judged by its own bytes: never by its name or by what was claimed of it. Nothing is unpacked or decoded."""

from collections.abc import Callable

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
MOST_PIXELS = 100_000_000
"""Of a picture: a small file that opens to more is a trap for whoever looks at it. A phone's camera makes 12 to 50 million, some 100."""
_LAST = 2048
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def find_media_type(content: bytes) -> str | None:
    """The media type of a PDF, JPEG or PNG that is whole and of a size that can be looked at; None for anything else."""
    for media_type, is_one in _KINDS.items():
        if is_one(content):
            return media_type
    return None


def _is_pdf(content: bytes) -> bool:
    """A version at the very beginning, an end mark at the end (ISO 32000-1 §7.5.2, §7.5.5)."""
    return content.startswith(b"%PDF-") and content[5:6].isdigit() and b"%%EOF" in content[-_LAST:]


def _is_png(content: bytes) -> bool:
    """Signature, then IHDR (PNG §5.2, §11.2.2), an end chunk at the end."""
    if content[:16] != b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" or b"IEND" not in content[-_LAST:]:
        return False
    return _can_be_seen(int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))


def _is_jpeg(content: bytes) -> bool:
    """Segments up to the first frame header, which states the size (ITU-T T.81 §B.1, §B.2.2)."""
    if content[:3] != b"\xff\xd8\xff":
        return False
    at = 2
    while content[at : at + 1] == b"\xff":
        kind, length = content[at + 1 : at + 2], int.from_bytes(content[at + 2 : at + 4], "big")
        if kind and kind[0] in _FRAMES:
            return _can_be_seen(int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(content[at + 5 : at + 7], "big"))
        if kind == b"\xff":
            at += 1  # a fill byte
        elif length < 2:
            return False
        else:
            at += 2 + length
    return False


def _can_be_seen(width: int, height: int) -> bool:
    return 0 < width * height <= MOST_PIXELS


_KINDS: dict[str, Callable[[bytes], bool]] = {PDF: _is_pdf, JPEG: _is_jpeg, PNG: _is_png}
