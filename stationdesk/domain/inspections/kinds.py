"""The plain choices of an inspection: of what kind it is, how far, and what a line came to."""

from __future__ import annotations

from enum import StrEnum

from stationdesk.i18n import N_


class InspectionKind(StrEnum):
    """自查, 街道检查, 抽查."""

    SELF = "self"
    STREET = "street"
    SPOT = "spot"


INSPECTION_KIND_WORDS = {
    InspectionKind.SELF: N_("Self-inspection"),
    InspectionKind.STREET: N_("Inspection by the street office"),
    InspectionKind.SPOT: N_("Spot check"),
}


class InspectionState(StrEnum):
    """填写中, 已提交, 已签字."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"


INSPECTION_STATE_WORDS = {
    InspectionState.DRAFT: N_("Inspection being filled in"),
    InspectionState.SUBMITTED: N_("Inspection submitted"),
    InspectionState.SIGNED: N_("Inspection signed"),
}


class Result(StrEnum):
    """未核查, 达标, 部分达标, 不达标, 不适用."""

    UNCHECKED = ""
    PASS = "pass"
    PARTIAL = "partial"
    FAIL = "fail"
    NOT_APPLICABLE = "na"

    @property
    def wanting(self) -> bool:
        """Tell whether the line makes a finding."""
        return self in (Result.PARTIAL, Result.FAIL)


RESULT_WORDS = {
    Result.UNCHECKED: N_("Line not checked"),
    Result.PASS: N_("Line in order"),
    Result.PARTIAL: N_("Line partly in order"),
    Result.FAIL: N_("Line not in order"),
    Result.NOT_APPLICABLE: N_("Line not applicable"),
}


class Severity(StrEnum):
    """一般, 较重, 严重; the worst comes last."""

    MINOR = "minor"
    SERIOUS = "serious"
    CRITICAL = "critical"


SEVERITY_WORDS = {
    Severity.MINOR: N_("Minor finding"),
    Severity.SERIOUS: N_("Serious finding"),
    Severity.CRITICAL: N_("Critical finding"),
}
