"""What may be fetched: a hundred and more spellings that may not, and what may."""

import pytest

from claims.ingest.addresses import is_public, parse, public_addresses
from claims.ingest.errors import FetchRefused

FORBIDDEN = [
    # other schemes, no scheme, no host
    "",
    " ",
    "example.com",
    "//example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "dict://example.com:11211/",
    "javascript:alert(1)",
    "data:text/html,x",
    "ws://example.com/",
    "http:",
    "http:/",
    "http://",
    "https://",
    "http:///path",
    "http:example.com",
    "http://?q",
    "http://#f",
    "http://:80/",
    "jar:http://a.example!/",
    "ldap://example.com/",
    "HTTP+UNIX://example.com/",
    "view-source:http://example.com/",
    "blob:http://example.com/x",
    # names and passwords
    "http://user@example.com/",
    "http://user:pass@example.com/",
    "http://example.com@127.0.0.1/",
    "http://@example.com/",
    "http://:@example.com/",
    "http://a@b@example.com/",
    "https://example.com%40127.0.0.1@evil.example/",
    # control characters, blanks, backslashes
    "http://exa mple.com/",
    "http://example.com/a b",
    "http://example.com\t/",
    "http://example.com/\n",
    "http://example.com/\r\nX: y",
    "http://example.com\\@127.0.0.1/",
    "http:\\\\example.com\\",
    "http://example.com/\\..",
    "http://example.com/\x00",
    "\x00http://example.com/",
    "http://example.com/\x7f",
    "http://exam\u00a0ple.com/",
    "http://example.com/\u2028",
    "http://example.com\x0b/",
    "http://ex\x1fample.com/",
    # percent signs in the host, bad hosts
    "http://127%2e0%2e0%2e1/",
    "http://%31%32%37.0.0.1/",
    "http://example%00.com/",
    "http://ex%20ample.com/",
    "http://[::1%25lo]/",
    "http://[fe80::1%eth0]/",
    "http://[::1",
    "http://::1]/",
    "http://[127.0.0.1]/",
    "http://[v1.x]/",
    "http://[]/",
    "http://./",
    "http://../",
    "http://.example.com/",
    "http://example..com/",
    "http://-/\u0000",
    f"http://{'a' * 64}.example/",
    f"http://{'a.' * 130}example/",
    # ports
    "http://example.com:/",
    "http://example.com:0/",
    "http://example.com:22/",
    "http://example.com:6379/",
    "http://example.com:8080/",
    "http://example.com:65536/",
    "http://example.com:-1/",
    "http://example.com:80a/",
    "http://example.com: 80/",
    "https://example.com:25/",
    "http://example.com:80:80/",
    "http://example.com:99999999999/",
    # IPv4 in other spellings than the plain one
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0x7f.1/",
    "http://127.0.0.01/",
    "http://0/",
    "http://0x/",
    "http://127.0.0.1.1/",
    "http://1.2.3.256/",
    "http://4294967295/",
    "http://08.8.8.8/",
    "http://1.2.3/",
    "http://256.1.1.1/",
    "http://127.0.0.0x1/",
    # letters that fold into dots, digits or slashes
    "http://127\u30020\u30020\u30021/",
    "http://①②⑦.⓪.⓪.①/",
    "http://example.com\uff0f@127.0.0.1/",
    "http://１２７.１/",
    "http://example\ufffd.com/",
    "http://\u200b/",
    "http://\u00ad/",
    # too long
    "http://example.com/" + "a" * 2048,
]

PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104 - a string that must be refused
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "169.254.169.254",
    "169.254.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "198.51.100.7",
    "203.0.113.9",
    "198.18.0.1",
    "198.19.255.255",
    "192.88.99.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "fc00::1",
    "fd00:ec2::254",
    "fdff::1",
    "fe80::1",
    "febf::1",
    "fe80::1%lo",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "3fff::1",
    "5f00::1",
    "not an address",
    "",
    "1.2.3",
    "1.2.3.4/32",
]

ALLOWED = [
    ("http://example.com", "http://example.com/"),
    ("https://example.com:443/a?b=c#d", "https://example.com/a?b=c"),
    ("https://EXAMPLE.com./a%20b", "https://example.com/a%20b"),
    ("http://example.com:443/", "http://example.com:443/"),
    ("https://bücher.example/straße?q=ä", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4"),
    ("https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/"),
    ("http://under_score.example/", "http://under_score.example/"),
    ("http://8.8.8.8/", "http://8.8.8.8/"),
    ("https://[2606:4700:4700::1111]/x", "https://[2606:4700:4700::1111]/x"),
    (" https://example.com/ ", "https://example.com/"),
]


@pytest.mark.parametrize("url", FORBIDDEN)
def test_a_forbidden_address_is_refused_with_a_reason(url: str):
    with pytest.raises(FetchRefused) as refused:
        parse(url)
    assert len(str(refused.value)) > 10


def test_there_are_a_hundred_forbidden_forms():
    assert len(set(FORBIDDEN)) >= 100


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_inside_is_not_public(address: str):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450::1"])
def test_an_address_outside_is_public(address: str):
    assert is_public(address)


@pytest.mark.parametrize(("url", "asked"), ALLOWED)
def test_an_address_is_taken_apart_once_and_put_together_alike(url: str, asked: str):
    assert parse(url).url == asked


def test_one_private_answer_among_public_ones_refuses_the_host():
    with pytest.raises(FetchRefused, match="not a host of the public internet"):
        public_addresses(parse("http://example.com/"), lambda host, port: ["93.184.216.34", "10.0.0.7"])


def test_an_operator_may_allow_a_host_inside():
    target = parse("http://archive.desk.internal:8080/", extra_ports=[8080])
    found = public_addresses(target, lambda host, port: ["10.0.0.7"], private_hosts=["archive.desk.internal"])
    assert found == ["10.0.0.7"]
