"""Which web addresses may be fetched: one parser for URLs, one rule for what they resolve to.

Rules 1 to 3 of the security requirements: `http` and `https` on their own ports, no tricks in the spelling, and a host
all of whose addresses belong to the public internet. `docs/fetching.md` tells them to operators.

    target = parse("https://example.com/news?id=7")
    addresses = public_addresses(target, look_up)
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna
from django.utils.translation import gettext as _

from claims.ingest.errors import FetchRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Collection[str]]

LONGEST_URL = 2_048  # characters
PORTS = {"http": 80, "https": 443}

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\\ufffd]")  # control characters, blanks, backslashes
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)\Z", re.IGNORECASE)  # a last label like this makes a host an IPv4 spelling
_TARGET_SAFE = "/?:@!$&'()*+,;=-._~%[]"

# What the registries of special-purpose addresses reserve (RFC 6890 and its updates), and IPv6 ranges that carry an
# IPv4 address inside, which a gateway would take out again.
_SPECIAL_NETWORKS = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
    203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 ::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48
    100::/64 100:0:0:1::/64 2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7
    fe80::/10 fec0::/10 ff00::/8
"""
_SPECIAL = tuple(map(ipaddress.ip_network, _SPECIAL_NETWORKS.split()))


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart once: what is connected to, named in `Host` and TLS, and asked for."""

    scheme: str
    host: str  # ASCII, lower case; an IPv6 address without its brackets
    port: int
    path: str  # with the query, percent-encoded; never a fragment

    @property
    def authority(self) -> str:
        """What stands in `Host`: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def parse(url: str, *, extra_ports: Collection[int] = ()) -> Target:
    """Take a URL apart. Raises FetchRefused, with words for the person who gave it, when it may not be fetched."""
    url = url.strip(" ")
    if len(url) > LONGEST_URL:
        raise FetchRefused(_("The address is longer than %(limit)d characters.") % {"limit": LONGEST_URL})
    if _FORBIDDEN.search(url):
        raise FetchRefused(_("The address holds a blank, a backslash or a control character."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchRefused(_("This is not a web address.")) from None
    if parts.scheme not in PORTS:
        raise FetchRefused(_("Only addresses that begin with http:// or https:// can be opened."))
    if "@" in parts.netloc:
        raise FetchRefused(_("The address holds a name or password; take that out."))
    if port is None:
        if parts.netloc.endswith(":"):
            raise FetchRefused(_("The address ends its host with a colon but names no port."))
        port = PORTS[parts.scheme]
    if port not in PORTS.values() and port not in extra_ports:
        raise FetchRefused(_("Port %(port)d is not a port of web pages.") % {"port": port})
    path = quote(parts.path or "/", safe=_TARGET_SAFE) + (
        f"?{quote(parts.query, safe=_TARGET_SAFE)}" if parts.query else ""
    )
    return Target(parts.scheme, _host(parts.hostname or "", in_brackets="[" in parts.netloc), port, path)


def _host(host: str, *, in_brackets: bool) -> str:
    """The host in ASCII. An IPv4 address must be written in its one plain form, for its other spellings hide it."""
    if in_brackets:
        try:
            return str(ipaddress.IPv6Address(host)) if "%" not in host else _bad_host()
        except ValueError:
            _bad_host()
    if not host or "%" in host:
        _bad_host()
    try:
        name = idna.encode(host.rstrip("."), uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        name = host.lower().rstrip(".") if re.fullmatch(r"[\w.-]+", host, re.ASCII) else _bad_host()
    if not name or len(name) > 253 or any(not label or len(label) > 63 for label in name.split(".")):
        _bad_host()
    if _NUMBER.match(name.rpartition(".")[2]):
        try:
            plain = str(ipaddress.IPv4Address(name))
        except ValueError:
            _bad_host()
        return plain if plain == host else _bad_host()
    return name


def _bad_host() -> str:
    raise FetchRefused(_("The address names no host that can be looked up."))


def public_addresses(target: Target, look_up: Resolve, *, private_hosts: Collection[str] = ()) -> list[str]:
    """The addresses to connect to, looked up once. Raises FetchRefused if any of them is not public, OSError if none.

    private_hosts: names that an operator allows although they are inside ("archive.desk.internal", "127.0.0.1").
    """
    addresses = list(look_up(target.host, target.port))
    if target.host in private_hosts:
        return addresses
    for address in addresses:
        if not is_public(address):
            raise FetchRefused(_("%(host)s is not a host of the public internet.") % {"host": target.host})
    if not addresses:
        raise OSError("no address")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is a global unicast one; False for anything that is not a plain address (zone ids)."""
    try:
        found: Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(found in network for network in _SPECIAL if network.version == found.version):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
