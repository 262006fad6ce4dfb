"""Files on their way in: kept in memory up to a bound, the rest let go, so that what was typed beside them is never lost."""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_OF_A_FILE = 16 * 2**20 + 1
"""Bytes of one file that are kept: one more than any page takes, so that the page can say that it is too large."""
MOST_AT_ONCE = 48 * 2**20
"""Bytes of a whole request. A larger one is refused before it is read."""


class Bounded(FileUploadHandler):
    """Every file in memory, cut at MOST_OF_A_FILE. Nothing is written to disk, no name of a sender's is used for anything."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *given: Any) -> None:  # noqa: N803 — Django's name
        """RequestDataTooBig for a request larger than MOST_AT_ONCE, which answers 400."""
        if content_length > MOST_AT_ONCE:
            raise RequestDataTooBig("the request is larger than this site takes")

    def new_file(self, *given: Any, **named: Any) -> None:
        """Begin another file."""
        super().new_file(*given, **named)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what still fits."""
        self._kept.write(raw_data[: max(0, MOST_OF_A_FILE - self._kept.tell())])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, with what was kept of it."""
        self._kept.seek(0)
        kept = self._kept.getbuffer().nbytes
        return InMemoryUploadedFile(self._kept, self.field_name, self.file_name or "file", self.content_type or "", kept, self.charset, {})
