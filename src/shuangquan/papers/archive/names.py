"""Where things stand in a package."""

ROOT_FACTS = "基本信息.xml"
README = "说明文件.txt"
MANIFEST = "清单.xml"
SIGNATURE = "签名/清单.sig"
CERTIFICATE = "签名/签名证书.pem"
STAMP = "签名/清单.tsr"
UNITS = "事项包"
UNCOVERED = frozenset({MANIFEST, SIGNATURE, CERTIFICATE, STAMP})
"""What the manifest cannot list: itself, and what is made over it."""
XML = b'<?xml version="1.0" encoding="UTF-8"?>'
"""How every XML file of a package begins."""
NAMESPACE = "urn:shuangquan:archive:1"
LARGEST = 512 * 2**20
MOST_FILES = 20_000
LONGEST_NAME = 240


def is_fit(name: str) -> bool:
    """Whether a name stays inside the package: relative, printable, without a step upwards or a character that file systems refuse."""
    steps = name.split("/")
    plain = all(letter.isprintable() and letter not in '\\:*?"<>|' for letter in name)
    return plain and len(name.encode()) <= LONGEST_NAME and all(step and step not in (".", "..") and step == step.strip() for step in steps)


def make_fit(text: str) -> str:
    """A title as one step of a path."""
    kept = "".join(letter if letter.isprintable() and letter not in '\\/:*?"<>|' else "_" for letter in text).strip(" .")
    while len(kept.encode()) > 100:
        kept = kept[:-1]
    return kept or "_"
