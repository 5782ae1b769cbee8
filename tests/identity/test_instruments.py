from datetime import date

from comity.identity.instruments import Instrument, Named, cluster
from comity.identity.judgements import Judgement, Verdicts
from comity.model import Mention, When

TOUR = (date(2019, 7, 21), date(2019, 7, 22))


def named(
    parties: str, name: str, signed: str = "", kind: str = "agreement", when: tuple[date, date] | None = TOUR
) -> Named:
    mention = Mention(kind, parties, name, signed)  # type: ignore[arg-type]
    return Named(mention, When.between(*when) if when else When(), 1)


def ids(*mentions: Named, verdicts: Verdicts | None = None) -> list[str]:
    found, _ = cluster(mentions, verdicts or Verdicts())
    return [found[one.mention.key].thing for one in mentions]


def one_of(*mentions: Named) -> bool:
    return len(set(ids(*mentions))) == 1


def test_a_nameless_agreement_of_the_same_parties_and_month_is_the_named_one() -> None:
    declaration = named("MEX+USA", "U.S.-Mexico Joint Declaration on Migration", "2019-06-07")
    assert one_of(
        declaration,
        named("MEX+USA", "90-day agreement", "2019-06"),
        named("MEX+USA", "the deal"),
        named("MEX+USA", "accord"),
    )


def test_other_parties_months_or_names_are_other_agreements() -> None:
    third = named("GTM+USA", "Safe Third Country Agreement", "2019-07-26")
    assert not one_of(third, named("HND+USA", "Safe Third Country Agreement", "2019-07-26"))
    assert not one_of(third, named("GTM+USA", "Temporary Agricultural Workers Agreement", "2019-07-30"))
    assert not one_of(named("MEX+USA", "agreement", "2019-06"), named("MEX+USA", "agreement", "2018-11"))
    assert not one_of(third, named("GTM+USA", "Safe Third Country Agreement", "2017-01-01"))


def test_spellings_and_longer_forms_of_one_name_are_one_agreement() -> None:
    assert one_of(
        named("GTM+USA", "Safe Third Country Agreement", "2019-07-26"),
        named("GTM+USA", "safe third-country accord", "2019-07"),
        named("GTM+USA", "Guatemala safe third country asylum agreement"),
    )


def test_numbers_tell_agreements_apart() -> None:
    assert not one_of(named("RUS+USA", "Minsk2 ceasefire protocol"), named("RUS+USA", "Minsk3 ceasefire protocol"))


def test_a_nameless_mention_that_fits_two_agreements_joins_neither() -> None:
    made = ids(
        named("GTM+USA", "Safe Third Country Agreement", "2019-07-26"),
        named("GTM+USA", "Agricultural Workers Agreement", "2019-07-30"),
        named("GTM+USA", "agreement", "2019-07"),
    )
    assert len(set(made)) == 3


def test_an_undated_mention_long_after_is_another_agreement() -> None:
    old = named("MEX+USA", "Accord", "1994-01-01")
    assert not one_of(old, named("MEX+USA", "the agreement"))
    assert one_of(old, named("MEX+USA", "the agreement", "", "agreement", (date(1994, 2, 1), date(1994, 2, 2))))


def test_instruments_carry_label_parties_and_the_most_exact_date() -> None:
    _, made = cluster(
        [
            named("USA+GTM", "Safe Third Country Agreement", "2019-07"),
            named("GTM+USA", "safe third country agreement", "2019-07-26"),
        ],
        Verdicts(),
    )
    assert made == [
        Instrument(
            "agreement/gtm-usa-safe-third-country-agreement-2019-07-26",
            "agreement",
            "safe third country agreement",
            ("GTM", "USA"),
            "2019-07-26",
        )
    ]


def test_a_policy_goes_by_name_and_proposer() -> None:
    remain = named("USA", "Remain in Mexico policy", "", "policy")
    later = named("USA", "the 'Remain in Mexico' plan", "", "policy", (date(2020, 5, 1), date(2020, 5, 1)))
    assert one_of(remain, later)
    assert ids(remain) == ["policy/remain-in-mexico-policy-usa"]
    assert not one_of(remain, named("MEX", "Remain in Mexico policy", "", "policy"))


def test_a_judgement_parts_what_looks_alike() -> None:
    one, other = named("GTM+USA", "Asylum Accord", "2019-07-26"), named("GTM+USA", "asylum accord", "2019-07")
    assert one_of(one, other)
    apart = Verdicts([Judgement(one.mention.key, other.mention.key, "different", "two", "me", "2026-01-01")])
    assert len(set(ids(one, other, verdicts=apart))) == 2
    whole = ids(one, other)[0]
    from_it = Verdicts([Judgement(other.mention.key, whole, "different", "two", "me", "2026-01-01")])
    assert len(set(ids(one, other, verdicts=from_it))) == 2


def test_one_identifier_is_one_agreement_and_two_are_two_whatever_their_names() -> None:
    same = [
        Named(Mention("agreement", parties, name, "many:LAKE_1950O"), When.day(date(1950, 5, 1)), 1)
        for parties, name in (("", "Lake Treaty"), ("CHL+PER", "Treaty of the Lake"))
    ]
    other = Named(
        Mention("agreement", "CHL+PER", "Treaty of the Lake", "many:LAKE_1950A"), When.day(date(1950, 5, 1)), 1
    )
    assert ids(*same, other) == ["agreement/lake-1950o", "agreement/lake-1950o", "agreement/lake-1950a"]


def test_news_of_the_time_joins_an_identified_agreement_and_never_joins_two() -> None:
    day = When.day(date(1950, 5, 1))
    one, other = (
        Named(Mention("agreement", "CHL+PER", "Treaty of the Lake", f"many:LAKE_1950{mark}"), day, 1) for mark in "OA"
    )
    news = Named(Mention("agreement", "CHL+PER", "Lake Treaty"), When.day(date(1950, 6, 1)), 1)
    found = ids(one, news)
    assert found[0] == found[1]
    assert len(set(ids(one, other, news))) == 2
