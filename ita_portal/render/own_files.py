"""What the PDF engine may read: our fonts and the pictures of the document, nothing else.

Its own fetcher reads any file of the machine and any address, and its own fonts are those of the machine, so
that a document would look different on every server.
"""

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ita_portal.render.fonts import PaperFonts
from ita_portal.render.pictures import shown_picture
from ita_portal.tables.facts import PictureContent

ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)


class NoSystemFonts(FontConfiguration):
    """A configuration that has only the fonts of the style sheet."""

    def __init__(self) -> None:
        config = fontconfig.FcConfigCreate()
        self._config = config
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), config)
        fontconfig.FcConfigDestroy(config)  # the map keeps a reference of its own
        self._folder = None
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}


class DocumentPictures:
    """The pictures of one document, each with an address that only its making knows."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, bytes]] = {}  # media type and file

    def address(self, picture: PictureContent) -> str:
        """Where the engine finds the picture; "" for one that cannot be shown."""
        data = shown_picture(picture)
        if data is None:
            return ""
        name = f"picture:{len(self.found) + 1}"
        self.found[name] = picture.media_type, data
        return name


class OurFiles(URLFetcher):
    """Serves the fonts of one page and the document's pictures, and no other address."""

    def __init__(self, pictures: DocumentPictures, fonts: PaperFonts | None = None) -> None:
        super().__init__()
        self._pictures = pictures
        self._fonts = fonts or PaperFonts()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url in self._pictures.found:
            media_type, picture = self._pictures.found[url]
            return URLFetcherResponse(url, picture, {"Content-Type": media_type})
        font = self._fonts.file(url)
        if font is None:
            raise ValueError("เอกสารใช้ได้เฉพาะแบบอักษรของระบบและภาพของเอกสาร")
        return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})
