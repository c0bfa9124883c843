"""Addresses into hrefs: relative where a site is opened from disk, clean paths where it is published."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

Link = Callable[..., str]


def file_of(address: str) -> str:
    """The output file an address is served from.

    >>> file_of(""), file_of("tags/"), file_of("feeds/all.xml")
    ('index.html', 'tags/index.html', 'feeds/all.xml')
    """
    return address + "index.html" if not address or address.endswith("/") else address


def readable(address: str) -> str:
    """An address as an href: letters of all scripts stay, everything else is percent-encoded.

    HTML takes such addresses as they are (https://url.spec.whatwg.org/#url-code-points): a page with a dozen
    names is a fifth smaller than with every Arabic letter as six signs.

    >>> readable("tags/قمح/"), readable("files/a b&c.pdf")
    ('tags/قمح/', 'files/a%20b%26c.pdf')
    """
    plain = address.replace("/", "").replace("-", "")
    if plain.isalnum():
        return address
    return "".join(sign if sign.isalnum() else quote(sign, safe="/") for sign in address)


def encoded(address: str) -> str:
    """An address with its letters percent-encoded, as feeds, sitemaps and full addresses need it.

    >>> encoded("tags/قمح/")
    'tags/%D9%82%D9%85%D8%AD/'
    """
    return (
        address
        if address.isascii() and " " not in address and "%" not in address
        else quote(address, safe="/")
    )


def up(address: str) -> str:
    """The way from a page to the site's root.

    >>> up(""), up("tags/قمح/2/")
    ('', '../../../')
    """
    return "../" * address.count("/")


def linker(prefix: str, *, index: bool) -> Link:
    """Make ``link(address, anchor="")``: ``prefix`` leads to the root, ``index`` names index.html in full.

    >>> linker("../", index=True)("tags/", "per"), linker("/news/", index=False)("tags/")
    ('../tags/index.html#per', '/news/tags/')
    >>> linker("", index=False)("")
    './'
    """
    known: dict[str, str] = {}

    def link(address: str, anchor: str = "") -> str:
        href = known.get(address)
        if href is None:
            path = readable(file_of(address) if index else address)
            href = known[address] = (prefix + path) or "./"
        return f"{href}#{anchor}" if anchor else href

    return link


class Addresses:
    """How pages of one site link to each other."""

    def __init__(self, siteurl: str) -> None:
        self.siteurl = siteurl.rstrip("/")
        self._links: dict[str, Link] = {}

    def prefix(self, address: str) -> str:
        """What leads from a page to the site's root: the same for all pages that can share rendered parts."""
        return urlsplit(self.siteurl).path + "/" if self.siteurl else up(address)

    def link_from(self, prefix: str) -> Link:
        """The ``link`` of all pages with this prefix."""
        link = self._links.get(prefix)
        if link is None:
            link = self._links[prefix] = linker(prefix, index=not self.siteurl)
        return link

    def rooted(self) -> Link:
        """The ``link`` of a page that is served at any address (404): paths from the host's root."""
        return linker(urlsplit(self.siteurl).path + "/", index=not self.siteurl)

    def absolute(self, address: str) -> str:
        """The full address of a page; empty where the site has none yet."""
        return f"{self.siteurl}/{encoded(address)}" if self.siteurl else ""

    def outside(self, address: str) -> str:
        """The best address for feeds, which are read elsewhere: full where there is a SITEURL."""
        return f"{self.siteurl}/{encoded(address)}"
