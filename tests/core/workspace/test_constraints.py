from __future__ import annotations

from dataclasses import replace

import pytest

from core.memory import Memory
from core.model import Claim, Decision, Relation, Verdict
from core.options import AnalysisOptions
from core.workspace import Workspace, analysis, edits
from core.workspace.constraints import decisions, said_alike
from core.workspace.edits import apply
from core.workspace.judged import BY_HAND, Judged, as_judged, restated_since
from core.workspace.judgements import (
    Anchor,
    Judgement,
    ManualLink,
    Ruling,
    Status,
    Subject,
    anchor_at,
)
from core.workspace.versions import replace_article
from tests.core.workspace.works import changed, filled, passage

FAST = AnalysisOptions(semantics="off")


@pytest.fixture
def state() -> Workspace:
    return replace(filled(), options=FAST)


@pytest.fixture
def pair(state) -> tuple[Anchor, Anchor]:
    words = "The ferry carried 140 passengers."
    return passage(state, "courier.txt", words), passage(state, "herald.txt", words)


def said(state: Workspace, *judgements: Judgement) -> Workspace:
    return apply(state, edits.judge(*judgements))[0]


@pytest.mark.parametrize(
    ("judgement", "verdict"),
    [
        ({"ruling": Ruling.ACCEPT, "marked": Relation.AGREES}, Verdict.SAME),
        ({"ruling": Ruling.ACCEPT, "marked": Relation.CONFLICTS}, Verdict.SAME),
        ({"ruling": Ruling.ACCEPT}, Verdict.SAME),
        ({"ruling": Ruling.RETYPE, "relation": Relation.CHANGED}, Verdict.SAME),
        ({"ruling": Ruling.REJECT, "marked": Relation.AGREES}, Verdict.DIFFERENT),
        ({"ruling": Ruling.ACCEPT, "marked": Relation.RELATED}, None),
        ({"ruling": Ruling.RETYPE, "relation": Relation.RELATED}, None),
        ({"ruling": None, "note": "Ask.", "status": Status.TIME}, None),
    ],
)
def test_rulings_become_constraints(state, pair, judgement, verdict):
    found = decisions(said(state, Judgement(pair, **judgement)))
    a, b = sorted(anchor.claim for anchor in pair)
    assert found == ((Decision(a, b, verdict),) if verdict else ())


def test_a_word_on_a_pair_stands_above_one_on_its_cluster(state, pair):
    third = passage(state, "post.txt", "the ferry had carried 140 passengers")
    whole = Judgement((*pair, third), Ruling.REJECT, Subject.CLUSTER)
    found = {frozenset((d.a, d.b)): d.verdict for d in decisions(said(state, whole, Judgement(pair, Ruling.ACCEPT)))}
    assert found[frozenset(a.claim for a in pair)] is Verdict.SAME
    assert sorted(found.values()) == [Verdict.DIFFERENT, Verdict.DIFFERENT, Verdict.SAME]
    accepted = replace(whole, ruling=Ruling.ACCEPT)
    assert len(decisions(said(state, accepted))) == 2


def test_a_link_by_hand_joins_unless_it_was_rejected(state, pair):
    linked = apply(state, edits.link_by_hand(ManualLink("1", *pair, Relation.AGREES)))[0]
    assert [d.verdict for d in decisions(linked)] == [Verdict.SAME]
    assert [d.verdict for d in decisions(said(linked, Judgement(pair, Ruling.REJECT)))] == [Verdict.DIFFERENT]
    related = apply(state, edits.link_by_hand(ManualLink("1", *pair, Relation.RELATED)))[0]
    assert decisions(related) == ()


def test_a_passage_that_is_no_claim_stands_for_the_claim_with_its_words(state, pair):
    claims = [Claim(a.claim, a.article, a.start, a.end, a.quote, 1, 1) for a in pair]
    far = Claim("far", pair[0].article, 0, 9, "", 1, 1)
    article = state.articles[pair[0].article]
    inside = anchor_at(article, type(pair[0].span)(pair[0].start + 4, pair[0].end - 1))
    found = decisions(said(state, Judgement((inside, pair[1]), Ruling.REJECT)), [far, *claims])
    assert found == (Decision(*sorted(a.claim for a in pair), Verdict.DIFFERENT),)


def linked(comparison, pair) -> bool:
    return any({link.a, link.b} == {a.claim for a in pair} for link in comparison.links)


