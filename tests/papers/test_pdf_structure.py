"""Every paper of a small station: whole, readable, findable, and saying what was written."""

from collections import Counter

import pytest

from stationdesk import paths
from stationdesk.documents.papers import BLANK_BOX, CROSSED_BOX, TICKED_BOX, Heading
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.plain_text import for_paper
from stationdesk.i18n import _, use_language
from tests.papers.gallery import HEAD, gallery_of, is_labels, station_desk
from tests.papers.pdf_checks import bookmarks_of, faults_of, pages_of
from tests.papers.words import cells_of, prose_of

NOT_TEXT = frozenset(BLANK_BOX + TICKED_BOX + CROSSED_BOX)


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def papers(request, tmp_path_factory):
    """All papers in one language, with their bytes."""
    use_language(request.param, paths.locale_folder())
    try:
        with station_desk(tmp_path_factory.mktemp("gallery")) as desk:
            drafts = {
                key: draft.paper for key, draft in gallery_of(desk).items() if not is_labels(draft)
            }
        yield request.param, {key: (paper, *pdf_of(paper)) for key, paper in drafts.items()}
    finally:
        use_language("en", paths.locale_folder())


def test_every_pdf_is_sound_embedded_titled_and_tells_its_language(papers):
    language, drawn = papers
    wanted = "zh-CN" if language == "zh_CN" else "en"
    faults = {
        key: found
        for key, (paper, content, _report) in drawn.items()
        if (found := faults_of(content, wanted, for_paper(paper.title)))
    }
    assert faults == {}
    assert len(drawn) > 40


def test_every_heading_is_a_bookmark_under_the_title(papers):
    for key, (paper, content, _report) in papers[1].items():
        wanted = [for_paper(block.text) for block in paper.blocks if isinstance(block, Heading)]
        marks = bookmarks_of(content)
        assert marks[0] == for_paper(paper.title), key
        assert [each for each in marks if each in wanted] == wanted, key


def test_every_page_says_which_of_how_many_it_is(papers):
    for key, (_paper, content, report) in papers[1].items():
        pages = pages_of(content)
        assert len(pages) == report.pages, key
        for number, text in enumerate(pages, start=1):
            foot = _("Page {number} of {count}").format(number=number, count=len(pages))
            assert "".join(foot.split()) in text, key


def test_every_text_comes_back_as_it_was_written(papers):
    for key, (paper, content, report) in papers[1].items():
        assert report.missing_characters == "", key
        text = "".join(pages_of(content))
        lost = Counter("".join([*cells_of(paper), *prose_of(paper)])) - Counter(text)
        assert not set(lost) - NOT_TEXT, (key, lost)
        for words in (paper.title, HEAD.unit, HEAD.footer):
            assert "".join(for_paper(words).split()) in text, key
