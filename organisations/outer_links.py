"""Addresses that people give: whether they lead to the public net. Nothing is asked of any server."""

import ipaddress
import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

LONGEST = 2000  # characters
_USUAL_PORTS = (80, 443)
# Names that mean something inside a network alone (RFC 6762, RFC 8375, ICANN's list of collisions).
_INNER_ENDINGS = (
    *("local", "localhost", "localdomain", "internal", "intranet", "private", "corp", "home", "lan"),
    *("arpa", "test", "invalid", "example", "onion"),
)
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
# Of the public net in IPv6 (IANA gives out no other); and of IPv4 what Python takes for public until 3.12.
_UNICAST = ipaddress.IPv6Network("2000::/3")
_FOR_PROTOCOLS = ipaddress.IPv4Network("192.0.0.0/24")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")

NO_ADDRESS = "โปรดระบุลิงก์ให้ครบถ้วน เช่น https://www.example.go.th/news/1"
OTHER_SCHEME = "ลิงก์ต้องขึ้นต้นด้วย https:// หรือ http://"
HAS_CREDENTIALS = "ลิงก์ต้องไม่มีชื่อผู้ใช้หรือรหัสผ่าน"
INNER = "ลิงก์นี้ชี้ไปยังเครือข่ายภายใน ผู้อื่นเปิดไม่ได้ โปรดใช้ลิงก์ที่เปิดได้จากอินเทอร์เน็ต"
OTHER_PORT = "ลิงก์นี้ใช้พอร์ตที่ระบบไม่รับ"
TOO_LONG = f"ลิงก์ยาวเกิน {LONGEST:,} ตัวอักษร"


def refusal_of_link(url: str, ports: Collection[int] = ()) -> str:
    """Why the address is refused, in Thai; "" for one of the public net.

    ``ports`` are allowed beside 80 and 443. Refused: other schemes, credentials, IP addresses that are not of
    the public net in whatever notation, names without a dot, and names of inner networks.
    """
    if len(url) > LONGEST:
        return TOO_LONG
    # Browsers read a backslash as a slash and leave out tabs: they would open another address.
    if not url.strip() or re.search(r"[\s\\\x00-\x1f\x7f]", url.strip()):
        return NO_ADDRESS
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return NO_ADDRESS
    if parts.scheme not in ("http", "https"):
        return OTHER_SCHEME
    if "@" in parts.netloc:
        return HAS_CREDENTIALS
    if refusal := _refusal_of_host(parts.hostname or ""):
        return refusal
    return OTHER_PORT if port is not None and port not in (*_USUAL_PORTS, *ports) else ""


def is_inner_address(address: str) -> bool:
    """Whether the IP address that a name resolved to is none of the public net; nonsense is inner."""
    try:
        return not _is_public(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return True


def _refusal_of_host(host: str) -> str:
    name = _as_browsers_read(host)
    if ":" in name:
        return INNER if is_inner_address(name) else ""
    labels = name.split(".")
    if labels and _NUMBER.fullmatch(labels[-1]):
        number = _number_of(labels)
        return NO_ADDRESS if number is None else INNER if is_inner_address(str(number)) else ""
    if not name or not all(_LABEL.fullmatch(label) for label in labels):
        return NO_ADDRESS
    return INNER if len(labels) < 2 or labels[-1] in _INNER_ENDINGS else ""


def _as_browsers_read(host: str) -> str:
    """In ASCII and lower case: "１２７。0.0.1" and "%6cocalhost" are what they stand for; "" for no name."""
    name = unicodedata.normalize("NFKC", unquote(host)).lower().replace("。", ".").removesuffix(".")
    name = "".join(letter for letter in name if unicodedata.category(letter) != "Cf")
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return _puny(name)


def _puny(name: str) -> str:
    """Thai names that the older rules of IDNA take not; "" for those that no rules take."""
    try:
        return ".".join(
            label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
            for label in name.split(".")
        )
    except UnicodeError:
        return ""


def _number_of(labels: list[str]) -> ipaddress.IPv4Address | None:
    """As browsers understand "127.1", "0177.0.0.1", "0x7f000001" and "2130706433" (WHATWG URL, IPv4)."""
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        return None
    try:
        numbers = [_read(label) for label in labels]
    except ValueError:
        return None
    *firsts, last = numbers
    if any(number > 255 for number in firsts) or last >= 256 ** (5 - len(numbers)):
        return None
    return ipaddress.IPv4Address(last + sum(number << (8 * (3 - at)) for at, number in enumerate(firsts)))


def _read(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if len(label) > 1 and label.startswith("0") else int(label)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        carried = (
            address.ipv4_mapped
            or address.sixtofour
            or (address.teredo or (None, None))[1]
            or _of_nat64(address)
        )
        if carried:
            return _is_public(carried)
        if address not in _UNICAST:  # other notations of inner addresses too: "::127.0.0.1", "64:ff9b:1::"
            return False
    elif address in _FOR_PROTOCOLS:
        return False
    return address.is_global and not address.is_multicast


def _of_nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
