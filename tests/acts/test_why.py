from comity.acts import coalesce, why
from comity.identity.judgements import Judgement

DAY = "2019-07-21"


def test_each_report_is_explained_beside_its_act(report, loaded):
    con = loaded(
        [
            report("meeting", "USA Pompeo", "MEX Ebrard", on=DAY, place="MEX", name="a"),
            report("meeting", "USA Pompeo", "MEX", on=DAY, name="b"),
            report("meeting", "USA", "MEX", on="2019-07-22", code="040", name="c"),
        ],
        judgements=[("report/a", "report/c", "same")],
    )
    said = [
        Judgement("report/a", "report/c", "different", "two dinners", "Ana", "2024-01-02"),
        Judgement("report/a", "report/c", "same", "one after all", "Luis", "2024-01-03"),
    ]
    coalesce(con)
    ((act,),) = con.execute("select act from acts").fetchall()
    first, second, third = why(con, act, said)
    assert first["how"].startswith("names the same actors; dated 2019-07-21; the same country of the place")
    assert second["how"].startswith("names country/MEX for official/ebrard-mex; dated 2019-07-21; gives no country")
    assert "told on 2019-07-22" in third["how"]
    assert third["how"].endswith(
        "judged another than report/a: two dinners (Ana, 2024-01-02); "
        "judged the same as report/a: one after all (Luis, 2024-01-03)"
    )
    assert "judged" not in second["how"]
    assert first["rule"].startswith(
        "meeting: the same countries, no official contradicts; stated dates at most 1 day apart"
    )
    assert why(con, "act/none") == []
