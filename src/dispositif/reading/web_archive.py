"""Web archives (MHTML): a page and what belongs to it, saved as the parts of a mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dispositif.errors import DamagedFile

if TYPE_CHECKING:
    from email.message import Message

_HEADERS = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){1,60}")
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_WITHIN = 8192


def is_mail(content: bytes) -> bool:
    """Whether a file is a mail, or saved as one."""
    headers = _HEADERS.match(content[:_WITHIN])
    return headers is not None and _MIME.search(headers[0]) is not None


def is_archive(content: bytes) -> bool:
    """Whether a mail is a web page that was saved."""
    headers = _HEADERS.match(content[:_WITHIN])
    return headers is not None and b"multipart/related" in headers[0].lower()


def page(content: bytes) -> tuple[bytes, str]:
    """The page that an archive holds, and its encoding ("" where the archive does not say)."""
    from email import message_from_bytes  # takes longer than to read a page of text

    try:
        parts = [part for part in message_from_bytes(content.lstrip()).walk() if part.get_content_type() == "text/html"]
        found = _decoded(parts[0]) if parts else b""
    except (ValueError, LookupError, RecursionError) as error:
        raise DamagedFile("the web archive is damaged. Save the page again, as HTML.") from error
    if not found:
        raise DamagedFile("the web archive holds no page. Save the page again, as HTML.")
    return found, parts[0].get_content_charset() or ""


def _decoded(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