def test_a_rejected_pair_stays_apart_in_every_later_run(state, pair):
    memory = Memory()
    assert linked(analysis.compare(state, memory=memory), pair)
    rejected = said(state, Judgement(pair, Ruling.REJECT, marked=Relation.AGREES))
    comparison = analysis.compare(rejected, memory=memory)
    assert not linked(comparison, pair)
    ids = {a.claim for a in pair}
    assert not any(ids <= set(cluster.claims) for cluster in comparison.clusters)
    (judgement,) = Judged(rejected, comparison).without_mark()
    assert judgement.anchors == pair


def test_a_pair_called_the_same_is_linked_even_where_the_words_are_cut_differently(state):
    a = passage(state, "courier.txt", "the ferry had been inspected in January")
    b = passage(state, "post.txt", "The captain of the ferry Sirena reported smoke at 5 a.m. on Monday")
    comparison = analysis.compare(said(state, Judgement((a, b), Ruling.ACCEPT)))
    owners = {claim.id: claim for claim in comparison.claims}
    hits = [
        link for link in comparison.links
        if {owners[link.a].article, owners[link.b].article} == {a.article, b.article}
        and any(reason.rule == "decision.same" for reason in link.reasons)
    ]  # fmt: skip
    assert len(hits) == 1


def test_the_analysts_word_stands_beside_the_programs(state, pair):
    comparison = analysis.compare(state)
    link = next(k for k in comparison.links if {k.a, k.b} == {a.claim for a in pair})
    before = Judged(state, comparison)
    assert (before.of_link(link), before.relation(link)) == (None, link.relation)
    judged = said(state, Judgement(pair, Ruling.RETYPE, marked=link.relation, relation=Relation.CHANGED))
    after = Judged(judged, comparison)
    assert after.relation(link) is Relation.CHANGED
    assert set(before.unjudged()) - set(after.unjudged()) == {link}
    assert not after.outdated(link)
    assert after.outdated(replace(link, relation=Relation.CONFLICTS))
    assert comparison == analysis.compare(state), "the computed result knows nothing of a retyping"


def test_a_ruling_on_a_cluster_holds_for_its_links(state, pair):
    comparison = analysis.compare(state)
    link = next(k for k in comparison.links if {k.a, k.b} == {a.claim for a in pair})
    cluster = next(c for c in comparison.clusters if link.a in c.claims)
    claims = {claim.id: claim for claim in comparison.claims}
    anchors = tuple(anchor_at(state.articles[claims[i].article], claims[i].span) for i in cluster.claims)
    judged = Judged(said(state, Judgement(anchors, Ruling.ACCEPT, Subject.CLUSTER, cluster.relation)), comparison)
    assert judged.of_link(link) is judged.of_cluster(cluster)
    assert link not in judged.unjudged()


def test_the_analysts_own_names_are_read_wherever_their_file_has_gone(state, tmp_path):
    names = tmp_path / "names.yaml"
    names.write_text("names:\n  - {id: tulcea, kind: city, names: [Tulcea, Tultscha]}\n", encoding="utf-8")
    chosen, _ = apply(state, edits.choose(state, replace(FAST, names_file=str(names))))
    names.unlink()
    comparison = analysis.compare(chosen)
    named = {name.canonical for claim in comparison.claims for name in claim.names}
    assert "tulcea" in named
    assert comparison.engine.options != analysis.compare(state).engine.options


def test_a_note_is_said_alike_and_a_ruling_is_not(state, pair):
    noted = said(state, Judgement(pair, note="Ask."))
    assert said_alike(state, noted)
    assert said_alike(noted, said(noted, Judgement(pair, note="Asked.", status=Status.TIME)))
    rejected = said(noted, Judgement(pair, Ruling.REJECT))
    assert not said_alike(noted, rejected)
    assert not said_alike(rejected, said(rejected, Judgement(pair, Ruling.ACCEPT)))
    linked, back = apply(state, edits.link_by_hand(ManualLink("by hand", *pair, Relation.AGREES)))
    assert not said_alike(state, linked)
    assert said_alike(state, apply(linked, back)[0])


def test_other_articles_or_options_are_read_otherwise(state, pair):
    assert analysis.read_alike(state, said(state, Judgement(pair, Ruling.REJECT)))
    one = next(iter(state.articles))
    for edit in (edits.describe(options=AnalysisOptions()), edits.remove_article(state, one)):
        changed, back = apply(state, edit)
        assert not analysis.read_alike(state, changed)
        assert analysis.read_alike(state, apply(changed, back)[0])


