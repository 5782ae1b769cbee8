"""What coalescing promises of any input: no report is lost, order does not matter, judgements hold."""

import duckdb
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.acts import coalesce, rules
from comity.errors import ComityError
from comity.model import ACTS, GENERATION

DAY = "2019-07-21"


def both(report):
    return (
        report("meeting", "USA Pompeo", "MEX Ebrard", on=DAY, name="a"),
        report("meeting", "USA Pompeo", "MEX", on=DAY, name="b"),
        report("meeting", "USA Pompeo", "MEX", on=DAY, name="c"),
        report("meeting", "USA Pompeo", "MEX Ebrard", on="2019-09-01", name="d"),
    )


def test_every_kind_of_act_has_a_rule():
    assert rules().keys() == ACTS.keys()
    assert {rule.words for rule in rules().values()} <= {"free", "quote", "sentence"}


def test_a_judgement_takes_a_report_out_of_its_act(report, tell):
    told = tell(*both(report), judgements=[("report/a", "report/b", "different")])
    assert told.sets == {frozenset("ac"), frozenset("b"), frozenset("d")}
    assert len({act["act"] for act in told.acts}) == 3


def test_a_judgement_joins_two_acts(report, tell):
    told = tell(*both(report), judgements=[("report/d", "report/c", "same")])
    assert told.sets == {frozenset("abcd")}


def test_what_was_judged_the_same_moves_together(report, tell):
    judged = [("report/a", "report/b", "different"), ("report/b", "report/c", "same")]
    assert tell(*both(report), judgements=judged).sets == {frozenset("a"), frozenset("bc"), frozenset("d")}


def test_judgements_about_reports_that_are_gone_have_no_effect(report, tell):
    assert tell(*both(report), judgements=[("report/a", "report/zz", "same")]).sets == tell(*both(report)).sets


def test_an_act_keeps_its_id_when_less_specific_reports_join(report, tell):
    first, *rest = both(report)
    assert tell(first).one["act"] in {act["act"] for act in tell(first, *rest).acts}


def test_no_reports_make_empty_tables(tell):
    assert tell().acts == []


def test_the_tables_have_the_columns_of_a_generation(report, loaded):
    con = loaded(both(report))
    coalesce(con)
    for name in ("reports", "acts"):
        table = con.sql(f"from {name}").to_arrow_table()
        assert table.schema.names == GENERATION[name].names
        table.cast(GENERATION[name])
    assert pc.sum(con.sql("from acts").to_arrow_table()["report_count"]).as_py() == 4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("insert into staged_reports select * from staged_reports limit 1", "was staged twice"),
        ("update staged_reports set kind = 'chat' where report = 'report/a'", r"its kind \(chat\) is unknown"),
        ("delete from mentions where mention = 'country|MEX|MEX|'", "was not resolved"),
    ],
)
def test_input_that_would_lose_something_is_refused(report, loaded, change, words):
    con = loaded(both(report))
    con.execute(change)
    with pytest.raises(ComityError, match=words):
        coalesce(con)


PARTIES = ["USA", "USA Pompeo", "USA Trump", "MEX", "MEX Ebrard", "MEX Obrador", "MEX:SRE"]
reports = st.tuples(
    st.sampled_from(["meeting", "sign", "praise"]),
    st.lists(st.sampled_from(PARTIES), min_size=1, max_size=3, unique=True),
    st.sampled_from(["", "MEX", "USA Trump"]),
    st.sampled_from([None, "2019-07-20", "2019-07-21", "2019-07-22/2019-07-23", "2019-07", "../2019-07-21"]),
    st.sampled_from(["", "MEX", "SLV"]),
    st.sampled_from(["", "042"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(reports, min_size=2, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_changes_nothing(report, tell, drawn, random):
    made = [
        report(act, *agents, to=to, on=on, place=place, code=code, name=f"{number:02}")
        for number, (act, agents, to, on, place, code) in enumerate(drawn)
    ]
    shuffled = random.sample(made, len(made))
    one, other = tell(*made), tell(*shuffled)
    assert one == other
    assert sum(act["report_count"] for act in one.acts) == len(made)
    for act in one.acts:
        assert not (act["earliest"] and act["latest"] and act["latest"] < act["earliest"])


def test_threads_change_nothing(report, loaded):
    def acts(threads: int) -> list[tuple[object, ...]]:
        con: duckdb.DuckDBPyConnection = loaded(both(report))
        con.execute(f"set threads = {threads}")
        coalesce(con)
        return con.execute("from acts order by act").fetchall()

    assert acts(1) == acts(4)
