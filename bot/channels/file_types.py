"""What a file is, by its first bytes: its name and what its sender says of it count for nothing.

A table instead of a library that opens files: what nobody opens here can do no harm here.
"""

from __future__ import annotations

#: Type, first bytes, and where they stand.
MARKS: tuple[tuple[str, bytes, int], ...] = (
    ("image/jpeg", b"\xff\xd8\xff", 0),
    ("image/png", b"\x89PNG\r\n\x1a\n", 0),
    ("image/webp", b"WEBP", 8),
    ("image/gif", b"GIF8", 0),
    ("application/pdf", b"%PDF-", 0),
    ("audio/ogg", b"OggS", 0),
    ("audio/mpeg", b"ID3", 0),
    ("audio/mpeg", b"\xff\xfb", 0),
    ("audio/aac", b"\xff\xf1", 0),
    ("audio/aac", b"\xff\xf9", 0),
    ("audio/amr", b"#!AMR", 0),
    ("image/heic", b"ftypheic", 4),
    ("audio/mp4", b"ftypM4A", 4),
    ("video/3gpp", b"ftyp3g", 4),
    ("video/mp4", b"ftyp", 4),
    ("application/msword", b"\xd0\xcf\x11\xe0", 0),
    ("application/vnd.openxmlformats-officedocument", b"PK\x03\x04", 0),
)
#: What each kind of message may hold; a document may hold anything that is known.
HOLDS = {
    "image": ("image/",),
    "audio": ("audio/", "video/"),
    "video": ("video/",),
    "document": ("image/", "application/", "text/", "audio/", "video/"),
}
#: Whoever packs something else like an office file is found out by this name inside.
_OFFICE_PARTS = b"[Content_Types].xml"


def type_of(content: bytes, kind: str) -> str | None:
    """Return the media type of a file; None where it is unknown, or not what `kind` can hold."""
    found = _by_mark(content) or _as_text(content)
    return found if found and found.startswith(HOLDS.get(kind, ())) else None


def _by_mark(content: bytes) -> str | None:
    for media_type, mark, place in MARKS:
        if content[place : place + len(mark)] == mark:
            is_other_zip = mark == b"PK\x03\x04" and _OFFICE_PARTS not in content
            return None if is_other_zip else media_type
    return None


def _as_text(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    is_plain = text.strip() and all(c.isprintable() or c in "\r\n\t\ufeff" for c in text)
    return "text/plain" if is_plain else None
