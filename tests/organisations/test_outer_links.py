"""Links of evidence and of channels lead to the public net, in whatever notation an address is given."""

import pytest

from organisations.outer_links import (
    HAS_CREDENTIALS,
    INNER,
    NO_ADDRESS,
    OTHER_PORT,
    OTHER_SCHEME,
    TOO_LONG,
    is_inner_address,
    refusal_of_link,
)

pytestmark = pytest.mark.no_database

PUBLIC = (
    "https://www.example.go.th/news/1?id=2#top",
    "HTTP://WWW.EXAMPLE.GO.TH",
    "https://drive.example.com/file/d/1_a-b/view",
    "https://กระทรวงตัวอย่าง.ไทย/ข่าว",
    "https://8.8.8.8/",
    "https://[2606:4700:4700::1111]/",
    "https://www.example.go.th.:443/",
    "https://www.example.go.th:80/",
)
INNER_ONES = (
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.01/",
    "http://10.1.2.3/",
    "http://172.16.0.9/",
    "http://192.168.1.1/",
    "http://192.168.257/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a00:1]/",
    "http://[::127.0.0.1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://192.0.0.8/",
    "http://[2002:7f00:1::]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://app.localhost/",
    "http://intranet/",
    "http://files.local/",
    "http://db.internal/",
    "http://printer.lan/",
    "http://１２７.0.0.1/",
    "http://127。0。0。1/",
    "http://%6cocalhost/",
    "http://loca\u00adlhost/",
)


@pytest.mark.parametrize("url", PUBLIC)
def test_link_of_the_public_net_is_taken(url: str) -> None:
    assert refusal_of_link(url) == ""


@pytest.mark.parametrize("url", INNER_ONES)
def test_link_to_an_inner_address_is_refused(url: str) -> None:
    assert refusal_of_link(url) == INNER


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", NO_ADDRESS),
        ("   ", NO_ADDRESS),
        ("https://", NO_ADDRESS),
        ("https://exa mple.go.th/", NO_ADDRESS),
        ("https://www.example.go.th\\@10.0.0.1/", NO_ADDRESS),
        ("https://www.exam\tple.go.th/", NO_ADDRESS),
        ("https://[::1/", NO_ADDRESS),
        ("https://1.2.3.4.5/", NO_ADDRESS),
        ("https://256.1.1.1/", NO_ADDRESS),
        ("https://09.1.1.1/", NO_ADDRESS),
        ("https://-x-.example.go.th/", NO_ADDRESS),
        ("https://www.example.go.th:99999/", NO_ADDRESS),
        ("www.example.go.th", OTHER_SCHEME),
        ("javascript:alert(1)", OTHER_SCHEME),
        ("data:text/html,x", OTHER_SCHEME),
        ("file:///etc/passwd", OTHER_SCHEME),
        ("ftp://www.example.go.th/", OTHER_SCHEME),
        ("//www.example.go.th/", OTHER_SCHEME),
        ("https://somebody:secret@www.example.go.th/", HAS_CREDENTIALS),
        ("https://@www.example.go.th/", HAS_CREDENTIALS),
        ("https://www.example.go.th:22/", OTHER_PORT),
        ("https://www.example.go.th/" + "a" * 2000, TOO_LONG),
    ],
)
def test_link_that_is_none_is_refused_with_its_reason(url: str, words: str) -> None:
    assert refusal_of_link(url) == words


def test_port_is_taken_where_it_is_allowed() -> None:
    url = "https://www.example.go.th:8443/"

    assert (refusal_of_link(url), refusal_of_link(url, (8443,))) == (OTHER_PORT, "")
    assert refusal_of_link("http://10.0.0.1:8443/", (8443,)) == INNER


def test_resolved_address_is_inner_unless_it_is_of_the_public_net() -> None:
    asked = ("8.8.8.8", "10.0.0.1", "fe80::1%eth0", "::ffff:192.168.0.1", "2606:4700:4700::1111", "nonsense")

    assert [is_inner_address(one) for one in asked] == [False, True, True, True, False, True]