def test_a_comparison_is_shown_as_it_was_judged(state, pair):
    before = analysis.compare(state)
    link = next(k for k in before.links if {k.a, k.b} == {anchor.claim for anchor in pair})
    retyped = said(state, Judgement(pair, Ruling.RETYPE, relation=Relation.CONFLICTS, kind="date"))
    shown = next(k for k in as_judged(retyped, before).links if k.id == link.id)
    assert (shown.relation, shown.reasons[0].kind) == (Relation.CONFLICTS, "date")
    assert restated_since(state, Judged(retyped, before)) == {link.id: shown}
    assert restated_since(retyped, Judged(state, before)) == {link.id: link}
    rejected = said(state, Judgement(pair, Ruling.REJECT, marked=link.relation))
    assert restated_since(state, Judged(rejected, before)) == {}
    after = analysis.compare(rejected)
    assert link.id not in {k.id for k in after.links}
    again = next(k for k in as_judged(rejected, after).links if k.id == link.id)
    assert (again.a, again.b, again.relation) == (link.a, link.b, link.relation)
    assert as_judged(state, before).links == before.links


def test_a_link_by_hand_shows_on_the_claims_that_hold_its_words(state, pair):
    one = passage(state, "courier.txt", "140 passengers")
    other = passage(state, "herald.txt", "A night market in Galati")
    linked = apply(state, edits.link_by_hand(ManualLink("hand", other, one, Relation.RELATED)))[0]
    found = analysis.compare(linked)
    assert restated_since(state, Judged(linked, found)) is None
    shown = [k for k in as_judged(linked, found).links if k.reasons[0].rule == BY_HAND]
    claims = {claim.id: claim for claim in found.claims}
    assert [(claims[k.a].text, claims[k.b].text) for k in shown] == [
        ("The ferry carried 140 passengers.", "A night market in Galati was cancelled.")
    ]
    assert apply(linked, edits.unlink("hand"))[0].manual_links == {}


def test_taking_a_verdict_back_leaves_what_was_said_besides(state, pair):
    bare = said(state, Judgement(pair, Ruling.ACCEPT))
    (key,) = bare.judgements
    assert not apply(bare, edits.take_back(bare.judgements[key]))[0].judgements
    noted = said(state, Judgement(pair, Ruling.RETYPE, relation=Relation.CHANGED, note="Ask.", kind="date"))
    left = apply(noted, edits.take_back(noted.judgements[key]))[0].judgements[key]
    assert (left.ruling, left.relation, left.kind, left.note) == (None, None, None, "Ask.")
    edit = edits.remark(replace(left, status=Status.TIME), ("status",))
    assert edit.what == "Changed the status of a pair"


def test_bounds_set_by_hand_are_obeyed_and_take_judgements_along(state, pair):
    judged = said(state, Judgement(pair, Ruling.REJECT, note="Ask."))
    words = "ferry carried 140 passengers. Officials said"
    new = passage(judged, "courier.txt", words)
    old = next(anchor for anchor in pair if anchor.article == new.article)
    edit = edits.set_bounds(judged, new.article, new.span, old.span)
    after, back = apply(judged, edit)
    assert not analysis.read_alike(judged, after)
    (moved,) = after.judgements.values()
    assert new in moved.anchors
    assert moved.note == "Ask."
    found = analysis.compare(after)
    assert new.claim in {claim.id for claim in found.claims}
    assert old.claim not in {claim.id for claim in found.claims}
    assert not any({k.a, k.b} == {anchor.claim for anchor in moved.anchors} for k in found.links)
    assert apply(after, back)[0] == judged
    dropped = apply(after, edits.drop_bounds(after, new.article, new.span))[0]
    assert old.claim in {claim.id for claim in analysis.compare(dropped).claims}


def test_a_claim_set_by_hand_moves_with_its_words_to_another_version(state):
    own = passage(state, "courier.txt", "ferry carried 140 passengers")
    bound = apply(state, edits.set_bounds(state, own.article, own.span))[0]
    newer = changed(bound.articles[own.article], "At least 12", "On Monday at least 12")
    edit, report = replace_article(bound, own.article, newer, "courier.txt")
    after = apply(bound, edit)[0]
    (spans,) = (bounds.spans for bounds in after.bounds.values())
    assert [span.of(newer.text) for span in spans] == ["ferry carried 140 passengers"]
    assert [record.kind for record in report.records if record.kind == "bounds"] == ["bounds"]


def test_what_was_split_between_passages_that_were_never_marked_shows_no_pair(state, pair):
    other = passage(state, "herald.txt", "A night market in Galati was cancelled.")
    split = apply(state, edits.split(state, [pair[0]], [other]))[0]
    found = analysis.compare(split)
    assert as_judged(split, found).links == found.links
