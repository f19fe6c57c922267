from __future__ import annotations

from dataclasses import replace

from core.exporters import note, prose
from core.exporters.document import (
    Bullets,
    Finding,
    FullText,
    Heading,
    History,
    Paragraph,
    Quotation,
    Reference,
    Standing,
    Table,
    Text,
)
from core.model import Quantity, Relation
from core.note_options import Detail, NoteOptions, Section
from core.workspace.judgements import Workspace, frozen
from tests import comparisons
from tests.core.exporters import coverage


def made(**options):
    return note.document(*coverage.judged(), NoteOptions(**options))


def headings(document, level: int = 2) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


def findings(document) -> list[Finding]:
    return [block for block in document.blocks if isinstance(block, Finding)]


def words(document) -> str:
    return "\n".join(
        "".join(part.text for part in block.line if isinstance(part, Text))
        for block in document.blocks
        if isinstance(block, Paragraph)
    )


def section(document, title: str) -> list:
    at = next(place for place, block in enumerate(document.blocks) if block == Heading(2, title))
    rest = document.blocks[at + 1 :]
    end = next(
        (place for place, block in enumerate(rest) if isinstance(block, Heading) and block.level == 2), len(rest)
    )
    return list(rest[:end])


def test_sections_stand_in_the_order_of_a_note_bottom_line_first():
    assert headings(made()) == [
        "Bottom line", "Sources", "Agreed", "Conflicts", "Changed over time", "In one article only",
        "Framing and sourcing", "Open questions", "Method and limits", "Annex: claims by outlet", "Annex: citations",
        "Annex: naming variants", "Annex: the analyst's notes", "Annex: log of judgements",
    ]  # fmt: skip


def test_the_analyst_chooses_sections_and_their_order():
    chosen = made(sections=(Section.METHOD, Section.CONFLICTS))
    assert headings(chosen) == ["Method and limits", "Conflicts"]


def test_the_header_says_who_asks_what_and_how_much_is_judged():
    text = words(made())
    assert "Question: How many died?" in text
    assert "Analyst: M. Ilves" in text
    assert "Not judged: 0, left out of this note. Rejected as wrong: 1." in text
    assert note.HONESTY in text


def test_a_time_is_told_only_if_asked_for():
    assert "Made:" not in words(made())
    assert "Made: 2026-03-05 10:00 UTC" in words(made(timestamp="2026-03-05 10:00 UTC"))


def test_the_bottom_line_is_the_analysts_own_with_its_confidence():
    bottom, confidence = section(made(), "Bottom line")
    assert bottom.line == (Text("The toll is "), Text("open", strong=True), Text(": see below."))
    assert confidence.line[-1].text == "moderate"


def test_conflicts_stand_by_importance_and_say_who_judged_them():
    found = [block for block in section(made(), "Conflicts") if isinstance(block, Finding)]
    assert [finding.title for finding in found] == ["Conflict 1", "Conflict 2"]
    important, other = found
    assert important.standing is other.standing is Standing.JUDGED
    assert important.verdict == (
        "judged by M. Ilves: put down as conflicts (number), confidence high, importance high, true conflict, tags toll"
    )
    assert other.verdict == "judged by M. Ilves: accepted, importance low, still open"
    assert important.note[0].line[1] == Text("Monday", strong=True)
    assert isinstance(important.note[1], Bullets)


def test_a_rejected_link_is_no_finding_and_stands_in_the_log():
    document = made()
    assert all("crew" not in one.citation.quote for finding in findings(document) for one in finding.quotations)
    (log,) = [block for block in section(document, "Annex: log of judgements") if isinstance(block, Table)]
    assert any("reject (the program: agrees)" in row[3][0].text for row in log.rows)
    assert len(log.rows) == 4


def test_a_link_made_by_hand_is_a_finding():
    (agreed,) = [block for block in section(made(), "Agreed") if isinstance(block, Finding)]
    assert agreed.verdict == "judged: joined by hand as agrees"
    assert [one.citation.shown for one in agreed.quotations] == ["A ¶2 s1, 158–183", "C ¶2 s1, 36–77"]


