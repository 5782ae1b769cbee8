"""Small records of our own in the formats of the Office of the Historian."""

from __future__ import annotations


def trip(number: str, remarks: str, *, country: str = "Chile", slug: str = "chile", start: str = "2005-03-01") -> str:
    return f"""
    <trip role="secretary" who="doe-jane">
        <id>{number}</id><role>secretary</role><name>Jane Doe</name>
        <start-date>{start}</start-date><end-date>{start[:8]}02</end-date>
        <country id="{slug}">{country}</country>
        <locale>Valdivia</locale>
        <remarks>{remarks}</remarks>
    </trip>"""


def trips(*records: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<trips>' + "".join(records) + "\n</trips>\n"


def visit(number: str, visitor: str, description: str, *, country: str = "Chile", start: str = "2005-03-01") -> str:
    return f"""
    <visit>
        <id>{number}</id><start-date>{start}</start-date><end-date>{start[:8]}04</end-date>
        <visitor>{visitor}</visitor><from id="{country.lower()}">{country}</from>
        <description>{description}</description>
    </visit>"""


def visits(*records: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<visits>' + "".join(records) + "\n</visits>\n"


PERSON = """<?xml version="1.0" encoding="UTF-8"?>
<person>
    <id>roe-richard-john</id>
    <persName><surname>Roe</surname><forename>Richard John</forename><genName>Jr.</genName>
        <altname>Rick Roe</altname></persName>
    <birth>1901</birth><death>1980</death>
</person>
"""
RANK = """<role mode="active"><id>ambassador-e-p</id><class>chief</class>
    <names><singular>Ambassador Extraordinary and Plenipotentiary</singular><plural>x</plural></names></role>
"""


def chief(
    number: str, *, appointed: str = "", started: str = "", ended: str = "", note: str = "", who: str = ""
) -> str:
    return f"""
        <chief>
            <id>{number}</id><person-id>{who or "roe-richard-john"}</person-id>
            <role-title-id>ambassador-e-p</role-title-id>
            <contemporary-territory-id>chile</contemporary-territory-id>
            <appointed><date>{appointed}</date><note/></appointed>
            <arrived><date/><note/></arrived>
            <started><date>{started}</date><note/></started>
            <ended><date>{ended}</date><note>{"Left post on" if ended else ""}</note></ended>
            <note>{note}</note>
        </chief>"""


def mission(chiefs: str = "", nominees: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<country-mission>
    <territory-id>chile</territory-id>
    <chiefs>{chiefs}</chiefs>
    <other-nominees>{nominees}</other-nominees>
</country-mission>
"""
