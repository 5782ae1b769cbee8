"""What one sentence tells of an act: parties, modality, day, place, quotation, amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from comity.model import ACTS, UNKNOWN, When
from comity.text.acts import Act
from comity.text.choosing import Candidate, Choosing
from comity.text.clauses import going_on, lies_ahead, of_old
from comity.text.contents import content_act, warned_of
from comity.text.durations import deadline, length_of_talks, term
from comity.text.figures import Amount, amount_of
from comity.text.frames import Hit
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.places import Place, host_of, place_of, taken_or_left, there, told_at
from comity.text.roles import Parties, parties
from comity.text.scenes import IN_PERSON
from comity.text.standing import content_clause
from comity.text.stays import lasted
from comity.text.syntax import conjuncts, is_verb, objects, surface_subject
from comity.text.words import listed, words

__all__ = ["Telling"]

_QUOTE_FAMILIES = frozenset(("statement", "policy"))
_FELT = frozenset(("praise", "endorse", "concern", "criticise", "accuse", "demand", "reject", "deny"))
_BY_A_WORD = frozenset(("sever-relations", "recognise", "withdraw"))
"""Acts done as soon as a state says that it will do them."""
_DECLARED = _BY_A_WORD | {"expel", "sanction", "lift-sanction"}
"""Acts of which the announcement is the day that counts."""
_MOVING = frozenset("fly travel go come drive head rush arrive gather return".split())
_TALKS = frozenset(("negotiation", "mediation", "meeting"))
_AT_HOME = frozenset(("protest", "demand", "reject", "threaten", "repeal"))
"""What those who hold no power say to, or do against, their own state where they name no other."""
_SPOKEN = frozenset(("pledge", "reject"))
"""Acts that are done by saying so."""
_COUNTED = frozenset(("pledge", "demand"))
"""Statements of which an amount is told: what is promised or asked for."""
_MANY = frozenset(("recognise", "protest", "deploy", "retreat"))
"""Acts of which the number of those who do them is told: "22 states recognise it"."""
_ENDING = frozenset(("demand", "expel", "threaten"))
"""Acts that give others so long to do as told."""
_PLACED_BY_DATELINE = frozenset(
    [
        "meeting",
        "sign",
        "negotiation",
        "agree",
        "mediation",
        "visit",
        "protest",
        "extend",
        "withdraw",
        "attack",
        "detain",
    ]
)


@dataclass(slots=True)
class Telling(Choosing):
    """Makes acts of candidates."""

    def _act(self, number: int, sentence: int, candidate: Candidate) -> Act:
        tree = self.resolver.trees[number]
        hit, who, tint = candidate.hit, candidate.parties, candidate.colour
        name, recipients, modality = hit.frame.act, who.recipients, tint.modality
        quotes = self._quotes_of(number, hit.token) if ACTS[name].family in _QUOTE_FAMILIES else []
        if name == "state":
            content = content_act(self.resolver, self.lexicon, number, hit.token, who.agents)
            content = content or self._of_oneself(number, hit.token, who.agents)
            if content:
                name, recipients = content[0], content[1]
        elif name == "concern" and tree.lemma[hit.token] in listed("warnings"):
            threatened = warned_of(self.resolver, number, hit.token, who.agents)
            if threatened is not None:
                name, recipients = "threaten", threatened
        ahead = modality in ("planned", "proposed", "hypothetical") or (hit.noun and lies_ahead(tree, hit.token))
        when = self._when(tree, hit, name, ahead)
        start, end = self._span(tree, sentence, hit)
        act = Act(
            act=name,
            number=number,
            token=hit.token,
            start=start,
            end=end,
            agents=list(who.agents),
            recipients=list(recipients),
            modality=modality,
            when=when,
            place=self._place(number, hit, who, name),
            instrument=candidate.instrument,
            quotes=quotes,
            amount=self._amount(tree, hit, name),
            condition=tint.condition,
            confidence=self._confidence(candidate),
            sentence=(number, sentence),
            phrase=hit.phrase.text,
            depth=sum(is_verb(tree, up) for up in tree.up(hit.token)),
        )
        self._spoken(act, number, candidate)
        self._nationals(act)
        act.agents, act.recipients = self._as_state(act.agents), self._as_state(act.recipients)
        self._neighbours(act, tree, hit)
        self._note(number, hit.token, hit, f"{name} {modality}")
        return act

    def _when(self, tree: Tree, hit: Hit, name: str, ahead: bool) -> When:
        when = self.times.when(tree, hit.token, hit.object, ahead, said=ACTS[name].family == "statement")
        if name == "visit":
            return self.times.stay(tree, hit.token, when)
        if not when.known and name in _DECLARED:
            return self.times.declared(tree, hit.token, said=name in _BY_A_WORD)
        return when

    def _of_oneself(self, number: int, verb: int, speakers: list[Actor]) -> tuple[str, list[Actor]] | None:
        """What "I" or "we" say in a quotation to feel, ask or think of others: "we are grateful to Norway"."""
        tree = self.resolver.trees[number]
        clause = content_clause(tree, verb)
        for part in conjuncts(tree, clause) if clause is not None else []:
            if self._bids(number, part):  # "Lift the blockade," he told Washington
                told = [*tree.kids(verb, "dative"), *objects(tree, verb)]
                others = [a for o in told for a in self.resolver.actors(number, o)[0] if a not in speakers]
                return ("demand", others) if others else None
            subject = surface_subject(tree, part)
            if subject is None or tree.lower[subject] not in ("i", "we") or tree.kids(part, "neg"):
                continue
            if {tree.lower[k] for k in tree.kids(part, "aux")} - {"have", "are", "am", "do", "'ve", "'re", "'m"}:
                continue
            for hit in self.lexicon.hits(tree, part):
                if hit.frame.act in _FELT:
                    home = {a.country for a in speakers}
                    others = [a for a in parties(self.resolver, number, hit).recipients if a.country not in home]
                    if others or hit.frame.act == "concern":  # "we are glad to be here" praises nobody
                        return hit.frame.act, others
        return None

    def _bids(self, number: int, verb: int) -> bool:
        """Whether a verb is a quoted imperative."""
        tree = self.resolver.trees[number]
        bare = tree.tag[verb] == "VB" and not tree.kids(verb, "aux", "nsubj", "nsubjpass")
        return bare and self._inside(tree, verb, self.quotes[number])

    def _nationals(self, act: Act) -> None:
        """People freed, held or sent home stand for their state, unless they hold an office or are arrested under their
        name; visits go to states.

        A crowd, rebels or a union that protest, demand, refuse or threaten and name nobody face their own state.
        """
        if act.act == "protest":
            body, stage = self.resolver.cast.body, self.resolver.stage(act.number, act.token)
            act.agents = [
                body("group", stage, a.name) if a.kind == "group" and not a.country else a for a in act.agents
            ]
        against = act.act == "protest" and {"against", "over", "at", "outside"} & set(self._prepositions(act))
        crowd = all(a.kind == "group" and a.country and a.name not in words().bodies for a in act.agents)
        if act.act in _AT_HOME and not act.recipients and crowd and not against:
            act.recipients = list(dict.fromkeys(self.resolver.cast.state(a.country) for a in act.agents))
        if act.act not in ("retreat", "detain", "expel", "visit"):
            return
        state = self.resolver.cast.state
        recalled = act.act == "expel" and act.phrase.startswith(
            ("recall", "withdraw", "pull", "call home", "bring home")
        )
        home = {a.country for a in act.agents}
        titled = act.act != "detain"  # who is arrested is somebody whether in office or not
        persons = [r for r in act.recipients if r.kind == "official" and (r.title or not titled)]
        keep = [] if act.act == "visit" or recalled else persons
        act.recipients = [
            state(r.country) if r.country and r.country not in home and r not in keep else r for r in act.recipients
        ]
        act.recipients = list(dict.fromkeys(act.recipients))

    def _as_state(self, actors: list[Actor]) -> list[Actor]:
        """A government is its state: "the government in San Salvador", "the Mexican authorities"."""
        state = self.resolver.cast.state
        found = [
            state(a.country)
            if a.kind == "organization" and a.country and a.name.lower().split()[-1] in listed("as_states")
            else a
            for a in actors
        ]
        return list(dict.fromkeys(found))

    def _prepositions(self, act: Act) -> list[str]:
        tree = self.resolver.trees[act.number]
        return [tree.lower[p] for p in tree.subtree(act.token, 40) if tree.dep[p] == "prep"]

    def _spoken(self, act: Act, number: int, candidate: Candidate) -> None:
        """A plan that a named official tells of his own state is his or hers."""
        for above, effect in candidate.colour.above:
            chosen = self._choose(number, above) if effect == "report" else None
            speakers = [a for a in chosen[1].agents if a.kind == "official"] if chosen else []
            if (
                speakers
                and (act.modality == "planned" or act.act in _SPOKEN or ACTS[act.act].family == "statement")
                and all(a.kind != "official" and a.country in {s.country for s in speakers} for a in act.agents)
            ):
                act.agents = speakers
                act.recipients = [r for r in act.recipients if r.country not in {s.country for s in speakers}]

    def _amount(self, tree: Tree, hit: Hit, name: str) -> Amount | None:
        if ACTS[name].family == "consult":
            return length_of_talks(tree, hit.token, hit.object)
        if ACTS[name].family == "statement" and name not in _COUNTED:
            return None
        if name == "extend" and (run := term(tree, hit.token, hit.object)):
            return run
        amount = amount_of(tree, hit.token, hit.object, of_parties=name in _MANY)
        if name == "protest" and amount and amount.unit != "people":
            return None
        if amount is None and name in _ENDING:
            return deadline(tree, hit.token)
        return amount or (term(tree, hit.token, hit.object) if ACTS[name].family == "agree" else None)

    def _place(self, number: int, hit: Hit, who: Parties, name: str) -> Place | None:
        if before := there(self.resolver, number, hit.token):
            return before
        if name == "visit" and who.destination:
            return who.destination
        tree = self.resolver.trees[number]
        if hit.noun:
            governor = next((up for up in tree.up(hit.token) if is_verb(tree, up)), None)
            chosen = self._choose(number, governor) if governor is not None else None
            if chosen and chosen[1].destination:
                return chosen[1].destination
            if governor is not None and tree.lower[tree.head[hit.token]] == "for" and tree.lemma[governor] in _MOVING:
                return place_of(self.resolver, number, governor, None, towards=True)  # "flew to Doha for talks"
        trip = self._trip(number, hit.token)
        if trip:
            return place_of(self.resolver, number, hit.token, None, towards=False) or trip
        if ACTS[name].family in ("statement", "figure", "policy"):
            said = ACTS[name].family == "statement"
            here = place_of(self.resolver, number, hit.token, None, towards=False, said=said)
            return here or (told_at(self.resolver, number, hit.token) if name != "demand" else None)
        here = place_of(self.resolver, number, hit.token, hit.object, towards=name in ("visit", "deploy"))
        if here is None and name == "deploy":
            here = place_of(self.resolver, number, hit.token, hit.object, towards=False)
        if here is None and name in ("deploy", "retreat", "attack"):
            return taken_or_left(self.resolver, number, hit.token)
        if here is None and name == "sever-relations":
            return told_at(self.resolver, number, hit.token)
        if here is None and name in ("meeting", "negotiation", "mediation"):
            return host_of(self.resolver, number, hit.token, hit.object)
        return here

    def _trip(self, number: int, token: int) -> Place | None:
        """Where the verb took somebody that the act is joined to: "flew to Banjul and tried to mediate"."""
        tree = self.resolver.trees[number]
        node = token
        while tree.dep[node] in ("conj", "xcomp", "advcl") and tree.head[node] != node:
            node = tree.head[node]
            chosen = self._choose(number, node) if is_verb(tree, node) else None
            if chosen and chosen[0].frame.act == "visit" and chosen[1].destination:
                return chosen[1].destination
        return None

    def _neighbours(self, act: Act, tree: Tree, hit: Hit) -> None:
        """Day and place that the neighbouring acts or the dateline give to what just happened."""
        published = self.layout.published
        if not act.when.known and act.modality == "asserted" and published:
            act.when = self._told_day(act, tree, hit, published)
        if act.modality == "asserted" and act.act in _TALKS:
            act.when = lasted(tree, hit.token, hit.object, act.when)
        first = act.when.earliest
        if (
            act.modality == "asserted"
            and published
            and first
            and first > published
            and ACTS[act.act].family != "statement"
        ):
            act.modality = "planned"  # "is travelling to London next week"
        today = act.when.known and published is not None and act.when.latest in (published, self.times.opening)
        if act.place is None and act.modality == "asserted" and ACTS[act.act].family in IN_PERSON:
            day = (act.when.earliest, act.when.latest)
            stays = [self._stays[a, day] for a in act.agents if (a, day) in self._stays]
            act.place = stays[0] if stays and act.act != "call" else None
        elsewhere = act.act == "protest" and any(a.country not in ("", self.resolver.cast.home) for a in act.agents)
        by_dateline = act.act in _PLACED_BY_DATELINE and not elsewhere
        if act.place is None and by_dateline and today and act.modality == "asserted":
            scene = self._scene if self._scene_day == (act.when.earliest, act.when.latest) else None
            act.place = scene or self._dateline()
        if (
            act.place is None
            and act.act == "deploy"
            and len({r.country for r in act.recipients}) == 1
            and act.recipients[0].country
        ):
            act.place = Place("", act.recipients[0].country)
        if (
            act.place is None
            and act.act == "state"
            and act.quotes
            and act.when.known
            and act.when.earliest == self.times.story
        ):
            here = self._dateline()
            heard = any(tree.lower[o] in listed("audiences") for o in objects(tree, hit.token))
            act.place = here if here and (heard or all(a.country == here.country for a in act.agents)) else None
        if first and first == act.when.latest and ACTS[act.act].family != "statement" and act.modality == "asserted":
            self._busy |= {a: first for a in act.agents if a.kind == "official"}
            self._since -= {*act.agents}
        if act.place and act.sentence[0] == self.lead and act.modality == "asserted":
            self._scene_day = self._scene_day if self._scene else (act.when.earliest, act.when.latest)
            self._scene = self._scene or act.place
        if act.place and act.when.precision in ("day", "derived") and ACTS[act.act].family in ("consult", "agree"):
            day = (act.when.earliest, act.when.latest)
            self._stays |= {(a, day): act.place for a in act.agents if a.kind == "official"}

    def _told_day(self, act: Act, tree: Tree, hit: Hit, published: date) -> When:
        """The day of an act for which its sentence gives none, as far as the story fixes one.

        A release tells of its own day; what opens a dispatch happened on the day of the dateline or the day before;
        what is told in the simple past belongs to the day of the story, and statements may be as late as the dateline.
        """
        release = not self.layout.city and "date" in self.layout.meta
        if release and ACTS[act.act].family == "consult":
            return When(published, published, "publication")
        if release or self.times.vague:
            return UNKNOWN
        if of_old(tree, hit.token):
            return UNKNOWN
        past, story = self._plain_past(tree, hit.token), self.times.story
        if ACTS[act.act].family == "consult" and going_on(tree, hit.token):
            return When(published, published, "publication")
        if act.sentence == (self.lead, 0) and act.depth == 0 and (past or self._perfect(tree, hit.token)):
            opening = published if self.layout.release else self.times.opening if past else None
            return When(opening, opening, "derived") if opening else When.between(published - timedelta(1), published)
        if not past or not story:
            return UNKNOWN
        aside = self.times.aside
        if aside.known:
            return UNKNOWN if ACTS[act.act].family == "statement" else When(aside.earliest, aside.latest, "derived")
        if ACTS[act.act].family == "statement" and self._after_talks(tree, hit.token):
            self._since |= {*act.agents}
        joined = tree.dep[hit.token] == "conj" or story in [self._busy.get(a) for a in act.agents]
        since = bool(self._since & {*act.agents})
        open_ = since or not (act.quotes or joined)
        if ACTS[act.act].family == "statement" and open_ and story < published:
            return When.between(story, published)
        return When(story, story, "derived")

    def _after_talks(self, tree: Tree, verb: int) -> bool:
        """Whether a verb tells what was said after a meeting to nobody who was there: "following the talks, X praised
        Y"."""
        after = [p for p in tree.kids(verb, "prep", "advcl") if tree.lower[p] in ("after", "following")]
        met = {tree.lemma[n] for p in after for n in tree.kids(p, "pobj", "dobj")} & self.lexicon.sets["meetings"]
        return bool(met) and tree.lemma[verb] != "tell"

    def _perfect(self, tree: Tree, verb: int) -> bool:
        """Whether a verb is told in the present perfect."""
        return tree.tag[verb] == "VBN" and bool(
            {"has", "have", "'ve"} & {tree.lower[k] for k in tree.kids(verb, "aux")}
        )

    def _plain_past(self, tree: Tree, token: int) -> bool:
        """Whether the clause is told in the simple past, not as something of long ago."""
        for node in (token, *tree.up(token)):
            if tree.tag[node] in ("VB", "VBP") and tree.lower[node] in listed("unchanged"):
                return bool(tree.kids(node, "nsubj")) and not tree.kids(node, "aux")
            if is_verb(tree, node) and tree.tag[node] in ("VBD", "VBP", "VBZ", "VBN"):
                aux = {tree.lower[k] for k in tree.kids(node, "aux")}
                return tree.tag[node] in ("VBD", "VBN") and not aux
            if tree.dep[node] in ("relcl", "ccomp"):
                return False
        return False

    def _dateline(self) -> Place | None:
        city = self.layout.city
        if not city or not self.resolver.cast.dateline:
            return self._scene
        country = self.resolver.cast.home
        return Place(city.split(",")[0].title(), country) if country else None

    def _confidence(self, candidate: Candidate) -> float:
        score = candidate.parties.sure * (0.75 if candidate.hit.noun else 0.9)
        score *= 1.0 if candidate.hit.phrase.weight >= 2 else 0.92
        return score * {"asserted": 1.0, "planned": 0.95, "denied": 0.9}.get(candidate.colour.modality, 0.85)