def test_unjudged_marks_are_left_out_or_stand_under_a_heading_of_their_own():
    comparison, workspace = coverage.judged()
    unjudged = replace(workspace, judgements=frozen({}), manual_links=frozen({}))
    short = note.document(comparison, unjudged, NoteOptions(unjudged=False))
    assert not findings(short)
    assert "Not judged: 3, left out of this note." in words(short)
    assert "None is judged yet; not judged: 1." in words(short)
    assert "3 marks are not judged." in words(short)
    whole = note.document(comparison, unjudged, NoteOptions(unjudged=True))
    assert len(findings(whole)) == 3
    assert headings(whole, 3).count(note.UNJUDGED_HEADING) == 3
    assert {finding.standing for finding in findings(whole)} == {Standing.MACHINE}
    assert {finding.verdict for finding in findings(whole)} == {note.NOT_JUDGED}


def test_unjudged_marks_are_listed_until_the_first_is_judged():
    comparison, workspace = coverage.judged()
    unjudged = replace(workspace, judgements=frozen({}), manual_links=frozen({}))
    assert len(findings(note.document(comparison, unjudged))) == 3
    assert {finding.standing for finding in findings(note.document(comparison, workspace))} != {Standing.MACHINE}


def test_without_a_workspace_everything_is_listed_as_found_by_the_program():
    document = note.document(comparisons.ferry())
    assert note.MACHINE in words(document)
    assert len(findings(document)) == 3
    assert "Bottom line" not in headings(document)


def test_detail_decides_how_much_a_finding_says():
    remarks = {
        detail: sum(len(finding.remarks) for finding in findings(note.document(comparisons.ferry(), None, options)))
        for detail in Detail
        for options in [NoteOptions(detail=detail)]
    }
    assert remarks[Detail.BRIEF] < remarks[Detail.STANDARD] < remarks[Detail.FULL]


def test_judgements_of_pairs_no_longer_marked_are_kept():
    comparison, workspace = coverage.judged()
    document = note.document(replace(comparison, links=(), clusters=()), workspace)
    conflicts = [block for block in section(document, "Conflicts") if isinstance(block, Finding)]
    assert len(conflicts) == 2
    assert "the program does not mark it now" in conflicts[0].remarks[0][0].text


def test_a_judgement_of_words_that_are_gone_shows_them_as_such():
    comparison, workspace = coverage.judged()
    changed = replace(comparison.articles[1], text="Nothing of it any more.")
    kept = tuple(claim for claim in comparison.claims if claim.article != changed.id)
    articles = (comparison.articles[0], changed, comparison.articles[2])
    alone = replace(comparison, articles=articles, claims=kept, links=(), clusters=(), only_in=())
    document = note.document(alone, workspace)
    remark = findings(document)[-1].remarks[0][0].text
    assert remark.startswith("Not in the stored texts any more, 21–77: Exactly 21 people")


def test_a_figure_that_differs_has_a_history_by_time():
    comparison = comparisons.ferry()
    exact = replace(comparison.claims[3], quantities=(Quantity(21.0, 21.0, 21.0, None, "killed", 29, 31),))
    claims = (*comparison.claims[:3], exact, *comparison.claims[4:])
    (history,) = [
        block for block in note.document(replace(comparison, claims=claims)).blocks if isinstance(block, History)
    ]
    assert history.title == "killed"
    assert [(point.when, point.value) for point in history.points] == [("2026-03-03", 12), ("2026-03-04 08:00", 21)]
    assert history.shares() == ((12 / 21, 12 / 21, 1), (1, 1, 1))


def test_the_matrix_says_where_each_article_speaks_of_a_matter():
    (matrix,) = [block for block in section(made(), "Annex: claims by outlet") if isinstance(block, Table)]
    assert matrix.head == ("", "", "Begins", "A Harbour *Times*", "B Coast", "C Post")
    assert [cell[0].text for cell in matrix.rows[1][:3]] == [
        "2",
        "=",
        "The harbour office said the crew *was* [sic] safe.",
    ]
    assert isinstance(matrix.rows[1][3][0], Reference)
    assert matrix.rows[1][5] == (Text("–"),)


def test_many_outlets_make_several_matrices():
    comparison = comparisons.ferry()
    more = tuple(comparisons.article(f"Text {number}.", f"Outlet {number}") for number in range(15))
    document = note.document(replace(comparison, articles=(*comparison.articles, *more)))
    tables = [block for block in section(document, "Annex: claims by outlet") if isinstance(block, Table)]
    assert [len(table.head) - 3 for table in tables] == [8, 8, 2]


