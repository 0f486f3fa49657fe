"""Closed classes of words that help to understand an answer; none decides by itself."""

from coaching.nlp.english import word_set

ROLES = word_set(
    "ceo cfo coo cto cio cro cmo vp president chairman chair chairwoman director manager head boss "
    "owner founder partner partners board committee council treasurer controller bursar principal "
    "headteacher dean mayor husband wife spouse mother father mum mom dad parents son daughter "
    "brother sister landlord landlady investor procurement purchasing legal secretary trustee "
    "trustees governor governors supervisor chef foreman superintendent administrator executive "
    "minister buyer assistant deputy"
)
DECIDING = word_set(
    "decide decision sign signature approve approval authorise authorize veto countersign choose "
    "vote release agree okay confirm greenlight call say pick"
)
OURS = word_set("i we our my us me mine ours")
THEIRS = word_set("they he she their his her them him it its")
