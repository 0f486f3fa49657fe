"""What a buyer holds against buying: seventeen labels and five natures."""

from dataclasses import dataclass
from enum import StrEnum


class ObjectionLabel(StrEnum):
    PRICE_VALUE = "price_value"
    BUDGET_NONE = "budget_none"
    NEED_NONE = "need_none"
    TIMING_PRIORITY = "timing_priority"
    AUTHORITY_COMMITTEE = "authority_committee"
    TRUST_PROOF = "trust_proof"
    RISK_PAST_FAILURE = "risk_past_failure"
    COMPETITOR_INCUMBENT = "competitor_incumbent"
    STATUS_QUO = "status_quo"
    FEATURE_GAP = "feature_gap"
    INTEGRATION_EFFORT = "integration_effort"
    SECURITY_COMPLIANCE = "security_compliance"
    CONTRACT_PROCUREMENT = "contract_procurement"
    BRUSHOFF_NOT_INTERESTED = "brushoff_not_interested"
    BRUSHOFF_SEND_INFO = "brushoff_send_info"
    BRUSHOFF_BUSY = "brushoff_busy"
    STOP_CONTACT = "stop_contact"


BRUSHOFFS = frozenset(
    {
        ObjectionLabel.BRUSHOFF_NOT_INTERESTED,
        ObjectionLabel.BRUSHOFF_SEND_INFO,
        ObjectionLabel.BRUSHOFF_BUSY,
    }
)


class Nature(StrEnum):
    """What stands behind an objection: a concern, a cover, an impossibility or a plain no."""

    TRUE = "true"
    SMOKESCREEN = "smokescreen"
    CONDITION = "condition"
    STOP_CONTACT = "stop_contact"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class LikelyLabel:
    label: ObjectionLabel
    confidence: float


@dataclass(frozen=True, slots=True)
class HeardObjection:
    """What a buyer's words hold against buying: the label with its confidence (0–1), the nature,
    and the likeliest labels. `label` and `nature` are None where it is no objection."""

    label: ObjectionLabel | None
    confidence: float
    nature: Nature | None
    ranking: tuple[LikelyLabel, ...]