def test_every_quotation_is_listed_once_with_what_stands_around_it():
    document = note.document(comparisons.ferry())
    (table,) = [block for block in section(document, "Annex: citations") if isinstance(block, Table)]
    assert len(table.rows) == len(document.citations) == len({one.anchor for one in document.citations})
    first = document.citations[0]
    text = comparisons.HARBOUR
    assert (first.before, first.after) == (text[first.start - 32 : first.start], text[first.end : first.end + 32])


def test_full_texts_are_annexed_on_demand_with_what_is_quoted():
    assert not any(isinstance(block, FullText) for block in made().blocks)
    texts = [block for block in made(full_texts=True).blocks if isinstance(block, FullText)]
    assert [text.text for text in texts] == [article.text for article in coverage.judged()[0].articles]
    for text in texts:
        assert "".join(words for words, _, _ in text.pieces()) == text.text
        quoted = "".join(words for words, quoted, _ in text.pieces() if quoted)
        assert all(one.quote in quoted for one in text.citations)


def test_overlapping_quotations_are_told_apart_in_the_annexed_text():
    first, *_ = note.document(comparisons.ferry()).citations
    other = replace(first, start=first.start + 5, end=first.end + 5)
    pieces = list(FullText("A", "A", comparisons.HARBOUR, (first, other)).pieces())
    assert [(quoted, [one.start for one in begun]) for _, quoted, begun in pieces] == [
        (False, []), (True, [first.start]), (True, [other.start]), (True, []), (False, []),
    ]  # fmt: skip


def test_notes_keep_their_citations():
    paragraphs = section(made(), "Annex: the analyst's notes")
    assert paragraphs[0].line == (Text("On the whole · M. Ilves · 2026-03-05 10:00 UTC", strong=True),)
    assert isinstance(paragraphs[1].line[1], Reference)
    assert isinstance(paragraphs[2].line[0], Quotation)


def test_grades_stand_in_the_table_of_sources():
    table, *_ = section(made(), "Sources")
    assert table.head[-1] == "Grade"
    assert [row[-1][0].text for row in table.rows] == ["B–", "–", "–"]


def test_what_no_article_states_has_no_column_and_is_said():
    table, below = section(made(), "Sources")
    assert "Published" in table.head
    assert not {"Updated", "Address"} & set(table.head)
    assert below.line == (Text("Stated for none of them: by, updated, address."),)


def test_columns_of_single_words_keep_their_room_where_a_line_is_short():
    row = tuple((Text(words),) for words in ("A", "325", "a long headline of many words " * 3, "word " * 40))
    table = Table(("", "Words", *("Prose",) * 8), ((*row, *(row[2:] * 3)),))
    assert table.weights()[:2] == [6, 8]
    assert sum(table.weights()) <= 120


def test_an_article_cannot_speak_for_the_note():
    comparison = comparisons.ferry()
    forged = replace(comparison.articles[0], outlet='[A ¶1 s1, 0–4] "Menu"')
    document = note.document(replace(comparison, articles=(forged, *comparison.articles[1:])))
    assert "0–4" not in str(document.blocks)


def test_the_fingerprint_of_a_workspace_follows_its_content():
    _, workspace = coverage.judged()
    assert note.fingerprint(workspace) == note.fingerprint(replace(workspace))
    assert note.fingerprint(workspace) != note.fingerprint(replace(workspace, question="Who?"))


def test_related_pairs_are_counted_not_listed():
    comparison = comparisons.ferry()
    links = tuple(replace(link, relation=Relation.RELATED) for link in comparison.links)
    document = note.document(replace(comparison, links=links), Workspace())
    assert "neither agree nor conflict: 3; these are not listed here" in words(document)
    assert "0 marks are not judged." in words(document)


def test_the_analysts_markdown_runs_nothing():
    found = prose.blocks(
        "<script>x</script> ![p](http://e.org/x) [go](javascript:alert(1)) [ok](https://e.org) `c`\n\n# Big"
    )
    parts = found[0].line
    assert "".join(part.text for part in parts).startswith("<script>x</script> !p [go](javascript:alert(1)) ok c")
    assert {part.target for part in parts} == {"", "http://e.org/x", "https://e.org"}
    assert found[1].line == (Text("Big", strong=True),)


def test_nested_lists_keep_their_shape():
    (bullets,) = prose.blocks("- a\n  - b\n\n  more\n- c")
    assert [item.line[0].text for item in bullets.items] == ["a", "c"]
    assert [below.line[0].text for below in bullets.items[0].below] == ["b", "more"]
