from comity.identity.view import packaged_view
from comity.model import Mention
from comity.text import read_document


def agreements(body: str) -> set[Mention]:
    read = read_document("PARIS, 5 March 2021 - " + body, "own", view=packaged_view())
    return {r.agreement for r in read.reports if r.agreement}


def test_those_who_signed_are_the_parties_and_the_day_is_kept() -> None:
    (pact,) = agreements("France and Spain signed an agreement on fisheries on Thursday.")
    assert (pact.country, pact.detail) == ("ESP+FRA", "2021-03-04")


def test_all_mentions_of_an_agreement_in_a_document_are_one() -> None:
    found = agreements(
        "France and Spain signed the Pyrenees Water Treaty on Thursday. Spain ratified the treaty on Friday."
    )
    assert {(m.country, m.name) for m in found} == {("ESP+FRA", "Pyrenees Water Treaty")}


def test_a_capital_where_it_was_signed_is_no_party() -> None:
    found = agreements(
        "The France-Spain Water Agreement was signed in Lisbon last month. Spain ratified the agreement."
    )
    assert {m.country for m in found} == {"ESP+FRA"}


def test_an_agreement_that_only_one_state_ratifies_has_that_party_alone() -> None:
    assert {m.country for m in agreements("Spain ratified the Pyrenees Water Treaty on Thursday.")} == {"ESP"}
