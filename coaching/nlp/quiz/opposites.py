"""What turns the meaning of a sentence round: negation, and words that stand against each other.

Grammar and everyday English, not subject matter; none of it decides by itself.
"""

from spacy.tokens import Span

from coaching.nlp.english import word_set

_NEGATING = word_set(
    "no not n't nothing nobody none never neither nor without nowhere cannot hardly barely lack "
    "lacks lacking missing fail fails refuse refuses avoid avoids dont doesnt didnt isnt arent "
    "wasnt cant wont havent hasnt nope nah instead rather stop unless"
)
_PAIRS = (
    "before/after first/last,later,afterwards,then more/less,fewer most/least always/never "
    "all,every,everyone,everybody/none,nobody something,anything/nothing "
    "buyer,customer,client,prospect,they,their,he,she/seller,salesperson,rep,we,our,i,me,my,us "
    "big,bigger,large/small,smaller,little long,longer/short,shorter "
    "slow,slower/fast,quick,quickly "
    "early,earlier/late,later high,higher/low,lower many,several,group,committee/one,single,alone "
    "raise,increase,grow,build/lower,reduce,decrease,shrink,calm open/closed,close yes/no "
    "true,right,correct/false,wrong good,better/bad,worse win,gain,keep/lose begin,start/stop,end "
    "expensive/cheap specific,definite,concrete/vague,general same/different important/unimportant "
    "agree,accept/refuse,reject,disagree company,business,firm/consumer,household,private,family "
    "ask,listen/tell,talk,present,pitch,show need/want question/answer strong/weak easy/hard "
    "possible/impossible interested/bored trust/distrust fixed,set/open,loose needed/useless"
)


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        one, other = (side.split(",") for side in pair.split("/"))
        for word in one:
            found.setdefault(word, set()).update(other)
        for word in other:
            found.setdefault(word, set()).update(one)
    return {word: frozenset(against) for word, against in found.items()}


_AGAINST = _table()


def negations(words: Span) -> int:
    """How many words of a stretch negate something."""
    return sum(t.dep_ == "neg" or t.lower_ in _NEGATING for t in words)


def forms(words: Span) -> frozenset[str]:
    """The words and lemmas of a stretch, for `opposed`."""
    return frozenset(form for t in words for form in (t.lower_, t.lemma_.lower()))


def opposed(one: frozenset[str], other: frozenset[str]) -> int:
    """How many words of the one stand against a word of the other that it does not hold itself."""
    return sum(bool((_AGAINST.get(word, frozenset()) & other) - one) for word in one - other)
