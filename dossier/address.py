"""Addresses of records: which may stand in a page, and how they are shown.

An address may be followed by a reader, so it is held to http and https (RFC 3986), without userinfo, which can make
`https://reuters.com@elsewhere.example` look like another host, and without characters that hide what it says.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit

_SCHEMES = ("http", "https")
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""Plainer than RFC 5322 allows: what is left out could carry header fields into the reader's letter."""
DOI = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+"
"""The form of a DOI (DOI Handbook, 2.2): a prefix of a registrant, then whatever that chose."""
_RESOLVERS = ("doi.org", "dx.doi.org")
_NO_HOST = frozenset("%<>^|@[]")
"""Forbidden in the host of an address (WHATWG URL, 3.1), beside those that end it or are refused anywhere."""


def address_fault(url: str) -> str:
    """Say why an address may not stand in a page; empty when it may."""
    for char in url:
        if char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            return f"it holds the character U+{ord(char):04X}"
    if "\\" in url:
        return "it holds a backslash, which browsers read as a slash"
    parts = _split(url)
    if parts is None:
        return "it cannot be read as an address"
    if parts.scheme not in _SCHEMES:
        return f"only http and https are followed, this is {parts.scheme or 'no scheme'!r}"
    return _host_fault(parts)


def _host_fault(parts: SplitResult) -> str:
    if parts.username is not None or parts.password is not None:
        return "it carries a user name, which hides the host"
    if not parts.hostname or parts.hostname.startswith("."):
        return "it names no host"
    if odd := sorted(set(parts.hostname) & _NO_HOST):
        return f"its host holds {odd[0]!r}, which browsers refuse or decode"
    return ""


def base_fault(url: str) -> str:
    """Say why an address cannot be that of a site, below which its pages stand; empty when it can."""
    parts = _split(url)
    if parts and (parts.query or parts.fragment):
        return "the address of a site ends before `?` and `#`"
    return address_fault(url)


def host(url: str) -> str:
    """The host that an address leads to, in punycode where it is not ASCII, so that look-alikes show."""
    parts = _split(url)
    name = (parts.hostname if parts else None) or ""
    try:
        return name.encode("ascii").decode()
    except UnicodeEncodeError:
        pass
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name.encode("ascii", "backslashreplace").decode()


def contact_link(text: str) -> str:
    """The address behind a contact: a mailbox or a page of the web; empty where it is neither."""
    if _MAILBOX.fullmatch(text):
        return f"mailto:{text}"
    return "" if address_fault(text) else text


def is_doi(text: str) -> bool:
    """Whether a text has the form of a DOI, without what may stand before it: `10.1000/182`."""
    return re.fullmatch(DOI, text) is not None


def bare_doi(text: str) -> str:
    """A DOI without the `doi:` or the address of a resolver before it; another text as it is."""
    name = text.strip()
    if resolves_doi(name):
        parts = urlsplit(name)
        name = unquote(parts.path.removeprefix("/")) + (f"?{parts.query}" if parts.query else "")
    return re.sub(r"^doi:\s*", "", name, flags=re.IGNORECASE)


def doi_link(doi: str) -> str:
    """The address at which a DOI is resolved."""
    return "https://doi.org/" + quote(doi, safe="/:;().,-_~")


def resolves_doi(url: str) -> bool:
    """Whether an address is a DOI's: its host says nothing of who published."""
    return host(url).removeprefix("www.") in _RESOLVERS


def same_address(url: str) -> str:
    """The form in which two addresses of one document are equal: no scheme, `www.`, fragment or closing slash.

    Of a DOI letters are the same in either case (DOI Handbook, 2.4), and so are its resolvers.
    """
    parts = _split(url)
    if parts is None:
        return url
    if resolves_doi(url):
        return f"doi.org/{bare_doi(url).casefold()}"
    name = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{name}{parts.path.rstrip('/')}{query}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    return parts
