"""The one error of this room."""


class OfdError(Exception):
    """A file is not what it should be. code: a word of CODES; where: the entry or element that is meant, "" for the whole file."""

    def __init__(self, code: str, where: str = "") -> None:
        if code not in CODES:
            raise ValueError(f"{code} is no code of an OFD error")
        super().__init__(f"{code} {where}".strip())
        self.code = code
        self.where = where[:200]


CODES = frozenset(
    {
        "package",  # no ZIP, or one that contradicts itself, is encrypted or compressed in a way we do not read
        "large",  # more entries, bytes or compression than a document has
        "path",  # an entry's name leads out of the package, or names another entry a second time
        "xml",  # not well-formed, too deep, or in another encoding
        "doctype",  # a document type or an entity: both reach out or grow
        "missing",  # a file that another one names is not there
        "structure",  # an element or attribute that must be there is not, or says what it cannot
        "spelling",  # the content is right, its spelling is not the one that we write
        "unsigned",  # there is no signature at all
        "uncovered",  # a file that no signature covers
        "differs",  # a file whose digest is another than the signature says
    }
)
