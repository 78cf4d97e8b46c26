"""What every PDF of the program must be, told as faults; none is right."""

import io
import re

import pikepdf
import pypdfium2

SUBSET = re.compile(r"^/[A-Z]{6}\+Noto(Sans|Serif)SC-(Regular|Bold)$")
SIZES = {(595, 842), (842, 595), (842, 1191), (1191, 842)}
ACTIVE = ("/JavaScript", "/JS", "/OpenAction", "/AA", "/AcroForm", "/EmbeddedFiles")


def faults_of(content, language, title):
    """Return every fault of a file that shall be in ``language`` under ``title``."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return [
            *document.check_pdf_syntax(),
            *_root_faults(document, language, title),
            *_page_faults(document),
        ]


def bookmarks_of(content):
    """Return the words of all bookmarks in order."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [each.get_title() for each in document.get_toc()]
    finally:
        document.close()


def pages_of(content):
    """Return the text of each page without any white."""
    document = pypdfium2.PdfDocument(content)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return ["".join(text.split()) for text in texts]


def _root_faults(document, language, title):
    root = document.Root
    if str(root.get("/Lang", "")) != language:
        yield f"language is {root.get('/Lang')}"
    if str(document.docinfo.get("/Title", "")) != title:
        yield f"title is {document.docinfo.get('/Title')}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"
    for name in ACTIVE:
        if name in root or name in root.get("/Names", {}):
            yield f"{name} is there"


def _page_faults(document):
    for number, page in enumerate(document.pages, start=1):
        size = tuple(round(float(each)) for each in page.mediabox[2:])
        if size not in SIZES:
            yield f"page {number} is {size}"
        if "/Annots" in page:
            yield f"page {number} has annotations"
        fonts = page.Resources.get("/Font", {})
        if not fonts:
            yield f"page {number} has no font"
        for font in fonts.values():
            yield from _font_faults(font)


def _font_faults(font):
    name = str(font.BaseFont)
    if not SUBSET.match(name):
        yield f"{name} is no subset of a font of ours"
    descriptor = font.get("/FontDescriptor", {})
    if "/FontFile2" not in descriptor:
        yield f"{name} is not embedded"
    if "/ToUnicode" not in font:
        yield f"{name} cannot be read back"
