"""Package → files → ZIP. Prepare (everything but what is made over the manifest) → sign the manifest → assemble.

The same package gives the same bytes: names are sorted, entries are stored and bear no time of their own.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from shuangquan.core.notices.archive import SHARES, Archived, Facts, Package, Unit, say_retention
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.papers.archive import names

Files = Mapping[str, bytes]
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A package's files and the manifest that a signature stands over."""

    name: str
    files: Files

    @property
    def manifest(self) -> bytes:
        """The bytes to be signed."""
        return self.files[names.MANIFEST]


@dataclass(frozen=True, slots=True)
class Signed:
    """What is made over the manifest. signature: r‖s, SM2 over SM3; certificate: PEM; stamp: an RFC 3161 answer over it, b"" for none."""

    signature: bytes
    certificate: bytes
    stamp: bytes = b""


def prepare(package: Package) -> Prepared:
    """Every file of the package and its manifest. ValueError for a name that may not stand in one, or stands there twice."""
    files: dict[str, bytes] = {}
    for name, data in _find_files(package):
        if not names.is_fit(name) or name in files or name in names.UNCOVERED:
            raise ValueError(f"{name!r} is no name of a package's file, or is there already")
        files[name] = data
    files[names.MANIFEST] = _write_manifest(package, files)
    return Prepared(package.name, files)


def assemble(prepared: Prepared, signed: Signed) -> bytes:
    """The ZIP as it leaves the house."""
    made = {names.SIGNATURE: signed.signature.hex().encode() + b"\n", names.CERTIFICATE: signed.certificate}
    if signed.stamp:
        made[names.STAMP] = signed.stamp
    return write_zip({**prepared.files, **made})


def write_zip(files: Files) -> bytes:
    """A ZIP of stored files in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as held:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system, info.external_attr = 3, 0o600 << 16
            held.writestr(info, files[name])
    return out.getvalue()


def _find_files(package: Package) -> Iterator[tuple[str, bytes]]:
    yield names.README, _write_readme(package)
    yield names.ROOT_FACTS, _write_facts("主题包", package.facts, package.files)
    for one in package.files:
        yield f"{one.folder}/{one.name}", one.data
    for unit in package.units:
        base = f"{names.UNITS}/{unit.key}"
        yield f"{base}/{names.ROOT_FACTS}", _write_facts("事项包", unit.facts, unit.files)
        for one in unit.files:
            yield f"{base}/{one.folder}/{one.name}", one.data


def _write_facts(kind: str, facts: Facts, files: tuple[Archived, ...]) -> bytes:
    root = ElementTree.Element("基本信息", {"xmlns": names.NAMESPACE, "类型": kind})
    for name, value in facts:
        ElementTree.SubElement(root, "元数据", {"名称": name}).text = value
    for one in files:
        held = {"位置": f"{one.folder}/{one.name}", "题名": one.title, "格式": one.media_type}
        held |= {"共享方式": f"{one.share} {SHARES[one.share]}"} | ({"形成时间": one.made} if one.made else {})
        ElementTree.SubElement(root, "文件", held)
    return _render(root)


def _write_manifest(package: Package, files: Files) -> bytes:
    about = {
        "xmlns": names.NAMESPACE,
        "名称": package.name,
        "形成时间": package.made,
        "算法": "SM3",
        "保管期限": say_retention(package.keep),
    }
    root = ElementTree.Element("清单", about | ({"替换": package.replaces} if package.replaces else {}))
    for name in sorted(files):
        data = files[name]
        held = {"位置": name, "字节数": str(len(data)), "摘要": sm3_hex(data)}
        ElementTree.SubElement(root, "文件", held)
    return _render(root)


def _render(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root, " ")
    return names.XML + b"\n" + ElementTree.tostring(root, "unicode").encode() + b"\n"


def _write_readme(package: Package) -> bytes:
    units = "".join(f"  {names.UNITS}/{unit.key}  {_find(unit, '事项')}（{_find(unit, '责任者')}）\n" for unit in package.units)
    text = f"""{package.name}
{_find_fact(package.facts, "题名")}

这是一件主题办件的归档信息包，里面每个事项一个事项包。不靠原来的系统也能看、能验：
  {names.ROOT_FACTS}  元数据，和每个文件的题名、格式、共享方式
  1-申请材料、2-办理过程、3-办理结果  整件的文件；各事项的在自己的包里
{units}  {names.MANIFEST}  每个文件的字节数和 SM3 摘要
  {names.SIGNATURE}  对 {names.MANIFEST} 的 SM2 签名（r‖s，十六进制；签名者标识 1234567812345678）
  {names.CERTIFICATE}  签名证书，由根证书验证
  {names.STAMP}  时间戳（RFC 3161），有的话

验证：shuangquan archive check 本文件.zip --ca roots.pem
或者：逐个算 SM3 和清单比；再用 openssl 验清单的签名。
元数据的名称是通行叫法，没有取得标准的附录，待核。
"""
    return text.encode()


def _find_fact(facts: Facts, name: str) -> str:
    return next((value for key, value in facts if key == name), "")


def _find(unit: Unit, name: str) -> str:
    return _find_fact(unit.facts, name)
