"""What an earlier version wrote opens in this one: an analysis, a report, and a brief of that report."""

import zipfile
from pathlib import Path

import pytest

import toolkit
from toolkit import tables
from toolkit.analysis import Analysis
from toolkit.brief import brief
from toolkit.errors import ReportError
from toolkit.report import verify

RELEASED = Path(__file__).parent / "released"


@pytest.fixture(params=sorted(path.name for path in RELEASED.glob("*.zip")))
def reports(request, tmp_path):
    """A folder with the report that a version made of the sample river-dam."""
    with zipfile.ZipFile(RELEASED / request.param) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_its_analysis_is_read_and_can_be_gone_on_with(reports):
    analysis = Analysis.from_json((reports / "river-dam" / "analysis.json").read_bytes())
    assert analysis.actor("Radomir Vask").count and len(tables.quotes(analysis)) == len(analysis.quotes) > 10
    assert Analysis.from_json(analysis.to_json()) == analysis
    assert toolkit.analysis.reanalyse(analysis, None).article == analysis.article


def test_its_figures_go_into_a_brief(reports):
    (reports / "brief.md").write_text("{{< embed river-dam/report.ipynb#fig-voice >}}\n")
    (made,) = brief(reports / "brief.md", reports / "brief.docx")
    with zipfile.ZipFile(made) as document:
        assert [name for name in document.namelist() if name.startswith("word/media/")]


def test_it_is_verified_as_far_as_its_notebook_is_known_or_trusted(reports):
    try:
        verdict = verify(reports / "river-dam")
    except ReportError as error:
        assert "none of the toolkit's own notebooks" in str(error)
        verdict = verify(reports / "river-dam", trust=True)
    assert verdict.word in ("identical", "equivalent", "different")
    assert verdict.word == "identical" or verdict.reasons
