"""Single sentences as agencies wire them: who does what to whom where the words for it are those of the street."""

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


def told(sentence: str) -> list[tuple[str, str, str]]:
    """Act and countries of both sides of each report."""
    reports = read_document(sentence, "wire", view=packaged_view()).reports
    sides = [[" ".join(sorted({m.country for m in s if m.country})) for s in (r.agents, r.recipients)] for r in reports]
    return [(r.act, *side) for r, side in zip(reports, sides, strict=True)]


CASES = {
    "a seat of government stands for its state": [
        ("Bonn told four Syrian diplomats to leave within a week.", "expel", "DEU", "SYR"),
        ("Colombo was pressed by two Norwegian envoys to hold elections.", "demand", "NOR", "LKA"),
        ("Lagos accused Cameroon of seizing a village.", "accuse", "NGA", "CMR"),
        ("Tamil students marched in Colombo on Friday.", "protest", "LKA", "LKA"),
    ],
    "whose somebody is is told beside the noun": [
        ("The Polish parliament threw out an Anglo-French plan for a joint navy.", "reject", "POL", "FRA GBR"),
        ("Mongolia criticised a Sino-Russian treaty.", "criticise", "MNG", "CHN RUS"),
        ("Gunmen in the Niger Delta kidnapped a Dutch engineer.", "detain", "NGA", "NLD"),
        ("Ethnic Albanian guerrillas in Macedonia attacked a police post.", "attack", "MKD", "MKD"),
        ("A Danish charity sent tents to families near the Turkish town of Van.", "aid", "DNK", "TUR"),
    ],
    "what was said hangs on who said it": [
        ("Iceland said it would sever ties with Britain should frigates enter its waters.", "threaten", "ISL", "GBR"),
        ("Cuba said it would open its ports should Washington keep jamming its radio.", "threaten", "CUB", "USA"),
        ("Chad charged in a letter to the Arab League that Libya had mined a road.", "accuse", "TCD", "LBY"),
        ("Swiss deputies insisted in a motion that Ankara set free the Kurdish lawyers.", "demand", "CHE", "TUR"),
        ("The Red Cross working in Angola said South African troops must leave the town.", "demand", "", "ZAF"),
        (
            "Kenya threw its weight behind Ghana's bid for a seat, the Panafrican agency reported.",
            "endorse",
            "KEN",
            "GHA",
        ),
        ("Malta was criticised in a statement issued by the Libyan foreign ministry.", "criticise", "LBY", "MLT"),
    ],
    "those without power face their own state": [
        ("Basque separatists vowed to resume their bombing campaign against French hotels.", "threaten", "ESP", "FRA"),
        ("A Liberian militia said Nigerian soldiers who crossed the river would be shot.", "threaten", "LBR", "NGA"),
        ("Peruvian guerrillas vowed to kill mayors who stood for election.", "threaten", "PER", "PER"),
        ("Bolivian miners rejected the new wage scale.", "reject", "BOL", "BOL"),
        ("Nepalese students demanded free elections.", "demand", "NPL", "NPL"),
    ],
    "deeds of the street are told": [
        ("Police in Togo flogged members of the opposition.", "attack", "TGO", "TGO"),
        ("Hutu gangs in Burundi hacked Tutsi villagers to death.", "attack", "BDI", "BDI"),
        ("Burmese soldiers gave electric shocks to Thai fishermen.", "attack", "MMR", "THA"),
        ("Indian and Pakistani gunners traded artillery fire in Kashmir.", "attack", "IND PAK", ""),
        ("Armenian gunners rained shells on the town of Bilatay, a doctor in Azerbaijan said.", "attack", "ARM", "AZE"),
        ("Ethiopia bundled 900 Eritreans onto buses.", "detain", "ETH", "ERI"),
        ("The Gambian authorities sealed the offices of a newspaper.", "detain", "GMB", "GMB"),
        ("Indonesia banned a weekly magazine.", "detain", "IDN", ""),
        ("A Dutch nun was taken hostage by Ugandan rebels.", "detain", "UGA", "NLD"),
        ("Turkish prisoners entered the fourth week of a hunger strike.", "protest", "TUR", "TUR"),
        ("Polish nurses have been on a sit-in at the Health Ministry since Monday.", "protest", "POL", "POL"),
        ("Georgian dissidents began refusing food on Monday.", "protest", "GEO", "GEO"),
        ("South Korean farmers set fire to sacks of rice outside the U.S. embassy.", "protest", "KOR", "USA"),
        ("Train drivers in Belgium returned to work, ending a nine-day stoppage.", "repeal", "BEL", "BEL"),
        ("The last Cuban soldiers in Angola sailed from Luanda on Saturday.", "retreat", "CUB", "AGO"),
        ("Salvadoran guerrillas offered the government a Christmas truce.", "pledge", "SLV", "SLV"),
        ("India has choked off deliveries of petrol to Nepal.", "sanction", "IND", "NPL"),
        ("Greece sent gunboats to an islet claimed by Turkey.", "deploy", "GRC", "TUR"),
        ("Moscow shipped helicopters to Nicaragua's army.", "aid", "RUS", "NIC"),
        ("China and Vietnam reopened their railway link.", "cooperate", "CHN VNM", ""),
        ("Swiss voters decided to stay out of the United Nations.", "reject", "CHE", ""),
        ("Burma's junta has ignored a plea from Thailand.", "reject", "MMR", "THA"),
        ("Panama has switched its recognition from Taiwan to Beijing.", "recognise", "PAN", "CHN"),
        ("Indian landlords burned 14 farm hands alive.", "attack", "IND", ""),
        ("Landlords in the Indian state of Bihar flogged two peasants.", "attack", "IND", "IND"),
        ("A mine laid by Lebanese guerrillas wounded four Israeli soldiers.", "attack", "LBN", "ISR"),
        ("Eritrean guerrillas have taken the Ethiopian garrison town of Afabet.", "attack", "ERI", "ETH"),
        ("An Iranian foundation has put a bounty on a British author.", "threaten", "IRN", "GBR"),
        ("Spanish lorry drivers tipped French tomatoes onto the road.", "protest", "ESP", "FRA"),
        ("Norwegians voted to stay outside the European Union.", "reject", "NOR", ""),
        ("Malaysian police pushed back a Vietnamese boat.", "reject", "MYS", "VNM"),
        ("The authorities in Belarus pulled the plug on a radio station.", "detain", "BLR", "BLR"),
        ("Pretoria let the newspaper appear again.", "repeal", "ZAF", ""),
        ("South Africa held up lorries bound for Lesotho.", "sanction", "ZAF", "LSO"),
        ("Kenyan and Ugandan ministers sat down in Kisumu to talk about smugglers.", "meeting", "KEN UGA", ""),
        ("The Cypriot cabinet gave the go-ahead for British detectives to search a base.", "agree", "CYP GBR", ""),
        (
            "A Spanish judge opened an inquiry into the death of a nun at the hands of Chilean officers.",
            "accuse",
            "ESP",
            "CHL",
        ),
        ("United Nations experts searched an Iraqi factory for traces of gas.", "accuse", "", "IRQ"),
    ],
}
"""Act and both sides of a sentence, by what it is a case of."""


@pytest.mark.parametrize(
    ("sentence", "act", "agents", "recipients"),
    [pytest.param(*case, id=f"{what}-{n}") for what, cases in CASES.items() for n, case in enumerate(cases)],
)
def test_a_wire_tells_who_does_what_to_whom(sentence: str, act: str, agents: str, recipients: str) -> None:
    assert (act, agents, recipients) in told(sentence), told(sentence)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Red Cross lorries evacuated the wounded from the besieged Bosnian town of Zepa.", "attack"),
        ("Uruguay is prepared to let the World Court settle its quarrel with Argentina.", "agree"),
        ("French farmers showed their anger at plans to open the rice market.", "lift-sanction"),
        ("Norway wrote off most of the debt owed to it by Mozambique.", "praise"),
        ("Fiji's president called elections for May.", "demand"),
    ],
)
def test_what_only_sounds_like_an_act_is_none(sentence: str, act: str) -> None:
    assert act not in [told_act for told_act, *_ in told(sentence)]
