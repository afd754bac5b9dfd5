"""Look: how a document is set, whatever its format. Sizes in points of TH Sarabun, margins in centimetres."""

from dataclasses import dataclass
from enum import StrEnum

from ita_portal.tables.content import LabelAt
from ita_portal.tables.facts import PictureContent

OFFICE_FONTS = (
    "TH SarabunPSK",
    "TH Sarabun New",
    "TH Sarabun IT๙",
    "TH Niramit AS",
    "TH Baijam",
    "TH Chakra Petch",
    "TH K2D July8",
    "TH Kodchasal",
    "TH Krub",
    "TH Mali Grade 6",
    "TH Fah kwang",
    "TH Charm of AU",
    "Chulabhorn Likit Text",
    "Angsana New",
    "Cordia New",
)
TEXT_POINTS = range(14, 21)
TABLE_POINTS = range(11, 17)
MARGINS = (0.5, 6.0)  # the least and the most, in centimetres
LOGO_HEIGHTS = (1.0, 10.0)  # likewise


class PageNumbers(StrEnum):
    """How pages are counted: with title and total at the foot, as in books; as in letters; not at all."""

    OF_ALL = "of_all"  # หน้า 2 / 9 at the foot
    DASHED = "dashed"  # - ๒ - at the top, from the second page
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Margins:
    top: float
    right: float
    bottom: float
    left: float


PORTRAIT = Margins(2.5, 2, 1.5, 3)  # as official letters have them
LANDSCAPE = Margins(1.5, 1.5, 1.5, 1.5)


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells of each page which revision it is: words, and an address for a QR ("": none)."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What an organisation sets for its documents.

    ``office_font`` is named in Word and Excel files; a PDF embeds Sarabun, of the same look. ``header`` is
    a line at the head of every page. ``catch_words`` puts the first words of the next page below each page.
    ``front_letters`` counts preface and contents ก ข ค. ``numbered`` numbers the headings of sections,
    ``numbered_tables`` captions tables ตารางที่ 1, 2 … through the document. ``logo`` stands on the cover,
    ``logo_height`` cm high. ``table_points`` is the usual size in tables; smaller where columns are many.
    ``mark`` stands in the foot of every page. ``sign_label`` is where the duty of each signer stands, None as
    each signature says; without ``sign_dots`` there is room to sign and no line.
    """

    text_points: int = 16
    table_points: int = 14
    office_font: str = OFFICE_FONTS[0]
    portrait: Margins = PORTRAIT
    landscape: Margins = LANDSCAPE
    header: str = ""
    page_numbers: PageNumbers = PageNumbers.OF_ALL
    catch_words: bool = False
    front_letters: bool = False
    numbered: bool = False
    numbered_tables: bool = False
    logo: PictureContent | None = None
    logo_height: float = 3.0
    mark: Mark | None = None
    sign_label: LabelAt | None = None
    sign_dots: bool = True
