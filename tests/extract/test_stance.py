"""Stance: tense, modals, negation and cue words, on parses built by hand."""

from __future__ import annotations

from datetime import date

import pytest

from comity.extract.stance import stance
from comity.model import Precision, Status, When
from extract.parses import LEXICON, parse, token

# the sentence, the event word, its status
ROWS = [
    ("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met", "met", "occurred"),
    ("Kenya/NNP/nsubj/meets meets/VBZ/ROOT Chad/NNP/dobj/meets", "meets", "occurred"),
    ("Kenya/NNP/nsubj/met has/VBZ/aux/met met/VBN/ROOT Chad/NNP/dobj/met", "met", "occurred"),
    ("Kenya/NNP/nsubj/meeting is/VBZ/aux/meeting meeting/VBG/ROOT Chad/NNP/dobj/meeting", "meeting", "ongoing"),
    ("Kenya/NNP/nsubj/meeting has/VBZ/aux/meeting been/VBN/aux/meeting meeting/VBG/ROOT Chad/NNP/npadvmod/meeting", "meeting", "ongoing"),
    ("Kenya/NNP/nsubj/meeting was/VBD/aux/meeting meeting/VBG/ROOT Chad/NNP/npadvmod/meeting", "meeting", "occurred"),
    ("Kenya/NNP/nsubj/meet will/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/meet shall/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/meet wo/MD/aux/meet n't/RB/neg/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "denied"),
    ("Kenya/NNP/nsubj/meet would/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "possible"),
    ("Kenya/NNP/nsubj/said said/VBD/ROOT it/PRP/nsubj/meet would/MD/aux/meet meet/VB/ccomp/said Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/meet may/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "possible"),
    ("Kenya/NNP/nsubj/meet might/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "possible"),
    ("Kenya/NNP/nsubj/meet could/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "possible"),
    ("Kenya/NNP/nsubj/meet should/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "possible"),
    ("Kenya/NNP/nsubj/meet must/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "possible"),
    ("Kenya/NNP/nsubj/meet did/VBD/aux/meet not/RB/neg/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "denied"),
    ("Kenya/NNP/nsubj/met never/RB/neg/met met/VBD/ROOT Chad/NNP/dobj/met", "met", "denied"),
    ("Kenya/NNP/nsubj/meet can/MD/aux/meet not/RB/neg/meet meet/VB/ROOT Chad/NNP/dobj/meet", "meet", "denied"),
    ("No/DT/det/minister minister/NN/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met", "met", "denied"),
    ("If/IN/mark/meets Kenya/NNP/nsubj/meets meets/VBZ/advcl/agrees Chad/NNP/dobj/meets ,/,/punct/agrees Mali/NNP/nsubj/agrees agrees/VBZ/ROOT", "meets", "possible"),
    ("Unless/IN/mark/meets Kenya/NNP/nsubj/meets meets/VBZ/advcl/agrees Chad/NNP/dobj/meets ,/,/punct/agrees Mali/NNP/nsubj/agrees agrees/VBZ/ROOT", "meets", "possible"),
    ("Kenya/NNP/nsubj/asked asked/VBD/ROOT whether/IN/mark/met Chad/NNP/nsubj/met met/VBD/ccomp/asked Mali/NNP/dobj/met", "met", "possible"),
    ("Kenya/NNP/nsubj/plans plans/VBZ/ROOT to/TO/aux/meet meet/VB/xcomp/plans Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/planned planned/VBD/ROOT to/TO/aux/meet meet/VB/xcomp/planned Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/plan does/VBZ/aux/plan not/RB/neg/plan plan/VB/ROOT to/TO/aux/meet meet/VB/xcomp/plan Chad/NNP/dobj/meet", "meet", "denied"),
    ("Kenya/NNP/nsubj/agreed agreed/VBD/ROOT to/TO/aux/meet meet/VB/xcomp/agreed Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/refused refused/VBD/ROOT to/TO/aux/meet meet/VB/xcomp/refused Chad/NNP/dobj/meet", "meet", "denied"),
    ("Kenya/NNP/nsubj/refuse did/VBD/aux/refuse not/RB/neg/refuse refuse/VB/ROOT to/TO/aux/meet meet/VB/xcomp/refuse Chad/NNP/dobj/meet", "meet", "possible"),
    ("Kenya/NNP/nsubj/failed failed/VBD/ROOT to/TO/aux/meet meet/VB/xcomp/failed Chad/NNP/dobj/meet", "meet", "denied"),
    ("Kenya/NNP/nsubj/hopes hopes/VBZ/ROOT to/TO/aux/meet meet/VB/xcomp/hopes Chad/NNP/dobj/meet", "meet", "possible"),
    ("Kenya/NNP/nsubj/considering is/VBZ/aux/considering considering/VBG/ROOT meeting/VBG/xcomp/considering Chad/NNP/dobj/meeting", "meeting", "possible"),
    ("Kenya/NNP/nsubj/ruled ruled/VBD/ROOT out/RP/prt/ruled meeting/VBG/xcomp/ruled Chad/NNP/dobj/meeting", "meeting", "denied"),
    ("Kenya/NNP/nsubj/denied denied/VBD/ROOT that/IN/mark/met it/PRP/nsubj/met met/VBD/ccomp/denied Chad/NNP/dobj/met", "met", "denied"),
    ("Kenya/NNP/nsubj/deny did/VBD/aux/deny not/RB/neg/deny deny/VB/ROOT that/IN/mark/met it/PRP/nsubj/met met/VBD/ccomp/deny Chad/NNP/dobj/met", "met", "possible"),
    ("Kenya/NNP/nsubj/continued continued/VBD/ROOT to/TO/aux/meet meet/VB/xcomp/continued Chad/NNP/dobj/meet", "meet", "ongoing"),
    ("Kenya/NNP/nsubj/is is/VBZ/ROOT to/TO/aux/meet meet/VB/xcomp/is Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/is is/VBZ/ROOT ready/JJ/acomp/is to/TO/aux/meet meet/VB/xcomp/ready Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/is is/VBZ/ROOT unwilling/JJ/acomp/is to/TO/aux/meet meet/VB/xcomp/unwilling Chad/NNP/dobj/meet", "meet", "denied"),
    ("The/DT/det/plan plan/NN/nsubj/is is/VBZ/ROOT to/TO/aux/meet meet/VB/xcomp/is Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/announced announced/VBD/ROOT a/DT/det/plan plan/NN/dobj/announced to/TO/aux/meet meet/VB/acl/plan Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/poss/refusal 's/POS/case/Kenya refusal/NN/nsubj/angered to/TO/aux/meet meet/VB/acl/refusal Chad/NNP/dobj/meet angered/VBD/ROOT Mali/NNP/dobj/angered", "meet", "denied"),
    ("Kenya/NNP/nsubj/left left/VBD/ROOT without/IN/prep/left meeting/VBG/pcomp/without Chad/NNP/dobj/meeting", "meeting", "denied"),
    ("Kenya/NNP/nsubj/left left/VBD/ROOT after/IN/prep/left meeting/VBG/pcomp/after Chad/NNP/dobj/meeting", "meeting", "occurred"),
    ("Kenya/NNP/nsubj/traveled traveled/VBD/ROOT to/TO/aux/meet meet/VB/advcl/traveled Chad/NNP/dobj/meet", "meet", "occurred"),
    ("Kenya/NNP/nsubj/travel will/MD/aux/travel travel/VB/ROOT to/TO/aux/meet meet/VB/xcomp/travel Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubjpass/expected was/VBD/auxpass/expected expected/VBN/ROOT to/TO/aux/meet meet/VB/xcomp/expected Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/plans ,/,/punct/Kenya which/WDT/nsubj/met met/VBD/relcl/Kenya Chad/NNP/dobj/met ,/,/punct/Kenya plans/VBZ/ROOT to/TO/aux/leave leave/VB/xcomp/plans", "met", "occurred"),
    ("Kenya/NNP/nsubj/plans plans/VBZ/ROOT to/TO/aux/leave leave/VB/xcomp/plans because/IN/mark/met it/PRP/nsubj/met met/VBD/advcl/plans Chad/NNP/dobj/met", "met", "occurred"),
    ("Kenya/NNP/nsubj/came came/VBD/ROOT and/CC/cc/came met/VBD/conj/came Chad/NNP/dobj/met", "met", "occurred"),
    ("Kenya/NNP/nsubj/come will/MD/aux/come come/VB/ROOT and/CC/cc/come meet/VB/conj/come Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/managed managed/VBD/ROOT to/TO/aux/meet meet/VB/xcomp/managed Chad/NNP/dobj/meet", "meet", "occurred"),
    ("Kenya/NNP/nsubj/held and/CC/cc/Kenya Chad/NNP/conj/Kenya held/VBD/ROOT a/DT/det/summit summit/NN/dobj/held", "summit", "occurred"),
    ("Kenya/NNP/nsubj/hold and/CC/cc/Kenya Chad/NNP/conj/Kenya will/MD/aux/hold hold/VB/ROOT a/DT/det/summit summit/NN/dobj/hold", "summit", "planned"),
    ("Kenya/NNP/nsubj/hold and/CC/cc/Kenya Chad/NNP/conj/Kenya did/VBD/aux/hold not/RB/neg/hold hold/VB/ROOT a/DT/det/summit summit/NN/dobj/hold", "summit", "denied"),
    ("Kenya/NNP/nsubj/plan and/CC/cc/Kenya Chad/NNP/conj/Kenya plan/VBP/ROOT a/DT/det/summit summit/NN/dobj/plan", "summit", "planned"),
    ("Kenya/NNP/nsubj/canceled canceled/VBD/ROOT a/DT/det/summit summit/NN/dobj/canceled", "summit", "denied"),
    ("Kenya/NNP/nsubj/called called/VBD/ROOT off/RP/prt/called the/DT/det/summit summit/NN/dobj/called", "summit", "denied"),
    ("A/DT/det/summit summit/NN/nsubjpass/called was/VBD/auxpass/called called/VBN/ROOT off/RP/prt/called", "summit", "denied"),
    ("A/DT/det/summit summit/NN/nsubjpass/held was/VBD/auxpass/held held/VBN/ROOT", "summit", "occurred"),
    ("A/DT/det/summit summit/NN/nsubjpass/held will/MD/aux/held be/VB/auxpass/held held/VBN/ROOT", "summit", "planned"),
    ("A/DT/det/summit summit/NN/nsubj/is is/VBZ/ROOT possible/JJ/acomp/is", "summit", "possible"),
    ("A/DT/det/summit summit/NN/nsubj/is is/VBZ/ROOT likely/JJ/acomp/is", "summit", "possible"),
    ("The/DT/det/summit planned/JJ/amod/summit summit/NN/nsubj/angered angered/VBD/ROOT Mali/NNP/dobj/angered", "summit", "planned"),
    ("The/DT/det/summit canceled/JJ/amod/summit summit/NN/nsubj/angered angered/VBD/ROOT Mali/NNP/dobj/angered", "summit", "denied"),
    ("No/DT/det/summit summit/NN/nsubj/took took/VBD/ROOT place/NN/dobj/took", "summit", "denied"),
    ("The/DT/det/talks ongoing/JJ/amod/talks talks/NNS/nsubj/angered angered/VBD/ROOT Mali/NNP/dobj/angered", "talks", "ongoing"),
    ("Plans/NNS/nsubj/angered for/IN/prep/Plans a/DT/det/summit summit/NN/pobj/for angered/VBD/ROOT Mali/NNP/npadvmod/angered", "summit", "planned"),
    ("The/DT/det/prospect prospect/NN/nsubj/angered of/IN/prep/prospect a/DT/det/summit summit/NN/pobj/of angered/VBD/ROOT Mali/NNP/dobj/angered", "summit", "possible"),
    ("Kenya/NNP/nsubj/hopes hopes/VBZ/ROOT for/IN/prep/hopes a/DT/det/summit summit/NN/pobj/for", "summit", "possible"),
    ("Kenya/NNP/nsubj/preparing is/VBZ/aux/preparing preparing/VBG/ROOT for/IN/prep/preparing a/DT/det/summit summit/NN/pobj/for", "summit", "planned"),
    ("Kenya/NNP/nsubj/speak will/MD/aux/speak speak/VB/ROOT at/IN/prep/speak the/DT/det/summit summit/NN/pobj/at", "summit", "planned"),
    ("Kenya/NNP/nsubj/left left/VBD/ROOT without/IN/prep/left a/DT/det/summit summit/NN/pobj/without", "summit", "denied"),
    ("Kenya/NNP/nsubj/called called/VBD/ROOT for/IN/prep/called talks/NNS/pobj/for", "talks", "possible"),
    ("Kenya/NNP/nsubj/go will/MD/aux/go go/VB/ROOT to/IN/prep/go the/DT/det/summit summit/NN/pobj/to", "summit", "planned"),
    ("Kenya/NNP/nsubj/spoke spoke/VBD/ROOT before/IN/prep/spoke the/DT/det/summit summit/NN/pobj/before", "summit", "occurred"),
    ("Kenya/NNP/nsubj/continued continued/VBD/ROOT talks/NNS/dobj/continued", "talks", "ongoing"),
    ("The/DT/det/summit summit/NN/nsubj/satisfy did/VBD/aux/satisfy not/RB/neg/satisfy satisfy/VB/ROOT Mali/NNP/dobj/satisfy", "summit", "occurred"),
    ("The/DT/det/issue issue/NN/nsubj/divided of/IN/prep/issue a/DT/det/summit summit/NN/pobj/of divided/VBD/ROOT Mali/NNP/dobj/divided", "summit", "occurred"),
    ("The/DT/det/cancellation cancellation/NN/nsubj/angered of/IN/prep/cancellation a/DT/det/summit summit/NN/pobj/of angered/VBD/ROOT Mali/NNP/dobj/angered", "summit", "denied"),
    ("Kenya/NNP/nsubj/postponed postponed/VBD/ROOT the/DT/det/summit summit/NN/dobj/postponed", "summit", "planned"),
    ("Kenya/NNP/nsubj/weighing is/VBZ/aux/weighing weighing/VBG/ROOT talks/NNS/dobj/weighing or/CC/cc/talks a/DT/det/summit summit/NN/conj/talks", "summit", "possible"),
    ("Kenya/NNP/nsubj/resumed resumed/VBD/ROOT talks/NNS/dobj/resumed", "talks", "ongoing"),
    ("The/DT/det/eve eve/NN/nsubj/passed of/IN/prep/eve the/DT/det/summit summit/NN/pobj/of passed/VBD/ROOT", "summit", "planned"),
    ("Kenya/NNP/nsubj/denied denied/VBD/ROOT reports/NNS/dobj/denied of/IN/prep/reports a/DT/det/summit summit/NN/pobj/of", "summit", "denied"),
    # what would have been did not come to be, nor what fell through
    ("Kenya/NNP/nsubj/was was/VBD/ROOT to/TO/aux/met have/VB/aux/met met/VBN/xcomp/was Chad/NNP/dobj/met", "met", "denied"),
    ("Kenya/NNP/nsubj/met would/MD/aux/met have/VB/aux/met met/VBN/ROOT Chad/NNP/dobj/met", "met", "denied"),
    ("A/DT/det/treaty treaty/NN/nsubj/was was/VBD/ROOT to/TO/aux/signed be/VB/auxpass/signed signed/VBN/xcomp/was but/CC/cc/signed was/VBD/auxpass/shelved shelved/VBN/conj/signed", "signed", "denied"),
    ("Kenya/NNP/nsubj/denied denied/VBD/ROOT reports/NNS/dobj/denied that/IN/mark/meet it/PRP/nsubj/meet would/MD/aux/meet meet/VB/acl/reports Chad/NNP/dobj/meet", "meet", "denied"),
    # what is planned on a condition is possible; what goes on or falls through does so itself
    ("Kenya/NNP/nsubj/meet will/MD/aux/meet meet/VB/ROOT Chad/NNP/dobj/meet if/IN/mark/agrees Mali/NNP/nsubj/agrees agrees/VBZ/advcl/meet", "meet", "possible"),
    ("Talks/NNS/nsubj/continue continue/VBP/ROOT", "Talks", "ongoing"),
    ("The/DT/det/summit planned/JJ/amod/summit summit/NN/nsubjpass/called was/VBD/auxpass/called called/VBN/ROOT off/RP/prt/called", "summit", "denied"),
    ("Kenya/NNP/nsubj/met not/RB/preconj/met only/RB/advmod/not met/VBD/ROOT Chad/NNP/dobj/met", "met", "occurred"),
    ("Talks/NNS/nsubj/are are/VBP/ROOT out/IN/prep/are of/IN/prep/out the/DT/det/question question/NN/pobj/of", "Talks", "denied"),
    # an offer is as it was answered
    ("Kenya/NNP/nsubj/accepted accepted/VBD/ROOT a/DT/det/proposal proposal/NN/dobj/accepted to/TO/aux/meet meet/VB/acl/proposal Chad/NNP/dobj/meet", "meet", "planned"),
    ("Kenya/NNP/nsubj/refused refused/VBD/ROOT a/DT/det/proposal proposal/NN/dobj/refused to/TO/aux/meet meet/VB/acl/proposal Chad/NNP/dobj/meet", "meet", "denied"),
    ("Kenya/NNP/nsubj/has has/VBZ/ROOT no/DT/det/plan plan/NN/dobj/has to/TO/aux/meet meet/VB/acl/plan Chad/NNP/dobj/meet", "meet", "denied"),
    # two cues of which the nearer one settles it
    ("Kenya/NNP/nsubj/refused refused/VBD/ROOT to/TO/aux/consider consider/VB/xcomp/refused meeting/VBG/xcomp/consider Chad/NNP/dobj/meeting", "meeting", "possible"),
    ("Kenya/NNP/nsubj/hopes hopes/VBZ/ROOT to/TO/aux/agree agree/VB/xcomp/hopes to/TO/aux/meet meet/VB/xcomp/agree Chad/NNP/dobj/meet", "meet", "planned"),
    # the negation of the event below a negated verb of denial
    ("Kenya/NNP/nsubj/denied denied/VBD/ROOT it/PRP/nsubj/meet did/VBD/aux/meet not/RB/neg/meet meet/VB/ccomp/denied Chad/NNP/dobj/meet", "meet", "occurred"),
    # "no longer" ends what was; it does not deny that it was
    ("Kenya/NNP/nsubj/meets no/RB/neg/longer longer/RB/advmod/meets meets/VBZ/ROOT Chad/NNP/dobj/meets", "meets", "occurred"),
    # what is coordinated shares the mood of its auxiliary only when it is not finite itself
    ("Kenya/NNP/nsubj/hold may/MD/aux/hold hold/VB/ROOT talks/NNS/dobj/hold or/CC/cc/talks a/DT/det/summit summit/NN/conj/talks", "summit", "possible"),
    ("Talks/NNS/nsubj/led and/CC/cc/Talks a/DT/det/summit planned/JJ/amod/summit summit/NN/conj/Talks led/VBD/ROOT", "summit", "planned"),
    # the owner of an event noun says nothing of its status
    ("The/DT/det/plan plan/NN/nsubj/summarized of/IN/prep/plan the/DT/det/hosts summit/NN/poss/hosts 's/POS/case/summit hosts/NNS/pobj/of summarized/VBD/ROOT", "summit", "occurred"),
]  # fmt: skip

# what a careful reader sees otherwise than the rules do today: the sentence, the event word, its status, why
MISREAD = [
    ("Neither/DT/det/side side/NN/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met", "met", "denied", "neither"),
    ("Kenya/NNP/nsubj/cancel did/VBD/aux/cancel not/RB/neg/cancel cancel/VB/ROOT a/DT/det/summit summit/NN/dobj/cancel", "summit", "possible", "negated"),
    ("Kenya/NNP/nsubj/decided decided/VBD/ROOT against/IN/prep/decided meeting/VBG/pcomp/against Chad/NNP/dobj/meeting", "meeting", "denied", "against"),
]  # fmt: skip


def plain(table: str) -> str:
    """The words of a row, for its id."""
    return " ".join(cell.split("/")[0] for cell in table.split())


@pytest.mark.parametrize(
    ("table", "word", "expected"), ROWS, ids=[f"{plain(t)} [{w}]" for t, w, _ in ROWS]
)
def test_status_of_an_event_word(table: str, word: str, expected: str) -> None:
    trigger = token(parse(table), word)
    assert stance(trigger, LEXICON, None, None) is Status(expected)


@pytest.mark.parametrize(
    ("table", "word", "expected"),
    [
        pytest.param(t, w, e, marks=pytest.mark.xfail(strict=True, reason=why), id=plain(t))
        for t, w, e, why in MISREAD
    ],
)
def test_status_that_is_misread(table: str, word: str, expected: str) -> None:
    trigger = token(parse(table), word)
    assert stance(trigger, LEXICON, None, None) is Status(expected)


def test_the_table_is_as_large_as_it_says() -> None:
    assert len({plain(t) + w for t, w, _ in ROWS}) == len(ROWS) >= 60


def when(day: date) -> When:
    return When(day, day, Precision.DAY, day.isoformat())


PUBLISHED = date(2024, 8, 22)
# status without a date, date, default of the frame, status with them
DATED = [
    pytest.param("meets/VBZ", date(2024, 8, 23), None, "planned", id="a present tense with a date to come"),
    pytest.param("met/VBD", date(2024, 8, 23), None, "occurred", id="a past tense: the date is not its own"),
    pytest.param("met/VBD", date(2024, 8, 22), None, "occurred", id="on the day of publication"),
    pytest.param("met/VBD", date(2024, 8, 21), None, "occurred", id="the day before"),
    pytest.param("met/VBD", None, "planned", "planned", id="the frame's own status"),
    pytest.param("met/VBD", date(2024, 8, 21), "planned", "planned", id="the frame's own status in the past"),
    pytest.param("meet/VB", date(2024, 8, 23), "denied", "possible", id="a modal before the frame's status"),
    pytest.param("meet/VB", date(2024, 8, 23), None, "possible", id="a modal before the date"),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "day", "default", "expected"), DATED)
def test_date_and_frame(verb: str, day: date | None, default: str | None, expected: str) -> None:
    word = verb.split("/")[0]
    modal = f"may/MD/aux/{word} " if word == "meet" else ""
    doc = parse(f"Kenya/NNP/nsubj/{word} {modal}{verb}/ROOT Chad/NNP/dobj/{word}")
    time = when(day) if day else None
    assert stance(token(doc, word), LEXICON, time, PUBLISHED, default=default) is Status(expected)


def test_without_a_day_of_publication_no_date_lies_ahead() -> None:
    doc = parse("Kenya/NNP/nsubj/met met/VBD/ROOT Chad/NNP/dobj/met")
    assert stance(token(doc, "met"), LEXICON, when(date(2199, 1, 1)), None) is Status.OCCURRED
