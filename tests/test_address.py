"""An address may stand in a page only when a reader can see where it leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.address import address_fault, host, same_address


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://bücher.example/ä",
        "https://[2001:db8::1]/x",
        "HTTPS://EXAMPLE.org/",
    ],
)
def test_plain_addresses_are_silent(url: str) -> None:
    assert address_fault(url) == ""


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("javascript:alert(1)", "only http and https are followed, this is 'javascript'"),
        ("JaVaScRiPt://example.org/%0aalert(1)", "only http and https are followed, this is 'javascript'"),
        ("data:text/html,x", "only http and https are followed, this is 'data'"),
        ("file:///etc/passwd", "only http and https are followed, this is 'file'"),
        ("//example.org/x", "only http and https are followed, this is 'no scheme'"),
        ("example.org", "only http and https are followed, this is 'no scheme'"),
        ("https://reuters.com@example.org/", "it carries a user name, which hides the host"),
        ("https:///x", "it names no host"),
        ("https://good.example%40evil.example/", "its host holds '%', which browsers refuse or decode"),
        ("https://example.org/a b", "it holds the character U+0020"),
        ("https://example.org/\u202egnp.exe", "it holds the character U+202E"),
        ("https://example.org/\u200b", "it holds the character U+200B"),
        ("java\nscript:alert(1)", "it holds the character U+000A"),
        ("https://example.org\\@evil.example/", "it holds a backslash, which browsers read as a slash"),
        ("https://example.org:port/", "it cannot be read as an address"),
        ("https://[::1/", "it cannot be read as an address"),
    ],
)
def test_disguised_addresses_are_refused_with_the_reason(url: str, fault: str) -> None:
    assert address_fault(url) == fault


def test_a_host_that_looks_like_another_shows_itself() -> None:
    assert host("https://www.example.org/a") == "www.example.org"
    assert host("https://еxample.org/") == "xn--xample-2of.org"


def test_two_spellings_of_one_address_are_one() -> None:
    assert same_address("https://www.example.org/a/") == same_address("http://example.org/a#b")
    assert same_address("https://example.org/a?x=1") != same_address("https://example.org/a?x=2")


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    assert isinstance(address_fault(text), str)
    assert isinstance(host(text), str)
    assert isinstance(same_address(text), str)
